// RUN: adopt %s --autodiff --canonicalize | adopt-filecheck %s

func.func @f(%x: f64) -> f64 {
  %0 = math.exp %x : f64
  return %0 : f64
}

// CHECK-LABEL: func.func private @f_jvp
// CHECK-SAME: (%[[X:.*]]: f64, %[[DOT:.*]]: f64) -> (f64, f64)
// CHECK: %[[E:.*]] = math.exp %[[X]]
// CHECK: %[[D:.*]] = arith.mulf %[[DOT]], %[[E]]
// CHECK: return %[[E]], %[[D]]
func.func @ask(%x: f64, %t: f64) -> f64 {
  %0:2 = ad.jvp @f(%x) tangents(%t : f64) : (f64) -> (f64, f64)
  return %0#1 : f64
}
