// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @assumptions(%arg0: memref<?x16xf32>, %arg1: memref<4xi8>) {
// CHECK-NEXT:   %assume_align = memref.assume_alignment %arg0, 16 : memref<?x16xf32>
// CHECK-NEXT:   %assume_align_0 = memref.assume_alignment %arg1, 1 {test.a} : memref<4xi8>
// CHECK-NEXT:   %0:2 = memref.distinct_objects %arg0, %arg1 : memref<?x16xf32>, memref<4xi8>
// CHECK-NEXT:   %1 = memref.distinct_objects %arg0 {test.a} : memref<?x16xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @assumptions(%m: memref<?x16xf32>, %n: memref<4xi8>) {
  %0 = memref.assume_alignment %m, 16 : memref<?x16xf32>
  %1 = memref.assume_alignment %n, 1 {test.a} : memref<4xi8>
  %2:2 = memref.distinct_objects %m, %n : memref<?x16xf32>, memref<4xi8>
  %3 = memref.distinct_objects %m {test.a} : memref<?x16xf32>
  return
}
