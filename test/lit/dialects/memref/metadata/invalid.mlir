// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @dim_of_scalar(%m: memref<f32>, %i: index) {
  // expected-error@+1 {{'memref.dim' op operand #0 must be unranked.memref of any type values or non-0-ranked.memref of any type values, but got 'memref<f32>'}}
  %0 = "memref.dim"(%m, %i) : (memref<f32>, index) -> index
  return
}

// -----

func.func @dim_index(%m: memref<4xf32>, %i: i32) {
  // expected-error@+1 {{'memref.dim' op operand #1 must be index, but got 'i32'}}
  %0 = "memref.dim"(%m, %i) : (memref<4xf32>, i32) -> index
  return
}

// -----

func.func @rank_result(%m: memref<4xf32>) {
  // expected-error@+1 {{'memref.rank' op result #0 must be index, but got 'i32'}}
  %0 = "memref.rank"(%m) : (memref<4xf32>) -> i32
  return
}

// -----

func.func @metadata_source(%m: memref<4x4xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>>) {
  // expected-error@+1 {{'memref.extract_strided_metadata' op operand #0 must be strided memref of any type values, but got 'memref<4x4xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>>'}}
  %0:6 = "memref.extract_strided_metadata"(%m) : (memref<4x4xf32, affine_map<(d0, d1) -> (d0 floordiv 2, d1)>>) -> (memref<f32>, index, index, index, index, index)
  return
}

// -----

func.func @metadata_base(%m: memref<4xf32>) {
  // expected-error@+1 {{'memref.extract_strided_metadata' op result #0 must be strided memref of any type values of rank 0, but got 'memref<1xf32>'}}
  %0:4 = "memref.extract_strided_metadata"(%m) : (memref<4xf32>) -> (memref<1xf32>, index, index, index)
  return
}

// -----

func.func @pointer_source(%m: i32) {
  // expected-error@+1 {{'memref.extract_aligned_pointer_as_index' op operand #0 must be ranked or unranked memref of any type values, but got 'i32'}}
  %0 = "memref.extract_aligned_pointer_as_index"(%m) : (i32) -> index
  return
}

// -----

func.func @pointer_result(%m: memref<*xf32>) {
  // expected-error@+1 {{'memref.extract_aligned_pointer_as_index' op result #0 must be index, but got 'i32'}}
  %0 = "memref.extract_aligned_pointer_as_index"(%m) : (memref<*xf32>) -> i32
  return
}
