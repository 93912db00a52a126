// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @dim(%arg0: memref<*xf32>, %arg1: memref<?xindex>, %arg2: index) -> index {
// CHECK-NEXT:   %0 = memref.load %arg1[%arg2] : memref<?xindex>
// CHECK-NEXT:   "test.write"(%arg1) : (memref<?xindex>) -> ()
// CHECK-NEXT:   return %0 : index
// CHECK-NEXT: }
func.func @dim(%m: memref<*xf32>, %s: memref<?xindex>, %i: index) -> index {
  %0 = memref.reshape %m(%s) : (memref<*xf32>, memref<?xindex>) -> memref<*xf32>
  "test.write"(%s) : (memref<?xindex>) -> ()
  %1 = memref.dim %0, %i : memref<*xf32>
  return %1 : index
}

// -----

// CHECK: func.func @dim_of_integers(%arg0: memref<*xf32>, %arg1: memref<3xi32>) -> index {
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = memref.load %arg1[%c1] : memref<3xi32>
// CHECK-NEXT:   %1 = arith.index_cast %0 : i32 to index
// CHECK-NEXT:   return %1 : index
// CHECK-NEXT: }
func.func @dim_of_integers(%m: memref<*xf32>, %s: memref<3xi32>) -> index {
  %c1 = arith.constant 1 : index
  %0 = memref.reshape %m(%s) : (memref<*xf32>, memref<3xi32>) -> memref<?x?x?xf32>
  %1 = memref.dim %0, %c1 : memref<?x?x?xf32>
  return %1 : index
}

// -----

// CHECK: func.func @index_in_loop(%arg0: memref<*xf32>, %arg1: memref<3xi32>, %arg2: index, %arg3: index) {
// CHECK-NEXT:   %reshape = memref.reshape %arg0(%arg1) : (memref<*xf32>, memref<3xi32>) -> memref<?x?x?xf32>
// CHECK-NEXT:   %0 = memref.load %arg1[%arg3] : memref<3xi32>
// CHECK-NEXT:   %1 = arith.index_cast %0 : i32 to index
// CHECK-NEXT:   scf.for %arg4 = %arg2 to %arg3 step %arg2 {
// CHECK-NEXT:     %dim = memref.dim %reshape, %arg4 : memref<?x?x?xf32>
// CHECK-NEXT:     "test.use"(%dim, %1) : (index, index) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @index_in_loop(%m: memref<*xf32>, %s: memref<3xi32>, %a: index, %b: index) {
  %0 = memref.reshape %m(%s) : (memref<*xf32>, memref<3xi32>) -> memref<?x?x?xf32>
  scf.for %i = %a to %b step %a {
    %1 = memref.dim %0, %i : memref<?x?x?xf32>
    %2 = memref.dim %0, %b : memref<?x?x?xf32>
    "test.use"(%1, %2) : (index, index) -> ()
  }
  return
}
