func.func @f(%x: f64, %y: f64) -> f64 {
  %a = example.smooth_abs %x {eps = 0.25 : f64}
  %b = example.hypot %a, %y
  %c = arith.mulf %b, %x : f64
  return %c : f64
}
func.func @gradient(%x: f64, %y: f64) -> (f64, f64) {
  %dx, %dy = ad.grad @f(%x, %y) : (f64, f64) -> (f64, f64)
  return %dx, %dy : f64, f64
}
func.func @derivative(%x: f64, %y: f64, %xdot: f64, %ydot: f64) -> f64 {
  %z, %zdot = ad.jvp @f(%x, %y) tangents(%xdot, %ydot : f64, f64) : (f64, f64) -> (f64, f64)
  return %zdot : f64
}
