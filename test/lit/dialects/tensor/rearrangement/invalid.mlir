// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @concat_none() {
  // expected-error@+1 {{'tensor.concat' op requires at least one input}}
  %0 = tensor.concat dim(0) : () -> tensor<2xf32>
  return
}

// -----

func.func @concat_rank(%a: tensor<2x2xf32>, %b: tensor<2xf32>) {
  // expected-error@+1 {{'tensor.concat' op rank of concatenated inputs must match result rank}}
  %0 = tensor.concat dim(0) %a, %b : (tensor<2x2xf32>, tensor<2xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @concat_element(%a: tensor<2xf32>, %b: tensor<2xf64>) {
  // expected-error@+1 {{'tensor.concat' op inputs and result element type must match}}
  %0 = tensor.concat dim(0) %a, %b : (tensor<2xf32>, tensor<2xf64>) -> tensor<4xf32>
  return
}

// -----

func.func @concat_dim(%a: tensor<2xf32>, %b: tensor<2xf32>) {
  // expected-error@+1 {{'tensor.concat' op concatenation dim must be less than the tensor rank}}
  %0 = tensor.concat dim(1) %a, %b : (tensor<2xf32>, tensor<2xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @concat_sizes(%a: tensor<2x3xf32>, %b: tensor<2x4xf32>) {
  // expected-error@+1 {{'tensor.concat' op static concatenation size mismatch along non-concatenated dimension 1}}
  %0 = tensor.concat dim(0) %a, %b : (tensor<2x3xf32>, tensor<2x4xf32>) -> tensor<4x3xf32>
  return
}

// -----

func.func @concat_result(%a: tensor<2x3xf32>, %b: tensor<2x?xf32>) {
  // expected-error@+1 {{'tensor.concat' op result type 'tensor<5x3xf32>'does not match inferred shape 'tensor<4x3xf32>' static sizes}}
  %0 = tensor.concat dim(0) %a, %b : (tensor<2x3xf32>, tensor<2x?xf32>) -> tensor<5x3xf32>
  return
}

// -----

func.func @concat_scalar(%a: f32) {
  // expected-error@+1 {{'tensor.concat' op operand #0 must be variadic of ranked tensor of any type values, but got 'f32'}}
  %0 = tensor.concat dim(0) %a : (f32) -> tensor<5x3xf32>
  return
}

// -----

func.func @gather_dims_empty(%t: tensor<2x3xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.gather' op gather_dims must be non-empty}}
  %0 = tensor.gather %t[%i] gather_dims([]) : (tensor<2x3xf32>, tensor<1x2xindex>) -> tensor<1x1x1xf32>
  return
}

// -----

func.func @gather_dims_many(%t: tensor<2xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.gather' op gather_dims overflow source rank}}
  %0 = tensor.gather %t[%i] gather_dims([0, 1]) : (tensor<2xf32>, tensor<1x2xindex>) -> tensor<1x1x1xf32>
  return
}

// -----

func.func @gather_dims_length(%t: tensor<2x3xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.gather' op gather_dims length must match the size of last dimension of indices}}
  %0 = tensor.gather %t[%i] gather_dims([0]) : (tensor<2x3xf32>, tensor<1x2xindex>) -> tensor<1x1x1xf32>
  return
}

// -----

func.func @gather_dims_scalar(%t: tensor<2x3xf32>, %i: tensor<index>) {
  // expected-error@+1 {{'tensor.gather' op gather_dims length must match the size of last dimension of indices}}
  %0 = tensor.gather %t[%i] gather_dims([0]) : (tensor<2x3xf32>, tensor<index>) -> tensor<1x1x1xf32>
  return
}

// -----

func.func @gather_dims_negative(%t: tensor<2x3xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.gather' op gather_dims value must be non-negative}}
  %0 = tensor.gather %t[%i] gather_dims([-1, 0]) : (tensor<2x3xf32>, tensor<1x2xindex>) -> tensor<1x1x1xf32>
  return
}

// -----

func.func @gather_dims_large(%t: tensor<2x3xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.gather' op gather_dims value must be smaller than source rank}}
  %0 = tensor.gather %t[%i] gather_dims([0, 42]) : (tensor<2x3xf32>, tensor<1x2xindex>) -> tensor<1x1x1xf32>
  return
}

// -----

func.func @gather_dims_order(%t: tensor<2x3xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.gather' op gather_dims values must be strictly increasing}}
  %0 = tensor.gather %t[%i] gather_dims([1, 0]) : (tensor<2x3xf32>, tensor<1x2xindex>) -> tensor<1x1x1xf32>
  return
}

// -----

func.func @gather_result(%t: tensor<2x3xf32>, %i: tensor<?x1xindex>) {
  // expected-error@+1 {{'tensor.gather' op result type mismatch: expected 'tensor<?x2x1xf32>' or its rank-reduced variant 'tensor<?x2xf32>' (got: 'tensor<?x2x2xf32>')}}
  %0 = tensor.gather %t[%i] gather_dims([1]) : (tensor<2x3xf32>, tensor<?x1xindex>) -> tensor<?x2x2xf32>
  return
}

// -----

func.func @gather_indices(%t: tensor<2x3xf32>, %i: tensor<?x1xf32>) {
  // expected-error@+1 {{'tensor.gather' op operand #1 must be ranked tensor of signless integer or index values, but got 'tensor<?x1xf32>'}}
  %0 = tensor.gather %t[%i] gather_dims([1]) : (tensor<2x3xf32>, tensor<?x1xf32>) -> tensor<?x2x2xf32>
  return
}

// -----

func.func @scatter_unique(%s: tensor<1x1x1xf32>, %t: tensor<2x3xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.scatter' op requires 'unique' attribute to be set}}
  %0 = tensor.scatter %s into %t[%i] scatter_dims([0, 1]) : (tensor<1x1x1xf32>, tensor<2x3xf32>, tensor<1x2xindex>) -> tensor<2x3xf32>
  return
}

// -----

func.func @scatter_dims(%s: tensor<1x1x1xf32>, %t: tensor<2x3xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.scatter' op scatter_dims must be non-empty}}
  %0 = tensor.scatter %s into %t[%i] scatter_dims([]) unique : (tensor<1x1x1xf32>, tensor<2x3xf32>, tensor<1x2xindex>) -> tensor<2x3xf32>
  return
}

// -----

func.func @scatter_dims_many(%s: tensor<1x1x1xf32>, %t: tensor<2xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.scatter' op scatter_dims overflow dest rank}}
  %0 = tensor.scatter %s into %t[%i] scatter_dims([0, 1]) unique : (tensor<1x1x1xf32>, tensor<2xf32>, tensor<1x2xindex>) -> tensor<2xf32>
  return
}

// -----

func.func @scatter_dims_large(%s: tensor<1x1x1xf32>, %t: tensor<2x3xf32>, %i: tensor<1x1xindex>) {
  // expected-error@+1 {{'tensor.scatter' op scatter_dims value must be smaller than dest rank}}
  %0 = tensor.scatter %s into %t[%i] scatter_dims([2]) unique : (tensor<1x1x1xf32>, tensor<2x3xf32>, tensor<1x1xindex>) -> tensor<2x3xf32>
  return
}

// -----

func.func @scatter_source(%s: tensor<1x1x2xf32>, %t: tensor<2x3xf32>, %i: tensor<1x2xindex>) {
  // expected-error@+1 {{'tensor.scatter' op source type mismatch: expected 'tensor<1x1x1xf32>' or its rank-reduced variant 'tensor<1xf32>' (got: 'tensor<1x1x2xf32>')}}
  %0 = tensor.scatter %s into %t[%i] scatter_dims([0, 1]) unique : (tensor<1x1x2xf32>, tensor<2x3xf32>, tensor<1x2xindex>) -> tensor<2x3xf32>
  return
}

// -----

func.func @reshape_element(%s: tensor<4xf32>, %t: tensor<1xindex>) {
  // expected-error@+1 {{'tensor.reshape' op element types of source and destination tensor types should be the same}}
  %0 = tensor.reshape %s(%t) : (tensor<4xf32>, tensor<1xindex>) -> tensor<4xf64>
  return
}

// -----

func.func @reshape_count(%s: tensor<4xf32>, %t: tensor<1xindex>) {
  // expected-error@+1 {{'tensor.reshape' op source and destination tensor should have the same number of elements}}
  %0 = tensor.reshape %s(%t) : (tensor<4xf32>, tensor<1xindex>) -> tensor<5xf32>
  return
}

// -----

func.func @reshape_dynamic_length(%s: tensor<4xf32>, %t: tensor<?xindex>) {
  // expected-error@+1 {{'tensor.reshape' op cannot use shape operand with dynamic length to reshape to statically-ranked tensor type}}
  %0 = tensor.reshape %s(%t) : (tensor<4xf32>, tensor<?xindex>) -> tensor<?xf32>
  return
}

// -----

func.func @reshape_length(%s: tensor<4xf32>, %t: tensor<2xindex>) {
  // expected-error@+1 {{'tensor.reshape' op length of shape operand differs from the result's tensor rank}}
  %0 = tensor.reshape %s(%t) : (tensor<4xf32>, tensor<2xindex>) -> tensor<?xf32>
  return
}

// -----

func.func @reshape_shape_rank(%s: tensor<4xf32>, %t: tensor<2x2xindex>) {
  // expected-error@+1 {{'tensor.reshape' op operand #1 must be 1D tensor of signless integer or index values, but got 'tensor<2x2xindex>'}}
  %0 = tensor.reshape %s(%t) : (tensor<4xf32>, tensor<2x2xindex>) -> tensor<?xf32>
  return
}

// -----

func.func @reshape_shape_type(%s: tensor<4xf32>, %t: tensor<2xf32>) {
  // expected-error@+1 {{'tensor.reshape' op operand #1 must be 1D tensor of signless integer or index values, but got 'tensor<2xf32>'}}
  %0 = tensor.reshape %s(%t) : (tensor<4xf32>, tensor<2xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @reshape_source(%s: f32, %t: tensor<*xi32>) {
  // expected-error@+1 {{'tensor.reshape' op operand #0 must be tensor of any type values, but got 'f32'}}
  %0 = tensor.reshape %s(%t) : (f32, tensor<*xi32>) -> tensor<?xf32>
  return
}
