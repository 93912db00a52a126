// RUN: adopt %s --buffer-deallocation-pipeline | adopt-filecheck %s
// RUN: adopt %s --buffer-deallocation-pipeline=private-function-dynamic-ownership | adopt-filecheck %s --check-prefix=DYNAMIC
// RUN: adopt %s --pass-pipeline='builtin.module(buffer-deallocation-pipeline{private-function-dynamic-ownership})' | adopt-filecheck %s --check-prefix=DYNAMIC
// RUN: not adopt %s --buffer-deallocation-pipeline=ownership 2>&1 | adopt-filecheck %s --check-prefix=WRONG
// WRONG: 'ownership-based-buffer-deallocation' has no option 'ownership'

// CHECK-LABEL: func.func private @f(%arg0: memref<2xf32>) -> memref<2xf32> {
// DYNAMIC-LABEL: func.func private @f(%arg0: memref<2xf32>) -> (memref<2xf32>, i1) {
func.func private @f(%m: memref<2xf32>) -> memref<2xf32> {
  return %m : memref<2xf32>
}

func.func @g(%m: memref<2xf32>) {
  %r = func.call @f(%m) : (memref<2xf32>) -> memref<2xf32>
  return
}
