// RUN: adopt %s -split-input-file -lower-affine -verify-diagnostics

func.func @negative_divisor(%a: index) -> index {
  // expected-error @+1 {{division by non-positive value is not supported}}
  %0 = affine.apply affine_map<(d0) -> (d0 floordiv -5)>(%a)
  return %0 : index
}

// -----

func.func @zero_divisor(%a: index, %m: memref<?xf32>) {
  // expected-error @+1 {{division by non-positive value is not supported}}
  %0 = affine.load %m[%a ceildiv 0] : memref<?xf32>
  return
}

// -----

func.func @zero_modulus(%a: index) {
  // expected-error @+1 {{modulo by non-positive value is not supported}}
  affine.if affine_set<(d0) : (d0 mod 0 == 0)>(%a) {
  }
  return
}

// -----

func.func @assignment(%n: index, %x: f32) -> f32 {
  // expected-error @+1 {{Reduction operation type not supported: 'assign' on 'f32'}}
  %0 = affine.parallel (%i) = (0) to (%n) reduce ("assign") -> f32 {
    affine.yield %x : f32
  }
  return %0 : f32
}

// -----

func.func @signed(%n: index, %x: si32) -> si32 {
  // expected-error @+1 {{Reduction operation type not supported: 'maxs' on 'si32'}}
  %0 = affine.parallel (%i) = (0) to (%n) reduce ("maxs") -> si32 {
    affine.yield %x : si32
  }
  return %0 : si32
}
