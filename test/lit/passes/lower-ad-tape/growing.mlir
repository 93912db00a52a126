// RUN: adopt %s --lower-ad-tape | adopt-filecheck %s

// A full buffer is replaced by one of twice the size, and freed.
// CHECK-LABEL: func.func @f
// CHECK-SAME: (%[[X:.*]]: f64, %[[N:.*]]: index, %[[I:.*]]: index)
func.func @f(%x: f64, %n: index, %i: index) {
  // CHECK: %[[T:.*]] = memref.alloc(%[[N]]) : memref<?xf64>
  %t = ad.tape.create(%n) : !ad.tape<f64>
  // CHECK: %[[SIZE:.*]] = memref.dim %[[T]]
  // CHECK: %[[FULL:.*]] = arith.cmpi uge, %[[I]], %[[SIZE]]
  // CHECK: %[[U:.*]] = scf.if %[[FULL]] -> (memref<?xf64>) {
  // CHECK: %[[TWICE:.*]] = arith.addi %[[SIZE]], %[[SIZE]]
  // CHECK: %[[NEW:.*]] = memref.alloc(%[[TWICE]])
  // CHECK: scf.for
  // CHECK: memref.dealloc %[[T]]
  // CHECK: scf.yield %[[NEW]]
  // CHECK: } else {
  // CHECK-NEXT: scf.yield %[[T]]
  // CHECK: memref.store %[[X]], %[[U]][%[[I]]]
  %u = ad.tape.append %x, %t[%i] : !ad.tape<f64>
  // CHECK: memref.dealloc %[[U]]
  ad.tape.free %u : !ad.tape<f64>
  return
}
