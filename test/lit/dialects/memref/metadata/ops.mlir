// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @queries(%arg0: memref<?x4xf32>, %arg1: memref<*xf32>, %arg2: index) {
// CHECK-NEXT:   %dim = memref.dim %arg0, %arg2 : memref<?x4xf32>
// CHECK-NEXT:   %dim_0 = memref.dim %arg1, %arg2 : memref<*xf32>
// CHECK-NEXT:   %0 = memref.rank %arg1 : memref<*xf32>
// CHECK-NEXT:   %1 = memref.rank %arg0 {test.a} : memref<?x4xf32>
// CHECK-NEXT:   %intptr = memref.extract_aligned_pointer_as_index %arg0 : memref<?x4xf32> -> index
// CHECK-NEXT:   %intptr_1 = memref.extract_aligned_pointer_as_index %arg1 : memref<*xf32> -> index {test.a}
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @queries(%m: memref<?x4xf32>, %u: memref<*xf32>, %i: index) {
  %0 = memref.dim %m, %i : memref<?x4xf32>
  %1 = memref.dim %u, %i : memref<*xf32>
  %2 = memref.rank %u : memref<*xf32>
  %3 = memref.rank %m {test.a} : memref<?x4xf32>
  %4 = memref.extract_aligned_pointer_as_index %m : memref<?x4xf32> -> index
  %5 = memref.extract_aligned_pointer_as_index %u : memref<*xf32> -> index {test.a}
  return
}

// -----

// CHECK: func.func @metadata(%arg0: memref<?x4xf32, strided<[?, 1], offset: ?>, 1>, %arg1: memref<f64>, %arg2: memref<7xi8>) -> (index, index, index) {
// CHECK-NEXT:   %base_buffer, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %arg0 : memref<?x4xf32, strided<[?, 1], offset: ?>, 1> -> memref<f32, 1>, index, index, index, index, index
// CHECK-NEXT:   %base_buffer_0, %offset_1 = memref.extract_strided_metadata %arg1 : memref<f64> -> memref<f64>, index
// CHECK-NEXT:   %base_buffer_2, %offset_3, %sizes_4, %strides_5 = memref.extract_strided_metadata %arg2 : memref<7xi8> -> memref<i8>, index, index, index {test.a}
// CHECK-NEXT:   return %sizes#1, %strides#0, %strides_5 : index, index, index
// CHECK-NEXT: }
func.func @metadata(%m: memref<?x4xf32, strided<[?, 1], offset: ?>, 1>, %s: memref<f64>, %v: memref<7xi8>) -> (index, index, index) {
  %base, %offset, %sizes:2, %strides:2 = memref.extract_strided_metadata %m : memref<?x4xf32, strided<[?, 1], offset: ?>, 1> -> memref<f32, 1>, index, index, index, index, index
  %0:2 = memref.extract_strided_metadata %s : memref<f64> -> memref<f64>, index
  %a, %b, %c, %d = memref.extract_strided_metadata %v : memref<7xi8> -> memref<i8>, index, index, index {test.a}
  return %sizes#1, %strides#0, %d : index, index, index
}
