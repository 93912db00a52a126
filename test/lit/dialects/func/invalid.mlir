// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @too_few() -> i32 {
  // expected-error @+1 {{'func.return' op has 0 operands, but enclosing function (@too_few) returns 1}}
  return
}

// -----

func.func @too_many(%a: i32) {
  // expected-error @+1 {{'func.return' op has 1 operands, but enclosing function (@too_many) returns 0}}
  return %a : i32
}

// -----

func.func @wrong_type(%a: i32) -> (i32, f32) {
  // expected-error @+1 {{type of return operand 1 ('i32') doesn't match function result type ('f32') in function @wrong_type}}
  return %a, %a : i32, i32
}

// -----

func.func @return_elsewhere(%c: i1) {
  scf.if %c {
    // expected-error @+1 {{'func.return' op expects parent op 'func.func'}}
    func.return
  }
  return
}

// -----

// expected-error @+1 {{'func.func' op symbol declaration cannot have public visibility}}
func.func @public_declaration()

// -----

func.func @unknown_callee() {
  // expected-error @+1 {{'func.call' op 'nobody' does not reference a valid function}}
  call @nobody() : () -> ()
  return
}

// -----

func.func @callee_around() {
  return
}
module {
  func.func @f() {
    // expected-error @+1 {{'func.call' op 'callee_around' does not reference a valid function}}
    call @callee_around() : () -> ()
    return
  }
}

// -----

module @no_function {
  func.func @f() {
    // expected-error @+1 {{'func.call' op 'no_function' does not reference a valid function}}
    call @no_function() : () -> ()
    return
  }
}

// -----

func.func private @callee(i32, f32) -> (i1, i2)
func.func @number_of_operands(%a: i32) {
  // expected-error @+1 {{'func.call' op incorrect number of operands for callee}}
  %0:2 = call @callee(%a) : (i32) -> (i1, i2)
  return
}

// -----

func.func private @callee(i32, f32) -> (i1, i2)
func.func @type_of_operand(%a: i32) {
  // expected-error @+1 {{'func.call' op operand type mismatch: expected operand type 'f32', but provided 'i32' for operand number 1}}
  %0:2 = call @callee(%a, %a) : (i32, i32) -> (i1, i2)
  return
}

// -----

func.func private @callee(i32) -> (i1, i2)
func.func @number_of_results(%a: i32) {
  // expected-error @+1 {{'func.call' op incorrect number of results for callee}}
  %0 = call @callee(%a) : (i32) -> i1
  return
}

// -----

func.func private @callee(i32) -> (i1, i2)
func.func @type_of_result(%a: i32) {
  // expected-error @+3 {{'func.call' op result type mismatch at index 1}}
  // expected-note @+2 {{      op result types: 'i1', 'i3'}}
  // expected-note @+1 {{function result types: 'i1', 'i2'}}
  %0:2 = call @callee(%a) : (i32) -> (i1, i3)
  return
}

// -----

func.func @unknown_constant() {
  // expected-error @+1 {{'func.constant' op reference to undefined function 'nobody'}}
  %f = constant @nobody : () -> ()
  return
}

// -----

func.func @type_of_constant() {
  // expected-error @+1 {{'func.constant' op reference to function with mismatched type}}
  %f = constant @type_of_constant : () -> i32
  return
}

// -----

func.func @indirect_operands(%f: (i32) -> i32, %a: i32) {
  // expected-error @+1 {{number of operands and types do not match: got 2 operands and 1 types}}
  %0 = call_indirect %f(%a, %a) : (i32) -> i32
  return
}

// -----

func.func @no_function_type(%f: i32, %a: i32) {
  // expected-error @+1 {{'func.call_indirect' op operand #0 must be function type, but got 'i32'}}
  %0 = "func.call_indirect"(%f, %a) : (i32, i32) -> i32
  return
}

// -----

func.func @generic_indirect_operands(%f: (i32) -> i32) {
  // expected-error @+1 {{'func.call_indirect' op failed to verify that callee input types match argument types}}
  %0 = "func.call_indirect"(%f) : ((i32) -> i32) -> i32
  return
}

// -----

func.func @generic_indirect_results(%f: (i32) -> i32, %a: i32) {
  // expected-error @+1 {{'func.call_indirect' op failed to verify that callee result types match result types}}
  "func.call_indirect"(%f, %a) : ((i32) -> i32, i32) -> ()
  return
}

// -----

// expected-error @+1 {{expected SSA identifier}}
func.func @mixed_names(%a: i32, f32) {
  return
}

// -----

// expected-error @+1 {{expected type instead of SSA identifier}}
func.func private @mixed_names_too(f32, %a: i32)

// -----

// expected-error @+1 {{expected SSA identifier}}
func.func @variadic(%a: i32, ...) {
  return
}

// -----

// expected-error @+1 {{expected non-empty function body}}
func.func @empty_body() {
}

// -----

// expected-error @+1 {{expected non-function type}}
func.func @no_body_at_end(

// -----

// expected-error @+1 {{expected valid '@'-identifier for symbol name}}
func.func no_symbol() {
  return
}

// -----

// expected-error @+1 {{'function_type' is an inferred attribute and should not be specified in the explicit attribute dictionary}}
func.func @inferred_type() attributes {function_type = () -> i32} {
  return
}

// -----

// expected-error @+1 {{'sym_name' is an inferred attribute and should not be specified in the explicit attribute dictionary}}
func.func @inferred_name() attributes {sym_name = "other"} {
  return
}

// -----

// expected-error @+1 {{'sym_visibility' is an inferred attribute and should not be specified in the explicit attribute dictionary}}
func.func @inferred_visibility() attributes {sym_visibility = "public"} {
  return
}

// -----

// expected-error @+1 {{'func.func' op arguments may only have dialect attributes}}
func.func @attribute_without_dialect(%a: i32 {plain}) {
  return
}

// -----

// expected-error @+1 {{'func.func' op results may only have dialect attributes}}
func.func private @result_attribute_without_dialect() -> (i32 {plain})

// -----

// expected-note @+1 {{see existing symbol definition here}}
func.func @same_name() {
  return
}
// expected-error @+1 {{redefinition of symbol named 'same_name'}}
func.func @same_name() {
  return
}

// -----

func.func @not_in_a_symbol_table() {
  // expected-error @+1 {{'func.func' op symbol's parent must have the SymbolTable trait}}
  func.func @inner() {
    return
  }
  return
}

// -----

func.func @block_behind_arguments(%a: i32) {
// expected-error @+1 {{invalid block name in region with named arguments}}
^bb0:
  return
}

// -----

// expected-error @+1 {{'func.func' op type of entry block argument #0('f32') must match the type of the corresponding argument in function signature('i32')}}
func.func @entry_block(i32) {
^bb0(%a: f32):
  return
}

// -----

// expected-error @+1 {{'func.func' op entry block must have 1 arguments to match function signature}}
func.func @entry_block_arguments(i32) {
^bb0:
  return
}

// -----

// expected-error @+1 {{'func.func' op expects argument attribute array to have the same number of elements as the number of function arguments, got 2, but expected 1}}
"func.func"() <{function_type = (i32) -> (), sym_name = "too_many_argument_attributes", arg_attrs = [{}, {}]}> ({
^bb0(%a: i32):
  "func.return"() : () -> ()
}) : () -> ()

// -----

// expected-error @+1 {{'func.func' op expects result attribute array to have the same number of elements as the number of function results, got 0, but expected 1}}
"func.func"() <{function_type = () -> i32, sym_name = "too_many_result_attributes", sym_visibility = "private", res_attrs = []}> ({
}) : () -> ()

// -----

// expected-error @+1 {{'func.func' op attribute 'arg_attrs' failed to satisfy constraint: Array of dictionary attributes}}
"func.func"() <{function_type = () -> i32, sym_name = "@argument_attributes_of_wrong_kind", arg_attrs = [1]}> ({
}) : () -> ()

// -----

// expected-error @+1 {{'func.func' op attribute 'function_type' failed to satisfy constraint: type attribute of function type}}
"func.func"() <{function_type = i32, sym_name = "@type_of_wrong_kind"}> ({
}) : () -> ()

// -----

// expected-error @+1 {{'func.func' op visibility expected to be one of ["public", "private", "nested"], but got "secret"}}
"func.func"() <{function_type = () -> (), sym_name = "@visibility_of_wrong_kind", sym_visibility = "secret"}> ({
  "func.return"() : () -> ()
}) : () -> ()

// -----

// expected-error @+1 {{'func.func' op requires attribute 'sym_name'}}
"func.func"() <{function_type = () -> ()}> ({
  "func.return"() : () -> ()
}) {test.a = @no_name} : () -> ()

// -----

// expected-error @+1 {{'func.func' op requires attribute 'function_type'}}
"func.func"() <{sym_name = "no_type"}> ({
  "func.return"() : () -> ()
}) {test.a = @no_type} : () -> ()

// -----

// expected-error @+1 {{'func.func' op requires one region}}
"func.func"() <{function_type = () -> (), sym_name = "@no_region"}> : () -> ()
