// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @transpose_size(%a: memref<2x3xf32>, %c: memref<2x4xf32>) {
  // expected-error @+1 {{'linalg.transpose' op dim(result, 0) = 2 doesn't match dim(input, permutation[0]) = 3}}
  linalg.transpose ins(%a : memref<2x3xf32>) outs(%c : memref<2x4xf32>) permutation = [1, 0]
  return
}

// -----

func.func @transpose_twice(%a: memref<2x3xf32>, %c: memref<2x4xf32>) {
  // expected-error @+1 {{'linalg.transpose' op permutation is not valid}}
  linalg.transpose ins(%a : memref<2x3xf32>) outs(%c : memref<2x4xf32>) permutation = [1, 1]
  return
}

// -----

func.func @transpose_short(%a: memref<2x3xf32>, %c: memref<2x4xf32>) {
  // expected-error @+1 {{'linalg.transpose' op size of permutation 1 does not match the argument rank 2}}
  linalg.transpose ins(%a : memref<2x3xf32>) outs(%c : memref<2x4xf32>) permutation = [0]
  return
}

// -----

func.func @transpose_ranks(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.transpose' op input rank 2 does not match init rank 1}}
  linalg.transpose ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) permutation = [0, 1]
  return
}

// -----

func.func @transpose_nothing(%a: memref<2x3xf32>, %c: memref<2x4xf32>) {
  linalg.transpose ins(%a : memref<2x3xf32>) outs(%c : memref<2x4xf32>)
  // expected-error @+1 {{expected 'permutation'}}
  return
}

// -----

func.func @transpose_inputs(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.transpose' op expected 2 operands, but found 3}}
  linalg.transpose ins(%v, %v : memref<2xf32>, memref<2xf32>) outs(%v : memref<2xf32>) permutation = [0]
  return
}

// -----

func.func @transpose_element(%a: memref<2x3xf32>, %i: memref<2x3xi32>) {
  // expected-error @+1 {{'linalg.yield' op type of yield operand 1 ('f32') doesn't match the element type of the enclosing linalg.generic op ('i32')}}
  linalg.transpose ins(%a : memref<2x3xf32>) outs(%i : memref<2x3xi32>) permutation = [0, 1]
  return
}

// -----

func.func @broadcast_size(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.broadcast' op input dim 0 should match init dim 1. input: 2, init: 3}}
  linalg.broadcast ins(%v : memref<2xf32>) outs(%a : memref<2x3xf32>) dimensions = [0]
  return
}

// -----

func.func @broadcast_range(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.broadcast' op dimension 0 is out of range. expected range: [0, 1], got: 2}}
  linalg.broadcast ins(%v : memref<2xf32>) outs(%a : memref<2x3xf32>) dimensions = [2]
  return
}

// -----

func.func @broadcast_negative(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.broadcast' op dimension 0 is out of range. expected range: [0, 1], got: -1}}
  linalg.broadcast ins(%v : memref<2xf32>) outs(%a : memref<2x3xf32>) dimensions = [-1]
  return
}

// -----

func.func @broadcast_few(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.broadcast' op input rank plus added dimensions does not match init rank. input rank: 1, dimensions size: 0, init rank: 2}}
  linalg.broadcast ins(%v : memref<2xf32>) outs(%a : memref<2x3xf32>) dimensions = []
  return
}

// -----

func.func @broadcast_twice(%v: memref<2xf32>, %ba: memref<5x2x3xf32>) {
  // expected-error @+1 {{'linalg.broadcast' op input dim 0 should match init dim 0. input: 2, init: 5}}
  linalg.broadcast ins(%v : memref<2xf32>) outs(%ba : memref<5x2x3xf32>) dimensions = [1, 1]
  return
}

// -----

func.func @broadcast_scalar(%v: memref<2xf32>, %s: f32) {
  // expected-error @+1 {{'linalg.broadcast' op operand #0 must be memref of any type values or ranked tensor of any type values, but got 'f32'}}
  linalg.broadcast ins(%s : f32) outs(%v : memref<2xf32>) dimensions = [0]
  return
}

// -----

func.func @broadcast_nothing(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  linalg.broadcast ins(%v : memref<2xf32>) outs(%a : memref<2x3xf32>)
  // expected-error @+1 {{expected 'dimensions'}}
  return
}

// -----

func.func @broadcast_element(%v: memref<2xf32>, %i: memref<2x3xi32>) {
  // expected-error @+1 {{'linalg.yield' op type of yield operand 1 ('f32') doesn't match the element type of the enclosing linalg.generic op ('i32')}}
  linalg.broadcast ins(%v : memref<2xf32>) outs(%i : memref<2x3xi32>) dimensions = [1]
  return
}
