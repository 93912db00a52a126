// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @casts(%arg0: memref<8x16xf32>, %arg1: memref<1xi32>, %arg2: index) {
// CHECK-NEXT:   memref.dma_start %arg0[%arg2, %arg2], %arg0[%arg2, %arg2], %arg2, %arg1[%arg2] : memref<8x16xf32>, memref<8x16xf32>, memref<1xi32>
// CHECK-NEXT:   memref.dma_wait %arg1[%arg2], %arg2 : memref<1xi32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @casts(%m: memref<8x16xf32>, %tag: memref<1xi32>, %i: index) {
  %0 = memref.cast %m : memref<8x16xf32> to memref<?x?xf32>
  %1 = memref.cast %tag : memref<1xi32> to memref<?xi32>
  memref.dma_start %0[%i, %i], %0[%i, %i], %i, %1[%i] : memref<?x?xf32>, memref<?x?xf32>, memref<?xi32>
  memref.dma_wait %1[%i], %i : memref<?xi32>
  return
}
