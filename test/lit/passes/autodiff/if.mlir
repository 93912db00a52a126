// RUN: adopt %s --autodiff | adopt-filecheck %s

// The branch hands the square on to the reverse sweep, which takes the same branch.
func.func @f(%x: f64, %c: i1) -> f64 {
  %0 = scf.if %c -> f64 {
    %1 = arith.mulf %x, %x : f64
    %2 = math.sin %1 : f64
    scf.yield %2 : f64
  } else {
    scf.yield %x : f64
  }
  return %0 : f64
}

// CHECK-LABEL: func.func private @f_pullback
// CHECK-SAME: (%[[X:.*]]: f64, %[[C:.*]]: i1, %[[BAR:.*]]: f64) -> f64
// CHECK: scf.if %[[C]]
// CHECK: %[[D:.*]] = scf.if %[[C]] -> (f64)
// CHECK: } else {
// CHECK-NEXT: scf.yield %[[BAR]]
// CHECK: return %[[D]]
func.func @ask(%x: f64, %c: i1) -> f64 {
  %0 = ad.grad @f(%x, %c) : (f64, i1) -> f64
  return %0 : f64
}
