// RUN: adopt %s --linalg-generalize-named-ops --linalg-specialize-generic-ops --split-input-file | adopt-filecheck %s

#id = affine_map<(i, j) -> (i, j)>
// CHECK-LABEL: func.func @bt(
// CHECK:         linalg.broadcast
// CHECK:         linalg.transpose
// CHECK:         linalg.transpose
// CHECK:         linalg.sub
func.func @bt(%a: tensor<4xf32>, %o: tensor<4x5xf32>, %p: tensor<5x4xf32>) -> (tensor<4x5xf32>, tensor<5x4xf32>, tensor<4x5xf32>) {
 %0 = linalg.broadcast ins(%a : tensor<4xf32>) outs(%o: tensor<4x5xf32>) dimensions = [1]
 %1 = linalg.transpose ins(%0 : tensor<4x5xf32>) outs(%p: tensor<5x4xf32>) permutation = [1, 0]
 %2 = linalg.generic {indexing_maps=[affine_map<(i,j)->(j,i)>, #id, #id], iterator_types=["parallel","parallel"]} ins(%1, %0: tensor<5x4xf32>, tensor<4x5xf32>) outs(%o: tensor<4x5xf32>) {
 ^b(%x: f32, %y: f32, %z: f32):
  %q = arith.subf %y, %x : f32
  linalg.yield %q : f32
 } -> tensor<4x5xf32>
 return %0, %1, %2 : tensor<4x5xf32>, tensor<5x4xf32>, tensor<4x5xf32>
}

// -----

// CHECK-LABEL: func.func @sub(
// CHECK:         linalg.sub ins(%arg1, %arg0
func.func @sub(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
 %2 = linalg.generic {indexing_maps=[affine_map<(i)->(i)>, affine_map<(i)->(i)>, affine_map<(i)->(i)>], iterator_types=["parallel"]} ins(%a, %b: tensor<4xf32>, tensor<4xf32>) outs(%a: tensor<4xf32>) {
 ^b(%x: f32, %y: f32, %z: f32):
  %q = arith.subf %y, %x : f32
  linalg.yield %q : f32
 } -> tensor<4xf32>
 return %2 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @square(
// CHECK:         linalg.generic
func.func @square(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
 %2 = linalg.generic {indexing_maps=[affine_map<(i)->(i)>, affine_map<(i)->(i)>], iterator_types=["parallel"]} ins(%a: tensor<4xf32>) outs(%a: tensor<4xf32>) {
 ^b(%x: f32, %z: f32):
  %q = arith.mulf %x, %x : f32
  linalg.yield %q : f32
 } -> tensor<4xf32>
 return %2 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @tr3(
// CHECK:         linalg.transpose {{.*}} permutation = [1, 2, 0]
func.func @tr3(%a: tensor<4x5x6xf32>, %o: tensor<5x6x4xf32>) -> tensor<5x6x4xf32> {
 %1 = linalg.transpose ins(%a : tensor<4x5x6xf32>) outs(%o: tensor<5x6x4xf32>) permutation = [1, 2, 0]
 return %1 : tensor<5x6x4xf32>
}

// -----

// CHECK-LABEL: func.func @mm(
// CHECK:         linalg.matmul {cast = #linalg.type_fn<cast_unsigned>}
func.func @mm(%a: tensor<4x5xi8>, %b: tensor<5x6xi8>, %c: tensor<4x6xi32>) -> tensor<4x6xi32> {
 %0 = linalg.matmul {cast = #linalg.type_fn<cast_unsigned>} ins(%a, %b: tensor<4x5xi8>, tensor<5x6xi8>) outs(%c: tensor<4x6xi32>) -> tensor<4x6xi32>
 return %0 : tensor<4x6xi32>
}

// -----

// CHECK-LABEL: func.func @mmswap(
// CHECK:         linalg.generic
func.func @mmswap(%a: tensor<4x5xf32>, %b: tensor<5x6xf32>, %c: tensor<6x4xf32>) -> tensor<6x4xf32> {
 %2 = linalg.generic {indexing_maps=[affine_map<(i,j,k)->(j,k)>, affine_map<(i,j,k)->(k,i)>, affine_map<(i,j,k)->(i,j)>], iterator_types=["parallel","parallel","reduction"]} ins(%a, %b: tensor<4x5xf32>, tensor<5x6xf32>) outs(%c: tensor<6x4xf32>) {
 ^b(%x: f32, %y: f32, %z: f32):
  %q = arith.mulf %x, %y : f32
  %r = arith.addf %z, %q : f32
  linalg.yield %r : f32
 } -> tensor<6x4xf32>
 return %2 : tensor<6x4xf32>
}

// -----

// CHECK-LABEL: func.func @mmloops(
// CHECK:         linalg.matmul ins(
func.func @mmloops(%a: tensor<4x5xf32>, %b: tensor<5x6xf32>, %c: tensor<4x6xf32>) -> tensor<4x6xf32> {
 %2 = linalg.generic {indexing_maps=[affine_map<(k,i,j)->(i,k)>, affine_map<(k,i,j)->(k,j)>, affine_map<(k,i,j)->(i,j)>], iterator_types=["reduction","parallel","parallel"]} ins(%a, %b: tensor<4x5xf32>, tensor<5x6xf32>) outs(%c: tensor<4x6xf32>) {
 ^b(%x: f32, %y: f32, %z: f32):
  %q = arith.mulf %x, %y : f32
  %r = arith.addf %q, %z : f32
  linalg.yield %r : f32
 } -> tensor<4x6xf32>
 return %2 : tensor<4x6xf32>
}

// -----

// CHECK-LABEL: func.func @dot(
// CHECK:         linalg.generic
func.func @dot(%a: tensor<4xf32>, %c: tensor<f32>) -> tensor<f32> {
 %0 = linalg.dot ins(%a, %a: tensor<4xf32>, tensor<4xf32>) outs(%c: tensor<f32>) -> tensor<f32>
 return %0 : tensor<f32>
}

// -----

// CHECK-LABEL: func.func @convs(
// CHECK:         linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi64>, strides = dense<2> : tensor<2xi64>}
func.func @convs(%i: tensor<1x8x8x3xf32>, %k: tensor<3x3x3x4xf32>, %o: tensor<1x3x3x4xf32>) -> tensor<1x3x3x4xf32> {
 %0 = linalg.conv_2d_nhwc_hwcf {strides = dense<2> : vector<2xi64>, dilations = dense<[1, 1]> : vector<2xi64>} ins(%i, %k: tensor<1x8x8x3xf32>, tensor<3x3x3x4xf32>) outs(%o: tensor<1x3x3x4xf32>) -> tensor<1x3x3x4xf32>
 return %0 : tensor<1x3x3x4xf32>
}

// -----

// CHECK-LABEL: func.func @fillm(
// CHECK:         linalg.fill
// CHECK:         linalg.copy
func.func @fillm(%v: f32, %o: memref<4x5xf32>, %p: memref<4x5xf32>) {
 linalg.fill ins(%v : f32) outs(%o : memref<4x5xf32>)
 linalg.copy ins(%o : memref<4x5xf32>) outs(%p : memref<4x5xf32>)
 return
}

// -----

#id = affine_map<(i, j) -> (i, j)>
// CHECK-LABEL: func.func @fillc(
// CHECK:         linalg.fill
func.func @fillc(%o: tensor<4x5xf32>) -> tensor<4x5xf32> {
 %c = arith.constant 1.0 : f32
 %2 = linalg.generic {indexing_maps=[#id], iterator_types=["parallel","parallel"]} outs(%o: tensor<4x5xf32>) {
 ^b(%z: f32):
  linalg.yield %c : f32
 } -> tensor<4x5xf32>
 return %2 : tensor<4x5xf32>
}

// -----

// CHECK-LABEL: func.func @cast(
// CHECK:         linalg.generic
func.func @cast(%a: tensor<4xf32>, %b: tensor<4xf64>) -> tensor<4xf64> {
 %0 = linalg.copy ins(%a: tensor<4xf32>) outs(%b: tensor<4xf64>) -> tensor<4xf64>
 return %0 : tensor<4xf64>
}

// -----

// CHECK-LABEL: func.func @log(
// CHECK:         linalg.generic
// CHECK:         linalg.generic
func.func @log(%a: tensor<4xf32>, %b: tensor<4xf32>) -> tensor<4xf32> {
 %0 = linalg.log ins(%a: tensor<4xf32>) outs(%b: tensor<4xf32>) -> tensor<4xf32>
 %1 = linalg.max ins(%a, %b: tensor<4xf32>, tensor<4xf32>) outs(%0: tensor<4xf32>) -> tensor<4xf32>
 return %1 : tensor<4xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#b = affine_map<(i, j) -> (j)>
// CHECK-LABEL: func.func @bias(
// CHECK:         linalg.broadcast
// CHECK:         linalg.generic
func.func @bias(%a: tensor<5xf32>, %c: tensor<4x5xf32>, %o: tensor<4x5xf32>) -> tensor<4x5xf32> {
 %2 = linalg.generic {indexing_maps=[#b, #id, #id], iterator_types=["parallel","parallel"]} ins(%a, %c: tensor<5xf32>, tensor<4x5xf32>) outs(%o: tensor<4x5xf32>) {
 ^b(%x: f32, %y: f32, %z: f32):
  %q = math.exp %x : f32
  %r = arith.addf %q, %y : f32
  linalg.yield %r : f32
 } -> tensor<4x5xf32>
 return %2 : tensor<4x5xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#b = affine_map<(i, j) -> (j)>
// CHECK-LABEL: func.func @biasadd(
// CHECK:         linalg.broadcast
// CHECK:         linalg.add
func.func @biasadd(%a: tensor<5xf32>, %c: tensor<4x5xf32>, %o: tensor<4x5xf32>) -> tensor<4x5xf32> {
 %2 = linalg.generic {indexing_maps=[#b, #id, #id], iterator_types=["parallel","parallel"]} ins(%a, %c: tensor<5xf32>, tensor<4x5xf32>) outs(%o: tensor<4x5xf32>) {
 ^b(%x: f32, %y: f32, %z: f32):
  %r = arith.addf %x, %y : f32
  linalg.yield %r : f32
 } -> tensor<4x5xf32>
 return %2 : tensor<4x5xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#t = affine_map<(i, j) -> (j, i)>
// CHECK-LABEL: func.func @tdyn(
// CHECK:         linalg.generic
func.func @tdyn(%a: tensor<?x?xf32>, %c: tensor<?x?xf32>, %o: tensor<?x?xf32>) -> tensor<?x?xf32> {
 %2 = linalg.generic {indexing_maps=[#t, #id, #id], iterator_types=["parallel","parallel"]} ins(%a, %c: tensor<?x?xf32>, tensor<?x?xf32>) outs(%o: tensor<?x?xf32>) {
 ^b(%x: f32, %y: f32, %z: f32):
  %r = arith.addf %x, %y : f32
  linalg.yield %r : f32
 } -> tensor<?x?xf32>
 return %2 : tensor<?x?xf32>
}

// -----

// CHECK-LABEL: func.func @tb(
// CHECK:         linalg.transpose
// CHECK:         linalg.broadcast
// CHECK:         linalg.div
func.func @tb(%a: tensor<5x6xf32>, %c: tensor<4x6x5xf32>, %o: tensor<4x6x5xf32>) -> tensor<4x6x5xf32> {
 %2 = linalg.generic {indexing_maps=[affine_map<(i,j,k)->(k,j)>, affine_map<(i,j,k)->(i,j,k)>, affine_map<(i,j,k)->(i,j,k)>], iterator_types=["parallel","parallel","parallel"]} ins(%a, %c: tensor<5x6xf32>, tensor<4x6x5xf32>) outs(%o: tensor<4x6x5xf32>) {
 ^b(%x: f32, %y: f32, %z: f32):
  %r = arith.divf %x, %y : f32
  linalg.yield %r : f32
 } -> tensor<4x6x5xf32>
 return %2 : tensor<4x6x5xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#b = affine_map<(i, j) -> (j)>
// CHECK-LABEL: func.func @expb(
// CHECK:         linalg.generic
func.func @expb(%a: tensor<5xf32>, %o: tensor<4x5xf32>) -> tensor<4x5xf32> {
 %2 = linalg.generic {indexing_maps=[#b, #id], iterator_types=["parallel","parallel"]} ins(%a: tensor<5xf32>) outs(%o: tensor<4x5xf32>) {
 ^b(%x: f32, %z: f32):
  %q = math.exp %x : f32
  linalg.yield %q : f32
 } -> tensor<4x5xf32>
 return %2 : tensor<4x5xf32>
}

// -----

#id = affine_map<(i, j) -> (i, j)>
#t = affine_map<(i, j) -> (j, i)>
// CHECK-LABEL: func.func @bufs2(
// CHECK:         linalg.transpose
func.func @bufs2(%a: memref<5x4xf32>, %o: memref<4x5xf32>) {
 linalg.generic {indexing_maps=[#t, #id], iterator_types=["parallel","parallel"]} ins(%a: memref<5x4xf32>) outs(%o: memref<4x5xf32>) {
 ^b(%x: f32, %z: f32):
  linalg.yield %x : f32
 }
 return
}

// -----

// CHECK-LABEL: func.func @addi1(
// CHECK:         linalg.generic
// CHECK:         linalg.generic
func.func @addi1(%a: tensor<4xi1>, %b: tensor<4xi1>) -> tensor<4xi1> {
 %0 = linalg.add ins(%a, %b: tensor<4xi1>, tensor<4xi1>) outs(%b: tensor<4xi1>) -> tensor<4xi1>
 %1 = linalg.mul ins(%a, %b: tensor<4xi1>, tensor<4xi1>) outs(%0: tensor<4xi1>) -> tensor<4xi1>
 return %1 : tensor<4xi1>
}
