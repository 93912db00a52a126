// RUN: adopt %s -split-input-file -one-shot-bufferize="bufferize-function-boundaries" | adopt-filecheck %s

// CHECK-LABEL: func.func @matmul(%arg0: memref<4x8xf32, strided<[?, ?], offset: ?>>, %arg1: memref<8x4xf32, strided<[?, ?], offset: ?>>) -> memref<4x4xf32> {
// CHECK-NEXT:   %cst = arith.constant 0.000000e+00 : f32
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<4x4xf32>
// CHECK-NEXT:   linalg.fill ins(%cst : f32) outs(%alloc : memref<4x4xf32>)
// CHECK-NEXT:   linalg.matmul ins(%arg0, %arg1 : memref<4x8xf32, strided<[?, ?], offset: ?>>, memref<8x4xf32, strided<[?, ?], offset: ?>>) outs(%alloc : memref<4x4xf32>)
// CHECK-NEXT:   return %alloc : memref<4x4xf32>
// CHECK-NEXT: }
func.func @matmul(%a: tensor<4x8xf32>, %b: tensor<8x4xf32>) -> tensor<4x4xf32> {
  %z = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x4xf32>
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4x4xf32>) -> tensor<4x4xf32>
  %m = linalg.matmul ins(%a, %b : tensor<4x8xf32>, tensor<8x4xf32>) outs(%f : tensor<4x4xf32>) -> tensor<4x4xf32>
  return %m : tensor<4x4xf32>
}

// -----

// CHECK-LABEL: func.func @elementwise_in_place(%arg0: memref<4x4xf32, strided<[?, ?], offset: ?>>) -> memref<4x4xf32, strided<[?, ?], offset: ?>> {
// CHECK-NEXT:   linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} ins(%arg0 : memref<4x4xf32, strided<[?, ?], offset: ?>>) outs(%arg0 : memref<4x4xf32, strided<[?, ?], offset: ?>>) {
// CHECK-NEXT:   ^bb0(%in: f32, %out: f32):
// CHECK-NEXT:     %0 = arith.mulf %in, %in : f32
// CHECK-NEXT:     linalg.yield %0 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg0 : memref<4x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT: }
#id = affine_map<(d0, d1) -> (d0, d1)>
#tr = affine_map<(d0, d1) -> (d1, d0)>
func.func @elementwise_in_place(%a: tensor<4x4xf32>) -> tensor<4x4xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} ins(%a : tensor<4x4xf32>) outs(%a : tensor<4x4xf32>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.mulf %x, %x : f32
    linalg.yield %s : f32
  } -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}

// -----

// CHECK-LABEL: func.func @transpose_in_place(%arg0: memref<4x4xf32, strided<[?, ?], offset: ?>>) -> memref<4x4xf32> {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<4x4xf32>
// CHECK-NEXT:   linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg0 : memref<4x4xf32, strided<[?, ?], offset: ?>>) outs(%alloc : memref<4x4xf32>) {
// CHECK-NEXT:   ^bb0(%in: f32, %out: f32):
// CHECK-NEXT:     %0 = arith.mulf %in, %in : f32
// CHECK-NEXT:     linalg.yield %0 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %alloc : memref<4x4xf32>
// CHECK-NEXT: }
#id = affine_map<(d0, d1) -> (d0, d1)>
#tr = affine_map<(d0, d1) -> (d1, d0)>
func.func @transpose_in_place(%a: tensor<4x4xf32>) -> tensor<4x4xf32> {
  %0 = linalg.generic {indexing_maps = [#tr, #id], iterator_types = ["parallel", "parallel"]} ins(%a : tensor<4x4xf32>) outs(%a : tensor<4x4xf32>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.mulf %x, %x : f32
    linalg.yield %s : f32
  } -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}

// -----

// CHECK-LABEL: func.func @captured(%arg0: memref<4x4xf32, strided<[?, ?], offset: ?>>, %arg1: index) -> memref<4x4xf32> {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<4x4xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<4x4xf32, strided<[?, ?], offset: ?>> to memref<4x4xf32>
// CHECK-NEXT:   linalg.generic {indexing_maps = [#map], iterator_types = ["parallel", "parallel"]} outs(%alloc : memref<4x4xf32>) {
// CHECK-NEXT:   ^bb0(%out: f32):
// CHECK-NEXT:     %0 = memref.load %arg0[%arg1, %arg1] : memref<4x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:     %1 = arith.mulf %0, %out : f32
// CHECK-NEXT:     linalg.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %alloc : memref<4x4xf32>
// CHECK-NEXT: }
#id = affine_map<(d0, d1) -> (d0, d1)>
#tr = affine_map<(d0, d1) -> (d1, d0)>
func.func @captured(%a: tensor<4x4xf32>, %i: index) -> tensor<4x4xf32> {
  %0 = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel", "parallel"]} outs(%a : tensor<4x4xf32>) {
  ^bb0(%y: f32):
    %x = tensor.extract %a[%i, %i] : tensor<4x4xf32>
    %s = arith.mulf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}

// -----

// CHECK-LABEL: func.func @two_outputs(%arg0: memref<4x4xf32, strided<[?, ?], offset: ?>>, %arg1: memref<4x4xf32, strided<[?, ?], offset: ?>>) -> (memref<4x4xf32, strided<[?, ?], offset: ?>>, memref<4x4xf32, strided<[?, ?], offset: ?>>) {
// CHECK-NEXT:   linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel", "parallel"]} outs(%arg0, %arg1 : memref<4x4xf32, strided<[?, ?], offset: ?>>, memref<4x4xf32, strided<[?, ?], offset: ?>>) {
// CHECK-NEXT:   ^bb0(%out: f32, %out_0: f32):
// CHECK-NEXT:     linalg.yield %out_0, %out : f32, f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg0, %arg1 : memref<4x4xf32, strided<[?, ?], offset: ?>>, memref<4x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT: }
#id = affine_map<(d0, d1) -> (d0, d1)>
#tr = affine_map<(d0, d1) -> (d1, d0)>
func.func @two_outputs(%a: tensor<4x4xf32>, %b: tensor<4x4xf32>) -> (tensor<4x4xf32>, tensor<4x4xf32>) {
  %0:2 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel", "parallel"]} outs(%a, %b : tensor<4x4xf32>, tensor<4x4xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %y, %x : f32, f32
  } -> (tensor<4x4xf32>, tensor<4x4xf32>)
  return %0#0, %0#1 : tensor<4x4xf32>, tensor<4x4xf32>
}

// -----

// CHECK-LABEL: func.func @loop(%arg0: memref<?x?xf32, strided<[?, ?], offset: ?>>, %arg1: index) -> memref<?x?xf32, strided<[?, ?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg2 = %c0 to %arg1 step %c1 iter_args(%arg3 = %arg0) -> (memref<?x?xf32, strided<[?, ?], offset: ?>>) {
// CHECK-NEXT:     %subview = memref.subview %arg3[%arg2, 0] [1, 4] [1, 1] : memref<?x?xf32, strided<[?, ?], offset: ?>> to memref<1x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:     %alloc = memref.alloc() {alignment = 64 : i64} : memref<1x4xf32>
// CHECK-NEXT:     linalg.map { math.exp } ins(%subview : memref<1x4xf32, strided<[?, ?], offset: ?>>) outs(%alloc : memref<1x4xf32>)
// CHECK-NEXT:     %subview_0 = memref.subview %arg3[%arg2, 0] [1, 4] [1, 1] : memref<?x?xf32, strided<[?, ?], offset: ?>> to memref<1x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:     memref.copy %alloc, %subview_0 : memref<1x4xf32> to memref<1x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:     scf.yield %arg3 : memref<?x?xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : memref<?x?xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT: }
func.func @loop(%a: tensor<?x?xf32>, %n: index) -> tensor<?x?xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%t = %a) -> tensor<?x?xf32> {
    %s = tensor.extract_slice %t[%i, 0][1, 4][1, 1] : tensor<?x?xf32> to tensor<1x4xf32>
    %e = tensor.empty() : tensor<1x4xf32>
    %q = linalg.map { math.exp } ins(%s: tensor<1x4xf32>) outs(%e: tensor<1x4xf32>)
    %w = tensor.insert_slice %q into %t[%i, 0][1, 4][1, 1] : tensor<1x4xf32> into tensor<?x?xf32>
    scf.yield %w : tensor<?x?xf32>
  }
  return %r : tensor<?x?xf32>
}

// -----

// CHECK-LABEL: func.func @reduce(%arg0: memref<4x8xf32, strided<[?, ?], offset: ?>>) -> memref<4xf32> {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:   %cst = arith.constant 0.000000e+00 : f32
// CHECK-NEXT:   linalg.fill ins(%cst : f32) outs(%alloc : memref<4xf32>)
// CHECK-NEXT:   linalg.reduce { arith.addf } ins(%arg0 : memref<4x8xf32, strided<[?, ?], offset: ?>>) outs(%alloc : memref<4xf32>) dimensions = [1] 
// CHECK-NEXT:   return %alloc : memref<4xf32>
// CHECK-NEXT: }
func.func @reduce(%a: tensor<4x8xf32>) -> tensor<4xf32> {
  %e = tensor.empty() : tensor<4xf32>
  %z = arith.constant 0.0 : f32
  %f = linalg.fill ins(%z : f32) outs(%e : tensor<4xf32>) -> tensor<4xf32>
  %r = linalg.reduce { arith.addf } ins(%a: tensor<4x8xf32>) outs(%f: tensor<4xf32>) dimensions = [1]
  return %r : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @again_in_each_iteration(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: memref<4xf32, strided<[?], offset: ?>>, %arg2: index) -> memref<4xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0) -> (memref<4xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:     %alloc = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:     memref.copy %arg1, %alloc : memref<4xf32, strided<[?], offset: ?>> to memref<4xf32>
// CHECK-NEXT:     linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%arg4 : memref<4xf32, strided<[?], offset: ?>>) outs(%alloc : memref<4xf32>) {
// CHECK-NEXT:     ^bb0(%in: f32, %out: f32):
// CHECK-NEXT:       %2 = arith.addf %in, %out : f32
// CHECK-NEXT:       linalg.yield %2 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:     %1 = memref.load %alloc[%arg3] : memref<4xf32>
// CHECK-NEXT:     memref.store %1, %arg4[%arg3] : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %arg4 : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
#id1 = affine_map<(d0) -> (d0)>
func.func @again_in_each_iteration(%a: tensor<4xf32>, %b: tensor<4xf32>, %n: index) -> tensor<4xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%t = %a) -> tensor<4xf32> {
    %s = linalg.generic {indexing_maps = [#id1, #id1], iterator_types = ["parallel"]} ins(%t : tensor<4xf32>) outs(%b : tensor<4xf32>) {
    ^bb0(%x: f32, %y: f32):
      %sum = arith.addf %x, %y : f32
      linalg.yield %sum : f32
    } -> tensor<4xf32>
    %x = tensor.extract %s[%i] : tensor<4xf32>
    %u = tensor.insert %x into %t[%i] : tensor<4xf32>
    scf.yield %u : tensor<4xf32>
  }
  return %r : tensor<4xf32>
}
