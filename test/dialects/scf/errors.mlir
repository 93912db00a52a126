func.func @for_float_bounds(%f: f32) {
  scf.for %i = %f to %f step %f : f32 {
  }
  return
}
// -----
func.func @for_step_type(%n: index, %k: i32) {
  "scf.for"(%n, %n, %k) ({
  ^bb0(%i: index):
    scf.yield
  }) : (index, index, i32) -> ()
  return
}
// -----
func.func @for_induction_variable(%n: index) {
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: i32):
    scf.yield
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @for_block_arguments(%n: index) {
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index, %j: index):
    scf.yield
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @for_without_results(%n: index, %f: f32) {
  "scf.for"(%n, %n, %n, %f) ({
  ^bb0(%i: index, %j: f32):
    scf.yield %j : f32
  }) : (index, index, index, f32) -> ()
  return
}
// -----
func.func @for_empty_region(%n: index) {
  "scf.for"(%n, %n, %n) ({
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @for_two_blocks(%n: index) {
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
    scf.yield
  ^bb1:
    scf.yield
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @for_empty_block(%n: index) {
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @for_other_terminator(%n: index) {
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
    "test.terminator"() : () -> ()
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @for_condition(%n: index) {
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
    "scf.condition"() : () -> ()
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @for_return(%n: index) {
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
    func.return
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @for_no_region(%n: index) {
  "scf.for"(%n, %n) : (index, index) -> ()
  return
}
// -----
func.func @for_no_types(%n: index, %f: f32) {
  scf.for %i = %n to %n step %n iter_args(%a = %f) {
  }
  return
}
// -----
func.func @for_number_of_types(%n: index, %f: f32) {
  scf.for %i = %n to %n step %n iter_args(%a = %f) -> (f32, f32) {
  }
  return
}
// -----
func.func @for_without_to(%n: index) {
  scf.for %i = %n %n step %n {
  }
  return
}
// -----
func.func @for_bound_of_other_type(%n: index, %k: i32) {
  scf.for %i = %n to %k step %n {
  }
  return
}
// -----
func.func @for_bound_from_inside(%n: index) {
  scf.for %i = %n to %inner step %n {
    %inner = "test.bound"() : () -> index
  }
  return
}
// -----
func.func @for_no_yield(%n: index, %f: f32) {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %f) -> (f32) {
  }
  return
}
// -----
func.func @for_yielded_type(%n: index, %f: f32) {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %f) -> (f32) {
    scf.yield %i : index
  }
  return
}
// -----
func.func @for_init_type(%n: index) {
  %0 = "scf.for"(%n, %n, %n, %n) ({
  ^bb0(%i: index, %a: i1):
    scf.yield %a : i1
  }) : (index, index, index, index) -> index
  return
}
// -----
func.func @for_result_type(%n: index, %f: f32) {
  %0 = "scf.for"(%n, %n, %n, %f) ({
  ^bb0(%i: index, %a: f32):
    scf.yield %a : f32
  }) : (index, index, index, f32) -> index
  return
}
// -----
func.func @if_without_else(%c: i1, %f: f32) {
  %0 = scf.if %c -> (f32) {
    scf.yield %f : f32
  }
  return
}
// -----
func.func @if_condition(%c: i32) {
  scf.if %c {
  }
  return
}
// -----
func.func @if_yields_too_much(%c: i1, %f: f32) {
  scf.if %c {
    scf.yield %f : f32
  }
  return
}
// -----
func.func @if_yields_other_type(%c: i1, %f: f32, %x: i32) {
  %0 = scf.if %c -> (f32) {
    scf.yield %f : f32
  } else {
    scf.yield %x : i32
  }
  return
}
// -----
func.func @if_arguments(%c: i1) {
  scf.if %c {
  ^bb0(%x: i32):
    scf.yield
  }
  return
}
// -----
func.func @if_two_blocks(%c: i1) {
  scf.if %c {
    cf.br ^a
  ^a:
    scf.yield
  }
  return
}
// -----
func.func @if_empty_regions(%c: i1) {
  "scf.if"(%c) ({}, {}) : (i1) -> ()
  return
}
// -----
func.func @if_one_region(%c: i1) {
  "scf.if"(%c) ({
    scf.yield
  }) : (i1) -> ()
  return
}
// -----
func.func @yield_in_function() {
  scf.yield
}
// -----
func.func @execute_nothing() {
  scf.execute_region {
  }
  return
}
// -----
func.func @execute_arguments() {
  scf.execute_region {
  ^bb0(%x: i32):
    scf.yield
  }
  return
}
// -----
func.func @execute_yield(%x: i32) {
  scf.execute_region {
    scf.yield %x : i32
  }
  return
}
// -----
func.func @execute_yield_type(%x: i32) {
  %0 = scf.execute_region -> f32 {
    scf.yield %x : i32
  }
  return
}
// -----
func.func @while_condition_type(%c: i1, %n: index) {
  %0 = scf.while (%x = %n) : (index) -> i1 {
    scf.condition(%c) %n : index
  } do {
  ^bb0(%y: index):
    scf.yield %c : i1
  }
  return
}
// -----
func.func @while_yield_type(%c: i1, %n: index) {
  %0 = scf.while (%x = %n) : (index) -> i1 {
    scf.condition(%c) %c : i1
  } do {
  ^bb0(%y: i1):
    scf.yield %c : i1
  }
  return
}
// -----
func.func @while_argument_type(%c: i1, %n: index) {
  %0 = scf.while (%x = %n) : (index) -> i1 {
    scf.condition(%c) %c : i1
  } do {
  ^bb0(%y: index):
    scf.yield %n : index
  }
  return
}
// -----
func.func @while_without_condition(%c: i1) {
  scf.while : () -> () {
    "test.terminator"() : () -> ()
  } do {
    scf.yield
  }
  return
}
// -----
func.func @while_without_yield(%c: i1) {
  scf.while : () -> () {
    scf.condition(%c)
  } do {
    "test.terminator"() : () -> ()
  }
  return
}
// -----
func.func @while_type(%n: index) {
  scf.while (%x = %n) : index {
  } do {
  }
  return
}
// -----
func.func @while_number_of_types(%n: index) {
  scf.while (%x = %n) : (index, index) -> () {
  } do {
  }
  return
}
// -----
func.func @while_empty(%n: index) {
  "scf.while"() ({
  }, {
  }) : () -> ()
  return
}
// -----
func.func @condition_elsewhere(%c: i1) {
  scf.condition(%c)
}
// -----
func.func @condition_of_other_type(%c: i32) {
  scf.while : () -> () {
    scf.condition(%c)
  } do {
    scf.yield
  }
  return
}
// -----
func.func @switch_same_case(%n: index) {
  scf.index_switch %n
  case 1 {
    scf.yield
  }
  case 1 {
    scf.yield
  }
  default {
  }
  return
}
// -----
func.func @switch_large_case(%n: index) {
  scf.index_switch %n
  case 99999999999999999999 {
    scf.yield
  }
  default {
  }
  return
}
// -----
func.func @switch_without_case(%n: index) {
  scf.index_switch %n
  case {
    scf.yield
  }
  default {
  }
  return
}
// -----
func.func @switch_without_default(%n: index) {
  scf.index_switch %n return
}
// -----
func.func @switch_default_yields_nothing(%n: index) {
  %0 = scf.index_switch %n -> index
  default {
  }
  return
}
// -----
func.func @switch_number_of_regions(%n: index) {
  "scf.index_switch"(%n) <{cases = array<i64: 1, 2>}> ({
    scf.yield
  }, {
    scf.yield
  }) : (index) -> ()
  return
}
// -----
func.func @switch_case_yields_more(%n: index) {
  "scf.index_switch"(%n) <{cases = array<i64: 1>}> ({
    scf.yield
  }, {
    scf.yield %n : index
  }) : (index) -> ()
  return
}
// -----
func.func @switch_case_type(%n: index, %x: i32) {
  %0 = "scf.index_switch"(%n) <{cases = array<i64: 1>}> ({
    scf.yield %n : index
  }, {
    scf.yield %x : i32
  }) : (index) -> index
  return
}
// -----
func.func @switch_empty_case(%n: index) {
  "scf.index_switch"(%n) <{cases = array<i64: 1>}> ({
    scf.yield
  }, {
  }) : (index) -> ()
  return
}
// -----
func.func @switch_other_terminator(%n: index) {
  "scf.index_switch"(%n) <{cases = array<i64: 1>}> ({
    scf.yield
  }, {
    "test.terminator"() : () -> ()
  }) : (index) -> ()
  return
}
// -----
func.func @switch_without_cases(%n: index) {
  "scf.index_switch"(%n) ({
    scf.yield
  }) : (index) -> ()
  return
}
// -----
func.func @switch_without_regions(%n: index) {
  "scf.index_switch"(%n) <{cases = array<i64>}> : (index) -> ()
  return
}
// -----
func.func @parallel_without_loops() {
  "scf.parallel"() <{operandSegmentSizes = array<i32: 0, 0, 0, 0>}> ({
    scf.reduce
  }) : () -> ()
  return
}
// -----
func.func @parallel_step(%n: index) {
  %c0 = arith.constant 0 : index
  scf.parallel (%i) = (%n) to (%n) step (%c0) {
  }
  return
}
// -----
func.func @parallel_induction_variables(%n: index) {
  "scf.parallel"(%n, %n, %n) <{operandSegmentSizes = array<i32: 1, 1, 1, 0>}> ({
  ^bb0(%i: index, %j: index):
    scf.reduce
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @parallel_induction_type(%n: index) {
  "scf.parallel"(%n, %n, %n) <{operandSegmentSizes = array<i32: 1, 1, 1, 0>}> ({
  ^bb0(%i: i32):
    scf.reduce
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @parallel_number_of_bounds(%n: index) {
  scf.parallel (%i, %j) = (%n) to (%n) step (%n) {
  }
  return
}
// -----
func.func @parallel_without_reduction(%n: index, %f: f32) {
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%f) -> f32 {
  }
  return
}
// -----
func.func @parallel_without_init(%n: index, %f: f32) {
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) -> f32 {
    scf.reduce(%f : f32) {
    ^bb0(%a: f32, %b: f32):
      scf.reduce.return %a : f32
    }
  }
  return
}
// -----
func.func @parallel_types(%n: index, %f: f32, %x: i32) {
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%f) -> f32 {
    scf.reduce(%x : i32) {
    ^bb0(%a: i32, %b: i32):
      scf.reduce.return %a : i32
    }
  }
  return
}
// -----
func.func @parallel_terminator(%n: index) {
  "scf.parallel"(%n, %n, %n) <{operandSegmentSizes = array<i32: 1, 1, 1, 0>}> ({
  ^bb0(%i: index):
    "test.terminator"() : () -> ()
  }) : (index, index, index) -> ()
  return
}
// -----
func.func @reduce_arguments(%n: index, %f: f32) {
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%f) -> f32 {
    scf.reduce(%f : f32) {
    ^bb0(%a: f32):
      scf.reduce.return %a : f32
    }
  }
  return
}
// -----
func.func @reduce_argument_types(%n: index, %f: f32) {
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%f) -> f32 {
    scf.reduce(%f : f32) {
    ^bb0(%a: f32, %b: i32):
      scf.reduce.return %a : f32
    }
  }
  return
}
// -----
func.func @reduce_return_type(%n: index, %f: f32) {
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%f) -> f32 {
    scf.reduce(%f : f32) {
    ^bb0(%a: f32, %b: f32):
      scf.reduce.return %n : index
    }
  }
  return
}
// -----
func.func @reduce_terminator(%n: index, %f: f32) {
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%f) -> f32 {
    scf.reduce(%f : f32) {
    ^bb0(%a: f32, %b: f32):
      "test.terminator"() : () -> ()
    }
  }
  return
}
// -----
func.func @reduce_operands(%n: index, %f: f32) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    "scf.reduce"(%f) : (f32) -> ()
  }
  return
}
// -----
func.func @reduce_elsewhere() {
  scf.reduce
}
// -----
func.func @reduce_return_elsewhere(%f: f32) {
  scf.reduce.return %f : f32
}
// -----
func.func @forall_number_of_bounds(%n: index) {
  scf.forall (%x, %y) in (%n) {
  }
  return
}
// -----
func.func @forall_number_of_lower_bounds(%n: index) {
  scf.forall (%x, %y) = (0) to (%n, %n) step (1, 1) {
  }
  return
}
// -----
func.func @forall_dynamic_bounds(%n: index) {
  "scf.forall"(%n) <{operandSegmentSizes = array<i32: 0, 1, 0, 0>, staticLowerBound = array<i64: 0>, staticStep = array<i64: 1>, staticUpperBound = array<i64: 1>}> ({
  ^bb0(%i: index):
    scf.forall.in_parallel {
    }
  }) : (index) -> ()
  return
}
// -----
func.func @forall_arguments() {
  "scf.forall"() <{operandSegmentSizes = array<i32: 0, 0, 0, 0>, staticLowerBound = array<i64: 0>, staticStep = array<i64: 1>, staticUpperBound = array<i64: 1>}> ({
  ^bb0(%i: index, %j: index):
    scf.forall.in_parallel {
    }
  }) : () -> ()
  return
}
// -----
func.func @forall_argument_type() {
  "scf.forall"() <{operandSegmentSizes = array<i32: 0, 0, 0, 0>, staticLowerBound = array<i64: 0>, staticStep = array<i64: 1>, staticUpperBound = array<i64: 1>}> ({
  ^bb0(%i: i32):
    scf.forall.in_parallel {
    }
  }) : () -> ()
  return
}
// -----
func.func @forall_number_of_results(%t: tensor<4xf32>) {
  "scf.forall"(%t) <{operandSegmentSizes = array<i32: 0, 0, 0, 1>, staticLowerBound = array<i64: 0>, staticStep = array<i64: 1>, staticUpperBound = array<i64: 1>}> ({
  ^bb0(%i: index, %o: tensor<4xf32>):
    scf.forall.in_parallel {
    }
  }) : (tensor<4xf32>) -> ()
  return
}
// -----
func.func @forall_output_type(%t: tensor<4xf32>) {
  %0 = "scf.forall"(%t) <{operandSegmentSizes = array<i32: 0, 0, 0, 1>, staticLowerBound = array<i64: 0>, staticStep = array<i64: 1>, staticUpperBound = array<i64: 1>}> ({
  ^bb0(%i: index, %o: tensor<5xf32>):
    scf.forall.in_parallel {
    }
  }) : (tensor<4xf32>) -> tensor<4xf32>
  return
}
// -----
func.func @forall_result_type(%t: tensor<4xf32>) {
  %0 = "scf.forall"(%t) <{operandSegmentSizes = array<i32: 0, 0, 0, 1>, staticLowerBound = array<i64: 0>, staticStep = array<i64: 1>, staticUpperBound = array<i64: 1>}> ({
  ^bb0(%i: index, %o: tensor<4xf32>):
    scf.forall.in_parallel {
    }
  }) : (tensor<4xf32>) -> tensor<5xf32>
  return
}
// -----
func.func @forall_mapping(%n: index) {
  scf.forall (%i) in (%n) {
  } {mapping = [1 : i32]}
  return
}
// -----
func.func @forall_number_of_types(%n: index, %t: tensor<4xf32>) {
  %0 = scf.forall (%i) in (%n) shared_outs(%o = %t, %p = %t) -> tensor<4xf32> {
  }
  return
}
// -----
func.func @forall_without_types(%n: index, %t: tensor<4xf32>) {
  scf.forall (%i) in (%n) shared_outs(%o = %t) {
  }
  return
}
// -----
func.func @forall_output_of_wrong_kind(%n: index, %t: memref<4xf32>) {
  %0 = scf.forall (%i) in (%n) shared_outs(%o = %t) -> memref<4xf32> {
  }
  return
}
// -----
func.func @in_parallel_with_others(%n: index) {
  scf.forall (%i) in (%n) {
    scf.forall.in_parallel {
      "test.op"() : () -> ()
    }
  }
  return
}
// -----
func.func @in_parallel_blocks(%n: index) {
  scf.forall (%i) in (%n) {
    scf.forall.in_parallel {
    ^a:
    ^b:
    }
  }
  return
}
// -----
func.func @in_parallel_elsewhere() {
  scf.forall.in_parallel {
  }
}
