// RUN: adopt %s --convert-parallel-loops-to-gpu --split-input-file | adopt-filecheck %s

// CHECK: #[[COUNT:.*]] = affine_map<(d0)[s0, s1] -> ((d0 - s0) ceildiv s1)>
// CHECK: #[[PLACE:.*]] = affine_map<(d0)[s0, s1] -> (d0 * s0 + s1)>
// CHECK-LABEL: func.func @nested
// CHECK:       %[[ONE:c1_0]] = arith.constant 1 : index
// CHECK-NEXT:  %[[X:.*]] = affine.apply #[[COUNT]](%arg2)[%arg1, %arg3]
// CHECK-NEXT:  %[[Y:.*]] = affine.apply #[[COUNT]](%arg2)[%c0, %c4]
// CHECK-NEXT:  %[[T:.*]] = affine.apply #[[COUNT]](%c4)[%c0, %c1]
// CHECK-NEXT:  gpu.launch blocks(%[[BX:.*]], %[[BY:.*]], %{{.*}}) in (%{{.*}} = %[[X]], %{{.*}} = %[[Y]], %{{.*}} = %[[ONE]]) threads(%[[TX:.*]], %{{.*}}, %{{.*}}) in (%{{.*}} = %[[T]], %{{.*}} = %[[ONE]], %{{.*}} = %[[ONE]]) {
// CHECK-NEXT:    %[[I:.*]] = affine.apply #[[PLACE]](%[[BX]])[%arg3, %arg1]
// CHECK-NEXT:    %[[J:.*]] = affine.apply #[[PLACE]](%[[BY]])[%c4, %c0]
// CHECK-NEXT:    %[[K:.*]] = affine.apply #[[PLACE]](%[[TX]])[%c1, %c0]
// CHECK-NEXT:    %[[L:.*]] = arith.addi %[[I]], %[[K]]
// CHECK-NEXT:    memref.store %{{.*}}, %arg0[%[[L]], %[[J]]]
// CHECK-NEXT:    gpu.terminator
// CHECK-NEXT:  } {test.a}
// CHECK-NEXT:  return
func.func @nested(%m: memref<?x?xf32>, %a: index, %b: index, %s: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %x = arith.constant 2.0 : f32
  scf.parallel (%i, %j) = (%a, %c0) to (%b, %b) step (%s, %c4) {
    scf.parallel (%k) = (%c0) to (%c4) step (%c1) {
      %l = arith.addi %i, %k : index
      memref.store %x, %m[%l, %j] : memref<?x?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = thread_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>, #gpu.loop_dim_map<processor = block_y, map = (d0) -> (d0), bound = (d0) -> (d0)>], test.a}
  return
}

// -----

// A sequential loop, and constants that stand in the loop.

// CHECK-LABEL: func.func @sequential
// CHECK:       gpu.launch
// CHECK:         scf.for %[[J:.*]] = %arg1 to %arg2 step %arg1 {
// CHECK:           affine.apply
// CHECK-NEXT:      memref.store
// CHECK-NEXT:    }
// CHECK-NEXT:    gpu.terminator
func.func @sequential(%m: memref<?x?x?xf32>, %a: index, %b: index, %x: f32) {
  scf.parallel (%i, %j) = (%a, %a) to (%b, %b) step (%a, %a) {
    %c3 = arith.constant 3 : index
    scf.parallel (%k) = (%c3) to (%b) step (%c3) {
      memref.store %x, %m[%i, %j, %k] : memref<?x?x?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = thread_z, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  } {mapping = [#gpu.loop_dim_map<processor = block_z, map = (d0) -> (d0 + 1), bound = (d0) -> (d0 * 2)>, #gpu.loop_dim_map<processor = sequential, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}

// -----

// Bounds that depend on outer loops, for which a constant limit is known.

// CHECK-LABEL: func.func @limits
// CHECK-DAG:   %[[A:.*]] = arith.constant 24 : index
// CHECK-DAG:   %[[B:.*]] = arith.constant 8 : index
// CHECK:       gpu.launch
// CHECK:         %[[I:.*]] = affine.apply
// CHECK-NEXT:    %[[N:.*]] = affine.min
// CHECK-NEXT:    %[[M:.*]] = arith.minsi
// CHECK-NEXT:    %[[P:.*]] = arith.muli
// CHECK-NEXT:    %[[J:.*]] = affine.apply
// CHECK-NEXT:    %[[IN:.*]] = arith.cmpi slt, %[[J]], %[[N]]
// CHECK-NEXT:    scf.if %[[IN]] {
// CHECK-NEXT:      %[[K:.*]] = affine.apply
// CHECK-NEXT:      %[[IN2:.*]] = arith.cmpi slt, %[[K]], %[[P]]
// CHECK-NEXT:      scf.if %[[IN2]] {
// CHECK-NEXT:        memref.store
func.func @limits(%m: memref<?x?x?xf32>, %n: index, %x: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %c8 = arith.constant 8 : index
  scf.parallel (%i) = (%c0) to (%n) step (%c8) {
    %0 = affine.min affine_map<(d0)[s0] -> (8, s0 - d0)>(%i)[%n]
    %1 = arith.minsi %i, %c8 : index
    %2 = arith.muli %1, %c3 : index
    scf.parallel (%j, %k) = (%c0, %c0) to (%0, %2) step (%c1, %c1) {
      memref.store %x, %m[%i, %j, %k] : memref<?x?x?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = thread_x, map = (d0) -> (d0), bound = (d0) -> (d0)>, #gpu.loop_dim_map<processor = thread_y, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}

// -----

// What is read in front of an inner loop may be read by each thread.

// CHECK-LABEL: func.func @read
// CHECK:       gpu.launch
// CHECK:         %[[X:.*]] = memref.load %arg0
// CHECK:         memref.store %[[X]], %arg1
func.func @read(%a: memref<?xf32>, %b: memref<?xf32>, %n: index) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    %x = memref.load %a[%i] : memref<?xf32>
    scf.parallel (%j) = (%n) to (%n) step (%n) {
      memref.store %x, %b[%j] : memref<?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = thread_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}

// -----

// What cannot be converted stays: results, bounds that are not known, one processor for two loops, effects on a buffer that
// the inner loop writes. So do loops without a mapping.

// CHECK-LABEL: func.func @results
// CHECK-NOT:   gpu.launch
// CHECK:       scf.parallel
func.func @results(%n: index, %x: f32) -> f32 {
  %0 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%x) -> f32 {
    scf.reduce(%x : f32) {
    ^bb0(%a: f32, %b: f32):
      scf.reduce.return %a : f32
    }
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return %0 : f32
}

// CHECK-LABEL: func.func @unknown
// CHECK-NOT:   gpu.launch
// CHECK:       scf.parallel
func.func @unknown(%m: memref<?xf32>, %n: index, %x: f32) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    scf.parallel (%j) = (%n) to (%i) step (%n) {
      memref.store %x, %m[%j] : memref<?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = thread_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}

// CHECK-LABEL: func.func @same_processor
// CHECK-NOT:   gpu.launch
// CHECK:       scf.parallel
func.func @same_processor(%m: memref<?x?xf32>, %n: index, %x: f32) {
  scf.parallel (%i, %j) = (%n, %n) to (%n, %n) step (%n, %n) {
    memref.store %x, %m[%i, %j] : memref<?x?xf32>
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>, #gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}

// CHECK-LABEL: func.func @unmapped
// CHECK-NOT:   gpu.launch
// CHECK:       scf.parallel
func.func @unmapped(%n: index) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
  }
  return
}

// CHECK-LABEL: func.func @same_buffer
// CHECK-NOT:   gpu.launch
// CHECK:       scf.parallel
func.func @same_buffer(%m: memref<?xf32>, %n: index, %x: f32) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    memref.store %x, %m[%i] : memref<?xf32>
    scf.parallel (%j) = (%n) to (%n) step (%n) {
      memref.store %x, %m[%j] : memref<?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = thread_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}
