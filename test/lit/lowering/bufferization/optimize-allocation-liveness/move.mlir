// RUN: adopt %s -optimize-allocation-liveness | adopt-filecheck %s

// Uses through views, choices and inside regions count.

// CHECK-LABEL: func.func @views(
// CHECK:         %[[A:.*]] = memref.alloc() : memref<8xf32>
// CHECK-NEXT:    %[[B:.*]] = memref.alloc(%arg0) : memref<?xf32>
// CHECK:         scf.for
// CHECK:         }
// CHECK-NEXT:    memref.dealloc %[[B]]
// CHECK-NEXT:    %[[CHOICE:.*]] = arith.select
// CHECK-NEXT:    memref.store %{{.*}}, %arg2
// CHECK-NEXT:    memref.store %{{.*}}, %[[CHOICE]]
// CHECK-NEXT:    memref.dealloc %[[A]]
// CHECK-NEXT:    memref.store %{{.*}}, %arg2
// CHECK-NEXT:    return
func.func @views(%n: index, %c: i1, %o: memref<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = arith.constant 1.0 : f32
  %a = memref.alloc() : memref<8xf32>
  %b = memref.alloc(%n) : memref<?xf32>
  %v = memref.subview %a[0] [4] [1] : memref<8xf32> to memref<4xf32>
  scf.for %i = %c0 to %n step %c1 {
    %l = memref.load %v[%c1] : memref<4xf32>
    memref.store %l, %b[%i] : memref<?xf32>
  }
  %s = arith.select %c, %a, %o : memref<8xf32>
  memref.store %x, %o[%c0] : memref<8xf32>
  memref.store %x, %s[%c0] : memref<8xf32>
  memref.store %x, %o[%c1] : memref<8xf32>
  memref.dealloc %a : memref<8xf32>
  memref.dealloc %b : memref<?xf32>
  return
}

// What a loop passes on may be either.

// CHECK-LABEL: func.func @carried(
// CHECK:         %[[R:.*]]:2 = scf.for
// CHECK:         memref.store %{{.*}}, %[[R]]#0
// CHECK-NEXT:    memref.dealloc %alloc_0
// CHECK-NEXT:    memref.dealloc %alloc :
// CHECK-NEXT:    memref.store %{{.*}}, %arg1
func.func @carried(%n: index, %o: memref<8xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %x = arith.constant 1.0 : f32
  %a = memref.alloc() : memref<8xf32>
  %b = memref.alloc() : memref<8xf32>
  %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%p = %a, %q = %b) -> (memref<8xf32>, memref<8xf32>) {
    scf.yield %q, %p : memref<8xf32>, memref<8xf32>
  }
  memref.store %x, %r#0[%c0] : memref<8xf32>
  memref.store %x, %o[%c0] : memref<8xf32>
  memref.dealloc %a : memref<8xf32>
  memref.dealloc %b : memref<8xf32>
  return
}

// What is freed elsewhere, never used, or known by its address stays.

// CHECK-LABEL: func.func @stays(
func.func @stays(%o: memref<8xf32>, %c: i1) -> index {
  %c0 = arith.constant 0 : index
  %x = arith.constant 1.0 : f32
  %inner = memref.alloc() : memref<8xf32>
  %unused = memref.alloc() : memref<8xf32>
  %address = memref.alloc() : memref<8xf32>
  // CHECK:      scf.if
  // CHECK-NEXT:   memref.store %{{.*}}, %alloc[
  // CHECK-NEXT:   memref.store %{{.*}}, %arg0
  // CHECK-NEXT:   memref.dealloc %alloc :
  scf.if %c {
    memref.store %x, %inner[%c0] : memref<8xf32>
    memref.store %x, %o[%c0] : memref<8xf32>
    memref.dealloc %inner : memref<8xf32>
  } else {
    memref.dealloc %inner : memref<8xf32>
  }
  // CHECK:      memref.extract_aligned_pointer_as_index
  // CHECK-NEXT: memref.store
  // CHECK-NEXT: memref.dealloc
  // CHECK-NEXT: memref.dealloc
  %0 = memref.extract_aligned_pointer_as_index %address : memref<8xf32> -> index
  memref.store %x, %o[%c0] : memref<8xf32>
  memref.dealloc %unused : memref<8xf32>
  memref.dealloc %address : memref<8xf32>
  return %0 : index
}
