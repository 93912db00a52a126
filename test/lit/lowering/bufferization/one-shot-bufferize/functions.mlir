// RUN: adopt %s -split-input-file -one-shot-bufferize="bufferize-function-boundaries" -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func private @external(memref<4xf32, strided<[?], offset: ?>>, memref<4xf32, strided<[?], offset: ?>> {bufferization.access = "read"}) -> memref<4xf32, strided<[?], offset: ?>>
// CHECK-LABEL: func.func @results(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: memref<4xf32, strided<[?], offset: ?>>, %arg2: f32, %arg3: i1) -> (memref<4xf32>, memref<4xf32>, memref<4xf32, strided<[?], offset: ?>>) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<4xf32, strided<[?], offset: ?>> to memref<4xf32>
// CHECK-NEXT:   memref.store %arg2, %alloc[%c0] : memref<4xf32>
// CHECK-NEXT:   %alloc_0 = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:   %0 = arith.select %arg3, %arg0, %arg1 : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %alloc, %alloc_0, %0 : memref<4xf32>, memref<4xf32>, memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
// CHECK-LABEL: func.func @calls(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: memref<4xf32, strided<[?], offset: ?>>, %arg2: f32, %arg3: i1) -> (memref<4xf32, strided<[?], offset: ?>>, f32) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<4xf32, strided<[?], offset: ?>> to memref<4xf32>
// CHECK-NEXT:   %cast = memref.cast %alloc : memref<4xf32> to memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %0:3 = call @results(%cast, %arg1, %arg2, %arg3) : (memref<4xf32, strided<[?], offset: ?>>, memref<4xf32, strided<[?], offset: ?>>, f32, i1) -> (memref<4xf32>, memref<4xf32>, memref<4xf32, strided<[?], offset: ?>>)
// CHECK-NEXT:   %alloc_0 = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:   memref.copy %arg1, %alloc_0 : memref<4xf32, strided<[?], offset: ?>> to memref<4xf32>
// CHECK-NEXT:   %cast_1 = memref.cast %alloc_0 : memref<4xf32> to memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %1 = call @external(%arg0, %cast_1) : (memref<4xf32, strided<[?], offset: ?>>, memref<4xf32, strided<[?], offset: ?>>) -> memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %2 = memref.load %0#2[%c0] : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %1, %2 : memref<4xf32, strided<[?], offset: ?>>, f32
// CHECK-NEXT: }
func.func private @external(tensor<4xf32>, tensor<4xf32> {bufferization.access = "read"}) -> tensor<4xf32>

func.func @results(%a: tensor<4xf32>, %b: tensor<4xf32>, %v: f32, %c: i1) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) {
  %c0 = arith.constant 0 : index
  %0 = tensor.insert %v into %a[%c0] : tensor<4xf32>
  %1 = tensor.empty() : tensor<4xf32>
  %2 = arith.select %c, %a, %b : tensor<4xf32>
  return %0, %1, %2 : tensor<4xf32>, tensor<4xf32>, tensor<4xf32>
}

func.func @calls(%a: tensor<4xf32>, %b: tensor<4xf32>, %v: f32, %c: i1) -> (tensor<4xf32>, f32) {
  %c0 = arith.constant 0 : index
  %0:3 = call @results(%a, %b, %v, %c) : (tensor<4xf32>, tensor<4xf32>, f32, i1) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xf32>)
  %1 = call @external(%a, %b) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %x = tensor.extract %0#2[%c0] : tensor<4xf32>
  return %1, %x : tensor<4xf32>, f32
}

// -----

// CHECK-LABEL: func.func private @reads(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: index) -> f32 {
// CHECK-NEXT:   %0 = memref.load %arg0[%arg1] : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
// CHECK-LABEL: func.func private @writes(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32) -> memref<4xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   memref.store %arg2, %arg0[%arg1] : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %arg0 : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
// CHECK-LABEL: func.func @callers(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: index) -> (memref<4xf32, strided<[?], offset: ?>>, f32) {
// CHECK-NEXT:   %0 = call @reads(%arg0, %arg1) : (memref<4xf32, strided<[?], offset: ?>>, index) -> f32
// CHECK-NEXT:   %1 = call @writes(%arg0, %arg1, %0) : (memref<4xf32, strided<[?], offset: ?>>, index, f32) -> memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:   memref.copy %1, %alloc : memref<4xf32, strided<[?], offset: ?>> to memref<4xf32>
// CHECK-NEXT:   %cast = memref.cast %alloc : memref<4xf32> to memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %2 = call @writes(%cast, %arg1, %0) : (memref<4xf32, strided<[?], offset: ?>>, index, f32) -> memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %3 = call @reads(%1, %arg1) : (memref<4xf32, strided<[?], offset: ?>>, index) -> f32
// CHECK-NEXT:   return %2, %3 : memref<4xf32, strided<[?], offset: ?>>, f32
// CHECK-NEXT: }
func.func private @reads(%a: tensor<4xf32>, %i: index) -> f32 {
  %x = tensor.extract %a[%i] : tensor<4xf32>
  return %x : f32
}

func.func private @writes(%a: tensor<4xf32>, %i: index, %v: f32) -> tensor<4xf32> {
  %0 = tensor.insert %v into %a[%i] : tensor<4xf32>
  return %0 : tensor<4xf32>
}

func.func @callers(%a: tensor<4xf32>, %i: index) -> (tensor<4xf32>, f32) {
  %x = call @reads(%a, %i) : (tensor<4xf32>, index) -> f32
  %0 = call @writes(%a, %i, %x) : (tensor<4xf32>, index, f32) -> tensor<4xf32>
  %1 = call @writes(%0, %i, %x) : (tensor<4xf32>, index, f32) -> tensor<4xf32>
  %y = call @reads(%0, %i) : (tensor<4xf32>, index) -> f32
  return %1, %y : tensor<4xf32>, f32
}

// -----

// CHECK-LABEL: func.func @recursion(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32) -> memref<4xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   memref.store %arg2, %arg0[%arg1] : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %0 = call @recursion(%arg0, %arg1, %arg2) : (memref<4xf32, strided<[?], offset: ?>>, index, f32) -> memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %0 : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @recursion(%a: tensor<4xf32>, %n: index, %v: f32) -> tensor<4xf32> {
  %0 = tensor.insert %v into %a[%n] : tensor<4xf32>
  %1 = call @recursion(%0, %n, %v) : (tensor<4xf32>, index, f32) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @argument_attributes(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: memref<4xf32, strided<[2], offset: 1>> {test.a}, %arg2: index, %arg3: f32) -> (memref<4xf32>, memref<4xf32, strided<[2], offset: 1>>) {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:   memref.copy %arg0, %alloc : memref<4xf32, strided<[?], offset: ?>> to memref<4xf32>
// CHECK-NEXT:   memref.store %arg3, %alloc[%arg2] : memref<4xf32>
// CHECK-NEXT:   memref.store %arg3, %arg1[%arg2] : memref<4xf32, strided<[2], offset: 1>>
// CHECK-NEXT:   return %alloc, %arg1 : memref<4xf32>, memref<4xf32, strided<[2], offset: 1>>
// CHECK-NEXT: }
func.func @argument_attributes(%a: tensor<4xf32> {bufferization.writable = false}, %b: tensor<4xf32> {bufferization.buffer_layout = strided<[2], offset: 1>, test.a}, %i: index, %v: f32) -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = tensor.insert %v into %a[%i] : tensor<4xf32>
  %1 = tensor.insert %v into %b[%i] : tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @two_returns(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: i1) -> memref<4xf32, strided<[?], offset: ?>> {
// CHECK-NEXT:   cf.cond_br %arg1, ^bb1, ^bb2
// CHECK-NEXT: ^bb1:  // pred: ^bb0
// CHECK-NEXT:   return %arg0 : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<4xf32>
// CHECK-NEXT:   %cast = memref.cast %alloc : memref<4xf32> to memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   return %cast : memref<4xf32, strided<[?], offset: ?>>
// CHECK-NEXT: }
func.func @two_returns(%a: tensor<4xf32>, %c: i1) -> tensor<4xf32> {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  return %a : tensor<4xf32>
^bb2:
  %0 = tensor.empty() : tensor<4xf32>
  return %0 : tensor<4xf32>
}
