// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @expansions(%arg0: memref<?x16xf32>, %arg1: memref<?x16xf32, strided<[?, 2], offset: 3>>, %arg2: index) {
// CHECK-NEXT:   %expand_shape = memref.expand_shape %arg0 [{{\[}}0, 1], [2]] output_shape [%arg2, 4, 16] : memref<?x16xf32> into memref<?x4x16xf32>
// CHECK-NEXT:   %expand_shape_0 = memref.expand_shape %arg0 [{{\[}}0, 1], [2, 3]] output_shape [%arg2, %arg2, 4, 4] {test.a} : memref<?x16xf32> into memref<?x?x4x4xf32>
// CHECK-NEXT:   %expand_shape_1 = memref.expand_shape %arg1 [{{\[}}0], [1, 2]] output_shape [%arg2, 8, 2] : memref<?x16xf32, strided<[?, 2], offset: 3>> into memref<?x8x2xf32, strided<[?, 4, 2], offset: 3>>
// CHECK-NEXT:   %expand_shape_2 = memref.expand_shape %arg1 [{{\[}}0, 1, 2], [3]] output_shape [%arg2, 1, 2, 16] : memref<?x16xf32, strided<[?, 2], offset: 3>> into memref<?x1x2x16xf32, strided<[?, ?, ?, 2], offset: 3>>
// CHECK-NEXT:   %expand_shape_3 = memref.expand_shape %arg0 [{{\[}}0], [1]] output_shape [%arg2, 16] : memref<?x16xf32> into memref<?x16xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @expansions(%m: memref<?x16xf32>, %s: memref<?x16xf32, strided<[?, 2], offset: 3>>, %i: index) {
  %0 = memref.expand_shape %m [[0, 1], [2]] output_shape [%i, 4, 16] : memref<?x16xf32> into memref<?x4x16xf32>
  %1 = memref.expand_shape %m [[0, 1], [2, 3]] output_shape [%i, %i, 4, 4] {test.a} : memref<?x16xf32> into memref<?x?x4x4xf32>
  %2 = memref.expand_shape %s [[0], [1, 2]] output_shape [%i, 8, 2] : memref<?x16xf32, strided<[?, 2], offset: 3>> into memref<?x8x2xf32, strided<[?, 4, 2], offset: 3>>
  %3 = memref.expand_shape %s [[0, 1, 2], [3]] output_shape [%i, 1, 2, 16] : memref<?x16xf32, strided<[?, 2], offset: 3>> into memref<?x1x2x16xf32, strided<[?, ?, ?, 2], offset: 3>>
  %4 = memref.expand_shape %m [[0], [1]] output_shape [%i, 16] : memref<?x16xf32> into memref<?x16xf32>
  return
}

// -----

// CHECK: func.func @scalars(%arg0: memref<f32>, %arg1: memref<1x1xf32>, %arg2: memref<f32, strided<[], offset: 3>>) {
// CHECK-NEXT:   %expand_shape = memref.expand_shape %arg0 [] output_shape [1, 1] : memref<f32> into memref<1x1xf32>
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %arg1 [] : memref<1x1xf32> into memref<f32>
// CHECK-NEXT:   %expand_shape_0 = memref.expand_shape %arg2 [] output_shape [1] : memref<f32, strided<[], offset: 3>> into memref<1xf32, strided<[1], offset: 3>>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @scalars(%m: memref<f32>, %n: memref<1x1xf32>, %s: memref<f32, strided<[], offset: 3>>) {
  %0 = memref.expand_shape %m [] output_shape [1, 1] : memref<f32> into memref<1x1xf32>
  %1 = memref.collapse_shape %n [] : memref<1x1xf32> into memref<f32>
  %2 = memref.expand_shape %s [] output_shape [1] : memref<f32, strided<[], offset: 3>> into memref<1xf32, strided<[1], offset: 3>>
  return
}

// -----

// CHECK: func.func @collapses(%arg0: memref<?x4x16xf32>, %arg1: memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>>, %arg2: memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>>) {
// CHECK-NEXT:   %collapse_shape = memref.collapse_shape %arg0 [{{\[}}0, 1], [2]] : memref<?x4x16xf32> into memref<?x16xf32>
// CHECK-NEXT:   %collapse_shape_0 = memref.collapse_shape %arg0 [{{\[}}0, 1, 2]] {test.a} : memref<?x4x16xf32> into memref<?xf32>
// CHECK-NEXT:   %collapse_shape_1 = memref.collapse_shape %arg1 [{{\[}}0], [1, 2, 3]] : memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>> into memref<8x8xf32, strided<[9, 1]>>
// CHECK-NEXT:   %collapse_shape_2 = memref.collapse_shape %arg1 [{{\[}}0], [1, 2], [3]] : memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>> into memref<8x2x4xf32, strided<[9, 4, 1]>>
// CHECK-NEXT:   %collapse_shape_3 = memref.collapse_shape %arg2 [{{\[}}0, 1], [2]] : memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>> into memref<?x3xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   %collapse_shape_4 = memref.collapse_shape %arg2 [{{\[}}0], [1, 2]] : memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>> into memref<2x?xf32, strided<[?, 1], offset: ?>>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @collapses(%m: memref<?x4x16xf32>, %s: memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>>, %d: memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>>) {
  %0 = memref.collapse_shape %m [[0, 1], [2]] : memref<?x4x16xf32> into memref<?x16xf32>
  %1 = memref.collapse_shape %m [[0, 1, 2]] {test.a} : memref<?x4x16xf32> into memref<?xf32>
  %2 = memref.collapse_shape %s [[0], [1, 2, 3]] : memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>> into memref<8x8xf32, strided<[9, 1]>>
  %3 = memref.collapse_shape %s [[0], [1, 2], [3]] : memref<8x2x1x4xf32, strided<[9, 4, 7, 1]>> into memref<8x2x4xf32, strided<[9, 4, 1]>>
  %4 = memref.collapse_shape %d [[0, 1], [2]] : memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>> into memref<?x3xf32, strided<[?, 1], offset: ?>>
  %5 = memref.collapse_shape %d [[0], [1, 2]] : memref<2x?x3xf32, strided<[?, ?, 1], offset: ?>> into memref<2x?xf32, strided<[?, 1], offset: ?>>
  return
}
