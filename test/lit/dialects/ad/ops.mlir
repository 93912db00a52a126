// RUN: adopt %s | adopt | adopt-filecheck %s

func.func private @f(f64, f64) -> f64
func.func private @g(f64, memref<4xf64>, index) -> (f64, index)

// CHECK-LABEL: func.func @requests
// CHECK-SAME: (%[[X:.*]]: f64, %[[Y:.*]]: f64, %[[M:.*]]: memref<4xf64>, %[[S:.*]]: memref<4xf64>, %[[N:.*]]: index)
func.func @requests(%x: f64, %y: f64, %m: memref<4xf64>, %s: memref<4xf64>, %n: index) {
  // CHECK: ad.grad @f(%[[X]], %[[Y]]) : (f64, f64) -> (f64, f64)
  %0:2 = ad.grad @f(%x, %y) : (f64, f64) -> (f64, f64)
  // CHECK: ad.grad @f(%[[X]], %[[Y]]) wrt [1] : (f64, f64) -> f64
  %1 = ad.grad @f(%x, %y) wrt [1] : (f64, f64) -> f64
  // CHECK: ad.jvp @f(%[[X]], %[[Y]]) tangents(%[[Y]] : f64) wrt [0] : (f64, f64) -> (f64, f64)
  %2:2 = ad.jvp @f(%x, %y) tangents(%y : f64) wrt [0] : (f64, f64) -> (f64, f64)
  // CHECK: ad.jvp @f(%[[X]], %[[Y]]) tangents(%[[X]], %[[Y]] : f64, f64) wrt [0] {width = 2 : i64} : (f64, f64) -> (f64, f64, f64)
  %4:3 = ad.jvp @f(%x, %y) tangents(%x, %y : f64, f64) wrt [0] {width = 2 : i64} : (f64, f64) -> (f64, f64, f64)
  // CHECK: ad.vjp @g(%[[X]], %[[M]], %[[N]]) shadows(%[[S]] : memref<4xf64>) cotangents(%[[Y]] : f64) : (f64, memref<4xf64>, index) -> (f64, index, f64)
  %3:3 = ad.vjp @g(%x, %m, %n) shadows(%s : memref<4xf64>) cotangents(%y : f64) : (f64, memref<4xf64>, index) -> (f64, index, f64)
  // CHECK: %[[HALF:.*]]:3 = ad.augment @g(%[[X]], %[[M]], %[[N]]) shadows(%[[S]] : memref<4xf64>) wrt [0, 1] : (f64, memref<4xf64>, index) -> (f64, index, index)
  %5:3 = ad.augment @g(%x, %m, %n) shadows(%s : memref<4xf64>) wrt [0, 1] : (f64, memref<4xf64>, index) -> (f64, index, index)
  // CHECK: ad.pullback @g(%[[X]], %[[M]], %[[N]]) shadows(%[[S]] : memref<4xf64>) cotangents(%[[Y]] : f64) tape %[[HALF]]#2 wrt [0, 1] : (f64, memref<4xf64>, index) -> f64
  %6 = ad.pullback @g(%x, %m, %n) shadows(%s : memref<4xf64>) cotangents(%y : f64) tape %5#2 wrt [0, 1] : (f64, memref<4xf64>, index) -> f64
  return
}

// CHECK-LABEL: func.func @tapes
// CHECK-SAME: (%[[X:.*]]: f64, %[[N:.*]]: index)
func.func @tapes(%x: f64, %n: index) -> f64 {
  // CHECK: %[[T:.*]] = ad.tape.create(%[[N]]) : !ad.tape<f64>
  %t = ad.tape.create(%n) : !ad.tape<f64>
  // CHECK: %[[U:.*]] = ad.tape.create(%[[N]], %[[N]]) : !ad.tape<f64, 2>
  %u = ad.tape.create(%n, %n) : !ad.tape<f64, 2>
  // CHECK: ad.tape.set %[[X]], %[[U]][%[[N]], %[[N]]] : !ad.tape<f64, 2>
  ad.tape.set %x, %u[%n, %n] : !ad.tape<f64, 2>
  // CHECK: %[[L:.*]] = ad.tape.append %[[X]], %[[T]][%[[N]]] : !ad.tape<f64>
  %l = ad.tape.append %x, %t[%n] : !ad.tape<f64>
  // CHECK: ad.tape.get %[[L]][%[[N]]] : !ad.tape<f64>
  %y = ad.tape.get %l[%n] : !ad.tape<f64>
  // CHECK: ad.tape.free %[[L]] : !ad.tape<f64>
  ad.tape.free %l : !ad.tape<f64>
  ad.tape.free %u : !ad.tape<f64, 2>
  return %y : f64
}

// CHECK-LABEL: func.func @stacks
// CHECK-SAME: (%[[X:.*]]: f64, %[[S:.*]]: !ad.stack<!ad.tape<f64>>)
func.func @stacks(%x: f64, %s: !ad.stack<!ad.tape<f64>>) -> f64 {
  // CHECK: %[[T:.*]] = ad.stack.create : !ad.stack<f64>
  %t = ad.stack.create : !ad.stack<f64>
  // CHECK: ad.stack.push %[[X]], %[[T]] : !ad.stack<f64>
  ad.stack.push %x, %t : !ad.stack<f64>
  // CHECK: %[[A:.*]] = ad.stack.address %[[T]] : !ad.stack<f64>
  %a = ad.stack.address %t : !ad.stack<f64>
  // CHECK: ad.stack.at %[[A]] : !ad.stack<f64>
  %u = ad.stack.at %a : !ad.stack<f64>
  // CHECK: ad.stack.pop %[[T]] : !ad.stack<f64>
  %y = ad.stack.pop %t : !ad.stack<f64>
  // CHECK: ad.stack.free %[[T]] : !ad.stack<f64>
  ad.stack.free %t : !ad.stack<f64>
  return %y : f64
}

// CHECK-LABEL: func.func @accumulation
// CHECK-SAME: (%[[X:.*]]: f64, %[[M:.*]]: memref<4xf64>, %[[N:.*]]: index)
func.func @accumulation(%x: f64, %m: memref<4xf64>, %n: index) {
  // CHECK: ad.accumulate %[[X]], %[[M]][%[[N]]] : memref<4xf64>
  ad.accumulate %x, %m[%n] : memref<4xf64>
  return
}
