// RUN: adopt %s --linalg-fold-unit-extent-dims --split-input-file | adopt-filecheck %s
// RUN: adopt %s --linalg-fold-unit-extent-dims=use-rank-reducing-slices --split-input-file | adopt-filecheck %s --check-prefix=SLICE

#id = affine_map<(i, j) -> (i, j)>
// CHECK-LABEL: func.func @elementwise
// CHECK:         tensor.collapse_shape %{{.*}} {{\[\[}}0, 1]]
// CHECK:         %[[R:.*]] = linalg.generic {{.*}} iterator_types = ["parallel"]
// CHECK:           linalg.index 0
// CHECK:         tensor.expand_shape %[[R]] {{\[\[}}0, 1]] output_shape [1, 8]
// SLICE-LABEL: func.func @elementwise
// SLICE:         tensor.extract_slice %{{.*}}[0, 0] [1, 8] [1, 1] : tensor<1x8xf32> to tensor<8xf32>
// SLICE:         tensor.insert_slice
func.func @elementwise(%a: tensor<1x8xf32>, %b: tensor<1x8xf32>) -> tensor<1x8xf32> {
  %e = tensor.empty() : tensor<1x8xf32>
  %0 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]}
    ins(%a, %b : tensor<1x8xf32>, tensor<1x8xf32>) outs(%e : tensor<1x8xf32>) {
  ^body(%x: f32, %y: f32, %o: f32):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %k = arith.addi %i, %j : index
    %kk = arith.index_cast %k : index to i32
    %f = arith.sitofp %kk : i32 to f32
    %m = arith.addf %x, %y : f32
    %n = arith.addf %m, %f : f32
    linalg.yield %n : f32
  } -> tensor<1x8xf32>
  return %0 : tensor<1x8xf32>
}

// -----

#m1 = affine_map<(i, j, k) -> (i, 0, k)>
#m2 = affine_map<(i, j, k) -> (i, j, k)>
#m3 = affine_map<(i, j, k) -> (j, k)>
// CHECK-LABEL: func.func @broadcast
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "parallel"]} ins(%{{.*}} : tensor<?xf32>, tensor<?x?xf32>, tensor<?x?xf32>)
func.func @broadcast(%a: tensor<1x1x?xf32>, %b: tensor<1x?x?xf32>, %c: tensor<?x?xf32>) -> tensor<1x?x?xf32> {
  %0 = linalg.generic {indexing_maps = [#m1, #m3, #m2], iterator_types = ["parallel", "parallel", "parallel"]}
    ins(%a, %c : tensor<1x1x?xf32>, tensor<?x?xf32>) outs(%b : tensor<1x?x?xf32>) {
  ^body(%x: f32, %y: f32, %o: f32):
    %m = arith.addf %x, %y : f32
    %n = arith.addf %m, %o : f32
    linalg.yield %n : f32
  } -> tensor<1x?x?xf32>
  return %0 : tensor<1x?x?xf32>
}

// -----

#m2 = affine_map<(i, j, k) -> (i, j, k)>
// CHECK-LABEL: func.func @buffers
// CHECK-COUNT-2: memref.collapse_shape
// CHECK:         linalg.generic {{.*}} ins(%{{.*}} : memref<8xf32>)
// SLICE-LABEL: func.func @buffers
// SLICE:         memref.subview %{{.*}} to memref<8xf32, strided<[1]>>
func.func @buffers(%a: memref<1x8x1xf32>, %b: memref<1x8x1xf32>) {
  linalg.generic {indexing_maps = [#m2, #m2], iterator_types = ["parallel", "parallel", "parallel"]}
    ins(%a : memref<1x8x1xf32>) outs(%b : memref<1x8x1xf32>) {
  ^body(%x: f32, %o: f32):
    linalg.yield %x : f32
  }
  return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
// CHECK-LABEL: func.func @one_element
// CHECK:         linalg.generic {{.*}} iterator_types = []
func.func @one_element(%a: tensor<1x1xf32>, %b: tensor<1x1xf32>) -> tensor<1x1xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]}
    ins(%a : tensor<1x1xf32>) outs(%b : tensor<1x1xf32>) {
  ^body(%x: f32, %o: f32):
    %m = arith.addf %x, %o : f32
    linalg.yield %m : f32
  } -> tensor<1x1xf32>
  return %0 : tensor<1x1xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
// CHECK-LABEL: func.func @reduction
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel"]
func.func @reduction(%a: tensor<4x1xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.generic {indexing_maps = [#id, affine_map<(i, j) -> (i)>], iterator_types = ["parallel", "reduction"]}
    ins(%a : tensor<4x1xf32>) outs(%b : tensor<4xf32>) {
  ^body(%x: f32, %o: f32):
    %m = arith.addf %x, %o : f32
    linalg.yield %m : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @pad
// CHECK:         tensor.pad %{{.*}} low[0, 1] high[1, 1]
func.func @pad(%a: tensor<1x4x1x6xf32>, %v: f32) -> tensor<1x5x1x8xf32> {
  %0 = tensor.pad %a low[0, 0, 0, 1] high [0, 1, 0, 1] {
  ^b(%i: index, %j: index, %k: index, %l: index):
    tensor.yield %v : f32
  } : tensor<1x4x1x6xf32> to tensor<1x5x1x8xf32>
  return %0 : tensor<1x5x1x8xf32>
}

// -----

// Operations with names keep them.
// CHECK-LABEL: func.func @named
// CHECK:         linalg.matmul
func.func @named(%a: tensor<1x4xf32>, %b: tensor<4x5xf32>, %c: tensor<1x5xf32>) -> tensor<1x5xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<1x4xf32>, tensor<4x5xf32>) outs(%c : tensor<1x5xf32>) -> tensor<1x5xf32>
  return %0 : tensor<1x5xf32>
}

// -----

// CHECK-LABEL: func.func @fill
// CHECK:         linalg.fill {{.*}} -> tensor<1x4xf32>
func.func @fill(%a: tensor<1x4xf32>, %v: f32) -> tensor<1x4xf32> {
  %0 = linalg.fill ins(%v : f32) outs(%a : tensor<1x4xf32>) -> tensor<1x4xf32>
  return %0 : tensor<1x4xf32>
}

// -----

// CHECK-LABEL: func.func @taken_slice
// CHECK:         tensor.extract_slice %{{.*}} : tensor<8x8xf32> to tensor<4xf32>
// CHECK-NOT:     tensor.collapse_shape
func.func @taken_slice(%s: tensor<8x8xf32>) -> tensor<4xf32> {
  %0 = tensor.extract_slice %s[0, 0] [1, 4] [1, 1] : tensor<8x8xf32> to tensor<1x4xf32>
  %1 = tensor.collapse_shape %0 [[0, 1]] : tensor<1x4xf32> into tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @put_in_slice
// CHECK:         tensor.insert_slice %{{.*}} : tensor<4xf32> into tensor<8x8xf32>
func.func @put_in_slice(%s: tensor<8x8xf32>, %x: tensor<1x4xf32>) -> tensor<8x8xf32> {
  %0 = tensor.insert_slice %x into %s[0, 0] [1, 4] [1, 1] : tensor<1x4xf32> into tensor<8x8xf32>
  return %0 : tensor<8x8xf32>
}
