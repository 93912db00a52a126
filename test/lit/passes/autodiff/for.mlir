// RUN: adopt %s --autodiff | adopt-filecheck %s

func.func @f(%x: f64, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> f64 {
    %1 = arith.mulf %a, %a : f64
    scf.yield %1 : f64
  }
  return %0 : f64
}

// CHECK-LABEL: func.func private @f_pullback
// CHECK: %[[TRIPS:.*]] = arith.ceildivui
// CHECK: %[[TAPE:.*]] = ad.tape.create(%[[TRIPS]]) : !ad.tape<f64>
// CHECK: scf.for {{.*}} iter_args(%[[A:.*]] = %{{.*}})
// CHECK: ad.tape.set %[[A]], %[[TAPE]]
// CHECK: %[[D:.*]] = scf.for {{.*}} to %[[TRIPS]]
// CHECK: ad.tape.get %[[TAPE]]
// CHECK: ad.tape.free %[[TAPE]]
// CHECK: return %[[D]]
func.func @ask(%x: f64, %n: index) -> f64 {
  %0 = ad.grad @f(%x, %n) : (f64, index) -> f64
  return %0 : f64
}
