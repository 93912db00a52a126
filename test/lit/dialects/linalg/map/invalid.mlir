// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @mapper_arity(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.map' op expects number of operands to match the arity of mapper, but got: 2 and 1}}
  linalg.map ins(%v : memref<2xf32>) outs(%v : memref<2xf32>)
  (%e: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @mapper_type(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.map' op expected element type of input 'f32' to match bbArg type 'f64'}}
  linalg.map ins(%v : memref<2xf32>) outs(%v : memref<2xf32>)
  (%e: f64, %f: f32) {
    linalg.yield %f : f32
  }
  return
}

// -----

func.func @mapper_output_type(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.map' op expected type of bb argument #1 ('f64') to match element or self type of the corresponding operand ('f32')}}
  linalg.map ins(%v : memref<2xf32>) outs(%v : memref<2xf32>)
  (%e: f32, %f: f64) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @map_shape(%a: memref<2x3xf32>, %c: memref<2x4xf32>) {
  // expected-error @+1 {{'linalg.map' op expected shape of input (2, 3) to match shape of output (2, 4)}}
  linalg.map ins(%a : memref<2x3xf32>) outs(%c : memref<2x4xf32>)
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @map_rank(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.map' op expected shape of input (2, 3) to match shape of output (2)}}
  linalg.map ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>)
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @map_scalar(%v: memref<2xf32>, %s: f32) {
  // expected-error @+1 {{'linalg.map' op operand #0 must be variadic of memref of any type values or ranked tensor of any type values, but got 'f32'}}
  linalg.map ins(%s : f32) outs(%v : memref<2xf32>)
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @map_no_arguments(%v: memref<2xf32>) {
  linalg.map ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
    linalg.yield
  // expected-error @+1 {{expected '(' in argument list}}
  }
  return
}

// -----

func.func @map_payload_operands(%v: memref<2xf32>) {
  // expected-error @+1 {{'arith.addf' op expected 2 operands, but found 1}}
  linalg.map { arith.addf } ins(%v : memref<2xf32>) outs(%v : memref<2xf32>)
  return
}

// -----

func.func @map_payload_attribute(%v: memref<2xf32>) {
  // expected-error @+1 {{'arith.cmpf' op requires attribute 'predicate'}}
  linalg.map { arith.cmpf } ins(%v, %v : memref<2xf32>, memref<2xf32>) outs(%v : memref<2xf32>)
  return
}

// -----

func.func @map_no_operands() {
  // expected-error @+1 {{'linalg.map' op expected 1 or more operands, but found 0}}
  "linalg.map"() ({
    "linalg.yield"() : () -> ()
  }) : () -> ()
  return
}

// -----

func.func @map_two_blocks(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.map' op expects region #0 to have 0 or 1 blocks}}
  "linalg.map"(%v) ({
  ^bb0(%e: f32):
    "linalg.yield"(%e) : (f32) -> ()
  ^bb1:
    "linalg.yield"() : () -> ()
  }) : (memref<2xf32>) -> ()
  return
}

// -----

func.func @map_no_block(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.map' op region #0 ('mapper') failed to verify constraint: region with 1 blocks}}
  "linalg.map"(%v) ({
  }) : (memref<2xf32>) -> ()
  return
}

// -----

func.func @map_empty_block(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.map' op expects a non-empty block}}
  "linalg.map"(%v) ({
  ^bb0(%e: f32):
  }) : (memref<2xf32>) -> ()
  return
}
