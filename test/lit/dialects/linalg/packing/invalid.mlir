// RUN: adopt %s -split-input-file -verify-diagnostics

func.func @zero_tile(%a: tensor<256x128xf32>, %b: tensor<8x8x32x16xf32>) {
  // expected-error @+1 {{invalid zero tile factor}}
  %0 = linalg.pack %a inner_dims_pos = [0] inner_tiles = [0] into %b : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}

// -----

func.func @no_such_dimension(%a: tensor<256x128xf32>, %b: tensor<8x8x32x16xf32>) {
  // expected-error @+1 {{invalid inner_dims_pos vector}}
  %0 = linalg.pack %a inner_dims_pos = [2, 0] inner_tiles = [2, 2] into %b : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}

// -----

func.func @dimension_twice(%a: tensor<256x128xf32>, %b: tensor<8x8x32x16xf32>) {
  // expected-error @+1 {{invalid inner_dims_pos vector}}
  %0 = linalg.pack %a inner_dims_pos = [0, 0] inner_tiles = [2, 2] into %b : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}

// -----

func.func @order_twice(%a: tensor<256x128xf32>, %b: tensor<8x8x32x16xf32>) {
  // expected-error @+1 {{invalid outer_dims_perm vector}}
  %0 = linalg.pack %a outer_dims_perm = [1, 1] inner_dims_pos = [0, 1] inner_tiles = [32, 16] into %b : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}

// -----

func.func @order_of_nothing(%a: tensor<256x128xf32>, %b: tensor<8x8x32x16xf32>) {
  // expected-error @+1 {{invalid outer_dims_perm vector}}
  %0 = linalg.pack %a outer_dims_perm = [2, 1] inner_dims_pos = [0, 1] inner_tiles = [32, 16] into %b : tensor<256x128xf32> -> tensor<8x8x32x16xf32>
  return
}

// -----

func.func @tile(%a: tensor<256x128xf32>, %b: tensor<8x8x16x33xf32>) {
  // expected-error @+1 {{mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type}}
  %0 = linalg.pack %a inner_dims_pos = [1, 0] inner_tiles = [16, 32] into %b : tensor<256x128xf32> -> tensor<8x8x16x33xf32>
  return
}

// -----

func.func @number_of_tiles(%a: tensor<256x128xf32>, %b: tensor<8x7x16x32xf32>) {
  // expected-error @+1 {{expected 'tensor<8x8x16x32xf32>' for the packed domain value, got 'tensor<8x7x16x32xf32>'}}
  %0 = linalg.pack %a inner_dims_pos = [1, 0] inner_tiles = [16, 32] into %b : tensor<256x128xf32> -> tensor<8x7x16x32xf32>
  return
}

// -----

func.func @no_padding(%a: tensor<250x128xf32>, %b: tensor<8x8x16x32xf32>) {
  // expected-error @+1 {{'linalg.pack' op invalid tile factor or output size provided. Only full tiles are supported when padding_value is not set}}
  %0 = linalg.pack %a inner_dims_pos = [1, 0] inner_tiles = [16, 32] into %b : tensor<250x128xf32> -> tensor<8x8x16x32xf32>
  return
}

// -----

func.func @padding_type(%a: tensor<250x128xf32>, %b: tensor<8x8x16x32xf32>, %v: f64) {
  // expected-error @+1 {{'linalg.pack' op expected padding_value has 'f32' but got: 'f64'}}
  %0 = linalg.pack %a padding_value(%v : f64) inner_dims_pos = [1, 0] inner_tiles = [16, 32] into %b : tensor<250x128xf32> -> tensor<8x8x16x32xf32>
  return
}

// -----

func.func @rank(%a: tensor<256x128xf32>, %b: tensor<8x8x16xf32>) {
  // expected-error @+1 {{packed rank != (unpacked rank + num tiling factors), got 3 != 4}}
  %0 = linalg.pack %a inner_dims_pos = [1, 0] inner_tiles = [16, 32] into %b : tensor<256x128xf32> -> tensor<8x8x16xf32>
  return
}

// -----

func.func @too_few_tiles(%a: tensor<256x128xf32>, %b: tensor<8x8x16x32xf32>) {
  // expected-error @+1 {{tiling factors must equal the number of dimensions to tile}}
  %0 = linalg.pack %a inner_dims_pos = [1, 0] inner_tiles = [16] into %b : tensor<256x128xf32> -> tensor<8x8x16x32xf32>
  return
}

// -----

func.func @unknown_tile(%a: tensor<256x128xf32>, %b: tensor<8x8x16x?xf32>) {
  // expected-error @+1 {{mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type}}
  %0 = linalg.pack %a inner_dims_pos = [1, 0] inner_tiles = [16, 32] into %b : tensor<256x128xf32> -> tensor<8x8x16x?xf32>
  return
}

// -----

func.func @known_tile(%a: tensor<256x128xf32>, %b: tensor<8x8x16x32xf32>, %t: index) {
  // expected-error @+1 {{mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type}}
  %0 = linalg.pack %a inner_dims_pos = [1, 0] inner_tiles = [16, %t] into %b : tensor<256x128xf32> -> tensor<8x8x16x32xf32>
  return
}

// -----

func.func @short_order(%a: tensor<256x128xf32>, %b: tensor<8x8x16x32xf32>) {
  // expected-error @+1 {{outer_dims_perm must be a permutation or empty}}
  %0 = linalg.pack %a outer_dims_perm = [0] inner_dims_pos = [1, 0] inner_tiles = [16, 32] into %b : tensor<256x128xf32> -> tensor<8x8x16x32xf32>
  return
}

// -----

func.func @unpack_number_of_tiles(%a: tensor<256x128xf32>, %b: tensor<8x7x16x32xf32>) {
  // expected-error @+1 {{expected 'tensor<8x8x16x32xf32>' for the packed domain value, got 'tensor<8x7x16x32xf32>'}}
  %0 = linalg.unpack %b inner_dims_pos = [1, 0] inner_tiles = [16, 32] into %a : tensor<8x7x16x32xf32> -> tensor<256x128xf32>
  return
}

// -----

func.func @unpack_tile(%a: tensor<250x128xf32>, %b: tensor<8x8x16x32xf32>) {
  // expected-error @+1 {{mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type}}
  %0 = linalg.unpack %b inner_dims_pos = [1, 0] inner_tiles = [16, 31] into %a : tensor<8x8x16x32xf32> -> tensor<250x128xf32>
  return
}
