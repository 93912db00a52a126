// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt | adopt-filecheck %s

// CHECK:      func.func @pack(%arg0: tensor<128x256xf32>, %arg1: f32, %arg2: tensor<?x?xf32>, %arg3: tensor<4x32x8x32xf32>, %arg4: tensor<?x?x8x?xf32>, %arg5: index) {
// CHECK-NEXT:   %pack = linalg.pack %arg0 inner_dims_pos = [1, 0] inner_tiles = [8, 32] into %arg3 : tensor<128x256xf32> -> tensor<4x32x8x32xf32>
// CHECK-NEXT:   %pack_0 = linalg.pack %arg2 padding_value(%arg1 : f32) outer_dims_perm = [1, 0] inner_dims_pos = [0, 1] inner_tiles = [8, %arg5] into %arg4 {foo} : tensor<?x?xf32> -> tensor<?x?x8x?xf32>
// CHECK-NEXT:   %unpack = linalg.unpack %arg4 outer_dims_perm = [1, 0] inner_dims_pos = [0, 1] inner_tiles = [8, %arg5] into %arg2 : tensor<?x?x8x?xf32> -> tensor<?x?xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @pack(%a: tensor<128x256xf32>, %v: f32, %d: tensor<?x?xf32>, %k: tensor<4x32x8x32xf32>, %h: tensor<?x?x8x?xf32>, %t: index) {
  %0 = linalg.pack %a inner_dims_pos = [1, 0] inner_tiles = [8, 32] into %k : tensor<128x256xf32> -> tensor<4x32x8x32xf32>
  %1 = linalg.pack %d padding_value(%v : f32) outer_dims_perm = [1, 0] inner_dims_pos = [0, 1] inner_tiles = [8, %t] into %h {foo} : tensor<?x?xf32> -> tensor<?x?x8x?xf32>
  %2 = linalg.unpack %h outer_dims_perm = [1, 0] inner_dims_pos = [0, 1] inner_tiles = [8, %t] into %d : tensor<?x?x8x?xf32> -> tensor<?x?xf32>
  return
}
