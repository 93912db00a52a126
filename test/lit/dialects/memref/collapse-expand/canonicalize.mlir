// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @back_and_forth(%arg0: memref<?x?xf32>, %arg1: index, %arg2: index) -> memref<?x?xf32> {
// CHECK-NEXT:   return %arg0 : memref<?x?xf32>
// CHECK-NEXT: }
func.func @back_and_forth(%m: memref<?x?xf32>, %i: index, %j: index) -> memref<?x?xf32> {
  %0 = memref.expand_shape %m [[0, 1], [2]] output_shape [%i, 4, %j] : memref<?x?xf32> into memref<?x4x?xf32>
  %1 = memref.collapse_shape %0 [[0, 1], [2]] : memref<?x4x?xf32> into memref<?x?xf32>
  return %1 : memref<?x?xf32>
}

// -----

// CHECK: func.func @other_groups(%arg0: memref<?x?xf32>, %arg1: index, %arg2: index) -> memref<?x?xf32> {
// CHECK-NEXT:   %expand_shape = memref.expand_shape %arg0 [{{\[}}0, 1], [2]] output_shape [%arg1, 4, %arg2] : memref<?x?xf32> into memref<?x4x?xf32>
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %expand_shape [{{\[}}0], [1, 2]] : memref<?x4x?xf32> into memref<?x?xf32>
// CHECK-NEXT:   return %collapse_shape : memref<?x?xf32>
// CHECK-NEXT: }
func.func @other_groups(%m: memref<?x?xf32>, %i: index, %j: index) -> memref<?x?xf32> {
  %0 = memref.expand_shape %m [[0, 1], [2]] output_shape [%i, 4, %j] : memref<?x?xf32> into memref<?x4x?xf32>
  %1 = memref.collapse_shape %0 [[0], [1, 2]] : memref<?x4x?xf32> into memref<?x?xf32>
  return %1 : memref<?x?xf32>
}

// -----

// CHECK: func.func @forth_and_back(%arg0: memref<?x4x?xf32>, %arg1: index, %arg2: index) -> memref<?x4x?xf32> {
// CHECK-NEXT:   return %arg0 : memref<?x4x?xf32>
// CHECK-NEXT: }
func.func @forth_and_back(%m: memref<?x4x?xf32>, %i: index, %j: index) -> memref<?x4x?xf32> {
  %1 = memref.collapse_shape %m [[0, 1], [2]] : memref<?x4x?xf32> into memref<?x?xf32>
  %0 = memref.expand_shape %1 [[0, 1], [2]] output_shape [%i, 4, %j] : memref<?x?xf32> into memref<?x4x?xf32>
  return %0 : memref<?x4x?xf32>
}

// -----

// CHECK: func.func @two_open_sizes(%arg0: memref<?xf32>, %arg1: index, %arg2: index) -> memref<?xf32> {
// CHECK-NEXT:   return %arg0 : memref<?xf32>
// CHECK-NEXT: }
func.func @two_open_sizes(%m: memref<?xf32>, %i: index, %j: index) -> memref<?xf32> {
  %0 = memref.expand_shape %m [[0, 1]] output_shape [%i, %j] : memref<?xf32> into memref<?x?xf32>
  %1 = memref.collapse_shape %0 [[0, 1]] : memref<?x?xf32> into memref<?xf32>
  return %1 : memref<?xf32>
}

// -----

// CHECK: func.func @two_open_sizes_again(%arg0: memref<?x?xf32>, %arg1: index, %arg2: index) -> memref<?x?xf32> {
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %arg0 [{{\[}}0, 1]] : memref<?x?xf32> into memref<?xf32>
// CHECK-NEXT:   %expand_shape = memref.expand_shape %collapse_shape [{{\[}}0, 1]] output_shape [%arg1, %arg2] : memref<?xf32> into memref<?x?xf32>
// CHECK-NEXT:   return %expand_shape : memref<?x?xf32>
// CHECK-NEXT: }
func.func @two_open_sizes_again(%m: memref<?x?xf32>, %i: index, %j: index) -> memref<?x?xf32> {
  %1 = memref.collapse_shape %m [[0, 1]] : memref<?x?xf32> into memref<?xf32>
  %0 = memref.expand_shape %1 [[0, 1]] output_shape [%i, %j] : memref<?xf32> into memref<?x?xf32>
  return %0 : memref<?x?xf32>
}

// -----

// CHECK: func.func @strided(%arg0: memref<?x4xf32, strided<[4, 1]>>, %arg1: index, %arg2: index) -> memref<?x4xf32> {
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %arg0 [{{\[}}0, 1]] : memref<?x4xf32, strided<[4, 1]>> into memref<?xf32, strided<[1]>>
// CHECK-NEXT:   %expand_shape = memref.expand_shape %collapse_shape [{{\[}}0, 1]] output_shape [%arg1, 4] : memref<?xf32, strided<[1]>> into memref<?x4xf32>
// CHECK-NEXT:   return %expand_shape : memref<?x4xf32>
// CHECK-NEXT: }
func.func @strided(%m: memref<?x4xf32, strided<[4, 1]>>, %i: index, %j: index) -> memref<?x4xf32> {
  %1 = memref.collapse_shape %m [[0, 1]] : memref<?x4xf32, strided<[4, 1]>> into memref<?xf32, strided<[1]>>
  %0 = memref.expand_shape %1 [[0, 1]] output_shape [%i, 4] : memref<?xf32, strided<[1]>> into memref<?x4xf32>
  return %0 : memref<?x4xf32>
}

// -----

// CHECK: func.func @collapses_then_expansion(%arg0: memref<?x4x5x6xf32>, %arg1: index, %arg2: index) -> memref<?x20x6xf32> {
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %arg0 [{{\[}}0], [1, 2], [3]] : memref<?x4x5x6xf32> into memref<?x20x6xf32>
// CHECK-NEXT:   return %collapse_shape : memref<?x20x6xf32>
// CHECK-NEXT: }
func.func @collapses_then_expansion(%m: memref<?x4x5x6xf32>, %i: index, %j: index) -> memref<?x20x6xf32> {
  %1 = memref.collapse_shape %m [[0, 1], [2], [3]] : memref<?x4x5x6xf32> into memref<?x5x6xf32>
  %2 = memref.collapse_shape %1 [[0, 1, 2]] : memref<?x5x6xf32> into memref<?xf32>
  %0 = memref.expand_shape %2 [[0, 1, 2]] output_shape [%i, 20, 6] : memref<?xf32> into memref<?x20x6xf32>
  return %0 : memref<?x20x6xf32>
}

// -----

// CHECK: func.func @expansions_then_collapse(%arg0: memref<?xf32>, %arg1: index, %arg2: index) -> memref<?x20xf32> {
// CHECK-NEXT:   %c2 = arith.constant 2 : index
// CHECK-NEXT:   %0 = arith.muli %arg2, %c2 : index
// CHECK-NEXT:   %expand_shape = memref.expand_shape %arg0 [{{\[}}0, 1]] output_shape [%0, 20] : memref<?xf32> into memref<?x20xf32>
// CHECK-NEXT:   return %expand_shape : memref<?x20xf32>
// CHECK-NEXT: }
func.func @expansions_then_collapse(%m: memref<?xf32>, %i: index, %j: index) -> memref<?x20xf32> {
  %1 = memref.expand_shape %m [[0, 1, 2]] output_shape [%i, 4, 5] : memref<?xf32> into memref<?x4x5xf32>
  %0 = memref.expand_shape %1 [[0, 1], [2], [3]] output_shape [%j, 2, 4, 5] : memref<?x4x5xf32> into memref<?x2x4x5xf32>
  %2 = memref.collapse_shape %0 [[0, 1], [2, 3]] : memref<?x2x4x5xf32> into memref<?x20xf32>
  return %2 : memref<?x20xf32>
}

// -----

// CHECK: func.func @cut_groups(%arg0: memref<?x8xf32>, %arg1: index, %arg2: index) -> memref<?x32xf32> {
// CHECK-NEXT:   %expand_shape = memref.expand_shape %arg0 [{{\[}}0, 1], [2, 3]] output_shape [%arg1, 4, 4, 2] : memref<?x8xf32> into memref<?x4x4x2xf32>
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %expand_shape [{{\[}}0], [1, 2, 3]] : memref<?x4x4x2xf32> into memref<?x32xf32>
// CHECK-NEXT:   return %collapse_shape : memref<?x32xf32>
// CHECK-NEXT: }
func.func @cut_groups(%m: memref<?x8xf32>, %i: index, %j: index) -> memref<?x32xf32> {
  %1 = memref.expand_shape %m [[0, 1], [2, 3]] output_shape [%i, 4, 4, 2] : memref<?x8xf32> into memref<?x4x4x2xf32>
  %0 = memref.collapse_shape %1 [[0], [1, 2, 3]]  : memref<?x4x4x2xf32> into memref<?x32xf32>
  return %0 : memref<?x32xf32>
}

// -----

// CHECK: func.func @expansion_then_more_collapse(%arg0: memref<2x3x4xf32>, %arg1: index, %arg2: index) -> memref<24xf32> {
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %arg0 [{{\[}}0, 1, 2]] : memref<2x3x4xf32> into memref<24xf32>
// CHECK-NEXT:   return %collapse_shape : memref<24xf32>
// CHECK-NEXT: }
func.func @expansion_then_more_collapse(%m: memref<2x3x4xf32>, %i: index, %j: index) -> memref<24xf32> {
  %1 = memref.expand_shape %m [[0, 1], [2], [3]] output_shape [2, 1, 3, 4] : memref<2x3x4xf32> into memref<2x1x3x4xf32>
  %0 = memref.collapse_shape %1 [[0, 1, 2, 3]]  : memref<2x1x3x4xf32> into memref<24xf32>
  return %0 : memref<24xf32>
}

// -----

// CHECK: func.func @open_group(%arg0: memref<?x?xf32>, %arg1: index, %arg2: index, %arg3: index) -> memref<?x?xf32> {
// CHECK-NEXT:   return %arg0 : memref<?x?xf32>
// CHECK-NEXT: }
func.func @open_group(%m: memref<?x?xf32>, %i: index, %j: index, %k: index) -> memref<?x?xf32> {
  %1 = memref.expand_shape %m [[0, 1, 2], [3]] output_shape [%i, %j, 4, %k] : memref<?x?xf32> into memref<?x?x4x?xf32>
  %0 = memref.collapse_shape %1 [[0, 1, 2], [3]]  : memref<?x?x4x?xf32> into memref<?x?xf32>
  return %0 : memref<?x?xf32>
}

// -----

// CHECK: func.func @open_groups(%arg0: memref<?x?x7xf32>, %arg1: index, %arg2: index, %arg3: index) -> memref<?x?x7xf32> {
// CHECK-NEXT:   return %arg0 : memref<?x?x7xf32>
// CHECK-NEXT: }
func.func @open_groups(%m: memref<?x?x7xf32>, %i: index, %j: index, %k: index) -> memref<?x?x7xf32> {
  %1 = memref.expand_shape %m [[0, 1, 2], [3], [4]] output_shape [%i, %j, 4, %k, 7] : memref<?x?x7xf32> into memref<?x?x4x?x7xf32>
  %0 = memref.collapse_shape %1 [[0, 1, 2], [3], [4]]  : memref<?x?x4x?x7xf32> into memref<?x?x7xf32>
  return %0 : memref<?x?x7xf32>
}

// -----

// CHECK: func.func @unchanged(%arg0: memref<8x4xf32>) -> (memref<8x4xf32>, memref<8x4xf32>) {
// CHECK-NEXT:   return %arg0, %arg0 : memref<8x4xf32>, memref<8x4xf32>
// CHECK-NEXT: }
func.func @unchanged(%m: memref<8x4xf32>) -> (memref<8x4xf32>, memref<8x4xf32>) {
  %0 = memref.collapse_shape %m [[0], [1]] : memref<8x4xf32> into memref<8x4xf32>
  %1 = memref.expand_shape %m [[0], [1]] output_shape [8, 4] : memref<8x4xf32> into memref<8x4xf32>
  return %0, %1 : memref<8x4xf32>, memref<8x4xf32>
}

// -----

// CHECK: func.func @collapse_of_cast(%arg0: memref<8x4xf32>, %arg1: memref<2x3x4xf32>) -> (memref<?xf32>, memref<24xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %arg0 [{{\[}}0, 1]] : memref<8x4xf32> into memref<32xf32>
// CHECK-NEXT:   %cast = memref.cast %collapse_shape : memref<32xf32> to memref<?xf32>
// CHECK-NEXT:   %collapse_shape_0 = memref.collapse_shape %arg1 [{{\[}}0, 1, 2]] : memref<2x3x4xf32> into memref<24xf32>
// CHECK-NEXT:   %cast_1 = memref.cast %collapse_shape_0 : memref<24xf32> to memref<24xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %cast, %cast_1 : memref<?xf32>, memref<24xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @collapse_of_cast(%m: memref<8x4xf32>, %n: memref<2x3x4xf32>) -> (memref<?xf32>, memref<24xf32, strided<[?], offset: ?>>) {
  %0 = memref.cast %m : memref<8x4xf32> to memref<?x?xf32>
  %1 = memref.collapse_shape %0 [[0, 1]] : memref<?x?xf32> into memref<?xf32>
  %2 = memref.cast %n : memref<2x3x4xf32> to memref<2x3x4xf32, strided<[?, ?, ?], offset: ?>>
  %3 = memref.collapse_shape %2 [[0, 1, 2]] : memref<2x3x4xf32, strided<[?, ?, ?], offset: ?>> into memref<24xf32, strided<[?], offset: ?>>
  return %1, %3 : memref<?xf32>, memref<24xf32, strided<[?], offset: ?>>
}

// -----

// CHECK: func.func @collapse_of_narrowing_cast(%arg0: memref<?x4xf32>) -> memref<32xf32> {
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<?x4xf32> to memref<8x4xf32>
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %cast [{{\[}}0, 1]] : memref<8x4xf32> into memref<32xf32>
// CHECK-NEXT:   return %collapse_shape : memref<32xf32>
// CHECK-NEXT: }
func.func @collapse_of_narrowing_cast(%m: memref<?x4xf32>) -> memref<32xf32> {
  %0 = memref.cast %m : memref<?x4xf32> to memref<8x4xf32>
  %1 = memref.collapse_shape %0 [[0, 1]] : memref<8x4xf32> into memref<32xf32>
  return %1 : memref<32xf32>
}

// -----

// CHECK: func.func @same_rank(%arg0: memref<2x12xf32>) -> memref<6x4xf32> {
// CHECK-NEXT:   %expand_shape = memref.expand_shape %arg0 [{{\[}}0], [1, 2]] output_shape [2, 3, 4] : memref<2x12xf32> into memref<2x3x4xf32>
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %expand_shape [{{\[}}0, 1], [2]] : memref<2x3x4xf32> into memref<6x4xf32>
// CHECK-NEXT:   return %collapse_shape : memref<6x4xf32>
// CHECK-NEXT: }
func.func @same_rank(%m: memref<2x12xf32>) -> memref<6x4xf32> {
  %0 = memref.expand_shape %m [[0], [1, 2]] output_shape [2, 3, 4] : memref<2x12xf32> into memref<2x3x4xf32>
  %1 = memref.collapse_shape %0 [[0, 1], [2]] : memref<2x3x4xf32> into memref<6x4xf32>
  return %1 : memref<6x4xf32>
}

// -----

// CHECK: func.func @to_scalar(%arg0: memref<1x1x1xf32>) -> memref<f32> {
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %arg0 [] : memref<1x1x1xf32> into memref<f32>
// CHECK-NEXT:   return %collapse_shape : memref<f32>
// CHECK-NEXT: }
func.func @to_scalar(%m: memref<1x1x1xf32>) -> memref<f32> {
  %0 = memref.collapse_shape %m [[0, 1], [2]] : memref<1x1x1xf32> into memref<1x1xf32>
  %1 = memref.collapse_shape %0 [] : memref<1x1xf32> into memref<f32>
  return %1 : memref<f32>
}

// -----

// CHECK: func.func @from_scalar(%arg0: memref<f32>) -> memref<1x1x1xf32> {
// CHECK-NEXT:   %expand_shape = memref.expand_shape %arg0 [] output_shape [1, 1, 1] : memref<f32> into memref<1x1x1xf32>
// CHECK-NEXT:   return %expand_shape : memref<1x1x1xf32>
// CHECK-NEXT: }
func.func @from_scalar(%m: memref<f32>) -> memref<1x1x1xf32> {
  %0 = memref.expand_shape %m [] output_shape [1, 1] : memref<f32> into memref<1x1xf32>
  %1 = memref.expand_shape %0 [[0, 1], [2]] output_shape [1, 1, 1] : memref<1x1xf32> into memref<1x1x1xf32>
  return %1 : memref<1x1x1xf32>
}
