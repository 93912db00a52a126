// RUN: adopt %s --sccp | adopt-filecheck %s

// CHECK-LABEL: func.func @branches
// CHECK:         %[[C:.*]] = arith.constant 6 : i32
// CHECK:       ^bb1(%{{.*}}: i32):
// CHECK-NEXT:    return %[[C]] : i32
func.func @branches() -> i32 {
  %true = arith.constant true
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %c3 = arith.addi %c1, %c2 : i32
  cf.cond_br %true, ^bb1(%c3 : i32), ^bb2(%c1 : i32)
^bb1(%a: i32):
  %0 = arith.addi %a, %a : i32
  return %0 : i32
^bb2(%b: i32):
  return %b : i32
}

// A value that a loop carries stays the constant that it is at the start.
// CHECK-LABEL: func.func @loop
// CHECK:         %[[ONE:.*]] = arith.constant 1 : i32
// CHECK:         return %[[ONE]] : i32
func.func @loop(%n: index) -> i32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %one = arith.constant 1 : i32
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%x = %one) -> (i32) {
    %y = arith.muli %x, %one : i32
    scf.yield %y : i32
  }
  return %r : i32
}

// All calls of a private function are known.
// CHECK-LABEL: func.func private @callee
// CHECK:         %[[EIGHT:.*]] = arith.constant 8 : i32
// CHECK:         return %[[EIGHT]], %arg1
func.func private @callee(%a: i32, %b: i32) -> (i32, i32) {
  %0 = arith.addi %a, %a : i32
  return %0, %b : i32, i32
}

// CHECK-LABEL: func.func @caller
// CHECK-DAG:     %[[EIGHT:.*]] = arith.constant 8 : i32
// CHECK:         %[[R:.*]]:2 = call @callee
// CHECK:         return %[[EIGHT]], %[[R]]#1
func.func @caller(%x: i32) -> (i32, i32) {
  %c4 = arith.constant 4 : i32
  %0:2 = call @callee(%c4, %x) : (i32, i32) -> (i32, i32)
  return %0#0, %0#1 : i32, i32
}
