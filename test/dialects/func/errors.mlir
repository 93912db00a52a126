func.func @too_few() -> i32 {
  return
}
// -----
func.func @too_many(%a: i32) {
  return %a : i32
}
// -----
func.func @wrong_type(%a: i32) -> (i32, f32) {
  return %a, %a : i32, i32
}
// -----
func.func @return_elsewhere(%c: i1) {
  scf.if %c {
    func.return
  }
  return
}
// -----
func.func @public_declaration()
// -----
func.func @unknown_callee() {
  call @nobody() : () -> ()
  return
}
// -----
func.func @callee_around() {
  return
}
module {
  func.func @f() {
    call @callee_around() : () -> ()
    return
  }
}
// -----
module @no_function {
  func.func @f() {
    call @no_function() : () -> ()
    return
  }
}
// -----
func.func private @callee(i32, f32) -> (i1, i2)
func.func @number_of_operands(%a: i32) {
  %0:2 = call @callee(%a) : (i32) -> (i1, i2)
  return
}
// -----
func.func private @callee(i32, f32) -> (i1, i2)
func.func @type_of_operand(%a: i32) {
  %0:2 = call @callee(%a, %a) : (i32, i32) -> (i1, i2)
  return
}
// -----
func.func private @callee(i32) -> (i1, i2)
func.func @number_of_results(%a: i32) {
  %0 = call @callee(%a) : (i32) -> i1
  return
}
// -----
func.func private @callee(i32) -> (i1, i2)
func.func @type_of_result(%a: i32) {
  %0:2 = call @callee(%a) : (i32) -> (i1, i3)
  return
}
// -----
func.func @unknown_constant() {
  %f = constant @nobody : () -> ()
  return
}
// -----
func.func @type_of_constant() {
  %f = constant @type_of_constant : () -> i32
  return
}
// -----
func.func @indirect_operands(%f: (i32) -> i32, %a: i32) {
  %0 = call_indirect %f(%a, %a) : (i32) -> i32
  return
}
// -----
func.func @no_function_type(%f: i32, %a: i32) {
  %0 = "func.call_indirect"(%f, %a) : (i32, i32) -> i32
  return
}
// -----
func.func @generic_indirect_operands(%f: (i32) -> i32) {
  %0 = "func.call_indirect"(%f) : ((i32) -> i32) -> i32
  return
}
// -----
func.func @generic_indirect_results(%f: (i32) -> i32, %a: i32) {
  "func.call_indirect"(%f, %a) : ((i32) -> i32, i32) -> ()
  return
}
// -----
func.func @mixed_names(%a: i32, f32) {
  return
}
// -----
func.func private @mixed_names_too(f32, %a: i32)
// -----
func.func @variadic(%a: i32, ...) {
  return
}
// -----
func.func @empty_body() {
}
// -----
func.func @no_body_at_end(
// -----
func.func no_symbol() {
  return
}
// -----
func.func @inferred_type() attributes {function_type = () -> i32} {
  return
}
// -----
func.func @inferred_name() attributes {sym_name = "other"} {
  return
}
// -----
func.func @inferred_visibility() attributes {sym_visibility = "public"} {
  return
}
// -----
func.func @attribute_without_dialect(%a: i32 {plain}) {
  return
}
// -----
func.func private @result_attribute_without_dialect() -> (i32 {plain})
// -----
func.func @same_name() {
  return
}
func.func @same_name() {
  return
}
// -----
func.func @not_in_a_symbol_table() {
  func.func @inner() {
    return
  }
  return
}
// -----
func.func @block_behind_arguments(%a: i32) {
^bb0:
  return
}
// -----
func.func @entry_block(i32) {
^bb0(%a: f32):
  return
}
// -----
func.func @entry_block_arguments(i32) {
^bb0:
  return
}
// -----
"func.func"() <{function_type = (i32) -> (), sym_name = "too_many_argument_attributes", arg_attrs = [{}, {}]}> ({
^bb0(%a: i32):
  "func.return"() : () -> ()
}) : () -> ()
// -----
"func.func"() <{function_type = () -> i32, sym_name = "too_many_result_attributes", sym_visibility = "private", res_attrs = []}> ({
}) : () -> ()
// -----
"func.func"() <{function_type = () -> i32, sym_name = "@argument_attributes_of_wrong_kind", arg_attrs = [1]}> ({
}) : () -> ()
// -----
"func.func"() <{function_type = i32, sym_name = "@type_of_wrong_kind"}> ({
}) : () -> ()
// -----
"func.func"() <{function_type = () -> (), sym_name = "@visibility_of_wrong_kind", sym_visibility = "secret"}> ({
  "func.return"() : () -> ()
}) : () -> ()
// -----
"func.func"() <{function_type = () -> ()}> ({
  "func.return"() : () -> ()
}) {test.a = @no_name} : () -> ()
// -----
"func.func"() <{sym_name = "no_type"}> ({
  "func.return"() : () -> ()
}) {test.a = @no_type} : () -> ()
// -----
"func.func"() <{function_type = () -> (), sym_name = "@no_region"}> : () -> ()
