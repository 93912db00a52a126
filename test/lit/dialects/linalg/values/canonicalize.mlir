// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @fill_copy(%arg0: f32, %arg1: tensor<?xf32>, %arg2: tensor<?xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   %0 = linalg.fill ins(%arg0 : f32) outs(%arg2 : tensor<?xf32>) -> tensor<?xf32>
// CHECK-NEXT:   return %0 : tensor<?xf32>
// CHECK-NEXT: }
func.func @fill_copy(%f: f32, %a: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<?xf32>) -> tensor<?xf32>
  %1 = linalg.copy ins(%0 : tensor<?xf32>) outs(%b : tensor<?xf32>) -> tensor<?xf32>
  return %1 : tensor<?xf32>
}

// -----

// CHECK: func.func @copy_to_fill(%arg0: f32, %arg1: tensor<?xf32>, %arg2: tensor<?xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   %0 = linalg.copy ins(%arg2 : tensor<?xf32>) outs(%arg1 : tensor<?xf32>) -> tensor<?xf32>
// CHECK-NEXT:   return %0 : tensor<?xf32>
// CHECK-NEXT: }
func.func @copy_to_fill(%f: f32, %a: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<?xf32>) -> tensor<?xf32>
  %1 = linalg.copy ins(%b : tensor<?xf32>) outs(%0 : tensor<?xf32>) -> tensor<?xf32>
  return %1 : tensor<?xf32>
}

// -----

// CHECK: func.func @fill_extract(%arg0: f32, %arg1: tensor<?xf32>, %arg2: index) -> f32 {
// CHECK-NEXT:   return %arg0 : f32
// CHECK-NEXT: }
func.func @fill_extract(%f: f32, %a: tensor<?xf32>, %i: index) -> f32 {
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<?xf32>) -> tensor<?xf32>
  %1 = tensor.extract %0[%i] : tensor<?xf32>
  return %1 : f32
}

// -----

// CHECK: func.func @fill_collapse(%arg0: f32, %arg1: tensor<?x4xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   %collapsed = tensor.collapse_shape %arg1 [{{\[}}0, 1]] : tensor<?x4xf32> into tensor<?xf32>
// CHECK-NEXT:   %0 = linalg.fill ins(%arg0 : f32) outs(%collapsed : tensor<?xf32>) -> tensor<?xf32>
// CHECK-NEXT:   return %0 : tensor<?xf32>
// CHECK-NEXT: }
func.func @fill_collapse(%f: f32, %a: tensor<?x4xf32>) -> tensor<?xf32> {
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<?x4xf32>) -> tensor<?x4xf32>
  %1 = tensor.collapse_shape %0 [[0, 1]] : tensor<?x4xf32> into tensor<?xf32>
  return %1 : tensor<?xf32>
}

// -----

// CHECK: func.func @fill_expand(%arg0: f32, %arg1: tensor<8xf32>) -> tensor<2x4xf32> {
// CHECK-NEXT:   %expanded = tensor.expand_shape %arg1 [{{\[}}0, 1]] output_shape [2, 4] : tensor<8xf32> into tensor<2x4xf32>
// CHECK-NEXT:   %0 = linalg.fill ins(%arg0 : f32) outs(%expanded : tensor<2x4xf32>) -> tensor<2x4xf32>
// CHECK-NEXT:   return %0 : tensor<2x4xf32>
// CHECK-NEXT: }
func.func @fill_expand(%f: f32, %a: tensor<8xf32>) -> tensor<2x4xf32> {
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<8xf32>) -> tensor<8xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [2, 4] : tensor<8xf32> into tensor<2x4xf32>
  return %1 : tensor<2x4xf32>
}

// -----

// CHECK: func.func @fill_pad(%arg0: tensor<8xf32>) -> tensor<12xf32> {
// CHECK-NEXT:   %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:   %0 = tensor.empty() : tensor<12xf32>
// CHECK-NEXT:   %1 = linalg.fill ins(%cst : f32) outs(%0 : tensor<12xf32>) -> tensor<12xf32>
// CHECK-NEXT:   return %1 : tensor<12xf32>
// CHECK-NEXT: }
func.func @fill_pad(%a: tensor<8xf32>) -> tensor<12xf32> {
  %f = arith.constant 1.0 : f32
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<8xf32>) -> tensor<8xf32>
  %1 = tensor.pad %0 low[1] high[3] {
  ^bb0(%i: index):
    tensor.yield %f : f32
  } : tensor<8xf32> to tensor<12xf32>
  return %1 : tensor<12xf32>
}

// -----

// CHECK: #map = affine_map<()[s0, s1] -> (s0 + s1 + 3)>
// CHECK: func.func @fill_pad_dynamic(%arg0: tensor<?xf32>, %arg1: index) -> tensor<?xf32> {
// CHECK-NEXT:   %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %dim = tensor.dim %arg0, %c0 : tensor<?xf32>
// CHECK-NEXT:   %0 = affine.apply #map()[%dim, %arg1]
// CHECK-NEXT:   %1 = tensor.empty(%0) : tensor<?xf32>
// CHECK-NEXT:   %2 = linalg.fill ins(%cst : f32) outs(%1 : tensor<?xf32>) -> tensor<?xf32>
// CHECK-NEXT:   return %2 : tensor<?xf32>
// CHECK-NEXT: }
func.func @fill_pad_dynamic(%a: tensor<?xf32>, %l: index) -> tensor<?xf32> {
  %f = arith.constant 1.0 : f32
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<?xf32>) -> tensor<?xf32>
  %1 = tensor.pad %0 low[%l] high[3] {
  ^bb0(%i: index):
    tensor.yield %f : f32
  } : tensor<?xf32> to tensor<?xf32>
  return %1 : tensor<?xf32>
}

// -----

// CHECK: func.func @fill_transpose(%arg0: f32, %arg1: tensor<?x4xf32>, %arg2: tensor<4x?xf32>) -> tensor<4x?xf32> {
// CHECK-NEXT:   %0 = linalg.fill ins(%arg0 : f32) outs(%arg2 : tensor<4x?xf32>) -> tensor<4x?xf32>
// CHECK-NEXT:   return %0 : tensor<4x?xf32>
// CHECK-NEXT: }
func.func @fill_transpose(%f: f32, %a: tensor<?x4xf32>, %b: tensor<4x?xf32>) -> tensor<4x?xf32> {
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<?x4xf32>) -> tensor<?x4xf32>
  %1 = linalg.transpose ins(%0 : tensor<?x4xf32>) outs(%b : tensor<4x?xf32>) permutation = [1, 0]
  return %1 : tensor<4x?xf32>
}

// -----

// CHECK: func.func @fill_concat(%arg0: f32, %arg1: tensor<2x4xf32>, %arg2: tensor<3x4xf32>) -> tensor<5x4xf32> {
// CHECK-NEXT:   %concat = tensor.concat dim(0) %arg1, %arg2 : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<5x4xf32>
// CHECK-NEXT:   %0 = linalg.fill ins(%arg0 : f32) outs(%concat : tensor<5x4xf32>) -> tensor<5x4xf32>
// CHECK-NEXT:   return %0 : tensor<5x4xf32>
// CHECK-NEXT: }
func.func @fill_concat(%f: f32, %a: tensor<2x4xf32>, %b: tensor<3x4xf32>) -> tensor<5x4xf32> {
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<2x4xf32>) -> tensor<2x4xf32>
  %1 = linalg.fill ins(%f : f32) outs(%b : tensor<3x4xf32>) -> tensor<3x4xf32>
  %2 = tensor.concat dim(0) %0, %1 : (tensor<2x4xf32>, tensor<3x4xf32>) -> tensor<5x4xf32>
  return %2 : tensor<5x4xf32>
}

// -----

// CHECK: func.func @fill_fill(%arg0: f32, %arg1: f32, %arg2: tensor<?xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   %0 = linalg.fill ins(%arg0 : f32) outs(%arg2 : tensor<?xf32>) -> tensor<?xf32>
// CHECK-NEXT:   %1 = linalg.fill ins(%arg1 : f32) outs(%0 : tensor<?xf32>) -> tensor<?xf32>
// CHECK-NEXT:   return %1 : tensor<?xf32>
// CHECK-NEXT: }
func.func @fill_fill(%f: f32, %g: f32, %a: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.fill ins(%f : f32) outs(%a : tensor<?xf32>) -> tensor<?xf32>
  %1 = linalg.fill ins(%g : f32) outs(%0 : tensor<?xf32>) -> tensor<?xf32>
  return %1 : tensor<?xf32>
}

// -----

// CHECK: func.func @transposes(%arg0: tensor<2x3x4xf32>, %arg1: tensor<3x4x2xf32>, %arg2: tensor<4x3x2xf32>, %arg3: tensor<2x3x4xf32>) -> (tensor<4x3x2xf32>, tensor<2x3x4xf32>, tensor<2x3x4xf32>) {
// CHECK-NEXT:   %transposed = linalg.transpose ins(%arg0 : tensor<2x3x4xf32>) outs(%arg2 : tensor<4x3x2xf32>) permutation = [2, 1, 0] 
// CHECK-NEXT:   return %transposed, %arg0, %arg0 : tensor<4x3x2xf32>, tensor<2x3x4xf32>, tensor<2x3x4xf32>
// CHECK-NEXT: }
func.func @transposes(%a: tensor<2x3x4xf32>, %b: tensor<3x4x2xf32>, %c: tensor<4x3x2xf32>, %d: tensor<2x3x4xf32>) -> (tensor<4x3x2xf32>, tensor<2x3x4xf32>, tensor<2x3x4xf32>) {
  %0 = linalg.transpose ins(%a : tensor<2x3x4xf32>) outs(%b : tensor<3x4x2xf32>) permutation = [1, 2, 0]
  %1 = linalg.transpose ins(%0 : tensor<3x4x2xf32>) outs(%c : tensor<4x3x2xf32>) permutation = [1, 0, 2]
  %2 = linalg.transpose ins(%0 : tensor<3x4x2xf32>) outs(%d : tensor<2x3x4xf32>) permutation = [2, 0, 1]
  %3 = linalg.transpose ins(%a : tensor<2x3x4xf32>) outs(%d : tensor<2x3x4xf32>) permutation = [0, 1, 2]
  return %1, %2, %3 : tensor<4x3x2xf32>, tensor<2x3x4xf32>, tensor<2x3x4xf32>
}

// -----

// CHECK: func.func @broadcasts(%arg0: tensor<2xf32>, %arg1: tensor<2x3xf32>, %arg2: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>, tensor<2x3xf32>) {
// CHECK-NEXT:   %broadcasted = linalg.broadcast ins(%arg0 : tensor<2xf32>) outs(%arg2 : tensor<2x3x4xf32>) dimensions = [1, 2] 
// CHECK-NEXT:   return %broadcasted, %arg1 : tensor<2x3x4xf32>, tensor<2x3xf32>
// CHECK-NEXT: }
func.func @broadcasts(%a: tensor<2xf32>, %b: tensor<2x3xf32>, %c: tensor<2x3x4xf32>) -> (tensor<2x3x4xf32>, tensor<2x3xf32>) {
  %0 = linalg.broadcast ins(%a : tensor<2xf32>) outs(%b : tensor<2x3xf32>) dimensions = [1]
  %1 = linalg.broadcast ins(%0 : tensor<2x3xf32>) outs(%c : tensor<2x3x4xf32>) dimensions = [2]
  %2 = linalg.broadcast ins(%b : tensor<2x3xf32>) outs(%b : tensor<2x3xf32>) dimensions = []
  return %1, %2 : tensor<2x3x4xf32>, tensor<2x3xf32>
}

// -----

// CHECK: func.func @broadcast_transpose(%arg0: tensor<2x3xf32>, %arg1: tensor<2x3x4xf32>, %arg2: tensor<4x3x2xf32>, %arg3: tensor<3x2xf32>) -> tensor<4x3x2xf32> {
// CHECK-NEXT:   %0 = tensor.empty() : tensor<3x2xf32>
// CHECK-NEXT:   %transposed = linalg.transpose ins(%arg0 : tensor<2x3xf32>) outs(%0 : tensor<3x2xf32>) permutation = [1, 0] 
// CHECK-NEXT:   %broadcasted = linalg.broadcast ins(%transposed : tensor<3x2xf32>) outs(%arg2 : tensor<4x3x2xf32>) dimensions = [0] 
// CHECK-NEXT:   return %broadcasted : tensor<4x3x2xf32>
// CHECK-NEXT: }
func.func @broadcast_transpose(%a: tensor<2x3xf32>, %b: tensor<2x3x4xf32>, %c: tensor<4x3x2xf32>, %z: tensor<3x2xf32>) -> (tensor<4x3x2xf32>) {
  %0 = linalg.broadcast ins(%a : tensor<2x3xf32>) outs(%b : tensor<2x3x4xf32>) dimensions = [2]
  %1 = linalg.transpose ins(%0 : tensor<2x3x4xf32>) outs(%c : tensor<4x3x2xf32>) permutation = [2, 1, 0]
  return %1 : tensor<4x3x2xf32>
}

// -----

// CHECK: func.func @transpose_self(%arg0: memref<4x4xf32>, %arg1: memref<4x4xf32>) {
// CHECK-NEXT:   linalg.transpose ins(%arg0 : memref<4x4xf32>) outs(%arg1 : memref<4x4xf32>) permutation = [0, 1] 
// CHECK-NEXT:   linalg.transpose ins(%arg0 : memref<4x4xf32>) outs(%arg0 : memref<4x4xf32>) permutation = [0, 1] 
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @transpose_self(%a: memref<4x4xf32>, %b: memref<4x4xf32>) {
  linalg.transpose ins(%a : memref<4x4xf32>) outs(%b : memref<4x4xf32>) permutation = [0, 1]
  linalg.transpose ins(%a : memref<4x4xf32>) outs(%a : memref<4x4xf32>) permutation = [0, 1]
  linalg.broadcast ins(%a : memref<4x4xf32>) outs(%a : memref<4x4xf32>) dimensions = []
  return
}

// -----

// CHECK: func.func @map_identity(%arg0: tensor<4xf32>, %arg1: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
// CHECK-NEXT:   %mapped = linalg.map ins(%arg0 : tensor<4xf32>) outs(%arg1 : tensor<4xf32>)
// CHECK-NEXT:     (%in: f32, %init: f32) {
// CHECK-NEXT:       linalg.yield %in : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   %0 = linalg.copy ins(%arg0 : tensor<4xf32>) outs(%arg1 : tensor<4xf32>) -> tensor<4xf32>
// CHECK-NEXT:   %reduced = linalg.reduce ins(%arg0 : tensor<4xf32>) outs(%arg1 : tensor<4xf32>) dimensions = [] 
// CHECK-NEXT:     (%in: f32, %init: f32) {
// CHECK-NEXT:       linalg.yield %in : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   return %mapped, %0, %reduced : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
// CHECK-NEXT: }
func.func @map_identity(%a: tensor<4xf32>, %b: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %0 = linalg.map ins(%a : tensor<4xf32>) outs(%b : tensor<4xf32>) (%x: f32, %o: f32) { linalg.yield %x : f32 }
  %1 = linalg.copy ins(%a : tensor<4xf32>) outs(%b : tensor<4xf32>) -> tensor<4xf32>
  %2 = linalg.reduce ins(%a : tensor<4xf32>) outs(%b : tensor<4xf32>) dimensions = [] (%x: f32, %o: f32) { linalg.yield %x : f32 }
  return %0, %1, %2 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

// -----

// CHECK: func.func @copies(%arg0: tensor<4xf32>, %arg1: tensor<4xf16>) -> tensor<4xf32> {
// CHECK-NEXT:   %0 = linalg.copy ins(%arg0 : tensor<4xf32>) outs(%arg1 : tensor<4xf16>) -> tensor<4xf16>
// CHECK-NEXT:   %1 = linalg.copy ins(%0 : tensor<4xf16>) outs(%arg0 : tensor<4xf32>) -> tensor<4xf32>
// CHECK-NEXT:   return %1 : tensor<4xf32>
// CHECK-NEXT: }
func.func @copies(%a: tensor<4xf32>, %b: tensor<4xf16>) -> (tensor<4xf32>) {
  %0 = linalg.copy ins(%a : tensor<4xf32>) outs(%b : tensor<4xf16>) -> tensor<4xf16>
  %1 = linalg.copy ins(%0 : tensor<4xf16>) outs(%a : tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

// CHECK: func.func @constants(%arg0: tensor<4xf32>) -> tensor<4xf32> {
// CHECK-NEXT:   %cst = arith.constant dense<1.000000e+00> : tensor<4xf32>
// CHECK-NEXT:   %0 = linalg.add ins(%cst, %cst : tensor<4xf32>, tensor<4xf32>) outs(%arg0 : tensor<4xf32>) -> tensor<4xf32>
// CHECK-NEXT:   return %0 : tensor<4xf32>
// CHECK-NEXT: }
func.func @constants(%a: tensor<4xf32>) -> (tensor<4xf32>) {
  %c = arith.constant dense<1.0> : tensor<4xf32>
  %0 = linalg.add ins(%c, %c : tensor<4xf32>, tensor<4xf32>) outs(%a : tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
