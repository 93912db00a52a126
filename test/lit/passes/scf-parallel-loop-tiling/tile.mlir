// RUN: adopt %s --pass-pipeline='builtin.module(func.func(scf-parallel-loop-tiling{parallel-loop-tile-sizes=4,8}))' --split-input-file | adopt-filecheck %s
// RUN: adopt %s --pass-pipeline='builtin.module(func.func(scf-parallel-loop-tiling{parallel-loop-tile-sizes=4,8 no-min-max-bounds}))' --split-input-file | adopt-filecheck %s --check-prefix=CHECKED

// CHECK-DAG:   #[[MAP:.*]] = affine_map<(d0, d1, d2) -> (d0, d1 - d2)>
// CHECK-LABEL: func.func @dynamic(
// CHECK:         %[[A:.*]] = arith.muli %arg3, %c4
// CHECK:         %[[B:.*]] = arith.muli %arg4, %c8
// CHECK:         scf.parallel (%[[I:.*]], %[[J:.*]]) = (%arg2, %arg3) to (%arg0, %arg0) step (%[[A]], %[[B]]) {
// CHECK-NEXT:      %[[U:.*]] = affine.min #[[MAP]](%[[A]], %arg0, %[[I]])
// CHECK-NEXT:      %[[V:.*]] = affine.min #[[MAP]](%[[B]], %arg0, %[[J]])
// CHECK-NEXT:      scf.parallel (%[[K:.*]], %[[L:.*]]) = (%c0, %c0) to (%[[U]], %[[V]]) step (%arg3, %arg4) {
// CHECK-NEXT:        %[[X:.*]] = arith.addi %[[K]], %[[I]] : index
// CHECK-NEXT:        %[[Y:.*]] = arith.addi %[[L]], %[[J]] : index
// CHECK-NEXT:        memref.load %arg1[%[[X]], %[[Y]]]
// CHECKED-LABEL: func.func @dynamic(
// CHECKED:         scf.parallel (%[[K:.*]], %[[L:.*]]) = (%c0, %c0) to
// CHECKED-NEXT:      %[[X:.*]] = arith.addi %[[K]],
// CHECKED-NEXT:      %[[Y:.*]] = arith.addi %[[L]],
// CHECKED-NEXT:      %[[C:.*]] = arith.cmpi slt, %[[X]], %arg0
// CHECKED-NEXT:      %[[D:.*]] = arith.cmpi slt, %[[Y]], %arg0
// CHECKED-NEXT:      %[[E:.*]] = arith.andi %[[C]], %[[D]]
// CHECKED-NEXT:      scf.if %[[E]] {
// CHECKED-NEXT:        memref.load %arg1[%[[X]], %[[Y]]]
func.func @dynamic(%n: index, %m: memref<?x?xf32>, %c0: index, %c1: index, %c3: index) {
  scf.parallel (%i, %j) = (%c0, %c1) to (%n, %n) step (%c1, %c3) {
    %x = memref.load %m[%i, %j] : memref<?x?xf32>
    memref.store %x, %m[%j, %i] : memref<?x?xf32>
  }
  return
}

// -----

// No tile has iterations left over.
// CHECK-LABEL: func.func @divided(
// CHECK-NOT:     affine.min
// CHECKED-LABEL: func.func @divided(
// CHECKED-NOT:   scf.if
func.func @divided(%m: memref<64x128xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c64 = arith.constant 64 : index
  %c128 = arith.constant 128 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%c64, %c128) step (%c1, %c1) {
    %x = memref.load %m[%i, %j] : memref<64x128xf32>
    memref.store %x, %m[%i, %j] : memref<64x128xf32>
  }
  return
}

// -----

// CHECK-LABEL: func.func @reduction(
// CHECK:         scf.parallel
// CHECK-NOT:     scf.parallel
func.func @reduction(%m: memref<64xf32>) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c64 = arith.constant 64 : index
  %zero = arith.constant 0.0 : f32
  %r = scf.parallel (%i) = (%c0) to (%c64) step (%c1) init(%zero) -> f32 {
    %x = memref.load %m[%i] : memref<64xf32>
    scf.reduce (%x : f32) {
    ^bb0(%a: f32, %b: f32):
      %s = arith.addf %a, %b : f32
      scf.reduce.return %s : f32
    }
  }
  return %r : f32
}
