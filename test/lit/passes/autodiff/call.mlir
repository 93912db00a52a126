// RUN: adopt %s --autodiff | adopt-filecheck %s

func.func private @g(%x: f64) -> f64 {
  %0 = math.sin %x : f64
  return %0 : f64
}
func.func @f(%x: f64) -> f64 {
  %0 = func.call @g(%x) : (f64) -> f64
  %1 = func.call @g(%0) : (f64) -> f64
  return %1 : f64
}

// Both calls are reversed by one function.
// CHECK-COUNT-1: func.func private @g_pullback
// CHECK-LABEL: func.func private @f_pullback
// CHECK-SAME: (%[[X:.*]]: f64, %[[BAR:.*]]: f64)
// CHECK: %[[Y:.*]] = call @g(%[[X]])
// CHECK: call @g(%[[Y]])
// CHECK: %[[YBAR:.*]] = call @g_pullback(%[[Y]], %[[BAR]])
// CHECK: call @g_pullback(%[[X]], %[[YBAR]])
func.func @ask(%x: f64) -> f64 {
  %0 = ad.grad @f(%x) : (f64) -> f64
  return %0 : f64
}
