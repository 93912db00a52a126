// RUN: adopt %s --autodiff --canonicalize --split-input-file | adopt-filecheck %s

// The reverse loop is affine: it runs over the iterations with the other sign.
func.func @sum(%x: memref<?xf64>, %n: index, %p: f64) -> f64 {
  %zero = arith.constant 0.0 : f64
  %r = affine.for %i = 1 to min affine_map<()[s0] -> (s0, 100)>()[%n] iter_args(%a = %zero) -> (f64) {
    %b = affine.load %x[%i - 1] : memref<?xf64>
    %c = arith.mulf %b, %p : f64
    %d = arith.addf %a, %c : f64
    affine.yield %d : f64
  }
  return %r : f64
}

// CHECK-DAG: #[[START:.*]] = affine_map<()[s0] -> (-s0 + 1, -99)>
// CHECK-LABEL: func.func private @sum_pullback(
// CHECK-SAME: %[[X:.*]]: memref<?xf64>, %[[N:.*]]: index, %[[P:.*]]: f64, %[[DX:.*]]: memref<?xf64> {llvm.noalias}, %[[BAR:.*]]: f64)
// CHECK: affine.for %[[I:.*]] = max #[[START]]()[%[[N]]] to 0
// CHECK: affine.load %[[X]][-%[[I]] - 1]
// CHECK: %[[OLD:.*]] = affine.load %[[DX]][-%[[I]] - 1]
// CHECK: %[[NEW:.*]] = arith.addf %[[OLD]]
// CHECK: affine.store %[[NEW]], %[[DX]][-%[[I]] - 1]
// CHECK: affine.yield
func.func @ask(%x: memref<?xf64>, %n: index, %p: f64, %dx: memref<?xf64>) -> f64 {
  %d = ad.grad @sum(%x, %n, %p) shadows(%dx : memref<?xf64>) wrt [0, 2] : (memref<?xf64>, index, f64) -> (f64)
  return %d : f64
}

// -----

// What is kept has one slot for each iteration; the number of the iteration is an affine expression.
func.func @power(%x: f64, %n: index) -> f64 {
  %r = affine.for %i = 2 to %n step 3 iter_args(%a = %x) -> (f64) {
    %b = arith.mulf %a, %a : f64
    affine.yield %b : f64
  }
  return %r : f64
}

// CHECK-DAG: #[[COUNT:.*]] = affine_map<()[s0] -> ((s0 - 2) ceildiv 3, 0)>
// CHECK-DAG: #[[NUMBER:.*]] = affine_map<(d0) -> ((d0 - 2) floordiv 3)>
// CHECK-DAG: #[[LAST:.*]] = affine_map<()[s0] -> ((s0 floordiv 3) * -3 + 1)>
// CHECK-DAG: #[[MIRRORED:.*]] = affine_map<(d0) -> ((-d0 - 2) floordiv 3)>
// CHECK-LABEL: func.func private @power_pullback
// CHECK: %[[TRIPS:.*]] = affine.max #[[COUNT]]()
// CHECK: %[[TAPE:.*]] = ad.tape.create(%[[TRIPS]]) : !ad.tape<f64>
// CHECK: affine.for %[[I:.*]] = 2 to
// CHECK: %[[K:.*]] = affine.apply #[[NUMBER]](%[[I]])
// CHECK: ad.tape.set %{{.*}}, %[[TAPE]][%[[K]]]
// CHECK: affine.for %[[J:.*]] = #[[LAST]]()[%{{.*}}] to -1 step 3
// CHECK: %[[L:.*]] = affine.apply #[[MIRRORED]](%[[J]])
// CHECK: ad.tape.get %[[TAPE]][%[[L]]]
func.func @ask(%x: f64, %n: index) -> f64 {
  %d = ad.grad @power(%x, %n) wrt [0] : (f64, index) -> (f64)
  return %d : f64
}

// -----

// The greatest of several lower bounds, from which the steps are counted, is the induction variable of a loop around.
func.func @start(%x: f64, %n: index) -> f64 {
  %r = affine.for %i = max affine_map<()[s0] -> (0, s0 - 40)>()[%n] to %n step 3 iter_args(%a = %x) -> (f64) {
    %b = arith.addf %a, %a : f64
    affine.yield %b : f64
  }
  return %r : f64
}

// CHECK-DAG: #[[START:.*]] = affine_map<()[s0] -> (0, s0 - 40)>
// CHECK-DAG: #[[LAST:.*]] = affine_map<(d0)[s0] -> (-d0 - ((-d0 + s0 - 1) floordiv 3) * 3)>
// CHECK-DAG: #[[FIRST:.*]] = affine_map<(d0) -> (-d0 + 1)>
// CHECK-DAG: #[[LATER:.*]] = affine_set<(d0)[s0] : (d0 - 16777216 >= 0, {{.*}} - 16777216 >= 0)>
// CHECK-LABEL: func.func private @start_pullback
// CHECK: affine.for %[[AT:.*]] = max #[[START]]()[%[[N:.*]]] to %[[N]] step 16777216
// CHECK: affine.if #[[LATER]](%[[AT]])[%[[N]]]
// CHECK: else
// CHECK: affine.for %{{.*}} = #[[LAST]](%[[AT]])[%[[N]]] to #[[FIRST]](%[[AT]]) step 3
func.func @ask(%x: f64, %n: index) -> f64 {
  %d = ad.grad @start(%x, %n) wrt [0] : (f64, index) -> (f64)
  return %d : f64
}

// -----

func.func @branch(%x: f64, %i: index) -> f64 {
  %r = affine.if affine_set<(d0) : (d0 - 3 >= 0)>(%i) -> f64 {
    %s = math.exp %x : f64
    affine.yield %s : f64
  } else {
    affine.yield %x : f64
  }
  return %r : f64
}

// CHECK-LABEL: func.func private @branch_jvp
// CHECK: affine.if {{.*}} -> (f64, f64)
// CHECK-LABEL: func.func private @branch_pullback
// CHECK: %[[P:.*]]:2 = affine.if #[[SET:.*]]()[%{{.*}}] -> (f64, f64)
// CHECK: math.exp
// CHECK: affine.if #[[SET]]()[%{{.*}}] -> f64
// CHECK: arith.mulf %{{.*}}, %[[P]]#1
func.func @ask(%x: f64, %i: index) -> f64 {
  %d = ad.grad @branch(%x, %i) wrt [0] : (f64, index) -> (f64)
  %e, %f = ad.jvp @branch(%x, %i) tangents(%x : f64) wrt [0] : (f64, index) -> (f64, f64)
  return %d : f64
}

// -----

func.func @parallel(%x: memref<?xf64>, %n: index, %p: f64) -> f64 {
  %r = affine.parallel (%i) = (0) to (symbol(%n)) reduce ("addf") -> (f64) {
    %a = affine.load %x[%i] : memref<?xf64>
    %b = affine.load %x[0] : memref<?xf64>
    %c = arith.mulf %a, %b : f64
    %d = arith.mulf %c, %p : f64
    affine.yield %d : f64
  }
  return %r : f64
}

// CHECK-LABEL: func.func private @parallel_jvp
// CHECK: affine.parallel {{.*}} reduce ("addf", "addf") -> (f64, f64)
// CHECK-LABEL: func.func private @parallel_pullback
// CHECK-NOT: ad.tape
// CHECK: affine.parallel (%[[I:.*]]) = (0) to {{.*}} reduce ("addf") -> (f64)
// CHECK: memref.atomic_rmw addf
// CHECK: memref.atomic_rmw addf
// CHECK: affine.yield
func.func @ask(%x: memref<?xf64>, %n: index, %p: f64, %dx: memref<?xf64>) -> f64 {
  %d = ad.grad @parallel(%x, %n, %p) shadows(%dx : memref<?xf64>) wrt [0, 2] : (memref<?xf64>, index, f64) -> (f64)
  %e, %f = ad.jvp @parallel(%x, %n, %p) tangents(%dx, %p : memref<?xf64>, f64) wrt [0, 2] : (memref<?xf64>, index, f64) -> (f64, f64)
  return %d : f64
}

// -----

// Adjoints are gathered: each element is added to once, by affine accesses, in loops with affine bounds inside of others.
func.func @stencil(%x: memref<?x?xf64>, %y: memref<?x?xf64>, %n: index) {
  affine.for %i = 0 to %n {
    affine.for %j = affine_map<(d0) -> (d0)>(%i) to %n {
      %a = affine.load %x[%i, %j] : memref<?x?xf64>
      %b = affine.load %x[%i, %j + 2] : memref<?x?xf64>
      %s = arith.addf %a, %b : f64
      affine.store %s, %y[%i, %j] : memref<?x?xf64>
    }
  }
  return
}

// CHECK-DAG: #[[LESS:.*]] = affine_map<(d0)[s0] -> (-d0 + 2, s0)>
// CHECK-DAG: #[[MIDDLE:.*]] = affine_map<(d0) -> (-d0 + 2)>
// CHECK-LABEL: func.func private @stencil_vjp(
// CHECK-SAME: %{{.*}}: memref<?x?xf64>, %{{.*}}: memref<?x?xf64>, %[[N:.*]]: index, %[[DX:.*]]: memref<?x?xf64> {llvm.noalias}, %[[DY:.*]]: memref<?x?xf64> {llvm.noalias})
// CHECK: affine.for %[[I:.*]] = #{{.*}}()[%[[N]]] to 1
// CHECK: affine.for %[[J:.*]] = #{{.*}}(%[[I]]) to min #[[LESS]](%[[I]])[%[[N]]]
// CHECK: affine.store %{{.*}}, %[[DX]][-%[[I]], %[[J]]]
// CHECK: affine.for %[[J:.*]] = #[[MIDDLE]](%[[I]]) to %[[N]]
// CHECK: affine.load %[[DY]][-%[[I]], %[[J]]]
// CHECK: affine.load %[[DY]][-%[[I]], %[[J]] - 2]
// CHECK: affine.load %[[DX]][-%[[I]], %[[J]]]
// CHECK: affine.store %{{.*}}, %[[DX]][-%[[I]], %[[J]]]
// CHECK: affine.for
// CHECK: affine.store %{{.*}}, %[[DX]]
// CHECK: affine.for
// CHECK: affine.store %{{.*}}, %[[DY]]
// CHECK-NOT: affine.store
// CHECK: return
func.func @ask(%x: memref<?x?xf64>, %y: memref<?x?xf64>, %n: index, %dx: memref<?x?xf64>, %dy: memref<?x?xf64>) {
  ad.vjp @stencil(%x, %y, %n) shadows(%dx, %dy : memref<?x?xf64>, memref<?x?xf64>) : (memref<?x?xf64>, memref<?x?xf64>, index) -> ()
  return
}

// -----

func.func @vectors(%x: memref<?xf64>, %y: memref<?xf64>, %n: index) {
  affine.for %i = 0 to %n step 4 {
    affine.prefetch %x[%i + 8], read, locality<3>, data : memref<?xf64>
    %a = affine.vector_load %x[%i] : memref<?xf64>, vector<4xf64>
    %b = math.sin %a : vector<4xf64>
    affine.vector_store %b, %y[%i] : memref<?xf64>, vector<4xf64>
  }
  return
}

// CHECK-LABEL: func.func private @vectors_jvp
// CHECK: affine.vector_load
// CHECK: affine.vector_load
// CHECK: affine.vector_store
// CHECK: affine.vector_store
// CHECK-LABEL: func.func private @vectors_vjp(
// CHECK-SAME: %{{.*}}, %{{.*}}, %{{.*}}, %[[DX:.*]]: memref<?xf64>, %[[DY:.*]]: memref<?xf64>)
// CHECK: affine.for %[[I:.*]] = #{{.*}}()[%{{.*}}] to 1 step 4
// CHECK: %[[BAR:.*]] = affine.vector_load %[[DY]][-%[[I]]] : memref<?xf64>, vector<4xf64>
// CHECK: affine.vector_store %{{.*}}, %[[DY]][-%[[I]]]
// CHECK: affine.vector_load %[[DX]][-%[[I]]]
// CHECK: arith.addf {{.*}} : vector<4xf64>
// CHECK: affine.vector_store %{{.*}}, %[[DX]][-%[[I]]]
func.func @ask(%x: memref<?xf64>, %y: memref<?xf64>, %n: index) {
  ad.vjp @vectors(%x, %y, %n) shadows(%x, %y : memref<?xf64>, memref<?xf64>) wrt [0, 1] : (memref<?xf64>, memref<?xf64>, index) -> ()
  ad.jvp @vectors(%x, %y, %n) tangents(%x, %y : memref<?xf64>, memref<?xf64>) wrt [0, 1] : (memref<?xf64>, memref<?xf64>, index) -> ()
  return
}
