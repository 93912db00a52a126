// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

#map = affine_map<(d0)[s0] -> (d0 + s0, d0)>
func.func @for_lower_without_prefix(%n: index) {
  // expected-error @+1 {{lower loop bound affine map with multiple results requires 'max' prefix}}
  affine.for %i = #map(%n)[%n] to 10 { }
  return
}

// -----

#map = affine_map<(d0)[s0] -> (d0 + s0, d0)>
func.func @for_upper_without_prefix(%n: index) {
  // expected-error @+1 {{upper loop bound affine map with multiple results requires 'min' prefix}}
  affine.for %i = 0 to #map(%n)[%n] { }
  return
}

// -----

#map = affine_map<(d0)[s0] -> (d0 + s0, d0)>
func.func @for_symbol_count(%n: index) {
  // expected-error @+1 {{symbol operand count and affine map symbol count must match}}
  affine.for %i = 0 to min #map(%n) { }
  return
}

// -----

#map = affine_map<(d0)[s0] -> (d0 + s0, d0)>
func.func @for_dim_count(%n: index) {
  // expected-error @+1 {{dim operand count and affine map dim count must match}}
  affine.for %i = 0 to min #map()[%n] { }
  return
}

// -----

func.func @for_two_values(%n: index) {
  // expected-error @+1 {{expected only one loop bound operand}}
  affine.for %i = %n, %n to 10 { }
  return
}

// -----

func.func @for_operand_type(%n: i32) {
  // expected-error @+2 {{use of value '%n' expects different type than prior uses: 'index' vs 'i32'}}
  // expected-note @-2 {{prior use here}}
  affine.for %i = %n to 10 { }
  return
}

// -----

func.func @for_negative_step(%n: index) {
  // expected-error @+1 {{expected step to be representable as a positive signed integer}}
  affine.for %i = 0 to 10 step -2 { }
  return
}

// -----

func.func @for_value_step(%n: index) {
  // expected-error @+1 {{expected attribute value}}
  affine.for %i = 0 to 10 step %n { }
  return
}

// -----

func.func @for_no_to(%n: index) {
  // expected-error @+1 {{expected 'to' between bounds}}
  affine.for %i = 0 10 { }
  return
}

// -----

func.func @for_string_bound(%n: index) {
  // expected-error @+1 {{expected valid affine map representation for loop bounds}}
  affine.for %i = "a" to 10 { }
  return
}

// -----

func.func @for_result_count(%n: index) {
  // expected-error @+1 {{mismatch between the number of loop-carried values and results}}
  affine.for %i = 0 to 10 iter_args(%a = %n) -> (index, index) { }
  return
}

// -----

func.func @for_no_yield(%n: index) {
  // expected-error @+1 {{'affine.yield' op parent of yield must have same number of results as the yield operands}}
  affine.for %i = 0 to 10 iter_args(%a = %n) -> (index) { }
  return
}

// -----

func.func @for_yield_type(%n: index, %f: f32) {
  // expected-error @+1 {{'affine.yield' op types mismatch between yield op and its parent}}
  affine.for %i = 0 to 10 iter_args(%a = %n) -> (index) { affine.yield %f : f32 }
  return
}

// -----

func.func @for_yield_count(%n: index, %f: f32) {
  // expected-error @+1 {{'affine.yield' op parent of yield must have same number of results as the yield operands}}
  affine.for %i = 0 to 10 iter_args(%a = %n) -> (index) { affine.yield %i, %i : index, index }
  return
}

// -----

func.func @for_no_variable(%n: index, %f: f32) {
  // expected-error @+1 {{expected SSA operand}}
  affine.for i = 0 to 10 { }
  return
}

// -----

func.func @for_variable_type(%n: index, %f: f32) {
  // expected-error @+1 {{'affine.for' op expected body to have a single index argument for the induction variable}}
  "affine.for"() ({
  ^bb0(%i: i32):
    affine.yield
  }) {lowerBoundMap = affine_map<() -> (0)>, upperBoundMap = affine_map<() -> (0)>, step = 1 : index, operandSegmentSizes = array<i32: 0,0,0>} : () -> ()
  return
}

// -----

func.func @for_lower_results(%n: index, %f: f32) {
  // expected-error @+1 {{'affine.for' op expected lower bound map to have at least one result}}
  "affine.for"() ({
  ^bb0(%i: index):
    affine.yield
  }) {lowerBoundMap = affine_map<() -> ()>, upperBoundMap = affine_map<() -> (0)>, step = 1 : index, operandSegmentSizes = array<i32: 0,0,0>} : () -> ()
  return
}

// -----

func.func @for_upper_results(%n: index, %f: f32) {
  // expected-error @+1 {{'affine.for' op expected upper bound map to have at least one result}}
  "affine.for"() ({
  ^bb0(%i: index):
    affine.yield
  }) {lowerBoundMap = affine_map<() -> (0)>, upperBoundMap = affine_map<() -> ()>, step = 1 : index, operandSegmentSizes = array<i32: 0,0,0>} : () -> ()
  return
}

// -----

func.func @for_yield_missing(%n: index, %f: f32) {
  "affine.for"(%n) ({
  ^bb0(%i: index, %j: index):
    // expected-error @+1 {{'affine.yield' op parent of yield must have same number of results as the yield operands}}
    affine.yield
  }) {lowerBoundMap = affine_map<() -> (0)>, upperBoundMap = affine_map<() -> (0)>, step = -1 : index, operandSegmentSizes = array<i32: 0,0,1>} : (index) -> (index)
  return
}

// -----

func.func @for_step_type(%n: index, %f: f32) {
  // expected-error @+1 {{'affine.for' op attribute 'step' failed to satisfy constraint: index attribute}}
  %0 = "affine.for"(%n) ({
  ^bb0(%i: index):
    affine.yield
  }) {lowerBoundMap = affine_map<() -> (0)>, upperBoundMap = affine_map<() -> (0)>, step = 1 : i32, operandSegmentSizes = array<i32: 0,0,1>} : (index) -> (index)
  return
}

// -----

func.func @for_symbols(%n: index, %f: f32) {
  affine.for %i = 0 to 10 {
    // expected-error @+1 {{'affine.for' op operand cannot be used as a symbol}}
    affine.for %j = affine_map<(d0)[s0] -> (d0 + s0)>(%i)[%n] to affine_map<(d0)[s0] -> (d0 + s0)>(%i)[%i] { }
  }
  return
}

// -----

func.func @for_upper_symbol(%n: index, %m: memref<?xindex>) {
  affine.for %i = 0 to 10 {
    %x = affine.load %m[%i] : memref<?xindex>
    // expected-error @+1 {{'affine.for' op operand cannot be used as a dimension id}}
    affine.for %j = affine_map<(d0)[s0] -> (d0 + s0)>(%x)[%n] to 20 { }
  }
  return
}
