// RUN: adopt %s -split-input-file -verify-diagnostics

func.func @float_bound() {
  // expected-error @+1 {{floating point value not valid for specified type}}
  affine.for %i = 0.0 to 10 {
  }
  return
}

// -----

func.func @float_step() {
  // expected-error @+1 {{floating point value not valid for specified type}}
  affine.for %i = 0 to 10 step 1.0 {
  }
  return
}

// -----

func.func @operand_count(%n: index) {
  // expected-error @+1 {{'affine.for' op expected as many lower bound operands as the lower bound map has inputs}}
  "affine.for"(%n) ({
  ^bb0(%i: index):
    affine.yield
  }) {lowerBoundMap = affine_map<() -> (0)>, upperBoundMap = affine_map<() -> (0)>, step = 1 : index, operandSegmentSizes = array<i32: 1, 0, 0>} : (index) -> ()
  return
}
