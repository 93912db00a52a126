// RUN: adopt %s --convert-gpu-to-wgsl --cse --split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @ids(%arg0: memref<?xi32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}, %arg1: index {wgsl.dimension = 0 : i64, wgsl.part = "block_offset"}, %arg2: index {wgsl.dimension = 1 : i64, wgsl.part = "grid_size"}, %arg3: index {wgsl.dimension = 2 : i64, wgsl.part = "block_offset"})
// CHECK-NEXT: %c16 = arith.constant 16 : index
// CHECK-NEXT: %block_id_x = gpu.block_id  x
// CHECK-NEXT: %0 = arith.addi %block_id_x, %arg1 : index
// CHECK-NEXT: %1 = arith.muli %0, %c16 : index
// CHECK-NEXT: %thread_id_x = gpu.thread_id  x
// CHECK-NEXT: %2 = arith.addi %1, %thread_id_x : index
// CHECK-NEXT: %c4 = arith.constant 4 : index
// CHECK-NEXT: %block_id_z = gpu.block_id  z
// CHECK-NEXT: %3 = arith.addi %block_id_z, %arg3 : index
// CHECK-NEXT: %4 = arith.addi %2, %arg2 : index
// CHECK-NEXT: %5 = arith.addi %c4, %3 : index
// CHECK-NEXT: %c2 = arith.constant 2 : index
// CHECK-NEXT: %6 = arith.muli %5, %c2 : index
// CHECK-NEXT: %7 = arith.index_cast %4 : index to i32
// CHECK-NEXT: memref.store %7, %arg0[%6] : memref<?xi32>
// CHECK-NEXT: %c1 = arith.constant 1 : index
// CHECK-NEXT: %8 = arith.addi %6, %c1 : index
// CHECK-NEXT: %c31_i32 = arith.constant 31 : i32
// CHECK-NEXT: %9 = arith.shrsi %7, %c31_i32 : i32
// CHECK-NEXT: memref.store %9, %arg0[%8] : memref<?xi32>
// CHECK-NEXT: return
gpu.module @ids {
  gpu.func @ids(%m: memref<8xindex>) kernel attributes {known_block_size = array<i32: 16, 4, 1>} {
    %0 = gpu.global_id x
    %1 = gpu.grid_dim y
    %2 = gpu.block_dim y
    %3 = gpu.block_id z
    %4 = arith.addi %0, %1 : index
    %5 = arith.addi %2, %3 : index
    memref.store %4, %m[%5] : memref<8xindex>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @reduce(%arg0: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"})
// CHECK-NEXT: %thread_id_y = gpu.thread_id  y
// CHECK-NEXT: %thread_id_z = gpu.thread_id  z
// CHECK-NEXT: %0 = arith.addi %thread_id_y, %thread_id_z : index
// CHECK-NEXT: %thread_id_x = gpu.thread_id  x
// CHECK-NEXT: %c64 = arith.constant 64 : index
// CHECK-NEXT: %1 = arith.muli %c64, %0 : index
// CHECK-NEXT: %2 = arith.addi %thread_id_x, %1 : index
// CHECK-NEXT: %alloca = memref.alloca() : memref<64xf32, #gpu.address_space<workgroup>>
// CHECK-NEXT: %3 = memref.load %arg0[%thread_id_x] : memref<?xf32>
// CHECK-NEXT: memref.store %3, %alloca[%2] : memref<64xf32, #gpu.address_space<workgroup>>
// CHECK-NEXT: gpu.barrier
// CHECK-NEXT: %c1 = arith.constant 1 : index
// CHECK-NEXT: %c2 = arith.constant 2 : index
// CHECK-NEXT: %4 = scf.while (%arg1 = %c64) : (index) -> index {
// CHECK-NEXT:   %6 = arith.cmpi ugt, %arg1, %c1 : index
// CHECK-NEXT:   scf.condition(%6) %arg1 : index
// CHECK-NEXT: } do {
// CHECK-NEXT: ^bb0(%arg1: index):
// CHECK-NEXT:   %6 = arith.addi %arg1, %c1 : index
// CHECK-NEXT:   %7 = arith.divui %6, %c2 : index
// CHECK-NEXT:   %8 = arith.addi %2, %7 : index
// CHECK-NEXT:   %9 = arith.cmpi ult, %8, %arg1 : index
// CHECK-NEXT:   scf.if %9 {
// CHECK-NEXT:     %10 = memref.load %alloca[%2] : memref<64xf32, #gpu.address_space<workgroup>>
// CHECK-NEXT:     %11 = memref.load %alloca[%8] : memref<64xf32, #gpu.address_space<workgroup>>
// CHECK-NEXT:     %12 = arith.addf %10, %11 : f32
// CHECK-NEXT:     memref.store %12, %alloca[%2] : memref<64xf32, #gpu.address_space<workgroup>>
// CHECK-NEXT:   }
// CHECK-NEXT:   gpu.barrier
// CHECK-NEXT:   scf.yield %7 : index
// CHECK-NEXT: }
// CHECK-NEXT: %c0 = arith.constant 0 : index
// CHECK-NEXT: %5 = memref.load %alloca[%c0] {wgsl.uniform} : memref<64xf32, #gpu.address_space<workgroup>>
// CHECK-NEXT: gpu.barrier
// CHECK-NEXT: memref.store %5, %arg0[%thread_id_x] : memref<?xf32>
// CHECK-NEXT: return
// A tree: half of the threads add what the other half has.

gpu.module @reduce {
  gpu.func @reduce(%m: memref<4xf32>) kernel attributes {known_block_size = array<i32: 64, 1, 1>} {
    %t = gpu.thread_id x
    %0 = memref.load %m[%t] : memref<4xf32>
    %1 = gpu.all_reduce add %0 {} : (f32) -> f32
    memref.store %1, %m[%t] : memref<4xf32>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @region(%arg0: memref<?xi32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"})
// CHECK-NEXT: %thread_id_y = gpu.thread_id  y
// CHECK-NEXT: %block_dim_y = gpu.block_dim  y
// CHECK-NEXT: %thread_id_z = gpu.thread_id  z
// CHECK-NEXT: %0 = arith.muli %block_dim_y, %thread_id_z : index
// CHECK-NEXT: %1 = arith.addi %thread_id_y, %0 : index
// CHECK-NEXT: %thread_id_x = gpu.thread_id  x
// CHECK-NEXT: %block_dim_x = gpu.block_dim  x
// CHECK-NEXT: %2 = arith.muli %block_dim_x, %1 : index
// CHECK-NEXT: %3 = arith.addi %thread_id_x, %2 : index
// CHECK-NEXT: %4 = arith.muli %block_dim_x, %block_dim_y : index
// CHECK-NEXT: %block_dim_z = gpu.block_dim  z
// CHECK-NEXT: %5 = arith.muli %4, %block_dim_z : index
// CHECK-NEXT: %alloca = memref.alloca(%5) : memref<?xi32, #gpu.address_space<workgroup>>
// CHECK-NEXT: %6 = memref.load %arg0[%thread_id_x] : memref<?xi32>
// CHECK-NEXT: memref.store %6, %alloca[%3] : memref<?xi32, #gpu.address_space<workgroup>>
// CHECK-NEXT: gpu.barrier
// CHECK-NEXT: %c1 = arith.constant 1 : index
// CHECK-NEXT: %c2 = arith.constant 2 : index
// CHECK-NEXT: %7 = scf.while (%arg1 = %5) : (index) -> index {
// CHECK-NEXT:   %9 = arith.cmpi ugt, %arg1, %c1 : index
// CHECK-NEXT:   scf.condition(%9) %arg1 : index
// CHECK-NEXT: } do {
// CHECK-NEXT: ^bb0(%arg1: index):
// CHECK-NEXT:   %9 = arith.addi %arg1, %c1 : index
// CHECK-NEXT:   %10 = arith.divui %9, %c2 : index
// CHECK-NEXT:   %11 = arith.addi %3, %10 : index
// CHECK-NEXT:   %12 = arith.cmpi ult, %11, %arg1 : index
// CHECK-NEXT:   scf.if %12 {
// CHECK-NEXT:     %13 = memref.load %alloca[%3] : memref<?xi32, #gpu.address_space<workgroup>>
// CHECK-NEXT:     %14 = memref.load %alloca[%11] : memref<?xi32, #gpu.address_space<workgroup>>
// CHECK-NEXT:     %15 = arith.muli %13, %14 : i32
// CHECK-NEXT:     memref.store %15, %alloca[%3] : memref<?xi32, #gpu.address_space<workgroup>>
// CHECK-NEXT:   }
// CHECK-NEXT:   gpu.barrier
// CHECK-NEXT:   scf.yield %10 : index
// CHECK-NEXT: }
// CHECK-NEXT: %c0 = arith.constant 0 : index
// CHECK-NEXT: %8 = memref.load %alloca[%c0] {wgsl.uniform} : memref<?xi32, #gpu.address_space<workgroup>>
// CHECK-NEXT: gpu.barrier
// CHECK-NEXT: memref.store %8, %arg0[%thread_id_x] : memref<?xi32>
// CHECK-NEXT: return
// The scratch memory has the size of the block, which is known when the kernel is launched.

gpu.module @reduce {
  gpu.func @region(%m: memref<4xi32>) kernel {
    %t = gpu.thread_id x
    %0 = memref.load %m[%t] : memref<4xi32>
    %1 = gpu.all_reduce %0 {
    ^bb0(%a: i32, %b: i32):
      %2 = arith.muli %a, %b : i32
      gpu.yield %2 : i32
    } : (i32) -> i32
    memref.store %1, %m[%t] : memref<4xi32>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @shuffle(%arg0: memref<?xi32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}, %arg1: memref<?xi32> {wgsl.operand = 1 : i64, wgsl.part = "buffer"})
// CHECK-NEXT: %thread_id_x = gpu.thread_id  x
// CHECK-NEXT: %c1_i32 = arith.constant 1 : i32
// CHECK-NEXT: %c16_i32 = arith.constant 16 : i32
// CHECK-NEXT: %0 = memref.load %arg0[%thread_id_x] : memref<?xi32>
// CHECK-NEXT: %c4 = arith.constant 4 : index
// CHECK-NEXT: %1 = arith.remui %thread_id_x, %c4 : index
// CHECK-NEXT: %c8 = arith.constant 8 : index
// CHECK-NEXT: %2 = arith.muli %1, %c8 : index
// CHECK-NEXT: %3 = arith.divui %thread_id_x, %c4 : index
// CHECK-NEXT: %4 = arith.index_cast %2 : index to i32
// CHECK-NEXT: %5 = memref.load %arg1[%3] : memref<?xi32>
// CHECK-NEXT: %6 = arith.shrui %5, %4 : i32
// CHECK-NEXT: %c255_i32 = arith.constant 255 : i32
// CHECK-NEXT: %7 = arith.andi %6, %c255_i32 : i32
// CHECK-NEXT: %c0_i32 = arith.constant 0 : i32
// CHECK-NEXT: %8 = arith.cmpi ne, %7, %c0_i32 : i32
// CHECK-NEXT: %shuffleResult, %valid = gpu.shuffle  down %0, %c1_i32, %c1_i32 : i32
// CHECK-NEXT: %9 = gpu.lane_id
// CHECK-NEXT: %10 = arith.index_cast %9 : index to i32
// CHECK-NEXT: %11 = arith.addi %10, %c1_i32 : i32
// CHECK-NEXT: %12 = arith.cmpi ult, %11, %c16_i32 : i32
// CHECK-NEXT: %13 = arith.extui %8 : i1 to i32
// CHECK-NEXT: %shuffleResult_0, %valid_1 = gpu.shuffle  xor %13, %c1_i32, %c1_i32 : i32
// CHECK-NEXT: %14 = arith.trunci %shuffleResult_0 : i32 to i1
// CHECK-NEXT: %15 = arith.andi %12, %14 : i1
// CHECK-NEXT: %16 = arith.extui %15 : i1 to i32
// CHECK-NEXT: %17 = arith.addi %16, %shuffleResult : i32
// CHECK-NEXT: memref.store %17, %arg0[%thread_id_x] : memref<?xi32>
// CHECK-NEXT: return
gpu.module @subgroups {
  gpu.func @shuffle(%m: memref<4xi32>, %n: memref<4xi1>) kernel {
    %t = gpu.thread_id x
    %c1 = arith.constant 1 : i32
    %c16 = arith.constant 16 : i32
    %0 = memref.load %m[%t] : memref<4xi32>
    %b = memref.load %n[%t] : memref<4xi1>
    %1, %valid = gpu.shuffle down %0, %c1, %c16 : i32
    %2, %other = gpu.shuffle xor %b, %c1, %c16 : i1
    %3 = arith.andi %valid, %2 : i1
    %4 = arith.extui %3 : i1 to i32
    %5 = arith.addi %4, %1 : i32
    memref.store %5, %m[%t] : memref<4xi32>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @reduce(%arg0: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"})
// CHECK-NEXT: %thread_id_x = gpu.thread_id  x
// CHECK-NEXT: %0 = memref.load %arg0[%thread_id_x] : memref<?xf32>
// CHECK-NEXT: %1 = gpu.subgroup_reduce  add %0 : (f32) -> f32
// CHECK-NEXT: %c2_i32 = arith.constant 2 : i32
// CHECK-NEXT: %shuffleResult, %valid = gpu.shuffle  xor %1, %c2_i32, %c2_i32 : f32
// CHECK-NEXT: %2 = arith.mulf %1, %shuffleResult : f32
// CHECK-NEXT: %c4_i32 = arith.constant 4 : i32
// CHECK-NEXT: %shuffleResult_0, %valid_1 = gpu.shuffle  xor %2, %c4_i32, %c4_i32 : f32
// CHECK-NEXT: %3 = arith.mulf %2, %shuffleResult_0 : f32
// CHECK-NEXT: %4 = gpu.lane_id
// CHECK-NEXT: %5 = arith.index_cast %4 : index to i32
// CHECK-NEXT: %c7_i32 = arith.constant 7 : i32
// CHECK-NEXT: %c3_i32 = arith.constant 3 : i32
// CHECK-NEXT: %6 = arith.addi %5, %c3_i32 : i32
// CHECK-NEXT: %7 = arith.andi %6, %c7_i32 : i32
// CHECK-NEXT: %c-8_i32 = arith.constant -8 : i32
// CHECK-NEXT: %8 = arith.andi %5, %c-8_i32 : i32
// CHECK-NEXT: %9 = arith.addi %7, %8 : i32
// CHECK-NEXT: %shuffleResult_2, %valid_3 = gpu.shuffle  idx %3, %9, %9 : f32
// CHECK-NEXT: memref.store %shuffleResult_2, %arg0[%thread_id_x] : memref<?xf32>
// CHECK-NEXT: return
gpu.module @subgroups {
  gpu.func @reduce(%m: memref<4xf32>) kernel {
    %t = gpu.thread_id x
    %0 = memref.load %m[%t] : memref<4xf32>
    %1 = gpu.subgroup_reduce add %0 : (f32) -> f32
    %2 = gpu.subgroup_reduce mul %1 cluster(size = 4, stride = 2) : (f32) -> f32
    %3, %valid = gpu.rotate %2, 3, 8 : f32
    memref.store %3, %m[%t] : memref<4xf32>
    gpu.return
  }
}
