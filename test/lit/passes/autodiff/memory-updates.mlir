// RUN: adopt %s --autodiff --split-input-file | adopt-filecheck %s

// Several threads add to an element: each one's adjoint is that of the element.
func.func @atomic(%x: memref<?xf64>, %y: memref<?xf64>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    %a = memref.load %x[%i] : memref<?xf64>
    %old = memref.atomic_rmw addf %a, %y[%c0] : (f64, memref<?xf64>) -> f64
    scf.reduce
  }
  return
}

// CHECK-LABEL: func.func private @atomic_jvp(
// CHECK-SAME: %{{.*}}, %{{.*}}, %{{.*}}, %[[DX:.*]]: memref<?xf64>, %[[DY:.*]]: memref<?xf64>)
// CHECK: %[[DOT:.*]] = memref.load %[[DX]]
// CHECK: memref.atomic_rmw addf %[[DOT]], %[[DY]]
// CHECK-LABEL: func.func private @atomic_vjp(
// CHECK-SAME: %{{.*}}, %{{.*}}, %{{.*}}, %[[DX:.*]]: memref<?xf64>, %[[DY:.*]]: memref<?xf64>)
// CHECK: scf.parallel
// CHECK: memref.atomic_rmw addf
// CHECK: scf.parallel
// CHECK: %[[BAR:.*]] = memref.load %[[DY]]
// CHECK: %[[OLD:.*]] = memref.load %[[DX]]
// CHECK: arith.addf %[[OLD]], %[[BAR]]
func.func @ask(%x: memref<?xf64>, %y: memref<?xf64>, %n: index) {
  ad.vjp @atomic(%x, %y, %n) shadows(%x, %y : memref<?xf64>, memref<?xf64>) wrt [0, 1] : (memref<?xf64>, memref<?xf64>, index) -> ()
  ad.jvp @atomic(%x, %y, %n) tangents(%x, %y : memref<?xf64>, memref<?xf64>) wrt [0, 1] : (memref<?xf64>, memref<?xf64>, index) -> ()
  return
}

// -----

// The old buffer lives until its reverse is done.
func.func @realloc(%x: f64, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %a = memref.alloc() : memref<4xf64>
  memref.store %x, %a[%c0] : memref<4xf64>
  %b = memref.realloc %a(%n) : memref<4xf64> to memref<?xf64>
  %v = memref.load %b[%c0] : memref<?xf64>
  memref.dealloc %b : memref<?xf64>
  return %v : f64
}

// CHECK-LABEL: func.func private @realloc_pullback
// CHECK: %[[A:.*]] = memref.alloc() : memref<4xf64>
// CHECK: %[[B:.*]] = memref.alloc(%{{.*}}) : memref<?xf64>
// CHECK: %[[SIZE:.*]] = arith.minui
// CHECK: memref.subview %[[A]][0] [%[[SIZE]]] [1]
// CHECK: memref.subview %[[B]][0] [%[[SIZE]]] [1]
// CHECK: memref.copy
// CHECK: memref.dealloc %[[B]]
// CHECK: memref.dealloc %[[A]]
// CHECK: return
func.func @ask(%x: f64, %n: index) -> f64 {
  %d = ad.grad @realloc(%x, %n) wrt [0] : (f64, index) -> f64
  return %d : f64
}

// -----

func.func @scope(%x: f64) -> f64 {
  %r = memref.alloca_scope -> (f64) {
    %a = memref.alloca() : memref<f64>
    memref.store %x, %a[] : memref<f64>
    %v = memref.load %a[] : memref<f64>
    memref.alloca_scope.return %v : f64
  }
  return %r : f64
}

// CHECK-LABEL: func.func private @scope_jvp
// CHECK-NOT: memref.alloca
// CHECK: memref.dealloc
// CHECK: memref.dealloc
// CHECK: return
func.func @ask(%x: f64) -> f64 {
  %y, %d = ad.jvp @scope(%x) tangents(%x : f64) : (f64) -> (f64, f64)
  return %d : f64
}

// -----

// The first iteration that gave the maximum gets the adjoint.
func.func @max(%x: memref<?xf64>, %n: index, %p: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.parallel (%i) = (%c0) to (%n) step (%c1) init (%p) -> f64 {
    %a = memref.load %x[%i] : memref<?xf64>
    scf.reduce(%a : f64) {
    ^bb0(%u: f64, %v: f64):
      %w = arith.maximumf %u, %v : f64
      scf.reduce.return %w : f64
    }
  }
  return %r : f64
}

// CHECK-LABEL: func.func private @max_pullback
// CHECK: %[[MAX:.*]] = scf.parallel
// CHECK: %[[WINNER:.*]] = scf.parallel {{.*}} -> index
// CHECK: arith.cmpf oeq, %{{.*}}, %[[MAX]]
// CHECK: arith.minui
// CHECK: scf.parallel
// CHECK: arith.cmpi eq, %[[WINNER]]
func.func @ask(%x: memref<?xf64>, %n: index, %p: f64) -> f64 {
  %d = ad.grad @max(%x, %n, %p) shadows(%x : memref<?xf64>) wrt [0, 2] : (memref<?xf64>, index, f64) -> f64
  return %d : f64
}
