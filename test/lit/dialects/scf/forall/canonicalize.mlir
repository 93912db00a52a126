// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @forall_constant_bounds(
// CHECK-NEXT:   scf.forall (%arg2, %arg3) = (0, 0) to (%arg0, 5) step (1, %arg0) {
// CHECK-NEXT:     "z"(%arg2, %arg3) : (index, index) -> ()
// CHECK-NEXT:   } {attr = 1 : i64}
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @forall_constant_bounds(%arg0: index, %arg1: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.forall (%arg2, %arg3) = (%c0, %c0) to (%arg0, 5) step (%c1, %arg0) {
    "z"(%arg2, %arg3) : (index, index) -> ()
  } {attr = 1 : i64}
  return
}

// -----

// CHECK-LABEL: func.func @forall_one_loop_runs_once(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   scf.forall (%arg2) in (%arg0) {
// CHECK-NEXT:     "z"(%arg2, %c0) : (index, index) -> ()
// CHECK-NEXT:   } {attr = 1 : i64}
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @forall_one_loop_runs_once(%arg0: index, %arg1: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.forall (%arg2, %arg3) in (%arg0, 1) {
    "z"(%arg2, %arg3) : (index, index) -> ()
  } {attr = 1 : i64}
  return
}

// -----

// CHECK-LABEL: func.func @forall_runs_once(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   "z"(%c0, %c0) : (index, index) -> ()
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @forall_runs_once(%arg0: index, %arg1: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.forall (%arg2, %arg3) in (1, 1) {
    "z"(%arg2, %arg3) : (index, index) -> ()
  } {attr = 1 : i64}
  return
}

// -----

// CHECK-LABEL: func.func @forall_never_runs(
// CHECK-NEXT:   return %arg2 : tensor<4xf32>
// CHECK-NEXT: }
func.func @forall_never_runs(%arg0: index, %arg1: f32, %arg2: tensor<4xf32>) -> tensor<4xf32> {
  %0 = scf.forall (%arg3, %arg4) in (4, 0) shared_outs(%arg5 = %arg2) -> (tensor<4xf32>) {
    "z"(%arg3, %arg4) : (index, index) -> ()
    scf.forall.in_parallel {
    }
  } {attr = 1 : i64}
  return %0 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @forall_output_not_written(
// CHECK-NEXT:   scf.forall (%arg3, %arg4) in (4, 2) {
// CHECK-NEXT:     "z"(%arg3, %arg4, %arg2) : (index, index, tensor<4xf32>) -> ()
// CHECK-NEXT:   } {attr = 1 : i64}
// CHECK-NEXT:   return %arg2 : tensor<4xf32>
// CHECK-NEXT: }
func.func @forall_output_not_written(%arg0: index, %arg1: f32, %arg2: tensor<4xf32>) -> tensor<4xf32> {
  %0 = scf.forall (%arg3, %arg4) in (4, 2) shared_outs(%arg5 = %arg2) -> (tensor<4xf32>) {
    "z"(%arg3, %arg4, %arg5) : (index, index, tensor<4xf32>) -> ()
    scf.forall.in_parallel {
    }
  } {attr = 1 : i64}
  return %0 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @forall_runs_once_from_value(
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   scf.forall (%arg2) = (%arg0) to (5) step (2) {
// CHECK-NEXT:     "z"(%c3, %arg2) : (index, index) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @forall_runs_once_from_value(%arg0: index, %arg1: f32) {
  scf.forall (%arg2, %arg3) = (3, %arg0) to (7, 5) step (10, 2) {
    "z"(%arg2, %arg3) : (index, index) -> ()
  }
  return
}
