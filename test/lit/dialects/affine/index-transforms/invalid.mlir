// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @delinearize_too_many(%i: index, %j: index, %b: index) {
  // expected-error @+1 {{'affine.delinearize_index' op should return an index for each basis element and up to one extra index}}
  %0:3 = affine.delinearize_index %i into (2) : index, index, index
  return
}

// -----

func.func @delinearize_too_few(%i: index, %j: index, %b: index) {
  // expected-error @+1 {{'affine.delinearize_index' op should return an index for each basis element and up to one extra index}}
  %0 = affine.delinearize_index %i into (2, 3) : index
  return
}

// -----

func.func @delinearize_negative(%i: index, %j: index, %b: index) {
  // expected-error @+1 {{'affine.delinearize_index' op no basis element may be statically non-positive}}
  %0:2 = affine.delinearize_index %i into (2, -3) : index, index
  return
}

// -----

func.func @delinearize_zero(%i: index, %j: index, %b: index) {
  // expected-error @+1 {{'affine.delinearize_index' op no basis element may be statically non-positive}}
  %0:2 = affine.delinearize_index %i into (2, 0) : index, index
  return
}

// -----

func.func @delinearize_values(%i: index, %j: index, %b: index) {
  // expected-error @+1 {{'affine.delinearize_index' op mismatch between dynamic and static basis (kDynamic marker but no corresponding dynamic basis entry) -- this can only happen due to an incorrect fold/rewrite}}
  %0:2 = "affine.delinearize_index"(%i, %b) {static_basis = array<i64: 2, 3>} : (index, index) -> (index, index)
  return
}

// -----

func.func @linearize_too_few(%i: index, %j: index, %b: index) {
  // expected-error @+1 {{'affine.linearize_index' op should be passed a basis element for each index except possibly the first}}
  %0 = affine.linearize_index [%i, %j] by () : index
  return
}

// -----

func.func @linearize_too_many(%i: index, %j: index, %b: index) {
  // expected-error @+1 {{'affine.linearize_index' op should be passed a basis element for each index except possibly the first}}
  %0 = affine.linearize_index [%i, %j] by (2, 3, 4) : index
  return
}

// -----

func.func @linearize_type(%i: index, %j: index, %b: index) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.index, but found 'i32'}}
  %0 = affine.linearize_index [%i, %j] by (-2, 0) : i32
  return
}

// -----

func.func @operand_type(%i: vector<2xindex>, %j: index, %b: index) {
  // expected-error @+2 {{use of value '%i' expects different type than prior uses: 'index' vs 'vector<2xindex>'}}
  // expected-note @-2 {{prior use here}}
  %0 = affine.linearize_index [%i, %j] by (2, 3) : index
  return
}

// -----

func.func @linearize_values(%i: index, %j: index, %b: index) {
  // expected-error @+1 {{'affine.linearize_index' op should be passed a basis element for each index except possibly the first}}
  %0 = "affine.linearize_index"(%i, %b) {static_basis = array<i64: 2, 3>, operandSegmentSizes = array<i32: 1, 1>} : (index, index) -> (index)
  return
}
