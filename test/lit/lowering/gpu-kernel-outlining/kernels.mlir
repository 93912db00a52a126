// RUN: adopt %s --gpu-kernel-outlining --split-input-file | adopt-filecheck %s

// CHECK: module attributes {gpu.container_module} {
// CHECK-LABEL: func.func @attributions
// CHECK-NEXT:  %c1 = arith.constant
// CHECK-NEXT:  %c32 = arith.constant
// CHECK-NEXT:  gpu.launch_func  @attributions_kernel::@attributions_kernel clusters in (%c1, %c1, %c1) blocks in (%c32, %c1, %c1) threads in (%c1, %c1, %c1)  dynamic_shared_memory_size %arg2 args(%arg0 : memref<?x?xf32>)
// CHECK-NEXT:  return
// CHECK: gpu.module @attributions_kernel {
// CHECK-NEXT: gpu.func @attributions_kernel(%arg0: memref<?x?xf32>) workgroup(%arg1 : memref<4xf32, 3>, %arg2 : memref<5xi32, 3>) private(%arg3 : memref<4xf32, 5>) kernel attributes {known_block_size = array<i32: 1, 1, 1>, known_grid_size = array<i32: 32, 1, 1>} {
// CHECK-NEXT:   %block_id_x = gpu.block_id  x
// CHECK:        %thread_id_x = gpu.thread_id  x
// CHECK:        %grid_dim_x = gpu.grid_dim  x
// CHECK:        %block_dim_x = gpu.block_dim  x
// CHECK:        %cluster_id_x = gpu.cluster_id  x
// CHECK:        %cluster_dim_x = gpu.cluster_dim  x
// CHECK:        memref.load %arg1[%thread_id_x]
// CHECK-NEXT:   memref.load %arg3[%cluster_id_x]
// CHECK-NEXT:   memref.store %{{.*}}, %arg0[%grid_dim_x, %cluster_dim_x]
// CHECK-NEXT:   gpu.return
func.func @attributions(%m: memref<?x?xf32>, %a: index, %s: i32) {
  %c1 = arith.constant 1 : index
  %c32 = arith.constant 32 : index
  gpu.launch clusters(%cx, %cy, %cz) in (%nx = %c1, %ny = %c1, %nz = %c1) blocks(%bx, %by, %bz) in (%gx = %c32, %gy = %c1, %gz = %c1) threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) dynamic_shared_memory_size %s workgroup(%w : memref<4xf32, 3>, %w2: memref<5xi32, 3>) private(%p : memref<4xf32, 5>) {
    %x = memref.load %w[%tx] : memref<4xf32, 3>
    %y = memref.load %p[%cx] : memref<4xf32, 5>
    memref.store %x, %m[%gx, %nx] : memref<?x?xf32>
    gpu.terminator
  } {foo, gpu.bar}
  return
}

// -----

// Several launches, a name that is taken, branches, and calls.

// CHECK-LABEL: func.func @f
// CHECK:       %[[T:.*]] = gpu.wait async
// CHECK-NEXT:  %[[U:.*]] = gpu.launch_func async [%[[T]]] @f_kernel_0::@f_kernel blocks in (%c1, %arg1, %c1) threads in (%c1, %c1, %c1)  args(%cst : f32, %arg0 : memref<?xf32>)
// CHECK-NEXT:  gpu.launch_func  @f_kernel_1::@f_kernel blocks in
// CHECK-NEXT:  gpu.wait [%[[U]]]
// CHECK:       gpu.module @f_kernel_0 {
// CHECK-NEXT:    gpu.func @f_kernel(%arg0: f32, %arg1: memref<?xf32>) kernel attributes {known_block_size = array<i32: 1, 1, 1>} {
// CHECK:           %[[R:.*]] = func.call @g(%arg0) : (f32) -> f32
// CHECK-NEXT:      memref.store %[[R]], %arg1[%block_id_y]
// CHECK-NEXT:      cf.br ^bb1
// CHECK-NEXT:    ^bb1:
// CHECK-NEXT:      gpu.return
// CHECK:         func.func @g(
// CHECK:           call @h
// CHECK:         func.func private @h(
// CHECK:       gpu.module @f_kernel_1 {
// CHECK-NEXT:    gpu.func @f_kernel() kernel
// CHECK:       func.func @g(
func.func @f(%m: memref<?xf32>, %n: index) {
  %c1 = arith.constant 1 : index
  %cst = arith.constant 2.0 : f32
  %t = gpu.wait async
  %u = gpu.launch async [%t] blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %n, %gz = %c1) threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) {
    %0 = func.call @g(%cst) : (f32) -> f32
    memref.store %0, %m[%by] : memref<?xf32>
    cf.br ^bb1
  ^bb1:
    gpu.terminator
  }
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %n, %gz = %c1) threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) {
    gpu.printf "a"
    gpu.terminator
  }
  gpu.wait [%u]
  return
}
func.func @g(%x: f32) -> f32 {
  %0 = func.call @h(%x) : (f32) -> f32
  return %0 : f32
}
func.func private @h(%x: f32) -> f32
func.func @f_kernel() {
  return
}

// -----

// The launch may say where its kernel goes.

// CHECK-LABEL: func.func @named
// CHECK:       gpu.launch_func  @m::@k blocks
// CHECK-NEXT:  gpu.launch_func  @m::@k_0 blocks
// CHECK-NEXT:  gpu.launch_func  @only::@only blocks
// CHECK-NEXT:  gpu.launch_func  @m::@named_kernel blocks
// CHECK:       gpu.module @m {
// CHECK:         gpu.func @k()
// CHECK:         gpu.func @k_0()
// CHECK:         gpu.func @named_kernel()
// CHECK:       gpu.module @only {
// CHECK-NEXT:    gpu.func @only()
func.func @named(%n: index) {
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) module(@m) function(@k) {
    gpu.printf "a"
    gpu.terminator
  }
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) module(@m) function(@k) {
    gpu.printf "b"
    gpu.terminator
  }
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) function(@only) {
    gpu.printf "c"
    gpu.terminator
  }
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) module(@m) {
    gpu.printf "d"
    gpu.terminator
  }
  return
}

// -----

// CHECK-NOT: gpu.container_module
// CHECK-LABEL: func.func @nothing
func.func @nothing() {
  return
}
