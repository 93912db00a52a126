// RUN: adopt %s -split-input-file -one-shot-bufferize="bufferize-function-boundaries" -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @no_copy_per_iteration(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32, %arg2: index) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0) -> (memref<8xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:     %1 = memref.load %arg4[%arg3] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     %2 = arith.addf %1, %arg1 : f32
// CHECK-NEXT:     memref.store %2, %arg4[%arg3] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %arg4 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @no_copy_per_iteration(%t: tensor<8xf32>, %v: f32, %n: index) -> tensor<8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %t) -> (tensor<8xf32>) {
    %x = tensor.extract %a[%i] : tensor<8xf32>
    %y = arith.addf %x, %v : f32
    %1 = tensor.insert %y into %a[%i] : tensor<8xf32>
    scf.yield %1 : tensor<8xf32>
  }
  return %0 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @read_after_loop(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32) -> (memref<8xf32>, f32) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c8 = arith.constant 8 : index
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:   %0 = scf.for %arg2 = %c0 to %c8 step %c1 iter_args(%arg3 = %alloc) -> (memref<8xf32>) {
// CHECK-NEXT:     memref.store %arg1, %arg3[%arg2] : memref<8xf32>
// CHECK-NEXT:     scf.yield %arg3 : memref<8xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   %1 = memref.load %arg0[%c0] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %0, %1 : memref<8xf32>, f32
// CHECK-NEXT: }
func.func @read_after_loop(%t: tensor<8xf32>, %v: f32) -> (tensor<8xf32>, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %0 = scf.for %i = %c0 to %c8 step %c1 iter_args(%a = %t) -> (tensor<8xf32>) {
    %1 = tensor.insert %v into %a[%i] : tensor<8xf32>
    scf.yield %1 : tensor<8xf32>
  }
  %x = tensor.extract %t[%c0] : tensor<8xf32>
  return %0, %x : tensor<8xf32>, f32
}

// -----

// CHECK-LABEL: func.func @read_in_next_iteration(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: memref<8xf32, strided<[?], offset: ?>>, %arg2: index) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg1) -> (memref<8xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:     %1 = memref.load %arg0[%arg3] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:     memref.copy %arg0, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:     memref.store %1, %alloc[%c0] : memref<8xf32>
// CHECK-NEXT:     %2 = memref.load %alloc[%c1] : memref<8xf32>
// CHECK-NEXT:     memref.store %2, %arg4[%arg3] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %arg4 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @read_in_next_iteration(%t: tensor<8xf32>, %u: tensor<8xf32>, %n: index) -> (tensor<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %u) -> (tensor<8xf32>) {
    %x = tensor.extract %t[%i] : tensor<8xf32>
    %1 = tensor.insert %x into %t[%c0] : tensor<8xf32>
    %y = tensor.extract %1[%c1] : tensor<8xf32>
    %2 = tensor.insert %y into %a[%i] : tensor<8xf32>
    scf.yield %2 : tensor<8xf32>
  }
  return %0 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @nested(%arg0: memref<8x8xf32, strided<[?, ?], offset: ?>>, %arg1: f32, %arg2: index) -> memref<8x8xf32, strided<[?, ?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = scf.for %arg3 = %c0 to %arg2 step %c1 iter_args(%arg4 = %arg0) -> (memref<8x8xf32, strided<[?, ?], offset: ?>>) {
// CHECK-NEXT:     %1 = scf.for %arg5 = %c0 to %arg2 step %c1 iter_args(%arg6 = %arg4) -> (memref<8x8xf32, strided<[?, ?], offset: ?>>) {
// CHECK-NEXT:       %subview = memref.subview %arg6[%arg3, 0] [1, 8] [1, 1] : memref<8x8xf32, strided<[?, ?], offset: ?>> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:       memref.store %arg1, %subview[%arg5] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:       scf.yield %arg6 : memref<8x8xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:     }
// CHECK-NEXT:     scf.yield %1 : memref<8x8xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : memref<8x8xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT: }
func.func @nested(%t: tensor<8x8xf32>, %v: f32, %n: index) -> tensor<8x8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %t) -> (tensor<8x8xf32>) {
    %1 = scf.for %j = %c0 to %n step %c1 iter_args(%b = %a) -> (tensor<8x8xf32>) {
      %row = tensor.extract_slice %b[%i, 0] [1, 8] [1, 1] : tensor<8x8xf32> to tensor<8xf32>
      %2 = tensor.insert %v into %row[%j] : tensor<8xf32>
      %3 = tensor.insert_slice %2 into %b[%i, 0] [1, 8] [1, 1] : tensor<8xf32> into tensor<8x8xf32>
      scf.yield %3 : tensor<8x8xf32>
    }
    scf.yield %1 : tensor<8x8xf32>
  }
  return %0 : tensor<8x8xf32>
}

// -----

// CHECK-LABEL: func.func @while(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32, %arg2: index) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0:2 = scf.while (%arg3 = %arg0, %arg4 = %c0) : (memref<8xf32, strided<[?], offset: ?>>, index) -> (memref<8xf32, strided<[?], offset: ?>>, index) {
// CHECK-NEXT:     %1 = arith.cmpi slt, %arg4, %arg2 : index
// CHECK-NEXT:     scf.condition(%1) %arg3, %arg4 : memref<8xf32, strided<[?], offset: ?>>, index
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg3: memref<8xf32, strided<[?], offset: ?>>, %arg4: index):
// CHECK-NEXT:     memref.store %arg1, %arg3[%arg4] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     %1 = arith.addi %arg4, %c1 : index
// CHECK-NEXT:     scf.yield %arg3, %1 : memref<8xf32, strided<[?], offset: ?>>, index
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @while(%t: tensor<8xf32>, %v: f32, %n: index) -> tensor<8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r:2 = scf.while (%a = %t, %k = %c0) : (tensor<8xf32>, index) -> (tensor<8xf32>, index) {
    %c = arith.cmpi slt, %k, %n : index
    scf.condition(%c) %a, %k : tensor<8xf32>, index
  } do {
  ^bb0(%b: tensor<8xf32>, %k: index):
    %0 = tensor.insert %v into %b[%k] : tensor<8xf32>
    %k1 = arith.addi %k, %c1 : index
    scf.yield %0, %k1 : tensor<8xf32>, index
  }
  return %r#0 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @parallel(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32) -> (memref<8xf32>, f32) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:   scf.forall (%arg2) in (8) {
// CHECK-NEXT:     %subview = memref.subview %alloc[%arg2] [1] [1] : memref<8xf32> to memref<1xf32, strided<[1], offset: ?>>
// CHECK-NEXT:     %1 = memref.load %subview[%c0] : memref<1xf32, strided<[1], offset: ?>>
// CHECK-NEXT:     %alloc_0 = memref.alloc() {alignment = 64 : i64} : memref<1xf32>
// CHECK-NEXT:     memref.store %1, %alloc_0[%c0] : memref<1xf32>
// CHECK-NEXT:     %subview_1 = memref.subview %alloc[%arg2] [1] [1] : memref<8xf32> to memref<1xf32, strided<[1], offset: ?>>
// CHECK-NEXT:     memref.copy %alloc_0, %subview_1 : memref<1xf32> to memref<1xf32, strided<[1], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   %0 = memref.load %arg0[%c0] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %alloc, %0 : memref<8xf32>, f32
// CHECK-NEXT: }
func.func @parallel(%t: tensor<8xf32>, %v: f32) -> (tensor<8xf32>, f32) {
  %c0 = arith.constant 0 : index
  %e = tensor.empty() : tensor<1xf32>
  %r = scf.forall (%i) in (8) shared_outs(%o = %t) -> (tensor<8xf32>) {
    %s = tensor.extract_slice %o[%i] [1] [1] : tensor<8xf32> to tensor<1xf32>
    %x = tensor.extract %s[%c0] : tensor<1xf32>
    %private = tensor.insert %x into %e[%c0] : tensor<1xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %private into %o[%i] [1] [1] : tensor<1xf32> into tensor<8xf32>
    }
  }
  %x = tensor.extract %t[%c0] : tensor<8xf32>
  return %r, %x : tensor<8xf32>, f32
}
