// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @index_behind_reshape(%arg0: memref<*xf32>, %arg1: memref<3xi32>) -> index {
// CHECK-NEXT:   %reshape = memref.reshape %arg0(%arg1) : (memref<*xf32>, memref<3xi32>) -> memref<?x?x?xf32>
// CHECK-NEXT:   %0 = "test.index"() : () -> index
// CHECK-NEXT:   %dim = memref.dim %reshape, %0 : memref<?x?x?xf32>
// CHECK-NEXT:   return %dim : index
// CHECK-NEXT: }
func.func @index_behind_reshape(%m: memref<*xf32>, %s: memref<3xi32>) -> index {
  %0 = memref.reshape %m(%s) : (memref<*xf32>, memref<3xi32>) -> memref<?x?x?xf32>
  %1 = "test.index"() : () -> index
  %2 = memref.dim %0, %1 : memref<?x?x?xf32>
  return %2 : index
}

// -----

// CHECK: func.func @unused(%arg0: memref<*xf32>, %arg1: memref<3xi32>) {
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unused(%m: memref<*xf32>, %s: memref<3xi32>) {
  %0 = memref.reshape %m(%s) : (memref<*xf32>, memref<3xi32>) -> memref<?x?x?xf32>
  return
}
