// RUN: adopt %s --scf-uplift-while-to-for --canonicalize | adopt-filecheck %s

// A counter that meets a bound, and a sum that is carried.
// CHECK-LABEL: func.func @sum(
// CHECK-SAME: %[[P:.*]]: memref<?xf64>, %[[INIT:.*]]: i64, %[[BOUND:.*]]: i64) -> (i64, f64)
// CHECK: %[[DISTANCE:.*]] = arith.subi %[[BOUND]], %[[INIT]] : i64
// CHECK: %[[COUNT:.*]] = arith.index_castui %[[DISTANCE]] : i64 to index
// CHECK: %[[LOOP:.*]] = scf.for %[[I:.*]] = %c0 to %[[COUNT]] step %c1 iter_args(%[[SUM:.*]] = %{{.*}}) -> (f64) {
// CHECK: %[[NUMBER:.*]] = arith.index_cast %[[I]] : index to i64
// CHECK: %[[COUNTER:.*]] = arith.addi %[[INIT]], %[[NUMBER]] : i64
// CHECK: arith.index_cast %[[COUNTER]] : i64 to index
// CHECK: scf.yield %{{.*}} : f64
// CHECK: return %[[BOUND]], %[[LOOP]]
func.func @sum(%p: memref<?xf64>, %init: i64, %bound: i64) -> (i64, f64) {
  %zero = arith.constant 0.0 : f64
  %one = arith.constant 1 : i64
  %true = arith.constant true
  %r:2 = scf.while (%i = %init, %s = %zero) : (i64, f64) -> (i64, f64) {
    %at = arith.index_cast %i : i64 to index
    %x = memref.load %p[%at] : memref<?xf64>
    %t = arith.addf %s, %x : f64
    %next = arith.addi %i, %one overflow<nsw> : i64
    %done = arith.cmpi eq, %next, %bound : i64
    %again = arith.xori %done, %true : i1
    scf.condition(%again) %next, %t : i64, f64
  } do {
  ^bb0(%i: i64, %s: f64):
    scf.yield %i, %s : i64, f64
  }
  return %r#0, %r#1 : i64, f64
}

// Down in steps of two.
// CHECK-LABEL: llvm.func @down(
// CHECK: %[[HALF:.*]] = arith.divui %arg0, %c2_i32 : i32
// CHECK: arith.index_castui %[[HALF]] : i32 to index
// CHECK: scf.for
llvm.func @g(i32)
llvm.func @down(%init: i32) {
  %step = llvm.mlir.constant(-2 : i32) : i32
  %bound = llvm.mlir.constant(0 : i32) : i32
  %r = scf.while (%i = %init) : (i32) -> i32 {
    llvm.call @g(%i) : (i32) -> ()
    %next = llvm.add %i, %step overflow<nsw> : i32
    %again = llvm.icmp "ne" %next, %bound : i32
    scf.condition(%again) %next : i32
  } do {
  ^bb0(%i: i32):
    scf.yield %i : i32
  }
  llvm.return
}

// It may run 256 times if both are equal.
// CHECK-LABEL: func.func @may_overflow(
// CHECK: scf.while
func.func @may_overflow(%init: i8, %bound: i8) -> i8 {
  %one = arith.constant 1 : i8
  %r = scf.while (%i = %init) : (i8) -> i8 {
    %next = arith.addi %i, %one : i8
    %again = arith.cmpi ne, %next, %bound : i8
    scf.condition(%again) %next : i8
  } do {
  ^bb0(%i: i8):
    scf.yield %i : i8
  }
  return %r : i8
}

// The bound changes.
// CHECK-LABEL: func.func @moving_bound(
// CHECK: scf.while
func.func @moving_bound(%init: i64) -> i64 {
  %one = arith.constant 1 : i64
  %three = arith.constant 3 : i64
  %r = scf.while (%i = %init) : (i64) -> i64 {
    %bound = arith.divui %i, %three : i64
    %next = arith.addi %i, %one overflow<nuw> : i64
    %again = arith.cmpi ne, %next, %bound : i64
    scf.condition(%again) %next : i64
  } do {
  ^bb0(%i: i64):
    scf.yield %i : i64
  }
  return %r : i64
}

// What stands behind the test is executed once less.
// CHECK-LABEL: func.func @tested_first(
// CHECK: scf.while
func.func @tested_first(%p: memref<?xf64>, %init: index, %bound: index) {
  %one = arith.constant 1 : index
  %zero = arith.constant 0.0 : f64
  scf.while (%i = %init) : (index) -> index {
    %next = arith.addi %i, %one overflow<nsw> : index
    %again = arith.cmpi ne, %next, %bound : index
    scf.condition(%again) %next : index
  } do {
  ^bb0(%i: index):
    memref.store %zero, %p[%i] : memref<?xf64>
    scf.yield %i : index
  }
  return
}
