// RUN: adopt %s --convert-gpu-to-wgsl --cse --split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @calls(%arg0: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"})
// CHECK-NEXT: %c0 = arith.constant 0 : index
// CHECK-NEXT: %0 = memref.load %arg0[%c0] : memref<?xf32>
// CHECK-NEXT: %1 = arith.addf %0, %0 : f32
// CHECK-NEXT: %2 = arith.addf %1, %1 : f32
// CHECK-NEXT: memref.store %2, %arg0[%c0] : memref<?xf32>
// CHECK-NEXT: return
// Calls are replaced by what they call, and those functions go.

gpu.module @calls {
  func.func @twice(%x: f32) -> f32 {
    %0 = func.call @double(%x) : (f32) -> f32
    %1 = func.call @double(%0) : (f32) -> f32
    return %1 : f32
  }
  func.func @double(%x: f32) -> f32 {
    %0 = arith.addf %x, %x : f32
    return %0 : f32
  }
  gpu.func @calls(%m: memref<4xf32>) kernel {
    %c0 = arith.constant 0 : index
    %0 = memref.load %m[%c0] : memref<4xf32>
    %1 = func.call @twice(%0) : (f32) -> f32
    memref.store %1, %m[%c0] : memref<4xf32>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @loops(%arg0: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}, %arg1: memref<?xf32> {wgsl.operand = 1 : i64, wgsl.part = "buffer"}, %arg2: index {wgsl.operand = 2 : i64, wgsl.part = "value"})
// CHECK-NEXT: %c0 = arith.constant 0 : index
// CHECK-NEXT: %c1 = arith.constant 1 : index
// CHECK-NEXT: %0 = memref.load %arg0[%c1] : memref<?xf32>
// CHECK-NEXT: scf.for %arg3 = %c0 to %arg2 step %c1 {
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %1 = arith.muli %arg3, %c4 : index
// CHECK-NEXT:   memref.store %0, %arg1[%1] : memref<?xf32>
// CHECK-NEXT: }
// CHECK-NEXT: %c3 = arith.constant 3 : index
// CHECK-NEXT: scf.for %arg3 = %c0 to %c3 step %c1 {
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %1 = arith.addi %c4, %arg3 : index
// CHECK-NEXT:   memref.store %0, %arg1[%1] : memref<?xf32>
// CHECK-NEXT: }
// CHECK-NEXT: return
gpu.module @loops {
  gpu.func @loops(%m: memref<4x4xf32>, %o: memref<4x4xf32>, %n: index) kernel {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %x = scf.execute_region -> f32 {
      %0 = memref.load %m[%c0, %c1] : memref<4x4xf32>
      scf.yield %0 : f32
    }
    scf.parallel (%i) = (%c0) to (%n) step (%c1) {
      memref.store %x, %o[%i, %c0] : memref<4x4xf32>
    }
    scf.forall (%i) in (3) {
      memref.store %x, %o[%c1, %i] : memref<4x4xf32>
    }
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @copy(%arg0: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}, %arg1: index {wgsl.dimension = 0 : i64, wgsl.operand = 0 : i64, wgsl.part = "size"}, %arg2: memref<?xf32> {wgsl.operand = 1 : i64, wgsl.part = "buffer"}, %arg3: index {wgsl.dimension = 1 : i64, wgsl.operand = 1 : i64, wgsl.part = "stride"})
// CHECK-NEXT: %c0 = arith.constant 0 : index
// CHECK-NEXT: %c1 = arith.constant 1 : index
// CHECK-NEXT: scf.for %arg4 = %c0 to %arg1 step %c1 {
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   scf.for %arg5 = %c0 to %c4 step %c1 {
// CHECK-NEXT:     %0 = arith.muli %arg4, %c4 : index
// CHECK-NEXT:     %1 = arith.addi %0, %arg5 : index
// CHECK-NEXT:     %2 = memref.load %arg0[%1] : memref<?xf32>
// CHECK-NEXT:     %3 = arith.muli %arg5, %arg3 : index
// CHECK-NEXT:     %4 = arith.addi %arg4, %3 : index
// CHECK-NEXT:     memref.store %2, %arg2[%4] : memref<?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT: }
// CHECK-NEXT: return
gpu.module @copy {
  gpu.func @copy(%m: memref<?x4xf32>, %o: memref<?x4xf32, strided<[1, ?]>>) kernel {
    memref.copy %m, %o : memref<?x4xf32> to memref<?x4xf32, strided<[1, ?]>>
    gpu.return
  }
}
