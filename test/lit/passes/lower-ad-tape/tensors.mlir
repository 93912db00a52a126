// Tensors are kept in slices of one buffer.

// RUN: adopt %s --lower-ad-tape | adopt-filecheck %s

// CHECK-LABEL: func.func @known_size
// CHECK-SAME: (%[[X:.*]]: tensor<?x4xf64>, %[[N:.*]]: index, %[[D:.*]]: index)
func.func @known_size(%x: tensor<?x4xf64>, %n: index, %d: index) -> tensor<?x4xf64> {
  // CHECK: %[[T:.*]] = memref.alloc(%[[N]], %[[D]]) : memref<?x?x4xf64>
  %t = ad.tape.create(%n, %d) : !ad.tape<tensor<?x4xf64>>
  // CHECK: %[[SIZE:.*]] = memref.dim %[[T]], %{{.*}} : memref<?x?x4xf64>
  // CHECK-NEXT: %[[SLOT:.*]] = memref.subview %[[T]][%[[N]], 0, 0] [1, %[[SIZE]], 4] [1, 1, 1] : memref<?x?x4xf64> to memref<?x4xf64, strided<[4, 1], offset: ?>>
  // CHECK-NEXT: bufferization.materialize_in_destination %[[X]] in writable %[[SLOT]]
  ad.tape.set %x, %t[%n] : !ad.tape<tensor<?x4xf64>>
  // CHECK: %[[SLOT2:.*]] = memref.subview %[[T]]
  // CHECK-NEXT: %[[Y:.*]] = bufferization.to_tensor %[[SLOT2]] restrict : memref<?x4xf64, strided<[4, 1], offset: ?>> to tensor<?x4xf64>
  %y = ad.tape.get %t[%n] : !ad.tape<tensor<?x4xf64>>
  // CHECK: memref.dealloc %[[T]]
  ad.tape.free %t : !ad.tape<tensor<?x4xf64>>
  // CHECK: return %[[Y]]
  return %y : tensor<?x4xf64>
}

// CHECK-LABEL: func.func @several_indices
func.func @several_indices(%x: tensor<f32>, %n: index) {
  // CHECK: %[[T:.*]] = memref.alloc(%{{.*}}, %{{.*}}) : memref<?x?xf32>
  %t = ad.tape.create(%n, %n) : !ad.tape<tensor<f32>, 2>
  // CHECK: memref.subview %[[T]][%{{.*}}, %{{.*}}] [1, 1] [1, 1] : memref<?x?xf32> to memref<f32, strided<[], offset: ?>>
  ad.tape.set %x, %t[%n, %n] : !ad.tape<tensor<f32>, 2>
  return
}

// The elements of the slots are copied one by one when the tape is full.
// CHECK-LABEL: func.func @growing
// CHECK-SAME: (%[[X:.*]]: tensor<?xf64>, %[[N:.*]]: index, %[[D:.*]]: index, %[[I:.*]]: index)
func.func @growing(%x: tensor<?xf64>, %n: index, %d: index, %i: index) {
  // CHECK: %[[T:.*]] = memref.alloc(%[[N]], %[[D]]) : memref<?x?xf64>
  %t = ad.tape.create(%n, %d) : !ad.tape<tensor<?xf64>>
  // CHECK: %[[SLOTS:.*]] = memref.dim %[[T]]
  // CHECK: %[[SIZE:.*]] = memref.dim %[[T]]
  // CHECK: %[[U:.*]] = scf.if
  // CHECK: %[[TWICE:.*]] = arith.addi %[[SLOTS]], %[[SLOTS]]
  // CHECK: memref.alloc(%[[TWICE]], %[[SIZE]]) : memref<?x?xf64>
  // CHECK: scf.for
  // CHECK: scf.for
  // CHECK: memref.dealloc %[[T]]
  // CHECK: memref.subview %[[U]][%[[I]], 0]
  // CHECK-NEXT: bufferization.materialize_in_destination
  %u = ad.tape.append %x, %t[%i] : !ad.tape<tensor<?xf64>>
  ad.tape.free %u : !ad.tape<tensor<?xf64>>
  return
}
