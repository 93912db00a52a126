// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @transfers(%arg0: memref<?x16xf32>, %arg1: memref<64xf32, 1>, %arg2: memref<1xi32>, %arg3: memref<i32>, %arg4: index) {
// CHECK-NEXT:   memref.dma_start %arg0[%arg4, %arg4], %arg1[%arg4], %arg4, %arg2[%arg4] : memref<?x16xf32>, memref<64xf32, 1>, memref<1xi32>
// CHECK-NEXT:   memref.dma_start %arg1[%arg4], %arg0[%arg4, %arg4], %arg4, %arg3[], %arg4, %arg4 : memref<64xf32, 1>, memref<?x16xf32>, memref<i32>
// CHECK-NEXT:   memref.dma_wait %arg2[%arg4], %arg4 : memref<1xi32>
// CHECK-NEXT:   memref.dma_wait %arg3[], %arg4 {test.a} : memref<i32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @transfers(%m: memref<?x16xf32>, %n: memref<64xf32, 1>, %tag: memref<1xi32>, %tag0: memref<i32>, %i: index) {
  memref.dma_start %m[%i, %i], %n[%i], %i, %tag[%i] : memref<?x16xf32>, memref<64xf32, 1>, memref<1xi32>
  memref.dma_start %n[%i], %m[%i, %i], %i, %tag0[], %i, %i : memref<64xf32, 1>, memref<?x16xf32>, memref<i32>
  memref.dma_wait %tag[%i], %i : memref<1xi32>
  memref.dma_wait %tag0[], %i {test.a} : memref<i32>
  return
}
