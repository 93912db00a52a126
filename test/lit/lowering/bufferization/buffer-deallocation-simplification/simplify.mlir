// RUN: adopt %s -split-input-file -buffer-deallocation-simplification | adopt-filecheck %s

// What is retained itself is handed over without a question.

// CHECK-LABEL: func.func @retained_itself(
// CHECK-NOT:     bufferization.dealloc
// CHECK:         return %{{.*}}, %arg0 : memref<4xf32>, i1
func.func @retained_itself(%c: i1) -> (memref<4xf32>, i1) {
  %0 = memref.alloc() : memref<4xf32>
  %1 = memref.subview %0[1] [2] [1] : memref<4xf32> to memref<2xf32, strided<[1], offset: 1>>
  %2 = bufferization.dealloc (%0 : memref<4xf32>) if (%c) retain (%1 : memref<2xf32, strided<[1], offset: 1>>)
  return %0, %2 : memref<4xf32>, i1
}

// -----

// Different allocations are never the same; an argument was there before.

// CHECK-LABEL: func.func @distinct(
// CHECK:         bufferization.dealloc (%[[A:.*]] : memref<4xf32>) if (%arg0)
// CHECK-NEXT:    bufferization.dealloc (%[[B:.*]] : memref<4xf32>) if (%arg1)
// CHECK:         return %{{.*}}, %{{.*}}, %false : memref<4xf32>, memref<4xf32>, i1
func.func @distinct(%c: i1, %d: i1, %m: memref<4xf32>) -> (memref<4xf32>, memref<4xf32>, i1) {
  %0 = memref.alloc() : memref<4xf32>
  %1 = memref.alloc() : memref<4xf32>
  %2 = bufferization.dealloc (%0, %1 : memref<4xf32>, memref<4xf32>) if (%c, %d) retain (%m : memref<4xf32>)
  return %0, %1, %2 : memref<4xf32>, memref<4xf32>, i1
}

// -----

// A choice may be either, and a call may return what it was given.

// CHECK-LABEL: func.func @together(
// CHECK:         bufferization.dealloc (%{{.*}}, %{{.*}}, %{{.*}} : memref<4xf32>, memref<4xf32>, memref<4xf32>) if (%arg0, %arg0, %arg1) retain (%{{.*}} : memref<4xf32>)
func.func private @outside(%m: memref<4xf32>) -> memref<4xf32>
func.func @together(%c: i1, %d: i1) -> (memref<4xf32>, i1) {
  %0 = memref.alloc() : memref<4xf32>
  %1 = memref.alloc() : memref<4xf32>
  %2 = arith.select %c, %0, %1 : memref<4xf32>
  %3 = func.call @outside(%0) : (memref<4xf32>) -> memref<4xf32>
  %4 = bufferization.dealloc (%0, %1, %3 : memref<4xf32>, memref<4xf32>, memref<4xf32>) if (%c, %c, %d) retain (%2 : memref<4xf32>)
  return %2, %4 : memref<4xf32>, i1
}

// -----

// What a loop carries may have been allocated in an earlier iteration, but not in this one.

// CHECK-LABEL: func.func @earlier(
// CHECK:         scf.for
// CHECK:           %[[NEW:.*]] = memref.alloc()
// CHECK-NEXT:      bufferization.dealloc (%{{.*}} : memref<4xf32>) if (%{{.*}})
// CHECK-NEXT:      scf.yield %[[NEW]], %true
func.func @earlier(%m: memref<4xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %false = arith.constant false
  %true = arith.constant true
  %0:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %m, %owns = %false) -> (memref<4xf32>, i1) {
    %1 = memref.alloc() : memref<4xf32>
    %2 = bufferization.dealloc (%a, %1 : memref<4xf32>, memref<4xf32>) if (%owns, %true) retain (%1 : memref<4xf32>)
    scf.yield %1, %2 : memref<4xf32>, i1
  }
  return
}
