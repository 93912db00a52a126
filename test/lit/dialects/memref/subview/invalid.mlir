// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @value_count(%m: memref<8x16xf32>, %i: index) {
  // expected-error@+1 {{expected the number of 'offsets' to match the number of dynamic entries in 'static_offsets' (1 vs 0)}}
  %0 = "memref.subview"(%m, %i) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>, static_offsets = array<i64: 0, 0>, static_sizes = array<i64: 2, 2>, static_strides = array<i64: 1, 1>}> : (memref<8x16xf32>, index) -> memref<2x2xf32, strided<[16, 1]>>
  return
}

// -----

func.func @offsets_rank(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected mixed offsets rank to match mixed sizes rank (1 vs 2) so the rank of the result type is well-formed.}}
  %0 = memref.subview %m[0] [1, 1] [1, 1] : memref<8x16xf32> to memref<1x1xf32>
  return
}

// -----

func.func @strides_rank(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected mixed sizes rank to match mixed strides rank (2 vs 1) so the rank of the result type is well-formed.}}
  %0 = memref.subview %m[0, 0] [1, 1] [1] : memref<8x16xf32> to memref<1x1xf32>
  return
}

// -----

func.func @source_rank(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected 2 offset values, got 3}}
  %0 = memref.subview %m[0, 0, 0] [1, 1, 1] [1, 1, 1] : memref<8x16xf32> to memref<1x1xf32>
  return
}

// -----

func.func @negative_offset(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected offsets to be non-negative, but got -1}}
  %0 = memref.subview %m[-1, 0] [1, 1] [1, 1] : memref<8x16xf32> to memref<1x1xf32>
  return
}

// -----

func.func @negative_size(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected sizes to be non-negative, but got -1}}
  %0 = memref.subview %m[0, 0] [-1, 1] [1, 1] : memref<8x16xf32> to memref<1x1xf32>
  return
}

// -----

func.func @dynamic_marker(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected the number of 'sizes' to match the number of dynamic entries in 'static_sizes' (0 vs 1)}}
  %0 = memref.subview %m[0, 0] [-9223372036854775808, 1] [1] : memref<8x16xf32> to memref<1x1xf32>
  return
}

// -----

func.func @out_of_bounds(%m: memref<8x16xf32>) {
  // expected-error@+1 {{offset 0 is out-of-bounds: 8 >= 8}}
  %0 = memref.subview %m[8, 0] [1, 1] [1, 1] : memref<8x16xf32> to memref<1x1xf32, strided<[16, 1], offset: 128>>
  return
}

// -----

func.func @runs_out_of_bounds(%m: memref<8x16xf32>) {
  // expected-error@+1 {{slice along dimension 1 runs out-of-bounds: 16 >= 16}}
  %0 = memref.subview %m[0, 2] [1, 8] [1, 2] : memref<8x16xf32> to memref<1x8xf32, strided<[16, 2], offset: 2>>
  return
}

// -----

func.func @result_sizes(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected result type to be 'memref<1x4xf32, strided<[16, 2], offset: 2>>' or a rank-reduced version. (mismatch of result sizes), but got 'memref<1x5xf32, strided<[16, 2], offset: 2>>'}}
  %0 = memref.subview %m[0, 2] [1, 4] [1, 2] : memref<8x16xf32> to memref<1x5xf32, strided<[16, 2], offset: 2>>
  return
}

// -----

func.func @result_stride(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected result type to be 'memref<1x4xf32, strided<[16, 2], offset: 2>>' or a rank-reduced version. (mismatch of result layout), but got 'memref<1x4xf32, strided<[16, 1], offset: 2>>'}}
  %0 = memref.subview %m[0, 2] [1, 4] [1, 2] : memref<8x16xf32> to memref<1x4xf32, strided<[16, 1], offset: 2>>
  return
}

// -----

func.func @result_offset(%m: memref<8x16xf32>, %i: index) {
  // expected-error@+1 {{expected result type to be 'memref<1x4xf32, strided<[16, 2], offset: ?>>' or a rank-reduced version. (mismatch of result layout), but got 'memref<1x4xf32, strided<[16, 2], offset: 2>>'}}
  %0 = memref.subview %m[0, %i] [1, 4] [1, 2] : memref<8x16xf32> to memref<1x4xf32, strided<[16, 2], offset: 2>>
  return
}

// -----

func.func @result_layout(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected result type to be 'memref<8x16xf32, strided<[16, 1]>>' or a rank-reduced version. (mismatch of result layout), but got 'memref<8x16xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>>'}}
  %0 = memref.subview %m[0, 0] [8, 16] [1, 1] : memref<8x16xf32> to memref<8x16xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>>
  return
}

// -----

func.func @reduced_stride(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected result type to be 'memref<1x4xf32, strided<[16, 2], offset: 2>>' or a rank-reduced version. (mismatch of result layout), but got 'memref<4xf32, strided<[1], offset: 2>>'}}
  %0 = memref.subview %m[0, 2] [1, 4] [1, 2] : memref<8x16xf32> to memref<4xf32, strided<[1], offset: 2>>
  return
}

// -----

func.func @ambiguous_reduction(%m: memref<8x16x4xf32>) {
  // expected-error@+1 {{expected result type to be 'memref<1x1x4xf32, strided<[64, 4, 1]>>' or a rank-reduced version. (mismatch of result layout), but got 'memref<1x4xf32, strided<[7, 1]>>'}}
  %0 = memref.subview %m[0, 0, 0] [1, 1, 4] [1, 1, 1] : memref<8x16x4xf32> to memref<1x4xf32, strided<[7, 1]>>
  return
}

// -----

func.func @element(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected result element type to be 'f32', but got 'memref<1x4xf64, strided<[16, 2], offset: 2>>'}}
  %0 = memref.subview %m[0, 2] [1, 4] [1, 2] : memref<8x16xf32> to memref<1x4xf64, strided<[16, 2], offset: 2>>
  return
}

// -----

func.func @space(%m: memref<8x16xf32>) {
  // expected-error@+1 {{different memory spaces specified for base memref type 'memref<8x16xf32>' and subview memref type 'memref<1x4xf32, strided<[16, 2], offset: 2>, 3>'}}
  %0 = memref.subview %m[0, 2] [1, 4] [1, 2] : memref<8x16xf32> to memref<1x4xf32, strided<[16, 2], offset: 2>, 3>
  return
}

// -----

func.func @result_rank(%m: memref<8x16xf32>) {
  // expected-error@+1 {{expected result rank to be smaller or equal to the source rank, but got 'memref<1x1x4xf32, strided<[16, 16, 2], offset: 2>>'}}
  %0 = memref.subview %m[0, 2] [1, 4] [1, 2] : memref<8x16xf32> to memref<1x1x4xf32, strided<[16, 16, 2], offset: 2>>
  return
}

// -----

func.func @not_strided(%m: memref<8x16xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>>) {
  // expected-error@+1 {{base type 'memref<8x16xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>>' is not strided}}
  %0 = memref.subview %m[0, 2] [1, 4] [1, 2] : memref<8x16xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>> to memref<4xf32>
  return
}
