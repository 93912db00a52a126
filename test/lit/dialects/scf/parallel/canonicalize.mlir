// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @parallel_stays(
// CHECK-NEXT:   %0:2 = scf.parallel (%arg3) = (%arg0) to (%arg1) step (%arg0) init (%arg2, %arg2) -> (f32, f32) {
// CHECK-NEXT:     scf.reduce(%arg2, %arg2 : f32, f32) {
// CHECK-NEXT:     ^bb0(%arg4: f32, %arg5: f32):
// CHECK-NEXT:       scf.reduce.return %arg4 : f32
// CHECK-NEXT:     }, {
// CHECK-NEXT:     ^bb0(%arg4: f32, %arg5: f32):
// CHECK-NEXT:       scf.reduce.return %arg4 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0 : f32
// CHECK-NEXT: }
func.func @parallel_stays(%arg0: index, %arg1: index, %arg2: f32) -> f32 {
  %0:2 = scf.parallel (%arg3) = (%arg0) to (%arg1) step (%arg0) init (%arg2, %arg2) -> (f32, f32) {
    scf.reduce(%arg2, %arg2 : f32, f32) {
    ^bb0(%arg4: f32, %arg5: f32):
      scf.reduce.return %arg4 : f32
    }, {
    ^bb0(%arg4: f32, %arg5: f32):
      scf.reduce.return %arg4 : f32
    }
  }
  return %0#0 : f32
}

// -----

// CHECK-LABEL: func.func @parallel_one_loop_runs_once(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.parallel (%arg2) = (%c0) to (%arg0) step (%c1) init (%arg1) -> f32 {
// CHECK-NEXT:     %1 = "v"(%arg2, %c0) : (index, index) -> f32
// CHECK-NEXT:     scf.reduce(%1 : f32) {
// CHECK-NEXT:     ^bb0(%arg3: f32, %arg4: f32):
// CHECK-NEXT:       %2 = arith.addf %arg3, %arg4 : f32
// CHECK-NEXT:       scf.reduce.return %2 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @parallel_one_loop_runs_once(%arg0: index, %arg1: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.parallel (%arg2, %arg3) = (%c0, %c0) to (%arg0, %c1) step (%c1, %c1) init (%arg1) -> f32 {
    %1 = "v"(%arg2, %arg3) : (index, index) -> f32
    scf.reduce(%1 : f32) {
    ^bb0(%arg4: f32, %arg5: f32):
      %2 = arith.addf %arg4, %arg5 : f32
      scf.reduce.return %2 : f32
    }
  }
  return %0 : f32
}

// -----

// CHECK-LABEL: func.func @parallel_runs_once(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = "v"(%c0, %c0) : (index, index) -> f32
// CHECK-NEXT:   %1 = arith.addf %arg1, %0 : f32
// CHECK-NEXT:   return %1 : f32
// CHECK-NEXT: }
func.func @parallel_runs_once(%arg0: index, %arg1: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.parallel (%arg2, %arg3) = (%c0, %c0) to (%c1, %c1) step (%c1, %c1) init (%arg1) -> f32 {
    %1 = "v"(%arg2, %arg3) : (index, index) -> f32
    scf.reduce(%1 : f32) {
    ^bb0(%arg4: f32, %arg5: f32):
      %2 = arith.addf %arg4, %arg5 : f32
      scf.reduce.return %2 : f32
    }
  }
  return %0 : f32
}

// -----

// CHECK-LABEL: func.func @parallel_never_runs(
// CHECK-NEXT:   return %arg1 : f32
// CHECK-NEXT: }
func.func @parallel_never_runs(%arg0: index, %arg1: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.parallel (%arg2, %arg3) = (%c0, %c1) to (%arg0, %c1) step (%c1, %c1) init (%arg1) -> f32 {
    %1 = "v"(%arg2, %arg3) : (index, index) -> f32
    scf.reduce(%1 : f32) {
    ^bb0(%arg4: f32, %arg5: f32):
      %2 = arith.addf %arg4, %arg5 : f32
      scf.reduce.return %2 : f32
    }
  }
  return %0 : f32
}

// -----

// CHECK-LABEL: func.func @parallel_in_parallel(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.parallel (%arg2, %arg3, %arg4) = (%c0, %c0, %c1) to (%arg0, %arg0, %arg0) step (%c1, %c1, %c1) {
// CHECK-NEXT:     "v"(%arg2, %arg3, %arg4) : (index, index, index) -> ()
// CHECK-NEXT:     scf.reduce
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @parallel_in_parallel(%arg0: index, %arg1: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.parallel (%arg2) = (%c0) to (%arg0) step (%c1) {
    scf.parallel (%arg3, %arg4) = (%c0, %c1) to (%arg0, %arg0) step (%c1, %c1) {
      "v"(%arg2, %arg3, %arg4) : (index, index, index) -> ()
      scf.reduce 
    }
    scf.reduce 
  }
  return
}

// -----

// CHECK-LABEL: func.func @parallel_in_parallel_with_its_bounds(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.parallel (%arg2) = (%c0) to (%arg0) step (%c1) {
// CHECK-NEXT:     scf.parallel (%arg3, %arg4) = (%c0, %c1) to (%arg2, %arg0) step (%c1, %c1) {
// CHECK-NEXT:       "v"(%arg2, %arg3, %arg4) : (index, index, index) -> ()
// CHECK-NEXT:       scf.reduce
// CHECK-NEXT:     }
// CHECK-NEXT:     scf.reduce
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @parallel_in_parallel_with_its_bounds(%arg0: index, %arg1: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.parallel (%arg2) = (%c0) to (%arg0) step (%c1) {
    scf.parallel (%arg3, %arg4) = (%c0, %c1) to (%arg2, %arg0) step (%c1, %c1) {
      "v"(%arg2, %arg3, %arg4) : (index, index, index) -> ()
      scf.reduce 
    }
    scf.reduce 
  }
  return
}

// -----

// CHECK-LABEL: func.func @parallel_attributes(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.parallel (%arg2) = (%c0) to (%arg0) step (%c1) {
// CHECK-NEXT:     "z"() : () -> ()
// CHECK-NEXT:     scf.reduce
// CHECK-NEXT:   } {attr = 1 : i64}
// CHECK-NEXT:   scf.parallel (%arg2) = (%c0) to (%arg0) step (%c1) {
// CHECK-NEXT:     "z"() : () -> ()
// CHECK-NEXT:     scf.reduce
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @parallel_attributes(%arg0: index, %arg1: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.parallel (%arg2) = (%c0) to (%arg0) step (%c1) {
    "z"() : () -> ()
    scf.reduce 
  } {attr = 1 : i64}
  scf.parallel (%arg2, %arg3) = (%c0, %c0) to (%arg0, %c1) step (%c1, %c1) {
    "z"() : () -> ()
    scf.reduce 
  } {attr = 1 : i64}
  return
}
