// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @pad_operands(%t: tensor<?x16xf32>, %f: f32, %n: index) {
  // expected-error@+1 {{expected 0 dynamic low values}}
  %0 = "tensor.pad"(%t, %n) <{operandSegmentSizes = array<i32: 1, 1, 0>, static_low = array<i64: 0, 0>, static_high = array<i64: 4, 4>}> ({
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  }) : (tensor<?x16xf32>, index) -> tensor<?x20xf32>
  return
}

// -----

func.func @pad_element(%t: tensor<?x16xf32>, %f: i32) {
  // expected-error@+1 {{specified type 'tensor<?x17xi32>' does not match the inferred type 'tensor<?x17xf32>'}}
  %0 = tensor.pad %t low[1, 0] high[0, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : i32
  } : tensor<?x16xf32> to tensor<?x17xi32>
  return
}
