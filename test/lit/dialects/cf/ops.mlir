// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @branches(%arg0: i1, %arg1: i32) -> i32 {
// CHECK-NEXT:   cf.cond_br %arg0, ^bb1(%arg1 : i32), ^bb2
// CHECK-NEXT: ^bb1(%0: i32):  // pred: ^bb0
// CHECK-NEXT:   cf.br ^bb3(%0, %arg0 : i32, i1)
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   cf.br ^bb4 {test.a = 1 : i32}
// CHECK-NEXT: ^bb3(%1: i32, %2: i1):  // 2 preds: ^bb1, ^bb3
// CHECK-NEXT:   cf.cond_br %2, ^bb4, ^bb3(%1, %arg0 : i32, i1) {test.b}
// CHECK-NEXT: ^bb4:  // 2 preds: ^bb2, ^bb3
// CHECK-NEXT:   return %arg1 : i32
// CHECK-NEXT: }
func.func @branches(%c: i1, %x: i32) -> i32 {
  cf.cond_br %c, ^a(%x : i32), ^b
^a(%q: i32):
  cf.br ^c(%q, %c : i32, i1)
^b:
  cf.br ^d {test.a = 1 : i32}
^c(%r: i32, %s: i1):
  cf.cond_br %s, ^d, ^c(%r, %c : i32, i1) {test.b}
^d:
  return %x : i32
}

// -----

// CHECK: func.func @weights(%arg0: i1, %arg1: i32) {
// CHECK-NEXT:   cf.cond_br %arg0 weights([90, 10]), ^bb1, ^bb2(%arg1 : i32)
// CHECK-NEXT: ^bb1:  // 3 preds: ^bb0, ^bb2, ^bb2
// CHECK-NEXT:   cf.cond_br %arg0 weights([0, -1]), ^bb2(%arg1 : i32), ^bb2(%arg1 : i32) {test.x}
// CHECK-NEXT: ^bb2(%0: i32):  // 3 preds: ^bb0, ^bb1, ^bb1
// CHECK-NEXT:   cf.cond_br %arg0 weights([]), ^bb1, ^bb1
// CHECK-NEXT: }
func.func @weights(%c: i1, %x: i32) {
  cf.cond_br %c weights([90, 10]), ^a, ^b(%x : i32)
^a:
  cf.cond_br %c weights([0, -1]), ^b(%x : i32), ^b(%x : i32) {test.x}
^b(%y: i32):
  cf.cond_br %c weights([]), ^a, ^a
}

// -----

// CHECK: func.func @assertions(%arg0: i1) {
// CHECK-NEXT:   cf.assert %arg0, "plain"
// CHECK-NEXT:   cf.assert %arg0, "with \22quotes\22 and \0A line" {test.a = [1, 2]}
// CHECK-NEXT:   cf.assert %arg0, ""
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @assertions(%c: i1) {
  cf.assert %c, "plain"
  cf.assert %c, "with \22quotes\22 and \0A line" {test.a = [1, 2]}
  cf.assert %c, ""
  return
}

// -----

// CHECK: func.func @switch(%arg0: i32, %arg1: i1) {
// CHECK-NEXT:   cf.switch %arg0 : i32, [
// CHECK-NEXT:     default: ^bb1(%arg0, %arg1 : i32, i1),
// CHECK-NEXT:     42: ^bb2,
// CHECK-NEXT:     4294967295: ^bb3(%arg0 : i32),
// CHECK-NEXT:     2147483647: ^bb2
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb1(%0: i32, %1: i1):  // pred: ^bb0
// CHECK-NEXT:   return
// CHECK-NEXT: ^bb2:  // 2 preds: ^bb0, ^bb0
// CHECK-NEXT:   return
// CHECK-NEXT: ^bb3(%2: i32):  // pred: ^bb0
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @switch(%x: i32, %c: i1) {
  cf.switch %x : i32, [
    default: ^a(%x, %c : i32, i1),
    42: ^b,
    -1: ^c(%x : i32),
    2147483647: ^b
  ]
^a(%0: i32, %1: i1):
  return
^b:
  return
^c(%2: i32):
  return
}

// -----

// CHECK: func.func @switch_default_only(%arg0: i8) {
// CHECK-NEXT:   cf.switch %arg0 : i8, [
// CHECK-NEXT:     default: ^bb1] {test.a}
// CHECK-NEXT: ^bb1:  // pred: ^bb0
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @switch_default_only(%x: i8) {
  cf.switch %x : i8, [default: ^a] {test.a}
^a:
  return
}

// -----

// CHECK: func.func @switch_widths(%arg0: i1, %arg1: i8, %arg2: i64, %arg3: si16) {
// CHECK-NEXT:   cf.switch %arg0 : i1, [
// CHECK-NEXT:     default: ^bb1,
// CHECK-NEXT:     1: ^bb2,
// CHECK-NEXT:     0: ^bb1
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb1:  // 6 preds: ^bb0, ^bb0, ^bb1, ^bb2, ^bb3, ^bb3
// CHECK-NEXT:   cf.switch %arg1 : i8, [
// CHECK-NEXT:     default: ^bb2,
// CHECK-NEXT:     255: ^bb1,
// CHECK-NEXT:     127: ^bb2,
// CHECK-NEXT:     128: ^bb2
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb2:  // 5 preds: ^bb0, ^bb1, ^bb1, ^bb1, ^bb2
// CHECK-NEXT:   cf.switch %arg2 : i64, [
// CHECK-NEXT:     default: ^bb3,
// CHECK-NEXT:     9223372036854775807: ^bb1,
// CHECK-NEXT:     16: ^bb2
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb3:  // pred: ^bb2
// CHECK-NEXT:   cf.switch %arg3 : si16, [
// CHECK-NEXT:     default: ^bb1,
// CHECK-NEXT:     65534: ^bb1
// CHECK-NEXT:   ]
// CHECK-NEXT: }
func.func @switch_widths(%a: i1, %b: i8, %c: i64, %d: si16) {
  cf.switch %a : i1, [default: ^x, 1: ^y, 0: ^x]
^x:
  cf.switch %b : i8, [default: ^y, 255: ^x, 127: ^y, -128: ^y]
^y:
  cf.switch %c : i64, [default: ^z, 9223372036854775807: ^x, 0x10: ^y]
^z:
  cf.switch %d : si16, [default: ^x, -2: ^x]
}

// -----

// CHECK: func.func @same_case_values(%arg0: i32) {
// CHECK-NEXT:   cf.switch %arg0 : i32, [
// CHECK-NEXT:     default: ^bb1,
// CHECK-NEXT:     7: ^bb1,
// CHECK-NEXT:     7: ^bb1
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb1:  // 3 preds: ^bb0, ^bb0, ^bb0
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @same_case_values(%x: i32) {
  cf.switch %x : i32, [default: ^a, 7: ^a, 7: ^a]
^a:
  return
}

// -----

// CHECK: func.func @unreachable_blocks(%arg0: i1) {
// CHECK-NEXT:   return
// CHECK-NEXT: ^bb1:  // pred: ^bb2
// CHECK-NEXT:   cf.br ^bb2
// CHECK-NEXT: ^bb2:  // pred: ^bb1
// CHECK-NEXT:   cf.br ^bb1
// CHECK-NEXT: }
func.func @unreachable_blocks(%c: i1) {
  return
^a:
  cf.br ^b
^b:
  cf.br ^a
}

// -----

// CHECK: func.func @self_loop(%arg0: i32) {
// CHECK-NEXT:   cf.br ^bb1(%arg0 : i32)
// CHECK-NEXT: ^bb1(%0: i32):  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   cf.br ^bb1(%0 : i32)
// CHECK-NEXT: }
func.func @self_loop(%x: i32) {
  cf.br ^a(%x : i32)
^a(%y: i32):
  cf.br ^a(%y : i32)
}

// -----

// CHECK: func.func @in_any_region(%arg0: i1) {
// CHECK-NEXT:   "test.region"() ({
// CHECK-NEXT:     cf.cond_br %arg0, ^bb1, ^bb2
// CHECK-NEXT:   ^bb1:  // pred: ^bb0
// CHECK-NEXT:     cf.br ^bb2
// CHECK-NEXT:   ^bb2:  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:     "test.end"() : () -> ()
// CHECK-NEXT:   }) : () -> ()
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @in_any_region(%c: i1) {
  "test.region"() ({
    cf.cond_br %c, ^a, ^b
  ^a:
    cf.br ^b
  ^b:
    "test.end"() : () -> ()
  }) : () -> ()
  return
}

// -----

// CHECK: func.func @block_argument_locations(%arg0: i32) {
// CHECK-NEXT:   cf.br ^bb1(%arg0 : i32)
// CHECK-NEXT: ^bb1(%0: i32):  // pred: ^bb0
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @block_argument_locations(%x: i32) {
  cf.br ^a(%x : i32) loc("branch")
^a(%y: i32 loc("argument")):
  return loc("end")
}

// -----

// CHECK: func.func @forward_uses() -> i32 {
// CHECK-NEXT:   cf.br ^bb3
// CHECK-NEXT: ^bb1:  // pred: ^bb3
// CHECK-NEXT:   cf.br ^bb2(%1 : i32)
// CHECK-NEXT: ^bb2(%0: i32):  // pred: ^bb1
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: ^bb3:  // pred: ^bb0
// CHECK-NEXT:   %1 = "test.def"() : () -> i32
// CHECK-NEXT:   cf.br ^bb1
// CHECK-NEXT: }
func.func @forward_uses() -> i32 {
  cf.br ^first
^second:
  cf.br ^last(%x : i32)
^last(%y: i32):
  return %y : i32
^first:
  %x = "test.def"() : () -> i32
  cf.br ^second
}

// -----

// CHECK: func.func @generic(%arg0: i1, %arg1: i32) {
// CHECK-NEXT:   cf.cond_br %arg0, ^bb1(%arg1 : i32), ^bb2(%arg1 : i32) {test.x}
// CHECK-NEXT: ^bb1(%0: i32):  // pred: ^bb0
// CHECK-NEXT:   cf.switch %0 : i32, [
// CHECK-NEXT:     default: ^bb3(%arg0 : i1),
// CHECK-NEXT:     5: ^bb3(%arg0 : i1)
// CHECK-NEXT:   ]
// CHECK-NEXT: ^bb2(%1: i32):  // pred: ^bb0
// CHECK-NEXT:   cf.br ^bb3(%arg0 : i1)
// CHECK-NEXT: ^bb3(%2: i1):  // 3 preds: ^bb1, ^bb1, ^bb2
// CHECK-NEXT:   cf.assert %2, "no"
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @generic(%c: i1, %x: i32) {
  "cf.cond_br"(%c, %x, %x)[^a, ^b] <{operandSegmentSizes = array<i32: 1, 1, 1>}> {test.x} : (i1, i32, i32) -> ()
^a(%y: i32):
  "cf.switch"(%y, %c, %c)[^c, ^c] <{case_operand_segments = array<i32: 1>, case_values = dense<5> : vector<1xi32>, operandSegmentSizes = array<i32: 1, 1, 1>}> : (i32, i1, i1) -> ()
^b(%z: i32):
  "cf.br"(%c)[^c] : (i1) -> ()
^c(%w: i1):
  "cf.assert"(%w) <{msg = "no"}> : (i1) -> ()
  return
}
