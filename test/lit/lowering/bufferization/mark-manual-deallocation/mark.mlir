// RUN: adopt %s -mark-manual-deallocation | adopt-filecheck %s
// RUN: adopt %s -mark-manual-deallocation -ownership-based-buffer-deallocation | adopt-filecheck %s --check-prefix=LEFT

// CHECK-LABEL: func.func @f(
// CHECK-SAME:      ) -> (f32, memref<4xf32> {bufferization.manual_deallocation})
// CHECK-NEXT:    memref.alloc() {bufferization.manual_deallocation} : memref<4xf32>
// CHECK-NEXT:    memref.alloc() {bufferization.manual_deallocation} : memref<4xf32>
// CHECK-NEXT:    memref.dealloc %{{.*}} {bufferization.manual_deallocation} : memref<4xf32>
// CHECK-NEXT:    tensor.empty() : tensor<4xf32>

// LEFT-LABEL: func.func @f(
// LEFT-SAME:      ) -> (f32, memref<4xf32>) {
// LEFT-NOT:     bufferization.dealloc
// LEFT-NOT:     bufferization.clone
func.func @f(%x: f32) -> (f32, memref<4xf32>) {
  %0 = memref.alloc() : memref<4xf32>
  %1 = memref.alloc() : memref<4xf32>
  memref.dealloc %1 : memref<4xf32>
  %2 = tensor.empty() : tensor<4xf32>
  return %x, %0 : f32, memref<4xf32>
}
