// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @index_transforms(
// CHECK-NEXT:   %0:3 = affine.delinearize_index %arg0 into (2, %arg2, 3) : index, index, index
// CHECK-NEXT:   %1:3 = affine.delinearize_index %arg0 into (%arg2, 3) {foo} : index, index, index
// CHECK-NEXT:   %2 = affine.delinearize_index %arg0 into (3) : index
// CHECK-NEXT:   %3 = affine.delinearize_index %arg0 into () : index
// CHECK-NEXT:   %4 = affine.linearize_index [%arg0, %arg1] by (2, %arg2) : index
// CHECK-NEXT:   %5 = affine.linearize_index disjoint [%arg0, %arg1] by (%arg2) {foo} : index
// CHECK-NEXT:   %6 = affine.linearize_index [] by () : index
// CHECK-NEXT:   %7 = affine.linearize_index [%arg0] by () : index
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @index_transforms(%i: index, %j: index, %b: index) {
  %0:3 = affine.delinearize_index %i into (2, %b, 3) : index, index, index
  %1:3 = affine.delinearize_index %i into (%b, 3) {foo} : index, index, index
  %2 = affine.delinearize_index %i into (3) : index
  %3 = affine.delinearize_index %i into () : index
  %4 = affine.linearize_index [%i, %j] by (2, %b) : index
  %5 = affine.linearize_index disjoint [%i, %j] by (%b) {foo} : index
  %6 = affine.linearize_index [] by () : index
  %7 = affine.linearize_index [%i] by () : index
  return
}

// -----

// CHECK-LABEL: func.func @are_dimensions(
// CHECK-NEXT:   affine.for %arg2 = 0 to 8 {
// CHECK-NEXT:     affine.for %arg3 = 0 to 8 {
// CHECK-NEXT:       %2 = affine.linearize_index disjoint [%arg2, %arg3] by (8, 8) : index
// CHECK-NEXT:       %3:2 = affine.delinearize_index %2 into (%arg1, 4) : index, index
// CHECK-NEXT:       %4 = affine.load %arg0[%2] : memref<?xf32>
// CHECK-NEXT:       affine.store %4, %arg0[%3#0] : memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   %0 = affine.linearize_index [%arg1, %arg1] by (8, 8) {test.attr} : index
// CHECK-NEXT:   %1 = affine.load %arg0[symbol(%0)] : memref<?xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @are_dimensions(%m: memref<?xf32>, %n: index) {
  affine.for %i = 0 to 8 {
    affine.for %j = 0 to 8 {
      %0 = affine.linearize_index disjoint [%i, %j] by (8, 8) : index
      %1:2 = affine.delinearize_index %0 into (%n, 4) : index, index
      %2 = affine.load %m[%0] : memref<?xf32>
      affine.store %2, %m[%1#0] : memref<?xf32>
    }
  }
  %s = affine.linearize_index [%n, %n] by (8, 8) {test.attr} : index
  %3 = affine.load %m[symbol(%s)] : memref<?xf32>
  return
}
