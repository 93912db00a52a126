// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @sizes(%n: index) {
  // expected-error@+1 {{'memref.alloc' op incorrect number of dynamic sizes, has 2, expected 1}}
  %0 = memref.alloc(%n, %n) : memref<?x4xf32>
  return
}

// -----

#layout = affine_map<(d0, d1)[s0] -> (d0 + s0, d1)>
func.func @symbols(%n: index) {
  // expected-error@+1 {{'memref.alloc' op symbol operand count does not equal memref symbol count: expected 1, got 0}}
  %0 = memref.alloc(%n) : memref<?x4xf32, #layout>
  return
}

// -----

func.func @alloc_alignment() {
  // expected-error@+1 {{'memref.alloc' op attribute 'alignment' failed to satisfy constraint: 64-bit signless integer attribute whose value is positive and whose value is a power of two > 0}}
  %0 = "memref.alloc"() <{alignment = 12 : i64, operandSegmentSizes = array<i32: 0, 0>}> : () -> memref<4xf32>
  return
}

// -----

func.func @alloca_sizes() {
  // expected-error@+1 {{'memref.alloca' op incorrect number of dynamic sizes, has 0, expected 1}}
  %0 = memref.alloca() : memref<?x4xf32>
  return
}

// -----

"test.graph"() ({
  // expected-error@+1 {{'memref.alloca' op requires an ancestor op with AutomaticAllocationScope trait}}
  %0 = memref.alloca() : memref<4xf32>
  "test.end"() : () -> ()
}) : () -> ()

// -----

func.func @realloc_rank(%m: memref<?x?xf32>) {
  // expected-error@+1 {{'memref.realloc' op operand #0 must be 1D memref of any type values, but got 'memref<?x?xf32>'}}
  %0 = memref.realloc %m : memref<?x?xf32> to memref<3xf32>
  return
}

// -----

func.func @realloc_result_rank(%m: memref<?xf32>) {
  // expected-error@+1 {{'memref.realloc' op result #0 must be 1D memref of any type values, but got 'memref<3x2xf32>'}}
  %0 = memref.realloc %m : memref<?xf32> to memref<3x2xf32>
  return
}

// -----

func.func @realloc_missing_size(%m: memref<?xf32>) {
  // expected-error@+1 {{missing dimension operand for result type 'memref<?xf32>'}}
  %0 = memref.realloc %m : memref<?xf32> to memref<?xf32>
  return
}

// -----

func.func @realloc_extra_size(%m: memref<?xf32>, %n: index) {
  // expected-error@+1 {{unnecessary dimension operand for result type 'memref<4xf32>'}}
  %0 = memref.realloc %m(%n) : memref<?xf32> to memref<4xf32>
  return
}

// -----

func.func @realloc_layout(%m: memref<?xf32, strided<[2]>>) {
  // expected-error@+1 {{unsupported layout for source memref type 'memref<?xf32, strided<[2]>>'}}
  %0 = memref.realloc %m : memref<?xf32, strided<[2]>> to memref<4xf32>
  return
}

// -----

func.func @realloc_result_layout(%m: memref<?xf32>) {
  // expected-error@+1 {{unsupported layout for result memref type 'memref<4xf32, strided<[2]>>'}}
  %0 = memref.realloc %m : memref<?xf32> to memref<4xf32, strided<[2]>>
  return
}

// -----

func.func @realloc_space(%m: memref<?xf32>) {
  // expected-error@+1 {{different memory spaces specified for source memref type 'memref<?xf32>' and result memref type 'memref<4xf32, 1>'}}
  %0 = memref.realloc %m : memref<?xf32> to memref<4xf32, 1>
  return
}

// -----

func.func @realloc_element(%m: memref<?xf32>) {
  // expected-error@+1 {{different element types specified for source memref type 'memref<?xf32>' and result memref type 'memref<4xf64>'}}
  %0 = memref.realloc %m : memref<?xf32> to memref<4xf64>
  return
}
