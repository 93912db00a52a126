// RUN: adopt %s --gpu-tile-parallel-loops --cse --split-input-file | adopt-filecheck %s
// RUN: not adopt %s --gpu-tile-parallel-loops=block-size=0 --split-input-file 2>&1 | adopt-filecheck %s --check-prefix=NONE
// NONE: error: the option 'block-size' must be at least 1

// 50 threads, of which none is idle.
// CHECK-LABEL: func.func @line(
// CHECK:         %[[SIZE:.*]] = arith.muli %c1, %c50
// CHECK:         scf.parallel (%{{.*}}) = (%c0) to (%c100) step (%[[SIZE]])
// CHECK-NEXT:      scf.parallel (%{{.*}}) = (%c0) to (%[[SIZE]]) step (%c1)
func.func @line(%m: memref<100xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c100 = arith.constant 100 : index
  scf.parallel (%i) = (%c0) to (%c100) step (%c1) {
    memref.store %v, %m[%i] : memref<100xf32>
  }
  return
}

// -----

// CHECK-LABEL: func.func @plane(
// CHECK-DAG:     %[[ROWS:.*]] = arith.muli %c1, %c4
// CHECK-DAG:     %[[COLUMNS:.*]] = arith.muli %c1, %c16
// CHECK:         scf.parallel (%{{.*}}, %{{.*}}) = (%c0, %c0) to (%arg1, %arg2) step (%[[ROWS]], %[[COLUMNS]])
// CHECK-COUNT-2:   affine.min
func.func @plane(%m: memref<?x?xf32>, %rows: index, %columns: index, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.parallel (%i, %j) = (%c0, %c0) to (%rows, %columns) step (%c1, %c1) {
    memref.store %v, %m[%i, %j] : memref<?x?xf32>
  }
  return
}

// -----

// Each thread goes through the loop that is one too many.
// CHECK-LABEL: func.func @four(
// CHECK:         scf.parallel (%[[B:.*]], %[[C:.*]], %[[D:.*]], %[[A:.*]]) = {{.*}} to (%c3, %c8, %c16, %c2)
// CHECK-NEXT:      scf.parallel (%[[J:.*]], %[[K:.*]], %[[L:.*]], %[[I:.*]]) =
// CHECK-NEXT:        %[[Y:.*]] = arith.addi %[[J]], %[[B]]
// CHECK-NEXT:        %[[Z:.*]] = arith.addi %[[K]], %[[C]]
// CHECK-NEXT:        %[[W:.*]] = arith.addi %[[L]], %[[D]]
// CHECK-NEXT:        %[[X:.*]] = arith.addi %[[I]], %[[A]]
// CHECK-NEXT:        memref.store %arg1, %arg0[%[[X]], %[[Y]], %[[Z]], %[[W]]]
func.func @four(%m: memref<2x3x8x16xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %c8 = arith.constant 8 : index
  %c16 = arith.constant 16 : index
  scf.parallel (%i, %j, %k, %l) = (%c0, %c0, %c0, %c0) to (%c2, %c3, %c8, %c16) step (%c1, %c1, %c1, %c1) {
    memref.store %v, %m[%i, %j, %k, %l] : memref<2x3x8x16xf32>
  }
  return
}

// -----

// The inner loop has the threads.
// CHECK-LABEL: func.func @nested(
// CHECK-COUNT-2: scf.parallel
// CHECK-NOT:     scf.parallel
func.func @nested(%m: memref<100x100xf32>, %v: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c100 = arith.constant 100 : index
  scf.parallel (%i) = (%c0) to (%c100) step (%c1) {
    scf.parallel (%j) = (%c0) to (%c100) step (%c1) {
      memref.store %v, %m[%i, %j] : memref<100x100xf32>
    }
  }
  return
}
