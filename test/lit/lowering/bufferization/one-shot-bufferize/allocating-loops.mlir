// RUN: adopt %s -split-input-file -one-shot-bufferize="bufferize-function-boundaries allow-return-allocs-from-loops" | adopt-filecheck %s

// CHECK-LABEL: func.func @swap(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: memref<8xf32, strided<[?], offset: ?>>, %arg2: f32, %arg3: index) -> (memref<8xf32, strided<[?], offset: ?>>, memref<8xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0:2 = scf.for %arg4 = %c0 to %arg3 step %c1 iter_args(%arg5 = %arg0, %arg6 = %arg1) -> (memref<8xf32, strided<[?], offset: ?>>, memref<8xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:     memref.store %arg2, %arg5[%arg4] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:     memref.copy %arg6, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:     %alloc_0 = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:     memref.copy %arg5, %alloc_0 : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:     %cast = memref.cast %alloc : memref<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     %cast_1 = memref.cast %alloc_0 : memref<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %cast, %cast_1 : memref<8xf32, strided<[?], offset: ?>>, memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0, %0#1 : memref<8xf32, strided<[?], offset: ?>>, memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @swap(%t: tensor<8xf32>, %u: tensor<8xf32>, %v: f32, %n: index) -> (tensor<8xf32>, tensor<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %t, %b = %u) -> (tensor<8xf32>, tensor<8xf32>) {
    %1 = tensor.insert %v into %a[%i] : tensor<8xf32>
    scf.yield %b, %1 : tensor<8xf32>, tensor<8xf32>
  }
  return %0#0, %0#1 : tensor<8xf32>, tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @fresh(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32, %arg2: index) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0) -> (memref<8xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:     %1 = memref.load %arg4[%c1] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:     memref.store %1, %alloc[%arg3] : memref<8xf32>
// CHECK-NEXT:     %cast = memref.cast %alloc : memref<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %cast : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @fresh(%t: tensor<8xf32>, %v: f32, %n: index) -> tensor<8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %t) -> (tensor<8xf32>) {
    %x = tensor.extract %a[%c1] : tensor<8xf32>
    %1 = tensor.empty() : tensor<8xf32>
    %2 = tensor.insert %x into %1[%i] : tensor<8xf32>
    scf.yield %2 : tensor<8xf32>
  }
  return %0 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @while(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32, %arg2: i1) -> (f32, memref<8xf32>) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0:2 = scf.while (%arg3 = %arg0) : (memref<8xf32, strided<[?], offset: ?>>) -> (f32, memref<8xf32>) {
// CHECK-NEXT:     %1 = memref.load %arg3[%c0] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     memref.store %arg1, %arg3[%c0] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:     memref.copy %arg3, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:     scf.condition(%arg2) %1, %alloc : f32, memref<8xf32>
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg3: f32, %arg4: memref<8xf32>):
// CHECK-NEXT:     memref.store %arg3, %arg4[%c0] : memref<8xf32>
// CHECK-NEXT:     %cast = memref.cast %arg4 : memref<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %cast : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0, %0#1 : f32, memref<8xf32>
// CHECK-NEXT: }
func.func @while(%t: tensor<8xf32>, %v: f32, %c: i1) -> (f32, tensor<8xf32>) {
  %c0 = arith.constant 0 : index
  %r:2 = scf.while (%a = %t) : (tensor<8xf32>) -> (f32, tensor<8xf32>) {
    %x = tensor.extract %a[%c0] : tensor<8xf32>
    %0 = tensor.insert %v into %a[%c0] : tensor<8xf32>
    scf.condition(%c) %x, %0 : f32, tensor<8xf32>
  } do {
  ^bb0(%x: f32, %b: tensor<8xf32>):
    %0 = tensor.insert %x into %b[%c0] : tensor<8xf32>
    scf.yield %0 : tensor<8xf32>
  }
  return %r#0, %r#1 : f32, tensor<8xf32>
}
