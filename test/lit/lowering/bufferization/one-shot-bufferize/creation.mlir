// RUN: adopt %s -split-input-file -one-shot-bufferize="bufferize-function-boundaries" -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @generate(%arg0: index, %arg1: memref<?x?xf32, strided<[?, ?], offset: ?>>) -> memref<?x4xf32> {
// CHECK-NEXT:   %alloc = memref.alloc(%arg0) {alignment = 64 : i64} : memref<?x4xf32>
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.parallel (%arg2, %arg3) = (%c0, %c0) to (%arg0, %c4) step (%c1, %c1) {
// CHECK-NEXT:     %0 = memref.load %arg1[%arg3, %arg2] : memref<?x?xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:     memref.store %0, %alloc[%arg2, %arg3] : memref<?x4xf32>
// CHECK-NEXT:     scf.reduce 
// CHECK-NEXT:   }
// CHECK-NEXT:   return %alloc : memref<?x4xf32>
// CHECK-NEXT: }
func.func @generate(%n: index, %t: tensor<?x?xf32>) -> tensor<?x4xf32> {
  %0 = tensor.generate %n {
  ^bb0(%i: index, %j: index):
    %x = tensor.extract %t[%j, %i] : tensor<?x?xf32>
    tensor.yield %x : f32
  } : tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

// -----

// CHECK-LABEL: func.func @generate_scalar(%arg0: f32) -> memref<f32> {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<f32>
// CHECK-NEXT:   memref.store %arg0, %alloc[] : memref<f32>
// CHECK-NEXT:   return %alloc : memref<f32>
// CHECK-NEXT: }
func.func @generate_scalar(%v: f32) -> tensor<f32> {
  %0 = tensor.generate {
    tensor.yield %v : f32
  } : tensor<f32>
  return %0 : tensor<f32>
}

// -----

// CHECK-LABEL: func.func @from_elements(%arg0: i32, %arg1: i32) -> memref<2x2xi32> {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<2x2xi32>
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   memref.store %arg0, %alloc[%c0, %c0] : memref<2x2xi32>
// CHECK-NEXT:   memref.store %arg1, %alloc[%c0, %c1] : memref<2x2xi32>
// CHECK-NEXT:   memref.store %arg1, %alloc[%c1, %c0] : memref<2x2xi32>
// CHECK-NEXT:   memref.store %arg0, %alloc[%c1, %c1] : memref<2x2xi32>
// CHECK-NEXT:   return %alloc : memref<2x2xi32>
// CHECK-NEXT: }
func.func @from_elements(%a: i32, %b: i32) -> tensor<2x2xi32> {
  %0 = tensor.from_elements %a, %b, %b, %a : tensor<2x2xi32>
  return %0 : tensor<2x2xi32>
}

// -----

// CHECK-LABEL: func.func @splat(%arg0: f32, %arg1: index) -> memref<2x?xf32> {
// CHECK-NEXT:   %alloc = memref.alloc(%arg1) {alignment = 64 : i64} : memref<2x?xf32>
// CHECK-NEXT:   %c2 = arith.constant 2 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.parallel (%arg2, %arg3) = (%c0, %c0) to (%c2, %arg1) step (%c1, %c1) {
// CHECK-NEXT:     memref.store %arg0, %alloc[%arg2, %arg3] : memref<2x?xf32>
// CHECK-NEXT:     scf.reduce 
// CHECK-NEXT:   }
// CHECK-NEXT:   return %alloc : memref<2x?xf32>
// CHECK-NEXT: }
func.func @splat(%v: f32, %n: index) -> tensor<2x?xf32> {
  %0 = tensor.splat %v[%n] : tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}

// -----

// CHECK-LABEL: func.func @sizes(%arg0: memref<?x4xf32, strided<[?, ?], offset: ?>>, %arg1: memref<*xf32>, %arg2: index) -> (index, index) {
// CHECK-NEXT:   %dim = memref.dim %arg0, %arg2 : memref<?x4xf32, strided<[?, ?], offset: ?>>
// CHECK-NEXT:   %0 = memref.rank %arg1 : memref<*xf32>
// CHECK-NEXT:   return %dim, %0 : index, index
// CHECK-NEXT: }
func.func @sizes(%t: tensor<?x4xf32>, %u: tensor<*xf32>, %i: index) -> (index, index) {
  %0 = tensor.dim %t, %i : tensor<?x4xf32>
  %1 = tensor.rank %u : tensor<*xf32>
  return %0, %1 : index, index
}

// -----

// CHECK: memref.global "private" constant @__constant_2xi32 : memref<2xi32> = dense<7> {alignment = 64 : i64}
// CHECK: memref.global "private" constant @__constant_2xf32_0 : memref<2xf32> = dense<[2.000000e+00, 1.000000e+00]> {alignment = 64 : i64}
// CHECK: memref.global "private" constant @__constant_2xf32 : memref<2xf32> = dense<[1.000000e+00, 2.000000e+00]> {alignment = 64 : i64}
// CHECK-LABEL: func.func @constants() -> (memref<2xf32>, memref<2xf32>, memref<2xi32>) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = memref.get_global @__constant_2xf32 : memref<2xf32>
// CHECK-NEXT:   %1 = memref.get_global @__constant_2xf32 : memref<2xf32>
// CHECK-NEXT:   %2 = memref.get_global @__constant_2xf32_0 : memref<2xf32>
// CHECK-NEXT:   %3 = memref.get_global @__constant_2xi32 : memref<2xi32>
// CHECK-NEXT:   %4 = memref.load %2[%c0] : memref<2xf32>
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 64 : i64} : memref<2xf32>
// CHECK-NEXT:   memref.copy %0, %alloc : memref<2xf32> to memref<2xf32>
// CHECK-NEXT:   memref.store %4, %alloc[%c0] : memref<2xf32>
// CHECK-NEXT:   return %alloc, %1, %3 : memref<2xf32>, memref<2xf32>, memref<2xi32>
// CHECK-NEXT: }
func.func @constants() -> (tensor<2xf32>, tensor<2xf32>, tensor<2xi32>) {
  %c0 = arith.constant 0 : index
  %0 = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %1 = arith.constant dense<[1.0, 2.0]> : tensor<2xf32>
  %2 = arith.constant dense<[2.0, 1.0]> : tensor<2xf32>
  %3 = arith.constant dense<7> : tensor<2xi32>
  %x = tensor.extract %2[%c0] : tensor<2xf32>
  %4 = tensor.insert %x into %0[%c0] : tensor<2xf32>
  return %4, %1, %3 : tensor<2xf32>, tensor<2xf32>, tensor<2xi32>
}

// -----

// CHECK-LABEL: func.func @index_cast(%arg0: memref<4xi32, strided<[?], offset: ?>>, %arg1: index) -> index {
// CHECK-NEXT:   %0 = arith.index_cast %arg0 : memref<4xi32, strided<[?], offset: ?>> to memref<4xindex, strided<[?], offset: ?>>
// CHECK-NEXT:   %1 = memref.load %0[%arg1] : memref<4xindex, strided<[?], offset: ?>>
// CHECK-NEXT:   return %1 : index
// CHECK-NEXT: }
func.func @index_cast(%t: tensor<4xi32>, %i: index) -> (index) {
  %0 = arith.index_cast %t : tensor<4xi32> to tensor<4xindex>
  %1 = tensor.extract %0[%i] : tensor<4xindex>
  return %1 : index
}

// -----

// CHECK-LABEL: func.func @bufferization_ops(%arg0: memref<?xf32, strided<[?], offset: ?>>, %arg1: memref<?xf32>, %arg2: index, %arg3: f32) -> memref<?xf32> {
// CHECK-NEXT:   %alloc = memref.alloc(%arg2) {alignment = 64 : i64} : memref<?xf32, 1>
// CHECK-NEXT:   memref.store %arg3, %alloc[%arg2] : memref<?xf32, 1>
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %dim = memref.dim %alloc, %c0 : memref<?xf32, 1>
// CHECK-NEXT:   %alloc_0 = memref.alloc(%dim) {alignment = 64 : i64} : memref<?xf32, 1>
// CHECK-NEXT:   memref.copy %alloc, %alloc_0 : memref<?xf32, 1> to memref<?xf32, 1>
// CHECK-NEXT:   memref.dealloc %alloc : memref<?xf32, 1>
// CHECK-NEXT:   memref.copy %alloc_0, %arg1 : memref<?xf32, 1> to memref<?xf32>
// CHECK-NEXT:   memref.copy %arg0, %arg1 : memref<?xf32, strided<[?], offset: ?>> to memref<?xf32>
// CHECK-NEXT:   "test.use"(%arg1) : (memref<?xf32>) -> ()
// CHECK-NEXT:   return %arg1 : memref<?xf32>
// CHECK-NEXT: }
func.func @bufferization_ops(%t: tensor<?xf32>, %m: memref<?xf32>, %n: index, %v: f32) -> tensor<?xf32> {
  %0 = bufferization.alloc_tensor(%n) {memory_space = 1 : i64} : tensor<?xf32>
  %1 = tensor.insert %v into %0[%n] : tensor<?xf32>
  %2 = bufferization.alloc_tensor() copy(%1) : tensor<?xf32>
  bufferization.dealloc_tensor %1 : tensor<?xf32>
  %3 = bufferization.to_tensor %m restrict writable : memref<?xf32> to tensor<?xf32>
  %4 = bufferization.materialize_in_destination %2 in %3 : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  bufferization.materialize_in_destination %t in restrict writable %m : (tensor<?xf32>, memref<?xf32>) -> ()
  %5 = bufferization.to_buffer %4 read_only : tensor<?xf32> to memref<?xf32>
  "test.use"(%5) : (memref<?xf32>) -> ()
  return %4 : tensor<?xf32>
}
