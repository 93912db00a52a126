// RUN: adopt %s --convert-gpu-to-wgsl --cse --split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @strided(%arg0: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}, %arg1: index {wgsl.dimension = 0 : i64, wgsl.operand = 0 : i64, wgsl.part = "stride"}, %arg2: index {wgsl.operand = 1 : i64, wgsl.part = "value"}, %arg3: index {wgsl.operand = 2 : i64, wgsl.part = "value"})
// CHECK-NEXT: %0 = arith.muli %arg2, %arg1 : index
// CHECK-NEXT: %c3 = arith.constant 3 : index
// CHECK-NEXT: %1 = arith.addi %c3, %0 : index
// CHECK-NEXT: %c2 = arith.constant 2 : index
// CHECK-NEXT: %2 = arith.muli %arg3, %c2 : index
// CHECK-NEXT: %3 = arith.addi %1, %2 : index
// CHECK-NEXT: %4 = memref.load %arg0[%3] : memref<?xf32>
// CHECK-NEXT: %5 = arith.muli %arg3, %arg1 : index
// CHECK-NEXT: %6 = arith.addi %c3, %5 : index
// CHECK-NEXT: %7 = arith.muli %arg2, %c2 : index
// CHECK-NEXT: %8 = arith.addi %6, %7 : index
// CHECK-NEXT: memref.store %4, %arg0[%8] : memref<?xf32>
// CHECK-NEXT: return
gpu.module @layouts {
  gpu.func @strided(%m: memref<4x?xf32, strided<[?, 2], offset: 3>>, %i: index, %j: index) kernel {
    %0 = memref.load %m[%i, %j] : memref<4x?xf32, strided<[?, 2], offset: 3>>
    memref.store %0, %m[%j, %i] : memref<4x?xf32, strided<[?, 2], offset: 3>>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @subview(%arg0: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}, %arg1: index {wgsl.operand = 1 : i64, wgsl.part = "value"}, %arg2: index {wgsl.operand = 2 : i64, wgsl.part = "value"})
// CHECK-NEXT: %c8 = arith.constant 8 : index
// CHECK-NEXT: %0 = arith.muli %arg1, %c8 : index
// CHECK-NEXT: %c2 = arith.constant 2 : index
// CHECK-NEXT: %1 = arith.addi %0, %c2 : index
// CHECK-NEXT: %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT: %c16 = arith.constant 16 : index
// CHECK-NEXT: %2 = arith.muli %arg2, %c16 : index
// CHECK-NEXT: %3 = arith.addi %1, %2 : index
// CHECK-NEXT: memref.store %cst, %arg0[%3] : memref<?xf32>
// CHECK-NEXT: return
gpu.module @views {
  gpu.func @subview(%m: memref<?x8xf32>, %i: index, %n: index) kernel {
    %c0 = arith.constant 0 : index
    %s = memref.subview %m[%i, 2] [%n, 4] [2, 1] : memref<?x8xf32> to memref<?x4xf32, strided<[16, 1], offset: ?>>
    %t = memref.transpose %s (a, b) -> (b, a) : memref<?x4xf32, strided<[16, 1], offset: ?>> to memref<4x?xf32, strided<[1, 16], offset: ?>>
    %d = memref.dim %s, %c0 : memref<?x4xf32, strided<[16, 1], offset: ?>>
    %f = arith.constant 1.0 : f32
    memref.store %f, %t[%c0, %d] : memref<4x?xf32, strided<[1, 16], offset: ?>>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @narrow(%arg0: memref<?xi32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}, %arg1: memref<?xi32> {wgsl.operand = 1 : i64, wgsl.part = "buffer"}, %arg2: index {wgsl.operand = 2 : i64, wgsl.part = "value"})
// CHECK-NEXT: %c4 = arith.constant 4 : index
// CHECK-NEXT: %0 = arith.remui %arg2, %c4 : index
// CHECK-NEXT: %c8 = arith.constant 8 : index
// CHECK-NEXT: %1 = arith.muli %0, %c8 : index
// CHECK-NEXT: %2 = arith.divui %arg2, %c4 : index
// CHECK-NEXT: %3 = arith.index_cast %1 : index to i32
// CHECK-NEXT: %4 = memref.load %arg0[%2] : memref<?xi32>
// CHECK-NEXT: %5 = arith.shrui %4, %3 : i32
// CHECK-NEXT: %c255_i32 = arith.constant 255 : i32
// CHECK-NEXT: %6 = arith.andi %5, %c255_i32 : i32
// CHECK-NEXT: %c24_i32 = arith.constant 24 : i32
// CHECK-NEXT: %7 = arith.shli %6, %c24_i32 : i32
// CHECK-NEXT: %8 = arith.shrsi %7, %c24_i32 : i32
// CHECK-NEXT: %9 = memref.load %arg1[%2] : memref<?xi32>
// CHECK-NEXT: %10 = arith.shrui %9, %3 : i32
// CHECK-NEXT: %11 = arith.andi %10, %c255_i32 : i32
// CHECK-NEXT: %c0_i32 = arith.constant 0 : i32
// CHECK-NEXT: %12 = arith.shli %c255_i32, %3 : i32
// CHECK-NEXT: %c-1_i32 = arith.constant -1 : i32
// CHECK-NEXT: %13 = arith.xori %12, %c-1_i32 : i32
// CHECK-NEXT: %14 = memref.atomic_rmw andi %13, %arg0[%2] : (i32, memref<?xi32>) -> i32
// CHECK-NEXT: %15 = arith.andi %8, %c255_i32 : i32
// CHECK-NEXT: %16 = arith.shli %15, %3 : i32
// CHECK-NEXT: %17 = memref.atomic_rmw ori %16, %arg0[%2] : (i32, memref<?xi32>) -> i32
// CHECK-NEXT: return
gpu.module @elements {
  gpu.func @narrow(%b: memref<8xi8>, %c: memref<8xi1>, %i: index) kernel {
    %0 = memref.load %b[%i] : memref<8xi8>
    %1 = memref.load %c[%i] : memref<8xi1>
    memref.store %0, %b[%i] : memref<8xi8>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @wide(%arg0: memref<?xi32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}, %arg1: memref<?xi32> {wgsl.operand = 1 : i64, wgsl.part = "buffer"}, %arg2: index {wgsl.operand = 2 : i64, wgsl.part = "value"})
// CHECK-NEXT: %c2 = arith.constant 2 : index
// CHECK-NEXT: %0 = arith.muli %arg2, %c2 : index
// CHECK-NEXT: %1 = memref.load %arg0[%0] : memref<?xi32>
// CHECK-NEXT: %2 = memref.load %arg1[%0] : memref<?xi32>
// CHECK-NEXT: %3 = arith.index_cast %2 : i32 to index
// CHECK-NEXT: %4 = arith.muli %3, %c2 : index
// CHECK-NEXT: memref.store %1, %arg0[%4] : memref<?xi32>
// CHECK-NEXT: %c1 = arith.constant 1 : index
// CHECK-NEXT: %5 = arith.addi %4, %c1 : index
// CHECK-NEXT: %c31_i32 = arith.constant 31 : i32
// CHECK-NEXT: %6 = arith.shrsi %1, %c31_i32 : i32
// CHECK-NEXT: memref.store %6, %arg0[%5] : memref<?xi32>
// CHECK-NEXT: return
gpu.module @elements {
  gpu.func @wide(%a: memref<8xi64>, %x: memref<8xindex>, %i: index) kernel {
    %0 = memref.load %a[%i] : memref<8xi64>
    %1 = memref.load %x[%i] : memref<8xindex>
    memref.store %0, %a[%1] : memref<8xi64>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @local(%arg0: memref<?xi32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"})
// CHECK-NEXT: %alloca = memref.alloca() : memref<8xi32, #gpu.address_space<workgroup>>
// CHECK-NEXT: %alloca_0 = memref.alloca() : memref<3xi32>
// CHECK-NEXT: %true = arith.constant true
// CHECK-NEXT: %0 = arith.extui %true : i1 to i32
// CHECK-NEXT: %c1 = arith.constant 1 : index
// CHECK-NEXT: memref.store %0, %alloca_0[%c1] : memref<3xi32>
// CHECK-NEXT: %c4 = arith.constant 4 : index
// CHECK-NEXT: %1 = memref.load %alloca[%c4] : memref<8xi32, #gpu.address_space<workgroup>>
// CHECK-NEXT: %2 = memref.load %alloca_0[%c1] : memref<3xi32>
// CHECK-NEXT: %c0_i32 = arith.constant 0 : i32
// CHECK-NEXT: %3 = arith.cmpi ne, %2, %c0_i32 : i32
// CHECK-NEXT: scf.if %3 {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   memref.store %1, %arg0[%c0] : memref<?xi32>
// CHECK-NEXT:   %c31_i32 = arith.constant 31 : i32
// CHECK-NEXT:   %4 = arith.shrsi %1, %c31_i32 : i32
// CHECK-NEXT:   memref.store %4, %arg0[%c1] : memref<?xi32>
// CHECK-NEXT: }
// CHECK-NEXT: return
gpu.module @local {
  gpu.func @local(%o: memref<1xi64>) workgroup(%w: memref<2x4xi64, #gpu.address_space<workgroup>>) private(%p: memref<3xi1, #gpu.address_space<private>>) kernel {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %t = arith.constant true
    memref.store %t, %p[%c1] : memref<3xi1, #gpu.address_space<private>>
    %0 = memref.load %w[%c1, %c0] : memref<2x4xi64, #gpu.address_space<workgroup>>
    %1 = memref.load %p[%c1] : memref<3xi1, #gpu.address_space<private>>
    scf.if %1 {
      memref.store %0, %o[%c0] : memref<1xi64>
    }
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @atomics(%arg0: memref<?xi32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}, %arg1: memref<?xi32> {wgsl.operand = 1 : i64, wgsl.part = "buffer"}, %arg2: f32 {wgsl.operand = 2 : i64, wgsl.part = "value"}, %arg3: i32 {wgsl.operand = 3 : i64, wgsl.part = "value"}, %arg4: index {wgsl.operand = 4 : i64, wgsl.part = "value"})
// CHECK-NEXT: %0 = memref.generic_atomic_rmw %arg0[%arg4] : memref<?xi32> {
// CHECK-NEXT: ^bb0(%arg5: i32):
// CHECK-NEXT:   %6 = arith.bitcast %arg5 : i32 to f32
// CHECK-NEXT:   %7 = arith.addf %6, %arg2 : f32
// CHECK-NEXT:   %8 = arith.bitcast %7 : f32 to i32
// CHECK-NEXT:   memref.atomic_yield %8 : i32
// CHECK-NEXT: }
// CHECK-NEXT: %1 = memref.atomic_rmw addi %arg3, %arg1[%arg4] : (i32, memref<?xi32>) -> i32
// CHECK-NEXT: %2 = memref.generic_atomic_rmw %arg1[%arg4] : memref<?xi32> {
// CHECK-NEXT: ^bb0(%arg5: i32):
// CHECK-NEXT:   %6 = arith.maxui %arg5, %arg3 : i32
// CHECK-NEXT:   memref.atomic_yield %6 : i32
// CHECK-NEXT: }
// CHECK-NEXT: %3 = memref.load %arg0[%arg4] : memref<?xi32>
// CHECK-NEXT: %4 = arith.bitcast %3 : i32 to f32
// CHECK-NEXT: %5 = arith.bitcast %4 : f32 to i32
// CHECK-NEXT: memref.store %5, %arg0[%arg4] : memref<?xi32>
// CHECK-NEXT: return
// CHECK-LABEL: func.func @private(%arg0: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"})
// CHECK-NEXT: %alloca = memref.alloca() : memref<1xi32>
// CHECK-NEXT: %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT: %c0 = arith.constant 0 : index
// CHECK-NEXT: %0 = memref.load %alloca[%c0] : memref<1xi32>
// CHECK-NEXT: %1 = arith.bitcast %0 : i32 to f32
// CHECK-NEXT: %2 = arith.mulf %1, %cst : f32
// CHECK-NEXT: %3 = arith.bitcast %2 : f32 to i32
// CHECK-NEXT: memref.store %3, %alloca[%c0] : memref<1xi32>
// CHECK-NEXT: memref.store %1, %arg0[%c0] : memref<?xf32>
// CHECK-NEXT: return
gpu.module @atomics {
  gpu.func @atomics(%f: memref<4xf32>, %i: memref<4xi32>, %x: f32, %n: i32, %at: index) kernel {
    %0 = memref.atomic_rmw addf %x, %f[%at] : (f32, memref<4xf32>) -> f32
    %1 = memref.atomic_rmw addi %n, %i[%at] : (i32, memref<4xi32>) -> i32
    %2 = memref.atomic_rmw maxu %n, %i[%at] : (i32, memref<4xi32>) -> i32
    %3 = memref.load %f[%at] : memref<4xf32>
    memref.store %3, %f[%at] : memref<4xf32>
    gpu.return
  }
  gpu.func @private(%o: memref<1xf32>) private(%p: memref<1xf32, #gpu.address_space<private>>) kernel {
    %c0 = arith.constant 0 : index
    %x = arith.constant 1.0 : f32
    %0 = memref.generic_atomic_rmw %p[%c0] : memref<1xf32, #gpu.address_space<private>> {
    ^bb0(%old: f32):
      %1 = arith.mulf %old, %x : f32
      memref.atomic_yield %1 : f32
    }
    memref.store %0, %o[%c0] : memref<1xf32>
    gpu.return
  }
}
