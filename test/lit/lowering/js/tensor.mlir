// Every operation of tensor on the js engine: the values that a function gets, and what it returns.

// The bits of floats as integers.
// RUN: adopt-run %s --engine=js --entry=bitcast --args='[1,-0]' | adopt-filecheck %s --check-prefix=BITCAST --match-full-lines
// BITCAST: [1065353216, -2147483648]
func.func @bitcast(%a: tensor<?xf32>) -> tensor<?xi32> {
  %0 = tensor.bitcast %a : tensor<?xf32> to tensor<?xi32>
  return %0 : tensor<?xi32>
}

// RUN: adopt-run %s --engine=js --entry=cast --args='[1,2]' | adopt-filecheck %s --check-prefix=CAST --match-full-lines
// CAST: [1.0, 2.0]
func.func @cast(%a: tensor<?xf64>) -> tensor<2xf64> {
  %0 = tensor.cast %a : tensor<?xf64> to tensor<*xf64>
  %1 = tensor.cast %0 : tensor<*xf64> to tensor<2xf64>
  return %1 : tensor<2xf64>
}

// RUN: adopt-run %s --engine=js --entry=collapse_shape --args='[[[1,2],[3,4],[5,6]]],[[7]]' | adopt-filecheck %s --check-prefix=COLLAPSE-SHAPE --match-full-lines
// COLLAPSE-SHAPE: {{\[\[1\.0, 2\.0\], \[3\.0, 4\.0\], \[5\.0, 6\.0\]\]}}
// COLLAPSE-SHAPE-NEXT: 7
func.func @collapse_shape(%a: tensor<?x3x?xf64>, %b: tensor<1x1xi8>) -> (tensor<?x?xf64>, tensor<i8>) {
  %0 = tensor.collapse_shape %a [[0, 1], [2]] : tensor<?x3x?xf64> into tensor<?x?xf64>
  %1 = tensor.collapse_shape %b [] : tensor<1x1xi8> into tensor<i8>
  return %0, %1 : tensor<?x?xf64>, tensor<i8>
}

// RUN: adopt-run %s --engine=js --entry=expand_shape --args='[[1,2],[3,4],[5,6]],1' | adopt-filecheck %s --check-prefix=EXPAND-SHAPE --match-full-lines
// EXPAND-SHAPE: {{\[\[\[1, 2\], \[3, 4\], \[5, 6\]\]\]}}
func.func @expand_shape(%a: tensor<?x?xi64>, %n: index) -> tensor<?x3x?xi64> {
  %c1 = arith.constant 1 : index
  %d = tensor.dim %a, %c1 : tensor<?x?xi64>
  %0 = tensor.expand_shape %a [[0, 1], [2]] output_shape [%n, 3, %d] : tensor<?x?xi64> into tensor<?x3x?xi64>
  return %0 : tensor<?x3x?xi64>
}

// RUN: adopt-run %s --engine=js --entry=concat --args='[[1],[2]],[[8],[9]]' | adopt-filecheck %s --check-prefix=CONCAT --match-full-lines
// CONCAT: {{\[\[1\.0, 8\.0, 1\.0\], \[2\.0, 9\.0, 2\.0\]\]}}
func.func @concat(%a: tensor<2x?xf16>, %b: tensor<?x1xf16>) -> tensor<2x?xf16> {
  %0 = tensor.concat dim(1) %a, %b, %a : (tensor<2x?xf16>, tensor<?x1xf16>, tensor<2x?xf16>) -> tensor<2x?xf16>
  return %0 : tensor<2x?xf16>
}

// RUN: adopt-run %s --engine=js --entry=dim_and_rank --args='zeros(2,3),1' | adopt-filecheck %s --check-prefix=DIM-AND-RANK --match-full-lines
// DIM-AND-RANK: 3
// DIM-AND-RANK-NEXT: 2
// DIM-AND-RANK-NEXT: 5
func.func @dim_and_rank(%a: tensor<?x?xf64>, %n: index) -> (index, index, index) {
  %u = tensor.cast %a : tensor<?x?xf64> to tensor<*xf64>
  %0 = tensor.dim %u, %n : tensor<*xf64>
  %1 = tensor.rank %u : tensor<*xf64>
  %2 = tensor.empty(%0) : tensor<?x5xi1>
  %3 = tensor.dim %2, %n : tensor<?x5xi1>
  return %0, %1, %3 : index, index, index
}

// RUN: adopt-run %s --engine=js --entry=extract --args='[[1,2,3],[4,5,6]],1' | adopt-filecheck %s --check-prefix=EXTRACT --match-full-lines
// EXTRACT: 5
func.func @extract(%a: tensor<?x3xindex>, %i: index) -> index {
  %0 = tensor.extract %a[%i, %i] : tensor<?x3xindex>
  return %0 : index
}

// The tensor itself is left as it is.
// RUN: adopt-run %s --engine=js --entry=insert --args='[false,true],0' | adopt-filecheck %s --check-prefix=INSERT --match-full-lines
// INSERT: [false, true]
// INSERT-NEXT: [true, true]
func.func @insert(%a: tensor<?xi1>, %i: index) -> (tensor<?xi1>, tensor<?xi1>) {
  %s = arith.constant true
  %0 = tensor.insert %s into %a[%i] : tensor<?xi1>
  return %a, %0 : tensor<?xi1>, tensor<?xi1>
}

// With a stride, without a dimension, backwards, and nothing at all.
// RUN: adopt-run %s --engine=js --entry=extract_slice --args='[[1,2,3],[4,5,6]],1' | adopt-filecheck %s --check-prefix=EXTRACT-SLICE --match-full-lines
// EXTRACT-SLICE: [4.0, 6.0]
// EXTRACT-SLICE-NEXT: {{\[\[6\.0, 5\.0\]\]}}
// EXTRACT-SLICE-NEXT: {{\[\[\], \[\]\]}}
func.func @extract_slice(%a: tensor<?x3xf64>, %i: index) -> (tensor<2xf64>, tensor<1x?xf64>, tensor<2x?xf64>) {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %0 = tensor.extract_slice %a[%i, 0] [1, 2] [1, 2] : tensor<?x3xf64> to tensor<2xf64>
  %1 = tensor.extract_slice %a[%i, 2] [1, %c2] [1, -1] : tensor<?x3xf64> to tensor<1x?xf64>
  %2 = tensor.extract_slice %a[0, %c3] [2, %c0] [1, 1] : tensor<?x3xf64> to tensor<2x?xf64>
  return %0, %1, %2 : tensor<2xf64>, tensor<1x?xf64>, tensor<2x?xf64>
}

// One of two dimensions of size 1 is dropped.
// RUN: adopt-run %s --engine=js --entry=dropped --args='[[[1,2,3]],[[4,5,6]]],2' | adopt-filecheck %s --check-prefix=DROPPED --match-full-lines
// DROPPED: {{\[\[5\.0, 6\.0\]\]}}
func.func @dropped(%a: tensor<2x1x3xf64>, %n: index) -> tensor<1x?xf64> {
  %0 = tensor.extract_slice %a[1, 0, 1] [1, 1, %n] [1, 1, 1] : tensor<2x1x3xf64> to tensor<1x?xf64>
  return %0 : tensor<1x?xf64>
}

// RUN: adopt-run %s --engine=js --entry=insert_slice --args='[8,9],[[1,2,3],[4,5,6]],1' | adopt-filecheck %s --check-prefix=INSERT-SLICE --match-full-lines
// INSERT-SLICE: {{\[\[1, 2, 3\], \[8, 5, 9\]\]}}
// INSERT-SLICE-NEXT: {{\[\[1, 2, 3\], \[4, 5, 6\]\]}}
func.func @insert_slice(%a: tensor<2xi32>, %b: tensor<?x3xi32>, %i: index) -> (tensor<?x3xi32>, tensor<?x3xi32>) {
  %0 = tensor.insert_slice %a into %b[%i, 0] [1, 2] [1, 2] : tensor<2xi32> into tensor<?x3xi32>
  return %0, %b : tensor<?x3xi32>, tensor<?x3xi32>
}

// RUN: adopt-run %s --engine=js --entry=from_elements --args='1,2' | adopt-filecheck %s --check-prefix=FROM-ELEMENTS --match-full-lines
// FROM-ELEMENTS: {{\[\[1\.0\], \[2\.0\]\]}}
// FROM-ELEMENTS-NEXT: 2.0
func.func @from_elements(%a: f64, %b: f64) -> (tensor<2x1xf64>, tensor<f64>) {
  %0 = tensor.from_elements %a, %b : tensor<2x1xf64>
  %1 = tensor.from_elements %b : tensor<f64>
  return %0, %1 : tensor<2x1xf64>, tensor<f64>
}

// RUN: adopt-run %s --engine=js --entry=constants | adopt-filecheck %s --check-prefix=CONSTANTS --match-full-lines
// CONSTANTS: [1, 2]
// CONSTANTS-NEXT: [3.0, 3.0]
// CONSTANTS-NEXT: 4
func.func @constants() -> (tensor<2xi64>, tensor<2xf64>, tensor<i8>) {
  %0 = arith.constant dense<[1, 2]> : tensor<2xi64>
  %1 = arith.constant dense<3.0> : tensor<2xf64>
  %2 = arith.constant dense<4> : tensor<i8>
  return %0, %1, %2 : tensor<2xi64>, tensor<2xf64>, tensor<i8>
}

// RUN: adopt-run %s --engine=js --entry=elementwise --args='[1,2],[3,4],[true,false]' | adopt-filecheck %s --check-prefix=ELEMENTWISE --match-full-lines
// ELEMENTWISE: [4.0, 2.0]
// ELEMENTWISE-NEXT: [true, false]
func.func @elementwise(%a: tensor<?xf64>, %b: tensor<?xf64>, %c: tensor<?xi1>) -> (tensor<?xf64>, tensor<?xi1>) {
  %0 = arith.addf %a, %b : tensor<?xf64>
  %1 = arith.select %c, %0, %a : tensor<?xi1>, tensor<?xf64>
  %2 = arith.cmpf ogt, %1, %a : tensor<?xf64>
  return %1, %2 : tensor<?xf64>, tensor<?xi1>
}

// Without the dimensions that the indices choose, and with them as dimensions of size 1.
// RUN: adopt-run %s --engine=js --entry=gather --args='[[1,2,3],[4,5,6]],[[1],[0],[1]]' | adopt-filecheck %s --check-prefix=GATHER --match-full-lines
// GATHER: {{\[\[2\.0, 5\.0\], \[1\.0, 4\.0\], \[2\.0, 5\.0\]\]}}
// GATHER-NEXT: {{\[\[\[4\.0, 5\.0, 6\.0\]\], \[\[1\.0, 2\.0, 3\.0\]\], \[\[4\.0, 5\.0, 6\.0\]\]\]}}
func.func @gather(%a: tensor<2x3xf64>, %i: tensor<?x1xi64>) -> (tensor<?x2xf64>, tensor<?x1x3xf64>) {
  %0 = tensor.gather %a[%i] gather_dims([1]) : (tensor<2x3xf64>, tensor<?x1xi64>) -> tensor<?x2xf64>
  %1 = tensor.gather %a[%i] gather_dims([0]) : (tensor<2x3xf64>, tensor<?x1xi64>) -> tensor<?x1x3xf64>
  return %0, %1 : tensor<?x2xf64>, tensor<?x1x3xf64>
}

// RUN: adopt-run %s --engine=js --entry=scatter --args='[[[1,2,3]],[[4,5,6]]],[[0,0,0],[7,8,9],[0,0,0]],[[2],[0]]' | adopt-filecheck %s --check-prefix=SCATTER --match-full-lines
// SCATTER: {{\[\[4\.0, 5\.0, 6\.0\], \[7\.0, 8\.0, 9\.0\], \[1\.0, 2\.0, 3\.0\]\]}}
func.func @scatter(%a: tensor<2x1x3xf64>, %b: tensor<?x3xf64>, %i: tensor<2x1xindex>) -> tensor<?x3xf64> {
  %0 = tensor.scatter %a into %b[%i] scatter_dims([0]) unique : (tensor<2x1x3xf64>, tensor<?x3xf64>, tensor<2x1xindex>) -> tensor<?x3xf64>
  return %0 : tensor<?x3xf64>
}

// Loops inside each other.
// RUN: adopt-run %s --engine=js --entry=generate --args='2,10' | adopt-filecheck %s --check-prefix=GENERATE --match-full-lines
// GENERATE: {{\[\[10\.0, 11\.0\], \[11\.0, 12\.0\]\]}}
func.func @generate(%n: index, %b: f64) -> tensor<?x2xf64> {
  %0 = tensor.generate %n {
  ^bb0(%i: index, %j: index):
    %1 = tensor.generate %n {
    ^bb0(%k: index):
      %s = arith.addi %i, %k : index
      %t = arith.index_cast %s : index to i64
      %u = arith.sitofp %t : i64 to f64
      tensor.yield %u : f64
    } : tensor<?xf64>
    %v = tensor.extract %1[%j] : tensor<?xf64>
    %w = arith.addf %v, %b : f64
    tensor.yield %w : f64
  } : tensor<?x2xf64>
  return %0 : tensor<?x2xf64>
}

// What is put around depends on the place.
// RUN: adopt-run %s --engine=js --entry=pad --args='[[-1,-2],[-3,-4]],1' | adopt-filecheck %s --check-prefix=PAD --match-full-lines
// PAD: {{\[\[0, 1, 2, 3\], \[10, -1, -2, 13\], \[20, -3, -4, 23\]\]}}
func.func @pad(%a: tensor<?x2xindex>, %n: index) -> tensor<?x4xindex> {
  %c10 = arith.constant 10 : index
  %0 = tensor.pad %a low[%n, 1] high[0, 1] {
  ^bb0(%i: index, %j: index):
    %s = arith.muli %i, %c10 : index
    %t = arith.addi %s, %j : index
    tensor.yield %t : index
  } : tensor<?x2xindex> to tensor<?x4xindex>
  return %0 : tensor<?x4xindex>
}

// RUN: adopt-run %s --engine=js --entry=scalar_pad --args='3' | adopt-filecheck %s --check-prefix=SCALAR-PAD --match-full-lines
// SCALAR-PAD: 3.0
func.func @scalar_pad(%a: tensor<f64>) -> tensor<f64> {
  %z = arith.constant 0.0 : f64
  %0 = tensor.pad %a low[] high[] {
    tensor.yield %z : f64
  } : tensor<f64> to tensor<f64>
  return %0 : tensor<f64>
}

// RUN: adopt-run %s --engine=js --entry=reshape --args='[[1,2,3],[4,5,6]],[3,2]' | adopt-filecheck %s --check-prefix=RESHAPE --match-full-lines
// RESHAPE: {{\[\[1\.0, 2\.0\], \[3\.0, 4\.0\], \[5\.0, 6\.0\]\]}}
// RESHAPE-NEXT: 2
func.func @reshape(%a: tensor<?x3xf64>, %s: tensor<2xi32>) -> (tensor<?x?xf64>, index) {
  %0 = tensor.reshape %a(%s) : (tensor<?x3xf64>, tensor<2xi32>) -> tensor<?x?xf64>
  %u = tensor.cast %0 : tensor<?x?xf64> to tensor<*xf64>
  %1 = tensor.reshape %u(%s) : (tensor<*xf64>, tensor<2xi32>) -> tensor<*xf64>
  %2 = tensor.rank %1 : tensor<*xf64>
  return %0, %2 : tensor<?x?xf64>, index
}

// RUN: adopt-run %s --engine=js --entry=splat --args='3,1' | adopt-filecheck %s --check-prefix=SPLAT --match-full-lines
// SPLAT: {{\[\[3\.0\], \[3\.0\]\]}}
// SPLAT-NEXT: 3.0
func.func @splat(%a: f64, %n: index) -> (tensor<2x?xf64>, tensor<f64>) {
  %0 = tensor.splat %a[%n] : tensor<2x?xf64>
  %1 = tensor.splat %a : tensor<f64>
  return %0, %1 : tensor<2x?xf64>, tensor<f64>
}

// RUN: adopt-run %s --engine=js --entry=parallel_insert_slice --args='[1,2],[[7,8],[9,10]]' | adopt-filecheck %s --check-prefix=PARALLEL-INSERT-SLICE --match-full-lines
// PARALLEL-INSERT-SLICE: {{\[\[7\.0, 2\.0\], \[9\.0, 4\.0\]\]}}
// PARALLEL-INSERT-SLICE-NEXT: {{\[\[7\.0, 8\.0\], \[9\.0, 10\.0\]\]}}
func.func @parallel_insert_slice(%a: tensor<?xf64>, %b: tensor<?x2xf64>) -> (tensor<?x2xf64>, tensor<?x2xf64>) {
  %c0 = arith.constant 0 : index
  %n = tensor.dim %a, %c0 : tensor<?xf64>
  %0 = scf.forall (%i) in (%n) shared_outs(%o = %b) -> (tensor<?x2xf64>) {
    %x = tensor.extract_slice %a[%i] [1] [1] : tensor<?xf64> to tensor<1xf64>
    %y = arith.addf %x, %x : tensor<1xf64>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %y into %o[%i, 1] [1, 1] [1, 1] : tensor<1xf64> into tensor<?x2xf64>
    }
  }
  return %0, %b : tensor<?x2xf64>, tensor<?x2xf64>
}

// Tensors that loops, branches and calls carry: one that grows.
// RUN: adopt-run %s --engine=js --entry=carried --args='[1],3' | adopt-filecheck %s --check-prefix=CARRIED --match-full-lines
// CARRIED: [2.0, 0.0, 2.0, 1.0]
func.func @carried(%a: tensor<?xf64>, %n: index) -> tensor<?xf64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%t = %a) -> (tensor<?xf64>) {
    %first = arith.cmpi eq, %i, %c1 : index
    %u = scf.if %first -> (tensor<?xf64>) {
      scf.yield %t : tensor<?xf64>
    } else {
      %v = func.call @twice(%t) : (tensor<?xf64>) -> tensor<?xf64>
      scf.yield %v : tensor<?xf64>
    }
    scf.yield %u : tensor<?xf64>
  }
  %z = arith.constant 0.0 : f64
  %d = tensor.dim %0, %c0 : tensor<?xf64>
  %1 = tensor.insert %z into %0[%c1] : tensor<?xf64>
  return %1 : tensor<?xf64>
}
func.func private @twice(%a: tensor<?xf64>) -> tensor<?xf64> {
  %c2 = arith.constant dense<2.0> : tensor<1xf64>
  %0 = tensor.concat dim(0) %a, %a : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
  %1 = tensor.insert_slice %c2 into %0[0] [1] [1] : tensor<1xf64> into tensor<?xf64>
  return %1 : tensor<?xf64>
}
