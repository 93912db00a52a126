func.func @equal_bounds(%arg0: index, %arg1: f32, %arg2: f32) -> f32 {
  %0:2 = scf.for %arg3 = %arg0 to %arg0 step %arg0 iter_args(%arg4 = %arg1, %arg5 = %arg2) -> (f32, f32) {
    "use"(%arg4) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg4, %1 : f32, f32
  }
  return %0#0 : f32
}
// -----
func.func @constant_carried_value(%arg0: index, %arg1: index, %arg2: f32, %arg3: f32) -> f32 {
  %0:2 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2, %arg6 = %arg3) -> (f32, f32) {
    "use"(%arg5) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg5, %1 : f32, f32
  }
  return %0#0 : f32
}
// -----
func.func @equal_carried_values(%arg0: index, %arg1: index, %arg2: f32, %arg3: f32) -> (f32, f32) {
  %0:2 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2, %arg6 = %arg2) -> (f32, f32) {
    "use"(%arg5, %arg6) : (f32, f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %1, %1 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}
// -----
func.func @swapped_equal_values(%arg0: index, %arg1: index, %arg2: f32, %arg3: f32) -> (f32, f32) {
  %0:2 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2, %arg6 = %arg2) -> (f32, f32) {
    "use"(%arg5, %arg6) : (f32, f32) -> ()
    scf.yield %arg6, %arg5 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}
// -----
func.func @yields_outer_values(%arg0: index, %arg1: index, %arg2: f32, %arg3: f32) -> (f32, f32) {
  %0:2 = scf.for %arg4 = %arg0 to %arg1 step %arg0 iter_args(%arg5 = %arg2, %arg6 = %arg3) -> (f32, f32) {
    "use"(%arg5, %arg6) : (f32, f32) -> ()
    scf.yield %arg3, %arg3 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}
// -----
func.func @if_selects(%arg0: i1, %arg1: f32, %arg2: f32) -> (f32, f32) {
  %0:4 = scf.if %arg0 -> (f32, f32, f32, f32) {
    "use"(%arg1) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1, %arg1, %1 : f32, f32, f32, f32
  } else {
    "use"(%arg2) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg2, %1, %arg2, %1 : f32, f32, f32, f32
  }
  return %0#0, %0#2 : f32, f32
}
// -----
func.func @if_same_values(%arg0: i1, %arg1: f32, %arg2: f32) -> (f32, f32) {
  %0:2 = scf.if %arg0 -> (f32, f32) {
    "use"(%arg1) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1 : f32, f32
  } else {
    "use"(%arg2) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}
// -----
func.func @switch_same_values(%arg0: index, %arg1: f32, %arg2: f32) -> (f32, f32) {
  %0:3 = scf.index_switch %arg0 -> f32, f32, f32 
  case 1 {
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1, %1 : f32, f32, f32
  }
  default {
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1, %1 : f32, f32, f32
  }
  return %0#0, %0#1 : f32, f32
}
// -----
func.func @execute_region_to_blocks(%arg0: i1, %arg1: f32, %arg2: f32) -> (f32, f32) {
  %0:3 = scf.execute_region -> (f32, f32, f32) {
    "use"(%arg1) : (f32) -> ()
    cf.cond_br %arg0, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1, %1 : f32, f32, f32
  ^bb2:  // pred: ^bb0
    %2 = "def"() : () -> f32
    scf.yield %arg1, %2, %2 : f32, f32, f32
  }
  "use"(%arg1) : (f32) -> ()
  scf.if %arg0 {
    "use"(%arg1) : (f32) -> ()
  }
  return %0#0, %0#1 : f32, f32
}
// -----
func.func @while_only_passes_round(%arg0: f32, %arg1: f32) -> (f32, f32) {
  %0:3 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (f32, f32) -> (f32, f32, f32) {
    %1 = "cond"(%arg2, %arg3) : (f32, f32) -> i1
    scf.condition(%1) %arg2, %arg3, %arg2 : f32, f32, f32
  } do {
  ^bb0(%arg2: f32, %arg3: f32, %arg4: f32):
    "use"(%arg2, %arg3, %arg4) : (f32, f32, f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %1, %arg3 : f32, f32
  }
  return %0#0, %0#2 : f32, f32
}
// -----
func.func @while_unused_values(%arg0: f32, %arg1: f32) -> (f32, f32) {
  %0:3 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (f32, f32) -> (f32, f32, f32) {
    %1 = "cond"(%arg2) : (f32) -> i1
    scf.condition(%1) %arg2, %arg3, %arg2 : f32, f32, f32
  } do {
  ^bb0(%arg2: f32, %arg3: f32, %arg4: f32):
    "use"(%arg2) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %1, %1 : f32, f32
  }
  return %0#0, %0#0 : f32, f32
}
// -----
func.func @while_known_condition(%arg0: f32, %arg1: f32) -> (f32, i1) {
  %0:2 = scf.while (%arg2 = %arg0) : (f32) -> (f32, i1) {
    %1 = "cond"(%arg2) : (f32) -> i1
    scf.condition(%1) %arg2, %1 : f32, i1
  } do {
  ^bb0(%arg2: f32, %arg3: i1):
    "use"(%arg3) : (i1) -> ()
    scf.yield %arg2 : f32
  }
  return %0#0, %0#1 : f32, i1
}
// -----
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
func.func @zero_step(%arg0: index) {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  scf.for %arg1 = %c0 to %c4 step %c0 {
    "u"() : () -> ()
  }
  return
}
// -----
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
func.func @upper_is_sum(%arg0: index) {
  %c4 = arith.constant 4 : index
  %0 = arith.addi %arg0, %c4 : index
  scf.for %arg1 = %arg0 to %0 step %c4 {
    "u"(%arg1) : (index) -> ()
  }
  return
}
// -----
func.func @upper_is_sum_without_wrap(%arg0: index) {
  %c4 = arith.constant 4 : index
  %0 = arith.addi %arg0, %c4 overflow<nsw> : index
  scf.for %arg1 = %arg0 to %0 step %c4 {
    "u"(%arg1) : (index) -> ()
  }
  return
}
// -----
func.func @upper_below_lower(%arg0: index) {
  %c-4 = arith.constant -4 : index
  %0 = arith.addi %arg0, %c-4 overflow<nsw> : index
  scf.for %arg1 = %arg0 to %0 step %arg0 {
    "u"(%arg1) : (index) -> ()
  }
  return
}
// -----
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
func.func @if_on_constant(%arg0: i1, %arg1: i32) {
  %true = arith.constant true
  scf.if %true {
    "a"() : () -> ()
  } else {
    "b"() : () -> ()
  }
  %false = arith.constant false
  scf.if %false {
    "a"() : () -> ()
  } else {
    "b"() : () -> ()
  }
  scf.if %false {
    "a"() : () -> ()
  }
  return
}
// -----
func.func @if_condition_inside(%arg0: i1, %arg1: i32) -> (i32, i1) {
  %0:2 = scf.if %arg0 -> (i32, i1) {
    "a"(%arg0) : (i1) -> ()
    %1 = "q"() : () -> i32
    scf.yield %1, %arg0 : i32, i1
  } else {
    "b"(%arg0) : (i1) -> ()
    scf.if %arg0 {
      "z"() : () -> ()
    }
    scf.yield %arg1, %arg0 : i32, i1
  }
  return %0#0, %0#1 : i32, i1
}
// -----
func.func @if_yields_condition(%arg0: i1, %arg1: i32) -> (i32, i1) {
  %true = arith.constant true
  %false = arith.constant false
  %0:2 = scf.if %arg0 -> (i32, i1) {
    "a"() : () -> ()
    scf.yield %arg1, %true : i32, i1
  } else {
    scf.yield %arg1, %false : i32, i1
  }
  return %0#0, %0#1 : i32, i1
}
// -----
func.func @if_yields_negation(%arg0: i1, %arg1: i32) -> (i32, i1) {
  %true = arith.constant true
  %false = arith.constant false
  %0:2 = scf.if %arg0 -> (i32, i1) {
    "a"() : () -> ()
    scf.yield %arg1, %false : i32, i1
  } else {
    scf.yield %arg1, %true : i32, i1
  }
  return %0#0, %0#1 : i32, i1
}
// -----
func.func @if_yields_outer_values(%arg0: i1, %arg1: i32, %arg2: i32) -> (i32, i32) {
  %0:2 = scf.if %arg0 -> (i32, i32) {
    %1 = "a"() : () -> i32
    scf.yield %arg1, %1 : i32, i32
  } else {
    %1 = "a"() : () -> i32
    scf.yield %arg2, %1 : i32, i32
  }
  return %0#0, %0#1 : i32, i32
}
// -----
func.func @if_empty_else(%arg0: i1, %arg1: i32, %arg2: i32) {
  scf.if %arg0 {
    "a"() : () -> ()
  } else {
  }
  return
}
// -----
func.func @if_empty(%arg0: i1, %arg1: i32, %arg2: i32) {
  scf.if %arg0 {
  }
  return
}
// -----
func.func @ifs_in_a_row(%arg0: i1, %arg1: i32, %arg2: i32) {
  scf.if %arg0 {
    "a"() : () -> ()
  }
  scf.if %arg0 {
    "b"() : () -> ()
  }
  return
}
// -----
func.func @ifs_in_a_row_with_else(%arg0: i1, %arg1: i32, %arg2: i32) {
  scf.if %arg0 {
    "a"() : () -> ()
  } else {
    "ae"() : () -> ()
  }
  scf.if %arg0 {
    "b"() : () -> ()
  }
  return
}
// -----
func.func @ifs_in_a_row_with_results(%arg0: i1, %arg1: i32, %arg2: i32) -> (i32, i32) {
  %0 = scf.if %arg0 -> (i32) {
    %2 = "a"() : () -> i32
    scf.yield %2 : i32
  } else {
    %2 = "ae"() : () -> i32
    scf.yield %2 : i32
  }
  %1 = scf.if %arg0 -> (i32) {
    %2 = "b"(%0) : (i32) -> i32
    scf.yield %2 : i32
  } else {
    %2 = "be"(%0) : (i32) -> i32
    scf.yield %2 : i32
  }
  return %0, %1 : i32, i32
}
// -----
func.func @ifs_apart(%arg0: i1, %arg1: i32, %arg2: i32) -> (i32, i32) {
  %true = arith.constant true
  %0 = scf.if %arg0 -> (i32) {
    %2 = "a"() : () -> i32
    scf.yield %2 : i32
  } else {
    %2 = "ae"() : () -> i32
    scf.yield %2 : i32
  }
  %1 = arith.xori %arg0, %true : i1
  "sep"() : () -> ()
  scf.if %1 {
    "b"(%0) : (i32) -> ()
  }
  return %0, %0 : i32, i32
}
// -----
func.func @ifs_with_negation(%arg0: i1, %arg1: i32, %arg2: i32) -> (i32, i32) {
  %true = arith.constant true
  %0 = arith.xori %arg0, %true : i1
  %1 = scf.if %arg0 -> (i32) {
    %2 = "a"() : () -> i32
    scf.yield %2 : i32
  } else {
    %2 = "ae"() : () -> i32
    scf.yield %2 : i32
  }
  scf.if %0 {
    "b"(%1) : (i32) -> ()
  }
  return %1, %1 : i32, i32
}
// -----
func.func @ifs_with_negation_before(%arg0: i1, %arg1: i32, %arg2: i32) {
  %true = arith.constant true
  %0 = arith.xori %arg0, %true : i1
  scf.if %0 {
    "a"() : () -> ()
  }
  scf.if %arg0 {
    "b"(%0) : (i1) -> ()
  }
  return
}
// -----
func.func @if_of_negation(%arg0: i1, %arg1: i32, %arg2: i32) -> i32 {
  %true = arith.constant true
  %0 = arith.xori %arg0, %true : i1
  %1 = scf.if %0 -> (i32) {
    "a"() : () -> ()
    scf.yield %arg1 : i32
  } else {
    "b"(%0) : (i1) -> ()
    scf.yield %arg2 : i32
  }
  return %1 : i32
}
// -----
func.func @if_in_if(%arg0: i1, %arg1: i1) {
  scf.if %arg0 {
    scf.if %arg1 {
      "a"() : () -> ()
    }
  }
  return
}
// -----
func.func @if_in_if_with_results(%arg0: i1, %arg1: i1, %arg2: i32, %arg3: i32) -> (i32, i32) {
  %0:2 = scf.if %arg0 -> (i32, i32) {
    %1 = scf.if %arg1 -> (i32) {
      %2 = "a"() : () -> i32
      scf.yield %2 : i32
    } else {
      scf.yield %arg2 : i32
    }
    scf.yield %1, %arg3 : i32, i32
  } else {
    scf.yield %arg2, %arg2 : i32, i32
  }
  return %0#0, %0#1 : i32, i32
}
// -----
func.func @if_in_if_other_value(%arg0: i1, %arg1: i1, %arg2: i32, %arg3: i32) -> i32 {
  %0 = scf.if %arg0 -> (i32) {
    %1 = scf.if %arg1 -> (i32) {
      %2 = "a"() : () -> i32
      scf.yield %2 : i32
    } else {
      scf.yield %arg3 : i32
    }
    scf.yield %1 : i32
  } else {
    scf.yield %arg2 : i32
  }
  return %0 : i32
}
// -----
func.func @if_in_if_with_else(%arg0: i1, %arg1: i1) {
  scf.if %arg0 {
    scf.if %arg1 {
      "a"() : () -> ()
    } else {
      "b"() : () -> ()
    }
  }
  return
}
// -----
func.func @if_in_if_after_operation(%arg0: i1, %arg1: i1) {
  scf.if %arg0 {
    "x"() : () -> ()
    scf.if %arg1 {
      "a"() : () -> ()
    }
  } else {
  }
  return
}
// -----
func.func @execute_one_block(%arg0: i32) -> i32 {
  %0 = scf.execute_region -> i32 {
    %1 = "a"() : () -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
// -----
func.func @execute_no_inline(%arg0: i32) -> i32 {
  %0 = scf.execute_region -> i32 no_inline {
    %1 = "a"() : () -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
// -----
func.func @execute_no_inline_same_values(%arg0: i32, %arg1: i1) -> i32 {
  %0 = scf.execute_region -> i32 no_inline {
    %1 = "a"() : () -> i32
    cf.cond_br %arg1, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    scf.yield %arg0 : i32
  ^bb2:  // pred: ^bb0
    scf.yield %arg0 : i32
  }
  return %0 : i32
}
// -----
func.func @execute_in_if(%arg0: i32, %arg1: i1) -> i32 {
  %0 = scf.if %arg1 -> (i32) {
    %1 = scf.execute_region -> i32 {
      %2 = "a"() : () -> i32
      cf.cond_br %arg1, ^bb1, ^bb2
    ^bb1:  // pred: ^bb0
      scf.yield %arg0 : i32
    ^bb2:  // pred: ^bb0
      scf.yield %2 : i32
    }
    scf.yield %1 : i32
  } else {
    scf.yield %arg0 : i32
  }
  return %0 : i32
}
// -----
func.func @switch_on_constant(%arg0: i32) -> i32 {
  %c5 = arith.constant 5 : index
  %0 = scf.index_switch %c5 -> i32 
  case 1 {
    %1 = "a"() : () -> i32
    scf.yield %1 : i32
  }
  case 5 {
    %1 = "b"() : () -> i32
    scf.yield %1 : i32
  }
  default {
    %1 = "c"() : () -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
// -----
func.func @switch_on_other_constant(%arg0: i32) -> i32 {
  %c7 = arith.constant 7 : index
  %0 = scf.index_switch %c7 -> i32 
  case 1 {
    %1 = "a"() : () -> i32
    scf.yield %1 : i32
  }
  case 5 {
    %1 = "b"() : () -> i32
    scf.yield %1 : i32
  }
  default {
    %1 = "c"() : () -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
// -----
func.func @switch_without_operations(%arg0: index) {
  scf.index_switch %arg0 
  case 1 {
    scf.yield
  }
  default {
  }
  return
}
// -----
func.func @while_known_comparison(%arg0: i32, %arg1: i32) -> i32 {
  %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
    %1 = arith.cmpi slt, %arg2, %arg1 : i32
    scf.condition(%1) %arg2 : i32
  } do {
  ^bb0(%arg2: i32):
    %1 = arith.cmpi slt, %arg2, %arg1 : i32
    %2 = arith.cmpi sge, %arg2, %arg1 : i32
    %3 = arith.cmpi sle, %arg2, %arg1 : i32
    %4 = "u"(%1, %2, %3) : (i1, i1, i1) -> i32
    scf.yield %4 : i32
  }
  return %0 : i32
}
// -----
func.func @while_permuted(%arg0: i32, %arg1: i32) -> (i32, i32) {
  %0:2 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (i32, i32) -> (i32, i32) {
    %1 = "c"(%arg2, %arg3) : (i32, i32) -> i1
    scf.condition(%1) %arg3, %arg2 : i32, i32
  } do {
  ^bb0(%arg2: i32, %arg3: i32):
    %1:2 = "u"(%arg2, %arg3) : (i32, i32) -> (i32, i32)
    scf.yield %1#0, %1#1 : i32, i32
  }
  return %0#0, %0#1 : i32, i32
}
// -----
func.func @while_permuted_types(%arg0: i32, %arg1: f32) -> (f32, i32) {
  %0:2 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (i32, f32) -> (f32, i32) {
    %1 = "c"(%arg2, %arg3) : (i32, f32) -> i1
    scf.condition(%1) %arg3, %arg2 : f32, i32
  } do {
  ^bb0(%arg2: f32, %arg3: i32):
    %1:2 = "u"(%arg2, %arg3) : (f32, i32) -> (i32, f32)
    scf.yield %1#0, %1#1 : i32, f32
  }
  return %0#0, %0#1 : f32, i32
}
// -----
func.func @while_if_moves_down(%arg0: i32, %arg1: i32) -> i32 {
  %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
    %1 = "q"() : () -> i32
    %2 = "c"(%arg2) : (i32) -> i1
    %3 = scf.if %2 -> (i32) {
      %4 = "m"(%arg2, %1) : (i32, i32) -> i32
      scf.yield %4 : i32
    } else {
      scf.yield %arg2 : i32
    }
    scf.condition(%2) %3 : i32
  } do {
  ^bb0(%arg2: i32):
    %1 = "u"(%arg2) : (i32) -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
// -----
func.func @while_if_without_results(%arg0: i32, %arg1: i32) -> i32 {
  %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
    %1 = "q"() : () -> i32
    %2 = "c"(%arg2) : (i32) -> i1
    scf.if %2 {
      "m"(%arg2, %1) : (i32, i32) -> ()
    }
    scf.condition(%2) %arg2 : i32
  } do {
  ^bb0(%arg2: i32):
    %1 = "u"(%arg2) : (i32) -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
// -----
func.func @while_if_with_else(%arg0: i32, %arg1: i32) -> i32 {
  %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
    %1 = "c"(%arg2) : (i32) -> i1
    %2 = scf.if %1 -> (i32) {
      "m"(%arg2) : (i32) -> ()
      scf.yield %arg1 : i32
    } else {
      "e"() : () -> ()
      scf.yield %arg2 : i32
    }
    scf.condition(%1) %2 : i32
  } do {
  ^bb0(%arg2: i32):
    %1 = "u"(%arg2) : (i32) -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
// -----
func.func @while_false(%arg0: i32) -> i32 {
  %false = arith.constant false
  %0 = scf.while (%arg1 = %arg0) : (i32) -> i32 {
    %1 = "q"(%arg1) : (i32) -> i32
    scf.condition(%false) %1 : i32
  } do {
  ^bb0(%arg1: i32):
    %1 = "u"(%arg1) : (i32) -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
// -----
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
// -----
func.func @forall_constant_bounds(%arg0: index, %arg1: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.forall (%arg2, %arg3) = (%c0, %c0) to (%arg0, 5) step (%c1, %arg0) {
    "z"(%arg2, %arg3) : (index, index) -> ()
  } {attr = 1 : i64}
  return
}
// -----
func.func @forall_one_loop_runs_once(%arg0: index, %arg1: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.forall (%arg2, %arg3) in (%arg0, 1) {
    "z"(%arg2, %arg3) : (index, index) -> ()
  } {attr = 1 : i64}
  return
}
// -----
func.func @forall_runs_once(%arg0: index, %arg1: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.forall (%arg2, %arg3) in (1, 1) {
    "z"(%arg2, %arg3) : (index, index) -> ()
  } {attr = 1 : i64}
  return
}
// -----
func.func @forall_never_runs(%arg0: index, %arg1: f32, %arg2: tensor<4xf32>) -> tensor<4xf32> {
  %0 = scf.forall (%arg3, %arg4) in (4, 0) shared_outs(%arg5 = %arg2) -> (tensor<4xf32>) {
    "z"(%arg3, %arg4) : (index, index) -> ()
    scf.forall.in_parallel {
    }
  } {attr = 1 : i64}
  return %0 : tensor<4xf32>
}
// -----
func.func @forall_output_not_written(%arg0: index, %arg1: f32, %arg2: tensor<4xf32>) -> tensor<4xf32> {
  %0 = scf.forall (%arg3, %arg4) in (4, 2) shared_outs(%arg5 = %arg2) -> (tensor<4xf32>) {
    "z"(%arg3, %arg4, %arg5) : (index, index, tensor<4xf32>) -> ()
    scf.forall.in_parallel {
    }
  } {attr = 1 : i64}
  return %0 : tensor<4xf32>
}
// -----
func.func @forall_runs_once_from_value(%arg0: index, %arg1: f32) {
  scf.forall (%arg2, %arg3) = (3, %arg0) to (7, 5) step (10, 2) {
    "z"(%arg2, %arg3) : (index, index) -> ()
  }
  return
}
// -----
func.func @unused_loop(%arg0: index, %arg1: i32) -> i32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %arg2 = %c0 to %arg0 step %c1 iter_args(%arg3 = %arg1) -> (i32) {
    %1 = arith.addi %arg3, %arg1 : i32
    scf.yield %1 : i32
  }
  return %arg1 : i32
}
