// RUN: adopt %s --linalg-fold-unit-extent-dims --split-input-file | adopt-filecheck %s

// Dimensions of buffers with a layout stay as they are, and so do the operations on them.
#m2 = affine_map<(i, j, k) -> (i, j, k)>
// CHECK-LABEL: func.func @layout
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel", "parallel", "parallel"]
func.func @layout(%a: memref<1x8x1xf32, strided<[16, 2, 1]>>, %b: memref<1x8x1xf32>) {
  linalg.generic {indexing_maps = [#m2, #m2], iterator_types = ["parallel", "parallel", "parallel"]}
    ins(%a : memref<1x8x1xf32, strided<[16, 2, 1]>>) outs(%b : memref<1x8x1xf32>) {
  ^body(%x: f32, %o: f32):
    linalg.yield %x : f32
  }
  return
}

// -----

// A window over one element.
#win = affine_map<(i, j) -> (i + j)>
#row = affine_map<(i, j) -> (i)>
#one = affine_map<(i, j) -> (j)>
// CHECK-LABEL: func.func @window
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel"]
func.func @window(%a: tensor<6xf32>, %w: tensor<1xf32>, %o: tensor<6xf32>) -> tensor<6xf32> {
  %0 = linalg.generic {indexing_maps = [#win, #one, #row], iterator_types = ["parallel", "reduction"]}
    ins(%a, %w : tensor<6xf32>, tensor<1xf32>) outs(%o : tensor<6xf32>) {
  ^body(%x: f32, %y: f32, %z: f32):
    %m = arith.mulf %x, %y : f32
    %n = arith.addf %m, %z : f32
    linalg.yield %n : f32
  } -> tensor<6xf32>
  return %0 : tensor<6xf32>
}

// -----

// Two outputs, one of which stays.
#id = affine_map<(i, j) -> (i, j)>
#col = affine_map<(i, j) -> (j)>
// CHECK-LABEL: func.func @outputs
// CHECK:         linalg.generic {{.*}} outs(%{{.*}}, %{{.*}} : tensor<5xf32>, tensor<5xf32>)
func.func @outputs(%a: tensor<1x5xf32>, %o: tensor<1x5xf32>, %p: tensor<5xf32>) -> (tensor<1x5xf32>, tensor<5xf32>) {
  %0:2 = linalg.generic {indexing_maps = [#id, #id, #col], iterator_types = ["reduction", "parallel"]}
    ins(%a : tensor<1x5xf32>) outs(%o, %p : tensor<1x5xf32>, tensor<5xf32>) {
  ^body(%x: f32, %y: f32, %z: f32):
    %n = arith.addf %x, %z : f32
    linalg.yield %x, %n : f32, f32
  } -> (tensor<1x5xf32>, tensor<5xf32>)
  return %0#0, %0#1 : tensor<1x5xf32>, tensor<5xf32>
}

// -----

// CHECK-LABEL: func.func @in_parallel
// CHECK:         tensor.collapse_shape
// CHECK:         scf.forall.in_parallel
// CHECK:           tensor.parallel_insert_slice %{{.*}} : tensor<4xf32> into tensor<8x8xf32>
func.func @in_parallel(%s: tensor<8x8xf32>, %x: tensor<1x4xf32>) -> tensor<8x8xf32> {
  %0 = scf.forall (%i) in (8) shared_outs(%o = %s) -> (tensor<8x8xf32>) {
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %x into %o[%i, 0] [1, 4] [1, 1] : tensor<1x4xf32> into tensor<8x8xf32>
    }
  }
  return %0 : tensor<8x8xf32>
}

// -----

// Dimensions that are padded, and values that depend on indices.
// CHECK-LABEL: func.func @padded
// CHECK:         tensor.pad %{{.*}} low[0, 1] high[1, 1]
// CHECK:         tensor.pad %{{.*}} low[1, 0] high[0, 0]
func.func @padded(%a: tensor<1x6xf32>, %v: f32) -> (tensor<2x8xf32>, tensor<2x6xf32>) {
  %0 = tensor.pad %a low[0, 1] high[1, 1] {
  ^b(%i: index, %j: index):
    tensor.yield %v : f32
  } : tensor<1x6xf32> to tensor<2x8xf32>
  %1 = tensor.pad %a low[1, 0] high[0, 0] {
  ^b(%i: index, %j: index):
    %k = arith.index_cast %j : index to i32
    %l = arith.sitofp %k : i32 to f32
    tensor.yield %l : f32
  } : tensor<1x6xf32> to tensor<2x6xf32>
  return %0, %1 : tensor<2x8xf32>, tensor<2x6xf32>
}

// -----

// CHECK-LABEL: func.func @layout_without_extents
// CHECK:         linalg.generic {{.*}} iterator_types = ["parallel"]
func.func @layout_without_extents(%a: memref<8xf32, strided<[2]>>, %b: memref<1x8xf32>) {
  linalg.generic {indexing_maps = [affine_map<(i,j)->(j)>, affine_map<(i,j)->(i,j)>], iterator_types = ["parallel", "parallel"]}
    ins(%a : memref<8xf32, strided<[2]>>) outs(%b : memref<1x8xf32>) {
  ^body(%x: f32, %o: f32):
    linalg.yield %x : f32
  }
  return
}
