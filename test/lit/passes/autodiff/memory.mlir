// RUN: adopt %s --autodiff | adopt-filecheck %s

func.func @f(%x: f64, %m: memref<f64>) {
  %t = memref.alloc() : memref<f64>
  memref.store %x, %t[] : memref<f64>
  %0 = memref.load %t[] : memref<f64>
  memref.store %0, %m[] : memref<f64>
  memref.dealloc %t : memref<f64>
  return
}

// The buffer and its shadow live until the reverse of the allocation.
// CHECK-LABEL: func.func private @f_vjp
// CHECK-SAME: (%[[X:.*]]: f64, %[[M:.*]]: memref<f64>, %[[S:.*]]: memref<f64>) -> f64
// CHECK: %[[T:.*]] = memref.alloc()
// CHECK: %[[TS:.*]] = memref.alloc()
// CHECK-NOT: memref.dealloc
// CHECK: memref.load %[[S]][]
// CHECK: memref.store %{{.*}}, %[[S]][]
// CHECK: memref.store %{{.*}}, %[[TS]][]
// CHECK-DAG: memref.dealloc %[[T]] :
// CHECK-DAG: memref.dealloc %[[TS]] :
// CHECK-NOT: memref.dealloc
// CHECK: return
func.func @ask(%x: f64, %m: memref<f64>, %s: memref<f64>) -> f64 {
  %0 = ad.vjp @f(%x, %m) shadows(%s : memref<f64>) : (f64, memref<f64>) -> f64
  return %0 : f64
}
