// RUN: adopt %s -split-input-file -canonicalize | adopt-filecheck %s

// The logarithm of exp(z) is z only if the imaginary part of z is between -pi and pi.

// CHECK-LABEL: func.func @log_of_exp(
// CHECK-NEXT:   %0 = complex.exp %arg0 : complex<f64>
// CHECK-NEXT:   %1 = complex.log %0 : complex<f64>
// CHECK-NEXT:   return %1 : complex<f64>
func.func @log_of_exp(%z: complex<f64>) -> complex<f64> {
  %0 = complex.exp %z : complex<f64>
  %1 = complex.log %0 : complex<f64>
  return %1 : complex<f64>
}

// -----

// There is no cast between complex numbers.

// CHECK-LABEL: func.func @complex_to_complex(
// CHECK-NEXT:   %0 = complex.bitcast %arg0 : complex<f32> to i64
// CHECK-NEXT:   %1 = complex.bitcast %0 : i64 to complex<i32>
// CHECK-NEXT:   return %1 : complex<i32>
func.func @complex_to_complex(%z: complex<f32>) -> complex<i32> {
  %0 = complex.bitcast %z : complex<f32> to i64
  %1 = complex.bitcast %0 : i64 to complex<i32>
  return %1 : complex<i32>
}

// -----

// arith.bitcast takes signless integers only.

// CHECK-LABEL: func.func @signed_integer(
// CHECK-NEXT:   %0 = complex.bitcast %arg0 : si64 to complex<f32>
// CHECK-NEXT:   %1 = complex.bitcast %0 : complex<f32> to i64
// CHECK-NEXT:   return %1 : i64
func.func @signed_integer(%n: si64) -> i64 {
  %0 = complex.bitcast %n : si64 to complex<f32>
  %1 = complex.bitcast %0 : complex<f32> to i64
  return %1 : i64
}
