// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @bounds(
// CHECK-NEXT:   affine.for %arg3 = 0 to %arg2 {
// CHECK-NEXT:     affine.parallel (%arg4, %arg5) = (symbol(%arg2), max(%arg3 + symbol(%arg2), symbol(%arg2))) to (symbol(%arg2), min(%arg3 * 2 + symbol(%arg2) * 2, %arg3 + 5)) {
// CHECK-NEXT:       affine.store %arg1, %arg0[%arg4 + %arg5] : memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @bounds(%m: memref<?xf32>, %x: f32, %n: index) {
  affine.for %k = 0 to %n {
    %0 = affine.apply affine_map<(d0)[s0] -> (d0 + s0)>(%k)[%n]
    affine.parallel (%i, %j) = (%0 - %k, max(%0, %n)) to (%n, min(%0 * 2, %k + 5)) {
      affine.store %x, %m[%i + %j] : memref<?xf32>
    }
  }
  return
}

// -----

// CHECK-LABEL: func.func @constants(
// CHECK-NEXT:   affine.parallel (%arg2, %arg3) = (4, max(4, 7)) to (8, 20) step (2, 1) {
// CHECK-NEXT:     affine.store %arg1, %arg0[%arg2 + %arg3] : memref<?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @constants(%m: memref<?xf32>, %x: f32) {
  %c4 = arith.constant 4 : index
  affine.parallel (%i, %j) = (%c4, max(%c4, 7)) to (%c4 + symbol(%c4), 20) step (2, 1) {
    affine.store %x, %m[%i + %j] : memref<?xf32>
  }
  return
}

// -----

// CHECK-LABEL: func.func @unused(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unused() {
  affine.parallel (%i) = (0) to (20) {
  }
  return
}
