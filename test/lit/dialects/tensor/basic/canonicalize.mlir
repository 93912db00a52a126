// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @consts(
// CHECK-NEXT:   %false = arith.constant false
// CHECK-NEXT:   %c7 = arith.constant 7 : index
// CHECK-NEXT:   %c2_i32 = arith.constant 2 : i32
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c9 = arith.constant 9 : index
// CHECK-NEXT:   %c-1 = arith.constant -1 : index
// CHECK-NEXT:   %cst = arith.constant dense<{{\[\[}}1.000000e+00, 2.000000e+00], [3.000000e+00, 4.000000e+00]]> : tensor<2x2xf32>
// CHECK-NEXT:   %cst_0 = arith.constant 3.000000e+00 : f32
// CHECK-NEXT:   %extracted = tensor.extract %cst[%c9, %c0] : tensor<2x2xf32>
// CHECK-NEXT:   %extracted_1 = tensor.extract %cst[%c-1, %c0] : tensor<2x2xf32>
// CHECK-NEXT:   %extracted_2 = tensor.extract %cst[%arg0, %c0] : tensor<2x2xf32>
// CHECK-NEXT:   return %cst_0, %cst_0, %extracted, %c2_i32, %c7, %false, %extracted_1, %extracted_2 : f32, f32, f32, i32, index, i1, f32, f32
// CHECK-NEXT: }
func.func @consts(%i: index) -> (f32, f32, f32, i32, index, i1, f32, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c9 = arith.constant 9 : index
  %cm = arith.constant -1 : index
  %s = arith.constant dense<3.0> : tensor<4xf32>
  %d = arith.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>
  %di = arith.constant dense<[1, 2]> : tensor<2xi32>
  %dx = arith.constant dense<[7, 8]> : tensor<2xindex>
  %db = arith.constant dense<[true, false]> : tensor<2xi1>
  %0 = tensor.extract %s[%i] : tensor<4xf32>
  %1 = tensor.extract %d[%c1, %c0] : tensor<2x2xf32>
  %2 = tensor.extract %d[%c9, %c0] : tensor<2x2xf32>
  %3 = tensor.extract %di[%c1] : tensor<2xi32>
  %4 = tensor.extract %dx[%c0] : tensor<2xindex>
  %5 = tensor.extract %db[%c1] : tensor<2xi1>
  %6 = tensor.extract %d[%cm, %c0] : tensor<2x2xf32>
  %7 = tensor.extract %d[%i, %c0] : tensor<2x2xf32>
  return %0, %1, %2, %3, %4, %5, %6, %7 : f32, f32, f32, i32, index, i1, f32, f32
}

// -----

// CHECK-LABEL: func.func @sparse(
// CHECK-NEXT:   %cst = arith.constant 2.000000e+00 : f32
// CHECK-NEXT:   %cst_0 = arith.constant 0.000000e+00 : f32
// CHECK-NEXT:   return %cst, %cst_0 : f32, f32
// CHECK-NEXT: }
func.func @sparse() -> (f32, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %s = arith.constant sparse<[[0, 0], [1, 1]], [1.0, 2.0]> : tensor<2x2xf32>
  %0 = tensor.extract %s[%c1, %c1] : tensor<2x2xf32>
  %1 = tensor.extract %s[%c1, %c0] : tensor<2x2xf32>
  return %0, %1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @elements(
// CHECK-NEXT:   %c2 = arith.constant 2 : index
// CHECK-NEXT:   %from_elements = tensor.from_elements %arg0, %arg1, %arg1, %arg0 : tensor<2x2xf32>
// CHECK-NEXT:   %extracted = tensor.extract %from_elements[%arg2, %c2] : tensor<2x2xf32>
// CHECK-NEXT:   return %arg1, %arg0, %arg1, %extracted : f32, f32, f32, f32
// CHECK-NEXT: }
func.func @elements(%a: f32, %b: f32, %i: index) -> (f32, f32, f32, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %t = tensor.from_elements %a, %b, %b, %a : tensor<2x2xf32>
  %0 = tensor.extract %t[%c0, %c1] : tensor<2x2xf32>
  %1 = tensor.extract %t[%c1, %c1] : tensor<2x2xf32>
  %2 = tensor.extract %t[%c0, %c2] : tensor<2x2xf32>
  %3 = tensor.extract %t[%i, %c2] : tensor<2x2xf32>
  return %0, %1, %2, %3 : f32, f32, f32, f32
}

// -----

// CHECK-LABEL: func.func @zero(
// CHECK-NEXT:   %from_elements = tensor.from_elements %arg0 : tensor<f32>
// CHECK-NEXT:   return %arg0, %from_elements : f32, tensor<f32>
// CHECK-NEXT: }
func.func @zero(%a: f32) -> (f32, tensor<f32>) {
  %t = tensor.from_elements %a : tensor<f32>
  %0 = tensor.extract %t[] : tensor<f32>
  return %0, %t : f32, tensor<f32>
}

// -----

// CHECK-LABEL: func.func @inserted(
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %inserted = tensor.insert %arg1 into %arg0[%arg2, %c1] : tensor<?x?xf32>
// CHECK-NEXT:   %extracted = tensor.extract %inserted[%arg2, %c1] : tensor<?x?xf32>
// CHECK-NEXT:   %extracted_0 = tensor.extract %inserted[%arg3, %c1] : tensor<?x?xf32>
// CHECK-NEXT:   return %extracted, %arg1, %extracted_0 : f32, f32, f32
// CHECK-NEXT: }
func.func @inserted(%t: tensor<?x?xf32>, %a: f32, %i: index, %j: index) -> (f32, f32, f32) {
  %c1 = arith.constant 1 : index
  %c1b = arith.constant 1 : index
  %0 = tensor.insert %a into %t[%i, %c1] : tensor<?x?xf32>
  %1 = tensor.extract %0[%i, %c1b] : tensor<?x?xf32>
  %2 = tensor.insert %a into %t[%c1, %c1] : tensor<?x?xf32>
  %3 = tensor.extract %2[%c1b, %c1b] : tensor<?x?xf32>
  %4 = tensor.extract %0[%j, %c1b] : tensor<?x?xf32>
  return %1, %3, %4 : f32, f32, f32
}

// -----

// CHECK-LABEL: func.func @inserted_splat(
// CHECK-NEXT:   %cst = arith.constant dense<3.000000e+00> : tensor<4xf32>
// CHECK-NEXT:   %cst_0 = arith.constant 4.000000e+00 : f32
// CHECK-NEXT:   %inserted = tensor.insert %cst_0 into %cst[%arg0] : tensor<4xf32>
// CHECK-NEXT:   return %cst, %inserted : tensor<4xf32>, tensor<4xf32>
// CHECK-NEXT: }
func.func @inserted_splat(%i: index) -> (tensor<4xf32>, tensor<4xf32>) {
  %s = arith.constant dense<3.0> : tensor<4xf32>
  %f = arith.constant 3.0 : f32
  %g = arith.constant 4.0 : f32
  %0 = tensor.insert %f into %s[%i] : tensor<4xf32>
  %1 = tensor.insert %g into %s[%i] : tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @made(
// CHECK-NEXT:   %cst = arith.constant dense<true> : tensor<i1>
// CHECK-NEXT:   %cst_0 = arith.constant dense<> : tensor<0xf32>
// CHECK-NEXT:   %cst_1 = arith.constant 3.000000e+00 : f32
// CHECK-NEXT:   %cst_2 = arith.constant dense<[3.000000e+00, 4.000000e+00]> : tensor<2xf32>
// CHECK-NEXT:   %cst_3 = arith.constant dense<4> : tensor<2xi32>
// CHECK-NEXT:   %cst_4 = arith.constant dense<3.000000e+00> : tensor<2xf32>
// CHECK-NEXT:   %splat = tensor.splat %cst_1[%arg0] : tensor<?xf32>
// CHECK-NEXT:   return %cst_2, %cst_3, %cst_4, %splat, %cst_0, %cst : tensor<2xf32>, tensor<2xi32>, tensor<2xf32>, tensor<?xf32>, tensor<0xf32>, tensor<i1>
// CHECK-NEXT: }
func.func @made(%i: index) -> (tensor<2xf32>, tensor<2xi32>, tensor<2xf32>, tensor<?xf32>, tensor<0xf32>, tensor<i1>) {
  %f = arith.constant 3.0 : f32
  %g = arith.constant 4.0 : f32
  %c = arith.constant 4 : i32
  %t = arith.constant true
  %0 = tensor.from_elements %f, %g : tensor<2xf32>
  %1 = tensor.from_elements %c, %c : tensor<2xi32>
  %2 = tensor.splat %f : tensor<2xf32>
  %3 = tensor.splat %f[%i] : tensor<?xf32>
  %4 = tensor.from_elements : tensor<0xf32>
  %5 = tensor.from_elements %t : tensor<i1>
  return %0, %1, %2, %3, %4, %5 : tensor<2xf32>, tensor<2xi32>, tensor<2xf32>, tensor<?xf32>, tensor<0xf32>, tensor<i1>
}

// -----

// CHECK-LABEL: func.func @casts(
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<?xf32> to tensor<4xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %cast : tensor<4xf32> to tensor<?xf32>
// CHECK-NEXT:   %cast_1 = tensor.cast %arg2 : tensor<4x?xf32> to tensor<?x5xf32>
// CHECK-NEXT:   %cast_2 = tensor.cast %arg2 : tensor<4x?xf32> to tensor<*xf32>
// CHECK-NEXT:   %cast_3 = tensor.cast %arg2 : tensor<4x?xf32> to tensor<4x5xf32>
// CHECK-NEXT:   return %arg0, %cast_0, %arg0, %cast_1, %cast_2, %cast_3 : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?x5xf32>, tensor<*xf32>, tensor<4x5xf32>
// CHECK-NEXT: }
func.func @casts(%t: tensor<?xf32>, %u: tensor<*xf32>, %v: tensor<4x?xf32>) -> (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?x5xf32>, tensor<*xf32>, tensor<4x5xf32>) {
  %0 = tensor.cast %t : tensor<?xf32> to tensor<?xf32>
  %1 = tensor.cast %t : tensor<?xf32> to tensor<4xf32>
  %2 = tensor.cast %1 : tensor<4xf32> to tensor<?xf32>
  %3 = tensor.cast %t : tensor<?xf32> to tensor<*xf32>
  %4 = tensor.cast %3 : tensor<*xf32> to tensor<?xf32>
  %5 = tensor.cast %v : tensor<4x?xf32> to tensor<?x?xf32>
  %6 = tensor.cast %5 : tensor<?x?xf32> to tensor<?x5xf32>
  %7 = tensor.cast %5 : tensor<?x?xf32> to tensor<*xf32>
  %8 = tensor.cast %6 : tensor<?x5xf32> to tensor<4x5xf32>
  return %0, %2, %4, %6, %7, %8 : tensor<?xf32>, tensor<?xf32>, tensor<?xf32>, tensor<?x5xf32>, tensor<*xf32>, tensor<4x5xf32>
}

// -----

// CHECK-LABEL: func.func @casts2(
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<?x2xf32> to tensor<1x?xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %arg1 : tensor<4xf32> to tensor<?xf32>
// CHECK-NEXT:   %cast_1 = tensor.cast %cast_0 : tensor<?xf32> to tensor<5xf32>
// CHECK-NEXT:   return %cast, %cast_1 : tensor<1x?xf32>, tensor<5xf32>
// CHECK-NEXT: }
func.func @casts2(%t: tensor<?x2xf32>, %v: tensor<4xf32>) -> (tensor<1x?xf32>, tensor<5xf32>) {
  %1 = tensor.cast %t : tensor<?x2xf32> to tensor<*xf32>
  %2 = tensor.cast %1 : tensor<*xf32> to tensor<1x?xf32>
  %3 = tensor.cast %v : tensor<4xf32> to tensor<?xf32>
  %4 = tensor.cast %3 : tensor<?xf32> to tensor<5xf32>
  return %2, %4 : tensor<1x?xf32>, tensor<5xf32>
}

// -----

// CHECK-LABEL: func.func @bitcasts(
// CHECK-NEXT:   %0 = tensor.bitcast %arg0 : tensor<?xf32> to tensor<4xf32>
// CHECK-NEXT:   return %0, %arg0, %arg0 : tensor<4xf32>, tensor<?xf32>, tensor<?xf32>
// CHECK-NEXT: }
func.func @bitcasts(%t: tensor<?xf32>) -> (tensor<4xf32>, tensor<?xf32>, tensor<?xf32>) {
  %0 = tensor.bitcast %t : tensor<?xf32> to tensor<?xi32>
  %1 = tensor.bitcast %0 : tensor<?xi32> to tensor<4xf32>
  %2 = tensor.bitcast %0 : tensor<?xi32> to tensor<?xf32>
  %3 = tensor.bitcast %t : tensor<?xf32> to tensor<?xf32>
  return %1, %2, %3 : tensor<4xf32>, tensor<?xf32>, tensor<?xf32>
}

// -----

// CHECK-LABEL: func.func @dims(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c2 = arith.constant 2 : index
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %dim = tensor.dim %arg0, %c2 : tensor<?x4xf32>
// CHECK-NEXT:   %dim_0 = tensor.dim %arg1, %c2 : tensor<*xf32>
// CHECK-NEXT:   %dim_1 = tensor.dim %arg1, %c1 : tensor<*xf32>
// CHECK-NEXT:   %dim_2 = tensor.dim %arg0, %arg2 : tensor<?x4xf32>
// CHECK-NEXT:   %splat = tensor.splat %arg3[%arg2] : tensor<?xf32>
// CHECK-NEXT:   %dim_3 = tensor.dim %splat, %c0 : tensor<?xf32>
// CHECK-NEXT:   return %c4, %dim, %dim_0, %c4, %dim_1, %dim_2, %dim_2, %dim_1, %dim_3, %c1 : index, index, index, index, index, index, index, index, index, index
// CHECK-NEXT: }
func.func @dims(%t: tensor<?x4xf32>, %u: tensor<*xf32>, %i: index, %f: f32) -> (index, index, index, index, index, index, index, index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %0 = tensor.dim %t, %c1 : tensor<?x4xf32>
  %1 = tensor.dim %t, %c2 : tensor<?x4xf32>
  %2 = tensor.dim %u, %c2 : tensor<*xf32>
  %c = tensor.cast %t : tensor<?x4xf32> to tensor<?x?xf32>
  %3 = tensor.dim %c, %c1 : tensor<?x?xf32>
  %cu = tensor.cast %u : tensor<*xf32> to tensor<?x?xf32>
  %4 = tensor.dim %cu, %c1 : tensor<?x?xf32>
  %in = tensor.insert %f into %c[%i, %i] : tensor<?x?xf32>
  %5 = tensor.dim %in, %i : tensor<?x?xf32>
  %e = tensor.empty(%i, %5) : tensor<?x3x?xf32>
  %6 = tensor.dim %e, %c2 : tensor<?x3x?xf32>
  %g = tensor.generate %i, %4 { 
  ^bb0(%x: index, %y: index, %z: index):
   tensor.yield %f : f32 } : tensor<?x3x?xf32>
  %7 = tensor.dim %g, %c2 : tensor<?x3x?xf32>
  %s = tensor.splat %f[%i] : tensor<?xf32>
  %8 = tensor.dim %s, %c0 : tensor<?xf32>
  %9 = tensor.rank %s : tensor<?xf32>
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9 : index, index, index, index, index, index, index, index, index, index
}

// -----

// CHECK-LABEL: func.func @sizes(
// CHECK-NEXT:   %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:   %c5 = arith.constant 5 : index
// CHECK-NEXT:   %c-5 = arith.constant -5 : index
// CHECK-NEXT:   %0 = tensor.empty(%arg0) : tensor<?x5xf32>
// CHECK-NEXT:   %cast = tensor.cast %0 : tensor<?x5xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %generated = tensor.generate %arg0 {
// CHECK-NEXT:   ^bb0(%arg1: index, %arg2: index):
// CHECK-NEXT:     tensor.yield %arg2 : index
// CHECK-NEXT:   } : tensor<5x?xindex>
// CHECK-NEXT:   %cast_0 = tensor.cast %generated : tensor<5x?xindex> to tensor<?x?xindex>
// CHECK-NEXT:   %1 = tensor.empty(%c-5) : tensor<?xf32>
// CHECK-NEXT:   %2 = tensor.empty(%arg0) : tensor<4x?xf32>
// CHECK-NEXT:   %splat = tensor.splat %cst[%c5] : tensor<?xf32>
// CHECK-NEXT:   return %cast, %cast_0, %1, %2, %splat : tensor<?x?xf32>, tensor<?x?xindex>, tensor<?xf32>, tensor<4x?xf32>, tensor<?xf32>
// CHECK-NEXT: }
func.func @sizes(%i: index) -> (tensor<?x?xf32>, tensor<?x?xindex>, tensor<?xf32>, tensor<4x?xf32>, tensor<?xf32>) {
  %c5 = arith.constant 5 : index
  %cm = arith.constant -5 : index
  %0 = tensor.empty(%i, %c5) : tensor<?x?xf32>
  %1 = tensor.generate %c5, %i { 
  ^bb0(%x: index, %y: index):
   tensor.yield %y : index } : tensor<?x?xindex>
  %2 = tensor.empty(%cm) : tensor<?xf32>
  %e = tensor.empty(%i, %i) : tensor<?x?xf32>
  %3 = tensor.cast %e : tensor<?x?xf32> to tensor<4x?xf32>
  %f = arith.constant 1.0 : f32
  %4 = tensor.splat %f[%c5] : tensor<?xf32>
  return %0, %1, %2, %3, %4 : tensor<?x?xf32>, tensor<?x?xindex>, tensor<?xf32>, tensor<4x?xf32>, tensor<?xf32>
}

// -----

// CHECK-LABEL: func.func @extracts(
// CHECK-NEXT:   %extracted = tensor.extract %arg1[%arg0] : tensor<?xi32>
// CHECK-NEXT:   %extracted_0 = tensor.extract %arg1[%arg0] : tensor<?xi32>
// CHECK-NEXT:   %0 = arith.index_cast %extracted_0 : i32 to index
// CHECK-NEXT:   %1 = arith.addi %0, %arg0 : index
// CHECK-NEXT:   %2 = memref.load %arg3[%0] : memref<?xf32>
// CHECK-NEXT:   %generated = tensor.generate %arg0 {
// CHECK-NEXT:   ^bb0(%arg4: index):
// CHECK-NEXT:     %3 = memref.load %arg3[%arg4] : memref<?xf32>
// CHECK-NEXT:     memref.store %3, %arg3[%arg0] : memref<?xf32>
// CHECK-NEXT:     tensor.yield %3 : f32
// CHECK-NEXT:   } : tensor<?xf32>
// CHECK-NEXT:   %extracted_1 = tensor.extract %generated[%0] : tensor<?xf32>
// CHECK-NEXT:   %cast = tensor.cast %arg2 : tensor<*xi32> to tensor<4xi32>
// CHECK-NEXT:   %extracted_2 = tensor.extract %cast[%arg0] : tensor<4xi32>
// CHECK-NEXT:   return %extracted, %0, %1, %2, %extracted_1, %extracted_2 : i32, index, index, f32, f32, i32
// CHECK-NEXT: }
func.func @extracts(%i: index, %t: tensor<?xi32>, %u: tensor<*xi32>, %m: memref<?xf32>) -> (i32, index, index, f32, f32, i32) {
  %c = tensor.cast %t : tensor<?xi32> to tensor<4xi32>
  %0 = tensor.extract %c[%i] : tensor<4xi32>
  %x = arith.index_cast %t : tensor<?xi32> to tensor<?xindex>
  %1 = tensor.extract %x[%i] : tensor<?xindex>
  %g = tensor.generate %i { 
  ^bb0(%y: index):
   %z = arith.addi %y, %i : index
   tensor.yield %z : index } : tensor<?xindex>
  %2 = tensor.extract %g[%1] : tensor<?xindex>
  %h = tensor.generate %i { 
  ^bb0(%y: index):
   %z = memref.load %m[%y] : memref<?xf32>
   tensor.yield %z : f32 } : tensor<?xf32>
  %3 = tensor.extract %h[%1] : tensor<?xf32>
  %k = tensor.generate %i { 
  ^bb0(%y: index):
   %z = memref.load %m[%y] : memref<?xf32>
   memref.store %z, %m[%i] : memref<?xf32>
   tensor.yield %z : f32 } : tensor<?xf32>
  %4 = tensor.extract %k[%1] : tensor<?xf32>
  %cu = tensor.cast %u : tensor<*xi32> to tensor<4xi32>
  %5 = tensor.extract %cu[%i] : tensor<4xi32>
  return %0, %1, %2, %3, %4, %5 : i32, index, index, f32, f32, i32
}

// -----

// CHECK-LABEL: func.func @dps(
// CHECK-NEXT:   %inserted = tensor.insert %arg2 into %arg1[%arg0] : tensor<4xf32>
// CHECK-NEXT:   %inserted_0 = tensor.insert %arg2 into %inserted[%arg0] {a} : tensor<4xf32>
// CHECK-NEXT:   %cast = tensor.cast %inserted_0 : tensor<4xf32> to tensor<?xf32>
// CHECK-NEXT:   return %cast : tensor<?xf32>
// CHECK-NEXT: }
func.func @dps(%i: index, %t: tensor<4xf32>, %f: f32) -> tensor<?xf32> {
  %c = tensor.cast %t : tensor<4xf32> to tensor<?xf32>
  %0 = tensor.insert %f into %c[%i] : tensor<?xf32>
  %1 = tensor.insert %f into %0[%i] {a} : tensor<?xf32>
  return %1 : tensor<?xf32>
}

// -----

// CHECK-LABEL: func.func @ins2(
// CHECK-NEXT:   %inserted = tensor.insert %arg1 into %arg0[%arg2] : tensor<?xf32>
// CHECK-NEXT:   %extracted = tensor.extract %inserted[%arg2] : tensor<?xf32>
// CHECK-NEXT:   return %extracted : f32
// CHECK-NEXT: }
func.func @ins2(%t: tensor<?xf32>, %f: f32, %i: index) -> f32 {
  %0 = tensor.insert %f into %t[%i] : tensor<?xf32>
  %1 = tensor.extract %0[%i] : tensor<?xf32>
  return %1 : f32
}

// -----

// CHECK-LABEL: func @extract_complex
// CHECK-DAG:     %[[A:.*]] = complex.constant [3.000000e+00 : f32, -4.000000e+00 : f32] : complex<f32>
// CHECK-DAG:     %[[B:.*]] = complex.constant [5.000000e-01, 1.000000e+00] : complex<f64>
// CHECK:         return %[[A]], %[[B]]
func.func @extract_complex(%i: index) -> (complex<f32>, complex<f64>) {
  %c1 = arith.constant 1 : index
  %0 = arith.constant dense<[(1.0, 2.0), (3.0, -4.0)]> : tensor<2xcomplex<f32>>
  %1 = tensor.extract %0[%c1] : tensor<2xcomplex<f32>>
  %2 = arith.constant dense<(0.5, 1.0)> : tensor<2xcomplex<f64>>
  %3 = tensor.extract %2[%i] : tensor<2xcomplex<f64>>
  return %1, %3 : complex<f32>, complex<f64>
}
