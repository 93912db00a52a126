// Requests for derivatives are expanded before the program runs.

// RUN: adopt-run %s --engine=js --entry=gradient --args=3,5 | adopt-filecheck %s
// RUN: adopt-run %s --engine=js --entry=gradient --args=3,5 --pass-pipeline='builtin.module(autodiff,canonicalize)' | adopt-filecheck %s
// RUN: adopt-run %s --engine=js --entry=power --args=1.5,4 | adopt-filecheck %s --check-prefix=POWER

// d(x * x * y) = 2 * x * y, x * x
// CHECK: 30.0
// CHECK-NEXT: 9.0
func.func @gradient(%x: f64, %y: f64) -> (f64, f64) {
  %d:2 = ad.grad @product(%x, %y) : (f64, f64) -> (f64, f64)
  return %d#0, %d#1 : f64, f64
}
func.func private @product(%x: f64, %y: f64) -> f64 {
  %0 = arith.mulf %x, %x : f64
  %1 = arith.mulf %0, %y : f64
  return %1 : f64
}

// d(x^4) = 4 * x^3
// POWER: 13.5
func.func @power(%x: f64, %n: index) -> f64 {
  %d = ad.grad @powerLoop(%x, %n) wrt [0] : (f64, index) -> f64
  return %d : f64
}
func.func private @powerLoop(%x: f64, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %one = arith.constant 1.0 : f64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%p = %one) -> (f64) {
    %q = arith.mulf %p, %x : f64
    scf.yield %q : f64
  }
  return %r : f64
}
