// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @twice(%arg0: memref<4xf32>) -> (memref<4xf32>, memref<4xf32>) {
// CHECK-NEXT:   %assume_align = memref.assume_alignment %arg0, 16 : memref<4xf32>
// CHECK-NEXT:   %assume_align_0 = memref.assume_alignment %assume_align, 32 : memref<4xf32>
// CHECK-NEXT:   return %assume_align, %assume_align_0 : memref<4xf32>, memref<4xf32>
// CHECK-NEXT: }
func.func @twice(%m: memref<4xf32>) -> (memref<4xf32>, memref<4xf32>) {
  %0 = memref.assume_alignment %m, 16 : memref<4xf32>
  %1 = memref.assume_alignment %0, 16 : memref<4xf32>
  %2 = memref.assume_alignment %0, 32 : memref<4xf32>
  return %1, %2 : memref<4xf32>, memref<4xf32>
}

// -----

// CHECK: func.func @unused(%arg0: memref<4xf32>, %arg1: memref<4xf32>) {
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unused(%m: memref<4xf32>, %n: memref<4xf32>) {
  %0 = memref.assume_alignment %m, 16 : memref<4xf32>
  %1:2 = memref.distinct_objects %m, %n : memref<4xf32>, memref<4xf32>
  return
}
