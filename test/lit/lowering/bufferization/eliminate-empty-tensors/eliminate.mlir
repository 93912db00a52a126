// RUN: adopt %s --eliminate-empty-tensors --canonicalize | adopt-filecheck %s
// RUN: adopt %s --lower-to-loops | adopt-filecheck %s --check-prefix=LOOPS

// CHECK-LABEL: func.func @into_slice(
// CHECK-NOT:     tensor.empty
// CHECK:         %[[PART:.*]] = tensor.extract_slice %arg0[%arg1] [%arg2] [1]
// CHECK:         %[[FILLED:.*]] = linalg.fill ins({{.*}}) outs(%[[PART]]
// CHECK:         tensor.insert_slice %[[FILLED]] into %arg0[%arg1] [%arg2] [1]
// LOOPS-LABEL: func.func @into_slice(
// LOOPS-NOT:     memref.alloc
// LOOPS-NOT:     memref.copy
// LOOPS:         return
func.func @into_slice(%t: tensor<?xf32>, %offset: index, %size: index) -> tensor<?xf32> {
  %c = arith.constant 1.0 : f32
  %e = tensor.empty(%size) : tensor<?xf32>
  %f = linalg.fill ins(%c : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  %r = tensor.insert_slice %f into %t[%offset][%size][1] : tensor<?xf32> into tensor<?xf32>
  return %r : tensor<?xf32>
}

// What is computed later is computed earlier.
// CHECK-LABEL: func.func @position_after_use(
// CHECK:         %[[TWICE:.*]] = arith.addi %arg1, %arg1
// CHECK-NEXT:    %[[OFFSET:.*]] = arith.addi %[[TWICE]], %[[TWICE]]
// CHECK-NEXT:    %[[PART:.*]] = tensor.extract_slice %arg0[%[[OFFSET]]] [%arg1] [1]
// CHECK-NEXT:    linalg.fill ins({{.*}}) outs(%[[PART]]
func.func @position_after_use(%t: tensor<?xf32>, %size: index) -> tensor<?xf32> {
  %c = arith.constant 1.0 : f32
  %e = tensor.empty(%size) : tensor<?xf32>
  %f = linalg.fill ins(%c : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  %twice = arith.addi %size, %size : index
  %offset = arith.addi %twice, %twice : index
  %r = tensor.insert_slice %f into %t[%offset][%size][1] : tensor<?xf32> into tensor<?xf32>
  return %r : tensor<?xf32>
}

// What reads memory stays behind what wrote it.
// CHECK-LABEL: func.func @position_in_memory(
// CHECK:         tensor.empty
// CHECK:         memref.store
// CHECK-NEXT:    memref.load
func.func @position_in_memory(%t: tensor<?xf32>, %m: memref<index>, %size: index) -> tensor<?xf32> {
  %c = arith.constant 1.0 : f32
  %e = tensor.empty(%size) : tensor<?xf32>
  %f = linalg.fill ins(%c : f32) outs(%e : tensor<?xf32>) -> tensor<?xf32>
  memref.store %size, %m[] : memref<index>
  %offset = memref.load %m[] : memref<index>
  %r = tensor.insert_slice %f into %t[%offset][%size][1] : tensor<?xf32> into tensor<?xf32>
  return %r : tensor<?xf32>
}

// An offset that follows from what is put in cannot be known before.
// CHECK-LABEL: func.func @position_from_contents(
// CHECK:         tensor.empty
// CHECK-NOT:     tensor.extract_slice
func.func @position_from_contents(%t: tensor<?xi64>, %size: index, %x: i64) -> tensor<?xi64> {
  %c0 = arith.constant 0 : index
  %e = tensor.empty(%size) : tensor<?xi64>
  %f = linalg.fill ins(%x : i64) outs(%e : tensor<?xi64>) -> tensor<?xi64>
  %y = tensor.extract %f[%c0] : tensor<?xi64>
  %offset = arith.index_cast %y : i64 to index
  %r = tensor.insert_slice %f into %t[%offset][%size][1] : tensor<?xi64> into tensor<?xi64>
  return %r : tensor<?xi64>
}

// CHECK-LABEL: func.func @both_branches(
// CHECK-NOT:     tensor.empty
// CHECK:         scf.if
// LOOPS-LABEL: func.func @both_branches(
// LOOPS-NOT:     memref.alloc
// LOOPS:         return
func.func @both_branches(%t: tensor<20xf32>, %b: i1) -> tensor<20xf32> {
  %c1 = arith.constant 1.0 : f32
  %c2 = arith.constant 2.0 : f32
  %e = tensor.empty() : tensor<5xf32>
  %i = scf.if %b -> (tensor<5xf32>) {
    %f = linalg.fill ins(%c1 : f32) outs(%e : tensor<5xf32>) -> tensor<5xf32>
    scf.yield %f : tensor<5xf32>
  } else {
    %g = linalg.fill ins(%c2 : f32) outs(%e : tensor<5xf32>) -> tensor<5xf32>
    scf.yield %g : tensor<5xf32>
  }
  %r = tensor.insert_slice %i into %t[0][5][1] : tensor<5xf32> into tensor<20xf32>
  return %r : tensor<20xf32>
}

// CHECK-LABEL: func.func @threads(
// CHECK:         scf.forall (%[[I:.*]]) in (4) shared_outs(%[[OUT:.*]] = %arg0)
// CHECK-NEXT:      %[[PART:.*]] = tensor.extract_slice %[[OUT]][%[[I]]] [5] [1]
// CHECK-NEXT:      linalg.fill ins({{.*}}) outs(%[[PART]]
func.func @threads(%t: tensor<20xf32>) -> tensor<20xf32> {
  %c = arith.constant 1.0 : f32
  %e = tensor.empty() : tensor<5xf32>
  %i = scf.forall (%k) in (4) shared_outs(%a = %t) -> (tensor<20xf32>) {
    %f = linalg.fill ins(%c : f32) outs(%e : tensor<5xf32>) -> tensor<5xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %f into %a[%k][5][1] : tensor<5xf32> into tensor<20xf32>
    }
  }
  return %i : tensor<20xf32>
}

// CHECK-LABEL: func.func @into_buffer(
// CHECK:         %[[T:.*]] = bufferization.to_tensor %arg0 restrict writable
// CHECK:         %[[F:.*]] = linalg.fill ins({{.*}}) outs(%[[T]]
// CHECK:         bufferization.materialize_in_destination %[[F]] in writable %arg0
func.func @into_buffer(%m: memref<5xf32>) {
  %c = arith.constant 1.0 : f32
  %e = tensor.empty() : tensor<5xf32>
  %f = linalg.fill ins(%c : f32) outs(%e : tensor<5xf32>) -> tensor<5xf32>
  bufferization.materialize_in_destination %f in restrict writable %m : (tensor<5xf32>, memref<5xf32>) -> ()
  return
}

// Somebody else may look at the buffer.
// CHECK-LABEL: func.func @into_shared_buffer(
// CHECK:         tensor.empty
func.func @into_shared_buffer(%m: memref<5xf32>) {
  %c = arith.constant 1.0 : f32
  %e = tensor.empty() : tensor<5xf32>
  %f = linalg.fill ins(%c : f32) outs(%e : tensor<5xf32>) -> tensor<5xf32>
  bufferization.materialize_in_destination %f in writable %m : (tensor<5xf32>, memref<5xf32>) -> ()
  return
}
