// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @too_many_operands(%c: i1) {
  // expected-error @+1 {{branch has 1 operands for successor #0, but target block has 0}}
  cf.cond_br %c, ^a(%c : i1), ^b
^a:
  return
^b:
  return
}

// -----

func.func @too_few_operands() {
  // expected-error @+1 {{branch has 0 operands for successor #0, but target block has 1}}
  cf.br ^a
^a(%x: i32):
  return
}

// -----

func.func @type_of_operand(%c: i1) {
  // expected-error @+1 {{type mismatch for bb argument #1 of successor #1}}
  cf.cond_br %c, ^b, ^a(%c, %c : i1, i1)
^a(%x: i1, %y: i32):
  return
^b:
  return
}

// -----

// expected-note @+1 {{prior use here}}
func.func @condition(%c: i32) {
  // expected-error @+1 {{use of value '%c' expects different type than prior uses: 'i1' vs 'i32'}}
  cf.cond_br %c, ^a, ^a
^a:
  return
}

// -----

func.func @no_such_block() {
  // expected-error @+1 {{reference to an undefined block}}
  cf.br ^nowhere
}

// -----

func.func @not_at_the_end(%c: i1) {
  // expected-error @+1 {{operation with block successors must terminate its parent block}}
  cf.br ^a
  "test.op"() : () -> ()
^a:
  return
}

// -----

func.func @other_region(%c: i1) {
  "test.region"() ({
    // expected-error @+1 {{reference to an undefined block}}
    cf.br ^a
  }) : () -> ()
  return
^a:
  return
}

// -----

func.func @missing_destination(%c: i1) {
  // expected-error @+1 {{expected ','}}
  cf.cond_br %c, ^a
^a:
  return
}

// -----

func.func @missing_message(%c: i1) {
  // expected-error @+1 {{expected ','}}
  cf.assert %c
  return
}

// -----

func.func @assert_condition(%c: i32) {
  // expected-error @+1 {{'cf.assert' op operand #0 must be 1-bit signless integer, but got 'i32'}}
  "cf.assert"(%c) <{msg = "x"}> : (i32) -> ()
  return
}

// -----

func.func @segments(%c: i1) {
  // expected-error @+1 {{'cf.cond_br' op operand count (1) does not match with the total size (2) specified in attribute 'operandSegmentSizes'}}
  "cf.cond_br"(%c)[^a, ^a] <{operandSegmentSizes = array<i32: 1, 1, 0>}> : (i1) -> ()
^a:
  return
}

// -----

func.func @one_successor(%c: i1) {
  // expected-error @+1 {{'cf.cond_br' op requires 2 successors but found 1}}
  "cf.cond_br"(%c)[^a] <{operandSegmentSizes = array<i32: 1, 0, 0>}> : (i1) -> ()
^a:
  return
}

// -----

func.func @no_successor() {
  // expected-error @+1 {{'cf.br' op requires 1 successor but found 0}}
  "cf.br"() : () -> ()
}

// -----

func.func @switch_on_index(%x: index) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.integer, but found 'index'}}
  cf.switch %x : index, [default: ^a]
^a:
  return
}

// -----

func.func @switch_without_default(%x: i32) {
  // expected-error @+1 {{expected 'default'}}
  cf.switch %x : i32, [1: ^a]
^a:
  return
}

// -----

func.func @switch_without_value(%x: i32) {
  // expected-error @+1 {{expected integer value}}
  cf.switch %x : i32, [default: ^a, b: ^a]
^a:
  return
}

// -----

func.func @switch_type(%x: i8) {
  // expected-error @+1 {{'cf.switch' op 'flag' type ('i8') should match case value type ('i16')}}
  "cf.switch"(%x)[^a, ^a] <{case_operand_segments = array<i32: 0>, case_values = dense<1> : vector<1xi16>, operandSegmentSizes = array<i32: 1, 0, 0>}> : (i8) -> ()
^a:
  return
}

// -----

func.func @switch_count(%x: i8) {
  // expected-error @+1 {{'cf.switch' op number of case values (2) should match number of case destinations (1)}}
  "cf.switch"(%x)[^a, ^a] <{case_operand_segments = array<i32: 0>, case_values = dense<1> : vector<2xi8>, operandSegmentSizes = array<i32: 1, 0, 0>}> : (i8) -> ()
^a:
  return
}

// -----

func.func @switch_segments(%x: i8) {
  // expected-error @+1 {{'cf.switch' op caseOperands count (1) does not match with the total size (2) specified in attribute 'case_operand_segments'}}
  "cf.switch"(%x, %x)[^a, ^a] <{case_operand_segments = array<i32: 2>, case_values = dense<1> : vector<1xi8>, operandSegmentSizes = array<i32: 1, 0, 1>}> : (i8, i8) -> ()
^a:
  return
}

// -----

func.func @switch_operands(%x: i8) {
  // expected-error @+1 {{branch has 1 operands for successor #1, but target block has 0}}
  cf.switch %x : i8, [default: ^a, 1: ^a(%x : i8)]
^a:
  return
}
