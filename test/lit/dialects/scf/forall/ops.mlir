// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @forall(%arg0: index) {
// CHECK-NEXT:   scf.forall (%arg1) in (%arg0) {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.forall (%arg1, %arg2) in (%arg0, 3) {
// CHECK-NEXT:     "test.body"(%arg1, %arg2) : (index, index) -> ()
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   scf.forall () in () {
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @forall(%n: index) {
  scf.forall (%i) in (%n) {
  }
  scf.forall (%i, %j) in (%n, 3) {
    "test.body"(%i, %j) : (index, index) -> ()
    scf.forall.in_parallel {
    }
  } {test.a}
  scf.forall () in () {
  }
  return
}

// -----

// CHECK: func.func @forall_bounds(%arg0: index) {
// CHECK-NEXT:   scf.forall (%arg1, %arg2) in (%arg0, 3) {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.forall (%arg1, %arg2) = (0, %arg0) to (%arg0, 3) step (1, %arg0) {
// CHECK-NEXT:     "test.body"() : () -> ()
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   scf.forall (%arg1, %arg2) = (-1, 2) to (7, 9223372036854775807) step (3, 4) {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.forall (%arg1) in (4) {
// CHECK-NEXT:   } {mapping = []}
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @forall_bounds(%n: index) {
  scf.forall (%i, %j) = (0, 0) to (%n, 3) step (1, 1) {
  }
  scf.forall (%i, %j) = (0, %n) to (%n, 3) step (1, %n) {
    "test.body"() : () -> ()
  } {test.a}
  scf.forall (%i, %j) = (-1, 2) to (7, 9223372036854775807) step (3, 4) {
  }
  scf.forall (%i) in (4) {
  } {mapping = []}
  return
}

// -----

// CHECK: func.func @forall_outputs(%arg0: index, %arg1: tensor<4xf32>, %arg2: tensor<?x?xi8>) -> tensor<4xf32> {
// CHECK-NEXT:   %0 = scf.forall (%arg3) in (%arg0) shared_outs(%arg4 = %arg1) -> (tensor<4xf32>) {
// CHECK-NEXT:     scf.forall.in_parallel {
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   %1:2 = scf.forall (%arg3, %arg4) = (1, 2) to (%arg0, 3) step (3, 4) shared_outs(%arg5 = %0, %arg6 = %arg2) -> (tensor<4xf32>, tensor<?x?xi8>) {
// CHECK-NEXT:     "test.body"(%arg3, %arg4, %arg5, %arg6) : (index, index, tensor<4xf32>, tensor<?x?xi8>) -> ()
// CHECK-NEXT:     scf.forall.in_parallel {
// CHECK-NEXT:     }
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   return %1#0 : tensor<4xf32>
// CHECK-NEXT: }
func.func @forall_outputs(%n: index, %t: tensor<4xf32>, %u: tensor<?x?xi8>) -> tensor<4xf32> {
  %0 = scf.forall (%i) in (%n) shared_outs(%o = %t) -> tensor<4xf32> {
  }
  %1:2 = scf.forall (%i, %j) = (1, 2) to (%n, 3) step (3, 4) shared_outs(%o = %0, %p = %u) -> (tensor<4xf32>, tensor<?x?xi8>) {
    "test.body"(%i, %j, %o, %p) : (index, index, tensor<4xf32>, tensor<?x?xi8>) -> ()
    scf.forall.in_parallel {
    }
  } {test.a}
  return %1#0 : tensor<4xf32>
}
