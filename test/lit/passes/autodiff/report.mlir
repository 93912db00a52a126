// RUN: adopt %s --autodiff --autodiff-report 2>&1 >/dev/null | adopt-filecheck %s
// RUN: adopt %s --autodiff=report 2>&1 | adopt-filecheck %s

// CHECK: autodiff: reverse mode of @f
// CHECK-NEXT: 'scf.for' at {{.*}}report.mlir:11:8: 1 needed, 1 kept, 0 recomputed or known, 8 bytes
// CHECK-NEXT: f64, 8 bytes: block argument #1 at {{.*}}, since it is passed on
func.func @f(%x: f64, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index

  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> f64 {
    %1 = arith.mulf %a, %a : f64
    scf.yield %1 : f64
  }
  return %0 : f64
}
func.func @ask(%x: f64, %n: index) -> f64 {
  %0 = ad.grad @f(%x, %n) : (f64, index) -> f64
  return %0 : f64
}

// What is not written over in time is read again: the places that are written run ahead of those that are read.
// CHECK: autodiff: reverse mode of @history
// CHECK-NEXT: 'scf.for' at {{.*}}report.mlir:[[#@LINE+8]]:3: 2 needed, 0 kept, 2 recomputed or known, 0 bytes
// CHECK-NEXT: autodiff: reverse mode of @overwritten
func.func @history(%x: f64, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %size = arith.addi %n, %c1 : index
  %m = memref.alloc(%size) : memref<?xf64>
  memref.store %x, %m[%c0] : memref<?xf64>
  scf.for %i = %c0 to %n step %c1 {
    %0 = memref.load %m[%i] : memref<?xf64>
    %1 = arith.mulf %0, %0 : f64
    %j = arith.addi %i, %c1 : index
    memref.store %1, %m[%j] : memref<?xf64>
  }
  %2 = memref.load %m[%n] : memref<?xf64>
  memref.dealloc %m : memref<?xf64>
  return %2 : f64
}
// CHECK-NEXT: 'scf.for' at {{.*}}report.mlir:[[#@LINE+7]]:3: 1 needed, 1 kept, 0 recomputed or known, 8 bytes
// CHECK-NEXT: f64, 8 bytes: result #0 of 'memref.load'
func.func @overwritten(%x: f64, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = memref.alloc() : memref<1xf64>
  memref.store %x, %m[%c0] : memref<1xf64>
  scf.for %i = %c0 to %n step %c1 {
    %0 = memref.load %m[%c0] : memref<1xf64>
    %1 = arith.mulf %0, %0 : f64
    memref.store %1, %m[%c0] : memref<1xf64>
  }
  %2 = memref.load %m[%c0] : memref<1xf64>
  memref.dealloc %m : memref<1xf64>
  return %2 : f64
}
func.func @askBuffers(%x: f64, %n: index) -> (f64, f64) {
  %0 = ad.grad @history(%x, %n) : (f64, index) -> f64
  %1 = ad.grad @overwritten(%x, %n) : (f64, index) -> f64
  return %0, %1 : f64, f64
}

// The same in affine loops, whose accesses say themselves how indices follow.
// CHECK: autodiff: reverse mode of @affineHistory
// CHECK-NEXT: 'affine.for' at {{.*}}report.mlir:[[#@LINE+9]]:3: {{.*}}, 0 kept, {{.*}}, 0 bytes
// CHECK-NEXT: autodiff: reverse mode of @affineBehind
// CHECK-NEXT: 'affine.for' at {{.*}}report.mlir:[[#@LINE+17]]:3: {{.*}}, 1 kept, {{.*}}, 8 bytes
func.func @affineHistory(%x: f64, %n: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %size = arith.addi %n, %c1 : index
  %m = memref.alloc(%size) : memref<?xf64>
  memref.store %x, %m[%c0] : memref<?xf64>
  affine.for %i = 0 to %n {
    %0 = affine.load %m[%i] : memref<?xf64>
    %1 = arith.mulf %0, %0 : f64
    affine.store %1, %m[%i + 1] : memref<?xf64>
  }
  %2 = memref.load %m[%n] : memref<?xf64>
  memref.dealloc %m : memref<?xf64>
  return %2 : f64
}
func.func @affineBehind(%x: memref<?xf64>, %n: index) {
  affine.for %i = 0 to %n {
    %0 = affine.load %x[%i + 1] : memref<?xf64>
    %1 = arith.mulf %0, %0 : f64
    affine.store %1, %x[%i] : memref<?xf64>
  }
  return
}
func.func @askAffine(%x: f64, %n: index, %m: memref<?xf64>, %s: memref<?xf64>) -> f64 {
  %0 = ad.grad @affineHistory(%x, %n) : (f64, index) -> f64
  ad.vjp @affineBehind(%m, %n) shadows(%s : memref<?xf64>) wrt [0] : (memref<?xf64>, index) -> ()
  return %0 : f64
}
