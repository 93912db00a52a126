// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @dim_of_scalar(%t: tensor<f32>, %i: index) {
  // expected-error@+1 {{'tensor.dim' op operand #0 must be non-0-ranked or unranked tensor, but got 'tensor<f32>'}}
  %0 = tensor.dim %t, %i : tensor<f32>
  return
}

// -----

func.func @dim_of_memref(%t: memref<f32>, %i: index) {
  // expected-error@+1 {{'tensor.dim' op operand #0 must be non-0-ranked or unranked tensor, but got 'memref<f32>'}}
  %0 = "tensor.dim"(%t, %i) : (memref<f32>, index) -> index
  return
}

// -----

func.func @from_elements_generic_dynamic(%t: f32) {
  // expected-error@+1 {{'tensor.from_elements' op result #0 must be statically shaped tensor of any type values, but got 'tensor<?xf32>'}}
  %0 = "tensor.from_elements"(%t) : (f32) -> tensor<?xf32>
  return
}

// -----

func.func @from_elements_dynamic(%t: f32) {
  // expected-error@+1 {{'result' must be statically shaped tensor of any type values, but got 'tensor<?xf32>'}}
  %0 = tensor.from_elements %t : tensor<?xf32>
  return
}

// -----

func.func @from_elements_too_few(%t: f32) {
  // expected-error@+1 {{number of operands and types do not match: got 1 operands and 2 types}}
  %0 = tensor.from_elements %t : tensor<2xf32>
  return
}

// -----

// expected-note@+1 {{prior use here}}
func.func @from_elements_type(%t: f32) {
  // expected-error@+1 {{use of value '%t' expects different type than prior uses: 'f64' vs 'f32'}}
  %0 = tensor.from_elements %t : tensor<1xf64>
  return
}

// -----

func.func @from_elements_no_tensor(%t: f32) {
  // expected-error@+1 {{invalid kind of type specified: expected builtin.tensor, but found 'f32'}}
  %0 = tensor.from_elements %t : f32
  return
}

// -----

func.func @from_elements_unranked(%t: f32) {
  // expected-error@+1 {{invalid kind of type specified: expected builtin.tensor, but found 'tensor<*xf32>'}}
  %0 = tensor.from_elements %t : tensor<*xf32>
  return
}

// -----

func.func @from_elements_generic_count(%t: f32) {
  // expected-error@+1 {{'tensor.from_elements' op failed to verify that operand types match result element type}}
  %0 = "tensor.from_elements"(%t) : (f32) -> tensor<2xf32>
  return
}

// -----

func.func @from_elements_generic_type(%t: f32) {
  // expected-error@+1 {{'tensor.from_elements' op failed to verify that operand types match result element type}}
  %0 = "tensor.from_elements"(%t) : (f32) -> tensor<1xf64>
  return
}

// -----

func.func @splat_type(%t: f32) {
  // expected-error@+1 {{'tensor.splat' op failed to verify that operand type matches element type of result}}
  %0 = "tensor.splat"(%t) : (f32) -> tensor<1xf64>
  return
}

// -----

func.func @splat_dynamic(%t: f32) {
  // expected-error@+1 {{'tensor.splat' op incorrect number of dynamic sizes, has 0, expected 1}}
  %0 = tensor.splat %t : tensor<?xf32>
  return
}

// -----

func.func @splat_no_tensor(%t: f32) {
  // expected-error@+1 {{invalid kind of type specified: expected builtin.tensor, but found 'f32'}}
  %0 = tensor.splat %t : f32
  return
}

// -----

func.func @rank_of_memref(%t: tensor<?xf32>) {
  // expected-error@+1 {{invalid kind of type specified}}
  %0 = tensor.rank %t : memref<?xf32>
  return
}

// -----

func.func @rank_of_scalar(%t: f32) {
  // expected-error@+1 {{'tensor.rank' op operand #0 must be tensor of any type values, but got 'f32'}}
  %0 = "tensor.rank"(%t) : (f32) -> index
  return
}

// -----

func.func @cast_shape(%t: tensor<4xf32>) {
  // expected-error@+1 {{'tensor.cast' op operand type 'tensor<4xf32>' and result type 'tensor<5xf32>' are cast incompatible}}
  %0 = tensor.cast %t : tensor<4xf32> to tensor<5xf32>
  return
}

// -----

func.func @bitcast_width(%t: tensor<4xf32>) {
  // expected-error@+1 {{'tensor.bitcast' op operand type 'tensor<4xf32>' and result type 'tensor<4xf64>' are cast incompatible}}
  %0 = tensor.bitcast %t : tensor<4xf32> to tensor<4xf64>
  return
}

// -----

func.func @bitcast_complex(%t: tensor<4xcomplex<f32>>) {
  // expected-error@+1 {{'tensor.bitcast' op operand #0 must be tensor of signless integer or unsigned integer or signed integer or floating-point values, but got 'tensor<4xcomplex<f32>>'}}
  %0 = tensor.bitcast %t : tensor<4xcomplex<f32>> to tensor<4xf64>
  return
}

// -----

func.func @bitcast_index(%t: tensor<4xindex>) {
  // expected-error@+1 {{'tensor.bitcast' op operand #0 must be tensor of signless integer or unsigned integer or signed integer or floating-point values, but got 'tensor<4xindex>'}}
  %0 = tensor.bitcast %t : tensor<4xindex> to tensor<4xf64>
  return
}

// -----

func.func @extract_count(%t: tensor<4xf32>, %i: index) {
  // expected-error@+1 {{'tensor.extract' op incorrect number of indices for extract_element}}
  %0 = tensor.extract %t[%i, %i] : tensor<4xf32>
  return
}

// -----

func.func @extract_unranked(%t: tensor<*xf32>, %i: index) {
  // expected-error@+1 {{invalid kind of type specified: expected builtin.tensor, but found 'tensor<*xf32>'}}
  %0 = tensor.extract %t[%i, %i] : tensor<*xf32>
  return
}

// -----

func.func @insert_count(%t: tensor<4xf32>, %i: index, %f: f32) {
  // expected-error@+1 {{'tensor.insert' op incorrect number of indices}}
  %0 = tensor.insert %f into %t[%i, %i] : tensor<4xf32>
  return
}

// -----

func.func @insert_type(%t: tensor<4xf32>, %i: index, %f: f64) {
  // expected-error@+1 {{'tensor.insert' op failed to verify that scalar type matches element type of dest}}
  %0 = "tensor.insert"(%f, %t, %i) : (f64, tensor<4xf32>, index) -> tensor<4xf32>
  return
}

// -----

func.func @insert_result(%t: tensor<4xf32>, %i: index, %f: f32) {
  // expected-error@+1 {{'tensor.insert' op failed to verify that result type matches type of dest}}
  %0 = "tensor.insert"(%f, %t, %i) : (f32, tensor<4xf32>, index) -> tensor<?xf32>
  return
}

// -----

func.func @empty_sizes(%i: index) {
  // expected-error@+1 {{'tensor.empty' op incorrect number of dynamic sizes, has 1, expected 0}}
  %0 = tensor.empty(%i) : tensor<4xf32>
  return
}

// -----

func.func @empty_unranked(%i: index) {
  // expected-error@+1 {{invalid kind of type specified: expected builtin.tensor, but found 'tensor<*xf32>'}}
  %0 = tensor.empty() : tensor<*xf32>
  return
}

// -----

func.func @generate_sizes(%i: index) {
  // expected-error@+1 {{'tensor.generate' op incorrect number of dynamic sizes, has 0, expected 1}}
  %0 = tensor.generate { ^bb0(%a: index): tensor.yield %a : index } : tensor<?xindex>
  return
}

// -----

func.func @generate_arguments(%i: index) {
  // expected-error@+1 {{must have one body argument per input dimension}}
  %0 = tensor.generate %i { ^bb0(%a: index, %b: index): tensor.yield %a : index } : tensor<?xindex>
  return
}

// -----

func.func @generate_argument_type(%i: index) {
  // expected-error@+1 {{all body arguments must be index}}
  %0 = tensor.generate %i { ^bb0(%a: i32): tensor.yield %i : index } : tensor<?xindex>
  return
}

// -----

func.func @generate_element(%i: index) {
  // expected-error@+1 {{'tensor.generate' op body must be terminated with a `yield` operation of the tensor element type}}
  %0 = tensor.generate %i { ^bb0(%a: index): tensor.yield %a : index } : tensor<?xf32>
  return
}

// -----

func.func @generate_no_yield(%i: index) {
  // expected-error@+1 {{'tensor.yield' op requires a single operand}}
  %0 = tensor.generate %i { ^bb0(%a: index): } : tensor<?xf32>
  return
}

// -----

func.func @generate_empty(%i: index) {
  // expected-error@+1 {{'tensor.yield' op requires a single operand}}
  %0 = tensor.generate %i { } : tensor<?xf32>
  return
}

// -----

func.func @generate_blocks(%i: index) {
  // expected-error@+1 {{'tensor.generate' op expects region #0 to have 0 or 1 blocks}}
  %0 = tensor.generate %i { ^bb0(%a: index): cf.br ^bb1 ^bb1: tensor.yield %i : index } : tensor<?xf32>
  return
}

// -----

func.func @yield_parent(%i: index) {
  // expected-error@+1 {{'tensor.yield' op expects parent op to be one of 'tensor.generate, tensor.pad'}}
  tensor.yield %i : index
}

// -----

func.func @yield_nothing(%i: index) {
  // expected-error@+1 {{'tensor.yield' op requires a single operand}}
  "tensor.yield"() : () -> ()
}

// -----

func.func @generate_no_block(%t: tensor<*xf32>, %i: index, %f: f32) {
  // expected-error@+1 {{'tensor.generate' op region #0 ('body') failed to verify constraint: region with 1 blocks}}
  %0 = "tensor.generate"(%i) ({ }): (index) -> tensor<?xf32>
  return
}
