// RUN: adopt %s --autodiff --canonicalize | adopt-filecheck %s

func.func @f(%x: f64, %y: f64) -> f64 {
  %0 = arith.mulf %x, %y : f64
  return %0 : f64
}

// CHECK-LABEL: func.func private @f_pullback
// CHECK-SAME: (%[[X:.*]]: f64, %[[Y:.*]]: f64, %[[BAR:.*]]: f64) -> (f64, f64)
// CHECK-DAG: %[[DX:.*]] = arith.mulf %[[BAR]], %[[Y]]
// CHECK-DAG: %[[DY:.*]] = arith.mulf %[[BAR]], %[[X]]
// CHECK: return %[[DX]], %[[DY]]

// CHECK-LABEL: func.func @ask
func.func @ask(%x: f64, %y: f64) -> (f64, f64) {
  // CHECK: %[[ONE:.*]] = arith.constant 1.0
  // CHECK: call @f_pullback(%{{.*}}, %{{.*}}, %[[ONE]])
  // CHECK-NOT: ad.
  %0:2 = ad.grad @f(%x, %y) : (f64, f64) -> (f64, f64)
  return %0#0, %0#1 : f64, f64
}
