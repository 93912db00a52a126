// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @load_store(
// CHECK-NEXT:   %0 = affine.load %arg0[%arg1 + 1, symbol(%arg2)] : memref<?x?xf32>
// CHECK-NEXT:   %1 = affine.load %arg0[%arg1 * 2, %arg1 * 2 - symbol(%arg2) * symbol(%arg2)] : memref<?x?xf32>
// CHECK-NEXT:   %2 = affine.load %arg0[(%arg1 + 7) floordiv 3, (-%arg1) mod 4 - %arg2 * 2] {nontemporal = true, test.a} : memref<?x?xf32>
// CHECK-NEXT:   affine.store %0, %arg0[(%arg1 + symbol(%arg2)) ceildiv symbol(%arg2), 5] : memref<?x?xf32>
// CHECK-NEXT:   affine.store %1, %arg0[%arg1 - %arg2, -(%arg1 - %arg2)] {test.a = 1 : i8} : memref<?x?xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @load_store(%m: memref<?x?xf32>, %i: index, %n: index) {
  %0 = affine.load %m[%i + 1, symbol(%n)] : memref<?x?xf32>
  %1 = affine.load %m[%i + %i, %i * 2 - symbol(%n) * symbol(%n)] : memref<?x?xf32>
  %2 = affine.load %m[(%i + 7) floordiv 3, -%i mod 4 - 2 * %n] {test.a, nontemporal = true} : memref<?x?xf32>
  affine.store %0, %m[(%i + symbol(%n)) ceildiv symbol(%n), 5] : memref<?x?xf32>
  affine.store %1, %m[%i - %n, -(%i - %n)] {test.a = 1 : i8} : memref<?x?xf32>
  return
}

// -----

// CHECK-LABEL: func.func @no_dimensions(
// CHECK-NEXT:   %0 = affine.load %arg0[] : memref<f64>
// CHECK-NEXT:   affine.store %0, %arg0[] : memref<f64>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @no_dimensions(%m: memref<f64>) {
  %0 = affine.load %m[] : memref<f64>
  affine.store %0, %m[] : memref<f64>
  return
}

// -----

// CHECK: #map = affine_map<(d0, d1) -> (d1, d0)>
// CHECK: #map1 = affine_map<(d0, d1) -> (d0 + d1)>
// CHECK-LABEL: func.func @in_loops(
// CHECK-NEXT:   affine.for %arg2 = 0 to 8 {
// CHECK-NEXT:     affine.for %arg3 = 0 to %arg1 {
// CHECK-NEXT:       %0 = affine.apply #map1(%arg2, %arg3)
// CHECK-NEXT:       %1 = affine.load %arg0[%0 mod 8, %arg3] : memref<8x8xf32, #map>
// CHECK-NEXT:       affine.store %1, %arg0[%arg2, %0 floordiv symbol(%arg1)] : memref<8x8xf32, #map>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @in_loops(%m: memref<8x8xf32, affine_map<(d0, d1) -> (d1, d0)>>, %n: index) {
  affine.for %i = 0 to 8 {
    affine.for %j = 0 to %n {
      %0 = affine.apply affine_map<(d0, d1) -> (d0 + d1)>(%i, %j)
      %1 = affine.load %m[%0 mod 8, %j] : memref<8x8xf32, affine_map<(d0, d1) -> (d1, d0)>>
      affine.store %1, %m[%i, %0 floordiv symbol(%n)] : memref<8x8xf32, affine_map<(d0, d1) -> (d1, d0)>>
    }
  }
  return
}

// -----

// CHECK-LABEL: func.func @vectors(
// CHECK-NEXT:   %0 = affine.vector_load %arg0[%arg1, %arg1 + 3] : memref<16x16xf32>, vector<8xf32>
// CHECK-NEXT:   %1 = affine.vector_load %arg0[%arg1, %arg1 + 3] {test.a} : memref<16x16xf32>, vector<2x[4]xf32>
// CHECK-NEXT:   affine.vector_store %0, %arg0[%arg1, %arg1 * 2] : memref<16x16xf32>, vector<8xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @vectors(%m: memref<16x16xf32>, %i: index) {
  %0 = affine.vector_load %m[%i, %i + 3] : memref<16x16xf32>, vector<8xf32>
  %1 = affine.vector_load %m[%i, symbol(%i) + 3] {test.a} : memref<16x16xf32>, vector<2x[4]xf32>
  affine.vector_store %0, %m[%i, %i * 2] : memref<16x16xf32>, vector<8xf32>
  return
}
