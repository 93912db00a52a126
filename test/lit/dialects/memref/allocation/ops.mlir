// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: #map = affine_map<(d0, d1)[s0] -> (d0 + s0, d1)>
// CHECK: func.func @allocations(%arg0: index) {
// CHECK-NEXT:   %alloc = memref.alloc() : memref<4x4xf32>
// CHECK-NEXT:   %alloc_0 = memref.alloc(%arg0) {alignment = 64 : i64} : memref<4x?xf32, 1>
// CHECK-NEXT:   %alloc_1 = memref.alloc(%arg0)[%arg0] : memref<?x64xf32, #map>
// CHECK-NEXT:   %alloca = memref.alloca() : memref<f32>
// CHECK-NEXT:   %alloca_2 = memref.alloca(%arg0, %arg0) {test.a} : memref<?x?xf32>
// CHECK-NEXT:   memref.dealloc %alloc : memref<4x4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
#layout = affine_map<(d0, d1)[s0] -> (d0 + s0, d1)>

func.func @allocations(%n: index) {
  %0 = memref.alloc() : memref<4x4xf32>
  %1 = memref.alloc(%n) {alignment = 64} : memref<4x?xf32, 1>
  %2 = memref.alloc(%n)[%n] : memref<?x64xf32, #layout>
  %3 = memref.alloca() : memref<f32>
  %4 = memref.alloca(%n, %n) {test.a} : memref<?x?xf32>
  memref.dealloc %0 : memref<4x4xf32>
  return
}

// -----

// CHECK: func.func @reallocations(%arg0: memref<?xf32>, %arg1: index) {
// CHECK-NEXT:   %0 = memref.realloc %arg0(%arg1) {alignment = 8 : i64} : memref<?xf32> to memref<?xf32>
// CHECK-NEXT:   %1 = memref.realloc %0 : memref<?xf32> to memref<4xf32>
// CHECK-NEXT:   %2 = memref.realloc %1 {test.a} : memref<4xf32> to memref<8xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @reallocations(%m: memref<?xf32>, %n: index) {
  %0 = memref.realloc %m(%n) {alignment = 8} : memref<?xf32> to memref<?xf32>
  %1 = memref.realloc %0 : memref<?xf32> to memref<4xf32>
  %2 = memref.realloc %1 {test.a} : memref<4xf32> to memref<8xf32>
  return
}

// -----

// CHECK: func.func @free_unranked(%arg0: memref<*xf32>) {
// CHECK-NEXT:   memref.dealloc %arg0 : memref<*xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @free_unranked(%m: memref<*xf32>) {
  memref.dealloc %m : memref<*xf32>
  return
}
