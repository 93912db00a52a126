// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @float_kinds(%arg0: f32, %arg1: memref<4xf32>, %arg2: index) {
// CHECK-NEXT:   %0 = memref.atomic_rmw addf %arg0, %arg1[%arg2] : (f32, memref<4xf32>) -> f32
// CHECK-NEXT:   %1 = memref.atomic_rmw assign %arg0, %arg1[%arg2] : (f32, memref<4xf32>) -> f32
// CHECK-NEXT:   %2 = memref.atomic_rmw maximumf %arg0, %arg1[%arg2] : (f32, memref<4xf32>) -> f32
// CHECK-NEXT:   %3 = memref.atomic_rmw maxnumf %arg0, %arg1[%arg2] : (f32, memref<4xf32>) -> f32
// CHECK-NEXT:   %4 = memref.atomic_rmw minimumf %arg0, %arg1[%arg2] : (f32, memref<4xf32>) -> f32
// CHECK-NEXT:   %5 = memref.atomic_rmw minnumf %arg0, %arg1[%arg2] : (f32, memref<4xf32>) -> f32
// CHECK-NEXT:   %6 = memref.atomic_rmw mulf %arg0, %arg1[%arg2] {test.a} : (f32, memref<4xf32>) -> f32
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @float_kinds(%v: f32, %m: memref<4xf32>, %i: index) {
  %0 = memref.atomic_rmw addf %v, %m[%i] : (f32, memref<4xf32>) -> f32
  %1 = memref.atomic_rmw assign %v, %m[%i] : (f32, memref<4xf32>) -> f32
  %2 = memref.atomic_rmw maximumf %v, %m[%i] : (f32, memref<4xf32>) -> f32
  %3 = memref.atomic_rmw maxnumf %v, %m[%i] : (f32, memref<4xf32>) -> f32
  %4 = memref.atomic_rmw minimumf %v, %m[%i] : (f32, memref<4xf32>) -> f32
  %5 = memref.atomic_rmw minnumf %v, %m[%i] : (f32, memref<4xf32>) -> f32
  %6 = memref.atomic_rmw mulf %v, %m[%i] {test.a} : (f32, memref<4xf32>) -> f32
  return
}

// -----

// CHECK: func.func @integer_kinds(%arg0: i32, %arg1: memref<i32>) {
// CHECK-NEXT:   %0 = memref.atomic_rmw addi %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   %1 = memref.atomic_rmw andi %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   %2 = memref.atomic_rmw assign %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   %3 = memref.atomic_rmw maxs %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   %4 = memref.atomic_rmw maxu %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   %5 = memref.atomic_rmw mins %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   %6 = memref.atomic_rmw minu %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   %7 = memref.atomic_rmw muli %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   %8 = memref.atomic_rmw ori %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   %9 = memref.atomic_rmw xori %arg0, %arg1[] : (i32, memref<i32>) -> i32
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @integer_kinds(%v: i32, %m: memref<i32>) {
  %0 = memref.atomic_rmw addi %v, %m[] : (i32, memref<i32>) -> i32
  %1 = memref.atomic_rmw andi %v, %m[] : (i32, memref<i32>) -> i32
  %2 = memref.atomic_rmw assign %v, %m[] : (i32, memref<i32>) -> i32
  %3 = memref.atomic_rmw maxs %v, %m[] : (i32, memref<i32>) -> i32
  %4 = memref.atomic_rmw maxu %v, %m[] : (i32, memref<i32>) -> i32
  %5 = memref.atomic_rmw mins %v, %m[] : (i32, memref<i32>) -> i32
  %6 = memref.atomic_rmw minu %v, %m[] : (i32, memref<i32>) -> i32
  %7 = memref.atomic_rmw muli %v, %m[] : (i32, memref<i32>) -> i32
  %8 = memref.atomic_rmw ori %v, %m[] : (i32, memref<i32>) -> i32
  %9 = memref.atomic_rmw xori %v, %m[] : (i32, memref<i32>) -> i32
  return
}

// -----

// CHECK: func.func @generic(%arg0: f32, %arg1: memref<?x4xf32>, %arg2: index) -> f32 {
// CHECK-NEXT:   %0 = memref.generic_atomic_rmw %arg1[%arg2, %arg2] : memref<?x4xf32> {
// CHECK-NEXT:   ^bb0(%arg3: f32):
// CHECK-NEXT:     %1 = arith.addf %arg3, %arg0 : f32
// CHECK-NEXT:     memref.atomic_yield %1 : f32
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @generic(%v: f32, %m: memref<?x4xf32>, %i: index) -> f32 {
  %0 = memref.generic_atomic_rmw %m[%i, %i] : memref<?x4xf32> {
  ^bb0(%x: f32):
    %1 = arith.addf %x, %v : f32
    memref.atomic_yield %1 : f32
  } {test.a}
  return %0 : f32
}
