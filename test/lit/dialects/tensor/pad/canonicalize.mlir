// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @pad_nothing(
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<4x?xf32> to tensor<4x4xf32>
// CHECK-NEXT:   %padded = tensor.pad %arg1 nofold low[0, 0] high[0, 0] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     tensor.yield %arg2 : f32
// CHECK-NEXT:   } : tensor<4x4xf32> to tensor<4x4xf32>
// CHECK-NEXT:   return %cast, %arg0, %arg1, %padded : tensor<4x4xf32>, tensor<4x?xf32>, tensor<4x4xf32>, tensor<4x4xf32>
// CHECK-NEXT: }
func.func @pad_nothing(%t: tensor<4x?xf32>, %u: tensor<4x4xf32>, %f: f32) -> (tensor<4x4xf32>, tensor<4x?xf32>, tensor<4x4xf32>, tensor<4x4xf32>) {
  %c0 = arith.constant 0 : index
  %0 = tensor.pad %t low[0, %c0] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x?xf32> to tensor<4x4xf32>
  %1 = tensor.pad %t low[0, %c0] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x?xf32> to tensor<4x?xf32>
  %2 = tensor.pad %u low[1, 0] high[-1, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x4xf32> to tensor<4x4xf32>
  %3 = tensor.pad %u nofold low[0, 0] high[0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x4xf32> to tensor<4x4xf32>
  return %0, %1, %2, %3 : tensor<4x4xf32>, tensor<4x?xf32>, tensor<4x4xf32>, tensor<4x4xf32>
}

// -----

// CHECK-LABEL: func.func @pad_of_cast(
// CHECK-NEXT:   %padded = tensor.pad %arg0 low[1, %arg1] high[2, 0] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     tensor.yield %arg2 : f32
// CHECK-NEXT:   } {note} : tensor<4x3xf32> to tensor<7x?xf32>
// CHECK-NEXT:   %cast = tensor.cast %padded : tensor<7x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %padded_0 = tensor.pad %arg0 low[%arg1, %arg1] high[2, 0] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     %0 = arith.addi %arg3, %arg4 : index
// CHECK-NEXT:     %1 = arith.index_cast %0 : index to i32
// CHECK-NEXT:     %2 = arith.sitofp %1 : i32 to f32
// CHECK-NEXT:     tensor.yield %2 : f32
// CHECK-NEXT:   } : tensor<4x3xf32> to tensor<?x?xf32>
// CHECK-NEXT:   return %cast, %padded_0 : tensor<?x?xf32>, tensor<?x?xf32>
// CHECK-NEXT: }
func.func @pad_of_cast(%t: tensor<4x3xf32>, %n: index, %f: f32) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %c = tensor.cast %t : tensor<4x3xf32> to tensor<?x?xf32>
  %0 = tensor.pad %c low[1, %n] high[2, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } {note} : tensor<?x?xf32> to tensor<?x?xf32>
  %1 = tensor.pad %c low[%n, %n] high[2, 0] {
  ^bb0(%i: index, %j: index):
    %x = arith.addi %i, %j : index
    %y = arith.index_cast %x : index to i32
    %z = arith.sitofp %y : i32 to f32
    tensor.yield %z : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  return %0, %1 : tensor<?x?xf32>, tensor<?x?xf32>
}

// -----

// CHECK-LABEL: func.func @cast_of_pad(
// CHECK-NEXT:   %padded = tensor.pad %arg0 low[1, %arg1] high[2, 0] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     tensor.yield %arg2 : f32
// CHECK-NEXT:   } : tensor<?x?xf32> to tensor<8x?xf32>
// CHECK-NEXT:   %padded_0 = tensor.pad %arg0 low[2, %arg1] high[2, 0] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     tensor.yield %arg2 : f32
// CHECK-NEXT:   } : tensor<?x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %cast = tensor.cast %padded_0 : tensor<?x?xf32> to tensor<*xf32>
// CHECK-NEXT:   return %padded, %cast : tensor<8x?xf32>, tensor<*xf32>
// CHECK-NEXT: }
func.func @cast_of_pad(%t: tensor<?x?xf32>, %n: index, %f: f32) -> (tensor<8x?xf32>, tensor<*xf32>) {
  %0 = tensor.pad %t low[1, %n] high[2, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  %1 = tensor.cast %0 : tensor<?x?xf32> to tensor<8x?xf32>
  %2 = tensor.pad %t low[2, %n] high[2, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  %3 = tensor.cast %2 : tensor<?x?xf32> to tensor<*xf32>
  return %1, %3 : tensor<8x?xf32>, tensor<*xf32>
}

// -----

// CHECK-LABEL: func.func @pad_constants(
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   %padded = tensor.pad %arg0 low[1, %arg1] high[3, 1] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     tensor.yield %arg2 : f32
// CHECK-NEXT:   } : tensor<4x?xf32> to tensor<8x?xf32>
// CHECK-NEXT:   %cast = tensor.cast %padded : tensor<8x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %padded_0 = tensor.pad %arg0 low[%arg1, %arg1] high[%c3, %c1] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     tensor.yield %arg2 : f32
// CHECK-NEXT:   } : tensor<4x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %padded_1 = tensor.pad %arg0 low[%arg1, %arg1] high[%c3, %c1] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     tensor.yield %arg2 : f32
// CHECK-NEXT:   } {note} : tensor<4x?xf32> to tensor<?x9xf32>
// CHECK-NEXT:   return %cast, %padded_0, %padded_1 : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?x9xf32>
// CHECK-NEXT: }
func.func @pad_constants(%t: tensor<4x?xf32>, %n: index, %f: f32) -> (tensor<?x?xf32>, tensor<?x?xf32>, tensor<?x9xf32>) {
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %0 = tensor.pad %t low[%c1, %n] high[%c3, %c1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x?xf32> to tensor<?x?xf32>
  %1 = tensor.pad %t low[%n, %n] high[%c3, %c1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<4x?xf32> to tensor<?x?xf32>
  %2 = tensor.pad %t low[%n, %n] high[%c3, %c1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } {note} : tensor<4x?xf32> to tensor<?x9xf32>
  return %0, %1, %2 : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?x9xf32>
}

// -----

// CHECK-LABEL: func.func @pad_again_static(
// CHECK-NEXT:   %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:   %padded = tensor.pad %arg0 low[1, 3] high[5, 3] {
// CHECK-NEXT:   ^bb0(%arg1: index, %arg2: index):
// CHECK-NEXT:     tensor.yield %cst : f32
// CHECK-NEXT:   } : tensor<1x2xf32> to tensor<7x8xf32>
// CHECK-NEXT:   return %padded : tensor<7x8xf32>
// CHECK-NEXT: }
func.func @pad_again_static(%t: tensor<1x2xf32>) -> tensor<7x8xf32> {
  %f = arith.constant 1.0 : f32
  %g = arith.constant 1.0 : f32
  %0 = tensor.pad %t low[0, 1] high[0, 2] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<1x2xf32> to tensor<1x5xf32>
  %1 = tensor.pad %0 low[1, 2] high[5, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %g : f32
  } : tensor<1x5xf32> to tensor<7x8xf32>
  return %1 : tensor<7x8xf32>
}

// -----

// CHECK-LABEL: func.func @pad_again_other(
// CHECK-NEXT:   %padded = tensor.pad %arg0 low[0, 1] high[0, 2] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     tensor.yield %arg1 : f32
// CHECK-NEXT:   } : tensor<1x2xf32> to tensor<1x5xf32>
// CHECK-NEXT:   %padded_0 = tensor.pad %padded low[1, 2] high[5, 1] {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     tensor.yield %arg2 : f32
// CHECK-NEXT:   } : tensor<1x5xf32> to tensor<7x8xf32>
// CHECK-NEXT:   return %padded_0 : tensor<7x8xf32>
// CHECK-NEXT: }
func.func @pad_again_other(%t: tensor<1x2xf32>, %f: f32, %g: f32) -> tensor<7x8xf32> {
  %0 = tensor.pad %t low[0, 1] high[0, 2] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<1x2xf32> to tensor<1x5xf32>
  %1 = tensor.pad %0 low[1, 2] high[5, 1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %g : f32
  } : tensor<1x5xf32> to tensor<7x8xf32>
  return %1 : tensor<7x8xf32>
}

// -----

// CHECK-LABEL: func.func @pad_orthogonal(
// CHECK-NEXT:   %cst = arith.constant 0.000000e+00 : f32
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[16, 4] [%arg1, %arg2] [1, 1] : tensor<64x64xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %padded = tensor.pad %extracted_slice nofold low[0, 0] high[%arg3, %arg4] {
// CHECK-NEXT:   ^bb0(%arg5: index, %arg6: index):
// CHECK-NEXT:     tensor.yield %cst : f32
// CHECK-NEXT:   } : tensor<?x?xf32> to tensor<8x4xf32>
// CHECK-NEXT:   return %padded : tensor<8x4xf32>
// CHECK-NEXT: }
func.func @pad_orthogonal(%t: tensor<64x64xf32>, %sz0: index, %sz1: index, %pw0: index, %pw1: index) -> tensor<8x4xf32> {
  %cst = arith.constant 0.0 : f32
  %0 = tensor.extract_slice %t[16, 0] [%sz0, 64] [1, 1] : tensor<64x64xf32> to tensor<?x64xf32>
  %1 = tensor.pad %0 low[0, 0] high[%pw0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %cst : f32
  } : tensor<?x64xf32> to tensor<8x64xf32>
  %2 = tensor.extract_slice %1[0, 4] [8, %sz1] [1, 1] : tensor<8x64xf32> to tensor<8x?xf32>
  %3 = tensor.pad %2 nofold low[0, 0] high[0, %pw1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %cst : f32
  } : tensor<8x?xf32> to tensor<8x4xf32>
  return %3 : tensor<8x4xf32>
}

// -----

// CHECK-LABEL: func.func @pad_orthogonal_size(
// CHECK-NEXT:   %cst = arith.constant 0.000000e+00 : f32
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[16, 0] [%arg1, 64] [1, 1] : tensor<64x64xf32> to tensor<?x64xf32>
// CHECK-NEXT:   %padded = tensor.pad %extracted_slice low[0, 0] high[%arg3, 0] {
// CHECK-NEXT:   ^bb0(%arg5: index, %arg6: index):
// CHECK-NEXT:     tensor.yield %cst : f32
// CHECK-NEXT:   } : tensor<?x64xf32> to tensor<8x64xf32>
// CHECK-NEXT:   %extracted_slice_0 = tensor.extract_slice %padded[0, 4] [7, %arg2] [1, 1] : tensor<8x64xf32> to tensor<7x?xf32>
// CHECK-NEXT:   %padded_1 = tensor.pad %extracted_slice_0 low[0, 0] high[0, %arg4] {
// CHECK-NEXT:   ^bb0(%arg5: index, %arg6: index):
// CHECK-NEXT:     tensor.yield %cst : f32
// CHECK-NEXT:   } : tensor<7x?xf32> to tensor<7x4xf32>
// CHECK-NEXT:   %padded_2 = tensor.pad %padded_1 low[0, 0] high[1, 0] {
// CHECK-NEXT:   ^bb0(%arg5: index, %arg6: index):
// CHECK-NEXT:     %0 = arith.index_cast %arg5 : index to i32
// CHECK-NEXT:     %1 = arith.sitofp %0 : i32 to f32
// CHECK-NEXT:     tensor.yield %1 : f32
// CHECK-NEXT:   } : tensor<7x4xf32> to tensor<8x4xf32>
// CHECK-NEXT:   return %padded_2 : tensor<8x4xf32>
// CHECK-NEXT: }
func.func @pad_orthogonal_size(%t: tensor<64x64xf32>, %sz0: index, %sz1: index, %pw0: index, %pw1: index) -> tensor<8x4xf32> {
  %cst = arith.constant 0.0 : f32
  %0 = tensor.extract_slice %t[16, 0] [%sz0, 64] [1, 1] : tensor<64x64xf32> to tensor<?x64xf32>
  %1 = tensor.pad %0 low[0, 0] high[%pw0, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %cst : f32
  } : tensor<?x64xf32> to tensor<8x64xf32>
  %2 = tensor.extract_slice %1[0, 4] [7, %sz1] [1, 1] : tensor<8x64xf32> to tensor<7x?xf32>
  %3 = tensor.pad %2 low[0, 0] high[0, %pw1] {
  ^bb0(%i: index, %j: index):
    tensor.yield %cst : f32
  } : tensor<7x?xf32> to tensor<7x4xf32>
  %4 = tensor.pad %3 low[0, 0] high[1, 0] {
  ^bb0(%i: index, %j: index):
    %y = arith.index_cast %i : index to i32
    %z = arith.sitofp %y : i32 to f32
    tensor.yield %z : f32
  } : tensor<7x4xf32> to tensor<8x4xf32>
  return %4 : tensor<8x4xf32>
}

// -----

// CHECK-LABEL: func.func @pad_again(
// CHECK-NEXT:   %0 = affine.apply #map()[%arg1, %arg2]
// CHECK-NEXT:   %1 = affine.apply #map1()[%arg2]
// CHECK-NEXT:   %2 = affine.apply #map2()[%arg1]
// CHECK-NEXT:   %padded = tensor.pad %arg0 low[3, %2] high[%0, %1] {
// CHECK-NEXT:   ^bb0(%arg4: index, %arg5: index):
// CHECK-NEXT:     tensor.yield %arg3 : f32
// CHECK-NEXT:   } : tensor<?x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %3 = affine.apply #map()[%arg1, %arg2]
// CHECK-NEXT:   %4 = affine.apply #map2()[%arg1]
// CHECK-NEXT:   %padded_0 = tensor.pad %arg0 low[1, %4] high[%3, 2] {
// CHECK-NEXT:   ^bb0(%arg4: index, %arg5: index):
// CHECK-NEXT:     tensor.yield %arg3 : f32
// CHECK-NEXT:   } : tensor<?x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   return %padded, %padded_0 : tensor<?x?xf32>, tensor<?x?xf32>
// CHECK-NEXT: }
func.func @pad_again(%t: tensor<?x?xf32>, %n: index, %m: index, %f: f32) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %q = affine.apply affine_map<(d0) -> (d0 * 2 + 1)>(%m)
  %0 = tensor.pad %t low[1, %n] high[%m, 2] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  %1 = tensor.pad %0 low[2, 3] high[%n, %q] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  %2 = tensor.pad %0 low[0, 3] high[%n, 0] {
  ^bb0(%i: index, %j: index):
    tensor.yield %f : f32
  } : tensor<?x?xf32> to tensor<?x?xf32>
  return %1, %2 : tensor<?x?xf32>, tensor<?x?xf32>
}
