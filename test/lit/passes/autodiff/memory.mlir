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

func.func @vectors(%x: vector<2xf64>) -> vector<2xf64> {
  %a = memref.alloca() : memref<vector<2xf64>>
  memref.store %x, %a[] : memref<vector<2xf64>>
  %r = memref.load %a[] : memref<vector<2xf64>>
  return %r : vector<2xf64>
}

// A buffer of vectors has a shadow of vectors.
// CHECK-LABEL: func.func private @vectors_jvp
// CHECK-SAME: (%[[X:.*]]: vector<2xf64>, %[[T:.*]]: vector<2xf64>)
// CHECK: %[[A:.*]] = memref.alloca()
// CHECK: %[[S:.*]] = memref.alloca()
// CHECK: memref.store %[[T]], %[[S]][]
// CHECK: %[[D:.*]] = memref.load %[[S]][]
// CHECK: return %{{.*}}, %[[D]]
func.func @ask_vectors(%x: vector<2xf64>, %t: vector<2xf64>) -> vector<2xf64> {
  %y, %d = ad.jvp @vectors(%x) tangents(%t : vector<2xf64>) : (vector<2xf64>) -> (vector<2xf64>, vector<2xf64>)
  return %d : vector<2xf64>
}
