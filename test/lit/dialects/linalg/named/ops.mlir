// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @elementwise(%arg0: tensor<2x?xf32>, %arg1: f32, %arg2: tensor<f32>) -> (tensor<2x?xf32>, tensor<f32>) {
// CHECK-NEXT:   %0 = linalg.exp ins(%arg0 : tensor<2x?xf32>) outs(%arg0 : tensor<2x?xf32>) -> tensor<2x?xf32>
// CHECK-NEXT:   %1 = linalg.add {note} ins(%arg0, %arg1 : tensor<2x?xf32>, f32) outs(%0 : tensor<2x?xf32>) -> tensor<2x?xf32>
// CHECK-NEXT:   %2 = linalg.fill ins(%arg1 : f32) outs(%1 : tensor<2x?xf32>) -> tensor<2x?xf32>
// CHECK-NEXT:   %3 = linalg.fill ins(%arg1 : f32) outs(%arg2 : tensor<f32>) -> tensor<f32>
// CHECK-NEXT:   %4 = linalg.reciprocal ins(%2 : tensor<2x?xf32>) outs(%arg0 : tensor<2x?xf32>) -> tensor<2x?xf32>
// CHECK-NEXT:   return %4, %3 : tensor<2x?xf32>, tensor<f32>
// CHECK-NEXT: }
func.func @elementwise(%a: tensor<2x?xf32>, %s: f32, %z: tensor<f32>) -> (tensor<2x?xf32>, tensor<f32>) {
  %0 = linalg.exp ins(%a : tensor<2x?xf32>) outs(%a : tensor<2x?xf32>) -> tensor<2x?xf32>
  %1 = linalg.add {note} ins(%a, %s : tensor<2x?xf32>, f32) outs(%0 : tensor<2x?xf32>) -> tensor<2x?xf32>
  %2 = linalg.fill ins(%s : f32) outs(%1 : tensor<2x?xf32>) -> tensor<2x?xf32>
  %3 = linalg.fill ins(%s : f32) outs(%z : tensor<f32>) -> tensor<f32>
  %4 = linalg.reciprocal ins(%2 : tensor<2x?xf32>) outs(%a : tensor<2x?xf32>) -> tensor<2x?xf32>
  return %4, %3 : tensor<2x?xf32>, tensor<f32>
}

// -----

// CHECK: func.func @select(%arg0: memref<4xi1>, %arg1: memref<4xi8>) {
// CHECK-NEXT:   linalg.select ins(%arg0, %arg1, %arg1 : memref<4xi1>, memref<4xi8>, memref<4xi8>) outs(%arg1 : memref<4xi8>)
// CHECK-NEXT:   linalg.copy ins(%arg1 : memref<4xi8>) outs(%arg1 : memref<4xi8>)
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @select(%c: memref<4xi1>, %a: memref<4xi8>) {
  linalg.select ins(%c, %a, %a : memref<4xi1>, memref<4xi8>, memref<4xi8>) outs(%a : memref<4xi8>)
  linalg.copy ins(%a : memref<4xi8>) outs(%a : memref<4xi8>)
  return
}

// -----

// CHECK: func.func @casts(%arg0: memref<4xi8>, %arg1: memref<4xf32>, %arg2: memref<4xindex>, %arg3: memref<4xi64>) {
// CHECK-NEXT:   linalg.copy {cast = #linalg.type_fn<cast_unsigned>} ins(%arg0 : memref<4xi8>) outs(%arg1 : memref<4xf32>)
// CHECK-NEXT:   linalg.copy {cast = #linalg.type_fn<cast_signed>} ins(%arg1 : memref<4xf32>) outs(%arg0 : memref<4xi8>)
// CHECK-NEXT:   linalg.copy ins(%arg2 : memref<4xindex>) outs(%arg3 : memref<4xi64>)
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @casts(%a: memref<4xi8>, %b: memref<4xf32>, %c: memref<4xindex>, %d: memref<4xi64>) {
  linalg.copy {cast = #linalg.type_fn<cast_unsigned>} ins(%a : memref<4xi8>) outs(%b : memref<4xf32>)
  linalg.copy {cast = #linalg.type_fn<cast_signed>} ins(%b : memref<4xf32>) outs(%a : memref<4xi8>)
  linalg.copy ins(%c : memref<4xindex>) outs(%d : memref<4xi64>)
  return
}

// -----

// CHECK: func.func @booleans(%arg0: memref<4xi1>) {
// CHECK-NEXT:   linalg.add ins(%arg0, %arg0 : memref<4xi1>, memref<4xi1>) outs(%arg0 : memref<4xi1>)
// CHECK-NEXT:   linalg.mul ins(%arg0, %arg0 : memref<4xi1>, memref<4xi1>) outs(%arg0 : memref<4xi1>)
// CHECK-NEXT:   linalg.max ins(%arg0, %arg0 : memref<4xi1>, memref<4xi1>) outs(%arg0 : memref<4xi1>)
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @booleans(%a: memref<4xi1>) {
  linalg.add ins(%a, %a : memref<4xi1>, memref<4xi1>) outs(%a : memref<4xi1>)
  linalg.mul ins(%a, %a : memref<4xi1>, memref<4xi1>) outs(%a : memref<4xi1>)
  linalg.max ins(%a, %a : memref<4xi1>, memref<4xi1>) outs(%a : memref<4xi1>)
  return
}

// -----

// CHECK: #map = affine_map<(d0, d1, d2) -> (d2, d0)>
// CHECK-NEXT: #map1 = affine_map<(d0, d1, d2) -> (d2, d1)>
// CHECK-NEXT: #map2 = affine_map<(d0, d1, d2) -> (d0, d1)>
// CHECK-NEXT: #map3 = affine_map<(d0, d1, d2) -> (d2)>
// CHECK-NEXT: #map4 = affine_map<(d0, d1, d2) -> (d1, d2)>
// CHECK-NEXT: #map5 = affine_map<(d0, d1, d2, d3) -> (d1, d3)>
// CHECK-NEXT: #map6 = affine_map<(d0, d1, d2, d3) -> (d0, d2, d3)>
// CHECK-NEXT: #map7 = affine_map<(d0, d1, d2, d3) -> (d0, d1, d2)>
// CHECK-NEXT: #map8 = affine_map<(d0, d1) -> (d0, d1)>
// CHECK-NEXT: #map9 = affine_map<(d0, d1) -> (d1)>
// CHECK-NEXT: #map10 = affine_map<(d0, d1) -> (d0)>
// CHECK: func.func @contractions(%arg0: memref<?x?xf32>, %arg1: memref<?xf32>, %arg2: memref<f32>, %arg3: memref<?x?x?xf32>) {
// CHECK-NEXT:   linalg.matmul ins(%arg0, %arg0 : memref<?x?xf32>, memref<?x?xf32>) outs(%arg0 : memref<?x?xf32>)
// CHECK-NEXT:   linalg.matmul indexing_maps = [#map, #map1, #map2] {note} ins(%arg0, %arg0 : memref<?x?xf32>, memref<?x?xf32>) outs(%arg0 : memref<?x?xf32>)
// CHECK-NEXT:   linalg.matmul indexing_maps = [#map3, #map4, #map2] ins(%arg1, %arg0 : memref<?xf32>, memref<?x?xf32>) outs(%arg0 : memref<?x?xf32>)
// CHECK-NEXT:   linalg.matmul ins(%arg0, %arg0 : memref<?x?xf32>, memref<?x?xf32>) outs(%arg0 : memref<?x?xf32>)
// CHECK-NEXT:   linalg.batch_matmul indexing_maps = [#map5, #map6, #map7] ins(%arg0, %arg3 : memref<?x?xf32>, memref<?x?x?xf32>) outs(%arg3 : memref<?x?x?xf32>)
// CHECK-NEXT:   linalg.contract indexing_maps = [#map8, #map9, #map10] {cast = #linalg.type_fn<cast_unsigned>} ins(%arg0, %arg1 : memref<?x?xf32>, memref<?xf32>) outs(%arg1 : memref<?xf32>)
// CHECK-NEXT:   linalg.dot ins(%arg1, %arg1 : memref<?xf32>, memref<?xf32>) outs(%arg2 : memref<f32>)
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @contractions(%a: memref<?x?xf32>, %v: memref<?xf32>, %s: memref<f32>, %b: memref<?x?x?xf32>) {
  linalg.matmul ins(%a, %a : memref<?x?xf32>, memref<?x?xf32>) outs(%a : memref<?x?xf32>)
  linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (k, m)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] {note}
    ins(%a, %a : memref<?x?xf32>, memref<?x?xf32>) outs(%a : memref<?x?xf32>)
  linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (k)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>]
    ins(%v, %a : memref<?xf32>, memref<?x?xf32>) outs(%a : memref<?x?xf32>)
  linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>]
    ins(%a, %a : memref<?x?xf32>, memref<?x?xf32>) outs(%a : memref<?x?xf32>)
  linalg.batch_matmul indexing_maps = [affine_map<(b, m, n, k) -> (m, k)>, affine_map<(b, m, n, k) -> (b, n, k)>, affine_map<(b, m, n, k) -> (b, m, n)>]
    ins(%a, %b : memref<?x?xf32>, memref<?x?x?xf32>) outs(%b : memref<?x?x?xf32>)
  linalg.contract indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i)>] {cast = #linalg.type_fn<cast_unsigned>}
    ins(%a, %v : memref<?x?xf32>, memref<?xf32>) outs(%v : memref<?xf32>)
  linalg.dot ins(%v, %v : memref<?xf32>, memref<?xf32>) outs(%s : memref<f32>)
  return
}

// -----

// CHECK: func.func @convolution(%arg0: tensor<1x?x?x3xf32>, %arg1: tensor<3x3x3x2xf32>, %arg2: tensor<1x?x?x2xf32>) -> tensor<1x?x?x2xf32> {
// CHECK-NEXT:   %0 = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<[2, 1]> : vector<2xi64>} ins(%arg0, %arg1 : tensor<1x?x?x3xf32>, tensor<3x3x3x2xf32>) outs(%arg2 : tensor<1x?x?x2xf32>) -> tensor<1x?x?x2xf32>
// CHECK-NEXT:   %1 = linalg.conv_2d_nhwc_hwcf ins(%arg0, %arg1 : tensor<1x?x?x3xf32>, tensor<3x3x3x2xf32>) outs(%0 : tensor<1x?x?x2xf32>) -> tensor<1x?x?x2xf32>
// CHECK-NEXT:   return %1 : tensor<1x?x?x2xf32>
// CHECK-NEXT: }
func.func @convolution(%i: tensor<1x?x?x3xf32>, %k: tensor<3x3x3x2xf32>, %o: tensor<1x?x?x2xf32>) -> tensor<1x?x?x2xf32> {
  %0 = linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<[2, 1]> : vector<2xi64>}
    ins(%i, %k : tensor<1x?x?x3xf32>, tensor<3x3x3x2xf32>) outs(%o : tensor<1x?x?x2xf32>) -> tensor<1x?x?x2xf32>
  %1 = linalg.conv_2d_nhwc_hwcf ins(%i, %k : tensor<1x?x?x3xf32>, tensor<3x3x3x2xf32>) outs(%0 : tensor<1x?x?x2xf32>) -> tensor<1x?x?x2xf32>
  return %1 : tensor<1x?x?x2xf32>
}

// -----

// CHECK: #map = affine_map<(d0, d1) -> (d1, d0)>
// CHECK-NEXT: #map1 = affine_map<(d0, d1) -> ()>
// CHECK-NEXT: #map2 = affine_map<(d0, d1) -> (d0, d1)>
// CHECK: func.func @by_kind(%arg0: tensor<4x8xf32>, %arg1: tensor<8x4xf32>, %arg2: f32) -> (tensor<4x8xf32>, tensor<4x8xf32>) {
// CHECK-NEXT:   %0 = linalg.elementwise kind=#linalg.elementwise_kind<tanh> ins(%arg0 : tensor<4x8xf32>) outs(%arg0 : tensor<4x8xf32>) -> tensor<4x8xf32>
// CHECK-NEXT:   %1 = linalg.elementwise kind=#linalg.elementwise_kind<max_signed> indexing_maps = [#map, #map1, #map2] {note} ins(%arg1, %arg2 : tensor<8x4xf32>, f32) outs(%0 : tensor<4x8xf32>) -> tensor<4x8xf32>
// CHECK-NEXT:   return %0, %1 : tensor<4x8xf32>, tensor<4x8xf32>
// CHECK-NEXT: }
func.func @by_kind(%a: tensor<4x8xf32>, %v: tensor<8x4xf32>, %s: f32) -> (tensor<4x8xf32>, tensor<4x8xf32>) {
  %0 = linalg.elementwise kind=#linalg.elementwise_kind<tanh> ins(%a : tensor<4x8xf32>) outs(%a : tensor<4x8xf32>) -> tensor<4x8xf32>
  %1 = linalg.elementwise kind=#linalg.elementwise_kind<max_signed>
    indexing_maps = [affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> ()>, affine_map<(i, j) -> (i, j)>] {note}
    ins(%v, %s : tensor<8x4xf32>, f32) outs(%0 : tensor<4x8xf32>) -> tensor<4x8xf32>
  return %0, %1 : tensor<4x8xf32>, tensor<4x8xf32>
}

// -----

// CHECK: func.func @attributes() attributes {test.a = #linalg.unary_fn<exp>, test.b = #linalg.binary_fn<powf>, test.c = #linalg.ternary_fn<select>, test.d = #linalg.iterator_type<parallel>} {
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @attributes() attributes {test.a = #linalg.unary_fn<exp>, test.b = #linalg.binary_fn<powf>, test.c = #linalg.ternary_fn<select>, test.d = #linalg.iterator_type<parallel>} {
  return
}
