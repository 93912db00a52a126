// RUN: adopt %s --autodiff | adopt-filecheck %s

func.func @power(%x: f64, %n: i32) -> f64 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %done = arith.cmpi eq, %n, %zero : i32
  %0 = scf.if %done -> f64 {
    %1 = arith.constant 1.0 : f64
    scf.yield %1 : f64
  } else {
    %m = arith.subi %n, %one : i32
    %1 = func.call @power(%x, %m) : (f64, i32) -> f64
    %2 = arith.mulf %1, %x : f64
    scf.yield %2 : f64
  }
  return %0 : f64
}

// CHECK-LABEL: func.func private @power_pullback
// CHECK: call @power_pullback
// CHECK-LABEL: func.func @ask
func.func @ask(%x: f64, %n: i32) -> f64 {
  %0 = ad.grad @power(%x, %n) : (f64, i32) -> f64
  return %0 : f64
}
