// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func private @declaration(i32, f32) -> i64
func.func private @declaration(i32, f32) -> i64

// -----

// CHECK: func.func private @declaration_with_attributes(i32 {test.a = 1 : i32}, f32, !foo.type<3> {test.b, test.c = "x"}) -> (f32 {test.r}, i32) attributes {test.f = dense<1> : tensor<2xi8>}
func.func private @declaration_with_attributes(i32 {test.a = 1 : i32}, f32, !foo.type<3> {test.b, test.c = "x"}) -> (f32 {test.r}, i32) attributes {test.f = dense<1> : tensor<2xi8>}

// -----

// CHECK: func.func private @no_results()
// CHECK-NEXT: func.func private @empty_results()
// CHECK-NEXT: func.func private @one_in_parentheses() -> f32
// CHECK-NEXT: func.func private @result_attribute() -> (f32 {test.a})
// CHECK-NEXT: func.func private @function_result() -> (() -> ())
// CHECK-NEXT: func.func private @function_results() -> ((i32) -> f32, () -> (i1, i2))
func.func private @no_results()
func.func private @empty_results() -> ()
func.func private @one_in_parentheses() -> (f32)
func.func private @result_attribute() -> (f32 {test.a})
func.func private @function_result() -> (() -> ())
func.func private @function_results() -> ((i32) -> f32, () -> (i1, i2))

// -----

// CHECK: func.func public @public() {
// CHECK-NEXT:   return
// CHECK-NEXT: }
// CHECK-NEXT: func.func nested @nested() {
// CHECK-NEXT:   return
// CHECK-NEXT: }
// CHECK-NEXT: func.func private @private() {
// CHECK-NEXT:   return
// CHECK-NEXT: }
// CHECK-NEXT: func.func @default() {
// CHECK-NEXT:   return
// CHECK-NEXT: }
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

// CHECK: func.func @"odd name: \22quoted\22 \F0\9F\98\80"() {
// CHECK-NEXT:   call @"odd name: \22quoted\22 \F0\9F\98\80"() : () -> ()
// CHECK-NEXT:   return
// CHECK-NEXT: }
// CHECK-NEXT: func.func @_under.score$dollar() {
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @"odd name: \22quoted\22 \F0\9F\98\80"() {
  func.call @"odd name: \22quoted\22 \F0\9F\98\80"() : () -> ()
  return
}
func.func @_under.score$dollar() {
  return
}

// -----

// CHECK: func.func @arguments(%arg0: i32, %arg1: vector<4xf32> {test.x}, %arg2: memref<?x4xf32>, %arg3: tuple<i1, complex<f32>>) -> (i32, memref<?x4xf32>) {
// CHECK-NEXT:   return %arg0, %arg2 : i32, memref<?x4xf32>
// CHECK-NEXT: }
func.func @arguments(%a: i32, %b: vector<4xf32> {test.x}, %c: memref<?x4xf32>, %d: tuple<i1, complex<f32>>) -> (i32, memref<?x4xf32>) {
  return %a, %c : i32, memref<?x4xf32>
}

// -----

// CHECK: func.func @argument_locations(%arg0: i32, %arg1: i32 {test.x}, %arg2: i32) {
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @argument_locations(%a: i32 loc("here"), %b: i32 {test.x} loc("there":3:4), %c: i32 loc(fused["a", "b"])) {
  return loc(callsite("callee" at "caller":1:2))
} loc("function")

// -----

// CHECK: func.func private @declared_locations(i32, i32 {test.x})
func.func private @declared_locations(i32 loc("here"), i32 {test.x} loc(unknown)) loc("there")

// -----

// CHECK: func.func @attributes() attributes {test.dict = {a = 1 : i64, b}, test.number = 1.500000e+00 : f16, "test.quoted name" = [1, "a", @attributes], test.unit} {
// CHECK-NEXT:   return {test.end}
// CHECK-NEXT: }
func.func @attributes() attributes {test.unit, test.number = 1.5 : f16, "test.quoted name" = [1, "a", @attributes], test.dict = {a = 1, b}} {
  return {test.end}
}

// -----

// CHECK: func.func @no_inline() attributes {no_inline} {
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @no_inline() attributes {no_inline} {
  return
}

// -----

// CHECK: func.func @unnamed_arguments(%arg0: i32, %arg1: f32) {
// CHECK-NEXT:   "test.use"(%arg0, %arg1) : (i32, f32) -> ()
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unnamed_arguments(i32, f32) {
^bb0(%a: i32, %b: f32):
  "test.use"(%a, %b) : (i32, f32) -> ()
  return
}

// -----

// CHECK: func.func @blocks(%arg0: i1) -> i1 {
// CHECK-NEXT:   cf.br ^bb2(%arg0 : i1)
// CHECK-NEXT: ^bb1(%0: i1):  // pred: ^bb2
// CHECK-NEXT:   return %0 : i1
// CHECK-NEXT: ^bb2(%1: i1):  // pred: ^bb0
// CHECK-NEXT:   cf.br ^bb1(%1 : i1)
// CHECK-NEXT: }
func.func @blocks(%a: i1) -> i1 {
  cf.br ^second(%a : i1)
^third(%x: i1):
  return %x : i1
^second(%y: i1):
  cf.br ^third(%y : i1)
}

// -----

// CHECK: func.func @calls(%arg0: i32, %arg1: f32) -> (i32, f32) {
// CHECK-NEXT:   call @nothing() : () -> ()
// CHECK-NEXT:   %0 = call @one(%arg0) : (i32) -> f32
// CHECK-NEXT:   %1:2 = call @several(%0, %arg0) {test.attr = 2 : i8} : (f32, i32) -> (i32, f32)
// CHECK-NEXT:   call @nothing() {no_inline} : () -> ()
// CHECK-NEXT:   %2 = call @one(%arg0) {arg_attrs = [{test.x}], res_attrs = [{}]} : (i32) -> f32
// CHECK-NEXT:   return %1#0, %1#1 : i32, f32
// CHECK-NEXT: }
// CHECK-NEXT: func.func private @nothing()
// CHECK-NEXT: func.func private @one(i32) -> f32
// CHECK-NEXT: func.func private @several(f32, i32) -> (i32, f32)
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

// CHECK: func.func @recursive(%arg0: i32) -> i32 {
// CHECK-NEXT:   %0 = call @recursive(%arg0) : (i32) -> i32
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @recursive(%n: i32) -> i32 {
  %0 = call @recursive(%n) : (i32) -> i32
  return %0 : i32
}

// -----

// CHECK: func.func @functions_as_values(%arg0: (i32) -> f32, %arg1: (i32, f32) -> (i1, i2), %arg2: i32) -> (() -> ()) {
// CHECK-NEXT:   %0 = call_indirect %arg0(%arg2) : (i32) -> f32
// CHECK-NEXT:   %1:2 = call_indirect %arg1(%arg2, %0) {test.a} : (i32, f32) -> (i1, i2)
// CHECK-NEXT:   %f = constant @callee : () -> ()
// CHECK-NEXT:   %f_0 = constant {test.b} @callee : () -> ()
// CHECK-NEXT:   call_indirect %f() : () -> ()
// CHECK-NEXT:   return %f_0 : () -> ()
// CHECK-NEXT: }
// CHECK-NEXT: func.func private @callee()
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

// CHECK: module @outer {
// CHECK-NEXT:   module @inner attributes {test.x} {
// CHECK-NEXT:     func.func @same() {
// CHECK-NEXT:       return
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   func.func @same() {
// CHECK-NEXT:     return
// CHECK-NEXT:   }
// CHECK-NEXT: }
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

// CHECK: #map = affine_map<(d0, d1) -> (d1, d0)>
// CHECK: func.func @aliases(%arg0: memref<4x4xf32, #map>, %arg1: tuple<i32, f32> {test.map = #map}) -> tuple<i32, f32> attributes {test.map = #map} {
// CHECK-NEXT:   return %arg1 : tuple<i32, f32>
// CHECK-NEXT: }
#map = affine_map<(d0, d1) -> (d1, d0)>
!alias = tuple<i32, f32>
func.func @aliases(%a: memref<4x4xf32, #map>, %b: !alias {test.map = #map}) -> !alias attributes {test.map = #map} {
  return %b : !alias
}

// -----

// CHECK: func.func @forward_reference() -> i32 {
// CHECK-NEXT:   cf.br ^bb2
// CHECK-NEXT: ^bb1:  // pred: ^bb2
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   %0 = "test.def"() : () -> i32
// CHECK-NEXT:   cf.br ^bb1
// CHECK-NEXT: }
func.func @forward_reference() -> i32 {
  cf.br ^a
^b:
  return %later : i32
^a:
  %later = "test.def"() : () -> i32
  cf.br ^b
}

// -----

// CHECK: func.func @generic(%arg0: i32 {test.a}) -> i32 attributes {test.x} {
// CHECK-NEXT:   %0 = call @generic(%arg0) : (i32) -> i32
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
"func.func"() <{function_type = (i32) -> i32, sym_name = "generic", arg_attrs = [{test.a}]}> ({
^bb0(%a: i32):
  %0 = "func.call"(%a) <{callee = @generic}> : (i32) -> i32
  "func.return"(%0) : (i32) -> ()
}) {test.x} : () -> ()

// -----

// CHECK: func.func public @generic_public() attributes {no_inline} {
// CHECK-NEXT:   return
// CHECK-NEXT: }
"func.func"() <{function_type = () -> (), sym_name = "generic_public", sym_visibility = "public", no_inline}> ({
  "func.return"() : () -> ()
}) : () -> ()
