// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @extract_slice(
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[0, 0, 0] [4, 4, 4] [1, 1, 1] {note} : tensor<8x16x4xf32> to tensor<4x4x4xf32>
// CHECK-NEXT:   %extracted_slice_0 = tensor.extract_slice %arg0[%arg2, 0, %arg3] [4, %arg2, 4] [1, %arg3, 1] : tensor<8x16x4xf32> to tensor<4x?x4xf32>
// CHECK-NEXT:   %extracted_slice_1 = tensor.extract_slice %arg0[%arg2, 0, 0] [1, 16, 4] [1, 1, 1] : tensor<8x16x4xf32> to tensor<16x4xf32>
// CHECK-NEXT:   %extracted_slice_2 = tensor.extract_slice %arg0[%arg2, 0, 0] [1, 1, %arg3] [1, 1, 1] : tensor<8x16x4xf32> to tensor<1x?xf32>
// CHECK-NEXT:   %extracted_slice_3 = tensor.extract_slice %arg0[%arg2, 0, 0] [1, 1, 1] [1, 1, 1] : tensor<8x16x4xf32> to tensor<f32>
// CHECK-NEXT:   %extracted_slice_4 = tensor.extract_slice %arg1[%arg2] [%arg3] [2] : tensor<?xf32, "encoding"> to tensor<?xf32, "encoding">
// CHECK-NEXT:   %extracted_slice_5 = tensor.extract_slice %extracted_slice_3[] [] [] : tensor<f32> to tensor<f32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @extract_slice(%t: tensor<8x16x4xf32>, %u: tensor<?xf32, "encoding">, %i: index, %j: index) {
  %0 = tensor.extract_slice %t[0, 0, 0] [4, 4, 4] [1, 1, 1] {note} : tensor<8x16x4xf32> to tensor<4x4x4xf32>
  %1 = tensor.extract_slice %t[%i, 0, %j] [4, %i, 4] [1, %j, 1] : tensor<8x16x4xf32> to tensor<4x?x4xf32>
  %2 = tensor.extract_slice %t[%i, 0, 0] [1, 16, 4] [1, 1, 1] : tensor<8x16x4xf32> to tensor<16x4xf32>
  %3 = tensor.extract_slice %t[%i, 0, 0] [1, 1, %j] [1, 1, 1] : tensor<8x16x4xf32> to tensor<1x?xf32>
  %4 = tensor.extract_slice %t[%i, 0, 0] [1, 1, 1] [1, 1, 1] : tensor<8x16x4xf32> to tensor<f32>
  %5 = tensor.extract_slice %u[%i] [%j] [2] : tensor<?xf32, "encoding"> to tensor<?xf32, "encoding">
  %6 = tensor.extract_slice %4[] [] [] : tensor<f32> to tensor<f32>
  return
}

// -----

// CHECK-LABEL: func.func @insert_slice(
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %arg1 into %arg0[0, 0, 0] [1, 16, 4] [1, 1, 1] {note} : tensor<16x4xf32> into tensor<8x16x4xf32>
// CHECK-NEXT:   %inserted_slice_0 = tensor.insert_slice %arg2 into %arg0[%arg3, 0, %arg4] [%arg3, 4, %arg4] [1, %arg4, 1] : tensor<?x4x?xf32> into tensor<8x16x4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @insert_slice(%t: tensor<8x16x4xf32>, %s: tensor<16x4xf32>, %u: tensor<?x4x?xf32>, %i: index, %j: index) {
  %0 = tensor.insert_slice %s into %t[0, 0, 0] [1, 16, 4] [1, 1, 1] {note} : tensor<16x4xf32> into tensor<8x16x4xf32>
  %1 = tensor.insert_slice %u into %t[%i, 0, %j] [%i, 4, %j] [1, %j, 1] : tensor<?x4x?xf32> into tensor<8x16x4xf32>
  return
}

// -----

// CHECK-LABEL: func.func @parallel_insert_slice(
// CHECK-NEXT:   %0 = scf.forall (%arg2) in (8) shared_outs(%arg3 = %arg0) -> (tensor<8x16x4xf32>) {
// CHECK-NEXT:     scf.forall.in_parallel {
// CHECK-NEXT:       tensor.parallel_insert_slice %arg1 into %arg3[%arg2, 0, 0] [1, 16, 4] [1, 1, 1] {note} : tensor<16x4xf32> into tensor<8x16x4xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : tensor<8x16x4xf32>
// CHECK-NEXT: }
func.func @parallel_insert_slice(%t: tensor<8x16x4xf32>, %s: tensor<16x4xf32>) -> tensor<8x16x4xf32> {
  %0 = scf.forall (%i) in (8) shared_outs(%o = %t) -> (tensor<8x16x4xf32>) {
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i, 0, 0] [1, 16, 4] [1, 1, 1] {note} : tensor<16x4xf32> into tensor<8x16x4xf32>
    }
  }
  return %0 : tensor<8x16x4xf32>
}
