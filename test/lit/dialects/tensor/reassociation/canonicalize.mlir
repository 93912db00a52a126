// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @reshape_of_splat(
// CHECK-NEXT:   %splat = tensor.splat %arg0[%arg1] : tensor<?x2xf32>
// CHECK-NEXT:   %splat_0 = tensor.splat %arg0 : tensor<4xf32>
// CHECK-NEXT:   %splat_1 = tensor.splat %arg0 : tensor<2x2x1xf32>
// CHECK-NEXT:   %collapsed = tensor.collapse_shape %splat {{\[\[}}0, 1]] : tensor<?x2xf32> into tensor<?xf32>
// CHECK-NEXT:   return %splat_0, %splat_1, %collapsed : tensor<4xf32>, tensor<2x2x1xf32>, tensor<?xf32>
// CHECK-NEXT: }
func.func @reshape_of_splat(%f: f32, %n: index) -> (tensor<4xf32>, tensor<2x2x1xf32>, tensor<?xf32>) {
  %s = tensor.splat %f : tensor<2x2xf32>
  %t = tensor.splat %f[%n] : tensor<?x2xf32>
  %0 = tensor.collapse_shape %s [[0, 1]] : tensor<2x2xf32> into tensor<4xf32>
  %1 = tensor.expand_shape %s [[0], [1, 2]] output_shape [2, 2, 1] : tensor<2x2xf32> into tensor<2x2x1xf32>
  %2 = tensor.collapse_shape %t [[0, 1]] : tensor<?x2xf32> into tensor<?xf32>
  return %0, %1, %2 : tensor<4xf32>, tensor<2x2x1xf32>, tensor<?xf32>
}

// -----

// CHECK-LABEL: func.func @reshape_of_elements(
// CHECK-NEXT:   %from_elements = tensor.from_elements %arg0, %arg1 : tensor<2xf32>
// CHECK-NEXT:   %from_elements_0 = tensor.from_elements %arg0, %arg1 : tensor<2x1x1xf32>
// CHECK-NEXT:   return %from_elements, %from_elements_0 : tensor<2xf32>, tensor<2x1x1xf32>
// CHECK-NEXT: }
func.func @reshape_of_elements(%f: f32, %g: f32) -> (tensor<2xf32>, tensor<2x1x1xf32>) {
  %s = tensor.from_elements %f, %g : tensor<2x1xf32>
  %0 = tensor.collapse_shape %s [[0, 1]] : tensor<2x1xf32> into tensor<2xf32>
  %1 = tensor.expand_shape %s [[0], [1, 2]] output_shape [2, 1, 1] : tensor<2x1xf32> into tensor<2x1x1xf32>
  return %0, %1 : tensor<2xf32>, tensor<2x1x1xf32>
}

// -----

// CHECK-LABEL: func.func @collapse_of_cast(
// CHECK-NEXT:   %collapsed = tensor.collapse_shape %arg0 {{\[\[}}0, 1], [2]] : tensor<8x12x32xf32> into tensor<96x32xf32>
// CHECK-NEXT:   %cast = tensor.cast %collapsed : tensor<96x32xf32> to tensor<?x32xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %collapsed : tensor<96x32xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %collapsed_1 = tensor.collapse_shape %arg1 {{\[\[}}0, 1]] : tensor<8x?xf32> into tensor<?xf32>
// CHECK-NEXT:   return %cast, %cast_0, %collapsed_1 : tensor<?x32xf32>, tensor<?x?xf32>, tensor<?xf32>
// CHECK-NEXT: }
func.func @collapse_of_cast(%t: tensor<8x12x32xf32>, %u: tensor<8x?xf32>) -> (tensor<?x32xf32>, tensor<?x?xf32>, tensor<?xf32>) {
  %0 = tensor.cast %t : tensor<8x12x32xf32> to tensor<?x12x32xf32>
  %1 = tensor.collapse_shape %0 [[0, 1], [2]] : tensor<?x12x32xf32> into tensor<?x32xf32>
  %2 = tensor.cast %1 : tensor<?x32xf32> to tensor<?x?xf32>
  %3 = tensor.cast %u : tensor<8x?xf32> to tensor<?x?xf32>
  %4 = tensor.collapse_shape %3 [[0, 1]] : tensor<?x?xf32> into tensor<?xf32>
  return %1, %2, %4 : tensor<?x32xf32>, tensor<?x?xf32>, tensor<?xf32>
}

// -----

// CHECK-LABEL: func.func @expand_of_cast(
// CHECK-NEXT:   %c10 = arith.constant 10 : index
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<10xf32> to tensor<?xf32>
// CHECK-NEXT:   %expanded = tensor.expand_shape %arg0 {{\[\[}}0, 1]] output_shape [1, 10] : tensor<10xf32> into tensor<1x10xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %expanded : tensor<1x10xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %cast_1 = tensor.cast %arg1 : tensor<?x10xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %expanded_2 = tensor.expand_shape %cast_1 {{\[\[}}0], [1, 2]] output_shape [%c10, 1, %arg2] : tensor<?x?xf32> into tensor<?x1x?xf32>
// CHECK-NEXT:   %cast_3 = tensor.cast %expanded_2 : tensor<?x1x?xf32> to tensor<?x?x?xf32>
// CHECK-NEXT:   %expanded_4 = tensor.expand_shape %cast {{\[\[}}0, 1]] output_shape [%arg2, 10] : tensor<?xf32> into tensor<?x10xf32>
// CHECK-NEXT:   %cast_5 = tensor.cast %expanded_4 : tensor<?x10xf32> to tensor<?x?xf32>
// CHECK-NEXT:   return %cast_0, %cast_3, %cast_5 : tensor<?x?xf32>, tensor<?x?x?xf32>, tensor<?x?xf32>
// CHECK-NEXT: }
func.func @expand_of_cast(%t: tensor<10xf32>, %u: tensor<?x10xf32>, %n: index) -> (tensor<?x?xf32>, tensor<?x?x?xf32>, tensor<?x?xf32>) {
  %c10 = arith.constant 10 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.cast %t : tensor<10xf32> to tensor<?xf32>
  %1 = tensor.expand_shape %0 [[0, 1]] output_shape [%c1, %c10] : tensor<?xf32> into tensor<?x?xf32>
  %2 = tensor.cast %u : tensor<?x10xf32> to tensor<?x?xf32>
  %3 = tensor.expand_shape %2 [[0], [1, 2]] output_shape [%c10, %c1, %n] : tensor<?x?xf32> into tensor<?x?x?xf32>
  %4 = tensor.expand_shape %0 [[0, 1]] output_shape [%n, %c10] : tensor<?xf32> into tensor<?x?xf32>
  return %1, %3, %4 : tensor<?x?xf32>, tensor<?x?x?xf32>, tensor<?x?xf32>
}
