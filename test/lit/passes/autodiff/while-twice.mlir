// In reverse over reverse a loop is executed once more in front of itself, without tapes, to count its iterations.

// RUN: adopt %s --autodiff --canonicalize --cse | adopt-filecheck %s

func.func private @f(%x: f64) -> f64 {
  %two = arith.constant 2.0 : f64
  %r = scf.while (%a = %x) : (f64) -> f64 {
    %c = arith.cmpf olt, %a, %two : f64
    scf.condition(%c) %a : f64
  } do {
  ^bb0(%a: f64):
    %b = arith.mulf %a, %a : f64
    %d = arith.addf %b, %x : f64
    scf.yield %d : f64
  }
  return %r : f64
}
func.func private @gradient(%x: f64) -> f64 {
  %d = ad.grad @f(%x) : (f64) -> f64
  return %d : f64
}

// CHECK-LABEL: func.func private @f_pullback(
// CHECK: ad.tape.create
// CHECK: scf.while
// CHECK: ad.tape.append

// CHECK-LABEL: func.func private @f_pullback_pullback(
// CHECK: %[[ONE:.*]] = arith.constant 1 : index
// CHECK: %[[COUNT:.*]]:2 = scf.while
// CHECK-NOT: memref
// CHECK: %[[SLOTS:.*]] = arith.addi %[[COUNT]]#1, %[[ONE]] : index
// CHECK: %[[TAPE:.*]] = memref.alloc(%[[SLOTS]]) : memref<?xf64>
// CHECK: scf.while
// CHECK: memref.store %{{.*}}, %[[TAPE]]
// CHECK: memref.load %[[TAPE]]
// CHECK: memref.dealloc %[[TAPE]]
// CHECK-LABEL: func.func @second
func.func @second(%x: f64) -> f64 {
  %d = ad.grad @gradient(%x) : (f64) -> f64
  return %d : f64
}
