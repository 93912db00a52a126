// RUN: adopt %s -split-input-file -ownership-based-buffer-deallocation -canonicalize -cse | adopt-filecheck %s

// What is returned is owned: the argument is not, so that it is copied.

// CHECK-LABEL: func.func @returned(
// CHECK:         %[[ALLOC:.*]] = memref.alloc() : memref<4xf32>
// CHECK-NEXT:    %[[CLONE:.*]] = bufferization.clone %arg0 : memref<4xf32> to memref<4xf32>
// CHECK:         return %[[CLONE]], %[[ALLOC]] : memref<4xf32>, memref<4xf32>
func.func @returned(%m: memref<4xf32>) -> (memref<4xf32>, memref<4xf32>) {
  %0 = memref.alloc() : memref<4xf32>
  return %m, %0 : memref<4xf32>, memref<4xf32>
}

// -----

// A loop owns what it passes on, not what it is given.

// CHECK-LABEL: func.func @carried(
// CHECK:         %[[LOOP:.*]]:2 = scf.for %{{.*}} iter_args(%[[M:.*]] = %arg0, %[[OWNS:.*]] = %false) -> (memref<4xf32>, i1) {
// CHECK-NEXT:      %[[NEW:.*]] = memref.alloc()
// CHECK-NEXT:      memref.copy %[[M]], %[[NEW]]
// CHECK-NEXT:      %[[BASE:.*]], %{{.*}}, %{{.*}}, %{{.*}} = memref.extract_strided_metadata %[[M]]
// CHECK-NEXT:      %[[OWNED:.*]] = bufferization.dealloc (%[[BASE]], %[[NEW]] : memref<f32>, memref<4xf32>) if (%[[OWNS]], %true) retain (%[[NEW]] : memref<4xf32>)
// CHECK-NEXT:      scf.yield %[[NEW]], %[[OWNED]] : memref<4xf32>, i1
// CHECK-NEXT:    }
// CHECK-NEXT:    memref.copy %[[LOOP]]#0, %arg0
// CHECK-NEXT:    %[[BASE:.*]], %{{.*}}, %{{.*}}, %{{.*}} = memref.extract_strided_metadata %[[LOOP]]#0
// CHECK-NEXT:    bufferization.dealloc (%[[BASE]] : memref<f32>) if (%[[LOOP]]#1)
// CHECK-NEXT:    return
func.func @carried(%m: memref<4xf32>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %m) -> (memref<4xf32>) {
    %1 = memref.alloc() : memref<4xf32>
    memref.copy %a, %1 : memref<4xf32> to memref<4xf32>
    scf.yield %1 : memref<4xf32>
  }
  memref.copy %0, %m : memref<4xf32> to memref<4xf32>
  return
}

// -----

// What a program frees itself is left to it, also what a function returns.

// CHECK-LABEL: func.func @make() -> memref<4xf32> {
// CHECK-NEXT:    %[[ALLOC:.*]] = memref.alloc() {bufferization.manual_deallocation}
// CHECK-NEXT:    return %[[ALLOC]]
func.func @make() -> (memref<4xf32> {bufferization.manual_deallocation}) {
  %0 = memref.alloc() {bufferization.manual_deallocation} : memref<4xf32>
  return %0 : memref<4xf32>
}
// CHECK-LABEL: func.func @use(
// CHECK-NEXT:    %[[MADE:.*]] = call @make()
// CHECK-NEXT:    memref.copy %arg0, %[[MADE]]
// CHECK-NEXT:    memref.dealloc %[[MADE]] {bufferization.manual_deallocation}
// CHECK-NEXT:    return
func.func @use(%m: memref<4xf32>) {
  %0 = call @make() : () -> memref<4xf32>
  memref.copy %m, %0 : memref<4xf32> to memref<4xf32>
  memref.dealloc %0 {bufferization.manual_deallocation} : memref<4xf32>
  return
}

// -----

// Buffers of unknown rank.

// CHECK-LABEL: func.func @unranked(
// CHECK:         %[[CALL:.*]] = call @outside()
// CHECK:         %[[FIRST:.*]] = memref.reinterpret_cast %[[CALL]] to offset: [0], sizes: [], strides: [] : memref<*xf32> to memref<f32, strided<[]>>
// CHECK-NEXT:    %[[BASE:.*]], %{{.*}} = memref.extract_strided_metadata %[[FIRST]]
// CHECK-NEXT:    bufferization.dealloc (%[[BASE]] : memref<f32>) if (%true)
func.func private @outside() -> memref<*xf32>
func.func @unranked() {
  %0 = call @outside() : () -> memref<*xf32>
  return
}
