// RUN: adopt %s -split-input-file -one-shot-bufferize="bufferize-function-boundaries" -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @diamond(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32, %arg3: i1) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   cf.cond_br %arg3, ^bb1(%arg0 : memref<8xf32, strided<[?], offset: ?>>), ^bb2
// CHECK-NEXT: ^bb1(%0: memref<8xf32, strided<[?], offset: ?>>):  // pred: ^bb0
// CHECK-NEXT:   memref.store %arg2, %0[%arg1] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   cf.br ^bb3(%0 : memref<8xf32, strided<[?], offset: ?>>)
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   %cast = memref.cast %alloc : memref<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   cf.br ^bb3(%cast : memref<8xf32, strided<[?], offset: ?>>)
// CHECK-NEXT: ^bb3(%1: memref<8xf32, strided<[?], offset: ?>>):  // 2 preds: ^bb1, ^bb2
// CHECK-NEXT:   memref.store %arg2, %1[%arg1] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %1 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @diamond(%t: tensor<8xf32>, %i: index, %v: f32, %c: i1) -> tensor<8xf32> {
  cf.cond_br %c, ^bb1(%t : tensor<8xf32>), ^bb2
^bb1(%x: tensor<8xf32>):
  %0 = tensor.insert %v into %x[%i] : tensor<8xf32>
  cf.br ^bb3(%0 : tensor<8xf32>)
^bb2:
  %e = tensor.empty() : tensor<8xf32>
  cf.br ^bb3(%e : tensor<8xf32>)
^bb3(%y: tensor<8xf32>):
  %1 = tensor.insert %v into %y[%i] : tensor<8xf32>
  return %1 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @loop(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32, %arg2: index) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   cf.br ^bb1(%arg0, %c0 : memref<8xf32, strided<[?], offset: ?>>, index)
// CHECK-NEXT: ^bb1(%0: memref<8xf32, strided<[?], offset: ?>>, %1: index):  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   memref.store %arg1, %0[%1] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %2 = arith.addi %1, %c1 : index
// CHECK-NEXT:   %3 = arith.cmpi slt, %2, %arg2 : index
// CHECK-NEXT:   cf.cond_br %3, ^bb1(%0, %2 : memref<8xf32, strided<[?], offset: ?>>, index), ^bb2
// CHECK-NEXT: ^bb2:  // pred: ^bb1
// CHECK-NEXT:   return %0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @loop(%t: tensor<8xf32>, %v: f32, %n: index) -> tensor<8xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  cf.br ^bb1(%t, %c0 : tensor<8xf32>, index)
^bb1(%x: tensor<8xf32>, %k: index):
  %0 = tensor.insert %v into %x[%k] : tensor<8xf32>
  %next = arith.addi %k, %c1 : index
  %c = arith.cmpi slt, %next, %n : index
  cf.cond_br %c, ^bb1(%0, %next : tensor<8xf32>, index), ^bb2
^bb2:
  return %0 : tensor<8xf32>
}

// -----

// CHECK-LABEL: func.func @read_after_loop(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32, %arg2: index) -> (memref<8xf32, strided<[?], offset: ?>>, f32) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:   %cast = memref.cast %alloc : memref<8xf32> to memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   cf.br ^bb1(%cast, %c0 : memref<8xf32, strided<[?], offset: ?>>, index)
// CHECK-NEXT: ^bb1(%0: memref<8xf32, strided<[?], offset: ?>>, %1: index):  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   memref.store %arg1, %0[%1] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %2 = arith.addi %1, %c1 : index
// CHECK-NEXT:   %3 = arith.cmpi slt, %2, %arg2 : index
// CHECK-NEXT:   cf.cond_br %3, ^bb1(%0, %2 : memref<8xf32, strided<[?], offset: ?>>, index), ^bb2
// CHECK-NEXT: ^bb2:  // pred: ^bb1
// CHECK-NEXT:   %4 = memref.load %arg0[%c0] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %0, %4 : memref<8xf32, strided<[?], offset: ?>>, f32
// CHECK-NEXT: }
func.func @read_after_loop(%t: tensor<8xf32>, %v: f32, %n: index) -> (tensor<8xf32>, f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  cf.br ^bb1(%t, %c0 : tensor<8xf32>, index)
^bb1(%x: tensor<8xf32>, %k: index):
  %0 = tensor.insert %v into %x[%k] : tensor<8xf32>
  %next = arith.addi %k, %c1 : index
  %c = arith.cmpi slt, %next, %n : index
  cf.cond_br %c, ^bb1(%0, %next : tensor<8xf32>, index), ^bb2
^bb2:
  %f = tensor.extract %t[%c0] : tensor<8xf32>
  return %0, %f : tensor<8xf32>, f32
}

// -----

// CHECK-LABEL: func.func @write_in_next_round(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: f32, %arg2: i1) -> f32 {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   memref.store %arg1, %arg0[%c0] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   cf.br ^bb1
// CHECK-NEXT: ^bb1:  // 2 preds: ^bb0, ^bb1
// CHECK-NEXT:   %0 = memref.load %arg0[%c0] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<8xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<8xf32, strided<[?], offset: ?>> to memref<8xf32>
// CHECK-NEXT:   memref.store %0, %alloc[%c0] : memref<8xf32>
// CHECK-NEXT:   %1 = memref.load %alloc[%c0] : memref<8xf32>
// CHECK-NEXT:   cf.cond_br %arg2, ^bb1, ^bb2
// CHECK-NEXT: ^bb2:  // pred: ^bb1
// CHECK-NEXT:   return %1 : f32
// CHECK-NEXT: }
func.func @write_in_next_round(%t: tensor<8xf32>, %v: f32, %c: i1) -> f32 {
  %c0 = arith.constant 0 : index
  %0 = tensor.insert %v into %t[%c0] : tensor<8xf32>
  cf.br ^bb1
^bb1:
  %x = tensor.extract %0[%c0] : tensor<8xf32>
  %1 = tensor.insert %x into %0[%c0] : tensor<8xf32>
  %y = tensor.extract %1[%c0] : tensor<8xf32>
  cf.cond_br %c, ^bb1, ^bb2
^bb2:
  return %y : f32
}

// -----

// CHECK-LABEL: func.func @execute_region(%arg0: memref<8xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32, %arg3: i1) -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   %0 = scf.execute_region -> memref<8xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:     cf.cond_br %arg3, ^bb1, ^bb2
// CHECK-NEXT:   ^bb1:  // pred: ^bb0
// CHECK-NEXT:     memref.store %arg2, %arg0[%arg1] : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:     cf.br ^bb3(%arg0 : memref<8xf32, strided<[?], offset: ?>>)
// CHECK-NEXT:   ^bb2:  // pred: ^bb0
// CHECK-NEXT:     cf.br ^bb3(%arg0 : memref<8xf32, strided<[?], offset: ?>>)
// CHECK-NEXT:   ^bb3(%1: memref<8xf32, strided<[?], offset: ?>>):  // 2 preds: ^bb1, ^bb2
// CHECK-NEXT:     scf.yield %1 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : memref<8xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @execute_region(%t: tensor<8xf32>, %i: index, %v: f32, %c: i1) -> tensor<8xf32> {
  %r = scf.execute_region -> tensor<8xf32> {
    cf.cond_br %c, ^bb1, ^bb2
  ^bb1:
    %0 = tensor.insert %v into %t[%i] : tensor<8xf32>
    cf.br ^bb3(%0 : tensor<8xf32>)
  ^bb2:
    cf.br ^bb3(%t : tensor<8xf32>)
  ^bb3(%y: tensor<8xf32>):
    scf.yield %y : tensor<8xf32>
  }
  return %r : tensor<8xf32>
}
