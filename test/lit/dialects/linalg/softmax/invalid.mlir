// RUN: adopt %s -split-input-file -verify-diagnostics

func.func @size(%a: tensor<2x3xf32>, %b: tensor<2x4xf32>) {
  // expected-error @+1 {{'linalg.softmax' op incompatible output shape}}
  %0 = linalg.softmax dimension(1) ins(%a : tensor<2x3xf32>) outs(%b: tensor<2x4xf32>) -> tensor<2x4xf32>
  return
}

// -----

func.func @no_dimension(%a: tensor<2x3xf32>, %b: tensor<2x3xf32>) {
  // expected-error @+1 {{'linalg.softmax' op incorrect dimension specified}}
  %0 = linalg.softmax dimension(2) ins(%a : tensor<2x3xf32>) outs(%b: tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @negative_dimension(%a: tensor<2x3xf32>, %b: tensor<2x3xf32>) {
  // expected-error @+1 {{'linalg.softmax' op incorrect dimension specified}}
  %0 = linalg.softmax dimension(-1) ins(%a : tensor<2x3xf32>) outs(%b: tensor<2x3xf32>) -> tensor<2x3xf32>
  return
}

// -----

func.func @element_type(%a: tensor<2x3xf32>, %b: tensor<2x3xf64>) {
  // expected-error @+1 {{'linalg.softmax' op failed to verify that input and output have same element type}}
  %0 = linalg.softmax dimension(1) ins(%a : tensor<2x3xf32>) outs(%b: tensor<2x3xf64>) -> tensor<2x3xf64>
  return
}

// -----

func.func @no_result(%a: tensor<2x3xf32>, %b: tensor<2x3xf32>) {
  // expected-error @+1 {{'linalg.softmax' op expected the number of tensor results (0) to be equal to the number of output tensors (1)}}
  linalg.softmax dimension(1) ins(%a : tensor<2x3xf32>) outs(%b: tensor<2x3xf32>)
  return
}
