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
// CHECK-SAME: (%[[X:.*]]: f64, %[[M:.*]]: memref<f64>, %[[S:.*]]: memref<f64> {llvm.noalias}) -> f64
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

func.func @assumptions(%m: memref<4xf64>, %x: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %t = memref.alloca() : memref<4xi64>
  %a = memref.assume_alignment %m, 64 : memref<4xf64>
  %b, %n = memref.distinct_objects %a, %t : memref<4xf64>, memref<4xi64>
  memref.store %x, %b[%c0] : memref<4xf64>
  %r = memref.load %b[%c0] : memref<4xf64>
  return %r : f64
}

// Of shadows nothing is assumed.
// CHECK-LABEL: func.func private @assumptions_jvp
// CHECK-SAME: (%[[M:.*]]: memref<4xf64>, %[[X:.*]]: f64, %[[MT:.*]]: memref<4xf64>, %[[XT:.*]]: f64)
// CHECK: memref.assume_alignment %[[M]], 64
// CHECK-NOT: memref.assume_alignment
// CHECK: memref.distinct_objects
// CHECK-NOT: memref.distinct_objects
// CHECK: memref.store %[[XT]], %[[MT]]
// CHECK-LABEL: func.func private @assumptions_vjp
// CHECK-SAME: (%[[M:.*]]: memref<4xf64>, %[[X:.*]]: f64, %[[S:.*]]: memref<4xf64> {llvm.noalias}, %[[G:.*]]: f64)
// CHECK: memref.assume_alignment %[[M]], 64
// CHECK-NOT: memref.assume_alignment
// CHECK: memref.distinct_objects
// CHECK-NOT: memref.distinct_objects
// CHECK: memref.load %[[S]]
func.func @ask_assumptions(%m: memref<4xf64>, %x: f64, %s: memref<4xf64>, %t: f64) -> (f64, f64) {
  %y, %d = ad.vjp @assumptions(%m, %x) shadows(%s : memref<4xf64>) cotangents(%t : f64) : (memref<4xf64>, f64) -> (f64, f64)
  %z, %e = ad.jvp @assumptions(%m, %x) tangents(%s, %t : memref<4xf64>, f64) : (memref<4xf64>, f64) -> (f64, f64)
  return %d, %e : f64, f64
}

// A shadow overlaps nothing else, which the backend is told, unless two of them are the same buffer, or the derivative is
// also called by another one, whose shadows may be.
func.func @product(%a: memref<f64>, %b: memref<f64>) -> f64 {
  %0 = memref.load %a[] : memref<f64>
  %1 = memref.load %b[] : memref<f64>
  %2 = arith.mulf %0, %1 : f64
  return %2 : f64
}
func.func @square(%a: memref<f64>) -> f64 {
  %0 = call @product(%a, %a) : (memref<f64>, memref<f64>) -> f64
  return %0 : f64
}
func.func @quotient(%a: memref<f64>, %b: memref<f64>) -> f64 {
  %0 = memref.load %a[] : memref<f64>
  %1 = memref.load %b[] : memref<f64>
  %2 = arith.divf %0, %1 : f64
  return %2 : f64
}
// CHECK-LABEL: func.func private @product_pullback
// CHECK-SAME: memref<f64>, %{{.*}}: memref<f64>, %{{.*}}: memref<f64>, %{{.*}}: memref<f64>, %{{.*}}: f64) {
// CHECK-LABEL: func.func private @square_pullback
// CHECK-SAME: memref<f64>, %{{.*}}: memref<f64> {llvm.noalias}, %{{.*}}: f64) {
// CHECK-LABEL: func.func private @quotient_pullback
// CHECK-SAME: memref<f64>, %{{.*}}: memref<f64>, %{{.*}}: memref<f64>, %{{.*}}: memref<f64>, %{{.*}}: f64) {
func.func @askForShadows(%a: memref<f64>, %b: memref<f64>, %as: memref<f64>, %bs: memref<f64>) {
  ad.grad @product(%a, %b) shadows(%as, %bs : memref<f64>, memref<f64>) : (memref<f64>, memref<f64>) -> ()
  ad.grad @square(%a) shadows(%as : memref<f64>) : (memref<f64>) -> ()
  ad.grad @quotient(%a, %b) shadows(%as, %as : memref<f64>, memref<f64>) : (memref<f64>, memref<f64>) -> ()
  return
}
