// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @parallel_1(%n: index, %m: memref<?xf32>) {
  affine.parallel (%i) = (max(0)) to (min(10)) { }
  // expected-error @+1 {{'affine.parallel' op expected lower bound map to have at least one result}}
  affine.parallel (%i) = (max()) to (min(10)) { }
  return
}

// -----

func.func @parallel_2(%n: index, %m: memref<?xf32>) {
  affine.parallel (%i) = (max(0)) to (min(10)) { }
  // expected-error @+1 {{'affine.parallel' op the number of region arguments (2) and the number of map groups for lower (1) and upper bound (2), and the number of steps (2) must all match}}
  affine.parallel (%i, %j) = (0) to (min(10), 7) { }
  return
}

// -----

func.func @parallel_3(%n: index, %m: memref<?xf32>) {
  // expected-error @+1 {{steps must be constant integers}}
  affine.parallel (%i) = (0) to (10) step (%n) { }
  return
}

// -----

func.func @parallel_4(%n: index, %m: memref<?xf32>) {
  // expected-error @+1 {{'affine.parallel' op the number of region arguments (1) and the number of map groups for lower (1) and upper bound (1), and the number of steps (2) must all match}}
  affine.parallel (%i) = (0) to (10) step (1, 2) { }
  return
}

// -----

func.func @parallel_5(%n: index, %m: memref<?xf32>) {
  %f = arith.constant 1.0 : f32
  // expected-error @+1 {{invalid reduction value: "foo"}}
  %r = affine.parallel (%i) = (0) to (10) reduce ("foo") -> (f32) { affine.yield %f : f32 }
  return
}

// -----

func.func @parallel_6(%n: index, %m: memref<?xf32>) {
  %f = arith.constant 1.0 : f32
  // expected-error @+1 {{'affine.parallel' op result type cannot match reduction attribute}}
  %r = affine.parallel (%i) = (0) to (10) reduce ("addi") -> (f32) { affine.yield %f : f32 }
  return
}

// -----

func.func @parallel_7(%n: index, %m: memref<?xf32>) {
  %f = arith.constant 1.0 : f32
  // expected-error @+1 {{'affine.parallel' op a reduction must be specified for each output}}
  %r = affine.parallel (%i) = (0) to (10) reduce ("addf", "addf") -> (f32) { affine.yield %f : f32 }
  return
}

// -----

func.func @parallel_8(%n: index, %m: memref<?xf32>) {
  %f = arith.constant 1.0 : f32
  // expected-error @+1 {{'affine.parallel' op a reduction must be specified for each output}}
  %r = affine.parallel (%i) = (0) to (10) -> (f32) { affine.yield %f : f32 }
  return
}

// -----

func.func @parallel_9(%n: index, %m: memref<?xf32>) {
  %f = arith.constant 1.0 : f32
  // expected-error @+1 {{'affine.yield' op parent of yield must have same number of results as the yield operands}}
  %r = affine.parallel (%i) = (0) to (10) reduce ("addf") -> (f32) { affine.yield }
  return
}

// -----

func.func @parallel_10(%n: index, %m: memref<?xf32>) {
  %f = arith.constant 1 : i32
  // expected-error @+1 {{'affine.parallel' op result type cannot match reduction attribute}}
  %r:6 = affine.parallel (%i) = (0) to (10) reduce ("addi", "muli", "maxs", "assign", "ori", "andi") -> (i32, i32, i32, i32, i32, i32) { affine.yield %f, %f, %f, %f, %f, %f : i32, i32, i32, i32, i32, i32 }
  return
}

// -----

func.func @parallel_11(%n: index, %m: memref<?xf32>) {
  %f = arith.constant 1 : i32
  // expected-error @+1 {{'affine.parallel' op result type cannot match reduction attribute}}
  %r:1 = affine.parallel (%i) = (0) to (10) reduce ("xori") -> (i32) { affine.yield %f : i32 }
  return
}

// -----

func.func @parallel_12(%n: index, %m: memref<?xf32>) {
  %f = arith.constant 1 : i32
  // expected-error @+1 {{'affine.parallel' op result type cannot match reduction attribute}}
  %r:1 = affine.parallel (%i) = (0) to (10) reduce ("minu") -> (i32) { affine.yield %f : i32 }
  return
}

// -----

func.func @parallel_13(%n: index, %m: memref<?xf32>) {
  // expected-error @+1 {{'affine.parallel' op result type cannot match reduction attribute}}
  %r:1 = affine.parallel (%i) = (0) to (10) reduce ("addi") -> (index) { affine.yield %i : index }
  return
}

// -----

func.func @parallel_14(%n: index, %m: memref<?xf32>) {
  %f = arith.constant 1.0 : f32
  // expected-error @+1 {{'affine.parallel' op result type cannot match reduction attribute}}
  %r:1 = affine.parallel (%i) = (0) to (10) reduce ("maxnumf") -> (f32) { affine.yield %f : f32 }
  return
}

// -----

func.func @parallel_16(%n: index, %m: memref<?xindex>) {
  affine.parallel (%i) = (0) to (10) { 
    %x = affine.load %m[%i] : memref<?xindex>
    // expected-error @+1 {{'affine.parallel' op operand cannot be used as a dimension id}}
    affine.parallel (%j) = (%x) to (10) { } }
  return
}

// -----

func.func @parallel_17(%n: index, %m: memref<?xindex>) {
  affine.parallel (%i) = (0) to (10) { 
    // expected-error @+1 {{'affine.parallel' op operand cannot be used as a symbol}}
    affine.parallel (%j) = (0) to (symbol(%i)) { } }
  return
}

// -----

func.func @parallel_18(%n: index) {
    // expected-error @+1 {{'affine.parallel' op expected lower bounds map to have 1 results}}
    "affine.parallel"(%n) <{lowerBoundsGroups = dense<1> : tensor<1xi32>, lowerBoundsMap = affine_map<() -> ()>, reductions = [], steps = [1], upperBoundsGroups = dense<1> : tensor<1xi32>, upperBoundsMap = affine_map<(d0) -> (d0)>}> ({
    ^bb0(%arg3: index):
      "affine.yield"() : () -> ()
    }) : (index) -> ()
  return
}

// -----

func.func @parallel_19(%n: index) {
    // expected-error @+1 {{'affine.parallel' op expected upper bounds map to have 2 results}}
    "affine.parallel"(%n) <{lowerBoundsGroups = dense<1> : tensor<1xi32>, lowerBoundsMap = affine_map<() -> (0)>, reductions = [], steps = [1], upperBoundsGroups = dense<2> : tensor<1xi32>, upperBoundsMap = affine_map<(d0) -> (d0)>}> ({
    ^bb0(%arg3: index):
      "affine.yield"() : () -> ()
    }) : (index) -> ()
  return
}

// -----

func.func @parallel_20(%n: index) {
    // expected-error @+1 {{'affine.parallel' op expected lower bound map to have at least one result}}
    "affine.parallel"(%n) <{lowerBoundsGroups = dense<0> : tensor<1xi32>, lowerBoundsMap = affine_map<() -> ()>, reductions = [], steps = [1], upperBoundsGroups = dense<1> : tensor<1xi32>, upperBoundsMap = affine_map<(d0) -> (d0)>}> ({
    ^bb0(%arg3: index):
      "affine.yield"() : () -> ()
    }) : (index) -> ()
  return
}

// -----

func.func @parallel_21(%n: index) {
    // expected-error @+1 {{'affine.parallel' op a reduction must be specified for each output}}
    "affine.parallel"(%n) <{lowerBoundsGroups = dense<1> : tensor<1xi32>, lowerBoundsMap = affine_map<() -> (0)>, reductions = [3], steps = [1], upperBoundsGroups = dense<1> : tensor<1xi32>, upperBoundsMap = affine_map<(d0) -> (d0)>}> ({
    ^bb0(%arg3: index):
      "affine.yield"() : () -> ()
    }) : (index) -> ()
  return
}

// -----

func.func @parallel_22(%n: index) {
    // expected-error @+1 {{'affine.parallel' op attribute 'reductions' failed to satisfy constraint: Reduction ops}}
    %0 = "affine.parallel"(%n) <{lowerBoundsGroups = dense<1> : tensor<1xi32>, lowerBoundsMap = affine_map<() -> (0)>, reductions = [99], steps = [1], upperBoundsGroups = dense<1> : tensor<1xi32>, upperBoundsMap = affine_map<(d0) -> (d0)>}> ({
    ^bb0(%arg3: index):
      "affine.yield"(%arg3) : (index) -> ()
    }) : (index) -> index
  return
}

// -----

func.func @parallel_23(%n: index) {
    // expected-error @+1 {{'affine.parallel' op attribute 'reductions' failed to satisfy constraint: Reduction ops}}
    %0 = "affine.parallel"(%n) <{lowerBoundsGroups = dense<1> : tensor<1xi32>, lowerBoundsMap = affine_map<() -> (0)>, reductions = [true], steps = [1.0], upperBoundsGroups = dense<1> : tensor<1xi64>, upperBoundsMap = affine_map<(d0) -> (d0)>}> ({
    ^bb0(%arg3: index):
      "affine.yield"(%arg3) : (index) -> ()
    }) : (index) -> index
  return
}

// -----

func.func @parallel_24(%n: index) {
    // expected-error @+1 {{'affine.parallel' op attribute 'reductions' failed to satisfy constraint: Reduction ops}}
    %0 = "affine.parallel"(%n) <{lowerBoundsGroups = dense<1> : tensor<1xi32>, lowerBoundsMap = affine_map<() -> (0)>, reductions = [true], steps = [1.0], upperBoundsGroups = dense<1> : tensor<1xi32>, upperBoundsMap = affine_map<(d0) -> (d0)>}> ({
    ^bb0(%arg3: index):
      "affine.yield"(%arg3) : (index) -> ()
    }) : (index) -> index
  return
}

// -----

func.func @parallel_25(%n: index) {
    // expected-error @+1 {{'affine.parallel' op attribute 'reductions' failed to satisfy constraint: Reduction ops}}
    %0 = "affine.parallel"(%n) <{lowerBoundsGroups = dense<1> : tensor<1xi32>, lowerBoundsMap = affine_map<() -> (0)>, reductions = [true], steps = [1], upperBoundsGroups = dense<1> : tensor<1xi32>, upperBoundsMap = affine_map<(d0) -> (d0)>}> ({
    ^bb0(%arg3: index):
      "affine.yield"(%arg3) : (index) -> ()
    }) : (index) -> index
  return
}
