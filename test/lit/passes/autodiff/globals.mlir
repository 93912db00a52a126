// A variable that is changed becomes an argument; its shadow is another variable, which a request sets to zero at first.

// RUN: adopt %s --autodiff | adopt-filecheck %s

// CHECK: memref.global "private" @state : memref<2xf64> = dense<1.000000e+00>
memref.global "private" @state : memref<2xf64> = dense<1.0>
// CHECK-NEXT: memref.global "private" @state_adjoint : memref<2xf64> = dense<0.000000e+00>
// CHECK-NOT: memref.global "private" @weights_
memref.global "private" @weights : memref<2xf64> = dense<[0.5, 2.0]>
// CHECK: memref.global "private" @count : memref<i32>
// CHECK-NOT: memref.global "private" @count_
memref.global "private" @count : memref<i32> = dense<0>

func.func private @put(%x: f64, %i: index) {
  %state = memref.get_global @state : memref<2xf64>
  %weights = memref.get_global @weights : memref<2xf64>
  %count = memref.get_global @count : memref<i32>
  %one = arith.constant 1 : i32
  %k = memref.load %count[] : memref<i32>
  %l = arith.addi %k, %one : i32
  memref.store %l, %count[] : memref<i32>
  %w = memref.load %weights[%i] : memref<2xf64>
  %y = arith.mulf %x, %w : f64
  memref.store %y, %state[%i] : memref<2xf64>
  return
}

// CHECK-LABEL: func.func private @f_pullback(
// CHECK-SAME: %[[X:.*]]: f64, %[[I:.*]]: index, %[[SEED:.*]]: f64) -> f64
// CHECK: %[[STATE:.*]] = memref.get_global @state : memref<2xf64>
// CHECK: %[[ADJOINT:.*]] = memref.get_global @state_adjoint : memref<2xf64>
// CHECK: scf.for
// CHECK: memref.store %{{.*}}, %[[ADJOINT]]
// CHECK: %[[D:.*]] = call @f_on_globals_pullback(%[[X]], %[[I]], %[[STATE]], %[[ADJOINT]], %[[SEED]])
// CHECK: return %[[D]]

// What is differentiated only has no function that takes the variable.
// CHECK-NOT: func.func private @put_on_globals
// CHECK-NOT: func.func private @f_on_globals(

// CHECK-LABEL: func.func private @f_on_globals_pullback(
// CHECK: memref.get_global @count
// CHECK-NOT: memref.get_global @state
// CHECK-LABEL: func.func @ask
func.func @f(%x: f64, %i: index) -> f64 {
  func.call @put(%x, %i) : (f64, index) -> ()
  %state = memref.get_global @state : memref<2xf64>
  %r = memref.load %state[%i] : memref<2xf64>
  return %r : f64
}
func.func @ask(%x: f64, %i: index) -> f64 {
  %d = ad.grad @f(%x, %i) wrt [0] : (f64, index) -> f64
  return %d : f64
}
