// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @base_layout(%m: memref<2048xi8, strided<[2]>>, %n: index) {
  // expected-error@+1 {{unsupported map for base memref type 'memref<2048xi8, strided<[2]>>'}}
  %0 = memref.view %m[%n][] : memref<2048xi8, strided<[2]>> to memref<4xf32>
  return
}

// -----

func.func @result_layout(%m: memref<2048xi8>, %n: index) {
  // expected-error@+1 {{unsupported map for result memref type 'memref<4x4xf32, strided<[8, 1]>>'}}
  %0 = memref.view %m[%n][] : memref<2048xi8> to memref<4x4xf32, strided<[8, 1]>>
  return
}

// -----

func.func @space(%m: memref<2048xi8>, %n: index) {
  // expected-error@+1 {{different memory spaces specified for base memref type 'memref<2048xi8>' and view memref type 'memref<4xf32, 1>'}}
  %0 = memref.view %m[%n][] : memref<2048xi8> to memref<4xf32, 1>
  return
}

// -----

func.func @sizes(%m: memref<2048xi8>, %n: index) {
  // expected-error@+1 {{'memref.view' op incorrect number of dynamic sizes, has 1, expected 2}}
  %0 = memref.view %m[%n][%n] : memref<2048xi8> to memref<?x?xf32>
  return
}

// -----

func.func @base_rank(%m: memref<64x64xi8>, %n: index) {
  // expected-error@+1 {{'memref.view' op operand #0 must be 1D memref of 8-bit signless integer values, but got 'memref<64x64xi8>'}}
  %0 = memref.view %m[%n][] : memref<64x64xi8> to memref<4xf32>
  return
}

// -----

func.func @base_element(%m: memref<64xi16>, %n: index) {
  // expected-error@+1 {{'memref.view' op operand #0 must be 1D memref of 8-bit signless integer values, but got 'memref<64xi16>'}}
  %0 = memref.view %m[%n][] : memref<64xi16> to memref<4xf32>
  return
}
