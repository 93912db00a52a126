// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @cast(%arg0: memref<4xf32>, %arg1: f32, %arg2: index) -> f32 {
// CHECK-NEXT:   %0 = memref.atomic_rmw addf %arg1, %arg0[%arg2] : (f32, memref<4xf32>) -> f32
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @cast(%m: memref<4xf32>, %v: f32, %i: index) -> f32 {
  %0 = memref.cast %m : memref<4xf32> to memref<?xf32>
  %1 = memref.atomic_rmw addf %v, %0[%i] : (f32, memref<?xf32>) -> f32
  return %1 : f32
}

// -----

// CHECK: func.func @results_unused(%arg0: memref<4xf32>, %arg1: f32, %arg2: index) {
// CHECK-NEXT:   %cst = arith.constant 3.000000e+00 : f32
// CHECK-NEXT:   %0 = memref.atomic_rmw addf %arg1, %arg0[%arg2] : (f32, memref<4xf32>) -> f32
// CHECK-NEXT:   %1 = memref.generic_atomic_rmw %arg0[%arg2] : memref<4xf32> {
// CHECK-NEXT:   ^bb0(%arg3: f32):
// CHECK-NEXT:     %2 = arith.addf %arg3, %cst : f32
// CHECK-NEXT:     memref.atomic_yield %2 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @results_unused(%m: memref<4xf32>, %v: f32, %i: index) {
  %0 = memref.atomic_rmw addf %v, %m[%i] : (f32, memref<4xf32>) -> f32
  %1 = memref.generic_atomic_rmw %m[%i] : memref<4xf32> {
  ^bb0(%x: f32):
    %c1 = arith.constant 1.0 : f32
    %c2 = arith.constant 2.0 : f32
    %3 = arith.addf %c1, %c2 : f32
    %4 = arith.addf %x, %3 : f32
    memref.atomic_yield %4 : f32
  }
  return
}
