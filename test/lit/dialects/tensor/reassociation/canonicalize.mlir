// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @reshape_of_constant(
// CHECK-NEXT:   %cst = arith.constant dense<1.000000e+00> : tensor<4xf32>
// CHECK-NEXT:   %cst_0 = arith.constant dense<1.000000e+00> : tensor<2x2x1xf32>
// CHECK-NEXT:   %cst_1 = arith.constant dense<[1, 2, 3, 4]> : tensor<4xi32>
// CHECK-NEXT:   %cst_2 = arith.constant dense<3> : tensor<1xi32>
// CHECK-NEXT:   return %cst, %cst_0, %cst_1, %cst_2 : tensor<4xf32>, tensor<2x2x1xf32>, tensor<4xi32>, tensor<1xi32>
// CHECK-NEXT: }
func.func @reshape_of_constant() -> (tensor<4xf32>, tensor<2x2x1xf32>, tensor<4xi32>, tensor<1xi32>) {
  %s = arith.constant dense<1.0> : tensor<2x2xf32>
  %d = arith.constant dense<[[1, 2], [3, 4]]> : tensor<2x2xi32>
  %z = arith.constant dense<3> : tensor<i32>
  %0 = tensor.collapse_shape %s [[0, 1]] : tensor<2x2xf32> into tensor<4xf32>
  %1 = tensor.expand_shape %s [[0], [1, 2]] output_shape [2, 2, 1] : tensor<2x2xf32> into tensor<2x2x1xf32>
  %2 = tensor.collapse_shape %d [[0, 1]] : tensor<2x2xi32> into tensor<4xi32>
  %3 = tensor.expand_shape %z [] output_shape [1] : tensor<i32> into tensor<1xi32>
  return %0, %1, %2, %3 : tensor<4xf32>, tensor<2x2x1xf32>, tensor<4xi32>, tensor<1xi32>
}

// -----

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

// -----

// CHECK-LABEL: func.func @reshape_nothing(
// CHECK-NEXT:   return %arg0, %arg0 : tensor<?x4xf32>, tensor<?x4xf32>
// CHECK-NEXT: }
func.func @reshape_nothing(%t: tensor<?x4xf32>, %n: index) -> (tensor<?x4xf32>, tensor<?x4xf32>) {
  %0 = tensor.collapse_shape %t [[0], [1]] : tensor<?x4xf32> into tensor<?x4xf32>
  %1 = tensor.expand_shape %t [[0], [1]] output_shape [%n, 4] : tensor<?x4xf32> into tensor<?x4xf32>
  return %0, %1 : tensor<?x4xf32>, tensor<?x4xf32>
}

// -----

// CHECK-LABEL: func.func @collapse_of_collapse(
// CHECK-NEXT:   %collapsed = tensor.collapse_shape %arg0 {{\[\[}}0, 1, 2], [3, 4]] : tensor<?x?x?x?x?xf32> into tensor<?x?xf32>
// CHECK-NEXT:   return %collapsed : tensor<?x?xf32>
// CHECK-NEXT: }
func.func @collapse_of_collapse(%t: tensor<?x?x?x?x?xf32>) -> tensor<?x?xf32> {
  %0 = tensor.collapse_shape %t [[0, 1], [2], [3, 4]] : tensor<?x?x?x?x?xf32> into tensor<?x?x?xf32>
  %1 = tensor.collapse_shape %0 [[0, 1], [2]] : tensor<?x?x?xf32> into tensor<?x?xf32>
  return %1 : tensor<?x?xf32>
}

// -----

// CHECK-LABEL: func.func @collapse_to_zero(
// CHECK-NEXT:   %collapsed = tensor.collapse_shape %arg0 [] : tensor<1x1x1xf32> into tensor<f32>
// CHECK-NEXT:   return %collapsed : tensor<f32>
// CHECK-NEXT: }
func.func @collapse_to_zero(%t: tensor<1x1x1xf32>) -> tensor<f32> {
  %0 = tensor.collapse_shape %t [[0, 1, 2]] : tensor<1x1x1xf32> into tensor<1xf32>
  %1 = tensor.collapse_shape %0 [] : tensor<1xf32> into tensor<f32>
  return %1 : tensor<f32>
}

// -----

// CHECK-LABEL: func.func @expand_of_expand(
// CHECK-NEXT:   %expanded = tensor.expand_shape %arg0 {{\[\[}}0, 1, 2], [3, 4]] output_shape [%arg1, 6, 4, %arg1, 5] : tensor<?x?xf32> into tensor<?x6x4x?x5xf32>
// CHECK-NEXT:   return %expanded : tensor<?x6x4x?x5xf32>
// CHECK-NEXT: }
func.func @expand_of_expand(%t: tensor<?x?xf32>, %n: index) -> tensor<?x6x4x?x5xf32> {
  %0 = tensor.expand_shape %t [[0, 1], [2]] output_shape [%n, 4, %n] : tensor<?x?xf32> into tensor<?x4x?xf32>
  %1 = tensor.expand_shape %0 [[0, 1], [2], [3, 4]] output_shape [%n, 6, 4, %n, 5] : tensor<?x4x?xf32> into tensor<?x6x4x?x5xf32>
  return %1 : tensor<?x6x4x?x5xf32>
}

// -----

// CHECK-LABEL: func.func @collapse_of_expand(
// CHECK-NEXT:   %expanded = tensor.expand_shape %arg0 {{\[\[}}0, 1], [2]] output_shape [3, 4, 4] : tensor<12x4xf32> into tensor<3x4x4xf32>
// CHECK-NEXT:   %collapsed = tensor.collapse_shape %expanded {{\[\[}}0], [1, 2]] : tensor<3x4x4xf32> into tensor<3x16xf32>
// CHECK-NEXT:   %collapsed_0 = tensor.collapse_shape %arg0 {{\[\[}}0, 1]] : tensor<12x4xf32> into tensor<48xf32>
// CHECK-NEXT:   return %arg0, %collapsed, %arg1, %collapsed_0 : tensor<12x4xf32>, tensor<3x16xf32>, tensor<?xf32>, tensor<48xf32>
// CHECK-NEXT: }
func.func @collapse_of_expand(%t: tensor<12x4xf32>, %u: tensor<?xf32>, %n: index) -> (tensor<12x4xf32>, tensor<3x16xf32>, tensor<?xf32>, tensor<48xf32>) {
  %0 = tensor.expand_shape %t [[0, 1], [2]] output_shape [3, 4, 4] : tensor<12x4xf32> into tensor<3x4x4xf32>
  %1 = tensor.collapse_shape %0 [[0, 1], [2]] : tensor<3x4x4xf32> into tensor<12x4xf32>
  %2 = tensor.collapse_shape %0 [[0], [1, 2]] : tensor<3x4x4xf32> into tensor<3x16xf32>
  %3 = tensor.expand_shape %u [[0, 1]] output_shape [%n, 4] : tensor<?xf32> into tensor<?x4xf32>
  %4 = tensor.collapse_shape %3 [[0, 1]] : tensor<?x4xf32> into tensor<?xf32>
  %5 = tensor.collapse_shape %0 [[0, 1, 2]] : tensor<3x4x4xf32> into tensor<48xf32>
  return %1, %2, %4, %5 : tensor<12x4xf32>, tensor<3x16xf32>, tensor<?xf32>, tensor<48xf32>
}

// -----

// CHECK-LABEL: func.func @collapse_of_larger_expand(
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %0 = arith.muli %arg1, %c4 : index
// CHECK-NEXT:   %expanded = tensor.expand_shape %arg0 {{\[\[}}0, 1]] output_shape [%0, %arg2] : tensor<?xf32> into tensor<?x?xf32>
// CHECK-NEXT:   return %expanded : tensor<?x?xf32>
// CHECK-NEXT: }
func.func @collapse_of_larger_expand(%t: tensor<?xf32>, %n: index, %m: index) -> tensor<?x?xf32> {
  %0 = tensor.expand_shape %t [[0, 1, 2]] output_shape [%n, 4, %m] : tensor<?xf32> into tensor<?x4x?xf32>
  %1 = tensor.collapse_shape %0 [[0, 1], [2]] : tensor<?x4x?xf32> into tensor<?x?xf32>
  return %1 : tensor<?x?xf32>
}

// -----

// CHECK-LABEL: func.func @expand_of_collapse(
// CHECK-NEXT:   %collapsed = tensor.collapse_shape %arg0 {{\[\[}}0, 1], [2]] : tensor<3x4x4xf32> into tensor<12x4xf32>
// CHECK-NEXT:   %collapsed_0 = tensor.collapse_shape %arg2 {{\[\[}}0, 1]] : tensor<?x?xf32> into tensor<?xf32>
// CHECK-NEXT:   %expanded = tensor.expand_shape %collapsed_0 {{\[\[}}0, 1]] output_shape [%arg3, %arg3] : tensor<?xf32> into tensor<?x?xf32>
// CHECK-NEXT:   %expanded_1 = tensor.expand_shape %arg0 {{\[\[}}0], [1, 2], [3]] output_shape [3, 2, 2, 4] : tensor<3x4x4xf32> into tensor<3x2x2x4xf32>
// CHECK-NEXT:   return %arg0, %collapsed, %arg1, %expanded, %expanded_1 : tensor<3x4x4xf32>, tensor<12x4xf32>, tensor<?x4xf32>, tensor<?x?xf32>, tensor<3x2x2x4xf32>
// CHECK-NEXT: }
func.func @expand_of_collapse(%t: tensor<3x4x4xf32>, %u: tensor<?x4xf32>, %v: tensor<?x?xf32>, %n: index) -> (tensor<3x4x4xf32>, tensor<12x4xf32>, tensor<?x4xf32>, tensor<?x?xf32>, tensor<3x2x2x4xf32>) {
  %0 = tensor.collapse_shape %t [[0, 1], [2]] : tensor<3x4x4xf32> into tensor<12x4xf32>
  %1 = tensor.expand_shape %0 [[0, 1], [2]] output_shape [3, 4, 4] : tensor<12x4xf32> into tensor<3x4x4xf32>
  %2 = tensor.collapse_shape %t [[0, 1, 2]] : tensor<3x4x4xf32> into tensor<48xf32>
  %3 = tensor.expand_shape %2 [[0, 1]] output_shape [12, 4] : tensor<48xf32> into tensor<12x4xf32>
  %4 = tensor.collapse_shape %u [[0, 1]] : tensor<?x4xf32> into tensor<?xf32>
  %5 = tensor.expand_shape %4 [[0, 1]] output_shape [%n, 4] : tensor<?xf32> into tensor<?x4xf32>
  %6 = tensor.collapse_shape %v [[0, 1]] : tensor<?x?xf32> into tensor<?xf32>
  %7 = tensor.expand_shape %6 [[0, 1]] output_shape [%n, %n] : tensor<?xf32> into tensor<?x?xf32>
  %8 = tensor.expand_shape %0 [[0, 1, 2], [3]] output_shape [3, 2, 2, 4] : tensor<12x4xf32> into tensor<3x2x2x4xf32>
  return %1, %3, %5, %7, %8 : tensor<3x4x4xf32>, tensor<12x4xf32>, tensor<?x4xf32>, tensor<?x?xf32>, tensor<3x2x2x4xf32>
}
