// RUN: adopt %s --convert-gpu-to-wgsl --cse --split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @narrow(%arg0: memref<?xi32> {wgsl.operand = 2 : i64, wgsl.part = "buffer"}, %arg1: i32 {wgsl.operand = 0 : i64, wgsl.part = "value"}, %arg2: i32 {wgsl.operand = 1 : i64, wgsl.part = "value"})
// CHECK-NEXT: %0 = arith.addi %arg1, %arg2 : i32
// CHECK-NEXT: %c24_i32 = arith.constant 24 : i32
// CHECK-NEXT: %1 = arith.shli %0, %c24_i32 : i32
// CHECK-NEXT: %2 = arith.shrsi %1, %c24_i32 : i32
// CHECK-NEXT: %c255_i32 = arith.constant 255 : i32
// CHECK-NEXT: %3 = arith.andi %2, %c255_i32 : i32
// CHECK-NEXT: %4 = arith.andi %arg2, %c255_i32 : i32
// CHECK-NEXT: %5 = arith.divui %3, %4 : i32
// CHECK-NEXT: %6 = arith.shli %5, %c24_i32 : i32
// CHECK-NEXT: %7 = arith.shrsi %6, %c24_i32 : i32
// CHECK-NEXT: %8 = arith.andi %7, %c255_i32 : i32
// CHECK-NEXT: %c0 = arith.constant 0 : index
// CHECK-NEXT: memref.store %8, %arg0[%c0] : memref<?xi32>
// CHECK-NEXT: %9 = arith.andi %arg1, %c255_i32 : i32
// CHECK-NEXT: %10 = arith.cmpi ult, %9, %4 : i32
// CHECK-NEXT: %11 = arith.extsi %10 : i1 to i32
// CHECK-NEXT: %c1 = arith.constant 1 : index
// CHECK-NEXT: memref.store %11, %arg0[%c1] : memref<?xi32>
// CHECK-NEXT: return
// Narrow integers are kept in words with their sign.

gpu.module @narrow {
  gpu.func @narrow(%a: i8, %b: i8, %m: memref<4xi32>) kernel {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %0 = arith.addi %a, %b : i8
    %1 = arith.divui %0, %b : i8
    %2 = arith.extui %1 : i8 to i32
    memref.store %2, %m[%c0] : memref<4xi32>
    %3 = arith.cmpi ult, %a, %b : i8
    %4 = arith.extsi %3 : i1 to i32
    memref.store %4, %m[%c1] : memref<4xi32>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @counts(%arg0: memref<?xi32> {wgsl.operand = 1 : i64, wgsl.part = "buffer"}, %arg1: i32 {wgsl.operand = 0 : i64, wgsl.part = "value"})
// CHECK-NEXT: %c65535_i32 = arith.constant 65535 : i32
// CHECK-NEXT: %0 = arith.andi %arg1, %c65535_i32 : i32
// CHECK-NEXT: %1 = math.ctlz %0 : i32
// CHECK-NEXT: %c16_i32 = arith.constant 16 : i32
// CHECK-NEXT: %2 = arith.subi %1, %c16_i32 : i32
// CHECK-NEXT: %c65536_i32 = arith.constant 65536 : i32
// CHECK-NEXT: %3 = arith.ori %arg1, %c65536_i32 : i32
// CHECK-NEXT: %4 = math.cttz %3 : i32
// CHECK-NEXT: %5 = math.ctpop %0 : i32
// CHECK-NEXT: %6 = arith.addi %2, %4 : i32
// CHECK-NEXT: %7 = arith.shli %6, %c16_i32 : i32
// CHECK-NEXT: %8 = arith.shrsi %7, %c16_i32 : i32
// CHECK-NEXT: %9 = arith.xori %8, %5 : i32
// CHECK-NEXT: %c0 = arith.constant 0 : index
// CHECK-NEXT: memref.store %9, %arg0[%c0] : memref<?xi32>
// CHECK-NEXT: return
gpu.module @counts {
  gpu.func @counts(%a: i16, %m: memref<4xi32>) kernel {
    %c0 = arith.constant 0 : index
    %0 = math.ctlz %a : i16
    %1 = math.cttz %a : i16
    %2 = math.ctpop %a : i16
    %3 = arith.addi %0, %1 : i16
    %4 = arith.xori %3, %2 : i16
    %5 = arith.extsi %4 : i16 to i32
    memref.store %5, %m[%c0] : memref<4xi32>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @booleans(%arg0: memref<?xf32> {wgsl.operand = 2 : i64, wgsl.part = "buffer"}, %arg1: i1 {wgsl.operand = 0 : i64, wgsl.part = "value"}, %arg2: i1 {wgsl.operand = 1 : i64, wgsl.part = "value"})
// CHECK-NEXT: %0 = arith.andi %arg1, %arg2 : i1
// CHECK-NEXT: %1 = arith.extsi %0 : i1 to i32
// CHECK-NEXT: %2 = arith.extsi %arg2 : i1 to i32
// CHECK-NEXT: %3 = arith.addi %1, %2 : i32
// CHECK-NEXT: %c31_i32 = arith.constant 31 : i32
// CHECK-NEXT: %4 = arith.shli %3, %c31_i32 : i32
// CHECK-NEXT: %5 = arith.shrsi %4, %c31_i32 : i32
// CHECK-NEXT: %6 = arith.trunci %5 : i32 to i1
// CHECK-NEXT: %7 = arith.extsi %6 : i1 to i32
// CHECK-NEXT: %8 = arith.extsi %arg1 : i1 to i32
// CHECK-NEXT: %9 = arith.cmpi slt, %7, %8 : i32
// CHECK-NEXT: %10 = arith.extsi %9 : i1 to i32
// CHECK-NEXT: %11 = arith.sitofp %10 : i32 to f32
// CHECK-NEXT: %12 = arith.fptosi %11 : f32 to i32
// CHECK-NEXT: %13 = arith.trunci %12 : i32 to i1
// CHECK-NEXT: scf.if %13 {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   memref.store %11, %arg0[%c0] : memref<?xf32>
// CHECK-NEXT: }
// CHECK-NEXT: return
// Truth values are joined as such; other operations take numbers.

gpu.module @booleans {
  gpu.func @booleans(%a: i1, %b: i1, %m: memref<4xf32>) kernel {
    %c0 = arith.constant 0 : index
    %0 = arith.andi %a, %b : i1
    %1 = arith.addi %0, %b : i1
    %2 = arith.cmpi slt, %1, %a : i1
    %3 = arith.sitofp %2 : i1 to f32
    %4 = arith.fptosi %3 : f32 to i1
    scf.if %4 {
      memref.store %3, %m[%c0] : memref<4xf32>
    }
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @wide(%arg0: memref<?xi32> {wgsl.operand = 2 : i64, wgsl.part = "buffer"}, %arg1: i32 {wgsl.operand = 0 : i64, wgsl.part = "value"}, %arg2: index {wgsl.operand = 1 : i64, wgsl.part = "value"})
// CHECK-NEXT: %c-2147483648_i32 = arith.constant -2147483648 : i32
// CHECK-NEXT: %0 = arith.addi %arg1, %c-2147483648_i32 : i32
// CHECK-NEXT: %1 = arith.index_cast %arg2 : index to i32
// CHECK-NEXT: %2 = arith.muli %0, %1 : i32
// CHECK-NEXT: %c16_i32 = arith.constant 16 : i32
// CHECK-NEXT: %3 = arith.shli %2, %c16_i32 : i32
// CHECK-NEXT: %4 = arith.shrsi %3, %c16_i32 : i32
// CHECK-NEXT: %c0 = arith.constant 0 : index
// CHECK-NEXT: memref.store %4, %arg0[%c0] : memref<?xi32>
// CHECK-NEXT: return
// Wide integers have the lower 32 bits.

gpu.module @wide {
  gpu.func @wide(%a: i64, %n: index, %m: memref<4xi32>) kernel {
    %c0 = arith.constant 0 : index
    %c = arith.constant -2147483648 : i64
    %0 = arith.addi %a, %c : i64
    %1 = arith.index_cast %n : index to i64
    %2 = arith.muli %0, %1 : i64
    %3 = arith.trunci %2 : i64 to i16
    %4 = arith.extsi %3 : i16 to i32
    memref.store %4, %m[%c0] : memref<4xi32>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @index(%arg0: memref<?xi32> {wgsl.operand = 1 : i64, wgsl.part = "buffer"}, %arg1: index {wgsl.operand = 0 : i64, wgsl.part = "value"})
// CHECK-NEXT: %c2 = arith.constant 2 : index
// CHECK-NEXT: %0 = arith.muli %arg1, %c2 : index
// CHECK-NEXT: %1 = arith.cmpi slt, %0, %arg1 : index
// CHECK-NEXT: %2 = arith.index_castui %0 : index to i32
// CHECK-NEXT: scf.if %1 {
// CHECK-NEXT:   memref.store %2, %arg0[%arg1] : memref<?xi32>
// CHECK-NEXT: }
// CHECK-NEXT: return
gpu.module @index {
  gpu.func @index(%n: index, %m: memref<4xi32>) kernel {
    %c2 = index.constant 2
    %0 = index.mul %n, %c2
    %1 = index.cmp slt(%0, %n)
    %2 = index.castu %0 : index to i32
    scf.if %1 {
      memref.store %2, %m[%n] : memref<4xi32>
    }
    gpu.return
  }
}
