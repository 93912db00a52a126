// RUN: adopt %s -one-shot-bufferize="bufferize-function-boundaries use-encoding-for-memory-space" | adopt-filecheck %s

// CHECK-LABEL: func.func @encoding(%arg0: memref<4xf32, strided<[?], offset: ?>, 1>, %arg1: index, %arg2: f32) -> (memref<4xf32, 1>, f32) {
// CHECK-NEXT:    %alloc = memref.alloc() {alignment = 64 : i64} : memref<4xf32, 1>
// CHECK-NEXT:    memref.copy %arg0, %alloc : memref<4xf32, strided<[?], offset: ?>, 1> to memref<4xf32, 1>
func.func @encoding(%t: tensor<4xf32, 1 : i64>, %i: index, %v: f32) -> (tensor<4xf32, 1 : i64>, f32) {
  %0 = tensor.insert %v into %t[%i] : tensor<4xf32, 1 : i64>
  %x = tensor.extract %t[%i] : tensor<4xf32, 1 : i64>
  return %0, %x : tensor<4xf32, 1 : i64>, f32
}
