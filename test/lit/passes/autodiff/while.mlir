// RUN: adopt %s --autodiff | adopt-filecheck %s

func.func @f(%x: f64, %limit: f64) -> f64 {
  %0 = scf.while (%a = %x) : (f64) -> f64 {
    %c = arith.cmpf olt, %a, %limit : f64
    scf.condition(%c) %a : f64
  } do {
  ^bb0(%a: f64):
    %1 = arith.mulf %a, %a : f64
    scf.yield %1 : f64
  }
  return %0 : f64
}

// The loop counts its iterations and carries a tape that grows.
// CHECK-LABEL: func.func private @f_pullback
// CHECK: %[[EMPTY:.*]] = ad.tape.create
// CHECK: %[[R:.*]]:3 = scf.while {{.*}}%[[EMPTY]]
// CHECK: ad.tape.append
// CHECK: scf.for %{{.*}} = %{{.*}} to %[[R]]#1
// CHECK: ad.tape.get %[[R]]#2
// CHECK: ad.tape.free %[[R]]#2
func.func @ask(%x: f64, %limit: f64) -> f64 {
  %0 = ad.grad @f(%x, %limit) wrt [0] : (f64, f64) -> f64
  return %0 : f64
}
