// RUN: adopt %s -expand-tensor-gather-scatter | adopt-filecheck %s

// CHECK-LABEL: func.func @gather(
// CHECK-NOT:     tensor.gather
// CHECK:         %[[EMPTY:.*]] = tensor.empty(%{{.*}}) : tensor<?x5xf32>
// CHECK:         scf.for %[[I:.*]] = %{{.*}} iter_args(%[[DEST:.*]] = %[[EMPTY]]) -> (tensor<?x5xf32>) {
// CHECK:           %[[AT:.*]] = tensor.extract %arg1[%[[I]], %{{.*}}] : tensor<?x1xi32>
// CHECK:           %[[PLACE:.*]] = arith.index_cast %[[AT]] : i32 to index
// CHECK:           %[[PART:.*]] = tensor.extract_slice %arg0[%[[PLACE]], 0] [1, 5] [1, 1] : tensor<4x5xf32> to tensor<5xf32>
// CHECK:           %[[NEXT:.*]] = tensor.insert_slice %[[PART]] into %[[DEST]][%[[I]], 0] [1, 5] [1, 1] : tensor<5xf32> into tensor<?x5xf32>
// CHECK:           scf.yield %[[NEXT]]
func.func @gather(%t: tensor<4x5xf32>, %i: tensor<?x1xi32>) -> tensor<?x5xf32> {
  %r = tensor.gather %t[%i] gather_dims([0]) : (tensor<4x5xf32>, tensor<?x1xi32>) -> tensor<?x5xf32>
  return %r : tensor<?x5xf32>
}

// CHECK-LABEL: func.func @scatter(
// CHECK-NOT:     tensor.scatter
// CHECK:         scf.for %[[I:.*]] = %{{.*}} iter_args(%[[DEST:.*]] = %arg1) -> (tensor<4x5xf32>) {
// CHECK:           %[[PART:.*]] = tensor.extract_slice %arg0[%[[I]], 0, 0] [1, 4, 1] [1, 1, 1] : tensor<2x4x1xf32> to tensor<4x1xf32>
// CHECK:           tensor.insert_slice %[[PART]] into %[[DEST]][0, %{{.*}}] [4, 1] [1, 1] : tensor<4x1xf32> into tensor<4x5xf32>
func.func @scatter(%s: tensor<2x4x1xf32>, %t: tensor<4x5xf32>, %i: tensor<2x1xindex>) -> tensor<4x5xf32> {
  %r = tensor.scatter %s into %t[%i] scatter_dims([1]) unique
    : (tensor<2x4x1xf32>, tensor<4x5xf32>, tensor<2x1xindex>) -> tensor<4x5xf32>
  return %r : tensor<4x5xf32>
}
