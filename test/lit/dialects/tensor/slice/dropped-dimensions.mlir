// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @extract_ambiguous(
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[0, 0, 0] [1, 2, 1] [1, 1, 1] : tensor<1x16x1xf32> to tensor<1x2xf32>
// CHECK-NEXT:   %cast = tensor.cast %extracted_slice : tensor<1x2xf32> to tensor<1x?xf32>
// CHECK-NEXT:   %extracted_slice_0 = tensor.extract_slice %arg0[0, 0, 0] [1, 2, 1] [1, 1, 1] : tensor<1x16x1xf32> to tensor<2x1xf32>
// CHECK-NEXT:   %cast_1 = tensor.cast %extracted_slice_0 : tensor<2x1xf32> to tensor<?x1xf32>
// CHECK-NEXT:   return %cast, %cast_1 : tensor<1x?xf32>, tensor<?x1xf32>
// CHECK-NEXT: }
func.func @extract_ambiguous(%t: tensor<1x16x1xf32>, %i: index) -> (tensor<1x?xf32>, tensor<?x1xf32>) {
  %c2 = arith.constant 2 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.extract_slice %t[0, 0, 0] [1, %c2, 1] [1, 1, 1] : tensor<1x16x1xf32> to tensor<1x?xf32>
  %1 = tensor.extract_slice %t[0, 0, 0] [1, %c2, 1] [1, 1, 1] : tensor<1x16x1xf32> to tensor<?x1xf32>
  return %0, %1 : tensor<1x?xf32>, tensor<?x1xf32>
}

// -----

// CHECK-LABEL: func.func @extract_dropped_last(
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[0, 0, 0] [1, 2, 1] [1, 1, 1] : tensor<?x16x1xf32> to tensor<1x2xf32>
// CHECK-NEXT:   %cast = tensor.cast %extracted_slice : tensor<1x2xf32> to tensor<?x?xf32>
// CHECK-NEXT:   return %cast : tensor<?x?xf32>
// CHECK-NEXT: }
func.func @extract_dropped_last(%t: tensor<?x16x1xf32>) -> tensor<?x?xf32> {
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %0 = tensor.extract_slice %t[0, 0, 0] [%c1, %c2, 1] [1, 1, 1] : tensor<?x16x1xf32> to tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}
