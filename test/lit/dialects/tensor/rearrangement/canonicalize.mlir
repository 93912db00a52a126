// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @concat_of_one(
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<2x?xf32> to tensor<2x7xf32>
// CHECK-NEXT:   return %arg0, %cast : tensor<2x?xf32>, tensor<2x7xf32>
// CHECK-NEXT: }
func.func @concat_of_one(%a: tensor<2x?xf32>) -> (tensor<2x?xf32>, tensor<2x7xf32>) {
  %0 = tensor.concat dim(0) %a : (tensor<2x?xf32>) -> tensor<2x?xf32>
  %1 = tensor.concat dim(1) %a : (tensor<2x?xf32>) -> tensor<2x7xf32>
  return %0, %1 : tensor<2x?xf32>, tensor<2x7xf32>
}

// -----

// CHECK-LABEL: func.func @concat_inputs(
// CHECK-NEXT:   %cast = tensor.cast %arg1 : tensor<?x?xi32> to tensor<?x12xi32>
// CHECK-NEXT:   %cast_0 = tensor.cast %arg2 : tensor<3x?xi32> to tensor<3x12xi32>
// CHECK-NEXT:   %concat = tensor.concat dim(0) %arg0, %cast, %cast_0 : (tensor<?x12xi32>, tensor<?x12xi32>, tensor<3x12xi32>) -> tensor<?x12xi32>
// CHECK-NEXT:   %cast_1 = tensor.cast %arg0 : tensor<?x12xi32> to tensor<3x12xi32>
// CHECK-NEXT:   %cast_2 = tensor.cast %arg1 : tensor<?x?xi32> to tensor<3x?xi32>
// CHECK-NEXT:   %concat_3 = tensor.concat dim(1) %cast_1, %cast_2, %arg2 : (tensor<3x12xi32>, tensor<3x?xi32>, tensor<3x?xi32>) -> tensor<3x?xi32>
// CHECK-NEXT:   %cast_4 = tensor.cast %concat_3 : tensor<3x?xi32> to tensor<?x?xi32>
// CHECK-NEXT:   return %concat, %cast_4 : tensor<?x12xi32>, tensor<?x?xi32>
// CHECK-NEXT: }
func.func @concat_inputs(%a: tensor<?x12xi32>, %b: tensor<?x?xi32>, %c: tensor<3x?xi32>) -> (tensor<?x12xi32>, tensor<?x?xi32>) {
  %0 = tensor.concat dim(0) %a, %b, %c : (tensor<?x12xi32>, tensor<?x?xi32>, tensor<3x?xi32>) -> tensor<?x12xi32>
  %1 = tensor.concat dim(1) %a, %b, %c : (tensor<?x12xi32>, tensor<?x?xi32>, tensor<3x?xi32>) -> tensor<?x?xi32>
  return %0, %1 : tensor<?x12xi32>, tensor<?x?xi32>
}

// -----

// CHECK-LABEL: func.func @concat_result(
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<5x?xi32> to tensor<5x12xi32>
// CHECK-NEXT:   %concat = tensor.concat dim(0) %cast, %arg1 : (tensor<5x12xi32>, tensor<3x12xi32>) -> tensor<8x12xi32>
// CHECK-NEXT:   %cast_0 = tensor.cast %concat : tensor<8x12xi32> to tensor<?x?xi32>
// CHECK-NEXT:   %cast_1 = tensor.cast %arg0 : tensor<5x?xi32> to tensor<5x12xi32>
// CHECK-NEXT:   %concat_2 = tensor.concat dim(0) %cast_1, %arg1 : (tensor<5x12xi32>, tensor<3x12xi32>) -> tensor<8x12xi32>
// CHECK-NEXT:   %cast_3 = tensor.cast %concat_2 : tensor<8x12xi32> to tensor<8x?xi32>
// CHECK-NEXT:   return %cast_0, %cast_3 : tensor<?x?xi32>, tensor<8x?xi32>
// CHECK-NEXT: }
func.func @concat_result(%a: tensor<5x?xi32>, %b: tensor<3x12xi32>) -> (tensor<?x?xi32>, tensor<8x?xi32>) {
  %0 = tensor.concat dim(0) %a, %b : (tensor<5x?xi32>, tensor<3x12xi32>) -> tensor<?x?xi32>
  %1 = tensor.concat dim(0) %b, %b : (tensor<3x12xi32>, tensor<3x12xi32>) -> tensor<?x?xi32>
  %2 = tensor.concat dim(0) %a, %b : (tensor<5x?xi32>, tensor<3x12xi32>) -> tensor<8x?xi32>
  return %0, %2 : tensor<?x?xi32>, tensor<8x?xi32>
}

// -----

// CHECK-LABEL: func.func @gather_of_splat(
// CHECK-NEXT:   %cst = arith.constant dense<1.000000e+00> : tensor<2x3xf32>
// CHECK-NEXT:   %cst_0 = arith.constant dense<1.000000e+00> : tensor<3x2xf32>
// CHECK-NEXT:   %gather = tensor.gather %cst[%arg1] gather_dims([1]) : (tensor<2x3xf32>, tensor<?x1xindex>) -> tensor<?x2xf32>
// CHECK-NEXT:   %gather_1 = tensor.gather %arg2[%arg0] gather_dims([1]) : (tensor<2x3xf32>, tensor<3x1xindex>) -> tensor<3x2xf32>
// CHECK-NEXT:   return %cst_0, %gather, %gather_1 : tensor<3x2xf32>, tensor<?x2xf32>, tensor<3x2xf32>
// CHECK-NEXT: }
func.func @gather_of_splat(%i: tensor<3x1xindex>, %j: tensor<?x1xindex>, %d: tensor<2x3xf32>) -> (tensor<3x2xf32>, tensor<?x2xf32>, tensor<3x2xf32>) {
  %s = arith.constant dense<1.0> : tensor<2x3xf32>
  %0 = tensor.gather %s[%i] gather_dims([1]) : (tensor<2x3xf32>, tensor<3x1xindex>) -> tensor<3x2xf32>
  %1 = tensor.gather %s[%j] gather_dims([1]) : (tensor<2x3xf32>, tensor<?x1xindex>) -> tensor<?x2xf32>
  %2 = tensor.gather %d[%i] gather_dims([1]) : (tensor<2x3xf32>, tensor<3x1xindex>) -> tensor<3x2xf32>
  return %0, %1, %2 : tensor<3x2xf32>, tensor<?x2xf32>, tensor<3x2xf32>
}

// -----

// CHECK-LABEL: func.func @reshape_of_splat(
// CHECK-NEXT:   %cst = arith.constant dense<1.000000e+00> : tensor<2x3xf32>
// CHECK-NEXT:   %cst_0 = arith.constant dense<1.000000e+00> : tensor<3x2xf32>
// CHECK-NEXT:   %reshape = tensor.reshape %cst(%arg0) : (tensor<2x3xf32>, tensor<2xindex>) -> tensor<?x2xf32>
// CHECK-NEXT:   return %cst_0, %reshape : tensor<3x2xf32>, tensor<?x2xf32>
// CHECK-NEXT: }
func.func @reshape_of_splat(%i: tensor<2xindex>) -> (tensor<3x2xf32>, tensor<?x2xf32>) {
  %s = arith.constant dense<1.0> : tensor<2x3xf32>
  %0 = tensor.reshape %s(%i) : (tensor<2x3xf32>, tensor<2xindex>) -> tensor<3x2xf32>
  %1 = tensor.reshape %s(%i) : (tensor<2x3xf32>, tensor<2xindex>) -> tensor<?x2xf32>
  return %0, %1 : tensor<3x2xf32>, tensor<?x2xf32>
}

// -----

// CHECK-LABEL: func.func @reshape_of_reshape(
// CHECK-NEXT:   %reshape = tensor.reshape %arg0(%arg1) : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
// CHECK-NEXT:   return %arg0, %reshape : tensor<?xf32>, tensor<?x?xf32>
// CHECK-NEXT: }
func.func @reshape_of_reshape(%t: tensor<?xf32>, %i: tensor<2xindex>, %j: tensor<1xindex>) -> (tensor<?xf32>, tensor<?x?xf32>) {
  %0 = tensor.reshape %t(%i) : (tensor<?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
  %1 = tensor.reshape %0(%j) : (tensor<?x?xf32>, tensor<1xindex>) -> tensor<?xf32>
  %2 = tensor.reshape %0(%i) : (tensor<?x?xf32>, tensor<2xindex>) -> tensor<?x?xf32>
  return %1, %2 : tensor<?xf32>, tensor<?x?xf32>
}

// -----

// CHECK-LABEL: func.func @reshape_to_itself(
// CHECK-NEXT:   %cst = arith.constant dense<3> : tensor<2xindex>
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   %from_elements = tensor.from_elements %arg2, %c3 : tensor<2xindex>
// CHECK-NEXT:   %reshape = tensor.reshape %arg0(%from_elements) : (tensor<?x3xf32>, tensor<2xindex>) -> tensor<?x3xf32>
// CHECK-NEXT:   %reshape_0 = tensor.reshape %arg0(%cst) : (tensor<?x3xf32>, tensor<2xindex>) -> tensor<?x3xf32>
// CHECK-NEXT:   return %arg0, %reshape, %arg1, %reshape_0 : tensor<?x3xf32>, tensor<?x3xf32>, tensor<3x?xf32>, tensor<?x3xf32>
// CHECK-NEXT: }
func.func @reshape_to_itself(%t: tensor<?x3xf32>, %u: tensor<3x?xf32>, %n: index) -> (tensor<?x3xf32>, tensor<?x3xf32>, tensor<3x?xf32>, tensor<?x3xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %d = tensor.dim %t, %c0 : tensor<?x3xf32>
  %s = tensor.from_elements %d, %c3 : tensor<2xindex>
  %0 = tensor.reshape %t(%s) : (tensor<?x3xf32>, tensor<2xindex>) -> tensor<?x3xf32>
  %s1 = tensor.from_elements %n, %c3 : tensor<2xindex>
  %1 = tensor.reshape %t(%s1) : (tensor<?x3xf32>, tensor<2xindex>) -> tensor<?x3xf32>
  %e = tensor.dim %u, %c1 : tensor<3x?xf32>
  %s2 = tensor.from_elements %c3, %e : tensor<2xindex>
  %2 = tensor.reshape %u(%s2) : (tensor<3x?xf32>, tensor<2xindex>) -> tensor<3x?xf32>
  %s3 = tensor.from_elements %c3, %c3 : tensor<2xindex>
  %3 = tensor.reshape %t(%s3) : (tensor<?x3xf32>, tensor<2xindex>) -> tensor<?x3xf32>
  return %0, %1, %2, %3 : tensor<?x3xf32>, tensor<?x3xf32>, tensor<3x?xf32>, tensor<?x3xf32>
}

// -----

// CHECK-LABEL: func.func @dim_of_reshape(
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %extracted = tensor.extract %arg1[%c1] : tensor<2xindex>
// CHECK-NEXT:   %extracted_0 = tensor.extract %arg1[%arg3] : tensor<2xindex>
// CHECK-NEXT:   %extracted_1 = tensor.extract %arg2[%arg3] : tensor<1xi32>
// CHECK-NEXT:   %0 = arith.index_cast %extracted_1 : i32 to index
// CHECK-NEXT:   return %extracted, %extracted_0, %0 : index, index, index
// CHECK-NEXT: }
func.func @dim_of_reshape(%t: tensor<*xf32>, %i: tensor<2xindex>, %j: tensor<1xi32>, %n: index) -> (index, index, index) {
  %c1 = arith.constant 1 : index
  %0 = tensor.reshape %t(%i) : (tensor<*xf32>, tensor<2xindex>) -> tensor<?x?xf32>
  %1 = tensor.reshape %t(%j) : (tensor<*xf32>, tensor<1xi32>) -> tensor<?xf32>
  %2 = tensor.dim %0, %c1 : tensor<?x?xf32>
  %3 = tensor.dim %0, %n : tensor<?x?xf32>
  %4 = tensor.dim %1, %n : tensor<?xf32>
  return %2, %3, %4 : index, index, index
}
