// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @constant_sizes(%arg0: index) -> (memref<?x?xf32>, memref<?x?xf32>) {
// CHECK-NEXT:   %c-1 = arith.constant -1 : index
// CHECK-NEXT:   %alloc = memref.alloc(%arg0) {alignment = 8 : i64} : memref<?x4xf32>
// CHECK-NEXT:   %cast = memref.cast %alloc : memref<?x4xf32> to memref<?x?xf32>
// CHECK-NEXT:   %alloc_0 = memref.alloc(%c-1) : memref<?x4xf32>
// CHECK-NEXT:   %cast_1 = memref.cast %alloc_0 : memref<?x4xf32> to memref<?x?xf32>
// CHECK-NEXT:   return %cast, %cast_1 : memref<?x?xf32>, memref<?x?xf32>
// CHECK-NEXT: }
func.func @constant_sizes(%n: index) -> (memref<?x?xf32>, memref<?x?xf32>) {
  %c4 = arith.constant 4 : index
  %negative = arith.constant -1 : index
  %0 = memref.alloc(%n, %c4) {alignment = 8} : memref<?x?xf32>
  %1 = memref.alloc(%negative, %c4) : memref<?x?xf32>
  return %0, %1 : memref<?x?xf32>, memref<?x?xf32>
}

// -----

// CHECK: func.func @constant_alloca(%arg0: f32, %arg1: index) -> f32 {
// CHECK-NEXT:   %alloca = memref.alloca() : memref<4xf32>
// CHECK-NEXT:   memref.store %arg0, %alloca[%arg1] : memref<4xf32>
// CHECK-NEXT:   %0 = memref.load %alloca[%arg1] : memref<4xf32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @constant_alloca(%v: f32, %i: index) -> f32 {
  %c4 = arith.constant 4 : index
  %0 = memref.alloca(%c4) : memref<?xf32>
  memref.store %v, %0[%i] : memref<?xf32>
  %1 = memref.load %0[%i] : memref<?xf32>
  return %1 : f32
}

// -----

// CHECK: func.func @dead(%arg0: f32, %arg1: index, %arg2: memref<2xmemref<4xf32>>) {
// CHECK-NEXT:   %alloc = memref.alloc() : memref<4xf32>
// CHECK-NEXT:   memref.store %alloc, %arg2[%arg1] : memref<2xmemref<4xf32>>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @dead(%v: f32, %i: index, %n: memref<2xmemref<4xf32>>) {
  %0 = memref.alloc() : memref<4xf32>
  memref.store %v, %0[%i] : memref<4xf32>
  memref.dealloc %0 : memref<4xf32>
  %1 = memref.alloca() : memref<4xf32>
  memref.store %v, %1[%i] : memref<4xf32>
  %2 = memref.alloc() : memref<4xf32>
  memref.store %2, %n[%i] : memref<2xmemref<4xf32>>
  return
}

// -----

// CHECK: func.func @realloc(%arg0: memref<4xf32>, %arg1: index) -> f32 {
// CHECK-NEXT:   %c8 = arith.constant 8 : index
// CHECK-NEXT:   %0 = memref.realloc %arg0(%c8) : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:   %1 = memref.load %0[%arg1] : memref<?xf32>
// CHECK-NEXT:   memref.dealloc %0 : memref<?xf32>
// CHECK-NEXT:   return %1 : f32
// CHECK-NEXT: }
func.func @realloc(%m: memref<4xf32>, %i: index) -> f32 {
  %c8 = arith.constant 8 : index
  %0 = memref.realloc %m(%c8) : memref<4xf32> to memref<?xf32>
  %1 = memref.load %0[%i] : memref<?xf32>
  memref.dealloc %0 : memref<?xf32>
  return %1 : f32
}

// -----

// CHECK: func.func @dealloc_of_cast(%arg0: memref<4xf32>) {
// CHECK-NEXT:   memref.dealloc %arg0 : memref<4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @dealloc_of_cast(%m: memref<4xf32>) {
  %0 = memref.cast %m : memref<4xf32> to memref<*xf32>
  memref.dealloc %0 : memref<*xf32>
  return
}
