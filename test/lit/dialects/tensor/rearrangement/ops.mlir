// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @concat(
// CHECK-NEXT:   %concat = tensor.concat dim(0) %arg0, %arg1 {note} : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
// CHECK-NEXT:   %concat_0 = tensor.concat dim(1) %arg0 : (tensor<2x?xf32>) -> tensor<2x7xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @concat(%a: tensor<2x?xf32>, %b: tensor<?x3xf32>) {
  %0 = tensor.concat dim(0) %a, %b {note} : (tensor<2x?xf32>, tensor<?x3xf32>) -> tensor<?x3xf32>
  %1 = tensor.concat dim(1) %a : (tensor<2x?xf32>) -> tensor<2x7xf32>
  return
}

// -----

// CHECK-LABEL: func.func @gather(
// CHECK-NEXT:   %gather = tensor.gather %arg0[%arg1] gather_dims([1]) : (tensor<?x4x5xf32>, tensor<6x7x1xindex>) -> tensor<6x7x?x1x5xf32>
// CHECK-NEXT:   %gather_0 = tensor.gather %arg0[%arg1] gather_dims([1]) unique {note} : (tensor<?x4x5xf32>, tensor<6x7x1xindex>) -> tensor<6x7x?x5xf32>
// CHECK-NEXT:   %gather_1 = tensor.gather %arg0[%arg2] gather_dims([0, 1, 2]) : (tensor<?x4x5xf32>, tensor<?x3xi32>) -> tensor<?xf32>
// CHECK-NEXT:   %gather_2 = tensor.gather %arg0[%arg3] gather_dims([0, 2]) : (tensor<?x4x5xf32>, tensor<2xi64>) -> tensor<4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @gather(%t: tensor<?x4x5xf32>, %i: tensor<6x7x1xindex>, %j: tensor<?x3xi32>, %k: tensor<2xi64>) {
  %0 = tensor.gather %t[%i] gather_dims([1]) : (tensor<?x4x5xf32>, tensor<6x7x1xindex>) -> tensor<6x7x?x1x5xf32>
  %1 = tensor.gather %t[%i] gather_dims([1]) unique {note} : (tensor<?x4x5xf32>, tensor<6x7x1xindex>) -> tensor<6x7x?x5xf32>
  %2 = tensor.gather %t[%j] gather_dims([0, 1, 2]) : (tensor<?x4x5xf32>, tensor<?x3xi32>) -> tensor<?xf32>
  %3 = tensor.gather %t[%k] gather_dims([0, 2]) : (tensor<?x4x5xf32>, tensor<2xi64>) -> tensor<4xf32>
  return
}

// -----

// CHECK-LABEL: func.func @scatter(
// CHECK-NEXT:   %scatter = tensor.scatter %arg0 into %arg2[%arg3] scatter_dims([1]) unique : (tensor<6x?x5xf32>, tensor<?x4x5xf32>, tensor<6x1xi8>) -> tensor<?x4x5xf32>
// CHECK-NEXT:   %scatter_0 = tensor.scatter %arg1 into %arg2[%arg3] scatter_dims([1]) unique {note} : (tensor<6x?x1x5xf32>, tensor<?x4x5xf32>, tensor<6x1xi8>) -> tensor<?x4x5xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @scatter(%s: tensor<6x?x5xf32>, %r: tensor<6x?x1x5xf32>, %t: tensor<?x4x5xf32>, %i: tensor<6x1xi8>) {
  %0 = tensor.scatter %s into %t[%i] scatter_dims([1]) unique : (tensor<6x?x5xf32>, tensor<?x4x5xf32>, tensor<6x1xi8>) -> tensor<?x4x5xf32>
  %1 = tensor.scatter %r into %t[%i] scatter_dims([1]) unique {note} : (tensor<6x?x1x5xf32>, tensor<?x4x5xf32>, tensor<6x1xi8>) -> tensor<?x4x5xf32>
  return
}

// -----

// CHECK-LABEL: func.func @reshape(
// CHECK-NEXT:   %reshape = tensor.reshape %arg0(%arg2) : (tensor<?x4xf32>, tensor<2xindex>) -> tensor<?x2xf32>
// CHECK-NEXT:   %reshape_0 = tensor.reshape %arg1(%arg3) {note} : (tensor<*xf32>, tensor<?xi32>) -> tensor<*xf32>
// CHECK-NEXT:   %reshape_1 = tensor.reshape %arg0(%arg3) : (tensor<?x4xf32>, tensor<?xi32>) -> tensor<*xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @reshape(%t: tensor<?x4xf32>, %u: tensor<*xf32>, %s: tensor<2xindex>, %d: tensor<?xi32>) {
  %0 = tensor.reshape %t(%s) : (tensor<?x4xf32>, tensor<2xindex>) -> tensor<?x2xf32>
  %1 = tensor.reshape %u(%d) {note} : (tensor<*xf32>, tensor<?xi32>) -> tensor<*xf32>
  %2 = tensor.reshape %t(%d) : (tensor<?x4xf32>, tensor<?xi32>) -> tensor<*xf32>
  return
}
