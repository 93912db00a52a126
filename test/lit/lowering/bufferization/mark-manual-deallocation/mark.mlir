// RUN: adopt %s -mark-manual-deallocation | adopt-filecheck %s
// RUN: adopt %s -mark-manual-deallocation -ownership-based-buffer-deallocation | adopt-filecheck %s --check-prefix=LEFT

// RUN: adopt %s -mark-manual-deallocation -canonicalize -ownership-based-buffer-deallocation | adopt-filecheck %s --check-prefix=KEPT

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

// The mark stays where the type of a buffer becomes more exact. Buffers of buffers are freed by the program alone.

// KEPT-LABEL: func.func @exact(
// KEPT:         memref.alloc() {bufferization.manual_deallocation} : memref<4xf32>
// KEPT-NOT:     cf.assert
// KEPT-NOT:     bufferization.dealloc
// KEPT:         return
func.func @exact(%i: index, %t: memref<4xf32>) {
  %c4 = arith.constant 4 : index
  %all = memref.alloc() : memref<2xmemref<?xf32>>
  %0 = memref.alloc(%c4) : memref<?xf32>
  memref.store %0, %all[%i] : memref<2xmemref<?xf32>>
  %2 = memref.load %all[%i] : memref<2xmemref<?xf32>>
  %3 = memref.load %t[%i] : memref<4xf32>
  memref.store %3, %2[%i] : memref<?xf32>
  memref.dealloc %2 : memref<?xf32>
  memref.dealloc %all : memref<2xmemref<?xf32>>
  return
}
