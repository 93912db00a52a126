// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @composition(
// CHECK-NEXT:   affine.for %arg2 = 0 to %arg1 {
// CHECK-NEXT:     %0 = affine.load %arg0[%arg2 * 2 + symbol(%arg1) + 1, %arg2] : memref<?x?xf32>
// CHECK-NEXT:     affine.store %0, %arg0[symbol(%arg1), %arg2 + symbol(%arg1)] : memref<?x?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @composition(%m: memref<?x?xf32>, %n: index) {
  affine.for %i = 0 to %n {
    %0 = affine.apply affine_map<(d0)[s0] -> (d0 * 2 + s0)>(%i)[%n]
    %1 = affine.load %m[%0 + 1, %i] : memref<?x?xf32>
    affine.store %1, %m[%n, %0 - %i] : memref<?x?xf32>
  }
  return
}

// -----

// CHECK-LABEL: func.func @casts(
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<8xf32> to memref<?xf32>
// CHECK-NEXT:   %0 = affine.load %arg0[symbol(%arg1)] : memref<8xf32>
// CHECK-NEXT:   affine.store %0, %arg0[symbol(%arg1)] : memref<8xf32>
// CHECK-NEXT:   affine.vector_store %arg2, %cast[symbol(%arg1)] : memref<?xf32>, vector<2xf32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @casts(%m: memref<8xf32>, %i: index, %v: vector<2xf32>) -> f32 {
  %0 = memref.cast %m : memref<8xf32> to memref<?xf32>
  %1 = affine.load %0[%i] : memref<?xf32>
  affine.store %1, %0[%i] : memref<?xf32>
  affine.vector_store %v, %0[%i] : memref<?xf32>, vector<2xf32>
  return %1 : f32
}

// -----

// CHECK-LABEL: func.func @constant_indices(
// CHECK-NEXT:   %0 = affine.load %arg0[3, 6] : memref<8x8xf32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @constant_indices(%m: memref<8x8xf32>) -> f32 {
  %c3 = arith.constant 3 : index
  %0 = affine.load %m[%c3, %c3 + symbol(%c3)] : memref<8x8xf32>
  return %0 : f32
}

// -----

// CHECK-LABEL: func.func @vectors(
// CHECK-NEXT:   affine.for %arg2 = 0 to 8 {
// CHECK-NEXT:     %0 = affine.vector_load %arg0[%arg2 * 8] : memref<64xf32>, vector<8xf32>
// CHECK-NEXT:     affine.vector_store %0, %arg0[%arg2 * 8] : memref<64xf32>, vector<8xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @vectors(%m: memref<64xf32>, %n: index) {
  affine.for %i = 0 to 8 {
    %0 = affine.apply affine_map<(d0) -> (d0 * 8)>(%i)
    %1 = affine.vector_load %m[%0] : memref<64xf32>, vector<8xf32>
    affine.vector_store %1, %m[%0 + symbol(%n) - symbol(%n)] : memref<64xf32>, vector<8xf32>
  }
  return
}

// -----

// CHECK-LABEL: func.func @ranges(
// CHECK-NEXT:   affine.for %arg1 = 0 to 16 {
// CHECK-NEXT:     affine.for %arg2 = 2 to 8 {
// CHECK-NEXT:       %0 = affine.load %arg0[%arg1] : memref<?xf32>
// CHECK-NEXT:       %1 = affine.load %arg0[%arg2] : memref<?xf32>
// CHECK-NEXT:       %2 = affine.load %arg0[0] : memref<?xf32>
// CHECK-NEXT:       %3 = affine.load %arg0[(%arg2 + 6) ceildiv 8] : memref<?xf32>
// CHECK-NEXT:       %4 = affine.load %arg0[%arg2] : memref<?xf32>
// CHECK-NEXT:       %5 = affine.load %arg0[(%arg1 + %arg2) mod 8] : memref<?xf32>
// CHECK-NEXT:       %6 = affine.load %arg0[%arg2 - 1] : memref<?xf32>
// CHECK-NEXT:       %7 = affine.load %arg0[%arg1 floordiv 4] : memref<?xf32>
// CHECK-NEXT:       "test.use"(%0, %1, %2, %3, %4, %5, %6, %7) : (f32, f32, f32, f32, f32, f32, f32, f32) -> ()
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @ranges(%m: memref<?xf32>) {
  affine.for %i = 0 to 16 {
    affine.for %j = 2 to 8 {
      %0 = affine.load %m[(%i * 8 + %j) floordiv 8] : memref<?xf32>
      %1 = affine.load %m[(%i * 8 + %j) mod 8] : memref<?xf32>
      %2 = affine.load %m[%j floordiv 8] : memref<?xf32>
      %3 = affine.load %m[(%j + 6) ceildiv 8] : memref<?xf32>
      %4 = affine.load %m[%j mod 8] : memref<?xf32>
      %5 = affine.load %m[(%i + %j) mod 8] : memref<?xf32>
      %6 = affine.load %m[(%i * 16 + %j) mod 8 + (%j - 9) floordiv 8] : memref<?xf32>
      %7 = affine.load %m[(%j + %i * 8) floordiv 32] : memref<?xf32>
      "test.use"(%0, %1, %2, %3, %4, %5, %6, %7) : (f32, f32, f32, f32, f32, f32, f32, f32) -> ()
    }
  }
  return
}

// -----

// CHECK-LABEL: func.func @steps(
// CHECK-NEXT:   affine.for %arg2 = 0 to %arg1 step 32 {
// CHECK-NEXT:     affine.for %arg3 = 0 to 10 step 4 {
// CHECK-NEXT:       affine.for %arg4 = 8 to 64 step 16 {
// CHECK-NEXT:         %0 = affine.load %arg0[%arg2 floordiv 32] : memref<?xf32>
// CHECK-NEXT:         %1 = affine.load %arg0[%arg3] : memref<?xf32>
// CHECK-NEXT:         %2 = affine.load %arg0[0] : memref<?xf32>
// CHECK-NEXT:         %3 = affine.load %arg0[0] : memref<?xf32>
// CHECK-NEXT:         %4 = affine.load %arg0[0] : memref<?xf32>
// CHECK-NEXT:         %5 = affine.load %arg0[%arg4 mod 16] : memref<?xf32>
// CHECK-NEXT:         %6 = affine.load %arg0[(%arg4 + %arg3) floordiv 9] : memref<?xf32>
// CHECK-NEXT:         "test.use"(%0, %1, %2, %3, %4, %5, %6) : (f32, f32, f32, f32, f32, f32, f32) -> ()
// CHECK-NEXT:       }
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @steps(%m: memref<?xf32>, %n: index) {
  affine.for %i = 0 to %n step 32 {
    affine.for %j = 0 to 10 step 4 {
      affine.for %k = 8 to 64 step 16 {
        %0 = affine.load %m[(%i + %j) floordiv 32] : memref<?xf32>
        %1 = affine.load %m[(%i + %j) mod 16] : memref<?xf32>
        %2 = affine.load %m[%i mod 16] : memref<?xf32>
        %3 = affine.load %m[%j floordiv 9] : memref<?xf32>
        %4 = affine.load %m[%k mod 8] : memref<?xf32>
        %5 = affine.load %m[%k mod 16] : memref<?xf32>
        %6 = affine.load %m[(%k + %j) floordiv 9] : memref<?xf32>
        "test.use"(%0, %1, %2, %3, %4, %5, %6) : (f32, f32, f32, f32, f32, f32, f32) -> ()
      }
    }
  }
  return
}

// -----

// CHECK: memref.global constant @table : memref<2x3xi32> = dense<{{\[\[}}1, 2, 3], [4, 5, 6]]>
// CHECK-NEXT: memref.global constant @same : memref<2xf64> = dense<7.500000e+00>
// CHECK-NEXT: memref.global @variable : memref<2xi32> = dense<[1, 2]>
// CHECK-LABEL: func.func @constant_globals(
// CHECK-NEXT:   %cst = arith.constant 7.500000e+00 : f64
// CHECK-NEXT:   %c6_i32 = arith.constant 6 : i32
// CHECK-NEXT:   %0 = memref.get_global @table : memref<2x3xi32>
// CHECK-NEXT:   %1 = memref.get_global @variable : memref<2xi32>
// CHECK-NEXT:   %2 = affine.load %0[1, symbol(%arg0)] : memref<2x3xi32>
// CHECK-NEXT:   %3 = affine.load %1[0] : memref<2xi32>
// CHECK-NEXT:   return %c6_i32, %2, %cst, %3 : i32, i32, f64, i32
// CHECK-NEXT: }
memref.global constant @table : memref<2x3xi32> = dense<[[1, 2, 3], [4, 5, 6]]>
memref.global constant @same : memref<2xf64> = dense<7.5>
memref.global @variable : memref<2xi32> = dense<[1, 2]>
func.func @constant_globals(%i: index) -> (i32, i32, f64, i32) {
  %c1 = arith.constant 1 : index
  %t = memref.get_global @table : memref<2x3xi32>
  %s = memref.get_global @same : memref<2xf64>
  %v = memref.get_global @variable : memref<2xi32>
  %0 = affine.load %t[%c1, 2] : memref<2x3xi32>
  %1 = affine.load %t[%c1, %i] : memref<2x3xi32>
  %2 = affine.load %s[%i] : memref<2xf64>
  %3 = affine.load %v[0] : memref<2xi32>
  return %0, %1, %2, %3 : i32, i32, f64, i32
}

// -----

// CHECK: #map = affine_map<(d0)[s0] -> (d0 * 2 + s0 * 4)>
// CHECK-LABEL: func.func @views(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.for %arg4 = %c0 to %arg2 step %c1 {
// CHECK-NEXT:     %0 = affine.apply #map(%arg4)[%arg2]
// CHECK-NEXT:     "test.use"(%0) : (index) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @views(%m: memref<?xi8>, %a: memref<?x?xf32>, %n: index, %shift: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %v = memref.view %m[%shift][%n, %i] : memref<?xi8> to memref<?x?xf32>
    %w = memref.subview %a[%i, 0] [%n, 4] [1, 1] : memref<?x?xf32> to memref<?x4xf32, strided<[?, 1], offset: ?>>
    %0 = memref.dim %v, %c0 : memref<?x?xf32>
    %1 = memref.dim %v, %c1 : memref<?x?xf32>
    %2 = memref.dim %w, %c0 : memref<?x4xf32, strided<[?, 1], offset: ?>>
    %3 = affine.apply affine_map<(d0, d1, d2) -> (d0 + d1 * 2 + d2 * 3)>(%0, %1, %2)
    "test.use"(%3) : (index) -> ()
  }
  return
}
