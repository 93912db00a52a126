func.func private @declaration(i32, f32) -> i64
// -----
func.func private @declaration_with_attributes(i32 {test.a = 1 : i32}, f32, !foo.type<3> {test.b, test.c = "x"}) -> (f32 {test.r}, i32) attributes {test.f = dense<1> : tensor<2xi8>}
// -----
func.func private @no_results()
func.func private @empty_results() -> ()
func.func private @one_in_parentheses() -> (f32)
func.func private @result_attribute() -> (f32 {test.a})
func.func private @function_result() -> (() -> ())
func.func private @function_results() -> ((i32) -> f32, () -> (i1, i2))
// -----
func.func public @public() {
  return
}
func.func nested @nested() {
  return
}
func.func private @private() {
  return
}
func.func @default() {
  return
}
// -----
func.func @"odd name: \22quoted\22 \F0\9F\98\80"() {
  func.call @"odd name: \22quoted\22 \F0\9F\98\80"() : () -> ()
  return
}
func.func @_under.score$dollar() {
  return
}
// -----
func.func @arguments(%a: i32, %b: vector<4xf32> {test.x}, %c: memref<?x4xf32>, %d: tuple<i1, complex<f32>>) -> (i32, memref<?x4xf32>) {
  return %a, %c : i32, memref<?x4xf32>
}
// -----
func.func @argument_locations(%a: i32 loc("here"), %b: i32 {test.x} loc("there":3:4), %c: i32 loc(fused["a", "b"])) {
  return loc(callsite("callee" at "caller":1:2))
} loc("function")
// -----
func.func private @declared_locations(i32 loc("here"), i32 {test.x} loc(unknown)) loc("there")
// -----
func.func @attributes() attributes {test.unit, test.number = 1.5 : f16, "test.quoted name" = [1, "a", @attributes], test.dict = {a = 1, b}} {
  return {test.end}
}
// -----
func.func @no_inline() attributes {no_inline} {
  return
}
// -----
func.func @unnamed_arguments(i32, f32) {
^bb0(%a: i32, %b: f32):
  "test.use"(%a, %b) : (i32, f32) -> ()
  return
}
// -----
func.func @blocks(%a: i1) -> i1 {
  cf.br ^second(%a : i1)
^third(%x: i1):
  return %x : i1
^second(%y: i1):
  cf.br ^third(%y : i1)
}
// -----
func.func @calls(%a: i32, %b: f32) -> (i32, f32) {
  func.call @nothing() : () -> ()
  %0 = func.call @one(%a) : (i32) -> f32
  %1:2 = call @several(%0, %a) {test.attr = 2 : i8} : (f32, i32) -> (i32, f32)
  call @nothing() {no_inline} : () -> ()
  %2 = call @one(%a) {arg_attrs = [{test.x}], res_attrs = [{}]} : (i32) -> f32
  return %1#0, %1#1 : i32, f32
}
func.func private @nothing()
func.func private @one(i32) -> f32
func.func private @several(f32, i32) -> (i32, f32)
// -----
func.func @recursive(%n: i32) -> i32 {
  %0 = call @recursive(%n) : (i32) -> i32
  return %0 : i32
}
// -----
func.func @functions_as_values(%g: (i32) -> f32, %h: (i32, f32) -> (i1, i2), %x: i32) -> (() -> ()) {
  %0 = call_indirect %g(%x) : (i32) -> f32
  %1:2 = func.call_indirect %h(%x, %0) {test.a} : (i32, f32) -> (i1, i2)
  %f = constant @callee : () -> ()
  %f_0 = func.constant {test.b} @callee : () -> ()
  call_indirect %f() : () -> ()
  return %f_0 : () -> ()
}
func.func private @callee()
// -----
module @outer {
  module @inner attributes {test.x} {
    func.func @same() {
      return
    }
  }
  func.func @same() {
    return
  }
}
// -----
#map = affine_map<(d0, d1) -> (d1, d0)>
!alias = tuple<i32, f32>
func.func @aliases(%a: memref<4x4xf32, #map>, %b: !alias {test.map = #map}) -> !alias attributes {test.map = #map} {
  return %b : !alias
}
// -----
func.func @forward_reference() -> i32 {
  cf.br ^a
^b:
  return %later : i32
^a:
  %later = "test.def"() : () -> i32
  cf.br ^b
}
// -----
"func.func"() <{function_type = (i32) -> i32, sym_name = "generic", arg_attrs = [{test.a}]}> ({
^bb0(%a: i32):
  %0 = "func.call"(%a) <{callee = @generic}> : (i32) -> i32
  "func.return"(%0) : (i32) -> ()
}) {test.x} : () -> ()
// -----
"func.func"() <{function_type = () -> (), sym_name = "generic_public", sym_visibility = "public", no_inline}> ({
  "func.return"() : () -> ()
}) : () -> ()
