// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @reshapes(%arg0: memref<4x4xf32>, %arg1: memref<*xf32>, %arg2: memref<1xi32>, %arg3: memref<?xindex>) {
// CHECK-NEXT:   %reshape = memref.reshape %arg0(%arg2) : (memref<4x4xf32>, memref<1xi32>) -> memref<?xf32>
// CHECK-NEXT:   %reshape_0 = memref.reshape %arg0(%arg3) : (memref<4x4xf32>, memref<?xindex>) -> memref<*xf32>
// CHECK-NEXT:   %reshape_1 = memref.reshape %arg1(%arg2) {test.a} : (memref<*xf32>, memref<1xi32>) -> memref<16xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @reshapes(%m: memref<4x4xf32>, %u: memref<*xf32>, %n: memref<1xi32>, %s: memref<?xindex>) {
  %0 = memref.reshape %m(%n) : (memref<4x4xf32>, memref<1xi32>) -> memref<?xf32>
  %1 = memref.reshape %m(%s) : (memref<4x4xf32>, memref<?xindex>) -> memref<*xf32>
  %2 = memref.reshape %u(%n) {test.a} : (memref<*xf32>, memref<1xi32>) -> memref<16xf32>
  return
}
