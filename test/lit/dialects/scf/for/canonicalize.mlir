// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @equal_bounds(
// CHECK-NEXT:   return %arg1 : f32
// CHECK-NEXT: }
func.func @equal_bounds(%arg0: index, %arg1: f32, %arg2: f32) -> f32 {
  %0:2 = scf.for %arg3 = %arg0 to %arg0 step %arg0 iter_args(%arg4 = %arg1, %arg5 = %arg2) -> (f32, f32) {
    "use"(%arg4) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg4, %1 : f32, f32
  }
  return %0#0 : f32
}

// -----

// CHECK-LABEL: func.func @constant_carried_value(
// CHECK-NEXT:   scf.for %arg4 = %arg0 to %arg1 step %arg0 {
// CHECK-NEXT:     "use"(%arg2) : (f32) -> ()
// CHECK-NEXT:     %0 = "def"() : () -> f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg2 : f32
// CHECK-NEXT: }
func.func @constant_carried_value(%arg0: index, %arg1: index, %arg2: f32, %arg3: f32) -> f32 {
  %0:2 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2, %arg6 = %arg3) -> (f32, f32) {
    "use"(%arg5) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg5, %1 : f32, f32
  }
  return %0#0 : f32
}

// -----

// CHECK-LABEL: func.func @equal_carried_values(
// CHECK-NEXT:   %0 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2) -> (f32) {
// CHECK-NEXT:     "use"(%arg5, %arg5) : (f32, f32) -> ()
// CHECK-NEXT:     %1 = "def"() : () -> f32
// CHECK-NEXT:     scf.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %0 : f32, f32
// CHECK-NEXT: }
func.func @equal_carried_values(%arg0: index, %arg1: index, %arg2: f32, %arg3: f32) -> (f32, f32) {
  %0:2 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2, %arg6 = %arg2) -> (f32, f32) {
    "use"(%arg5, %arg6) : (f32, f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %1, %1 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @swapped_equal_values(
// CHECK-NEXT:   scf.for %arg4 = %arg0 to %arg1 step %arg0 {
// CHECK-NEXT:     "use"(%arg2, %arg2) : (f32, f32) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg2, %arg2 : f32, f32
// CHECK-NEXT: }
func.func @swapped_equal_values(%arg0: index, %arg1: index, %arg2: f32, %arg3: f32) -> (f32, f32) {
  %0:2 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2, %arg6 = %arg2) -> (f32, f32) {
    "use"(%arg5, %arg6) : (f32, f32) -> ()
    scf.yield %arg6, %arg5 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @yields_outer_values(
// CHECK-NEXT:   %0 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2) -> (f32) {
// CHECK-NEXT:     "use"(%arg5, %arg3) : (f32, f32) -> ()
// CHECK-NEXT:     scf.yield %arg3 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %arg3 : f32, f32
// CHECK-NEXT: }
func.func @yields_outer_values(%arg0: index, %arg1: index, %arg2: f32, %arg3: f32) -> (f32, f32) {
  %0:2 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2, %arg6 = %arg3) -> (f32, f32) {
    "use"(%arg5, %arg6) : (f32, f32) -> ()
    scf.yield %arg3, %arg3 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @zero_step(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @zero_step(%arg0: index) {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  scf.for %arg1 = %c0 to %c4 step %c0 {
    "u"() : () -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @negative_step(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @negative_step(%arg0: index) {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %c-1 = arith.constant -1 : index
  scf.for %arg1 = %c0 to %c4 step %c-1 {
    "u"() : () -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @unsigned_bounds(
// CHECK-NEXT:   %c1_i32 = arith.constant 1 : i32
// CHECK-NEXT:   %c-1_i32 = arith.constant -1 : i32
// CHECK-NEXT:   %c7_i32 = arith.constant 7 : i32
// CHECK-NEXT:   scf.for unsigned %arg1 = %c1_i32 to %c-1_i32 step %c7_i32  : i32 {
// CHECK-NEXT:     "u"(%arg1) : (i32) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unsigned_bounds(%arg0: index) {
  %c1_i32 = arith.constant 1 : i32
  %c-1_i32 = arith.constant -1 : i32
  %c7_i32 = arith.constant 7 : i32
  scf.for unsigned %arg1 = %c1_i32 to %c-1_i32 step %c7_i32  : i32 {
    "u"(%arg1) : (i32) -> ()
  }
  scf.for %arg1 = %c1_i32 to %c-1_i32 step %c7_i32  : i32 {
    "u"(%arg1) : (i32) -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @lower_above_upper(
// CHECK-NEXT:   %0 = "s"() : () -> i32
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @lower_above_upper(%arg0: index) {
  %c5_i32 = arith.constant 5 : i32
  %c4_i32 = arith.constant 4 : i32
  %0 = "s"() : () -> i32
  scf.for %arg1 = %c5_i32 to %c4_i32 step %0  : i32 {
    "u"(%arg1) : (i32) -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @upper_is_sum(
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %0 = arith.addi %arg0, %c4 : index
// CHECK-NEXT:   scf.for %arg1 = %arg0 to %0 step %c4 {
// CHECK-NEXT:     "u"(%arg1) : (index) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @upper_is_sum(%arg0: index) {
  %c4 = arith.constant 4 : index
  %0 = arith.addi %arg0, %c4 : index
  scf.for %arg1 = %arg0 to %0 step %c4 {
    "u"(%arg1) : (index) -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @upper_is_sum_without_wrap(
// CHECK-NEXT:   "u"(%arg0) : (index) -> ()
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @upper_is_sum_without_wrap(%arg0: index) {
  %c4 = arith.constant 4 : index
  %0 = arith.addi %arg0, %c4 overflow<nsw> : index
  scf.for %arg1 = %arg0 to %0 step %c4 {
    "u"(%arg1) : (index) -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @upper_below_lower(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @upper_below_lower(%arg0: index) {
  %c-4 = arith.constant -4 : index
  %0 = arith.addi %arg0, %c-4 overflow<nsw> : index
  scf.for %arg1 = %arg0 to %0 step %arg0 {
    "u"(%arg1) : (index) -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @runs_once(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = "u"(%c0, %arg0) : (index, f32) -> f32
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @runs_once(%arg0: f32) -> f32 {
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %0 = scf.for %arg1 = %c0 to %c4 step %c4 iter_args(%arg2 = %arg0) -> (f32) {
    %1 = "u"(%arg1, %arg2) : (index, f32) -> f32
    scf.yield %1 : f32
  }
  return %0 : f32
}

// -----

// CHECK-LABEL: func.func @empty_loop(
// CHECK-NEXT:   return %arg1, %arg1 : f32, f32
// CHECK-NEXT: }
func.func @empty_loop(%arg0: f32, %arg1: f32) -> (f32, f32) {
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0:2 = scf.for %arg2 = %c0 to %c4 step %c1 iter_args(%arg3 = %arg0, %arg4 = %arg1) -> (f32, f32) {
    scf.yield %arg1, %arg1 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @empty_loop_of_induction_variable(
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg1 = %c0 to %c4 step %c1 iter_args(%arg2 = %arg0) -> (index) {
// CHECK-NEXT:     scf.yield %arg1 : index
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : index
// CHECK-NEXT: }
func.func @empty_loop_of_induction_variable(%arg0: index) -> index {
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %arg1 = %c0 to %c4 step %c1 iter_args(%arg2 = %arg0) -> (index) {
    scf.yield %arg1 : index
  }
  return %0 : index
}

// -----

// CHECK-LABEL: func.func @empty_loop_perhaps(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0) -> (f32) {
// CHECK-NEXT:     scf.yield %arg1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %arg1 : f32, f32
// CHECK-NEXT: }
func.func @empty_loop_perhaps(%arg0: f32, %arg1: f32, %arg2: index) -> (f32, f32) {
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0:2 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0, %arg5 = %arg1) -> (f32, f32) {
    scf.yield %arg1, %arg1 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @swaps(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0:2 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0, %arg5 = %arg1) -> (f32, f32) {
// CHECK-NEXT:     "u"() : () -> ()
// CHECK-NEXT:     scf.yield %arg5, %arg4 : f32, f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0, %0#1 : f32, f32
// CHECK-NEXT: }
func.func @swaps(%arg0: f32, %arg1: f32, %arg2: index) -> (f32, f32) {
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0:2 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0, %arg5 = %arg1) -> (f32, f32) {
    "u"() : () -> ()
    scf.yield %arg5, %arg4 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @swaps_unused(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0:2 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0, %arg5 = %arg1) -> (f32, f32) {
// CHECK-NEXT:     "u"() : () -> ()
// CHECK-NEXT:     scf.yield %arg5, %arg4 : f32, f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @swaps_unused(%arg0: f32, %arg1: f32, %arg2: index) {
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0:2 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0, %arg5 = %arg1) -> (f32, f32) {
    "u"() : () -> ()
    scf.yield %arg5, %arg4 : f32, f32
  }
  return
}

// -----

// CHECK-LABEL: func.func @unused_sum(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0) -> (f32) {
// CHECK-NEXT:     "u"() : () -> ()
// CHECK-NEXT:     %1 = arith.addf %arg4, %arg1 : f32
// CHECK-NEXT:     scf.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unused_sum(%arg0: f32, %arg1: f32, %arg2: index) {
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0) -> (f32) {
    "u"() : () -> ()
    %1 = arith.addf %arg4, %arg1 : f32
    scf.yield %1 : f32
  }
  return
}

// -----

// CHECK-LABEL: func.func @runs_more_than_once(
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg3 = %c0 to %c4 step %c1 iter_args(%arg4 = %arg0) -> (f32) {
// CHECK-NEXT:     "u"(%arg4) : (f32) -> ()
// CHECK-NEXT:     scf.yield %arg1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @runs_more_than_once(%arg0: f32, %arg1: f32, %arg2: index) -> f32 {
  %c4 = arith.constant 4 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %arg3 = %c0 to %c4 step %c1 iter_args(%arg4 = %arg0) -> (f32) {
    "u"(%arg4) : (f32) -> ()
    scf.yield %arg1 : f32
  }
  return %0 : f32
}

// -----

// CHECK-LABEL: func.func @unused_loop(
// CHECK-NEXT:   return %arg1 : i32
// CHECK-NEXT: }
func.func @unused_loop(%arg0: index, %arg1: i32) -> i32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %arg2 = %c0 to %arg0 step %c1 iter_args(%arg3 = %arg1) -> (i32) {
    %1 = arith.addi %arg3, %arg1 : i32
    scf.yield %1 : i32
  }
  return %arg1 : i32
}
