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

// -----

// A function that writes to a buffer is not executed again: its body stands where it was called.

func.func private @put(%x: f64, %m: memref<f64>) {
  %y = arith.mulf %x, %x : f64
  memref.store %y, %m[] : memref<f64>
  return
}
func.func @through_memory(%x: f64) -> f64 {
  %m = memref.alloca() : memref<f64>
  func.call @put(%x, %m) : (f64, memref<f64>) -> ()
  %y = memref.load %m[] : memref<f64>
  return %y : f64
}
func.func @request(%x: f64) -> f64 {
  %dx = ad.grad @through_memory(%x) : (f64) -> f64
  return %dx : f64
}

// CHECK-LABEL: func.func private @through_memory_pullback(
// CHECK-SAME: %[[X:.*]]: f64, %[[G:.*]]: f64) -> f64
// CHECK-NOT: call
// CHECK: %[[SQUARE:.*]] = arith.mulf %[[X]], %[[X]]
// CHECK: memref.store %[[SQUARE]]
// CHECK-NOT: call
// CHECK: return
