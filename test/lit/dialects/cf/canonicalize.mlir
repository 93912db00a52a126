// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @assert_true(
// CHECK-NEXT:   %false = arith.constant false
// CHECK-NEXT:   cf.assert %arg0, "x"
// CHECK-NEXT:   cf.assert %false, "z"
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @assert_true(%arg0: i1) {
  cf.assert %arg0, "x"
  %true = arith.constant true
  cf.assert %true, "y"
  %false = arith.constant false
  cf.assert %false, "z"
  return
}

// -----

// CHECK-LABEL: func.func @branch_chain(
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @branch_chain(%arg0: i32) -> i32 {
  cf.br ^bb1(%arg0 : i32)
^bb1(%0: i32):  // pred: ^bb0
  cf.br ^bb2(%0, %arg0 : i32, i32)
^bb2(%1: i32, %2: i32):  // pred: ^bb1
  return %2 : i32
}

// -----

// CHECK-LABEL: func.func @pass_through(
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @pass_through(%arg0: i32, %arg1: i1) -> i32 {
  cf.cond_br %arg1, ^bb1(%arg0 : i32), ^bb3(%arg0 : i32)
^bb1(%0: i32):  // pred: ^bb0
  cf.br ^bb2(%0, %arg0 : i32, i32)
^bb2(%1: i32, %2: i32):  // 2 preds: ^bb1, ^bb3
  return %2 : i32
^bb3(%3: i32):  // pred: ^bb0
  cf.br ^bb2(%3, %3 : i32, i32)
}

// -----

// CHECK-LABEL: func.func @pass_through_on_one_side(
// CHECK-NEXT:   cf.cond_br %arg1, ^bb1, ^bb2(%arg0 : i32)
// CHECK-NEXT: ^bb1:  // pred: ^bb0
// CHECK-NEXT:   "u"() : () -> ()
// CHECK-NEXT:   cf.br ^bb2(%arg0 : i32)
// CHECK-NEXT: ^bb2(%0: i32):  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @pass_through_on_one_side(%arg0: i32, %arg1: i1) -> i32 {
  cf.cond_br %arg1, ^bb1(%arg0 : i32), ^bb3(%arg0 : i32)
^bb1(%0: i32):  // pred: ^bb0
  "u"() : () -> ()
  cf.br ^bb2(%0, %arg0 : i32, i32)
^bb2(%1: i32, %2: i32):  // 2 preds: ^bb1, ^bb3
  return %2 : i32
^bb3(%3: i32):  // pred: ^bb0
  cf.br ^bb2(%3, %3 : i32, i32)
}

// -----

// CHECK-LABEL: func.func @pass_through_with_other_values(
// CHECK-NEXT:   cf.cond_br %arg2, ^bb1, ^bb2(%arg1 : i32)
// CHECK-NEXT: ^bb1:  // pred: ^bb0
// CHECK-NEXT:   "u"() : () -> ()
// CHECK-NEXT:   cf.br ^bb2(%arg0 : i32)
// CHECK-NEXT: ^bb2(%0: i32):  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @pass_through_with_other_values(%arg0: i32, %arg1: i32, %arg2: i1) -> i32 {
  cf.cond_br %arg2, ^bb1(%arg0 : i32), ^bb3(%arg0 : i32)
^bb1(%0: i32):  // pred: ^bb0
  "u"() : () -> ()
  cf.br ^bb2(%0, %arg0 : i32, i32)
^bb2(%1: i32, %2: i32):  // 2 preds: ^bb1, ^bb3
  return %2 : i32
^bb3(%3: i32):  // pred: ^bb0
  cf.br ^bb2(%3, %arg1 : i32, i32)
}

// -----

// CHECK-LABEL: func.func @on_constant(
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @on_constant(%arg0: i32, %arg1: i32, %arg2: i1) -> i32 {
  %true = arith.constant true
  cf.cond_br %true, ^bb1(%arg0 : i32), ^bb1(%arg1 : i32)
^bb1(%0: i32):  // 2 preds: ^bb0, ^bb0
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @to_same_block(
// CHECK-NEXT:   %0 = arith.select %arg2, %arg0, %arg1 : i32
// CHECK-NEXT:   %1 = arith.addi %0, %arg0 : i32
// CHECK-NEXT:   return %1, %arg2 : i32, i1
// CHECK-NEXT: }
func.func @to_same_block(%arg0: i32, %arg1: i32, %arg2: i1) -> (i32, i1) {
  cf.cond_br %arg2, ^bb1(%arg0, %arg0 : i32, i32), ^bb1(%arg1, %arg0 : i32, i32)
^bb1(%0: i32, %1: i32):  // 2 preds: ^bb0, ^bb0
  %2 = arith.addi %0, %1 : i32
  return %2, %arg2 : i32, i1
}

// -----

// CHECK-LABEL: func.func @on_same_condition(
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %false = arith.constant false
// CHECK-NEXT:   cf.cond_br %arg2, ^bb1, ^bb2
// CHECK-NEXT: ^bb1:  // pred: ^bb0
// CHECK-NEXT:   "u"(%true) : (i1) -> ()
// CHECK-NEXT:   return %arg0, %true : i32, i1
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   "v"(%false) : (i1) -> ()
// CHECK-NEXT:   return %arg1, %false : i32, i1
// CHECK-NEXT: }
func.func @on_same_condition(%arg0: i32, %arg1: i32, %arg2: i1) -> (i32, i1) {
  cf.cond_br %arg2, ^bb1, ^bb2
^bb1:  // pred: ^bb0
  "u"(%arg2) : (i1) -> ()
  cf.cond_br %arg2, ^bb3, ^bb4
^bb2:  // pred: ^bb0
  "v"(%arg2) : (i1) -> ()
  cf.cond_br %arg2, ^bb3, ^bb4
^bb3:  // 2 preds: ^bb1, ^bb2
  return %arg0, %arg2 : i32, i1
^bb4:  // 2 preds: ^bb1, ^bb2
  return %arg1, %arg2 : i32, i1
}

// -----

// CHECK-LABEL: func.func @endless_loop(
// CHECK-NEXT:   cf.br ^bb1
// CHECK-NEXT: ^bb1:  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   cf.br ^bb1
// CHECK-NEXT: }
func.func @endless_loop(%arg0: i1) {
  cf.br ^bb1
^bb1:  // 2 preds: ^bb0, ^bb1
  cf.br ^bb1
}

// -----

// CHECK-LABEL: func.func @endless_pair(
// CHECK-NEXT:   cf.cond_br %arg0, ^bb1, ^bb2
// CHECK-NEXT: ^bb1:  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   cf.br ^bb1
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @endless_pair(%arg0: i1) {
  cf.cond_br %arg0, ^bb1, ^bb3
^bb1:  // 2 preds: ^bb0, ^bb2
  cf.br ^bb2
^bb2:  // pred: ^bb1
  cf.br ^bb1
^bb3:  // pred: ^bb0
  return
}

// -----

// CHECK-LABEL: func.func @unreachable_when_true(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unreachable_when_true(%arg0: i1) {
  cf.cond_br %arg0, ^bb1, ^bb2
^bb1:  // pred: ^bb0
  ub.unreachable
^bb2:  // pred: ^bb0
  return
}

// -----

// CHECK-LABEL: func.func @unreachable_when_false(
// CHECK-NEXT:   return %arg1 : i32
// CHECK-NEXT: }
func.func @unreachable_when_false(%arg0: i1, %arg1: i32) -> i32 {
  cf.cond_br %arg0, ^bb2(%arg1 : i32), ^bb1(%arg1 : i32)
^bb1(%0: i32):  // pred: ^bb0
  ub.unreachable
^bb2(%1: i32):  // pred: ^bb0
  return %1 : i32
}

// -----

// CHECK-LABEL: func.func @switch_only_default(
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @switch_only_default(%arg0: i32) -> i32 {
  cf.switch %arg0 : i32, [
    default: ^bb1(%arg0 : i32)]
^bb1(%0: i32):  // pred: ^bb0
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @switch_cases_like_default(
// CHECK-NEXT:   cf.switch %arg0 : i32, [
// CHECK-NEXT:     default: ^bb1(%arg0 : i32),
// CHECK-NEXT:     2: ^bb2,
// CHECK-NEXT:     3: ^bb1(%arg1 : i32)
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb1(%0: i32):  // 2 preds: ^bb0, ^bb0
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @switch_cases_like_default(%arg0: i32, %arg1: i32) -> i32 {
  cf.switch %arg0 : i32, [
    default: ^bb1(%arg0 : i32),
    1: ^bb1(%arg0 : i32),
    2: ^bb2,
    3: ^bb1(%arg1 : i32),
    4: ^bb1(%arg0 : i32)
  ]
^bb1(%0: i32):  // 4 preds: ^bb0, ^bb0, ^bb0, ^bb0
  return %0 : i32
^bb2:  // pred: ^bb0
  return %arg0 : i32
}

// -----

// CHECK-LABEL: func.func @switch_on_constant(
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @switch_on_constant(%arg0: i32, %arg1: i32) -> i32 {
  %c2_i32 = arith.constant 2 : i32
  cf.switch %c2_i32 : i32, [
    default: ^bb1(%arg0 : i32),
    1: ^bb1(%arg0 : i32),
    2: ^bb2,
    3: ^bb1(%arg1 : i32),
    4: ^bb1(%arg0 : i32)
  ]
^bb1(%0: i32):  // 4 preds: ^bb0, ^bb0, ^bb0, ^bb0
  return %0 : i32
^bb2:  // pred: ^bb0
  return %arg0 : i32
}

// -----

// CHECK-LABEL: func.func @switch_on_negative_constant(
// CHECK-NEXT:   return %arg1 : i32
// CHECK-NEXT: }
func.func @switch_on_negative_constant(%arg0: i32, %arg1: i32) -> i32 {
  %c-7_i32 = arith.constant -7 : i32
  cf.switch %c-7_i32 : i32, [
    default: ^bb1(%arg0 : i32),
    1: ^bb1(%arg0 : i32),
    4294967289: ^bb1(%arg1 : i32),
    3: ^bb1(%arg1 : i32),
    4: ^bb1(%arg0 : i32)
  ]
^bb1(%0: i32):  // 5 preds: ^bb0, ^bb0, ^bb0, ^bb0, ^bb0
  return %0 : i32
^bb2:  // no predecessors
  return %arg0 : i32
}

// -----

// CHECK-LABEL: func.func @switch_pass_through(
// CHECK-NEXT:   cf.switch %arg0 : i32, [
// CHECK-NEXT:     default: ^bb1(%arg0 : i32),
// CHECK-NEXT:     1: ^bb1(%arg1 : i32),
// CHECK-NEXT:     2: ^bb2,
// CHECK-NEXT:     3: ^bb1(%arg1 : i32)
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb1(%0: i32):  // 3 preds: ^bb0, ^bb0, ^bb0
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @switch_pass_through(%arg0: i32, %arg1: i32) -> i32 {
  cf.switch %arg0 : i32, [
    default: ^bb2,
    1: ^bb1(%arg1 : i32),
    2: ^bb4,
    3: ^bb3(%arg1 : i32)
  ]
^bb1(%0: i32):  // pred: ^bb0
  cf.br ^bb3(%0 : i32)
^bb2:  // pred: ^bb0
  cf.br ^bb3(%arg0 : i32)
^bb3(%1: i32):  // 3 preds: ^bb0, ^bb1, ^bb2
  return %1 : i32
^bb4:  // pred: ^bb0
  return %arg0 : i32
}

// -----

// CHECK-LABEL: func.func @switch_after_case(
// CHECK-NEXT:   cf.switch %arg0 : i32, [
// CHECK-NEXT:     default: ^bb2,
// CHECK-NEXT:     1: ^bb1,
// CHECK-NEXT:     2: ^bb3
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb1:  // pred: ^bb0
// CHECK-NEXT:   "u"() : () -> ()
// CHECK-NEXT:   cf.br ^bb3
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: ^bb3:  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   return %arg1 : i32
// CHECK-NEXT: }
func.func @switch_after_case(%arg0: i32, %arg1: i32) -> i32 {
  cf.switch %arg0 : i32, [
    default: ^bb2,
    1: ^bb1,
    2: ^bb3
  ]
^bb1:  // pred: ^bb0
  "u"() : () -> ()
  cf.switch %arg0 : i32, [
    default: ^bb2,
    1: ^bb3,
    2: ^bb2
  ]
^bb2:  // 3 preds: ^bb0, ^bb1, ^bb1
  return %arg0 : i32
^bb3:  // 2 preds: ^bb0, ^bb1
  return %arg1 : i32
}

// -----

// CHECK-LABEL: func.func @switch_after_default(
// CHECK-NEXT:   cf.switch %arg0 : i32, [
// CHECK-NEXT:     default: ^bb1,
// CHECK-NEXT:     1: ^bb2,
// CHECK-NEXT:     2: ^bb3
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb1:  // pred: ^bb0
// CHECK-NEXT:   "u"() : () -> ()
// CHECK-NEXT:   cf.switch %arg0 : i32, [
// CHECK-NEXT:     default: ^bb2,
// CHECK-NEXT:     5: ^bb3
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb2:  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: ^bb3:  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   return %arg1 : i32
// CHECK-NEXT: }
func.func @switch_after_default(%arg0: i32, %arg1: i32) -> i32 {
  cf.switch %arg0 : i32, [
    default: ^bb1,
    1: ^bb2,
    2: ^bb3
  ]
^bb1:  // pred: ^bb0
  "u"() : () -> ()
  cf.switch %arg0 : i32, [
    default: ^bb2,
    1: ^bb3,
    2: ^bb2,
    5: ^bb3
  ]
^bb2:  // 3 preds: ^bb0, ^bb1, ^bb1
  return %arg0 : i32
^bb3:  // 3 preds: ^bb0, ^bb1, ^bb1
  return %arg1 : i32
}

// -----

// CHECK-LABEL: func.func @switch_after_two_cases(
// CHECK-NEXT:   cf.switch %arg0 : i32, [
// CHECK-NEXT:     default: ^bb2,
// CHECK-NEXT:     1: ^bb1,
// CHECK-NEXT:     2: ^bb1
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb1:  // 2 preds: ^bb0, ^bb0
// CHECK-NEXT:   "u"() : () -> ()
// CHECK-NEXT:   cf.switch %arg0 : i32, [
// CHECK-NEXT:     default: ^bb2,
// CHECK-NEXT:     1: ^bb3
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb2:  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: ^bb3:  // pred: ^bb1
// CHECK-NEXT:   return %arg1 : i32
// CHECK-NEXT: }
func.func @switch_after_two_cases(%arg0: i32, %arg1: i32) -> i32 {
  cf.switch %arg0 : i32, [
    default: ^bb2,
    1: ^bb1,
    2: ^bb1
  ]
^bb1:  // 2 preds: ^bb0, ^bb0
  "u"() : () -> ()
  cf.switch %arg0 : i32, [
    default: ^bb2,
    1: ^bb3,
    2: ^bb2
  ]
^bb2:  // 3 preds: ^bb0, ^bb1, ^bb1
  return %arg0 : i32
^bb3:  // pred: ^bb1
  return %arg1 : i32
}

// -----

// CHECK-LABEL: func.func @counted_loop(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   cf.br ^bb1(%c0 : index)
// CHECK-NEXT: ^bb1(%0: index):  // 2 preds: ^bb0, ^bb2
// CHECK-NEXT:   %1 = arith.cmpi slt, %0, %arg0 : index
// CHECK-NEXT:   cf.cond_br %1, ^bb2, ^bb3
// CHECK-NEXT: ^bb2:  // pred: ^bb1
// CHECK-NEXT:   "u"(%0) : (index) -> ()
// CHECK-NEXT:   %2 = arith.addi %0, %c1 : index
// CHECK-NEXT:   cf.br ^bb1(%2 : index)
// CHECK-NEXT: ^bb3:  // pred: ^bb1
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @counted_loop(%arg0: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  cf.br ^bb1(%c0 : index)
^bb1(%0: index):  // 2 preds: ^bb0, ^bb2
  %1 = arith.cmpi slt, %0, %arg0 : index
  cf.cond_br %1, ^bb2, ^bb3
^bb2:  // pred: ^bb1
  "u"(%0) : (index) -> ()
  %2 = arith.addi %0, %c1 : index
  cf.br ^bb1(%2 : index)
^bb3:  // pred: ^bb1
  return
}

// -----

// CHECK-LABEL: func.func @nested_with_same_targets(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @nested_with_same_targets(%arg0: i1, %arg1: i1) {
  cf.cond_br %arg0, ^bb1, ^bb2
^bb1:  // pred: ^bb0
  cf.cond_br %arg1, ^bb3, ^bb3
^bb2:  // pred: ^bb0
  cf.br ^bb3
^bb3:  // 3 preds: ^bb1, ^bb1, ^bb2
  return
}

// -----

// CHECK-LABEL: func.func @known_in_destination(
// CHECK-NEXT:   cf.cond_br %arg0, ^bb1(%arg0 : i1), ^bb2(%arg0 : i1)
// CHECK-NEXT: ^bb1(%0: i1):  // pred: ^bb0
// CHECK-NEXT:   return %0 : i1
// CHECK-NEXT: ^bb2(%1: i1):  // pred: ^bb0
// CHECK-NEXT:   return %1 : i1
// CHECK-NEXT: }
func.func @known_in_destination(%arg0: i1, %arg1: i1) -> i1 {
  cf.cond_br %arg0, ^bb1(%arg0 : i1), ^bb2(%arg0 : i1)
^bb1(%0: i1):  // pred: ^bb0
  %1 = arith.andi %0, %arg0 : i1
  return %1 : i1
^bb2(%2: i1):  // pred: ^bb0
  return %2 : i1
}

// -----

// CHECK-LABEL: func.func @weights(
// CHECK-NEXT:   cf.cond_br %arg0 weights([1, 2]), ^bb2, ^bb1
// CHECK-NEXT: ^bb1:  // pred: ^bb0
// CHECK-NEXT:   "x"() : () -> ()
// CHECK-NEXT:   cf.br ^bb2
// CHECK-NEXT: ^bb2:  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   return %arg0 : i1
// CHECK-NEXT: }
func.func @weights(%arg0: i1) -> i1 {
  cf.cond_br %arg0 weights([1, 2]), ^bb1, ^bb2 {foo}
^bb1:  // pred: ^bb0
  cf.br ^bb3
^bb2:  // pred: ^bb0
  "x"() : () -> ()
  cf.br ^bb3
^bb3:  // 2 preds: ^bb1, ^bb2
  return %arg0 : i1
}
