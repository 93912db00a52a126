// A stack is a buffer of two: one that has the room, and the part of it that is in use.

// RUN: adopt %s --lower-ad-tape | adopt-filecheck %s

// CHECK-LABEL: func.func private @declared(memref<2xmemref<?xmemref<?xf32>>>) -> memref<2xmemref<?x2xi64>>
func.func private @declared(!ad.stack<!ad.tape<f32>>) -> !ad.stack<tensor<2xi64>>

// CHECK-LABEL: func.func @life
// CHECK-SAME: (%[[X:.*]]: f64, %[[GIVEN:.*]]: memref<2xmemref<?xf64>>)
func.func @life(%x: f64, %given: !ad.stack<f64>) -> f64 {
  // CHECK: %[[S:.*]] = memref.alloc() {alignment = 8 : i64} : memref<2xmemref<?xf64>>
  // CHECK: %[[SIXTEEN:.*]] = arith.constant 16 : index
  // CHECK: %[[ROOM:.*]] = memref.alloc(%[[SIXTEEN]]) : memref<?xf64>
  // CHECK: memref.store %[[ROOM]], %[[S]][%{{.*}}]
  // CHECK: %[[USED:.*]] = memref.reinterpret_cast %[[ROOM]] to offset: [0], sizes: [%{{.*}}], strides: [1]
  // CHECK: memref.store %[[USED]], %[[S]][%{{.*}}]
  %s = ad.stack.create : !ad.stack<f64>
  // CHECK: %[[USED:.*]] = memref.load %[[GIVEN]][%{{.*}}]
  // CHECK: %[[COUNT:.*]] = memref.dim %[[USED]]
  // CHECK: %[[OLD:.*]] = memref.load %[[GIVEN]][%{{.*}}]
  // CHECK: %[[NEW:.*]] = scf.if
  // CHECK: memref.store %[[X]], %[[NEW]][%[[COUNT]]]
  // CHECK: memref.store %[[NEW]], %[[GIVEN]][%{{.*}}]
  // CHECK: %[[MORE:.*]] = arith.addi %[[COUNT]]
  // CHECK: memref.reinterpret_cast %[[NEW]] to offset: [0], sizes: [%[[MORE]]]
  ad.stack.push %x, %given : !ad.stack<f64>
  // CHECK: %[[ROOM:.*]] = memref.load %[[GIVEN]]
  // CHECK: %[[LAST:.*]] = arith.subi
  // CHECK: memref.reinterpret_cast %[[ROOM]] to offset: [0], sizes: [%[[LAST]]]
  // CHECK: %[[Y:.*]] = memref.load %[[ROOM]][%[[LAST]]]
  %y = ad.stack.pop %given : !ad.stack<f64>
  // CHECK: %[[ROOM:.*]] = memref.load %[[S]]
  // CHECK: memref.dealloc %[[ROOM]]
  // CHECK: memref.dealloc %[[S]]
  ad.stack.free %s : !ad.stack<f64>
  // CHECK: return %[[Y]]
  return %y : f64
}

// A stack is known by the address of its two buffers.

// CHECK-LABEL: func.func @found_again
// CHECK: %[[A:.*]] = memref.extract_aligned_pointer_as_index %arg0 : memref<2xmemref<?xf64>> -> index
// CHECK: %[[N:.*]] = arith.index_cast %[[A]] : index to i64
// CHECK: %[[P:.*]] = llvm.inttoptr %[[N]] : i64 to !llvm.ptr
// CHECK: builtin.unrealized_conversion_cast %{{.*}} : !llvm.struct<(ptr, ptr, i64, array<1 x i64>, array<1 x i64>)> to memref<2xmemref<?xf64>>
func.func @found_again(%s: !ad.stack<f64>) -> f64 {
  %a = ad.stack.address %s : !ad.stack<f64>
  %t = ad.stack.at %a : !ad.stack<f64>
  %x = ad.stack.pop %t : !ad.stack<f64>
  return %x : f64
}
