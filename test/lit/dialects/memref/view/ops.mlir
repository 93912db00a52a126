// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @views(%arg0: memref<2048xi8>, %arg1: memref<?xi8, 1>, %arg2: index) {
// CHECK-NEXT:   %view = memref.view %arg0[%arg2][] : memref<2048xi8> to memref<64x4xf32>
// CHECK-NEXT:   %view_0 = memref.view %arg0[%arg2][%arg2, %arg2] {test.a} : memref<2048xi8> to memref<?x4x?xf32>
// CHECK-NEXT:   %view_1 = memref.view %arg1[%arg2][%arg2] : memref<?xi8, 1> to memref<?xi64, 1>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @views(%m: memref<2048xi8>, %d: memref<?xi8, 1>, %n: index) {
  %0 = memref.view %m[%n][] : memref<2048xi8> to memref<64x4xf32>
  %1 = memref.view %m[%n][%n, %n] {test.a} : memref<2048xi8> to memref<?x4x?xf32>
  %2 = memref.view %d[%n][%n] : memref<?xi8, 1> to memref<?xi64, 1>
  return
}
