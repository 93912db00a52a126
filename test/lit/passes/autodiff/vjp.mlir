// RUN: adopt %s --autodiff --canonicalize | adopt-filecheck %s

func.func @f(%x: f64, %n: index) -> (f64, index) {
  %0 = math.exp %x : f64
  return %0, %n : f64, index
}

// CHECK-LABEL: func.func private @f_vjp
// CHECK-SAME: (%[[X:.*]]: f64, %[[N:.*]]: index, %[[BAR:.*]]: f64) -> (f64, index, f64)
// CHECK: %[[E:.*]] = math.exp %[[X]]
// CHECK: %[[D:.*]] = arith.mulf %[[BAR]], %[[E]]
// CHECK: return %[[E]], %[[N]], %[[D]]
func.func @ask(%x: f64, %n: index, %c: f64) -> f64 {
  %0:3 = ad.vjp @f(%x, %n) cotangents(%c : f64) : (f64, index) -> (f64, index, f64)
  return %0#2 : f64
}
