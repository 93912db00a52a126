// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @scatter_result(%s: tensor<1x1x1xf32>, %t: tensor<2x3xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.scatter' op failed to verify that result type matches type of dest}}
  %0 = tensor.scatter %s into %t[%i] scatter_dims([0, 1]) unique : (tensor<1x1x1xf32>, tensor<2x3xf32>, tensor<1x2xindex>) -> tensor<f64>
  return
}

// -----

func.func @concat_negative_dim(%a: tensor<2xf32>, %b: tensor<2xf32>) {
  // expected-error@+1 {{'tensor.concat' op concatenation dim must not be negative}}
  %0 = tensor.concat dim(-1) %a, %b : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return
}
