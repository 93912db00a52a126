// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: memref.global "private" constant @g : memref<4xf32> = dense<1.000000e+00>
// CHECK-NEXT: func.func @unused_and_used(%arg0: index) -> f32 {
// CHECK-NEXT:   %0 = memref.get_global @g : memref<4xf32>
// CHECK-NEXT:   %1 = memref.load %0[%arg0] : memref<4xf32>
// CHECK-NEXT:   return %1 : f32
// CHECK-NEXT: }
memref.global "private" constant @g : memref<4xf32> = dense<1.0>
func.func @unused_and_used(%i: index) -> f32 {
  %0 = memref.get_global @g : memref<4xf32>
  %1 = memref.get_global @g : memref<4xf32>
  %2 = memref.load %1[%i] : memref<4xf32>
  return %2 : f32
}
