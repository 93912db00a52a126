// RUN: adopt %s -split-input-file -one-shot-bufferize="bufferize-function-boundaries" -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @both_write(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: i1, %arg2: index, %arg3: f32) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %0 = scf.if %arg1 -> (memref<8xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:     memref.store %arg3, %arg0[%arg2] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %arg0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %1 = memref.load %arg0[%arg2] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     %2 = arith.addf %1, %arg3 : f32
// CHECK-NEXT:     memref.store %2, %arg0[%arg2] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %arg0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @both_write(%t: tensor<8xf32>, %c: i1, %i: index, %v: f32) -> tensor<8xf32> {
  %r = scf.if %c -> (tensor<8xf32>) {
    %0 = tensor.insert %v into %t[%i] : tensor<8xf32>
    scf.yield %0 : tensor<8xf32>
  } else {
    %x = tensor.extract %t[%i] : tensor<8xf32>
    %y = arith.addf %x, %v : f32
    %0 = tensor.insert %y into %t[%i] : tensor<8xf32>
    scf.yield %0 : tensor<8xf32>
  }
  return %r : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @read_behind(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: i1, %arg2: index, %arg3: f32) -> (memref<8xf32, strided<[?], offset: ?>>, f32) {
// CHECK-NEXT:   %0 = scf.if %arg1 -> (memref<8xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:     %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:     memref.copy %arg0, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:     memref.store %arg3, %alloc[%arg2] : memref<8xf32>
// CHECK-NEXT:     %cast = memref.cast %alloc : memref<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %cast : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   } else {
// CHECK-NEXT:     scf.yield %arg0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   %1 = memref.load %arg0[%arg2] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %0, %1 : memref<8xf32, strided<[?], offset: ?>>, f32
// CHECK-NEXT: }
func.func @read_behind(%t: tensor<8xf32>, %c: i1, %i: index, %v: f32) -> (tensor<8xf32>, f32) {
  %r = scf.if %c -> (tensor<8xf32>) {
    %0 = tensor.insert %v into %t[%i] : tensor<8xf32>
    scf.yield %0 : tensor<8xf32>
  } else {
    scf.yield %t : tensor<8xf32>
  }
  %x = tensor.extract %t[%i] : tensor<8xf32>
  return %r, %x : tensor<8xf32>, f32
}

// -----

// CHECK-LABEL: func.func @other_layouts(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: i1) -> memref<4xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %0 = scf.if %arg1 -> (memref<4xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:     %subview = memref.subview %arg0[2] [4] [1] : memref<8xf32, strided<[?], offset: ?>> to memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %subview : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %alloc = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:     %cast = memref.cast %alloc : memref<4xf32> to memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %cast : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @other_layouts(%t: tensor<8xf32>, %c: i1) -> tensor<4xf32> {
  %r = scf.if %c -> (tensor<4xf32>) {
    %0 = tensor.extract_slice %t[2] [4] [1] : tensor<8xf32> to tensor<4xf32>
    scf.yield %0 : tensor<4xf32>
  } else {
    %0 = tensor.empty() : tensor<4xf32>
    scf.yield %0 : tensor<4xf32>
  }
  return %r : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @index_switch(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32) -> (memref<8xf32>, f32) {
// CHECK-NEXT:   %0 = scf.index_switch %arg1 -> memref<8xf32, strided<[?], offset: ?>> 
// CHECK-NEXT:   case 2 {
// CHECK-NEXT:     scf.yield %arg0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   default {
// CHECK-NEXT:     %alloc_0 = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:     %cast = memref.cast %alloc_0 : memref<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     scf.yield %cast : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   memref.copy %0, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:   memref.store %arg2, %alloc[%arg1] : memref<8xf32>
// CHECK-NEXT:   %1 = memref.load %arg0[%arg1] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %alloc, %1 : memref<8xf32>, f32
// CHECK-NEXT: }
func.func @index_switch(%t: tensor<8xf32>, %i: index, %v: f32) -> (tensor<8xf32>, f32) {
  %r = scf.index_switch %i -> tensor<8xf32>
  case 2 {
    scf.yield %t : tensor<8xf32>
  }
  default {
    %e = tensor.empty() : tensor<8xf32>
    scf.yield %e : tensor<8xf32>
  }
  %0 = tensor.insert %v into %r[%i] : tensor<8xf32>
  %x = tensor.extract %t[%i] : tensor<8xf32>
  return %0, %x : tensor<8xf32>, f32
}

// -----

// CHECK-LABEL: func.func @select(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: memref<8xf32, strided<[?], offset: ?>>, %arg2: i1, %arg3: index, %arg4: f32) -> (memref<8xf32, strided<[?], offset: ?>>, f32) {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   memref.copy %arg1, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:   %cast = memref.cast %alloc : memref<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %0 = arith.select %arg2, %arg0, %cast : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   memref.store %arg4, %0[%arg3] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %1 = memref.load %arg1[%arg3] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %0, %1 : memref<8xf32, strided<[?], offset: ?>>, f32
// CHECK-NEXT: }
func.func @select(%t: tensor<8xf32>, %u: tensor<8xf32>, %c: i1, %i: index, %v: f32) -> (tensor<8xf32>, f32) {
  %r = arith.select %c, %t, %u : tensor<8xf32>
  %0 = tensor.insert %v into %r[%i] : tensor<8xf32>
  %x = tensor.extract %u[%i] : tensor<8xf32>
  return %0, %x : tensor<8xf32>, f32
}
