// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: #map = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-NEXT: #map1 = affine_map<(d0, d1) -> (d0)>
// CHECK: func.func @generic(%arg0: tensor<4x?xf32>, %arg1: tensor<4xf32>) -> tensor<4xf32> {
// CHECK-NEXT:   %0 = linalg.generic {doc = "row sums", indexing_maps = [#map, #map1], iterator_types = ["parallel", "reduction"], library_call = "rows"} ins(%arg0 : tensor<4x?xf32>) outs(%arg1 : tensor<4xf32>) attrs =  {note = 1 : i32} {
// CHECK-NEXT:   ^bb0(%in: f32, %out: f32):
// CHECK-NEXT:     %1 = arith.addf %in, %out : f32
// CHECK-NEXT:     linalg.yield %1 : f32
// CHECK-NEXT:   } -> tensor<4xf32>
// CHECK-NEXT:   return %0 : tensor<4xf32>
// CHECK-NEXT: }
#parallel = affine_map<(d0, d1) -> (d0, d1)>
#rows = affine_map<(d0, d1) -> (d0)>
#trait = {indexing_maps = [#parallel, #rows], iterator_types = ["parallel", "reduction"], doc = "row sums", library_call = "rows"}
func.func @generic(%a: tensor<4x?xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.generic #trait ins(%a : tensor<4x?xf32>) outs(%b : tensor<4xf32>) attrs = {note = 1 : i32} {
  ^bb0(%x: f32, %y: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// CHECK: #map = affine_map<(d0, d1) -> (d0, d1)>
// CHECK: func.func @indices(%arg0: memref<?x?xindex>) {
// CHECK-NEXT:   linalg.generic {indexing_maps = [#map], iterator_types = ["parallel", "parallel"]} outs(%arg0 : memref<?x?xindex>) {
// CHECK-NEXT:   ^bb0(%out: index):
// CHECK-NEXT:     %0 = linalg.index 0 : index
// CHECK-NEXT:     %1 = linalg.index 1 {note} : index
// CHECK-NEXT:     %2 = arith.addi %0, %1 : index
// CHECK-NEXT:     linalg.yield %2 {last} : index
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @indices(%a: memref<?x?xindex>) {
  linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} outs(%a : memref<?x?xindex>) {
  ^bb0(%x: index):
    %i = linalg.index 0 : index
    %j = linalg.index 1 {note} : index
    %s = arith.addi %i, %j : index
    linalg.yield %s {last} : index
  }
  return
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0)>
// CHECK-NEXT: #map1 = affine_map<(d0) -> ()>
// CHECK: func.func @several_results(%arg0: tensor<?xf32>, %arg1: tensor<?xf64>, %arg2: f64, %arg3: i7) -> (tensor<?xf32>, tensor<?xf64>) {
// CHECK-NEXT:   %0:2 = linalg.generic {indexing_maps = [#map, #map1, #map1, #map, #map], iterator_types = ["parallel"]} ins(%arg0, %arg2, %arg3 : tensor<?xf32>, f64, i7) outs(%arg0, %arg1 : tensor<?xf32>, tensor<?xf64>) {
// CHECK-NEXT:   ^bb0(%in: f32, %in_0: f64, %in_1: i7, %out: f32, %out_2: f64):
// CHECK-NEXT:     linalg.yield %in, %in_0 : f32, f64
// CHECK-NEXT:   } -> (tensor<?xf32>, tensor<?xf64>)
// CHECK-NEXT:   return %0#0, %0#1 : tensor<?xf32>, tensor<?xf64>
// CHECK-NEXT: }
func.func @several_results(%a: tensor<?xf32>, %t: tensor<?xf64>, %s: f64, %p: i7) -> (tensor<?xf32>, tensor<?xf64>) {
  %0:2 = linalg.generic {
    indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> ()>, affine_map<(i) -> ()>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>],
    iterator_types = ["parallel"]}
    ins(%a, %s, %p : tensor<?xf32>, f64, i7) outs(%a, %t : tensor<?xf32>, tensor<?xf64>) {
  ^bb0(%x: f32, %y: f64, %q: i7, %u: f32, %v: f64):
    linalg.yield %x, %y : f32, f64
  } -> (tensor<?xf32>, tensor<?xf64>)
  return %0#0, %0#1 : tensor<?xf32>, tensor<?xf64>
}

// -----

// CHECK: #map = affine_map<() -> ()>
// CHECK-NEXT: #map1 = affine_map<(d0) -> (d0)>
// CHECK: func.func @no_loops(%arg0: memref<f32>, %arg1: memref<3xf32>) {
// CHECK-NEXT:   linalg.generic {indexing_maps = [#map], iterator_types = []} outs(%arg0 : memref<f32>) {
// CHECK-NEXT:   ^bb0(%out: f32):
// CHECK-NEXT:     linalg.yield %out : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   linalg.generic {indexing_maps = [#map1], iterator_types = ["reduction"]} ins(%arg1 : memref<3xf32>) {
// CHECK-NEXT:   ^bb0(%in: f32):
// CHECK-NEXT:     "test.use"(%in) : (f32) -> ()
// CHECK-NEXT:     linalg.yield
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @no_loops(%a: memref<f32>, %v: memref<3xf32>) {
  linalg.generic {indexing_maps = [affine_map<() -> ()>], iterator_types = []} outs(%a : memref<f32>) {
  ^bb0(%x: f32):
    linalg.yield %x : f32
  }
  linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["reduction"]} ins(%v : memref<3xf32>) {
  ^bb0(%x: f32):
    "test.use"(%x) : (f32) -> ()
    linalg.yield
  }
  return
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0, d0)>
// CHECK-NEXT: #map1 = affine_map<(d0) -> (d0)>
// CHECK: func.func @diagonal(%arg0: tensor<4x4xf32>, %arg1: tensor<4xf32>) -> tensor<4xf32> {
// CHECK-NEXT:   %0 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel"]} ins(%arg0 : tensor<4x4xf32>) outs(%arg1 : tensor<4xf32>) attrs =  {extra} {
// CHECK-NEXT:   ^bb0(%in: f32, %out: f32):
// CHECK-NEXT:     linalg.yield %in : f32
// CHECK-NEXT:   } -> tensor<4xf32>
// CHECK-NEXT:   return %0 : tensor<4xf32>
// CHECK-NEXT: }
func.func @diagonal(%a: tensor<4x4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i) -> (i, i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"], extra} ins(%a : tensor<4x4xf32>) outs(%b : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
