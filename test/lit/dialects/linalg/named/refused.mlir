// RUN: adopt %s -split-input-file -verify-diagnostics

// Programs on which mlir-opt crashes, or of which it says the same in more or other words.

func.func @elementwise_kind_of_integers(%i: memref<2xi32>) {
  // expected-error @+1 {{unsupported non numeric type}}
  linalg.elementwise kind=#linalg.elementwise_kind<exp> ins(%i : memref<2xi32>) outs(%i : memref<2xi32>)
  return
}

// -----

func.func @elementwise_kind_arity(%a: memref<2xf32>) {
  // expected-error @+2 {{region expects 3 args, got 2}}
  linalg.elementwise kind=#linalg.elementwise_kind<add> ins(%a : memref<2xf32>) outs(%a : memref<2xf32>)
  return
}

// -----

func.func @matmul_with_one_map(%a: memref<2x2xf32>) {
  // expected-error @+1 {{'linalg.matmul' op Indexing_map attribute must have 3 affine maps.}}
  linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (m, k)>] ins(%a, %a : memref<2x2xf32>, memref<2x2xf32>) outs(%a : memref<2x2xf32>)
  return
}

// -----

func.func @matmul_with_scalar(%a: memref<2x2xf32>, %s: f32) {
  // expected-error @+1 {{'linalg.matmul' op Invalid broadcast requested, should be (d2).}}
  linalg.matmul indexing_maps = [affine_map<(m, n, k) -> ()>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] ins(%s, %a : f32, memref<2x2xf32>) outs(%a : memref<2x2xf32>)
  return
}

// -----

func.func @cast_of_indices(%x: memref<2xindex>, %a: memref<2xf32>) {
  // expected-error @+1 {{could not cast operand of type 'index' to 'f32'}}
  linalg.copy ins(%x : memref<2xindex>) outs(%a : memref<2xf32>)
  return
}

// -----

func.func @cast_word(%a: memref<2xf32>) {
  // expected-error @+1 {{::mlir::linalg::TypeFn to be one of: cast_signed, cast_unsigned}}
  linalg.copy {cast = #linalg.type_fn<upwards>} ins(%a : memref<2xf32>) outs(%a : memref<2xf32>)
  return
}

// -----

func.func @complex_numbers(%a: memref<2xcomplex<f32>>) {
  // expected-error @+1 {{unsupported operation: max of complex numbers, which have no order}}
  linalg.max ins(%a, %a : memref<2xcomplex<f32>>, memref<2xcomplex<f32>>) outs(%a : memref<2xcomplex<f32>>)
  return
}

// -----

func.func @reduce_nothing() {
  // expected-error @+1 {{'linalg.reduce' op expected at least one input and one output}}
  "linalg.reduce"() <{dimensions = array<i64>}> ({
    "linalg.yield"() : () -> ()
  }) : () -> ()
  return
}

// -----

func.func @unranked_output(%u: memref<*xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected to have pure tensor or buffer semantics}}
  linalg.generic {indexing_maps = [affine_map<() -> ()>], iterator_types = []} outs(%u : memref<*xf32>) {
  ^bb0(%e: memref<*xf32>):
    linalg.yield %e : memref<*xf32>
  }
  return
}
