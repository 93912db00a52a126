// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @parallel_insert_slice_parent(%s: tensor<4x4xf32>, %t: tensor<8x16xf32>) {
  // expected-error@+1 {{expected InParallelOpInterface parent, got: 'func.func'}}
  tensor.parallel_insert_slice %s into %t[0, 0][4, 4][1, 1] : tensor<4x4xf32> into tensor<8x16xf32>
  return
}
