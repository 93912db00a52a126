// RUN: adopt %s --lower-ad-tape | adopt-filecheck %s

// CHECK-LABEL: func.func @f
// CHECK-SAME: (%[[X:.*]]: f64, %[[N:.*]]: index)
func.func @f(%x: f64, %n: index) -> f64 {
  // CHECK: %[[T:.*]] = memref.alloc(%[[N]], %[[N]]) : memref<?x?xf64>
  %t = ad.tape.create(%n, %n) : !ad.tape<f64, 2>
  // CHECK: memref.store %[[X]], %[[T]][%[[N]], %[[N]]]
  ad.tape.set %x, %t[%n, %n] : !ad.tape<f64, 2>
  // CHECK: %[[Y:.*]] = memref.load %[[T]][%[[N]], %[[N]]]
  %y = ad.tape.get %t[%n, %n] : !ad.tape<f64, 2>
  // CHECK: memref.dealloc %[[T]]
  ad.tape.free %t : !ad.tape<f64, 2>
  // CHECK: return %[[Y]]
  return %y : f64
}

// CHECK-LABEL: func.func @nested
// CHECK: memref.alloc(%{{.*}}) : memref<?xmemref<?xf64>>
func.func @nested(%n: index) {
  %t = ad.tape.create(%n) : !ad.tape<!ad.tape<f64>>
  ad.tape.free %t : !ad.tape<!ad.tape<f64>>
  return
}
