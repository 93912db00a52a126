// What a call returns is not written where it may be a constant, also among functions that call themselves. (In mlir-opt
// the constant is written.)

// RUN: adopt %s -one-shot-bufferize="bufferize-function-boundaries" | adopt-filecheck %s

// CHECK-LABEL: func.func @zero_or(
// CHECK-LABEL: func.func @recursive_zero(
// CHECK: %[[R:.*]] = func.call @recursive_zero
// CHECK: memref.store %{{.*}}, %[[COPY:.*]][%{{.*}}]
// CHECK: scf.yield %[[COPY]]
// CHECK-LABEL: func.func @writer(
// CHECK: %[[R:.*]] = call @zero_or
// CHECK: %[[COPY:.*]] = memref.alloc()
// CHECK: memref.copy %[[R]], %[[COPY]]
// CHECK: memref.store %{{.*}}, %[[COPY]][
func.func @zero_or(%c: i1) -> tensor<2xf64> {
  %zero = arith.constant dense<0.0> : tensor<2xf64>
  %empty = tensor.empty() : tensor<2xf64>
  %r = arith.select %c, %zero, %empty : tensor<2xf64>
  return %r : tensor<2xf64>
}
func.func @recursive_zero(%c: i1, %n: i1, %i: index, %x: f64) -> tensor<2xf64> {
  %r = scf.if %c -> tensor<2xf64> {
    %zero = arith.constant dense<0.0> : tensor<2xf64>
    scf.yield %zero : tensor<2xf64>
  } else {
    %0 = func.call @recursive_zero(%n, %n, %i, %x) : (i1, i1, index, f64) -> tensor<2xf64>
    %1 = tensor.insert %x into %0[%i] : tensor<2xf64>
    scf.yield %1 : tensor<2xf64>
  }
  return %r : tensor<2xf64>
}
func.func @writer(%c: i1, %i: index, %x: f64) -> tensor<2xf64> {
  %0 = call @zero_or(%c) : (i1) -> tensor<2xf64>
  %1 = tensor.insert %x into %0[%i] : tensor<2xf64>
  return %1 : tensor<2xf64>
}
