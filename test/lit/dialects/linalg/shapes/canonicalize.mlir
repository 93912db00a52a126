// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @identity(%arg0: tensor<?xf32>, %arg1: tensor<?xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   return %arg0 : tensor<?xf32>
// CHECK-NEXT: }
#id = affine_map<(i) -> (i)>
func.func @identity(%a: tensor<?xf32>, %o: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<?xf32>) outs(%o : tensor<?xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// CHECK: func.func @identity_out(%arg0: tensor<?xf32>, %arg1: tensor<?xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   return %arg1 : tensor<?xf32>
// CHECK-NEXT: }
#id = affine_map<(i) -> (i)>
func.func @identity_out(%a: tensor<?xf32>, %o: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<?xf32>) outs(%o : tensor<?xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %y : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// CHECK: func.func @identity_cast(%arg0: tensor<4xf32>, %arg1: tensor<?xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<4xf32> to tensor<?xf32>
// CHECK-NEXT:   return %cast : tensor<?xf32>
// CHECK-NEXT: }
#id = affine_map<(i) -> (i)>
func.func @identity_cast(%a: tensor<4xf32>, %o: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : tensor<4xf32>) outs(%o : tensor<?xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// CHECK: func.func @swap(%arg0: tensor<?xf32>, %arg1: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
// CHECK-NEXT:   return %arg1, %arg0 : tensor<?xf32>, tensor<?xf32>
// CHECK-NEXT: }
#id = affine_map<(i) -> (i)>
func.func @swap(%a: tensor<?xf32>, %b: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %0:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<?xf32>, tensor<?xf32>) outs(%a, %b : tensor<?xf32>, tensor<?xf32>) {
  ^bb0(%x: f32, %y: f32, %p: f32, %q: f32):
    linalg.yield %y, %x : f32, f32
  } -> (tensor<?xf32>, tensor<?xf32>)
  return %0#0, %0#1 : tensor<?xf32>, tensor<?xf32>
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0)>
// CHECK: func.func @identity_buffers(%arg0: memref<?xf32>, %arg1: memref<?xf32>) {
// CHECK-NEXT:   linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%arg0 : memref<?xf32>) outs(%arg1 : memref<?xf32>) {
// CHECK-NEXT:   ^bb0(%in: f32, %out: f32):
// CHECK-NEXT:     linalg.yield %in : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%arg0 : memref<?xf32>) {
// CHECK-NEXT:   ^bb0(%out: f32):
// CHECK-NEXT:     linalg.yield %out : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   linalg.copy ins(%arg0 : memref<?xf32>) outs(%arg1 : memref<?xf32>)
// CHECK-NEXT:   return
// CHECK-NEXT: }
#id = affine_map<(i) -> (i)>
func.func @identity_buffers(%a: memref<?xf32>, %o: memref<?xf32>) {
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : memref<?xf32>) outs(%o : memref<?xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  }
  linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%a : memref<?xf32>) outs(%a : memref<?xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  }
  linalg.generic {indexing_maps = [#id], iterator_types = ["parallel"]} outs(%a : memref<?xf32>) {
  ^bb0(%y: f32):
    linalg.yield %y : f32
  }
  linalg.copy ins(%a : memref<?xf32>) outs(%a : memref<?xf32>)
  linalg.copy ins(%a : memref<?xf32>) outs(%o : memref<?xf32>)
  return
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0)>
// CHECK: func.func @unused(%arg0: tensor<?xf32>, %arg1: tensor<?xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   %0:2 = linalg.generic {indexing_maps = [#map, #map, #map, #map], iterator_types = ["parallel"]} ins(%arg0, %arg0 : tensor<?xf32>, tensor<?xf32>) outs(%arg0, %arg1 : tensor<?xf32>, tensor<?xf32>) {
// CHECK-NEXT:   ^bb0(%in: f32, %in_0: f32, %out: f32, %out_1: f32):
// CHECK-NEXT:     %1 = arith.addf %in, %in_0 : f32
// CHECK-NEXT:     linalg.yield %1, %out : f32, f32
// CHECK-NEXT:   } -> (tensor<?xf32>, tensor<?xf32>)
// CHECK-NEXT:   return %0#0 : tensor<?xf32>
// CHECK-NEXT: }
#id = affine_map<(i) -> (i)>
func.func @unused(%a: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?xf32> {
  %0:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]} ins(%a, %a : tensor<?xf32>, tensor<?xf32>) outs(%a, %b : tensor<?xf32>, tensor<?xf32>) {
  ^bb0(%x: f32, %y: f32, %p: f32, %q: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s, %p : f32, f32
  } -> (tensor<?xf32>, tensor<?xf32>)
  return %0#0 : tensor<?xf32>
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0)>
// CHECK: func.func @unused_input(%arg0: tensor<?xf32>, %arg1: tensor<?xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   %0 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel"]} ins(%arg0, %arg1 : tensor<?xf32>, tensor<?xf32>) outs(%arg0 : tensor<?xf32>) {
// CHECK-NEXT:   ^bb0(%in: f32, %in_0: f32, %out: f32):
// CHECK-NEXT:     %1 = arith.addf %in, %in : f32
// CHECK-NEXT:     linalg.yield %1 : f32
// CHECK-NEXT:   } -> tensor<?xf32>
// CHECK-NEXT:   return %0 : tensor<?xf32>
// CHECK-NEXT: }
#id = affine_map<(i) -> (i)>
func.func @unused_input(%a: tensor<?xf32>, %b: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<?xf32>, tensor<?xf32>) outs(%a : tensor<?xf32>) {
  ^bb0(%x: f32, %y: f32, %p: f32):
    %s = arith.addf %x, %x : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// CHECK: func.func @zero(%arg0: memref<0xf32>, %arg1: tensor<0xf32>, %arg2: f32) -> tensor<0xf32> {
// CHECK-NEXT:   %0 = linalg.exp ins(%arg1 : tensor<0xf32>) outs(%arg1 : tensor<0xf32>) -> tensor<0xf32>
// CHECK-NEXT:   return %0 : tensor<0xf32>
// CHECK-NEXT: }
func.func @zero(%a: memref<0xf32>, %b: tensor<0xf32>, %c: f32) -> tensor<0xf32> {
  linalg.exp ins(%a : memref<0xf32>) outs(%a : memref<0xf32>)
  linalg.fill ins(%c : f32) outs(%a : memref<0xf32>)
  %0 = linalg.exp ins(%b : tensor<0xf32>) outs(%b : tensor<0xf32>) -> tensor<0xf32>
  return %0 : tensor<0xf32>
}

// -----

// CHECK: #map = affine_map<(d0, d1) -> (d0, d1)>
// CHECK: func.func @index() -> tensor<1x4xindex> {
// CHECK-NEXT:   %0 = tensor.empty() : tensor<1x4xindex>
// CHECK-NEXT:   %1 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel", "parallel"]} outs(%0 : tensor<1x4xindex>) {
// CHECK-NEXT:   ^bb0(%out: index):
// CHECK-NEXT:     %2 = linalg.index 1 : index
// CHECK-NEXT:     linalg.yield %2 : index
// CHECK-NEXT:   } -> tensor<1x4xindex>
// CHECK-NEXT:   return %1 : tensor<1x4xindex>
// CHECK-NEXT: }
func.func @index() -> tensor<1x4xindex> {
  %e = tensor.empty() : tensor<1x4xindex>
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} outs(%e : tensor<1x4xindex>) {
  ^bb0(%y: index):
    %i = linalg.index 0 : index
    %j = linalg.index 1 : index
    %k = arith.addi %i, %j : index
    linalg.yield %k : index
  } -> tensor<1x4xindex>
  return %0 : tensor<1x4xindex>
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0)>
// CHECK: func.func @infer(%arg0: tensor<?xf32>, %arg1: tensor<4xf32>) -> tensor<?xf32> {
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<?xf32> to tensor<4xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %arg0 : tensor<?xf32> to tensor<4xf32>
// CHECK-NEXT:   %0 = linalg.generic {indexing_maps = [#map, #map, #map], iterator_types = ["parallel"]} ins(%cast, %arg1 : tensor<4xf32>, tensor<4xf32>) outs(%cast_0 : tensor<4xf32>) {
// CHECK-NEXT:   ^bb0(%in: f32, %in_2: f32, %out: f32):
// CHECK-NEXT:     %1 = arith.addf %in, %in_2 : f32
// CHECK-NEXT:     linalg.yield %1 : f32
// CHECK-NEXT:   } -> tensor<4xf32>
// CHECK-NEXT:   %cast_1 = tensor.cast %0 : tensor<4xf32> to tensor<?xf32>
// CHECK-NEXT:   return %cast_1 : tensor<?xf32>
// CHECK-NEXT: }
#id = affine_map<(i) -> (i)>
func.func @infer(%a: tensor<?xf32>, %b: tensor<4xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%a, %b : tensor<?xf32>, tensor<4xf32>) outs(%a : tensor<?xf32>) {
  ^bb0(%x: f32, %y: f32, %p: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// CHECK: func.func @infer_matmul(%arg0: tensor<?x?xf32>, %arg1: tensor<3x4xf32>, %arg2: tensor<2x?xf32>) -> tensor<2x?xf32> {
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<?x?xf32> to tensor<2x3xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %arg2 : tensor<2x?xf32> to tensor<2x4xf32>
// CHECK-NEXT:   %0 = linalg.matmul ins(%cast, %arg1 : tensor<2x3xf32>, tensor<3x4xf32>) outs(%cast_0 : tensor<2x4xf32>) -> tensor<2x4xf32>
// CHECK-NEXT:   %cast_1 = tensor.cast %0 : tensor<2x4xf32> to tensor<2x?xf32>
// CHECK-NEXT:   return %cast_1 : tensor<2x?xf32>
// CHECK-NEXT: }
func.func @infer_matmul(%a: tensor<?x?xf32>, %b: tensor<3x4xf32>, %c: tensor<2x?xf32>) -> tensor<2x?xf32> {
  %0 = linalg.matmul ins(%a, %b : tensor<?x?xf32>, tensor<3x4xf32>) outs(%c : tensor<2x?xf32>) -> tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}

// -----

// CHECK: func.func @casts(%arg0: tensor<4xf32>) -> tensor<4xf32> {
// CHECK-NEXT:   %0 = linalg.exp ins(%arg0 : tensor<4xf32>) outs(%arg0 : tensor<4xf32>) -> tensor<4xf32>
// CHECK-NEXT:   return %0 : tensor<4xf32>
// CHECK-NEXT: }
func.func @casts(%a: tensor<4xf32>) -> tensor<4xf32> {
  %0 = tensor.cast %a : tensor<4xf32> to tensor<?xf32>
  %1 = linalg.exp ins(%0 : tensor<?xf32>) outs(%0 : tensor<?xf32>) -> tensor<?xf32>
  %2 = tensor.cast %1 : tensor<?xf32> to tensor<4xf32>
  return %2 : tensor<4xf32>
}

// -----

// CHECK: func.func @consumer(%arg0: tensor<?x?xf32>, %arg1: tensor<?x?xf32>) -> tensor<4x?xf32> {
// CHECK-NEXT:   %cast = tensor.cast %arg1 : tensor<?x?xf32> to tensor<4x?xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %arg0 : tensor<?x?xf32> to tensor<4x?xf32>
// CHECK-NEXT:   %0 = linalg.exp ins(%cast_0 : tensor<4x?xf32>) outs(%cast : tensor<4x?xf32>) -> tensor<4x?xf32>
// CHECK-NEXT:   return %0 : tensor<4x?xf32>
// CHECK-NEXT: }
func.func @consumer(%a: tensor<?x?xf32>, %o: tensor<?x?xf32>) -> tensor<4x?xf32> {
  %1 = linalg.exp ins(%a : tensor<?x?xf32>) outs(%o : tensor<?x?xf32>) -> tensor<?x?xf32>
  %2 = tensor.cast %1 : tensor<?x?xf32> to tensor<4x?xf32>
  return %2 : tensor<4x?xf32>
}

// -----

// CHECK: func.func @memref_casts(%arg0: memref<4xf32>) {
// CHECK-NEXT:   linalg.exp ins(%arg0 : memref<4xf32>) outs(%arg0 : memref<4xf32>)
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @memref_casts(%a: memref<4xf32>) {
  %0 = memref.cast %a : memref<4xf32> to memref<?xf32>
  linalg.exp ins(%0 : memref<?xf32>) outs(%0 : memref<?xf32>)
  return
}

// -----

// CHECK: #map = affine_map<() -> ()>
// CHECK: func.func @scalar_is_no_tensor(%arg0: f32, %arg1: tensor<f32>) -> tensor<f32> {
// CHECK-NEXT:   %0 = linalg.generic {indexing_maps = [#map, #map], iterator_types = []} ins(%arg0 : f32) outs(%arg1 : tensor<f32>) {
// CHECK-NEXT:   ^bb0(%in: f32, %out: f32):
// CHECK-NEXT:     linalg.yield %in : f32
// CHECK-NEXT:   } -> tensor<f32>
// CHECK-NEXT:   return %0 : tensor<f32>
// CHECK-NEXT: }
#id = affine_map<(i) -> (i)>
func.func @scalar_is_no_tensor(%a: f32, %o: tensor<f32>) -> tensor<f32> {
  %0 = linalg.generic {indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []} ins(%a : f32) outs(%o : tensor<f32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  } -> tensor<f32>
  return %0 : tensor<f32>
}

// -----

// CHECK: #map = affine_map<(d0, d1) -> (d1, d0)>
// CHECK-NEXT: #map1 = affine_map<(d0, d1) -> (d0, d1)>
// CHECK: func.func @transposed_is_not_erased(%arg0: tensor<4x4xf32>) -> tensor<4x4xf32> {
// CHECK-NEXT:   %0 = linalg.generic {indexing_maps = [#map, #map1], iterator_types = ["parallel", "parallel"]} ins(%arg0 : tensor<4x4xf32>) outs(%arg0 : tensor<4x4xf32>) {
// CHECK-NEXT:   ^bb0(%in: f32, %out: f32):
// CHECK-NEXT:     linalg.yield %in : f32
// CHECK-NEXT:   } -> tensor<4x4xf32>
// CHECK-NEXT:   return %0 : tensor<4x4xf32>
// CHECK-NEXT: }
func.func @transposed_is_not_erased(%a: tensor<4x4xf32>) -> tensor<4x4xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (j, i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%a : tensor<4x4xf32>) outs(%a : tensor<4x4xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  } -> tensor<4x4xf32>
  return %0 : tensor<4x4xf32>
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0)>
// CHECK: func.func @outer_value_is_not_erased(%arg0: tensor<4xf32>, %arg1: f32) -> tensor<4xf32> {
// CHECK-NEXT:   %0 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} ins(%arg0 : tensor<4xf32>) outs(%arg0 : tensor<4xf32>) {
// CHECK-NEXT:   ^bb0(%in: f32, %out: f32):
// CHECK-NEXT:     linalg.yield %arg1 : f32
// CHECK-NEXT:   } -> tensor<4xf32>
// CHECK-NEXT:   return %0 : tensor<4xf32>
// CHECK-NEXT: }
func.func @outer_value_is_not_erased(%a: tensor<4xf32>, %v: f32) -> tensor<4xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) {
  ^bb0(%x: f32, %y: f32):
    linalg.yield %v : f32
  } -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// CHECK: #map = affine_map<(d0, d1) -> (d0)>
// CHECK-NEXT: #map1 = affine_map<(d0, d1) -> ()>
// CHECK-NEXT: #map2 = affine_map<(d0, d1) -> (d0, d1)>
// CHECK: func.func @broadcast_shapes(%arg0: tensor<?xf32>, %arg1: tensor<4x?xf32>, %arg2: f32) -> tensor<4x?xf32> {
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<?xf32> to tensor<4xf32>
// CHECK-NEXT:   %0 = linalg.generic {indexing_maps = [#map, #map1, #map2], iterator_types = ["parallel", "parallel"]} ins(%cast, %arg2 : tensor<4xf32>, f32) outs(%arg1 : tensor<4x?xf32>) {
// CHECK-NEXT:   ^bb0(%in: f32, %in_0: f32, %out: f32):
// CHECK-NEXT:     %1 = arith.mulf %in, %in_0 : f32
// CHECK-NEXT:     linalg.yield %1 : f32
// CHECK-NEXT:   } -> tensor<4x?xf32>
// CHECK-NEXT:   return %0 : tensor<4x?xf32>
// CHECK-NEXT: }
func.func @broadcast_shapes(%a: tensor<?xf32>, %b: tensor<4x?xf32>, %s: f32) -> tensor<4x?xf32> {
  %0 = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i)>, affine_map<(i, j) -> ()>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%a, %s : tensor<?xf32>, f32) outs(%b : tensor<4x?xf32>) {
  ^bb0(%x: f32, %y: f32, %z: f32):
    %w = arith.mulf %x, %y : f32
    linalg.yield %w : f32
  } -> tensor<4x?xf32>
  return %0 : tensor<4x?xf32>
}

// -----

// CHECK: func.func @convolutions_stay(%arg0: tensor<?xf32>, %arg1: tensor<3xf32>, %arg2: tensor<6xf32>) -> tensor<6xf32> {
// CHECK-NEXT:   %0 = linalg.conv_1d ins(%arg0, %arg1 : tensor<?xf32>, tensor<3xf32>) outs(%arg2 : tensor<6xf32>) -> tensor<6xf32>
// CHECK-NEXT:   return %0 : tensor<6xf32>
// CHECK-NEXT: }
func.func @convolutions_stay(%a: tensor<?xf32>, %k: tensor<3xf32>, %o: tensor<6xf32>) -> tensor<6xf32> {
  %0 = linalg.conv_1d ins(%a, %k : tensor<?xf32>, tensor<3xf32>) outs(%o : tensor<6xf32>) -> tensor<6xf32>
  return %0 : tensor<6xf32>
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0)>
// CHECK: func.func @unused_results(%arg0: tensor<4xf32>, %arg1: memref<4xf32>) {
// CHECK-NEXT:   %0 = linalg.generic {indexing_maps = [#map], iterator_types = ["parallel"]} outs(%arg0 : tensor<4xf32>) {
// CHECK-NEXT:   ^bb0(%out: f32):
// CHECK-NEXT:     "test.effect"() : () -> ()
// CHECK-NEXT:     linalg.yield %out : f32
// CHECK-NEXT:   } -> tensor<4xf32>
// CHECK-NEXT:   linalg.exp ins(%arg1 : memref<4xf32>) outs(%arg1 : memref<4xf32>)
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unused_results(%a: tensor<4xf32>, %b: memref<4xf32>) {
  %0 = linalg.exp ins(%a : tensor<4xf32>) outs(%a : tensor<4xf32>) -> tensor<4xf32>
  %1 = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a : tensor<4xf32>) {
  ^bb0(%x: f32):
    "test.effect"() : () -> ()
    linalg.yield %x : f32
  } -> tensor<4xf32>
  linalg.exp ins(%b : memref<4xf32>) outs(%b : memref<4xf32>)
  return
}

// -----

// CHECK: func.func @consumer_elsewhere(%arg0: tensor<?xf32>, %arg1: i1) -> tensor<4xf32> {
// CHECK-NEXT:   %0 = linalg.exp ins(%arg0 : tensor<?xf32>) outs(%arg0 : tensor<?xf32>) -> tensor<?xf32>
// CHECK-NEXT:   %1 = scf.if %arg1 -> (tensor<4xf32>) {
// CHECK-NEXT:     %cast = tensor.cast %0 : tensor<?xf32> to tensor<4xf32>
// CHECK-NEXT:     scf.yield %cast : tensor<4xf32>
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %2 = tensor.empty() : tensor<4xf32>
// CHECK-NEXT:     scf.yield %2 : tensor<4xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1 : tensor<4xf32>
// CHECK-NEXT: }
func.func @consumer_elsewhere(%a: tensor<?xf32>, %c: i1) -> tensor<4xf32> {
  %0 = linalg.exp ins(%a : tensor<?xf32>) outs(%a : tensor<?xf32>) -> tensor<?xf32>
  %r = scf.if %c -> tensor<4xf32> {
    %1 = tensor.cast %0 : tensor<?xf32> to tensor<4xf32>
    scf.yield %1 : tensor<4xf32>
  } else {
    %e = tensor.empty() : tensor<4xf32>
    scf.yield %e : tensor<4xf32>
  }
  return %r : tensor<4xf32>
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0)>
// CHECK: func.func @several_results(%arg0: tensor<?xf32>, %arg1: tensor<?xf32>) -> (tensor<4xf32>, tensor<?xf32>) {
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<?xf32> to tensor<4xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %arg1 : tensor<?xf32> to tensor<4xf32>
// CHECK-NEXT:   %0:2 = linalg.generic {indexing_maps = [#map, #map], iterator_types = ["parallel"]} outs(%cast, %cast_0 : tensor<4xf32>, tensor<4xf32>) {
// CHECK-NEXT:   ^bb0(%out: f32, %out_2: f32):
// CHECK-NEXT:     %1 = arith.addf %out, %out_2 : f32
// CHECK-NEXT:     linalg.yield %1, %1 : f32, f32
// CHECK-NEXT:   } -> (tensor<4xf32>, tensor<4xf32>)
// CHECK-NEXT:   %cast_1 = tensor.cast %0#1 : tensor<4xf32> to tensor<?xf32>
// CHECK-NEXT:   return %0#0, %cast_1 : tensor<4xf32>, tensor<?xf32>
// CHECK-NEXT: }
func.func @several_results(%a: tensor<?xf32>, %b: tensor<?xf32>) -> (tensor<4xf32>, tensor<?xf32>) {
  %0:2 = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} outs(%a, %b : tensor<?xf32>, tensor<?xf32>) {
  ^bb0(%x: f32, %y: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s, %s : f32, f32
  } -> (tensor<?xf32>, tensor<?xf32>)
  %1 = tensor.cast %0#0 : tensor<?xf32> to tensor<4xf32>
  return %1, %0#1 : tensor<4xf32>, tensor<?xf32>
}
