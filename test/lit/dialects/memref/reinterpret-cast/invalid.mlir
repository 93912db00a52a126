// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @offsets(%m: memref<*xf32>) {
  // expected-error@+1 {{expected 1 offset values, got 0}}
  %0 = "memref.reinterpret_cast"(%m) <{operandSegmentSizes = array<i32: 1, 0, 0, 0>, static_offsets = array<i64>, static_sizes = array<i64>, static_strides = array<i64>}> : (memref<*xf32>) -> memref<f32>
  return
}

// -----

func.func @two_offsets(%m: memref<4xf32>) {
  // expected-error@+1 {{expected 1 offset values, got 2}}
  %0 = memref.reinterpret_cast %m to offset: [0, 0], sizes: [4, 4], strides: [1, 1] : memref<4xf32> to memref<4x4xf32, strided<[1, 1]>>
  return
}

// -----

func.func @sizes(%m: memref<4xf32>) {
  // expected-error@+1 {{expected 1 size values, got 2}}
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [4, 4], strides: [1, 1] : memref<4xf32> to memref<4xf32>
  return
}

// -----

func.func @space(%m: memref<4xf32>) {
  // expected-error@+1 {{different memory spaces specified for source type 'memref<4xf32>' and result memref type 'memref<4xf32, 1>'}}
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [4], strides: [1] : memref<4xf32> to memref<4xf32, 1>
  return
}

// -----

func.func @element(%m: memref<4xf32>) {
  // expected-error@+1 {{different element types specified for source type 'memref<4xf32>' and result memref type 'memref<4xf64>'}}
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [4], strides: [1] : memref<4xf32> to memref<4xf64>
  return
}

// -----

func.func @size(%m: memref<4xf32>) {
  // expected-error@+1 {{expected result type with size = 3 instead of 4 in dim = 1}}
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [2, 3], strides: [3, 1] : memref<4xf32> to memref<2x4xf32, strided<[3, 1]>>
  return
}

// -----

func.func @dynamic_size(%m: memref<4xf32>, %i: index) {
  // expected-error@+1 {{expected result type with size = dynamic instead of 4 in dim = 0}}
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [%i], strides: [1] : memref<4xf32> to memref<4xf32>
  return
}

// -----

func.func @offset(%m: memref<4xf32>) {
  // expected-error@+1 {{expected result type with offset = 1 instead of 0}}
  %0 = memref.reinterpret_cast %m to offset: [1], sizes: [3], strides: [1] : memref<4xf32> to memref<3xf32>
  return
}

// -----

func.func @dynamic_offset(%m: memref<4xf32>, %i: index) {
  // expected-error@+1 {{expected result type with offset = dynamic instead of 0}}
  %0 = memref.reinterpret_cast %m to offset: [%i], sizes: [3], strides: [1] : memref<4xf32> to memref<3xf32>
  return
}

// -----

func.func @stride(%m: memref<4xf32>) {
  // expected-error@+1 {{expected result type with stride = 2 instead of 1 in dim = 1}}
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [2, 3], strides: [3, 2] : memref<4xf32> to memref<2x3xf32, strided<[3, 1]>>
  return
}

// -----

func.func @not_strided(%m: memref<4xf32>) {
  // expected-error@+1 {{'memref.reinterpret_cast' op result #0 must be strided memref of any type values, but got 'memref<4xf32, affine_map<(d0) -> (d0 mod 2)>>'}}
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [4], strides: [1] : memref<4xf32> to memref<4xf32, affine_map<(d0) -> (d0 mod 2)>>
  return
}

// -----

func.func @negative_size(%m: memref<4xf32>) {
  // expected-error@+1 {{expected sizes to be non-negative, but got -1}}
  %0 = memref.reinterpret_cast %m to offset: [0], sizes: [-1], strides: [1] : memref<4xf32> to memref<?xf32>
  return
}
