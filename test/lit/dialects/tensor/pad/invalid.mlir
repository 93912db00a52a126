// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @pad_low(%t: tensor<?x16xf32>, %f: f32) {
  // expected-error@+1 {{failed to infer expectedType from sourceType 'tensor<?x16xf32>', specified resultType is 'tensor<?x16xf32>'}}
  %0 = tensor.pad %t low[1] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<?x16xf32> to tensor<?x16xf32>
  return
}

// -----

func.func @pad_rank(%t: tensor<?x16xf32>, %f: f32) {
  // expected-error@+1 {{specified type 'tensor<?x16x1xf32>' does not match the inferred type 'tensor<?x16xf32>'}}
  %0 = tensor.pad %t low[1, 0] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<?x16xf32> to tensor<?x16x1xf32>
  return
}

// -----

func.func @pad_size(%t: tensor<?x16xf32>, %f: f32) {
  // expected-error@+1 {{specified type 'tensor<?x16xf32>' does not match the inferred type 'tensor<?x17xf32>'}}
  %0 = tensor.pad %t low[1, 0] high[0, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<?x16xf32> to tensor<?x16xf32>
  return
}

// -----

func.func @pad_arguments(%t: tensor<?x16xf32>, %f: f32) {
  // expected-error@+1 {{expected the block to have 2 arguments}}
  %0 = tensor.pad %t low[1, 0] high[0, 1] {
  ^bb0(%i: index):
    tensor.yield %f : f32
  } : tensor<?x16xf32> to tensor<?x17xf32>
  return
}

// -----

func.func @pad_argument_type(%t: tensor<?x16xf32>, %f: f32) {
  // expected-error@+1 {{'tensor.pad' op expected block argument 2 to be an index}}
  %0 = tensor.pad %t low[1, 0] high[0, 1] {
  ^bb0(%i: index, %j: i32):
    tensor.yield %f : f32
  } : tensor<?x16xf32> to tensor<?x17xf32>
  return
}

// -----

func.func @pad_yield(%t: tensor<?x16xf32>, %f: i32) {
  // expected-error@+1 {{'tensor.pad' op expected yield type to match shape element type}}
  %0 = tensor.pad %t low[1, 0] high[0, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : i32
  } : tensor<?x16xf32> to tensor<?x17xf32>
  return
}

// -----

func.func @pad_negative(%t: tensor<4xf32>, %f: f32) {
  // expected-error@+1 {{specified type 'tensor<?xf32>' does not match the inferred type 'tensor<-2xf32>'}}
  %0 = tensor.pad %t low[-3] high[-3] {
  ^bb0(%i: index):
    tensor.yield %f : f32
  } : tensor<4xf32> to tensor<?xf32>
  return
}
