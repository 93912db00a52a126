// RUN: adopt %s -one-shot-bufferize | adopt-filecheck %s

// CHECK: memref.global "private" constant @__constant_2xf32 : memref<2xf32> = dense<[1.000000e+00, 2.000000e+00]> {alignment = 64 : i64}
// CHECK-LABEL: func.func @no_boundaries(%arg0: tensor<8xf32>, %arg1: index, %arg2: f32) -> (tensor<8xf32>, f32) {
// CHECK-NEXT:   %0 = bufferization.to_buffer %arg0 : tensor<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   memref.copy %0, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:   memref.store %arg2, %alloc[%arg1] : memref<8xf32>
// CHECK-NEXT:   memref.store %arg2, %alloc[%arg1] : memref<8xf32>
// CHECK-NEXT:   %1 = bufferization.to_tensor %alloc : memref<8xf32> to tensor<8xf32>
// CHECK-NEXT:   %2 = memref.load %alloc[%arg1] : memref<8xf32>
// CHECK-NEXT:   return %1, %2 : tensor<8xf32>, f32
// CHECK-NEXT: }
// CHECK-LABEL: func.func @cst() -> tensor<2xf32> {
// CHECK-NEXT:   %0 = memref.get_global @__constant_2xf32 : memref<2xf32>
// CHECK-NEXT:   %1 = memref.get_global @__constant_2xf32 : memref<2xf32>
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %2 = arith.select %true, %0, %1 : memref<2xf32>
// CHECK-NEXT:   %3 = memref.load %1[%c0] : memref<2xf32>
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<2xf32>
// CHECK-NEXT:   memref.copy %0, %alloc : memref<2xf32> to memref<2xf32>
// CHECK-NEXT:   memref.store %3, %alloc[%c0] : memref<2xf32>
// CHECK-NEXT:   %4 = bufferization.to_tensor %alloc : memref<2xf32> to tensor<2xf32>
// CHECK-NEXT:   return %4 : tensor<2xf32>
// CHECK-NEXT: }
// CHECK-LABEL: func.func @loop(%arg0: tensor<8xf32>, %arg1: index, %arg2: f32) -> tensor<8xf32> {
// CHECK-NEXT:   %0 = bufferization.to_buffer %arg0 : tensor<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   memref.copy %0, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:   %1 = scf.for %arg3 = %c1 to %arg1 step %c1 iter_args(%arg4 = %alloc) -> (memref<8xf32>) {
// CHECK-NEXT:     memref.store %arg2, %arg4[%arg3] : memref<8xf32>
// CHECK-NEXT:     scf.yield %arg4 : memref<8xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   %2 = bufferization.to_tensor %1 : memref<8xf32> to tensor<8xf32>
// CHECK-NEXT:   return %2 : tensor<8xf32>
// CHECK-NEXT: }
func.func @no_boundaries(%t: tensor<8xf32>, %i: index, %v: f32) -> (tensor<8xf32>, f32) {
  %0 = tensor.insert %v into %t[%i] : tensor<8xf32>
  %1 = tensor.insert %v into %0[%i] : tensor<8xf32>
  %x = tensor.extract %1[%i] : tensor<8xf32>
  return %1, %x : tensor<8xf32>, f32
}
func.func @cst() -> tensor<2xf32> {
  %0 = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %1 = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %i = arith.constant 0 : index
  %c = arith.constant true
  %s = arith.select %c, %0, %1 : tensor<2xf32>
  %x = tensor.extract %1[%i] : tensor<2xf32>
  %r = tensor.insert %x into %0[%i] : tensor<2xf32>
  return %r : tensor<2xf32>
}
func.func @loop(%t: tensor<8xf32>, %i: index, %v: f32) -> (tensor<8xf32>) {
  %c1 = arith.constant 1 : index
  %r = scf.for %k = %c1 to %i step %c1 iter_args(%a = %t) -> (tensor<8xf32>) {
    %0 = tensor.insert %v into %a[%k] : tensor<8xf32>
    scf.yield %0 : tensor<8xf32>
  }
  return %r : tensor<8xf32>
}
