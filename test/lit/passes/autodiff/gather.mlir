// RUN: adopt %s --autodiff --canonicalize --cse --split-input-file | adopt-filecheck %s

// y[i] = x[i] + 2 x[i + 1]: in the middle each element of the shadow is added to once; the ends have loops of their own.
func.func @f(%x: memref<?xf64>, %y: memref<?xf64>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %two = arith.constant 2.0 : f64
  scf.for %i = %c0 to %n step %c1 {
    %next = arith.addi %i, %c1 : index
    %a = memref.load %x[%i] : memref<?xf64>
    %b = memref.load %x[%next] : memref<?xf64>
    %b2 = arith.mulf %b, %two : f64
    %s = arith.addf %a, %b2 : f64
    memref.store %s, %y[%i] : memref<?xf64>
  }
  return
}

// CHECK-LABEL: func.func private @f_vjp
// CHECK-SAME: %[[X:.*]]: memref<?xf64>, %[[Y:.*]]: memref<?xf64>, %[[N:.*]]: index, %[[XS:.*]]: memref<?xf64> {llvm.noalias}, %[[YS:.*]]: memref<?xf64> {llvm.noalias}
// CHECK: scf.for
// CHECK: memref.store %{{.*}}, %[[Y]]
// CHECK: scf.for
// CHECK-COUNT-1: memref.store %{{.*}}, %[[XS]]
// CHECK: scf.for
// CHECK: %[[A:.*]] = memref.load %[[YS]]
// CHECK: %[[B:.*]] = memref.load %[[YS]]
// CHECK: memref.load %[[XS]]
// CHECK: memref.store %{{.*}}, %[[XS]]
// CHECK-NOT: memref.store
// CHECK: scf.for
// CHECK: memref.store %{{.*}}, %[[XS]]
// CHECK: scf.for
// CHECK-NOT: memref.load
// CHECK: memref.store %{{.*}}, %[[YS]]
// CHECK: return
func.func @ask(%x: memref<?xf64>, %y: memref<?xf64>, %n: index, %xs: memref<?xf64>, %ys: memref<?xf64>) {
  ad.vjp @f(%x, %y, %n) shadows(%xs, %ys : memref<?xf64>, memref<?xf64>) : (memref<?xf64>, memref<?xf64>, index) -> ()
  return
}

// -----

// What is written in the loop is read by other iterations: their order stays.
func.func @f(%x: memref<?xf64>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %next = arith.addi %i, %c1 : index
    %a = memref.load %x[%i] : memref<?xf64>
    %b = memref.load %x[%next] : memref<?xf64>
    %s = arith.addf %a, %b : f64
    memref.store %s, %x[%i] : memref<?xf64>
  }
  return
}

// CHECK-LABEL: func.func private @f_vjp
// CHECK: scf.for
// CHECK: scf.for
// CHECK-COUNT-3: memref.store
// CHECK-NOT: scf.for
// CHECK: return
func.func @ask(%x: memref<?xf64>, %n: index, %xs: memref<?xf64>) {
  ad.vjp @f(%x, %n) shadows(%xs : memref<?xf64>) : (memref<?xf64>, index) -> ()
  return
}
