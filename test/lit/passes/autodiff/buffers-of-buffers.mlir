// Where a buffer lies in another one, its shadow lies in the shadow of that. All are freed by the reverse of what allocated
// them.

// RUN: adopt %s --autodiff=function=f --split-input-file --verify-diagnostics | adopt-filecheck %s

// CHECK-LABEL: func.func @f_vjp
// CHECK-SAME: (%[[X:.*]]: f64, %[[SEED:.*]]: f64)
// CHECK: %[[A:.*]] = memref.alloc() : memref<f64>
// CHECK: %[[DA:.*]] = memref.alloc() : memref<f64>
// CHECK: memref.store %{{.*}}, %[[DA]][]
// CHECK: memref.store %[[X]], %[[A]][]
// CHECK: %[[HOLDER:.*]] = memref.alloc() : memref<2xmemref<f64>>
// CHECK: %[[SHADOWS:.*]] = memref.alloc() : memref<2xmemref<f64>>
// CHECK-DAG: memref.store %[[A]], %[[HOLDER]][%[[C1:.*]]]
// CHECK-DAG: memref.store %[[DA]], %[[SHADOWS]][%[[C1]]]
// CHECK: %[[B:.*]] = memref.load %[[HOLDER]][%[[C1]]]
// CHECK: %[[DB:.*]] = memref.load %[[SHADOWS]][%[[C1]]]
// CHECK: %[[Y:.*]] = memref.load %[[B]][]
// CHECK-NOT: memref.dealloc
// CHECK: memref.load %[[DB]][]
// CHECK: memref.store %{{.*}}, %[[DB]][]
// CHECK-DAG: memref.dealloc %[[HOLDER]]
// CHECK-DAG: memref.dealloc %[[SHADOWS]]
// CHECK-DAG: memref.dealloc %[[A]]
// CHECK-DAG: memref.dealloc %[[DA]]
// CHECK-NOT: memref.dealloc
// CHECK: return
func.func @f(%x: f64) -> f64 {
  %c1 = arith.constant 1 : index
  %a = memref.alloc() : memref<f64>
  memref.store %x, %a[] : memref<f64>
  %holder = memref.alloc() : memref<2xmemref<f64>>
  memref.store %a, %holder[%c1] : memref<2xmemref<f64>>
  %b = memref.load %holder[%c1] : memref<2xmemref<f64>>
  %y = memref.load %b[] : memref<f64>
  %r = arith.mulf %y, %x : f64
  memref.dealloc %b : memref<f64>
  memref.dealloc %holder : memref<2xmemref<f64>>
  return %r : f64
}

// -----

// A buffer that others may have freed.
func.func @f(%holder: memref<2xmemref<f64>>, %x: f64) -> f64 {
  %c1 = arith.constant 1 : index
  %b = memref.load %holder[%c1] : memref<2xmemref<f64>>
  memref.store %x, %b[] : memref<f64>
  %y = memref.load %b[] : memref<f64>
  // expected-error@+1 {{cannot be differentiated in reverse mode: it frees a buffer that it did not see allocated}}
  memref.dealloc %b : memref<f64>
  return %y : f64
}

// -----

// A constant buffer beside one that has a shadow.
// expected-note@+1 {{the buffer comes from here; differentiation follows buffers that are arguments in 'wrt' or allocated in the function}}
func.func @constant(%x: f64, %c: memref<f64>) -> f64 {
  %c1 = arith.constant 1 : index
  %a = memref.alloc() : memref<f64>
  memref.store %x, %a[] : memref<f64>
  %holder = memref.alloc() : memref<2xmemref<f64>>
  memref.store %a, %holder[%c1] : memref<2xmemref<f64>>
  // expected-error@+1 {{uses a buffer whose shadow is not known}}
  memref.store %c, %holder[%c1] : memref<2xmemref<f64>>
  %b = memref.load %holder[%c1] : memref<2xmemref<f64>>
  %y = memref.load %b[] : memref<f64>
  return %y : f64
}
func.func @f(%x: f64, %c: memref<f64>) -> f64 {
  %d = ad.grad @constant(%x, %c) wrt [0] : (f64, memref<f64>) -> f64
  return %d : f64
}
