// RUN: not adopt %s -split-input-file -allow-unregistered-dialect 2>&1 | adopt-filecheck %s --implicit-check-not=error:

// CHECK: [[@LINE+6]]:7: error: expected operation name in quotes
// CHECK: [[@LINE+7]]:22: error: expected SSA operand
// CHECK: [[@LINE+3]]:12: error: use of undeclared SSA value name
func.func @one_each(%x: i32) -> i32 {
  "test.a"() : () -> ()
  "test.b"(%undeclared) : (i32) -> ()
  %0 = ) arith.addi %x, %x : i32
  %1 = arith.muli %0, %x : i32
  %2 = arith.muli %1, : i32
  return %2 : i32
}

// -----

// What a broken operation opens and does not close hides nothing of what follows.

// CHECK: [[@LINE+4]]:30: error: expected non-function type
// CHECK: [[@LINE+7]]:23: error: expected non-function type
func.func @unclosed(%x: i32) -> i32 {
  %c = "test.a"() : () -> i1
  cf.cond_br %c, ^a(%x : i32, ^b
^a(%y: i32):
  return %y : i32
^b:
  "test.b"(%x) : (i32, ) -> ()
  return %x : i32
}

// -----

// What ends too early is one error, however many regions it leaves open.

// CHECK: [[@LINE+3]]:16: error: expected operation name in quotes
func.func @truncated(%c: i1) {
  scf.if %c {
    scf.if %c {
