// RUN: adopt %s -split-input-file -verify-diagnostics

func.func @filter_width(%f: tensor<2x3x4x5xf32>, %fo: tensor<6x6x5x2xf32>) {
  // expected-error @+1 {{'linalg.winograd_filter_transform' op expect filter width either equals to r or 1}}
  %0 = linalg.winograd_filter_transform fmr(F_4_3) ins(%f : tensor<2x3x4x5xf32>) outs(%fo : tensor<6x6x5x2xf32>) -> tensor<6x6x5x2xf32>
  return
}

// -----

func.func @filter_channels(%f: tensor<2x3x3x5xf32>, %fo: tensor<6x6x5x3xf32>) {
  // expected-error @+1 {{'linalg.winograd_filter_transform' op the output shape is not expected}}
  %0 = linalg.winograd_filter_transform fmr(F_4_3) ins(%f : tensor<2x3x3x5xf32>) outs(%fo : tensor<6x6x5x3xf32>) -> tensor<6x6x5x3xf32>
  return
}

// -----

func.func @input_tiles(%i: tensor<2x10x10x5xf32>, %io: tensor<6x6x2x3x2x5xf32>) {
  // expected-error @+1 {{'linalg.winograd_input_transform' op the output shape is not expected}}
  %1 = linalg.winograd_input_transform fmr(F_4_3) ins(%i : tensor<2x10x10x5xf32>) outs(%io : tensor<6x6x2x3x2x5xf32>) -> tensor<6x6x2x3x2x5xf32>
  return
}

// -----

func.func @output_size(%v: tensor<6x6x2x2x2x2xf32>, %o: tensor<2x9x8x2xf32>) {
  // expected-error @+1 {{'linalg.winograd_output_transform' op the output shape is not expected}}
  %2 = linalg.winograd_output_transform fmr(F_4_3) ins(%v : tensor<6x6x2x2x2x2xf32>) outs(%o : tensor<2x9x8x2xf32>) -> tensor<2x9x8x2xf32>
  return
}

// -----

func.func @input_tile(%v: tensor<7x6x2x2x2x2xf32>, %o: tensor<2x8x8x2xf32>) {
  // expected-error @+1 {{'linalg.winograd_output_transform' op expect input height equals to input tile size}}
  %2 = linalg.winograd_output_transform fmr(F_4_3) ins(%v : tensor<7x6x2x2x2x2xf32>) outs(%o : tensor<2x8x8x2xf32>) -> tensor<2x8x8x2xf32>
  return
}

// -----

func.func @input_without_height(%i: tensor<2x1x10x5xf32>, %io: tensor<1x6x2x1x2x5xf32>) {
  // expected-error @+1 {{'linalg.winograd_input_transform' op the output shape is not expected}}
  %1 = linalg.winograd_input_transform fmr(F_4_3) ins(%i : tensor<2x1x10x5xf32>) outs(%io : tensor<1x6x2x1x2x5xf32>) -> tensor<1x6x2x1x2x5xf32>
  return
}

// -----

func.func @input_channels(%i: tensor<2x10x10x5xf32>, %io: tensor<6x6x2x2x2x4xf32>) {
  // expected-error @+1 {{'linalg.winograd_input_transform' op the output shape is not expected}}
  %1 = linalg.winograd_input_transform fmr(F_4_3) ins(%i : tensor<2x10x10x5xf32>) outs(%io : tensor<6x6x2x2x2x4xf32>) -> tensor<6x6x2x2x2x4xf32>
  return
}

// -----

func.func @output_channels(%v: tensor<6x6x2x2x2x2xf32>, %o: tensor<2x8x8x3xf32>) {
  // expected-error @+1 {{'linalg.winograd_output_transform' op the output shape is not expected}}
  %2 = linalg.winograd_output_transform fmr(F_4_3) ins(%v : tensor<6x6x2x2x2x2xf32>) outs(%o : tensor<2x8x8x3xf32>) -> tensor<2x8x8x3xf32>
  return
}

// -----

func.func @output_rank(%v: tensor<6x6x2x2xf32>, %o: tensor<2x8x8x3xf32>) {
  // expected-error @+1 {{'linalg.winograd_output_transform' op operand #0 must be 6D tensor of any type values, but got 'tensor<6x6x2x2xf32>'}}
  %2 = linalg.winograd_output_transform fmr(F_4_3) ins(%v : tensor<6x6x2x2xf32>) outs(%o : tensor<2x8x8x3xf32>) -> tensor<2x8x8x3xf32>
  return
}
