// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: memref.global "private" @g : memref<4xf32> = dense<1.000000e+00>
// CHECK-NEXT: memref.global constant @constant : memref<2x2xi32> = dense<[{{\[}}1, 2], [3, 4]]> {alignment = 64 : i64}
// CHECK-NEXT: memref.global @uninitialized : memref<2xf32> = uninitialized
// CHECK-NEXT: memref.global "private" @external : memref<2xf32>
// CHECK-NEXT: memref.global "nested" constant @scalar : memref<f32, 1> = dense<2.000000e+00> {test.a}
// CHECK-NEXT: memref.global @empty : memref<0xf32> = dense<>
// CHECK-NEXT: memref.global @strided : memref<2x2xf32, strided<[4, 1]>> = dense<0.000000e+00>
// CHECK-NEXT: func.func @uses() {
// CHECK-NEXT:   %0 = memref.get_global @g : memref<4xf32>
// CHECK-NEXT:   %1 = memref.get_global @constant : memref<2x2xi32> {test.a}
// CHECK-NEXT:   %2 = memref.get_global @scalar : memref<f32, 1>
// CHECK-NEXT:   return
// CHECK-NEXT: }
memref.global "private" @g : memref<4xf32> = dense<1.0>
memref.global constant @constant : memref<2x2xi32> = dense<[[1, 2], [3, 4]]> {alignment = 64 : i64}
memref.global @uninitialized : memref<2xf32> = uninitialized
memref.global "private" @external : memref<2xf32>
memref.global "nested" constant @scalar : memref<f32, 1> = dense<2.0> {test.a}
memref.global @empty : memref<0xf32> = dense<>
memref.global @strided : memref<2x2xf32, strided<[4, 1]>> = dense<0.0>

func.func @uses() {
  %0 = memref.get_global @g : memref<4xf32>
  %1 = memref.get_global @constant : memref<2x2xi32> {test.a}
  %2 = memref.get_global @scalar : memref<f32, 1>
  return
}
