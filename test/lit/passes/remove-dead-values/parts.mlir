// RUN: adopt %s --remove-dead-values | adopt-filecheck %s
// RUN: adopt %s --remove-dead-values="canonicalize=false" | adopt-filecheck %s --check-prefix=POISON

// CHECK-LABEL: func.func private @callee
// CHECK-SAME:    (%[[B:.*]]: i32) -> i32
// CHECK-NEXT:    %[[R:.*]] = arith.muli %[[B]], %[[B]]
// CHECK-NEXT:    return %[[R]] : i32
func.func private @callee(%a: i32, %b: i32) -> (i32, i32) {
  %0 = arith.addi %a, %a : i32
  %1 = arith.muli %b, %b : i32
  return %0, %1 : i32, i32
}

// CHECK-LABEL: func.func @caller
// CHECK:         call @callee(%arg0) : (i32) -> i32
func.func @caller(%a: i32) -> i32 {
  %0:2 = call @callee(%a, %a) : (i32, i32) -> (i32, i32)
  %1 = arith.subi %0#0, %a : i32
  return %0#1 : i32
}

// CHECK-LABEL: func.func @loop
// CHECK-NOT:     ub.poison
// CHECK:         scf.for {{.*}} iter_args(%{{.*}} = %arg1) -> (i32)
// POISON-LABEL: func.func @loop
// POISON:         %[[P:.*]] = ub.poison : i32
// POISON-NEXT:    scf.for {{.*}} iter_args(%{{.*}} = %[[P]], %{{.*}} = %arg1)
func.func @loop(%n: index, %a: i32) -> i32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0:2 = scf.for %i = %c0 to %n step %c1 iter_args(%dead = %a, %live = %a) -> (i32, i32) {
    %1 = arith.addi %dead, %live : i32
    %2 = arith.muli %live, %live : i32
    scf.yield %1, %2 : i32, i32
  }
  return %0#1 : i32
}

// CHECK-LABEL: func.func @blocks
// CHECK:         cf.br ^bb1(%arg0 : i32)
// CHECK:       ^bb1(%[[X:.*]]: i32):
// CHECK-NEXT:    return %[[X]]
func.func @blocks(%a: i32) -> i32 {
  %0 = arith.addi %a, %a : i32
  cf.br ^bb1(%0, %a : i32, i32)
^bb1(%dead: i32, %live: i32):
  return %live : i32
}

// What a pattern of a region branch op makes is simplified as well.
// CHECK-LABEL: func.func @negation
// CHECK:         %[[TRUE:.*]] = arith.constant true
// CHECK-NEXT:    %[[NOT:.*]] = arith.xori %arg0, %[[TRUE]] : i1
// CHECK-NEXT:    return %[[NOT]]
func.func @negation(%c: i1) -> i1 {
  %true = arith.constant true
  %false = arith.constant false
  %0 = scf.if %c -> i1 {
    scf.yield %false : i1
  } else {
    scf.yield %true : i1
  }
  return %0 : i1
}
