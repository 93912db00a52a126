// RUN: adopt %s --convert-gpu-to-wgsl --split-input-file | adopt-filecheck %s --check-prefixes=CHECK,ACCURATE
// RUN: adopt %s --convert-gpu-to-wgsl=math=builtin --split-input-file | adopt-filecheck %s --check-prefixes=CHECK,BUILTIN

// CHECK-LABEL: func.func @functions
// ACCURATE: call @wgsl.exp(
// BUILTIN: math.exp %
// CHECK: math.exp %{{.*}} fastmath<afn>
// CHECK: call @wgsl.erf(
// CHECK: math.sqrt
// ACCURATE: func.func private @wgsl.exp(%arg0: f32) -> f32
// CHECK: func.func private @wgsl.erf(%arg0: f32) -> f32
// CHECK: call @wgsl.erfc_tail
// CHECK: func.func private @wgsl.erfc_tail
gpu.module @functions {
  gpu.func @functions(%m: memref<4xf32>, %i: index) kernel {
    %0 = memref.load %m[%i] : memref<4xf32>
    %1 = math.exp %0 : f32
    %2 = math.exp %1 fastmath<afn> : f32
    %3 = math.erf %2 : f32
    %4 = math.sqrt %3 : f32
    memref.store %4, %m[%i] : memref<4xf32>
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @half
// CHECK: arith.extf %{{.*}} : f16 to f32
// ACCURATE-NEXT: call @wgsl.tanh
// BUILTIN-NEXT: math.tanh
// CHECK-NEXT: arith.truncf %{{.*}} : f32 to f16
// CHECK-NEXT: arith.mulf %{{.*}} : f16
gpu.module @half {
  gpu.func @half(%m: memref<4xf16>, %i: index) kernel {
    %0 = memref.load %m[%i] : memref<4xf16>
    %1 = math.tanh %0 : f16
    %2 = arith.mulf %1, %1 : f16
    memref.store %2, %m[%i] : memref<4xf16>
    gpu.return
  }
}

// -----

// Calls are not allowed in updates of memory in one step.

// CHECK-LABEL: func.func @update
// CHECK: memref.generic_atomic_rmw
// CHECK-NOT: call
// CHECK: memref.atomic_yield
gpu.module @update {
  gpu.func @update(%m: memref<4xf32>, %x: f32, %i: index) kernel {
    %0 = memref.atomic_rmw maximumf %x, %m[%i] : (f32, memref<4xf32>) -> f32
    gpu.return
  }
}

// -----

// CHECK-LABEL: func.func @comparisons
// CHECK: arith.cmpf olt, %arg1, %arg2
// CHECK: arith.bitcast %arg1 : f32 to i32
// CHECK: arith.cmpf olt, %arg1, %arg2
// CHECK-NEXT: arith.cmpf ogt, %arg1, %arg2
// CHECK-NEXT: arith.ori
// CHECK: arith.bitcast %arg1 : f32 to i32
// CHECK: arith.cmpf olt, %arg1, %arg2
// CHECK-NEXT: arith.ori
// CHECK-NOT: cmpf
gpu.module @comparisons {
  gpu.func @comparisons(%m: memref<4xf32>, %x: f32, %y: f32, %i: index) kernel {
    %0 = arith.cmpf olt, %x, %y : f32
    %1 = arith.cmpf une, %x, %y : f32
    %2 = arith.cmpf ult, %x, %y : f32
    %3 = arith.cmpf uno, %x, %y : f32
    %4 = arith.andi %0, %1 : i1
    %5 = arith.andi %2, %3 : i1
    %6 = arith.ori %4, %5 : i1
    scf.if %6 {
      memref.store %x, %m[%i] : memref<4xf32>
    }
    gpu.return
  }
}

// -----

// What has been converted stays as it is.

// CHECK-LABEL: func.func @done(%arg0: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"})
// CHECK: call @wgsl.exp
// CHECK: func.func private @wgsl.exp(%arg0: f32) -> f32 {
// CHECK-NEXT: return %arg0
gpu.module @done {
  func.func @done(%m: memref<?xf32> {wgsl.operand = 0 : i64, wgsl.part = "buffer"}) attributes {gpu.kernel} {
    %c0 = arith.constant 0 : index
    %0 = memref.load %m[%c0] : memref<?xf32>
    %1 = func.call @wgsl.exp(%0) : (f32) -> f32
    memref.store %1, %m[%c0] : memref<?xf32>
    return
  }
  func.func private @wgsl.exp(%x: f32) -> f32 {
    return %x : f32
  }
}
