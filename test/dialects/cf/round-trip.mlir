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
func.func @weights(%c: i1, %x: i32) {
  cf.cond_br %c weights([90, 10]), ^a, ^b(%x : i32)
^a:
  cf.cond_br %c weights([0, -1]), ^b(%x : i32), ^b(%x : i32) {test.x}
^b(%y: i32):
  cf.cond_br %c weights([]), ^a, ^a
}
// -----
func.func @assertions(%c: i1) {
  cf.assert %c, "plain"
  cf.assert %c, "with \22quotes\22 and \0A line" {test.a = [1, 2]}
  cf.assert %c, ""
  return
}
// -----
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
func.func @switch_default_only(%x: i8) {
  cf.switch %x : i8, [default: ^a] {test.a}
^a:
  return
}
// -----
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
func.func @same_case_values(%x: i32) {
  cf.switch %x : i32, [default: ^a, 7: ^a, 7: ^a]
^a:
  return
}
// -----
func.func @unreachable_blocks(%c: i1) {
  return
^a:
  cf.br ^b
^b:
  cf.br ^a
}
// -----
func.func @self_loop(%x: i32) {
  cf.br ^a(%x : i32)
^a(%y: i32):
  cf.br ^a(%y : i32)
}
// -----
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
func.func @block_argument_locations(%x: i32) {
  cf.br ^a(%x : i32) loc("branch")
^a(%y: i32 loc("argument")):
  return loc("end")
}
// -----
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
