// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @expand_output_differs(%t: tensor<4xf32>, %n: index) {
  // expected-error@+1 {{'tensor.expand_shape' op invalid output shape provided at pos 0}}
  %0 = tensor.expand_shape %t [[0, 1]] output_shape [1, 4] : tensor<4xf32> into tensor<2x2xf32>
  return
}

// -----

func.func @collapse_scalar(%t: tensor<1x2xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op expected 'tensor<1x2xf32>', which becomes a scalar, to have one element}}
  %0 = tensor.collapse_shape %t [] : tensor<1x2xf32> into tensor<f32>
  return
}

// -----

func.func @collapse_negative(%t: tensor<1x2xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op expected reassociation map #0 to be valid and contiguous.}}
  %0 = tensor.collapse_shape %t [[-1, 1]] : tensor<1x2xf32> into tensor<2xf32>
  return
}

// -----

func.func @collapse_unranked(%t: tensor<*xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op expected ranked tensors, but got 'tensor<*xf32>'}}
  %0 = tensor.collapse_shape %t [[0, 1]] : tensor<*xf32> into tensor<2xf32>
  return
}
