// RUN: adopt %s --linalg-interchange-loops --split-input-file | adopt-filecheck %s

// The loop over the columns runs along the memory of what is multiplied and of the product.
// CHECK-DAG: #[[A:.*]] = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-DAG: #[[B:.*]] = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-DAG: #[[C:.*]] = affine_map<(d0, d1, d2) -> (d0, d2)>
// CHECK-LABEL: func.func @tensors
// CHECK: linalg.generic {indexing_maps = [#[[A]], #[[B]], #[[C]]], iterator_types = ["parallel", "reduction", "parallel"]}
func.func @tensors(%a: tensor<8x4xf32>, %b: tensor<4x16xf32>, %c: tensor<8x16xf32>) -> tensor<8x16xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<8x4xf32>, tensor<4x16xf32>) outs(%c : tensor<8x16xf32>) -> tensor<8x16xf32>
  return %0 : tensor<8x16xf32>
}
// CHECK-LABEL: func.func @buffers
// CHECK: linalg.generic {{.*}} iterator_types = ["parallel", "reduction", "parallel"]}
func.func @buffers(%a: memref<?x?xf32>, %b: memref<?x?xf32>, %c: memref<?x?xf32>) {
  linalg.matmul ins(%a, %b : memref<?x?xf32>, memref<?x?xf32>) outs(%c : memref<?x?xf32>)
  return
}

// -----

// Loops that add up stay in their order, and the body's indices are those of the same loops.
// CHECK: #[[IN:.*]] = affine_map<(d0, d1, d2) -> (d1, d0, d2)>
// CHECK-LABEL: func.func @indices
// CHECK: linalg.generic {indexing_maps = [#[[IN]], #{{.*}}], iterator_types = ["reduction", "reduction", "parallel"]}
// CHECK: linalg.index 2
// CHECK: linalg.index 1
func.func @indices(%a: tensor<3x5x8xindex>, %c: tensor<8xindex>) -> tensor<8xindex> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (k, j, i)>, affine_map<(i, j, k) -> (i)>],
                       iterator_types = ["parallel", "reduction", "reduction"]}
      ins(%a : tensor<3x5x8xindex>) outs(%c : tensor<8xindex>) {
  ^body(%x: index, %sum: index):
    %i = linalg.index 0 : index
    %k = linalg.index 2 : index
    %y = arith.muli %x, %i : index
    %z = arith.addi %y, %k : index
    %next = arith.addi %sum, %z : index
    linalg.yield %next : index
  } -> tensor<8xindex>
  return %0 : tensor<8xindex>
}

// -----

// A convolution over the filters, which lie next to each other.
// CHECK-LABEL: func.func @convolution
// CHECK: iterator_types = ["parallel", "parallel", "parallel", "reduction", "reduction", "reduction", "parallel"]
func.func @convolution(%i: tensor<1x6x6x3xf32>, %f: tensor<3x3x3x8xf32>, %o: tensor<1x4x4x8xf32>) -> tensor<1x4x4x8xf32> {
  %0 = linalg.conv_2d_nhwc_hwcf ins(%i, %f : tensor<1x6x6x3xf32>, tensor<3x3x3x8xf32>)
    outs(%o : tensor<1x4x4x8xf32>) -> tensor<1x4x4x8xf32>
  return %0 : tensor<1x4x4x8xf32>
}

// -----

// These stay: no parallel loop runs along all operands, or it has few iterations, or the innermost one is parallel.
// CHECK-LABEL: func.func @stay
// CHECK: linalg.matvec
// CHECK: linalg.matmul
// CHECK: linalg.add
func.func @stay(%a: tensor<8x4xf32>, %x: tensor<4xf32>, %y: tensor<8xf32>, %b: tensor<4x2xf32>, %c: tensor<8x2xf32>)
    -> (tensor<8xf32>, tensor<8x2xf32>, tensor<8x2xf32>) {
  %0 = linalg.matvec ins(%a, %x : tensor<8x4xf32>, tensor<4xf32>) outs(%y : tensor<8xf32>) -> tensor<8xf32>
  %1 = linalg.matmul ins(%a, %b : tensor<8x4xf32>, tensor<4x2xf32>) outs(%c : tensor<8x2xf32>) -> tensor<8x2xf32>
  %2 = linalg.add ins(%1, %c : tensor<8x2xf32>, tensor<8x2xf32>) outs(%c : tensor<8x2xf32>) -> tensor<8x2xf32>
  return %0, %1, %2 : tensor<8xf32>, tensor<8x2xf32>, tensor<8x2xf32>
}
