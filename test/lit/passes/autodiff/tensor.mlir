// Adjoints of tensors: they go through loops and are added to in place; values of tensors are kept on tapes.

// RUN: adopt %s --autodiff --canonicalize --cse | adopt-filecheck %s

// An element is read, added to and put back; no other tensor comes into being in the loop.
// CHECK-LABEL: func.func private @sum_pullback
// CHECK-SAME: (%[[A:.*]]: tensor<?xf64>, %{{.*}}: index, %{{.*}}: f64) -> tensor<?xf64> {
// CHECK: %[[DIM:.*]] = tensor.dim %[[A]]
// CHECK: %[[ZERO:.*]] = tensor.splat %{{.*}}[%[[DIM]]] : tensor<?xf64>
// CHECK: %[[SUMS:.*]] = scf.for {{.*}} iter_args(%[[SUM:.*]] = %[[ZERO]]) -> (tensor<?xf64>) {
// CHECK-NOT: tensor.splat
// CHECK: %[[BEFORE:.*]] = tensor.extract %[[SUM]][%[[I:.*]]] : tensor<?xf64>
// CHECK-NEXT: %[[AFTER:.*]] = arith.addf %[[BEFORE]], %{{.*}} : f64
// CHECK-NEXT: %[[NEW:.*]] = tensor.insert %[[AFTER]] into %[[SUM]][%[[I]]]
// CHECK-NEXT: scf.yield %[[NEW]]
// CHECK: return %[[SUMS]]
func.func @sum(%a: tensor<?xf64>, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %z = arith.constant 0.0 : f64
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %z) -> (f64) {
    %x = tensor.extract %a[%i] : tensor<?xf64>
    %y = math.sin %x : f64
    %t = arith.addf %s, %y : f64
    scf.yield %t : f64
  }
  return %r : f64
}
func.func @dsum(%a: tensor<?xf64>, %n: index) -> tensor<?xf64> {
  %0 = ad.grad @sum(%a, %n) wrt [0] : (tensor<?xf64>, index) -> (tensor<?xf64>)
  return %0 : tensor<?xf64>
}

// What the loop carries has the sizes of what enters it: the tape is made in front, with these.
// CHECK-LABEL: func.func private @carried_vjp
// CHECK: %[[DIM:.*]] = tensor.dim %arg0
// CHECK: %[[TAPE:.*]] = ad.tape.create(%{{.*}}, %[[DIM]]) : !ad.tape<tensor<?xf64>>
// CHECK: scf.for {{.*}} iter_args(%[[T:.*]] = %arg0)
// CHECK-NEXT: ad.tape.set %[[T]], %[[TAPE]]
// CHECK: scf.for
// CHECK: ad.tape.get %[[TAPE]]
// CHECK: ad.tape.free %[[TAPE]]
func.func @carried(%a: tensor<?xf64>, %n: index) -> tensor<?xf64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%t = %a) -> (tensor<?xf64>) {
    %u = arith.mulf %t, %t : tensor<?xf64>
    scf.yield %u : tensor<?xf64>
  }
  return %r : tensor<?xf64>
}
func.func @dcarried(%a: tensor<?xf64>, %n: index, %c: tensor<?xf64>) -> tensor<?xf64> {
  %0:2 = ad.vjp @carried(%a, %n) cotangents(%c : tensor<?xf64>) : (tensor<?xf64>, index) -> (tensor<?xf64>, tensor<?xf64>)
  return %0#1 : tensor<?xf64>
}

// The sizes change: each slot holds a buffer of its own, which is freed behind the loop.
// CHECK-LABEL: func.func private @grows_vjp
// CHECK: %[[TAPE:.*]] = ad.tape.create(%[[COUNT:.*]]) : !ad.tape<memref<?xf64>>
// CHECK: scf.for {{.*}} iter_args(%[[T:.*]] = %arg0)
// CHECK: %[[DIM:.*]] = tensor.dim %[[T]]
// CHECK: %[[BUFFER:.*]] = memref.alloc(%[[DIM]]) : memref<?xf64>
// CHECK: bufferization.materialize_in_destination %[[T]] in writable %[[BUFFER]]
// CHECK: ad.tape.set %[[BUFFER]], %[[TAPE]]
// CHECK: scf.for
// CHECK: %[[KEPT:.*]] = ad.tape.get %[[TAPE]]
// CHECK: bufferization.to_tensor %[[KEPT]] restrict
// CHECK: scf.for %[[I:.*]] = %{{.*}} to %[[COUNT]]
// CHECK-NEXT: %[[FREED:.*]] = ad.tape.get %[[TAPE]][%[[I]]]
// CHECK-NEXT: memref.dealloc %[[FREED]]
// CHECK: ad.tape.free %[[TAPE]]
func.func @grows(%a: tensor<?xf64>, %n: index) -> tensor<?xf64> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%t = %a) -> (tensor<?xf64>) {
    %u = arith.mulf %t, %t : tensor<?xf64>
    %v = tensor.concat dim(0) %u, %t : (tensor<?xf64>, tensor<?xf64>) -> tensor<?xf64>
    scf.yield %v : tensor<?xf64>
  }
  return %r : tensor<?xf64>
}
func.func @dgrows(%a: tensor<?xf64>, %n: index, %c: tensor<?xf64>) -> tensor<?xf64> {
  %0:2 = ad.vjp @grows(%a, %n) cotangents(%c : tensor<?xf64>) : (tensor<?xf64>, index) -> (tensor<?xf64>, tensor<?xf64>)
  return %0#1 : tensor<?xf64>
}

// The other branch hands on a tensor of the same size, with any elements.
// CHECK-LABEL: func.func private @branch_vjp
// CHECK: %[[DIM:.*]] = tensor.dim %arg0
// CHECK: scf.if
// CHECK: %[[ANY:.*]] = tensor.empty(%[[DIM]]) : tensor<?xf64>
// CHECK: scf.yield %{{.*}}, %[[ANY]]
func.func @branch(%a: tensor<?xf64>, %k: i1) -> tensor<?xf64> {
  %r = scf.if %k -> (tensor<?xf64>) {
    %u = math.exp %a : tensor<?xf64>
    %v = arith.mulf %u, %a : tensor<?xf64>
    scf.yield %v : tensor<?xf64>
  } else {
    scf.yield %a : tensor<?xf64>
  }
  return %r : tensor<?xf64>
}
func.func @dbranch(%a: tensor<?xf64>, %k: i1, %c: tensor<?xf64>) -> tensor<?xf64> {
  %0:2 = ad.vjp @branch(%a, %k) cotangents(%c : tensor<?xf64>) : (tensor<?xf64>, i1) -> (tensor<?xf64>, tensor<?xf64>)
  return %0#1 : tensor<?xf64>
}
