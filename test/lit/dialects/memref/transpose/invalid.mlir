// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @dynamic(%s: memref<4x?xf32>) {
  // expected-error@+1 {{'memref.transpose' op result type 'memref<?x4xf32>' is not equivalent to the canonical transposed input type 'memref<?x4xf32, affine_map<(d0, d1)[s0] -> (d0 + d1 * s0)>>'}}
  %0 = memref.transpose %s (i, j) -> (j, i) : memref<4x?xf32> to memref<?x4xf32>
  return
}

// -----

func.func @element(%s: memref<4x?xf32>) {
  // expected-error@+1 {{'memref.transpose' op result type 'memref<4x?xf64>' is not equivalent to the canonical transposed input type 'memref<4x?xf32, affine_map<(d0, d1)[s0] -> (d0 * s0 + d1)>>'}}
  %0 = memref.transpose %s (i, j) -> (i, j) : memref<4x?xf32> to memref<4x?xf64>
  return
}

// -----

func.func @dynamic_dense(%s: memref<4x?xf32, strided<[?, 1]>>) {
  // expected-error@+1 {{'memref.transpose' op result type 'memref<4x?xf32>' is not equivalent to the canonical transposed input type 'memref<4x?xf32, affine_map<(d0, d1)[s0] -> (d0 * s0 + d1)>>'}}
  %0 = memref.transpose %s (i, j) -> (i, j) : memref<4x?xf32, strided<[?, 1]>> to memref<4x?xf32>
  return
}

// -----

func.func @layout(%s: memref<4x5xf32, strided<[?, 1], offset: 3>>) {
  // expected-error@+1 {{'memref.transpose' op result type 'memref<4x5xf32>' is not equivalent to the canonical transposed input type 'memref<4x5xf32, affine_map<(d0, d1)[s0] -> (d0 * s0 + d1 + 3)>>'}}
  %0 = memref.transpose %s (i, j) -> (i, j) : memref<4x5xf32, strided<[?, 1], offset: 3>> to memref<4x5xf32>
  return
}

// -----

func.func @no_permutation(%s: memref<4x5xf32, strided<[?, 1], offset: 3>>) {
  // expected-error@+1 {{'memref.transpose' op expected a permutation map}}
  %0 = memref.transpose %s (i, j) -> (i, i) : memref<4x5xf32, strided<[?, 1], offset: 3>> to memref<4x5xf32>
  return
}

// -----

func.func @rank(%s: memref<4x5xf32, strided<[?, 1], offset: 3>>) {
  // expected-error@+1 {{'memref.transpose' op expected a permutation map of same rank as the input}}
  %0 = memref.transpose %s (i) -> (i) : memref<4x5xf32, strided<[?, 1], offset: 3>> to memref<4x5xf32>
  return
}

// -----

func.func @scalar_offset(%s: memref<f32, strided<[], offset: 3>>) {
  // expected-error@+1 {{'memref.transpose' op result type 'memref<f32>' is not equivalent to the canonical transposed input type 'memref<f32, strided<[], offset: 3>>'}}
  %0 = memref.transpose %s () -> () : memref<f32, strided<[], offset: 3>> to memref<f32>
  return
}

// -----

func.func @symbol(%s: memref<f32, strided<[]>>) {
  // expected-error@+1 {{'memref.transpose' op expected a permutation map}}
  %0 = memref.transpose %s () [s] -> () : memref<f32, strided<[]>> to memref<f32>
  return
}

// -----

func.func @symbol_used(%s: memref<4x5xf32>) {
  // expected-error@+1 {{'memref.transpose' op expected a permutation map}}
  %0 = memref.transpose %s (i, j)[s] -> (j, i) : memref<4x5xf32> to memref<5x4xf32, strided<[1, 5]>>
  return
}
