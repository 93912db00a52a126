// RUN: adopt %s --linalg-fuse-elementwise-ops --split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @pad(
// CHECK:         tensor.pad %{{.*}} low[0, 0, 1] high[0, 0, 3]
// CHECK:         tensor.collapse_shape
func.func @pad(%a: tensor<2x4x5xf32>) -> tensor<8x9xf32> {
  %c = arith.constant 1.0 : f32
  %0 = tensor.collapse_shape %a [[0, 1], [2]] : tensor<2x4x5xf32> into tensor<8x5xf32>
  %1 = tensor.pad %0 low[0, 1] high[0, 3] {
  ^b(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<8x5xf32> to tensor<8x9xf32>
  return %1 : tensor<8x9xf32>
}

// -----

// CHECK-LABEL: func.func @pad2(
// CHECK:         tensor.expand_shape
// CHECK:         tensor.pad %{{.*}} low[0, 0, 1] high[0, 0, 3]
func.func @pad2(%a: tensor<8x5xf32>) -> tensor<2x4x9xf32> {
  %c = arith.constant 1.0 : f32
  %1 = tensor.pad %a low[0, 1] high[0, 3] {
  ^b(%i: index, %j: index):
    tensor.yield %c : f32
  } : tensor<8x5xf32> to tensor<8x9xf32>
  %0 = tensor.expand_shape %1 [[0, 1], [2]] output_shape [2, 4, 9] : tensor<8x9xf32> into tensor<2x4x9xf32>
  return %0 : tensor<2x4x9xf32>
}

// -----

// CHECK-LABEL: func.func @bubble
// CHECK:         tensor.expand_shape %{{.*}} {{\[\[}}0], [1], [2, 3]] output_shape [2, 4, 4, 5]
// CHECK:         tensor.collapse_shape %{{.*}} {{\[\[}}0, 1], [2], [3]]
func.func @bubble(%a: tensor<2x4x20xf32>) -> tensor<8x4x5xf32> {
  %0 = tensor.collapse_shape %a [[0, 1], [2]] : tensor<2x4x20xf32> into tensor<8x20xf32>
  %1 = tensor.expand_shape %0 [[0], [1, 2]] output_shape [8, 4, 5] : tensor<8x20xf32> into tensor<8x4x5xf32>
  return %1 : tensor<8x4x5xf32>
}

// -----

// CHECK-LABEL: func.func @fill
// CHECK:         linalg.fill {{.*}} -> tensor<2x4xf32>
func.func @fill(%a: f32, %e: tensor<8xf32>) -> tensor<2x4xf32> {
  %0 = linalg.fill ins(%a : f32) outs(%e : tensor<8xf32>) -> tensor<8xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [2, 4] : tensor<8xf32> into tensor<2x4xf32>
  return %1 : tensor<2x4xf32>
}

// -----

// CHECK-LABEL: func.func @tr
// CHECK:         linalg.transpose {{.*}} permutation = [1, 2, 0]
func.func @tr(%a: tensor<3x8xf32>, %e: tensor<8x3xf32>) -> tensor<2x4x3xf32> {
  %0 = linalg.transpose ins(%a : tensor<3x8xf32>) outs(%e : tensor<8x3xf32>) permutation = [1, 0]
  %1 = tensor.expand_shape %0 [[0, 1], [2]] output_shape [2, 4, 3] : tensor<8x3xf32> into tensor<2x4x3xf32>
  return %1 : tensor<2x4x3xf32>
}

// -----

// CHECK-LABEL: func.func @mm
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "reduction", "reduction"]
func.func @mm(%a: tensor<3x8xf32>, %b: tensor<8x5xf32>, %e: tensor<3x5xf32>, %i: tensor<3x2x4xf32>) -> tensor<3x5xf32> {
  %1 = tensor.collapse_shape %i [[0], [1, 2]] : tensor<3x2x4xf32> into tensor<3x8xf32>
  %0 = linalg.matmul ins(%1, %b : tensor<3x8xf32>, tensor<8x5xf32>) outs(%e : tensor<3x5xf32>) -> tensor<3x5xf32>
  return %0 : tensor<3x5xf32>
}

// -----

#m = affine_map<(i, j) -> (i, j)>
// Which of the two dimensions a size belongs to would not be known for the input.
// CHECK-LABEL: func.func @dyn
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]
// CHECK:         tensor.expand_shape
func.func @dyn(%a: tensor<?x?xf32>, %n: index, %m: index) -> tensor<?x?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = tensor.dim %a, %c0 : tensor<?x?xf32>
  %y = tensor.dim %a, %c1 : tensor<?x?xf32>
  %e = tensor.empty(%x, %y) : tensor<?x?xf32>
  %0 = linalg.generic {indexing_maps = [#m, #m], iterator_types = ["parallel", "parallel"]} ins(%a : tensor<?x?xf32>) outs(%e : tensor<?x?xf32>) {
  ^b(%i: f32, %o: f32):
    %i0 = linalg.index 0 : index
    %ii = arith.index_cast %i0 : index to i32
    %q = arith.sitofp %ii : i32 to f32
    %z = arith.addf %i, %q : f32
    linalg.yield %z : f32
  } -> tensor<?x?xf32>
  %k = arith.divui %n, %m : index
  %1 = tensor.expand_shape %0 [[0, 1], [2]] output_shape [%k, %m, %y] : tensor<?x?xf32> into tensor<?x?x?xf32>
  return %1 : tensor<?x?x?xf32>
}

// -----

#m = affine_map<(i, j) -> (i, j)>
#t = affine_map<(i, j) -> (j, i)>
// CHECK-LABEL: func.func @index_of_expanded
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "parallel"]
// CHECK:           linalg.index 1
// CHECK:           linalg.index 0
// CHECK:           affine.apply
func.func @index_of_expanded(%a: tensor<?x3xi32>, %e: tensor<?x3xi32>, %n: index) -> tensor<?x4x3xi32> {
  %0 = linalg.generic {indexing_maps = [#m, #m], iterator_types = ["parallel", "parallel"]} ins(%a : tensor<?x3xi32>) outs(%e : tensor<?x3xi32>) {
  ^b(%i: i32, %o: i32):
    %i0 = linalg.index 0 : index
    %ii = arith.index_cast %i0 : index to i32
    %z = arith.addi %i, %ii : i32
    linalg.yield %z : i32
  } -> tensor<?x3xi32>
  %c4 = arith.constant 4 : index
  %k = arith.divui %n, %c4 : index
  %1 = tensor.expand_shape %0 [[0, 1], [2]] output_shape [%k, 4, 3] : tensor<?x3xi32> into tensor<?x4x3xi32>
  return %1 : tensor<?x4x3xi32>
}

// -----

#m = affine_map<(i, j) -> (i, j)>
#t = affine_map<(i, j) -> (j, i)>
#r = affine_map<(i, j) -> (j)>
// CHECK-LABEL: func.func @collapsed_input
// CHECK-SAME:    (%[[A:.*]]: tensor<2x?x3xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[A]], %{{.*}} : tensor<2x?x3xf32>, tensor<2x?xf32>)
// CHECK:         tensor.collapse_shape
func.func @collapsed_input(%a: tensor<2x?x3xf32>, %v: tensor<?xf32>, %e: tensor<3x?xf32>) -> tensor<3x?xf32> {
  %0 = tensor.collapse_shape %a [[0, 1], [2]] : tensor<2x?x3xf32> into tensor<?x3xf32>
  %1 = linalg.generic {indexing_maps = [#t, #r, #m], iterator_types = ["parallel", "parallel"]} ins(%0, %v : tensor<?x3xf32>, tensor<?xf32>) outs(%e : tensor<3x?xf32>) {
  ^b(%x: f32, %y: f32, %o: f32):
    %z = arith.mulf %x, %y : f32
    %w = arith.addf %z, %o : f32
    linalg.yield %w : f32
  } -> tensor<3x?xf32>
  return %1 : tensor<3x?xf32>
}
