// RUN: adopt %s -split-input-file -verify-diagnostics

func.func @min_count(%a: index) {
  // expected-error @+1 {{'affine.min' op operand count and affine map dimension and symbol count must match}}
  %0 = affine.min affine_map<(d0)[s0] -> (d0, s0)>(%a)
  return
}

// -----

func.func @max_count(%a: index) {
  // expected-error @+1 {{'affine.max' op operand count and affine map dimension and symbol count must match}}
  %0 = "affine.max"(%a, %a) {map = affine_map<(d0) -> (d0)>} : (index, index) -> index
  return
}

// -----

func.func @min_without_results(%a: index) {
  // expected-error @+1 {{'affine.min' op affine map expect at least one result}}
  %0 = affine.min affine_map<(d0) -> ()>(%a)
  return
}

// -----

func.func @max_without_results() {
  // expected-error @+1 {{'affine.max' op affine map expect at least one result}}
  %0 = affine.max affine_map<() -> ()>()
  return
}

// -----

func.func @min_result_type(%a: index) {
  // expected-error @+1 {{'affine.min' op result #0 must be index, but got 'i64'}}
  %0 = "affine.min"(%a) {map = affine_map<(d0) -> (d0)>} : (index) -> i64
  return
}
