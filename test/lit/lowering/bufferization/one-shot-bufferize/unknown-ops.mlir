// RUN: adopt %s -one-shot-bufferize="bufferize-function-boundaries allow-unknown-ops" -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @unknown(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32) -> (memref<8xf32, strided<[?], offset: ?>>, f32) {
// CHECK-NEXT:   memref.store %arg2, %arg0[%arg1] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %0 = bufferization.to_tensor %arg0 : memref<8xf32, strided<[?], offset: ?>> to tensor<8xf32>
// CHECK-NEXT:   %1 = "test.foo"(%0) : (tensor<8xf32>) -> tensor<8xf32>
// CHECK-NEXT:   %2 = bufferization.to_buffer %1 : tensor<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   memref.copy %2, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:   memref.store %arg2, %alloc[%arg1] : memref<8xf32>
// CHECK-NEXT:   %3 = bufferization.to_tensor %alloc : memref<8xf32> to tensor<8xf32>
// CHECK-NEXT:   %4 = memref.load %arg0[%arg1] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %5 = "test.bar"(%3) : (tensor<8xf32>) -> tensor<8xf32>
// CHECK-NEXT:   %6 = bufferization.to_buffer %5 : tensor<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %6, %4 : memref<8xf32, strided<[?], offset: ?>>, f32
// CHECK-NEXT: }
// CHECK-LABEL: func.func @unknown_region(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %0 = bufferization.to_tensor %arg0 : memref<8xf32, strided<[?], offset: ?>> to tensor<8xf32>
// CHECK-NEXT:   %1 = "test.region"(%0) ({
// CHECK-NEXT:   ^bb0(%arg3: tensor<8xf32>):
// CHECK-NEXT:     %3 = bufferization.to_buffer %arg3 : tensor<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:     memref.copy %3, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:     memref.store %arg2, %alloc[%arg1] : memref<8xf32>
// CHECK-NEXT:     %4 = bufferization.to_tensor %alloc : memref<8xf32> to tensor<8xf32>
// CHECK-NEXT:     "test.yield"(%4) : (tensor<8xf32>) -> ()
// CHECK-NEXT:   }) : (tensor<8xf32>) -> tensor<8xf32>
// CHECK-NEXT:   %2 = bufferization.to_buffer %1 : tensor<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %2 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @unknown(%t: tensor<8xf32>, %i: index, %v: f32) -> (tensor<8xf32>, f32) {
  %0 = tensor.insert %v into %t[%i] : tensor<8xf32>
  %1 = "test.foo"(%0) : (tensor<8xf32>) -> tensor<8xf32>
  %2 = tensor.insert %v into %1[%i] : tensor<8xf32>
  %x = tensor.extract %0[%i] : tensor<8xf32>
  %3 = "test.bar"(%2) : (tensor<8xf32>) -> tensor<8xf32>
  return %3, %x : tensor<8xf32>, f32
}
func.func @unknown_region(%t: tensor<8xf32>, %i: index, %v: f32) -> (tensor<8xf32>) {
  %0 = "test.region"(%t) ({
   ^bb0(%a: tensor<8xf32>):
    %1 = tensor.insert %v into %a[%i] : tensor<8xf32>
    "test.yield"(%1) : (tensor<8xf32>) -> ()
  }) : (tensor<8xf32>) -> tensor<8xf32>
  return %0 : tensor<8xf32>
}
