// RUN: adopt %s -split-input-file -verify-diagnostics

func.func @count_in_text(%a: index) {
  // expected-error @+1 {{dimension or symbol index mismatch}}
  %0 = affine.apply affine_map<(d0)[s0] -> (d0 + s0)>(%a)
  return
}

// -----

func.func @swapped_counts_in_text(%a: index) {
  // expected-error @+1 {{dimension or symbol index mismatch}}
  %0 = affine.apply affine_map<(d0)[s0] -> (d0 + s0)>(%a, %a)
  return
}

// -----

func.func @count(%a: index) {
  // expected-error @+1 {{'affine.apply' op operand count and affine map dimension and symbol count must match}}
  %0 = "affine.apply"(%a) {map = affine_map<(d0)[s0] -> (d0 + s0)>} : (index) -> index
  return
}

// -----

func.func @two_results_in_text(%a: index) {
  // expected-error @+1 {{operation defines 2 results but was provided 1 to bind}}
  %0 = affine.apply affine_map<(d0) -> (d0, d0)>(%a)
  return
}

// -----

func.func @two_results(%a: index) {
  // expected-error @+1 {{'affine.apply' op mapping must produce one value}}
  %0 = "affine.apply"(%a) {map = affine_map<(d0) -> (d0, d0)>} : (index) -> index
  return
}

// -----

func.func @no_map(%a: index) {
  // expected-error @+1 {{'affine.apply' op requires attribute 'map'}}
  %0 = "affine.apply"(%a) : (index) -> index
  return
}

// -----

func.func @result_type(%a: index) {
  // expected-error @+1 {{'affine.apply' op result #0 must be index, but got 'i32'}}
  %0 = "affine.apply"(%a) {map = affine_map<(d0) -> (d0)>} : (index) -> i32
  return
}

// -----

func.func @operand_type(%a: i32) {
  // expected-error @+2 {{use of value '%a' expects different type than prior uses: 'index' vs 'i32'}}
  // expected-note @-2 {{prior use here}}
  %0 = affine.apply affine_map<(d0) -> (d0)>(%a)
  return
}

// -----

func.func @no_affine_map(%a: index) {
  // expected-error @+1 {{invalid kind of attribute specified}}
  %0 = affine.apply affine_set<(d0) : (d0 == 0)>(%a)
  return
}

// -----

func.func @no_operands(%a: index) {
  // expected-error @+1 {{expected '(' in operand list}}
  %0 = affine.apply affine_map<(d0) -> (d0)> %a
  return
}
