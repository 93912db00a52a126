// RUN: adopt %s --canonicalize --split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @ids_of_single_threads
func.func @ids_of_single_threads(%n: index, %m: memref<?x?x?xindex>) {
  // CHECK: %[[ONE:.*]] = arith.constant 1
  // CHECK: gpu.launch blocks(%[[BX:.*]], %{{.*}}, %{{.*}}) in (%{{.*}} = %arg0, %{{.*}} = %[[ONE]], %{{.*}} = %[[ONE]]) threads(%{{.*}}, %[[TY:.*]], %{{.*}}) in
  %c1 = arith.constant 1 : index
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %c1, %gz = %c1) threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %n, %sz = %c1) {
    // CHECK: memref.store %[[BX]], %arg1[%[[ZERO:c0.*]], %[[ZERO]], %[[ZERO]]]
    memref.store %bx, %m[%by, %bz, %tx] : memref<?x?x?xindex>
    // CHECK-NEXT: memref.store %[[TY]], %arg1[%[[ZERO]], %[[TY]], %[[ZERO]]]
    memref.store %ty, %m[%tz, %ty, %tz] : memref<?x?x?xindex>
    gpu.terminator
  }
  return
}

// -----

// CHECK-LABEL: func.func @reductions_of_all_threads
func.func @reductions_of_all_threads(%n: index, %x: f32, %c: i1, %m: memref<?xf32>) {
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) {
    // CHECK: gpu.all_reduce  add %arg1 uniform {
    %0 = gpu.all_reduce add %x {} : (f32) -> f32
    memref.store %0, %m[%tx] : memref<?xf32>
    // CHECK: gpu.subgroup_reduce  add %arg1 uniform :
    %1 = gpu.subgroup_reduce add %x : (f32) -> f32
    memref.store %1, %m[%ty] : memref<?xf32>
    scf.if %c {
      // CHECK: gpu.subgroup_reduce  add %arg1 :
      %2 = gpu.subgroup_reduce add %x : (f32) -> f32
      memref.store %2, %m[%tz] : memref<?xf32>
    }
    // CHECK: memref.store %arg1
    %3 = gpu.subgroup_reduce add %x cluster(size = 1) : (f32) -> f32
    memref.store %3, %m[%bx] : memref<?xf32>
    gpu.terminator
  }
  return
}

// -----

// CHECK-LABEL: func.func @barriers
func.func @barriers(%m: memref<f32>, %x: f32) {
  // CHECK-NEXT: gpu.barrier
  // CHECK-NEXT: memref.store
  // CHECK-NEXT: gpu.barrier
  // CHECK-NEXT: return
  gpu.barrier
  gpu.barrier
  gpu.barrier
  memref.store %x, %m[] : memref<f32>
  gpu.barrier
  return
}

// -----

// CHECK-LABEL: func.func @waits
func.func @waits(%m: memref<f32>, %x: f32) {
  // CHECK-NEXT: %[[A:.*]] = gpu.memset async %arg0, %arg1
  // CHECK-NEXT: %[[B:.*]] = gpu.memset async [%[[A]]] %arg0, %arg1
  // CHECK-NEXT: gpu.wait [%[[A]], %[[B]]]
  // CHECK-NEXT: return
  %0 = gpu.wait async
  %1 = gpu.memset async %m, %x : memref<f32>, f32
  %2 = gpu.wait async [%0, %1]
  %3 = gpu.memset async [%2] %m, %x : memref<f32>, f32
  %4 = gpu.wait async [%1, %3]
  gpu.wait
  gpu.wait [%0, %1, %3]
  return
}

// -----

// CHECK-LABEL: func.func @copy_to_nobody
func.func @copy_to_nobody(%m: memref<4xf32>) {
  // CHECK-NOT: gpu.memcpy
  // CHECK: return
  %0 = gpu.wait async
  %a, %1 = gpu.alloc async [%0] () : memref<4xf32>
  %2 = gpu.memcpy async [%1] %a, %m : memref<4xf32>, memref<4xf32>
  %3 = gpu.dealloc async [%2] %a : memref<4xf32>
  gpu.wait [%3]
  return
}

// -----

// CHECK-LABEL: func.func @copy_of_a_cast
func.func @copy_of_a_cast(%m: memref<4xf32>, %d: memref<?xf32>) {
  // CHECK-NEXT: gpu.memcpy  %arg1, %arg0 : memref<?xf32>, memref<4xf32>
  %0 = memref.cast %m : memref<4xf32> to memref<?xf32>
  gpu.memcpy %d, %0 : memref<?xf32>, memref<?xf32>
  return
}

// -----

// CHECK-LABEL: func.func @size_of_alloc
func.func @size_of_alloc(%m: index, %n: index, %x: f32) -> (memref<?x4x?xf32>, index, index) {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  %a = gpu.alloc (%m, %n) : memref<?x4x?xf32>
  %0 = memref.dim %a, %c0 : memref<?x4x?xf32>
  %1 = memref.dim %a, %c2 : memref<?x4x?xf32>
  // CHECK: return %{{.*}}, %arg0, %arg1
  return %a, %0, %1 : memref<?x4x?xf32>, index, index
}

// -----

// CHECK-LABEL: func.func @nothing_to_do
func.func @nothing_to_do(%n: index, %x: f32) {
  // CHECK-NEXT: return
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) {
    %0 = arith.addf %x, %x : f32
    gpu.terminator
  }
  %a = gpu.alloc (%n) : memref<?xf32>
  %1 = gpu.subgroup_broadcast %x, first_active_lane : f32
  return
}
