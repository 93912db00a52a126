// RUN: adopt %s -split-input-file -canonicalize | adopt-filecheck %s

// CHECK-LABEL: func.func @prefetch(
// CHECK-NEXT:   affine.for %arg2 = 0 to 4 {
// CHECK-NEXT:     affine.prefetch %arg0[%arg2 * 2 + 2], read, locality<3>, data : memref<8xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @prefetch(%m: memref<8xf32>, %n: index) {
  %0 = memref.cast %m : memref<8xf32> to memref<?xf32>
  affine.for %i = 0 to 4 {
    %1 = affine.apply affine_map<(d0) -> (d0 + 1)>(%i)
    affine.prefetch %0[%1 * 2], read, locality<3>, data : memref<?xf32>
  }
  return
}
