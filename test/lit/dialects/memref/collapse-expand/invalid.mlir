// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @cast_to_static(%m: memref<?xf32>) {
  // expected-error@+1 {{'memref.expand_shape' op collapsed dim (0) must be dynamic if and only if reassociation group is dynamic}}
  %0 = memref.expand_shape %m [[0, 1]] output_shape [8, 4] : memref<?xf32> into memref<8x4xf32>
  return
}

// -----

func.func @output_rank(%m: memref<?xf32>) {
  // expected-error@+1 {{'memref.expand_shape' op expected number of static shape bounds to be equal to the output rank (2) but found 1 inputs instead}}
  %0 = memref.expand_shape %m [[0, 1]] output_shape [8] : memref<?xf32> into memref<8x?xf32>
  return
}

// -----

func.func @groups(%m: memref<?xf32>) {
  // expected-error@+1 {{'memref.expand_shape' op invalid number of reassociation groups: found 2, expected 1}}
  %0 = memref.expand_shape %m [[0], [1]] output_shape [8, 2] : memref<?xf32> into memref<8x2xf32>
  return
}

// -----

func.func @group_size(%m: memref<32xf32>) {
  // expected-error@+1 {{'memref.expand_shape' op collapsed dim size (32) must equal reassociation group size (40)}}
  %0 = memref.expand_shape %m [[0, 1]] output_shape [8, 5] : memref<32xf32> into memref<8x5xf32>
  return
}

// -----

func.func @output_shape(%m: memref<32xf32>) {
  // expected-error@+1 {{'memref.expand_shape' op invalid output shape provided at pos 0}}
  %0 = memref.expand_shape %m [[0, 1]] output_shape [4, 8] : memref<32xf32> into memref<8x4xf32>
  return
}

// -----

func.func @output_value(%m: memref<32xf32>, %i: index) {
  // expected-error@+1 {{'memref.expand_shape' op invalid output shape provided at pos 1}}
  %0 = memref.expand_shape %m [[0, 1]] output_shape [8, %i] : memref<32xf32> into memref<8x4xf32>
  return
}

// -----

func.func @output_values(%m: memref<?xf32>, %i: index) {
  // expected-error@+1 {{'memref.expand_shape' op mismatch in dynamic dims in output_shape and static_output_shape: static_output_shape has 0 dynamic dims while output_shape has 1 values}}
  %0 = "memref.expand_shape"(%m, %i) <{reassociation = [[0, 1]], static_output_shape = array<i64: 2, 4>}> : (memref<?xf32>, index) -> memref<2x?xf32>
  return
}

// -----

func.func @no_expansion(%m: memref<1xf32>) {
  // expected-error@+1 {{'memref.expand_shape' op has source rank 1 and result rank 0. This is not an expansion (1 > 0).}}
  %0 = memref.expand_shape %m [] output_shape [1] : memref<1xf32> into memref<f32>
  return
}

// -----

func.func @no_collapse(%m: memref<f32>) {
  // expected-error@+1 {{'memref.collapse_shape' op has source rank 0 and result rank 1. This is not a collapse (0 < 1).}}
  %0 = memref.collapse_shape %m [] : memref<f32> into memref<1xf32>
  return
}

// -----

func.func @gap(%m: memref<8x4x2xf32>) {
  // expected-error@+1 {{'memref.collapse_shape' op reassociation indices must be contiguous}}
  %0 = memref.collapse_shape %m [[0], [2]] : memref<8x4x2xf32> into memref<8x2xf32>
  return
}

// -----

func.func @too_far(%m: memref<8x4xf32>) {
  // expected-error@+1 {{'memref.collapse_shape' op reassociation index 2 is out of bounds}}
  %0 = memref.collapse_shape %m [[0, 1, 2]] : memref<8x4xf32> into memref<32xf32>
  return
}

// -----

func.func @too_short(%m: memref<8x4x2xf32>) {
  // expected-error@+1 {{'memref.collapse_shape' op expanded rank (3) inconsistent with number of reassociation indices (2)}}
  %0 = memref.collapse_shape %m [[0, 1]] : memref<8x4x2xf32> into memref<32xf32>
  return
}

// -----

func.func @not_one(%m: memref<2xf32>) {
  // expected-error@+1 {{'memref.collapse_shape' op rank 0 memrefs can only be extended/collapsed with/from ones}}
  %0 = memref.collapse_shape %m [] : memref<2xf32> into memref<f32>
  return
}

// -----

func.func @not_contiguous(%m: memref<8x4xf32, strided<[5, 1]>>) {
  // expected-error@+1 {{'memref.collapse_shape' op invalid source layout map or collapsing non-contiguous dims}}
  %0 = memref.collapse_shape %m [[0, 1]] : memref<8x4xf32, strided<[5, 1]>> into memref<32xf32>
  return
}

// -----

func.func @collapsed_layout(%m: memref<8x4xf32, strided<[4, 1]>>) {
  // expected-error@+1 {{'memref.collapse_shape' op expected collapsed type to be 'memref<32xf32, strided<[1]>>' but found 'memref<32xf32>'}}
  %0 = memref.collapse_shape %m [[0, 1]] : memref<8x4xf32, strided<[4, 1]>> into memref<32xf32>
  return
}

// -----

func.func @expanded_layout(%m: memref<32xf32, strided<[2]>>) {
  // expected-error@+1 {{'memref.expand_shape' op expected expanded type to be 'memref<8x4xf32, strided<[8, 2]>>' but found 'memref<8x4xf32, strided<[4, 1]>>'}}
  %0 = memref.expand_shape %m [[0, 1]] output_shape [8, 4] : memref<32xf32, strided<[2]>> into memref<8x4xf32, strided<[4, 1]>>
  return
}

// -----

func.func @i32_indices(%m: memref<8x4xf32>) {
  // expected-error@+1 {{'memref.collapse_shape' op attribute 'reassociation' failed to satisfy constraint: Array of 64-bit integer array attributes}}
  %0 = "memref.collapse_shape"(%m) <{reassociation = [[0 : i32, 1 : i32]]}> : (memref<8x4xf32>) -> memref<32xf32>
  return
}

// -----

func.func @no_indices(%m: memref<8x4xf32>) {
  // expected-error@+1 {{'memref.collapse_shape' op attribute 'reassociation' failed to satisfy constraint: Array of 64-bit integer array attributes}}
  %0 = "memref.collapse_shape"(%m) <{reassociation = [0]}> : (memref<8x4xf32>) -> memref<32xf32>
  return
}

// -----

func.func @not_strided(%m: memref<8x4xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>>) {
  // expected-error@+1 {{'memref.collapse_shape' op operand #0 must be strided memref of any type values, but got 'memref<8x4xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>>'}}
  %0 = memref.collapse_shape %m [[0, 1]] : memref<8x4xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>> into memref<32xf32>
  return
}
