// RUN: adopt %s -split-input-file -canonicalize | adopt-filecheck %s

// CHECK-LABEL: func.func @create_parts(
// CHECK-NEXT:   %0 = complex.re %arg0 : complex<f64>
// CHECK-NEXT:   %1 = complex.im %arg1 : complex<f64>
// CHECK-NEXT:   %2 = complex.create %0, %1 : complex<f64>
// CHECK-NEXT:   return %arg0, %2 : complex<f64>, complex<f64>
// CHECK-NEXT: }
func.func @create_parts(%z: complex<f64>, %w: complex<f64>) -> (complex<f64>, complex<f64>) {
  %0 = complex.re %z : complex<f64>
  %1 = complex.im %z : complex<f64>
  %2 = complex.im %w : complex<f64>
  %3 = complex.create %0, %1 : complex<f64>
  %4 = complex.create %0, %2 : complex<f64>
  return %3, %4 : complex<f64>, complex<f64>
}

// -----

// CHECK-LABEL: func.func @parts_of_create(
// CHECK-NEXT:   return %arg0, %arg1 : f64, f64
// CHECK-NEXT: }
func.func @parts_of_create(%x: f64, %y: f64) -> (f64, f64) {
  %0 = complex.create %x, %y : complex<f64>
  %1 = complex.re %0 : complex<f64>
  %2 = complex.im %0 fastmath<nnan> : complex<f64>
  return %1, %2 : f64, f64
}

// -----

// CHECK-LABEL: func.func @parts_of_constant(
// CHECK-NEXT:   %c0_i32 = arith.constant 0 : i32
// CHECK-NEXT:   %cst = arith.constant 1.500000e+00 : f32
// CHECK-NEXT:   %cst_0 = arith.constant -2.000000e+00 : f32
// CHECK-NEXT:   return %cst, %cst_0, %c0_i32 : f32, f32, i32
// CHECK-NEXT: }
func.func @parts_of_constant() -> (f32, f32, i32) {
  %0 = complex.constant [1.5 : f32, -2.0 : f32] : complex<f32>
  %1 = complex.re %0 : complex<f32>
  %2 = complex.im %0 : complex<f32>
  %3 = arith.constant 0 : i32
  return %1, %2, %3 : f32, f32, i32
}

// -----

// CHECK-LABEL: func.func @parts_of_negation(
// CHECK-NEXT:   %0 = arith.negf %arg0 : f64
// CHECK-NEXT:   %1 = arith.negf %arg1 : f64
// CHECK-NEXT:   return %0, %1 : f64, f64
// CHECK-NEXT: }
func.func @parts_of_negation(%x: f64, %y: f64) -> (f64, f64) {
  %0 = complex.create %x, %y : complex<f64>
  %1 = complex.neg %0 : complex<f64>
  %2 = complex.re %1 : complex<f64>
  %3 = complex.im %1 : complex<f64>
  return %2, %3 : f64, f64
}

// -----

// CHECK-LABEL: func.func @sums(
// CHECK-NEXT:   %cst = complex.constant [0.000000e+00, -0.000000e+00] : complex<f64>
// CHECK-NEXT:   %0 = complex.add %cst, %arg0 : complex<f64>
// CHECK-NEXT:   return %arg0, %arg0, %arg0, %0, %arg0, %arg0 : complex<f64>, complex<f64>, complex<f64>, complex<f64>, complex<f64>, complex<f64>
// CHECK-NEXT: }
func.func @sums(%z: complex<f64>, %w: complex<f64>) -> (complex<f64>, complex<f64>, complex<f64>, complex<f64>, complex<f64>, complex<f64>) {
  %zero = complex.constant [0.0, -0.0] : complex<f64>
  %0 = complex.sub %z, %w : complex<f64>
  %1 = complex.add %0, %w : complex<f64>
  %2 = complex.add %w, %0 : complex<f64>
  %3 = complex.add %z, %zero : complex<f64>
  %4 = complex.add %zero, %z : complex<f64>
  %5 = complex.add %z, %w : complex<f64>
  %6 = complex.sub %5, %w : complex<f64>
  %7 = complex.sub %z, %zero : complex<f64>
  return %1, %2, %3, %4, %6, %7 : complex<f64>, complex<f64>, complex<f64>, complex<f64>, complex<f64>, complex<f64>
}

// -----

// CHECK-LABEL: func.func @twice(
// CHECK-NEXT:   return %arg0, %arg0, %arg0 : complex<f64>, complex<f64>, complex<f64>
// CHECK-NEXT: }
func.func @twice(%z: complex<f64>) -> (complex<f64>, complex<f64>, complex<f64>) {
  %0 = complex.neg %z : complex<f64>
  %1 = complex.neg %0 : complex<f64>
  %2 = complex.conj %z : complex<f64>
  %3 = complex.conj %2 : complex<f64>
  %6 = complex.log %z : complex<f64>
  %7 = complex.exp %6 : complex<f64>
  return %1, %3, %7 : complex<f64>, complex<f64>, complex<f64>
}

// -----

// CHECK-LABEL: func.func @products(
// CHECK-NEXT:   %cst = complex.constant [1.000000e+00, 0.000000e+00] : complex<f64>
// CHECK-NEXT:   %cst_0 = complex.constant [2.000000e+00, 0.000000e+00] : complex<f64>
// CHECK-NEXT:   %0 = complex.mul %cst, %arg0 : complex<f64>
// CHECK-NEXT:   %1 = complex.mul %arg0, %cst_0 : complex<f64>
// CHECK-NEXT:   return %arg0, %0, %1, %arg0 : complex<f64>, complex<f64>, complex<f64>, complex<f64>
// CHECK-NEXT: }
func.func @products(%z: complex<f64>, %w: complex<f64>) -> (complex<f64>, complex<f64>, complex<f64>, complex<f64>) {
  %one = complex.constant [1.0, 0.0] : complex<f64>
  %two = complex.constant [2.0, 0.0] : complex<f64>
  %0 = complex.mul %z, %one : complex<f64>
  %1 = complex.mul %one, %z : complex<f64>
  %2 = complex.mul %z, %two : complex<f64>
  %3 = complex.div %z, %one : complex<f64>
  return %0, %1, %2, %3 : complex<f64>, complex<f64>, complex<f64>, complex<f64>
}

// -----

// CHECK-LABEL: func.func @constants(
// CHECK-NEXT:   %cst = complex.constant [1.000000e+00, 2.000000e+00] : complex<f64>
// CHECK-NEXT:   %cst_0 = complex.constant [2.000000e+00, 5.000000e-01] : complex<f64>
// CHECK-NEXT:   %0 = complex.mul %cst_0, %cst : complex<f64>
// CHECK-NEXT:   %1 = complex.add %cst, %cst_0 : complex<f64>
// CHECK-NEXT:   %2 = complex.neg %cst : complex<f64>
// CHECK-NEXT:   %3 = complex.eq %cst, %cst_0 : complex<f64>
// CHECK-NEXT:   %4 = complex.abs %cst : complex<f64>
// CHECK-NEXT:   return %0, %1, %2, %3, %4 : complex<f64>, complex<f64>, complex<f64>, i1, f64
// CHECK-NEXT: }
func.func @constants() -> (complex<f64>, complex<f64>, complex<f64>, i1, f64) {
  %one = complex.constant [1.0, 2.0] : complex<f64>
  %two = complex.constant [2.0, 0.5] : complex<f64>
  %0 = complex.mul %two, %one : complex<f64>
  %1 = complex.add %one, %two : complex<f64>
  %2 = complex.neg %one : complex<f64>
  %3 = complex.eq %one, %two : complex<f64>
  %4 = complex.abs %one : complex<f64>
  return %0, %1, %2, %3, %4 : complex<f64>, complex<f64>, complex<f64>, i1, f64
}

// -----

// CHECK-LABEL: func.func @create_of_constants(
// CHECK-NEXT:   %cst = arith.constant 1.000000e+00 : f64
// CHECK-NEXT:   %cst_0 = arith.constant 2.000000e+00 : f64
// CHECK-NEXT:   %0 = complex.create %cst, %cst_0 : complex<f64>
// CHECK-NEXT:   return %0 : complex<f64>
// CHECK-NEXT: }
func.func @create_of_constants() -> complex<f64> {
  %x = arith.constant 1.0 : f64
  %y = arith.constant 2.0 : f64
  %0 = complex.create %x, %y : complex<f64>
  return %0 : complex<f64>
}

// -----

// CHECK-LABEL: func.func @bitcasts(
// CHECK-NEXT:   %0 = arith.bitcast %arg1 : i64 to f64
// CHECK-NEXT:   %1 = complex.bitcast %arg2 : f64 to complex<f32>
// CHECK-NEXT:   %2 = complex.bitcast %arg0 : complex<f32> to i64
// CHECK-NEXT:   return %arg0, %arg0, %arg1, %0, %1, %2 : complex<f32>, complex<f32>, i64, f64, complex<f32>, i64
// CHECK-NEXT: }
func.func @bitcasts(%z: complex<f32>, %i: i64, %d: f64) -> (complex<f32>, complex<f32>, i64, f64, complex<f32>, i64) {
  %0 = complex.bitcast %z : complex<f32> to i64
  %1 = complex.bitcast %0 : i64 to complex<f32>
  %2 = complex.bitcast %z : complex<f32> to complex<f32>
  %3 = complex.bitcast %i : i64 to complex<f32>
  %4 = complex.bitcast %3 : complex<f32> to i64
  %5 = complex.bitcast %3 : complex<f32> to f64
  %6 = arith.bitcast %d : f64 to i64
  %7 = complex.bitcast %6 : i64 to complex<f32>
  %8 = complex.bitcast %z : complex<f32> to f64
  %9 = arith.bitcast %8 : f64 to i64
  return %1, %2, %4, %5, %7, %9 : complex<f32>, complex<f32>, i64, f64, complex<f32>, i64
}

// -----

// CHECK-LABEL: func.func @select(
// CHECK-NEXT:   return %arg1, %arg1 : complex<f64>, complex<f64>
// CHECK-NEXT: }
func.func @select(%c: i1, %z: complex<f64>) -> (complex<f64>, complex<f64>) {
  %true = arith.constant true
  %w = complex.constant [1.0, 2.0] : complex<f64>
  %0 = arith.select %true, %z, %w : complex<f64>
  %1 = arith.select %c, %z, %z : complex<f64>
  return %0, %1 : complex<f64>, complex<f64>
}

// -----

// CHECK-LABEL: func.func @negation_of_argument(
// CHECK-NEXT:   %cst = complex.constant [1.000000e+00 : f32, 0x7FC00000 : f32] : complex<f32>
// CHECK-NEXT:   %cst_0 = complex.constant [1 : i32, 2 : i32] : complex<i32>
// CHECK-NEXT:   %0 = complex.neg %arg0 : complex<f32>
// CHECK-NEXT:   %1 = complex.re %0 : complex<f32>
// CHECK-NEXT:   %2 = complex.sub %cst, %cst : complex<f32>
// CHECK-NEXT:   %3 = complex.im %2 : complex<f32>
// CHECK-NEXT:   return %1, %cst_0, %3 : f32, complex<i32>, f32
// CHECK-NEXT: }
func.func @negation_of_argument(%z: complex<f32>) -> (f32, complex<i32>, f32) {
  %c = complex.constant [1 : i32, 2 : i32] : complex<i32>
  %2 = complex.constant [1 : i32, 2 : i32] : complex<i32>
  %n = complex.neg %z : complex<f32>
  %r = complex.re %n : complex<f32>
  %k = complex.constant [1.0 : f32, 0x7FC00000 : f32] : complex<f32>
  %k2 = complex.sub %k, %k : complex<f32>
  %k3 = complex.im %k2 : complex<f32>
  return %r, %c, %k3 : f32, complex<i32>, f32
}

// -----

// CHECK-LABEL: func.func @negative_zeros(
// CHECK-NEXT:   return %arg0, %arg0, %arg0, %arg0 : complex<f32>, complex<f32>, complex<f32>, complex<f32>
// CHECK-NEXT: }
func.func @negative_zeros(%z: complex<f32>) -> (complex<f32>, complex<f32>, complex<f32>, complex<f32>) {
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %mzero = complex.constant [-0.0 : f32, -0.0 : f32] : complex<f32>
  %m1 = complex.constant [1.0 : f32, -0.0 : f32] : complex<f32>
  %0 = complex.sub %z, %mzero : complex<f32>
  %1 = complex.add %z, %mzero : complex<f32>
  %2 = complex.mul %z, %m1 : complex<f32>
  %3 = complex.div %z, %m1 : complex<f32>
  return %0, %1, %2, %3 : complex<f32>, complex<f32>, complex<f32>, complex<f32>
}

// -----

// CHECK-LABEL: func.func @flags(
// CHECK-NEXT:   %0 = complex.create %arg1, %arg2 : complex<f32>
// CHECK-NEXT:   %1 = complex.conj %0 : complex<f32>
// CHECK-NEXT:   %2 = complex.re %1 : complex<f32>
// CHECK-NEXT:   return %arg0, %1, %2 : complex<f32>, complex<f32>, f32
// CHECK-NEXT: }
func.func @flags(%z: complex<f32>, %x: f32, %y: f32) -> (complex<f32>, complex<f32>, f32) {
  %0 = complex.neg %z fastmath<nnan> : complex<f32>
  %1 = complex.neg %0 : complex<f32>
  %2 = complex.create %x, %y : complex<f32>
  %3 = complex.neg %2 fastmath<nnan> : complex<f32>
  %4 = complex.re %3 fastmath<nsz> : complex<f32>
  %5 = complex.conj %2 : complex<f32>
  %6 = complex.re %5 : complex<f32>
  return %1, %5, %6 : complex<f32>, complex<f32>, f32
}

// -----

// CHECK-LABEL: func.func @swapped_parts(
// CHECK-NEXT:   %0 = arith.negf %arg1 : f32
// CHECK-NEXT:   %1 = complex.create %arg2, %arg1 : complex<f32>
// CHECK-NEXT:   return %0, %arg1, %1 : f32, f32, complex<f32>
// CHECK-NEXT: }
func.func @swapped_parts(%z: complex<f32>, %x: f32, %y: f32) -> (f32, f32, complex<f32>) {
  %2 = complex.create %x, %y : complex<f32>
  %3 = complex.neg %2 fastmath<nnan> : complex<f32>
  %4 = complex.re %3 fastmath<nsz> : complex<f32>
  %5 = complex.re %2 : complex<f32>
  %6 = complex.im %2 : complex<f32>
  %7 = complex.create %6, %5 : complex<f32>
  return %4, %5, %7 : f32, f32, complex<f32>
}
