// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @extract_slice_rank(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected rank to be smaller or equal to the other rank. }}
  %0 = tensor.extract_slice %t[0, 0][4, 4][1, 1] : tensor<8x16xf32> to tensor<4x4x4xf32>
  return
}

// -----

func.func @extract_slice_size(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected type to be 'tensor<4x4xf32>' or a rank-reduced version. (size mismatch) }}
  %0 = tensor.extract_slice %t[0, 0][4, 4][1, 1] : tensor<8x16xf32> to tensor<4x5xf32>
  return
}

// -----

func.func @extract_slice_reduced(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected type to be 'tensor<4x4xf32>' or a rank-reduced version. (size mismatch) }}
  %0 = tensor.extract_slice %t[0, 0][4, 4][1, 1] : tensor<8x16xf32> to tensor<4xf32>
  return
}

// -----

func.func @extract_slice_element(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected element type to be 'f32'}}
  %0 = tensor.extract_slice %t[0, 0][4, 4][1, 1] : tensor<8x16xf32> to tensor<4x4xf64>
  return
}

// -----

func.func @extract_slice_dynamic(%t: tensor<8x16xf32>, %n: index) {
  // expected-error@+1 {{expected type to be 'tensor<4x?xf32>' or a rank-reduced version. (size mismatch) }}
  %0 = tensor.extract_slice %t[0, 0][4, %n][1, 1] : tensor<8x16xf32> to tensor<4x4xf32>
  return
}

// -----

func.func @extract_slice_offsets(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected mixed offsets rank to match mixed sizes rank (1 vs 2) so the rank of the result type is well-formed.}}
  %0 = tensor.extract_slice %t[0][4, 4][1, 1] : tensor<8x16xf32> to tensor<4x4xf32>
  return
}

// -----

func.func @extract_slice_many(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected 2 offset values, got 3}}
  %0 = tensor.extract_slice %t[0, 0, 0][4, 4, 1][1, 1, 1] : tensor<8x16xf32> to tensor<4x4xf32>
  return
}

// -----

func.func @extract_slice_bounds(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{slice along dimension 0 runs out-of-bounds: 8 >= 8}}
  %0 = tensor.extract_slice %t[5, 0][4, 4][1, 1] : tensor<8x16xf32> to tensor<4x4xf32>
  return
}

// -----

func.func @extract_slice_offset_bounds(%t: tensor<8x16xf32>, %n: index) {
  // expected-error@+1 {{offset 0 is out-of-bounds: 8 >= 8}}
  %0 = tensor.extract_slice %t[8, 0][%n, 4][1, 1] : tensor<8x16xf32> to tensor<?x4xf32>
  return
}

// -----

func.func @extract_slice_stride(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{slice along dimension 1 runs out-of-bounds: 18 >= 16}}
  %0 = tensor.extract_slice %t[0, 0][4, 4][1, 6] : tensor<8x16xf32> to tensor<4x4xf32>
  return
}

// -----

func.func @extract_slice_negative(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected offsets to be non-negative, but got -1}}
  %0 = tensor.extract_slice %t[-1, 0][4, 4][1, 1] : tensor<8x16xf32> to tensor<4x4xf32>
  return
}

// -----

func.func @extract_slice_negative_size(%t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected sizes to be non-negative, but got -4}}
  %0 = tensor.extract_slice %t[0, 0][-4, 4][1, 1] : tensor<8x16xf32> to tensor<4x4xf32>
  return
}

// -----

func.func @extract_slice_operands(%t: tensor<8x16xf32>, %n: index) {
  // expected-error@+1 {{expected the number of 'offsets' to match the number of dynamic entries in 'static_offsets' (1 vs 0)}}
  %0 = "tensor.extract_slice"(%t, %n) <{operandSegmentSizes = array<i32: 1, 1, 0, 0>, static_offsets = array<i64: 0, 0>, static_sizes = array<i64: 4, 4>, static_strides = array<i64: 1, 1>}> : (tensor<8x16xf32>, index) -> tensor<4x4xf32>
  return
}

// -----

func.func @insert_slice_size(%s: tensor<4x5xf32>, %t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected type to be 'tensor<4x4xf32>' or a rank-reduced version. (size mismatch) }}
  %0 = tensor.insert_slice %s into %t[0, 0][4, 4][1, 1] : tensor<4x5xf32> into tensor<8x16xf32>
  return
}

// -----

func.func @insert_slice_rank(%s: tensor<4x4x1xf32>, %t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected rank to be smaller or equal to the other rank. }}
  %0 = tensor.insert_slice %s into %t[0, 0][4, 4][1, 1] : tensor<4x4x1xf32> into tensor<8x16xf32>
  return
}

// -----

func.func @insert_slice_element(%s: tensor<4x4xf64>, %t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected element type to be 'f32'}}
  %0 = tensor.insert_slice %s into %t[0, 0][4, 4][1, 1] : tensor<4x4xf64> into tensor<8x16xf32>
  return
}

// -----

func.func @insert_slice_bounds(%s: tensor<4x4xf32>, %t: tensor<8x16xf32>) {
  // expected-error@+1 {{slice along dimension 1 runs out-of-bounds: 16 >= 16}}
  %0 = tensor.insert_slice %s into %t[0, 13][4, 4][1, 1] : tensor<4x4xf32> into tensor<8x16xf32>
  return
}

// -----

func.func @insert_slice_result(%s: tensor<4x4xf32>, %t: tensor<8x16xf32>) {
  // expected-error@+1 {{'tensor.insert_slice' op failed to verify that expected result type to match dest type}}
  %0 = "tensor.insert_slice"(%s, %t) <{operandSegmentSizes = array<i32: 1, 1, 0, 0, 0>, static_offsets = array<i64: 0, 0>, static_sizes = array<i64: 4, 4>, static_strides = array<i64: 1, 1>}> : (tensor<4x4xf32>, tensor<8x16xf32>) -> tensor<?x16xf32>
  return
}

// -----

func.func @parallel_insert_slice_size(%s: tensor<4x5xf32>, %t: tensor<8x16xf32>) {
  %0 = scf.forall (%i) in (2) shared_outs(%o = %t) -> (tensor<8x16xf32>) {
    scf.forall.in_parallel {
      // expected-error@+1 {{expected type to be 'tensor<4x4xf32>' or a rank-reduced version. (size mismatch) }}
      tensor.parallel_insert_slice %s into %o[0, 0][4, 4][1, 1] : tensor<4x5xf32> into tensor<8x16xf32>
    }
  }
  return
}

// -----

func.func @parallel_insert_slice_bounds(%s: tensor<4x4xf32>, %t: tensor<8x16xf32>) {
  %0 = scf.forall (%i) in (2) shared_outs(%o = %t) -> (tensor<8x16xf32>) {
    scf.forall.in_parallel {
      // expected-error@+1 {{slice along dimension 0 runs out-of-bounds: 8 >= 8}}
      tensor.parallel_insert_slice %s into %o[5, 0][4, 4][1, 1] : tensor<4x4xf32> into tensor<8x16xf32>
    }
  }
  return
}

// -----

func.func @parallel_insert_slice_no_output(%s: tensor<4x4xf32>, %t: tensor<8x16xf32>) {
  %0 = scf.forall (%i) in (2) shared_outs(%o = %t) -> (tensor<8x16xf32>) {
    scf.forall.in_parallel {
      // expected-error@+1 {{'tensor.parallel_insert_slice' op may only insert into an output block argument}}
      tensor.parallel_insert_slice %s into %t[0, 0][4, 4][1, 1] : tensor<4x4xf32> into tensor<8x16xf32>
    }
  }
  return
}
