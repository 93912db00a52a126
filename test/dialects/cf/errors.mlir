func.func @too_many_operands(%c: i1) {
  cf.cond_br %c, ^a(%c : i1), ^b
^a:
  return
^b:
  return
}
// -----
func.func @too_few_operands() {
  cf.br ^a
^a(%x: i32):
  return
}
// -----
func.func @type_of_operand(%c: i1) {
  cf.cond_br %c, ^b, ^a(%c, %c : i1, i1)
^a(%x: i1, %y: i32):
  return
^b:
  return
}
// -----
func.func @condition(%c: i32) {
  cf.cond_br %c, ^a, ^a
^a:
  return
}
// -----
func.func @no_such_block() {
  cf.br ^nowhere
}
// -----
func.func @not_at_the_end(%c: i1) {
  cf.br ^a
  "test.op"() : () -> ()
^a:
  return
}
// -----
func.func @other_region(%c: i1) {
  "test.region"() ({
    cf.br ^a
  }) : () -> ()
  return
^a:
  return
}
// -----
func.func @missing_destination(%c: i1) {
  cf.cond_br %c, ^a
^a:
  return
}
// -----
func.func @missing_message(%c: i1) {
  cf.assert %c
  return
}
// -----
func.func @assert_condition(%c: i32) {
  "cf.assert"(%c) <{msg = "x"}> : (i32) -> ()
  return
}
// -----
func.func @segments(%c: i1) {
  "cf.cond_br"(%c)[^a, ^a] <{operandSegmentSizes = array<i32: 1, 1, 0>}> : (i1) -> ()
^a:
  return
}
// -----
func.func @one_successor(%c: i1) {
  "cf.cond_br"(%c)[^a] <{operandSegmentSizes = array<i32: 1, 0, 0>}> : (i1) -> ()
^a:
  return
}
// -----
func.func @no_successor() {
  "cf.br"() : () -> ()
}
// -----
func.func @switch_on_index(%x: index) {
  cf.switch %x : index, [default: ^a]
^a:
  return
}
// -----
func.func @switch_without_default(%x: i32) {
  cf.switch %x : i32, [1: ^a]
^a:
  return
}
// -----
func.func @switch_without_value(%x: i32) {
  cf.switch %x : i32, [default: ^a, b: ^a]
^a:
  return
}
// -----
func.func @switch_type(%x: i8) {
  "cf.switch"(%x)[^a, ^a] <{case_operand_segments = array<i32: 0>, case_values = dense<1> : vector<1xi16>, operandSegmentSizes = array<i32: 1, 0, 0>}> : (i8) -> ()
^a:
  return
}
// -----
func.func @switch_count(%x: i8) {
  "cf.switch"(%x)[^a, ^a] <{case_operand_segments = array<i32: 0>, case_values = dense<1> : vector<2xi8>, operandSegmentSizes = array<i32: 1, 0, 0>}> : (i8) -> ()
^a:
  return
}
// -----
func.func @switch_segments(%x: i8) {
  "cf.switch"(%x, %x)[^a, ^a] <{case_operand_segments = array<i32: 2>, case_values = dense<1> : vector<1xi8>, operandSegmentSizes = array<i32: 1, 0, 1>}> : (i8, i8) -> ()
^a:
  return
}
// -----
func.func @switch_operands(%x: i8) {
  cf.switch %x : i8, [default: ^a, 1: ^a(%x : i8)]
^a:
  return
}
