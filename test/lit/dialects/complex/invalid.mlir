// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @powi_type(%z: complex<f64>, %n: index) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.integer, but found 'index'}}
  %0 = complex.powi %z, %n : complex<f64>, index
  return
}

// -----

func.func @abs_operand(%z: f64) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.complex, but found 'f64'}}
  %0 = complex.abs %z : f64
  return
}

// -----

func.func @abs_integer(%z: complex<i32>) {
  // expected-error @+1 {{'complex' must be complex type with floating-point elements, but got 'complex<i32>'}}
  %0 = complex.abs %z : complex<i32>
  return
}

// -----

func.func @abs_result(%z: complex<f64>) {
  // expected-error @+1 {{'complex.abs' op failed to verify that complex element type matches result type}}
  %0 = "complex.abs"(%z) : (complex<f64>) -> f32
  return
}

// -----

func.func @add_types(%z: complex<f64>, %w: complex<f32>) {
  // expected-error @+1 {{'complex.add' op requires the same type for all operands and results}}
  %0 = "complex.add"(%z, %w) : (complex<f64>, complex<f32>) -> complex<f64>
  return
}

// -----

func.func @exp_types(%z: complex<f64>, %w: complex<f32>) {
  // expected-error @+1 {{'complex.exp' op requires the same type for all operands and results}}
  %0 = "complex.exp"(%z) : (complex<f64>) -> complex<f32>
  return
}

// -----

func.func @constant_count() {
  // expected-error @+1 {{'complex.constant' op requires 'value' to be a complex constant, represented as array of two values}}
  %0 = complex.constant [1.0] : complex<f64>
  return
}

// -----

func.func @constant_element() {
  // expected-error @+1 {{'complex.constant' op requires attribute's elements to be float or integer attributes}}
  %0 = complex.constant ["a", 1.0] : complex<f64>
  return
}

// -----

func.func @constant_types() {
  // expected-error @+1 {{'complex.constant' op requires attribute's element types ('f32', 'f64') to match the element type of the op's return type ('f64')}}
  %0 = complex.constant [1.0 : f32, 1.0] : complex<f64>
  return
}

// -----

func.func @constant_result() {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.complex, but found 'f64'}}
  %0 = complex.constant [1.0, 1.0] : f64
  return
}

// -----

func.func @create_parts(%x: f64, %y: f32) {
  // expected-error @+1 {{'complex.create' op failed to verify that all of {real, imaginary} have same type}}
  %0 = "complex.create"(%x, %y) : (f64, f32) -> complex<f64>
  return
}

// -----

func.func @create_element(%x: f64) {
  // expected-error @+1 {{'complex.create' op failed to verify that complex element type matches real operand type}}
  %0 = "complex.create"(%x, %x) : (f64, f64) -> complex<f32>
  return
}

// -----

func.func @create_int(%x: i32) {
  // expected-error @+1 {{'complex' must be complex type with floating-point elements, but got 'complex<i32>'}}
  %0 = complex.create %x, %x : complex<i32>
  return
}

// -----

func.func @eq_types(%z: complex<f64>, %w: complex<f32>) {
  // expected-error @+1 {{'complex.eq' op failed to verify that all of {lhs, rhs} have same type}}
  %0 = "complex.eq"(%z, %w) : (complex<f64>, complex<f32>) -> i1
  return
}

// -----

func.func @eq_result(%z: complex<f64>) {
  // expected-error @+1 {{'complex.eq' op result #0 must be 1-bit signless integer, but got 'i32'}}
  %0 = "complex.eq"(%z, %z) : (complex<f64>, complex<f64>) -> i32
  return
}

// -----

func.func @re_result(%z: complex<f64>) {
  // expected-error @+1 {{'complex.re' op result #0 must be floating-point, but got 'complex<f64>'}}
  %0 = "complex.re"(%z) : (complex<f64>) -> complex<f64>
  return
}

// -----

func.func @im_result(%z: complex<f64>) {
  // expected-error @+1 {{'complex.im' op failed to verify that complex element type matches result type}}
  %0 = "complex.im"(%z) : (complex<f64>) -> f32
  return
}

// -----

func.func @bitcast_width(%z: complex<f64>) {
  // expected-error @+1 {{'complex.bitcast' op casting bitwidths do not match}}
  %0 = complex.bitcast %z : complex<f64> to i64
  return
}

// -----

func.func @bitcast_plain(%z: f64) {
  // expected-error @+1 {{'complex.bitcast' op requires that either input or output has a complex type}}
  %0 = complex.bitcast %z : f64 to i64
  return
}

// -----

func.func @bitcast_complex(%z: complex<f64>) {
  // expected-error @+1 {{'complex.bitcast' op requires that either input or output has a complex type}}
  %0 = complex.bitcast %z : complex<f64> to complex<f32>
  return
}

// -----

func.func @bitcast_operand(%z: index) {
  // expected-error @+1 {{'complex.bitcast' op operand must be int/float/complex}}
  %0 = complex.bitcast %z : index to complex<f32>
  return
}

// -----

func.func @bitcast_result(%z: complex<f32>) {
  // expected-error @+1 {{'complex.bitcast' op result must be int/float/complex}}
  %0 = complex.bitcast %z : complex<f32> to vector<2xf32>
  return
}

// -----

func.func @angle_result(%z: complex<f32>) {
  // expected-error @+1 {{'complex.angle' op failed to verify that complex element type matches result type}}
  %0 = "complex.angle"(%z) : (complex<f32>) -> f64
  return
}

// -----

func.func @eq_fastmath(%z: complex<f32>) {
  // expected-error @+1 {{expected ':'}}
  %0 = complex.eq %z, %z fastmath<nnan> : complex<f32>
  return
}

// -----

func.func @powi_result(%z: complex<f64>, %n: i32) {
  // expected-error @+1 {{'complex.powi' op failed to verify that all of {lhs, result} have same type}}
  %0 = "complex.powi"(%z, %n) : (complex<f64>, i32) -> complex<f32>
  return
}

// -----

func.func @constant_value_missing() {
  // expected-error @+1 {{'complex.constant' op requires attribute 'value'}}
  %0 = "complex.constant"() : () -> complex<f32>
  return
}

// -----

func.func @powi_signed(%z: complex<f64>, %n: si32) {
  // expected-error @+1 {{'complex.powi' op operand #1 must be signless integer, but got 'si32'}}
  %0 = complex.powi %z, %n : complex<f64>, si32
  return
}

// -----

func.func @add_integers(%z: complex<i8>) {
  // expected-error @+1 {{'complex.add' op operand #0 must be complex type with floating-point elements, but got 'complex<i8>'}}
  %0 = complex.add %z, %z : complex<i8>
  return
}

// -----

func.func @add_tensors(%z: tensor<4xcomplex<f32>>) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.complex, but found 'tensor<4xcomplex<f32>>'}}
  %0 = complex.add %z, %z : tensor<4xcomplex<f32>>
  return
}

// -----

func.func @create_of_complex(%z: complex<f32>) {
  // expected-error @+1 {{'complex.create' op operand #0 must be floating-point, but got 'complex<f32>'}}
  %0 = "complex.create"(%z, %z) : (complex<f32>, complex<f32>) -> complex<f32>
  return
}

// -----

func.func @powi_vector(%z: complex<f64>, %n: vector<2xi32>) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.integer, but found 'vector<2xi32>'}}
  %0 = complex.powi %z, %n : complex<f64>, vector<2xi32>
  return
}

// -----

func.func @bitcast_floats(%x: f32) {
  // expected-error @+1 {{'complex.bitcast' op requires that either input or output has a complex type}}
  %0 = complex.bitcast %x : f32 to i32
  return
}

// -----

func.func @constant_integer_for_float() {
  // expected-error @+1 {{'complex.constant' op requires attribute's element types ('i32', 'f32') to match the element type of the op's return type ('f32')}}
  %0 = complex.constant [1 : i32, 1.0 : f32] : complex<f32>
  return
}
