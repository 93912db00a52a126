// RUN: adopt %s --split-input-file --verify-diagnostics --allow-unregistered-dialect

// expected-error@below {{expected operation name in quotes}}
func.func @no_operation() {
  )
}

// -----

func.func @number_for_operation(%a: i32) -> i32 {
  // expected-error@below {{expected operation name in quotes}}
  %0 = 3 : i32
  return %0 : i32
}

// -----

func.func @unclosed() {
  // expected-error@below {{expected operation name in quotes}}
  return

// -----

func.func @unknown_operation() {
  // expected-error@below {{custom op 'arith.nothing' is unknown}}
  arith.nothing
}

// -----

func.func @unknown_short_operation() {
  // expected-error@below {{custom op 'nothing' is unknown (tried 'func.nothing' as well)}}
  nothing
}

// -----

func.func @result_count(%a: i32) {
  // expected-error@below {{expected integer number of results}}
  %0:a = arith.addi %a, %a : i32
  return
}

// -----

func.func @no_result_name(%a: i32) {
  // expected-error@below {{expected valid ssa identifier}}
  %0, = arith.addi %a, %a : i32
  return
}

// -----

func.func @no_name_behind_comma(%a: i32) {
  // expected-error@below {{expected SSA operand}}
  %0 = arith.addi %a, : i32
  return
}

// -----

func.func @no_types(%a: i32) {
  // expected-error@below {{expected non-function type}}
  return %a :
}

// -----

func.func @no_type_in_list(%a: i32) {
  // expected-error@below {{expected non-function type}}
  return %a, %a : i32, , i32
}

// -----

func.func @block_argument(%a: i32) {
  cf.br ^a(%a : i32)
// expected-error@below {{expected ':' and type for SSA operand}}
^a(%b %c: i32):
  return
}

// -----

func.func @no_block_name() {
  // expected-error@below {{expected block name}}
  cf.br %x
}

// -----

// expected-note@below {{previously referenced here}}
func.func @taken(%i: index) {
  // expected-error@below {{region entry argument '%i' is already in use}}
  scf.for %i = %i to %i step %i {
  }
  return
}

// -----

// expected-error@below {{expected ',' or ']'}}
func.func @no_bracket_in_array() attributes {t.a = [1, 2} {
  return
}

// -----

// expected-error@below {{expected attribute name}}
func.func @no_attribute_name() attributes {t.a = 1, 3} {
  return
}

// -----

// expected-error@below {{expected attribute value}}
func.func @no_attribute_value() attributes {t.a = , t.b} {
  return
}

// -----

// expected-error@below {{expected '{' in attribute dictionary}}
func.func @no_dictionary() attributes t.a {
  return
}

// -----

// expected-error@below {{duplicate key 't.a' in dictionary attribute}}
func.func @twice() attributes {t.a, t.a} {
  return
}

// -----

func.func @no_location() {
  // expected-error@below {{expected '(' in location}}
  return loc
}

// -----

func.func @unclosed_location() {
  // expected-error@below {{expected ')' in location}}
  return loc("a"
}

// -----

func.func @no_such_location() {
  // expected-error@below {{expected location instance}}
  return loc(here)
}

// -----

// expected-error@below {{negative integer literal not valid for unsigned integer type}}
func.func @minus_of_unsigned() attributes {t.a = -1 : ui8} {
  return
}

// -----

// expected-error@below {{floating point value not valid for specified type}}
func.func @float_of_integer() attributes {t.a = 1.5 : i32} {
  return
}

// -----

// expected-error@below {{integer constant out of range for attribute}}
func.func @too_large() attributes {t.a = 256 : i8} {
  return
}

// -----

// expected-error@below {{unknown attribute `nothing` in dialect `arith`}}
func.func @no_such_attribute() attributes {t.a = #arith.nothing<3>} {
  return
}

// -----

// expected-error@below {{dialect 'scf' provides no attribute parsing hook}}
func.func @dialect_without_attributes() attributes {t.a = #scf.nothing} {
  return
}

// -----

func.func @one_type_for_two(%a: i32) {
  // expected-error@below {{expected 2 operand types but had 1}}
  "test.use"(%a, %a) : (i32) -> ()
}
