// RUN: adopt %s -canonicalize | adopt-filecheck %s

// What else the allocation says stays when its shape becomes known.
// CHECK-LABEL: func.func @constant_size(
// CHECK-NEXT:   %0 = bufferization.alloc_tensor() size_hint=%arg0 {memory_space = 3 : i64} : tensor<8xf32>
// CHECK-NEXT:   %cast = tensor.cast %0 : tensor<8xf32> to tensor<?xf32>
// CHECK-NEXT:   return %cast : tensor<?xf32>
func.func @constant_size(%n: index) -> tensor<?xf32> {
  %c8 = arith.constant 8 : index
  %0 = bufferization.alloc_tensor(%c8) size_hint=%n {memory_space = 3 : i64} : tensor<?xf32>
  return %0 : tensor<?xf32>
}
