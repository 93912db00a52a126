// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @casts(%arg0: memref<4xf32>, %arg1: index, %arg2: f32) -> f32 {
// CHECK-NEXT:   %0 = memref.load %arg0[%arg1] : memref<4xf32>
// CHECK-NEXT:   memref.store %arg2, %arg0[%arg1] : memref<4xf32>
// CHECK-NEXT:   memref.prefetch %arg0[%arg1], read, locality<3>, data : memref<4xf32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @casts(%m: memref<4xf32>, %i: index, %v: f32) -> f32 {
  %0 = memref.cast %m : memref<4xf32> to memref<?xf32>
  %1 = memref.load %0[%i] : memref<?xf32>
  memref.store %v, %0[%i] : memref<?xf32>
  memref.prefetch %0[%i], read, locality<3>, data : memref<?xf32>
  return %1 : f32
}

// -----

// CHECK: func.func @stored_cast(%arg0: memref<4xf32>, %arg1: memref<2xmemref<?xf32>>, %arg2: index) {
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:   memref.store %cast, %arg1[%arg2] : memref<2xmemref<?xf32>>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @stored_cast(%m: memref<4xf32>, %n: memref<2xmemref<?xf32>>, %i: index) {
  %0 = memref.cast %m : memref<4xf32> to memref<?xf32>
  memref.store %0, %n[%i] : memref<2xmemref<?xf32>>
  return
}

// -----

// CHECK: func.func @copies(%arg0: memref<4xf32>, %arg1: memref<4xf32, strided<[2]>>, %arg2: memref<0x3xf32>, %arg3: memref<?x?xf32>) {
// CHECK-NEXT:   memref.copy %arg0, %arg1 : memref<4xf32> to memref<4xf32, strided<[2]>>
// CHECK-NEXT:   memref.copy %arg1, %arg0 : memref<4xf32, strided<[2]>> to memref<4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @copies(%m: memref<4xf32>, %n: memref<4xf32, strided<[2]>>, %e: memref<0x3xf32>, %f: memref<?x?xf32>) {
  memref.copy %m, %m : memref<4xf32> to memref<4xf32>
  memref.copy %e, %f : memref<0x3xf32> to memref<?x?xf32>
  memref.copy %f, %e : memref<?x?xf32> to memref<0x3xf32>
  %0 = memref.cast %m : memref<4xf32> to memref<?xf32, strided<[?], offset: ?>>
  memref.copy %0, %n : memref<?xf32, strided<[?], offset: ?>> to memref<4xf32, strided<[2]>>
  %1 = memref.cast %0 : memref<?xf32, strided<[?], offset: ?>> to memref<?xf32, strided<[1]>>
  memref.copy %n, %1 : memref<4xf32, strided<[2]>> to memref<?xf32, strided<[1]>>
  return
}

// -----

// CHECK: func.func @copy_of_narrowing_cast(%arg0: memref<?xf32>, %arg1: memref<4xf32>) {
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<?xf32> to memref<4xf32>
// CHECK-NEXT:   memref.copy %arg1, %cast : memref<4xf32> to memref<4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @copy_of_narrowing_cast(%m: memref<?xf32>, %n: memref<4xf32>) {
  %0 = memref.cast %m : memref<?xf32> to memref<4xf32>
  memref.copy %n, %0 : memref<4xf32> to memref<4xf32>
  return
}
