// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @scopes(%arg0: f32, %arg1: index) -> (f32, index) {
// CHECK-NEXT:   memref.alloca_scope  {
// CHECK-NEXT:     %alloca = memref.alloca() : memref<4xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   memref.alloca_scope  {
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   %0 = memref.alloca_scope  -> (f32) {
// CHECK-NEXT:     memref.alloca_scope.return %arg0 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1:2 = memref.alloca_scope  -> (f32, index) {
// CHECK-NEXT:     memref.alloca_scope.return {test.b} %arg0, %arg1 : f32, index
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1#0, %1#1 : f32, index
// CHECK-NEXT: }
func.func @scopes(%v: f32, %n: index) -> (f32, index) {
  memref.alloca_scope {
    %0 = memref.alloca() : memref<4xf32>
  }
  memref.alloca_scope {
    memref.alloca_scope.return
  } {test.a}
  %1 = memref.alloca_scope -> f32 {
    memref.alloca_scope.return %v : f32
  }
  %2:2 = memref.alloca_scope -> (f32, index) {
    memref.alloca_scope.return {test.b} %v, %n : f32, index
  }
  return %2#0, %2#1 : f32, index
}
