// RUN: adopt %s --linalg-decompose-aggregated-ops | adopt-filecheck %s

// CHECK-LABEL: func.func @softmax(
// CHECK:         %[[max:.+]] = linalg.generic {{.*}} ins(%arg0 :
// CHECK:           arith.maxnumf
// CHECK:         %[[numerator:.+]] = linalg.generic {{.*}} ins(%arg0, %[[max]] :
// CHECK:           math.exp
// CHECK:         %[[sum:.+]] = linalg.generic {{.*}} ins(%[[numerator]] :
// CHECK:           arith.addf
// CHECK:         %[[result:.+]] = linalg.generic {{.*}} ins(%[[numerator]], %[[sum]] :
// CHECK:           arith.divf
// CHECK:         return %[[result]]
func.func @softmax(%a: tensor<2x?x4xf32>, %o: tensor<2x?x4xf32>) -> tensor<2x?x4xf32> {
  %0 = linalg.softmax dimension(1) ins(%a : tensor<2x?x4xf32>) outs(%o : tensor<2x?x4xf32>) -> tensor<2x?x4xf32>
  return %0 : tensor<2x?x4xf32>
}

// CHECK-LABEL: func.func @pack(
// CHECK-NEXT:    %[[parts:.+]] = tensor.expand_shape %arg0 {{\[\[}}0, 1], [2, 3]] output_shape [3, 2, 2, 4] : tensor<6x8xf32> into tensor<3x2x2x4xf32>
// CHECK-NEXT:    %[[result:.+]] = linalg.transpose ins(%[[parts]] : tensor<3x2x2x4xf32>) outs(%arg1 : tensor<2x3x4x2xf32>) permutation = [2, 0, 3, 1]
// CHECK-NEXT:    return %[[result]]
func.func @pack(%a: tensor<6x8xf32>, %o: tensor<2x3x4x2xf32>) -> tensor<2x3x4x2xf32> {
  %0 = linalg.pack %a outer_dims_perm = [1, 0] inner_dims_pos = [1, 0] inner_tiles = [4, 2] into %o : tensor<6x8xf32> -> tensor<2x3x4x2xf32>
  return %0 : tensor<2x3x4x2xf32>
}

// CHECK-LABEL: func.func @padded(
// CHECK:         tensor.pad %arg0 low[0, 0] high[1, 0]
// CHECK:           tensor.yield %arg2
// CHECK:         tensor.expand_shape
// CHECK:         linalg.transpose
func.func @padded(%a: tensor<5x8xf32>, %o: tensor<3x8x2xf32>, %v: f32) -> tensor<3x8x2xf32> {
  %0 = linalg.pack %a padding_value(%v : f32) inner_dims_pos = [0] inner_tiles = [2] into %o : tensor<5x8xf32> -> tensor<3x8x2xf32>
  return %0 : tensor<3x8x2xf32>
}

// CHECK-LABEL: func.func @padded_by_unknown(
// CHECK:         tensor.pad
// CHECK:         tensor.expand_shape
// CHECK:         linalg.transpose
func.func @padded_by_unknown(%a: tensor<?x?xf32>, %o: tensor<?x?x?xf32>, %v: f32, %t: index) -> tensor<?x?x?xf32> {
  %0 = linalg.pack %a padding_value(%v : f32) outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [%t] into %o : tensor<?x?xf32> -> tensor<?x?x?xf32>
  return %0 : tensor<?x?x?xf32>
}

// CHECK-LABEL: func.func @unpack(
// CHECK:         linalg.transpose ins(%arg0 : tensor<2x3x4x2xf32>) {{.*}} permutation = [1, 3, 0, 2]
// CHECK:         tensor.collapse_shape {{.*}} : tensor<3x2x2x4xf32> into tensor<6x8xf32>
// CHECK:         tensor.extract_slice {{.*}} : tensor<6x8xf32> to tensor<5x7xf32>
func.func @unpack(%a: tensor<2x3x4x2xf32>, %o: tensor<5x7xf32>) -> tensor<5x7xf32> {
  %0 = linalg.unpack %a outer_dims_perm = [1, 0] inner_dims_pos = [1, 0] inner_tiles = [4, 2] into %o : tensor<2x3x4x2xf32> -> tensor<5x7xf32>
  return %0 : tensor<5x7xf32>
}

// CHECK-LABEL: func.func @unpack_unknown(
// CHECK:         linalg.transpose
// CHECK:         tensor.collapse_shape
// CHECK:         tensor.extract_slice
func.func @unpack_unknown(%a: tensor<?x?x?xf32>, %o: tensor<?x?xf32>, %t: index) -> tensor<?x?xf32> {
  %0 = linalg.unpack %a outer_dims_perm = [1, 0] inner_dims_pos = [1] inner_tiles = [%t] into %o : tensor<?x?x?xf32> -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}
