// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @collapse(
// CHECK-NEXT:   %collapsed = tensor.collapse_shape %arg0 {{\[\[}}0, 1], [2], [3]] {note} : tensor<?x4x?x2xf32> into tensor<?x?x2xf32>
// CHECK-NEXT:   %collapsed_0 = tensor.collapse_shape %arg0 {{\[\[}}0, 1, 2, 3]] : tensor<?x4x?x2xf32> into tensor<?xf32>
// CHECK-NEXT:   %collapsed_1 = tensor.collapse_shape %arg1 [] : tensor<1x1xf32> into tensor<f32>
// CHECK-NEXT:   %collapsed_2 = tensor.collapse_shape %arg2 [] : tensor<f32> into tensor<f32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @collapse(%t: tensor<?x4x?x2xf32>, %u: tensor<1x1xf32>, %z: tensor<f32>) {
  %0 = tensor.collapse_shape %t [[0, 1], [2], [3]] {note} : tensor<?x4x?x2xf32> into tensor<?x?x2xf32>
  %1 = tensor.collapse_shape %t [[0, 1, 2, 3]] : tensor<?x4x?x2xf32> into tensor<?xf32>
  %2 = tensor.collapse_shape %u [] : tensor<1x1xf32> into tensor<f32>
  %3 = tensor.collapse_shape %z [] : tensor<f32> into tensor<f32>
  return
}

// -----

// CHECK-LABEL: func.func @expand(
// CHECK-NEXT:   %expanded = tensor.expand_shape %arg0 {{\[\[}}0, 1], [2, 3]] output_shape [%arg2, 4, 2, 4] {note} : tensor<?x8xf32> into tensor<?x4x2x4xf32>
// CHECK-NEXT:   %expanded_0 = tensor.expand_shape %arg0 {{\[\[}}0, 1], [2]] output_shape [%arg2, %arg2, 8] : tensor<?x8xf32> into tensor<?x?x8xf32>
// CHECK-NEXT:   %expanded_1 = tensor.expand_shape %arg1 [] output_shape [1, 1] : tensor<f32> into tensor<1x1xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @expand(%t: tensor<?x8xf32>, %z: tensor<f32>, %n: index) {
  %0 = tensor.expand_shape %t [[0, 1], [2, 3]] output_shape [%n, 4, 2, 4] {note} : tensor<?x8xf32> into tensor<?x4x2x4xf32>
  %1 = tensor.expand_shape %t [[0, 1], [2]] output_shape [%n, %n, 8] : tensor<?x8xf32> into tensor<?x?x8xf32>
  %2 = tensor.expand_shape %z [] output_shape [1, 1] : tensor<f32> into tensor<1x1xf32>
  return
}
