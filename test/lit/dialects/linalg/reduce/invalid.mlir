// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @reduce_shape(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op init dimensions [2] doesn't match input dimensions after reduction [3]}}
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = [0]
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @reduce_range(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op dimensions for reduction should be in the range [0, 1].}}
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = [2]
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @reduce_negative(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op dimensions for reduction should be in the range [0, 1].}}
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = [-1]
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @reduce_twice(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op attribute 'dimensions' failed to satisfy constraint: i64 dense array attribute should be in increasing order}}
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = [1, 1]
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @reduce_order(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op attribute 'dimensions' failed to satisfy constraint: i64 dense array attribute should be in increasing order}}
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = [1, 0]
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @reduce_rank(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op number of dimensions after reduction 2 doesn't match the init rank 1}}
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = []
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @reduce_input_shapes(%a: memref<2x3xf32>, %c: memref<2x4xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op expects all inputs to have the same shapes. Shape at input-index 1 is not equal to the shape at input-index 0.}}
  linalg.reduce ins(%a, %c : memref<2x3xf32>, memref<2x4xf32>) outs(%v, %v : memref<2xf32>, memref<2xf32>) dimensions = [1]
  (%e: f32, %f: f32, %g: f32, %h: f32) {
    linalg.yield %e, %f : f32, f32
  }
  return
}

// -----

func.func @reduce_output_shapes(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op expects all outputs to have the same shapes. Shape at output-index 1 is not equal to the shape at output-index 0.}}
  linalg.reduce ins(%a, %a : memref<2x3xf32>, memref<2x3xf32>) outs(%v, %a : memref<2xf32>, memref<2x3xf32>) dimensions = [1]
  (%e: f32, %f: f32, %g: f32, %h: f32) {
    linalg.yield %e, %f : f32, f32
  }
  return
}

// -----

func.func @reduce_arity(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op mismatching number of operands and block arguments}}
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = [1]
  (%e: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @reduce_input_type(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op input element type 'f32' does not match corresponding block argument type 'f64'}}
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = [1]
  (%e: f64, %f: f32) {
    linalg.yield %f : f32
  }
  return
}

// -----

func.func @reduce_output_type(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op output element type 'f32' does not match corresponding block argument type 'f64'}}
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = [1]
  (%e: f32, %f: f64) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @reduce_attributes(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{expected 'dimensions'}}
  linalg.reduce { arith.addf } ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) {note} dimensions = [1]
  return
}

// -----

func.func @reduce_payload_operands(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'math.exp' op requires a single operand}}
  linalg.reduce { math.exp } ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) dimensions = [1]
  return
}

// -----

func.func @reduce_no_dimensions(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  linalg.reduce ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>)
  // expected-error @+1 {{expected 'dimensions'}}
  (%e: f32, %f: f32) {
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @reduce_odd(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.reduce' op number of dimensions after reduction 1 doesn't match the init rank 2}}
  "linalg.reduce"(%a, %a, %v) <{dimensions = array<i64: 1>}> ({
  ^bb0(%e: f32, %f: f32, %g: f32):
    "linalg.yield"(%e) : (f32) -> ()
  }) : (memref<2x3xf32>, memref<2x3xf32>, memref<2xf32>) -> ()
  return
}
