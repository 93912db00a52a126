// RUN: adopt %s --autodiff --canonicalize | adopt-filecheck %s
// RUN: adopt-run %s --engine=js --entry=reverse --args='3, 4, 1' | adopt-filecheck %s --check-prefix=REVERSE
// RUN: adopt-run %s --engine=js --entry=gradient --args='3, 4, 2' | adopt-filecheck %s --check-prefix=GRADIENT
// RUN: adopt-run %s --engine=js --entry=forward --args='3, 1, 4' | adopt-filecheck %s --check-prefix=FORWARD
// RUN: adopt-run %s --engine=js --entry=batched --args='3, 4' | adopt-filecheck %s --check-prefix=BATCHED

func.func @f(%x: f64, %y: f64) -> f64 {
  %a = arith.mulf %x, %x : f64
  %b = arith.mulf %a, %y : f64
  return %b : f64
}

// CHECK-NOT: enzyme.
// CHECK: call @f_vjp

// REVERSE: 36.0
// REVERSE-NEXT: 24.0
func.func @reverse(%x: f64, %y: f64, %seed: f64) -> (f64, f64) {
  %0:2 = enzyme.autodiff @f(%x, %y, %seed) {activity = [#enzyme<activity enzyme_active>, #enzyme<activity enzyme_const>], ret_activity = [#enzyme<activity enzyme_active>]} : (f64, f64, f64) -> (f64, f64)
  return %0#0, %0#1 : f64, f64
}

// GRADIENT: 48.0
// GRADIENT-NEXT: 18.0
func.func @gradient(%x: f64, %y: f64, %seed: f64) -> (f64, f64) {
  %0:2 = enzyme.autodiff @f(%x, %y, %seed) {activity = [#enzyme<activity enzyme_active>, #enzyme<activity enzyme_active>], ret_activity = [#enzyme<activity enzyme_activenoneed>]} : (f64, f64, f64) -> (f64, f64)
  return %0#0, %0#1 : f64, f64
}

// FORWARD: 36.0
// FORWARD-NEXT: 24.0
func.func @forward(%x: f64, %dx: f64, %y: f64) -> (f64, f64) {
  %0:2 = enzyme.fwddiff @f(%x, %dx, %y) {activity = [#enzyme<activity enzyme_dup>, #enzyme<activity enzyme_const>], ret_activity = [#enzyme<activity enzyme_dup>]} : (f64, f64, f64) -> (f64, f64)
  return %0#0, %0#1 : f64, f64
}

// Both derivatives at once.
// BATCHED: 24.0
// BATCHED-NEXT: 9.0
func.func @batched(%x: f64, %y: f64) -> (f64, f64) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %dx = arith.constant dense<[1.0, 0.0]> : tensor<2xf64>
  %dy = arith.constant dense<[0.0, 1.0]> : tensor<2xf64>
  %0 = enzyme.fwddiff @f(%x, %dx, %y, %dy) {activity = [#enzyme<activity enzyme_dup>, #enzyme<activity enzyme_dup>], ret_activity = [#enzyme<activity enzyme_dupnoneed>], width = 2 : i64} : (f64, tensor<2xf64>, f64, tensor<2xf64>) -> tensor<2xf64>
  %1 = tensor.extract %0[%c0] : tensor<2xf64>
  %2 = tensor.extract %0[%c1] : tensor<2xf64>
  return %1, %2 : f64, f64
}
