// RUN: adopt %s -split-input-file | adopt -split-input-file | adopt-filecheck %s
// RUN: adopt %s -split-input-file --mlir-print-op-generic | adopt -split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @prefetch(
// CHECK-NEXT:   affine.for %arg2 = 0 to 400 {
// CHECK-NEXT:     affine.prefetch %arg0[%arg2, %arg2 floordiv 2 + symbol(%arg1)], read, locality<3>, data : memref<400x400xi32>
// CHECK-NEXT:     affine.prefetch %arg0[%arg1, 5], write, locality<0>, instr {test.attr} : memref<400x400xi32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @prefetch(%m: memref<400x400xi32>, %n: index) {
  affine.for %i = 0 to 400 {
    affine.prefetch %m[%i, %i floordiv 2 + symbol(%n)], read, locality<3>, data : memref<400x400xi32>
    affine.prefetch %m[%n, 5], write, locality<0>, instr {test.attr} : memref<400x400xi32>
  }
  return
}
