// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @extract_of_splat(
// CHECK-NEXT:   %cst = arith.constant dense<1.000000e+00> : tensor<8x8xf32>
// CHECK-NEXT:   %cst_0 = arith.constant dense<1.000000e+00> : tensor<2x2xf32>
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %cst[0, 0] [%arg0, 2] [1, 1] : tensor<8x8xf32> to tensor<?x2xf32>
// CHECK-NEXT:   return %cst_0, %extracted_slice : tensor<2x2xf32>, tensor<?x2xf32>
// CHECK-NEXT: }
func.func @extract_of_splat(%i: index) -> (tensor<2x2xf32>, tensor<?x2xf32>) {
  %s = arith.constant dense<1.0> : tensor<8x8xf32>
  %0 = tensor.extract_slice %s[%i, 0] [2, 2] [1, 1] : tensor<8x8xf32> to tensor<2x2xf32>
  %1 = tensor.extract_slice %s[0, 0] [%i, 2] [1, 1] : tensor<8x8xf32> to tensor<?x2xf32>
  return %0, %1 : tensor<2x2xf32>, tensor<?x2xf32>
}

// -----

// CHECK-LABEL: func.func @extract_all(
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg1[0, 0] [%arg2, 4] [1, 1] : tensor<?x4xf32> to tensor<?x4xf32>
// CHECK-NEXT:   return %arg0, %extracted_slice, %arg0 : tensor<8x4xf32>, tensor<?x4xf32>, tensor<8x4xf32>
// CHECK-NEXT: }
func.func @extract_all(%t: tensor<8x4xf32>, %u: tensor<?x4xf32>, %n: index) -> (tensor<8x4xf32>, tensor<?x4xf32>, tensor<8x4xf32>) {
  %c8 = arith.constant 8 : index
  %c0 = arith.constant 0 : index
  %0 = tensor.extract_slice %t[0, %c0] [8, 4] [1, 1] : tensor<8x4xf32> to tensor<8x4xf32>
  %1 = tensor.extract_slice %u[0, 0] [%n, 4] [1, 1] : tensor<?x4xf32> to tensor<?x4xf32>
  %2 = tensor.extract_slice %t[0, 0] [%c8, 4] [1, 1] : tensor<8x4xf32> to tensor<?x4xf32>
  %3 = tensor.cast %2 : tensor<?x4xf32> to tensor<8x4xf32>
  return %0, %1, %3 : tensor<8x4xf32>, tensor<?x4xf32>, tensor<8x4xf32>
}

// -----

// CHECK-LABEL: func.func @extract_constants(
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[0, %arg1, 1] [7, 2, %arg1] [1, 1, 1] : tensor<8x16x4xf32> to tensor<7x2x?xf32>
// CHECK-NEXT:   %cast = tensor.cast %extracted_slice : tensor<7x2x?xf32> to tensor<?x?x?xf32>
// CHECK-NEXT:   %extracted_slice_0 = tensor.extract_slice %arg0[0, %arg1, 1] [1, 2, %arg1] [1, 1, 1] : tensor<8x16x4xf32> to tensor<2x?xf32>
// CHECK-NEXT:   %cast_1 = tensor.cast %extracted_slice_0 : tensor<2x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %extracted_slice_2 = tensor.extract_slice %arg0[0, %arg1, 0] [4, 1, %arg1] [1, 1, 1] : tensor<8x16x4xf32> to tensor<4x1x?xf32>
// CHECK-NEXT:   %extracted_slice_3 = tensor.extract_slice %extracted_slice_2[0, 0, 0] [4, 1, %arg1] [1, 1, 1] : tensor<4x1x?xf32> to tensor<4x?xf32>
// CHECK-NEXT:   return %cast, %cast_1, %extracted_slice_3 : tensor<?x?x?xf32>, tensor<?x?xf32>, tensor<4x?xf32>
// CHECK-NEXT: }
func.func @extract_constants(%t: tensor<8x16x4xf32>, %i: index) -> (tensor<?x?x?xf32>, tensor<?x?xf32>, tensor<4x?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c7 = arith.constant 7 : index
  %0 = tensor.extract_slice %t[%c0, %i, %c1] [%c7, %c2, %i] [%c1, %c1, %c1] : tensor<8x16x4xf32> to tensor<?x?x?xf32>
  %1 = tensor.extract_slice %t[%c0, %i, %c1] [1, %c2, %i] [%c1, %c1, %c1] : tensor<8x16x4xf32> to tensor<?x?xf32>
  %2 = tensor.extract_slice %t[%c0, %i, 0] [4, %c1, %i] [%c1, %c1, %c1] : tensor<8x16x4xf32> to tensor<4x?x?xf32>
  %3 = tensor.extract_slice %2[0, 0, 0] [4, 1, %i] [1, 1, 1] : tensor<4x?x?xf32> to tensor<4x?xf32>
  return %0, %1, %3 : tensor<?x?x?xf32>, tensor<?x?xf32>, tensor<4x?xf32>
}

// -----

// CHECK-LABEL: func.func @extract_ambiguous2(
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[0, 0, 0] [1, 1, 1] [1, 1, 1] : tensor<?x1x1xf32> to tensor<1x1xf32>
// CHECK-NEXT:   %cast = tensor.cast %extracted_slice : tensor<1x1xf32> to tensor<?x1xf32>
// CHECK-NEXT:   %extracted_slice_0 = tensor.extract_slice %arg0[0, 0, 0] [1, 1, 1] [1, 1, 1] : tensor<?x1x1xf32> to tensor<1xf32>
// CHECK-NEXT:   %cast_1 = tensor.cast %extracted_slice_0 : tensor<1xf32> to tensor<?xf32>
// CHECK-NEXT:   %extracted_slice_2 = tensor.extract_slice %arg0[1, 0, 0] [%arg1, 1, 1] [1, 1, 1] : tensor<?x1x1xf32> to tensor<?x1xf32>
// CHECK-NEXT:   return %cast, %cast_1, %extracted_slice_2 : tensor<?x1xf32>, tensor<?xf32>, tensor<?x1xf32>
// CHECK-NEXT: }
func.func @extract_ambiguous2(%t: tensor<?x1x1xf32>, %i: index) -> (tensor<?x1xf32>, tensor<?xf32>, tensor<?x1xf32>) {
  %c2 = arith.constant 2 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.extract_slice %t[0, 0, 0] [%c1, 1, 1] [1, 1, 1] : tensor<?x1x1xf32> to tensor<?x1xf32>
  %1 = tensor.extract_slice %t[0, 0, 0] [%c1, 1, 1] [1, 1, 1] : tensor<?x1x1xf32> to tensor<?xf32>
  %2 = tensor.extract_slice %t[%c1, 0, 0] [%i, 1, 1] [1, 1, 1] : tensor<?x1x1xf32> to tensor<?x1xf32>
  return %0, %1, %2 : tensor<?x1xf32>, tensor<?xf32>, tensor<?x1xf32>
}

// -----

// CHECK-LABEL: func.func @extract_cast(
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<16x16xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[%arg1, 0] [3, %arg1] [1, 1] : tensor<16x16xf32> to tensor<3x?xf32>
// CHECK-NEXT:   %extracted_slice_0 = tensor.extract_slice %cast[14, 0] [3, 4] [1, 1] : tensor<?x?xf32> to tensor<3x4xf32>
// CHECK-NEXT:   %extracted_slice_1 = tensor.extract_slice %arg0[0, 0] [16, %arg1] [1, 1] : tensor<16x16xf32> to tensor<16x?xf32>
// CHECK-NEXT:   return %extracted_slice, %extracted_slice_0, %extracted_slice_1 : tensor<3x?xf32>, tensor<3x4xf32>, tensor<16x?xf32>
// CHECK-NEXT: }
func.func @extract_cast(%t: tensor<16x16xf32>, %i: index) -> (tensor<3x?xf32>, tensor<3x4xf32>, tensor<16x?xf32>) {
  %c = tensor.cast %t : tensor<16x16xf32> to tensor<?x?xf32>
  %0 = tensor.extract_slice %c[%i, 0] [3, %i] [1, 1] : tensor<?x?xf32> to tensor<3x?xf32>
  %1 = tensor.extract_slice %c[14, 0] [3, 4] [1, 1] : tensor<?x?xf32> to tensor<3x4xf32>
  %2 = tensor.extract_slice %c[0, 0] [%i, %i] [1, 1] : tensor<?x?xf32> to tensor<?x?xf32>
  %3 = tensor.cast %2 : tensor<?x?xf32> to tensor<16x?xf32>
  return %0, %1, %3 : tensor<3x?xf32>, tensor<3x4xf32>, tensor<16x?xf32>
}

// -----

// CHECK-LABEL: func.func @extract_then_cast(
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[%arg1, 0, 0] [%arg1, 1, %arg1] [1, 1, 1] : tensor<?x?x16xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %extracted_slice_0 = tensor.extract_slice %arg0[%arg1, 0, 0] [4, 1, 5] [1, 1, 1] : tensor<?x?x16xf32> to tensor<4x5xf32>
// CHECK-NEXT:   %cast = tensor.cast %extracted_slice : tensor<?x?xf32> to tensor<*xf32>
// CHECK-NEXT:   return %extracted_slice_0, %cast : tensor<4x5xf32>, tensor<*xf32>
// CHECK-NEXT: }
func.func @extract_then_cast(%t: tensor<?x?x16xf32>, %i: index) -> (tensor<4x5xf32>, tensor<*xf32>) {
  %0 = tensor.extract_slice %t[%i, 0, 0] [%i, 1, %i] [1, 1, 1] : tensor<?x?x16xf32> to tensor<?x?xf32>
  %1 = tensor.cast %0 : tensor<?x?xf32> to tensor<4x5xf32>
  %2 = tensor.cast %0 : tensor<?x?xf32> to tensor<*xf32>
  return %1, %2 : tensor<4x5xf32>, tensor<*xf32>
}

// -----

// CHECK-LABEL: func.func @extract_of_insert(
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %arg1 into %arg0[%arg2, 0] [%arg3, 4] [1, 1] : tensor<?x4xf32> into tensor<?x?xf32>
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %inserted_slice[%arg3, 0] [%arg3, 4] [1, 1] : tensor<?x?xf32> to tensor<?x4xf32>
// CHECK-NEXT:   return %arg1, %extracted_slice : tensor<?x4xf32>, tensor<?x4xf32>
// CHECK-NEXT: }
func.func @extract_of_insert(%t: tensor<?x?xf32>, %s: tensor<?x4xf32>, %i: index, %j: index) -> (tensor<?x4xf32>, tensor<?x4xf32>) {
  %0 = tensor.insert_slice %s into %t[%i, 0] [%j, 4] [1, 1] : tensor<?x4xf32> into tensor<?x?xf32>
  %1 = tensor.extract_slice %0[%i, 0] [%j, 4] [1, 1] : tensor<?x?xf32> to tensor<?x4xf32>
  %2 = tensor.extract_slice %0[%j, 0] [%j, 4] [1, 1] : tensor<?x?xf32> to tensor<?x4xf32>
  return %1, %2 : tensor<?x4xf32>, tensor<?x4xf32>
}

// -----

// CHECK-LABEL: func.func @insert_all(
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %arg2 into %arg3[0] [%arg4] [1] : tensor<?xf32> into tensor<?xf32>
// CHECK-NEXT:   return %arg1, %inserted_slice : tensor<4x4xf32>, tensor<?xf32>
// CHECK-NEXT: }
func.func @insert_all(%t: tensor<4x4xf32>, %s: tensor<4x4xf32>, %u: tensor<?xf32>, %v: tensor<?xf32>, %n: index) -> (tensor<4x4xf32>, tensor<?xf32>) {
  %0 = tensor.insert_slice %s into %t[0, 0] [4, 4] [1, 1] : tensor<4x4xf32> into tensor<4x4xf32>
  %1 = tensor.insert_slice %u into %v[0] [%n] [1] : tensor<?xf32> into tensor<?xf32>
  return %0, %1 : tensor<4x4xf32>, tensor<?xf32>
}

// -----

// CHECK-LABEL: func.func @insert_again(
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %arg2 into %arg0[%arg3, 0] [2, 4] [1, 1] : tensor<2x4xf32> into tensor<?x4xf32>
// CHECK-NEXT:   return %inserted_slice, %arg0 : tensor<?x4xf32>, tensor<?x4xf32>
// CHECK-NEXT: }
func.func @insert_again(%t: tensor<?x4xf32>, %s: tensor<2x4xf32>, %u: tensor<2x4xf32>, %n: index) -> (tensor<?x4xf32>, tensor<?x4xf32>) {
  %0 = tensor.insert_slice %s into %t[%n, 0] [2, 4] [1, 1] : tensor<2x4xf32> into tensor<?x4xf32>
  %1 = tensor.insert_slice %u into %0[%n, 0] [2, 4] [1, 1] : tensor<2x4xf32> into tensor<?x4xf32>
  %2 = tensor.extract_slice %t[%n, 0] [2, 4] [1, 1] : tensor<?x4xf32> to tensor<2x4xf32>
  %3 = tensor.insert_slice %2 into %t[%n, 0] [2, 4] [1, 1] : tensor<2x4xf32> into tensor<?x4xf32>
  return %1, %3 : tensor<?x4xf32>, tensor<?x4xf32>
}

// -----

// CHECK-LABEL: func.func @insert_nothing(
// CHECK-NEXT:   return %arg0, %arg0 : tensor<?x4xf32>, tensor<?x4xf32>
// CHECK-NEXT: }
func.func @insert_nothing(%t: tensor<?x4xf32>, %s: tensor<?x4xf32>, %u: tensor<0x4xf32>) -> (tensor<?x4xf32>, tensor<?x4xf32>) {
  %c0 = arith.constant 0 : index
  %0 = tensor.insert_slice %s into %t[%c0, 0] [%c0, 4] [1, 1] : tensor<?x4xf32> into tensor<?x4xf32>
  %1 = tensor.insert_slice %u into %t[%c0, 0] [0, 4] [1, 1] : tensor<0x4xf32> into tensor<?x4xf32>
  return %0, %1 : tensor<?x4xf32>, tensor<?x4xf32>
}

// -----

// CHECK-LABEL: func.func @insert_constants(
// CHECK-NEXT:   %cast = tensor.cast %arg1 : tensor<?x?x?xf32> to tensor<7x2x?xf32>
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %cast into %arg0[0, %arg3, 1] [7, 2, %arg3] [1, 1, 1] : tensor<7x2x?xf32> into tensor<8x16x4xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %arg2 : tensor<?x?xf32> to tensor<2x?xf32>
// CHECK-NEXT:   %inserted_slice_1 = tensor.insert_slice %cast_0 into %arg0[0, %arg3, 1] [1, 2, %arg3] [1, 1, 1] : tensor<2x?xf32> into tensor<8x16x4xf32>
// CHECK-NEXT:   return %inserted_slice, %inserted_slice_1 : tensor<8x16x4xf32>, tensor<8x16x4xf32>
// CHECK-NEXT: }
func.func @insert_constants(%t: tensor<8x16x4xf32>, %s: tensor<?x?x?xf32>, %r: tensor<?x?xf32>, %i: index) -> (tensor<8x16x4xf32>, tensor<8x16x4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c7 = arith.constant 7 : index
  %0 = tensor.insert_slice %s into %t[%c0, %i, %c1] [%c7, %c2, %i] [%c1, %c1, %c1] : tensor<?x?x?xf32> into tensor<8x16x4xf32>
  %1 = tensor.insert_slice %r into %t[%c0, %i, %c1] [1, %c2, %i] [%c1, %c1, %c1] : tensor<?x?xf32> into tensor<8x16x4xf32>
  return %0, %1 : tensor<8x16x4xf32>, tensor<8x16x4xf32>
}

// -----

// CHECK-LABEL: func.func @insert_outside(
// CHECK-NEXT:   %c9 = arith.constant 9 : index
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %arg1 into %arg0[%c9] [%arg2] [1] : tensor<?xf32> into tensor<8xf32>
// CHECK-NEXT:   return %inserted_slice : tensor<8xf32>
// CHECK-NEXT: }
func.func @insert_outside(%t: tensor<8xf32>, %s: tensor<?xf32>, %i: index) -> tensor<8xf32> {
  %c9 = arith.constant 9 : index
  %0 = tensor.insert_slice %s into %t[%c9] [%i] [1] : tensor<?xf32> into tensor<8xf32>
  return %0 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @insert_cast(
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<8x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %arg1 : tensor<4x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %arg1 into %arg2[%arg3, 0] [4, %arg3] [1, 1] : tensor<4x?xf32> into tensor<?x?xf32>
// CHECK-NEXT:   %inserted_slice_1 = tensor.insert_slice %arg2 into %arg0[0, %arg3] [%arg3, %arg3] [1, 1] : tensor<?x?xf32> into tensor<8x?xf32>
// CHECK-NEXT:   %cast_2 = tensor.cast %inserted_slice_1 : tensor<8x?xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %inserted_slice_3 = tensor.insert_slice %cast_0 into %cast[6, %arg3] [%arg3, %arg3] [1, 1] : tensor<?x?xf32> into tensor<?x?xf32>
// CHECK-NEXT:   return %inserted_slice, %cast_2, %inserted_slice_3 : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?x?xf32>
// CHECK-NEXT: }
func.func @insert_cast(%t: tensor<8x?xf32>, %s: tensor<4x?xf32>, %r: tensor<?x?xf32>, %i: index) -> (tensor<?x?xf32>, tensor<?x?xf32>, tensor<?x?xf32>) {
  %ct = tensor.cast %t : tensor<8x?xf32> to tensor<?x?xf32>
  %cs = tensor.cast %s : tensor<4x?xf32> to tensor<?x?xf32>
  %0 = tensor.insert_slice %cs into %r[%i, 0] [%i, %i] [1, 1] : tensor<?x?xf32> into tensor<?x?xf32>
  %1 = tensor.insert_slice %r into %ct[0, %i] [%i, %i] [1, 1] : tensor<?x?xf32> into tensor<?x?xf32>
  %2 = tensor.insert_slice %cs into %ct[6, %i] [%i, %i] [1, 1] : tensor<?x?xf32> into tensor<?x?xf32>
  return %0, %1, %2 : tensor<?x?xf32>, tensor<?x?xf32>, tensor<?x?xf32>
}

// -----

// CHECK-LABEL: func.func @insert_cast_reduced(
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %arg0 into %arg1[%arg2, 0, 0] [1, 4, 8] [1, 1, 1] : tensor<4x8xf32> into tensor<?x?x?xf32>
// CHECK-NEXT:   return %inserted_slice : tensor<?x?x?xf32>
// CHECK-NEXT: }
func.func @insert_cast_reduced(%s: tensor<4x8xf32>, %r: tensor<?x?x?xf32>, %i: index) -> tensor<?x?x?xf32> {
  %cs = tensor.cast %s : tensor<4x8xf32> to tensor<?x?xf32>
  %0 = tensor.insert_slice %cs into %r[%i, 0, 0] [1, %i, %i] [1, 1, 1] : tensor<?x?xf32> into tensor<?x?x?xf32>
  return %0 : tensor<?x?x?xf32>
}

// -----

// CHECK-LABEL: func.func @insert_source_cast(
// CHECK-NEXT:   %cast = tensor.cast %arg1 : tensor<?x?xf32> to tensor<4x4xf32>
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %cast into %arg0[0, 0] [4, 4] [1, 1] : tensor<4x4xf32> into tensor<?x?xf32>
// CHECK-NEXT:   return %inserted_slice : tensor<?x?xf32>
// CHECK-NEXT: }
func.func @insert_source_cast(%t: tensor<?x?xf32>, %s: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %c4 = arith.constant 4 : index
  %0 = tensor.insert_slice %s into %t[0, 0] [%c4, %c4] [1, 1] : tensor<?x?xf32> into tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// -----

// CHECK-LABEL: func.func @dim_of_slice(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %extracted_slice = tensor.extract_slice %arg0[0, 0] [1, %arg3] [1, 1] : tensor<?x?xf32> to tensor<?xf32>
// CHECK-NEXT:   %dim = tensor.dim %extracted_slice, %c0 : tensor<?xf32>
// CHECK-NEXT:   %dim_0 = tensor.dim %arg1, %c1 : tensor<?x?xf32>
// CHECK-NEXT:   return %arg3, %dim, %dim_0 : index, index, index
// CHECK-NEXT: }
func.func @dim_of_slice(%t: tensor<?x?xf32>, %s: tensor<?x?xf32>, %i: index, %j: index) -> (index, index, index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.extract_slice %t[0, 0] [%i, %j] [1, 1] : tensor<?x?xf32> to tensor<?x?xf32>
  %1 = tensor.dim %0, %c1 : tensor<?x?xf32>
  %2 = tensor.extract_slice %t[0, 0] [1, %j] [1, 1] : tensor<?x?xf32> to tensor<?xf32>
  %3 = tensor.dim %2, %c0 : tensor<?xf32>
  %4 = tensor.insert_slice %0 into %s[0, 0] [%i, %j] [1, 1] : tensor<?x?xf32> into tensor<?x?xf32>
  %5 = tensor.dim %4, %c1 : tensor<?x?xf32>
  return %1, %3, %5 : index, index, index
}

// -----

// CHECK-LABEL: func.func @parallel_insert(
// CHECK-NEXT:   %0:2 = scf.forall (%arg4) in (%arg3) shared_outs(%arg5 = %arg0, %arg6 = %arg0) -> (tensor<8x?xf32>, tensor<8x?xf32>) {
// CHECK-NEXT:     %cast = tensor.cast %arg1 : tensor<?x?xf32> to tensor<4x?xf32>
// CHECK-NEXT:     scf.forall.in_parallel {
// CHECK-NEXT:       tensor.parallel_insert_slice %cast into %arg5[0, %arg4] [4, %arg3] [1, 1] : tensor<4x?xf32> into tensor<8x?xf32>
// CHECK-NEXT:       tensor.parallel_insert_slice %arg2 into %arg6[%arg4, 0] [4, 4] [1, 1] : tensor<4x4xf32> into tensor<8x?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0, %0#1 : tensor<8x?xf32>, tensor<8x?xf32>
// CHECK-NEXT: }
func.func @parallel_insert(%t: tensor<8x?xf32>, %s: tensor<?x?xf32>, %k: tensor<4x4xf32>, %n: index) -> (tensor<8x?xf32>, tensor<8x?xf32>) {
  %c0 = arith.constant 0 : index
  %c4 = arith.constant 4 : index
  %ck = tensor.cast %k : tensor<4x4xf32> to tensor<?x?xf32>
  %0:2 = scf.forall (%i) in (%n) shared_outs(%o = %t, %p = %t) -> (tensor<8x?xf32>, tensor<8x?xf32>) {
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%c0, %i] [%c4, %n] [1, 1] : tensor<?x?xf32> into tensor<8x?xf32>
      tensor.parallel_insert_slice %ck into %p[%i, 0] [%n, %n] [1, 1] : tensor<?x?xf32> into tensor<8x?xf32>
    }
  }
  return %0#0, %0#1 : tensor<8x?xf32>, tensor<8x?xf32>
}

// -----

// CHECK-LABEL: func.func @promoted(
// CHECK-NEXT:   %inserted_slice = tensor.insert_slice %arg1 into %arg0[%arg2, 0] [4, 4] [1, 1] : tensor<4x4xf32> into tensor<8x?xf32>
// CHECK-NEXT:   return %inserted_slice : tensor<8x?xf32>
// CHECK-NEXT: }
func.func @promoted(%t: tensor<8x?xf32>, %s: tensor<4x4xf32>, %n: index) -> tensor<8x?xf32> {
  %0 = scf.forall (%i) in (1) shared_outs(%o = %t) -> (tensor<8x?xf32>) {
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%n, %i] [4, 4] [1, 1] : tensor<4x4xf32> into tensor<8x?xf32>
    }
  }
  return %0 : tensor<8x?xf32>
}
