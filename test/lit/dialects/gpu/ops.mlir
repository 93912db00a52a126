// RUN: adopt %s | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt | adopt-filecheck %s

module attributes {gpu.container_module} {
  // CHECK: gpu.module @kernels {
  gpu.module @kernels {
    // CHECK-NEXT: gpu.func @kernel(%arg0: index, %arg1: memref<4xf32>) workgroup(%arg2 : memref<4xf32, #gpu.address_space<workgroup>> {x.y = 1 : i32}) private(%arg3 : memref<1xf32, 5>) kernel attributes {gpu.known_grid_size = array<i32: 1, 1, 1>, known_block_size = array<i32: 1, 2, 3>} {
    gpu.func @kernel(%n: index, %b: memref<4xf32>) workgroup(%w : memref<4xf32, #gpu.address_space<workgroup>> {x.y = 1 : i32}) private(%p: memref<1xf32, 5>) kernel attributes {known_block_size = array<i32: 1, 2, 3>, gpu.known_grid_size = array<i32: 1, 1, 1>} {
      // CHECK-NEXT: gpu.return
      gpu.return
    }
    // CHECK: gpu.func @function(%arg0: index {x.y}, %arg1: index) -> (index, index) {
    gpu.func @function(%a: index {x.y}, %b: index) -> (index, index) {
      // CHECK-NEXT: gpu.return %arg0, %arg1 : index, index
      gpu.return %a, %b : index, index
    }
    // CHECK: func.func @other() attributes {gpu.kernel, gpu.known_block_size = array<i32: 4, 1, 1>} {
    func.func @other() attributes {gpu.kernel, gpu.known_block_size = array<i32: 4, 1, 1>} {
      return
    }
  }
  // CHECK: gpu.module @empty attributes {test.a = 1 : i32} {
  // CHECK-NEXT: }
  gpu.module @empty attributes {test.a = 1 : i32} {
  }

  // CHECK-LABEL: func.func @launches
  func.func @launches(%m: memref<4xf32>, %n: index, %i: i64, %s: i32) {
    // CHECK-NEXT: gpu.launch_func  @kernels::@kernel blocks in (%arg1, %arg1, %arg1) threads in (%arg1, %arg1, %arg1)  dynamic_shared_memory_size %arg3 args(%arg1 : index, %arg0 : memref<4xf32>)
    gpu.launch_func @kernels::@kernel blocks in (%n, %n, %n) threads in (%n, %n, %n) dynamic_shared_memory_size %s args(%n : index, %m : memref<4xf32>)
    // CHECK-NEXT: gpu.launch_func  @kernels::@other clusters in (%arg2, %arg2, %arg2) blocks in (%arg2, %arg2, %arg2) threads in (%arg2, %arg2, %arg2) : i64
    gpu.launch_func @kernels::@other clusters in (%i, %i, %i) blocks in (%i, %i, %i) threads in (%i, %i, %i) : i64
    // CHECK: %[[T:.*]] = gpu.wait async
    %0 = gpu.wait async
    // CHECK-NEXT: %[[U:.*]] = gpu.launch_func async [%[[T]]] @kernels::@other blocks in (%arg1, %arg1, %arg1) threads in (%arg1, %arg1, %arg1)
    %1 = gpu.launch_func async [%0] @kernels::@other blocks in (%n, %n, %n) threads in (%n, %n, %n)
    // CHECK: gpu.launch_func <%arg2 : i64> @kernels::@other
    gpu.launch_func <%i : i64> @kernels::@other blocks in (%n, %n, %n) threads in (%n, %n, %n)
    // CHECK: gpu.wait [%[[T]], %[[U]]] {a}
    gpu.wait [%0, %1] {a}
    // CHECK-NEXT: gpu.launch blocks(%arg4, %arg5, %arg6) in (%arg10 = %arg1, %arg11 = %arg1, %arg12 = %arg1) threads(%arg7, %arg8, %arg9) in (%arg13 = %arg1, %arg14 = %arg1, %arg15 = %arg1) dynamic_shared_memory_size %arg3 module(@m) function(@f) workgroup(%arg16 : memref<4xf32, 3>) private(%arg17 : memref<4xf32, 5>) {
    // CHECK-NEXT:   cf.br ^bb1
    // CHECK-NEXT: ^bb1:
    // CHECK-NEXT:   gpu.terminator
    // CHECK-NEXT: } {a}
    gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) dynamic_shared_memory_size %s module(@m) function(@f) workgroup(%w : memref<4xf32, 3>) private(%p : memref<4xf32, 5>) {
      cf.br ^bb1
    ^bb1:
      gpu.terminator
    } {a}
    // CHECK: gpu.launch async [%[[U]]] clusters(%[[A:.*]], %[[B:.*]], %[[C:.*]]) in (%[[D:.*]] = %arg1, %[[E:.*]] = %arg1, %[[F:.*]] = %arg1) blocks
    %2 = gpu.launch async [%1] clusters(%cx, %cy, %cz) in (%nx = %n, %ny = %n, %nz = %n) blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) {
      // CHECK-NEXT: %[[S:.*]] = arith.addi %[[A]], %[[E]] : index
      // CHECK-NEXT: arith.addi %[[S]], %[[C]] : index
      %3 = arith.addi %cx, %ny : index
      %4 = arith.addi %3, %cz : index
      gpu.terminator
    }
    return
  }

  // CHECK-LABEL: func.func @memory
  func.func @memory(%m: memref<4xf32>, %u: memref<*xf32>, %n: index, %x: f32, %i: i32) {
    // CHECK: %[[T:.*]] = gpu.wait async
    %t = gpu.wait async
    // CHECK-NEXT: %memref, %asyncToken = gpu.alloc async [%[[T]]] host_shared (%arg2) : memref<?xf32>
    %0, %1 = gpu.alloc async [%t] host_shared (%n) : memref<?xf32>
    // CHECK-NEXT: %memref_0 = gpu.alloc  (%arg2)[%arg2] : memref<?xf32, #map>
    %2 = gpu.alloc (%n)[%n] : memref<?xf32, affine_map<(d0)[s0] -> (d0 + s0)>>
    // CHECK-NEXT: %memref_1 = gpu.alloc  () : memref<4xf32, 1>
    %3 = gpu.alloc () : memref<4xf32, 1>
    // CHECK-NEXT: gpu.memcpy  %memref_1, %arg0 : memref<4xf32, 1>, memref<4xf32>
    gpu.memcpy %3, %m : memref<4xf32, 1>, memref<4xf32>
    // CHECK-NEXT: %[[V:.*]] = gpu.memset async [%asyncToken] %memref, %arg3 : memref<?xf32>, f32
    %4 = gpu.memset async [%1] %0, %x : memref<?xf32>, f32
    // CHECK-NEXT: gpu.dealloc [%[[V]]] %memref_0 : memref<?xf32, #map>
    gpu.dealloc [%4] %2 : memref<?xf32, affine_map<(d0)[s0] -> (d0 + s0)>>
    // CHECK-NEXT: gpu.host_register %arg1 : memref<*xf32>
    gpu.host_register %u : memref<*xf32>
    // CHECK-NEXT: gpu.host_unregister %arg1 : memref<*xf32>
    gpu.host_unregister %u : memref<*xf32>
    // CHECK-NEXT: gpu.set_default_device %arg4
    gpu.set_default_device %i
    // CHECK-NEXT: gpu.dynamic_shared_memory : memref<?xi8, #gpu.address_space<workgroup>>
    %5 = gpu.dynamic_shared_memory : memref<?xi8, #gpu.address_space<workgroup>>
    // CHECK-NEXT: gpu.printf "x = %f, %d\0A", %arg3, %arg2 : f32, index
    gpu.printf "x = %f, %d\n", %x, %n : f32, index
    // CHECK-NEXT: gpu.printf "done" {a}
    gpu.printf "done" {a}
    return
  }

  // CHECK-LABEL: func.func @threads
  func.func @threads(%x: f32, %v: vector<4xf16>, %i: i32) {
    // CHECK-NEXT: %thread_id_x = gpu.thread_id  x upper_bound 5
    %0 = gpu.thread_id x upper_bound 5
    // CHECK-NEXT: %thread_id_x_0 = gpu.thread_id  x {a}
    %1 = gpu.thread_id x {a}
    // CHECK-NEXT: %block_id_y = gpu.block_id  y
    %2 = gpu.block_id y
    // CHECK-NEXT: %block_dim_z = gpu.block_dim  z
    %3 = gpu.block_dim z
    // CHECK-NEXT: %grid_dim_z = gpu.grid_dim  z
    %4 = gpu.grid_dim z
    // CHECK-NEXT: %global_id_x = gpu.global_id  x
    %5 = gpu.global_id x
    // CHECK-NEXT: %cluster_id_x = gpu.cluster_id  x
    %6 = gpu.cluster_id x
    // CHECK-NEXT: %cluster_dim_x = gpu.cluster_dim  x
    %7 = gpu.cluster_dim x
    // CHECK-NEXT: %cluster_block_id_x = gpu.cluster_block_id  x
    %8 = gpu.cluster_block_id x
    // CHECK-NEXT: %cluster_dim_blocks_x = gpu.cluster_dim_blocks  x
    %9 = gpu.cluster_dim_blocks x
    // CHECK-NEXT: gpu.lane_id
    %10 = gpu.lane_id
    // CHECK-NEXT: gpu.lane_id upper_bound 64
    %11 = gpu.lane_id upper_bound 64
    // CHECK-NEXT: gpu.subgroup_id : index
    %12 = gpu.subgroup_id : index
    // CHECK-NEXT: gpu.num_subgroups : index
    %13 = gpu.num_subgroups : index
    // CHECK-NEXT: gpu.subgroup_size upper_bound 64 : index
    %14 = gpu.subgroup_size upper_bound 64 : index
    // CHECK-NEXT: gpu.barrier
    gpu.barrier
    // CHECK-NEXT: gpu.all_reduce  add %arg0 uniform {
    // CHECK-NEXT: } : (f32) -> f32
    %15 = gpu.all_reduce add %x uniform {} : (f32) -> f32
    // CHECK-NEXT: gpu.all_reduce  %arg0 {
    // CHECK-NEXT: ^bb0(%[[A:.*]]: f32, %[[B:.*]]: f32):
    // CHECK-NEXT:   %[[S:.*]] = arith.addf %[[A]], %[[B]] : f32
    // CHECK-NEXT:   gpu.yield %[[S]] : f32
    // CHECK-NEXT: } : (f32) -> f32
    %16 = gpu.all_reduce %x {
    ^bb0(%a: f32, %b: f32):
      %sum = arith.addf %a, %b : f32
      gpu.yield %sum : f32
    } : (f32) -> f32
    // CHECK-NEXT: gpu.subgroup_reduce  maxui %arg2 uniform : (i32) -> i32
    %17 = gpu.subgroup_reduce maxui %i uniform : (i32) -> i32
    // CHECK-NEXT: gpu.subgroup_reduce  add %arg1 cluster(size = 4, stride = 2) : (vector<4xf16>) -> vector<4xf16>
    %18 = gpu.subgroup_reduce add %v cluster(size = 4, stride = 2) : (vector<4xf16>) -> vector<4xf16>
    // CHECK-NEXT: gpu.subgroup_reduce  mul %arg0 cluster(size = 8) {a} : (f32) -> f32
    %19 = gpu.subgroup_reduce mul %x cluster(size = 8) {a} : (f32) -> f32
    // CHECK-NEXT: %shuffleResult, %valid = gpu.shuffle  xor %arg0, %arg2, %arg2 : f32
    %20, %21 = gpu.shuffle xor %x, %i, %i : f32
    // CHECK-NEXT: %rotateResult, %valid_1 = gpu.rotate %arg0, 3, 16 : f32
    %22, %23 = gpu.rotate %x, 3, 16 : f32
    // CHECK-NEXT: gpu.subgroup_broadcast %arg0,  first_active_lane : f32
    %24 = gpu.subgroup_broadcast %x, first_active_lane : f32
    // CHECK-NEXT: gpu.subgroup_broadcast %arg0,  specific_lane %arg2 : f32
    %25 = gpu.subgroup_broadcast %x, specific_lane %i : f32
    return
  }

  // CHECK: func.func @attributes() attributes {a = #gpu.mask<18446744073709551615>, b = #gpu.lane<x>, c = [#gpu.warp<linear_dim_3>, #gpu.warpgroup<z>, #gpu.memory_space<workgroup>, #gpu.thread<y>, #gpu.block<linear_dim_9>, #gpu<dim z>, #gpu<all_reduce_op add>, #gpu<shuffle_mode idx>, #gpu<broadcast first_active_lane>], d = #gpu.loop_dim_map<processor = block_x, map = (d0)[s0] -> (d0 + s0), bound = (d0) -> (d0 + 1)>} {
  func.func @attributes() attributes {a = #gpu.mask<-1>, b = #gpu.lane<x>, c = [#gpu.warp<linear_dim_3>, #gpu.warpgroup<z>, #gpu.memory_space<workgroup>, #gpu.thread<"y">, #gpu.block<linear_dim_9>, #gpu<dim z>, #gpu<all_reduce_op add>, #gpu<shuffle_mode idx>, #gpu<broadcast first_active_lane>], d = #gpu.loop_dim_map<bound = (d0) -> (d0 + 1), processor = block_x, map = (d0)[s0] -> (d0 + s0)>} {
    return
  }
}
