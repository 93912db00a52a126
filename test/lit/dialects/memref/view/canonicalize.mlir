// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @constants(%arg0: memref<2048xi8>, %arg1: index) -> memref<?x?xf32> {
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %view = memref.view %arg0[%c4][%arg1] : memref<2048xi8> to memref<?x4xf32>
// CHECK-NEXT:   %cast = memref.cast %view : memref<?x4xf32> to memref<?x?xf32>
// CHECK-NEXT:   return %cast : memref<?x?xf32>
// CHECK-NEXT: }
func.func @constants(%m: memref<2048xi8>, %n: index) -> memref<?x?xf32> {
  %c4 = arith.constant 4 : index
  %0 = memref.view %m[%c4][%n, %c4] : memref<2048xi8> to memref<?x?xf32>
  return %0 : memref<?x?xf32>
}

// -----

// CHECK: func.func @of_cast(%arg0: index) -> memref<?xf32> {
// CHECK-NEXT:   %alloc = memref.alloc() : memref<64xi8>
// CHECK-NEXT:   %view = memref.view %alloc[%arg0][%arg0] : memref<64xi8> to memref<?xf32>
// CHECK-NEXT:   return %view : memref<?xf32>
// CHECK-NEXT: }
func.func @of_cast(%n: index) -> memref<?xf32> {
  %0 = memref.alloc() : memref<64xi8>
  %1 = memref.cast %0 : memref<64xi8> to memref<?xi8>
  %2 = memref.view %1[%n][%n] : memref<?xi8> to memref<?xf32>
  return %2 : memref<?xf32>
}

// -----

// CHECK: func.func @of_other_cast(%arg0: memref<64xi8>, %arg1: index) -> memref<?xf32> {
// CHECK-NEXT:   %view = memref.view %arg0[%arg1][%arg1] : memref<64xi8> to memref<?xf32>
// CHECK-NEXT:   return %view : memref<?xf32>
// CHECK-NEXT: }
func.func @of_other_cast(%m: memref<64xi8>, %n: index) -> memref<?xf32> {
  %0 = memref.cast %m : memref<64xi8> to memref<?xi8>
  %1 = memref.view %0[%n][%n] : memref<?xi8> to memref<?xf32>
  return %1 : memref<?xf32>
}

// -----

// CHECK: func.func @bytes(%arg0: memref<64xi8>) -> memref<64xi8> {
// CHECK-NEXT:   return %arg0 : memref<64xi8>
// CHECK-NEXT: }
func.func @bytes(%m: memref<64xi8>) -> memref<64xi8> {
  %c0 = arith.constant 0 : index
  %0 = memref.view %m[%c0][] : memref<64xi8> to memref<64xi8>
  return %0 : memref<64xi8>
}
