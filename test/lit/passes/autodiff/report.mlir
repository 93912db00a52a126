// RUN: adopt %s --autodiff --autodiff-report 2>&1 >/dev/null | adopt-filecheck %s
// RUN: adopt %s --autodiff=report 2>&1 | adopt-filecheck %s

// CHECK: autodiff: reverse mode of @f
// CHECK-NEXT: 'scf.for' at {{.*}}report.mlir:11:8: 1 needed, 1 kept, 0 recomputed or known, 8 bytes
// CHECK-NEXT: f64, 8 bytes: block argument #1 at {{.*}}, since it is passed on
func.func @f(%x: f64, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index

  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> f64 {
    %1 = arith.mulf %a, %a : f64
    scf.yield %1 : f64
  }
  return %0 : f64
}
func.func @ask(%x: f64, %n: index) -> f64 {
  %0 = ad.grad @f(%x, %n) : (f64, index) -> f64
  return %0 : f64
}
