// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: #map = affine_map<(d0, d1)[s0] -> (d0 * s0 + d1)>
// CHECK: func.func @casts(%arg0: memref<4x?xf32>, %arg1: memref<*xf32>, %arg2: memref<4x?xf32, strided<[?, 1], offset: ?>>) {
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<4x?xf32> to memref<?x8xf32>
// CHECK-NEXT:   %cast_0 = memref.cast %arg0 : memref<4x?xf32> to memref<*xf32>
// CHECK-NEXT:   %cast_1 = memref.cast %arg1 : memref<*xf32> to memref<?x?xf32>
// CHECK-NEXT:   %cast_2 = memref.cast %arg2 : memref<4x?xf32, strided<[?, 1], offset: ?>> to memref<4x8xf32, strided<[8, 1], offset: 2>>
// CHECK-NEXT:   %cast_3 = memref.cast %arg0 : memref<4x?xf32> to memref<?x?xf32, #map>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @casts(%m: memref<4x?xf32>, %u: memref<*xf32>, %s: memref<4x?xf32, strided<[?, 1], offset: ?>>) {
  %0 = memref.cast %m : memref<4x?xf32> to memref<?x8xf32>
  %1 = memref.cast %m : memref<4x?xf32> to memref<*xf32>
  %2 = memref.cast %u : memref<*xf32> to memref<?x?xf32>
  %3 = memref.cast %s : memref<4x?xf32, strided<[?, 1], offset: ?>> to memref<4x8xf32, strided<[8, 1], offset: 2>>
  %4 = memref.cast %m : memref<4x?xf32> to memref<?x?xf32, affine_map<(d0, d1)[s0] -> (d0 * s0 + d1)>>
  return
}

// -----

// CHECK: func.func @memory_spaces(%arg0: memref<4x?xf32, 1>, %arg1: memref<*xf32>) {
// CHECK-NEXT:   %memspacecast = memref.memory_space_cast %arg0 : memref<4x?xf32, 1> to memref<4x?xf32>
// CHECK-NEXT:   %memspacecast_0 = memref.memory_space_cast %arg1 {test.a} : memref<*xf32> to memref<*xf32, "shared">
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @memory_spaces(%m: memref<4x?xf32, 1>, %u: memref<*xf32>) {
  %0 = memref.memory_space_cast %m : memref<4x?xf32, 1> to memref<4x?xf32>
  %1 = memref.memory_space_cast %u {test.a} : memref<*xf32> to memref<*xf32, "shared">
  return
}
