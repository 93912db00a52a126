// RUN: adopt %s --normalize-memrefs --split-input-file | adopt-filecheck %s

#tile = affine_map<(i, j) -> (i floordiv 4, j, i mod 4)>
// CHECK-LABEL: func.func @tiles
// CHECK-SAME:    -> memref<2x16x4xf32>
// CHECK:         %[[M:.*]] = memref.alloc() {alignment = 64 : i64} : memref<2x16x4xf32>
// CHECK:         affine.load %[[M]][%[[I:.*]] floordiv 4, %[[J:.*]], %[[I]] mod 4] : memref<2x16x4xf32>
// CHECK:         affine.store %{{.*}}, %[[M]][%[[I]] floordiv 4, %[[J]], %[[I]] mod 4] : memref<2x16x4xf32>
func.func @tiles() -> memref<8x16xf32, #tile> {
  %0 = memref.alloc() {alignment = 64} : memref<8x16xf32, #tile>
  affine.for %i = 0 to 8 {
    affine.for %j = 0 to 16 {
      %1 = affine.load %0[%i, %j] : memref<8x16xf32, #tile>
      affine.store %1, %0[%i, %j] : memref<8x16xf32, #tile>
    }
  }
  return %0 : memref<8x16xf32, #tile>
}

// -----

#tile = affine_map<(i, j) -> (i floordiv 4, j, i mod 4)>
// CHECK-LABEL: func.func @tiles_of_any_number
// CHECK-SAME:    (%[[N:.*]]: index)
// CHECK:         %[[C4:.*]] = arith.constant 4 : index
// CHECK:         memref.alloc(%[[T:.*]], %[[C4]]) : memref<?x16x?xf32>
// CHECK:         %[[C16:.*]] = arith.constant 16 : index
// CHECK:         return %[[N]], %[[C16]]
func.func @tiles_of_any_number(%n: index) -> (index, index) {
  %0 = memref.alloc(%n) : memref<?x16xf32, #tile>
  %c = arith.constant 0.0 : f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  affine.for %i = 0 to 8 {
    affine.store %c, %0[%i, 3] : memref<?x16xf32, #tile>
  }
  %d0 = memref.dim %0, %c0 : memref<?x16xf32, #tile>
  %d1 = memref.dim %0, %c1 : memref<?x16xf32, #tile>
  memref.dealloc %0 : memref<?x16xf32, #tile>
  return %d0, %d1 : index, index
}

// -----

// CHECK-LABEL: func.func @strided
// CHECK-SAME:    (%[[M:.*]]: memref<34xf32>, %[[I:.*]]: index)
// CHECK:         %[[J:.*]] = affine.apply #{{.*}}()[%[[I]]]
// CHECK:         memref.load %[[M]][%[[J]]] : memref<34xf32>
func.func @strided(%m: memref<16xf32, strided<[2], offset: 3>>, %i: index) -> f32 {
  %1 = memref.load %m[%i] : memref<16xf32, strided<[2], offset: 3>>
  return %1 : f32
}

// -----

// CHECK-LABEL: func.func @reinterpreted
// CHECK:         %[[C:.*]] = memref.reinterpret_cast %{{.*}} to offset: [0], sizes: [36], strides: [1] : memref<1x64xf32> to memref<36xf32>
// CHECK:         memref.load %[[C]][%{{.*}}] : memref<36xf32>
func.func @reinterpreted(%m: memref<1x64xf32>, %i: index) -> f32 {
  %0 = memref.reinterpret_cast %m to offset: [3], sizes: [4, 5], strides: [8, 2] : memref<1x64xf32> to memref<4x5xf32, strided<[8, 2], offset: 3>>
  %1 = memref.load %0[%i, %i] : memref<4x5xf32, strided<[8, 2], offset: 3>>
  return %1 : f32
}

// -----

// CHECK: func.func @a
// CHECK-SAME: memref<1x3x4xf32>
func.func @a(%m: memref<2x3xf32, affine_map<(i, j) -> (i floordiv 4, j, i mod 4)>>) { return }

// -----

// CHECK: func.func @b
// CHECK-SAME: memref<12xf32>
func.func @b(%m: memref<10x3xf32, affine_map<(i, j) -> (i + j)>>) { return }

// -----

// CHECK: func.func @c
// CHECK-SAME: memref<12xf32>
func.func @c(%m: memref<10x3xf32, affine_map<(i, j) -> (i - j + 2)>>) { return }

// -----

// CHECK: func.func @d
// CHECK-SAME: memref<4x4x8xf32>
func.func @d(%m: memref<10x3xf32, affine_map<(i, j) -> (i ceildiv 3, (i + j) mod 4, 7)>>) { return }

// -----

// CHECK: func.func @e
// CHECK-SAME: memref<10x3xf32>
func.func @e(%m: memref<10x3xf32, affine_map<(i, j) -> (i * 2 - i, j)>>) { return }

// -----

// CHECK: func.func @f
// CHECK-SAME: memref<10x?xf32, #
func.func @f(%m: memref<10x?xf32, affine_map<(i, j) -> (j, i)>>) { return }

// -----

// CHECK: func.func @g
// CHECK-SAME: memref<?x10x?xf32>
func.func @g(%m: memref<10x?xf32, affine_map<(i, j) -> (j floordiv 4, i, j mod 4)>>) { return }

// -----

// CHECK: func.func @h
// CHECK-SAME: strided<[?, 1], offset: 3>
func.func @h(%m: memref<10x3xf32, strided<[?, 1], offset: 3>>) { return }

// -----

// CHECK: func.func @i
// CHECK-SAME: strided<[8, 1], offset: ?>
func.func @i(%m: memref<10x3xf32, strided<[8, 1], offset: ?>>) { return }

// -----

// CHECK: func.func @j
// CHECK-SAME: memref<75xf32, 3>
func.func @j(%m: memref<10x3xf32, strided<[8, 1]>, 3>) { return }

// -----

// CHECK: func.func @k
// CHECK-SAME: memref<10x?xf32, #
func.func @k(%m: memref<10x?xf32, affine_map<(i, j) -> (j + i)>>) { return }

// -----

// CHECK: func.func @l
// CHECK-SAME: memref<3x21xf32>
func.func @l(%m: memref<10x3xf32, affine_map<(i, j) -> ((i floordiv 2) floordiv 2, -i + 20)>>) { return }

// -----

// CHECK: func.func @m
// CHECK-SAME: memref<3x0xf32>
func.func @m(%m: memref<0x3xf32, affine_map<(i, j) -> (j, i)>>) { return }

// -----

// CHECK: func.func @n
// CHECK-SAME: memref<16x3x5xf32>
func.func @n(%m: memref<10x3xf32, affine_map<(i, j) -> (i mod 16, (i + j) floordiv 5, (i * 4) mod 8)>>) { return }
