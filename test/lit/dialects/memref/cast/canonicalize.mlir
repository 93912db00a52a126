// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @chains(%arg0: memref<4xf32>, %arg1: memref<*xf32>) -> (memref<4xf32>, memref<*xf32>, memref<?xf32>) {
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<4xf32> to memref<*xf32>
// CHECK-NEXT:   %cast_0 = memref.cast %arg1 : memref<*xf32> to memref<4xf32>
// CHECK-NEXT:   %cast_1 = memref.cast %cast_0 : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:   return %arg0, %cast, %cast_1 : memref<4xf32>, memref<*xf32>, memref<?xf32>
// CHECK-NEXT: }
func.func @chains(%m: memref<4xf32>, %u: memref<*xf32>) -> (memref<4xf32>, memref<*xf32>, memref<?xf32>) {
  %0 = memref.cast %m : memref<4xf32> to memref<?xf32>
  %1 = memref.cast %0 : memref<?xf32> to memref<4xf32>
  %2 = memref.cast %0 : memref<?xf32> to memref<*xf32>
  %3 = memref.cast %u : memref<*xf32> to memref<4xf32>
  %4 = memref.cast %3 : memref<4xf32> to memref<?xf32>
  return %1, %2, %4 : memref<4xf32>, memref<*xf32>, memref<?xf32>
}

// -----

// CHECK: func.func @spaces(%arg0: memref<4xf32>) -> (memref<4xf32, 2>, memref<4xf32>) {
// CHECK-NEXT:   %memspacecast = memref.memory_space_cast %arg0 : memref<4xf32> to memref<4xf32, 2>
// CHECK-NEXT:   return %memspacecast, %arg0 : memref<4xf32, 2>, memref<4xf32>
// CHECK-NEXT: }
func.func @spaces(%m: memref<4xf32>) -> (memref<4xf32, 2>, memref<4xf32>) {
  %0 = memref.memory_space_cast %m : memref<4xf32> to memref<4xf32, 1>
  %1 = memref.memory_space_cast %0 : memref<4xf32, 1> to memref<4xf32, 2>
  %2 = memref.memory_space_cast %0 : memref<4xf32, 1> to memref<4xf32>
  return %1, %2 : memref<4xf32, 2>, memref<4xf32>
}
