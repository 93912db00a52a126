// RUN: adopt %s --pass-pipeline='builtin.module(func.func(buffer-loop-hoisting))' | adopt-filecheck %s

// CHECK-LABEL: func.func @leaves(
// CHECK-NEXT:    memref.alloc() : memref<4xf32>
// CHECK-NEXT:    scf.for
func.func @leaves(%m: memref<4xf32>, %n: index, %c0: index, %c1: index) {
  scf.for %i = %c0 to %n step %c1 {
    %a = memref.alloc() : memref<4xf32>
    memref.copy %m, %a : memref<4xf32> to memref<4xf32>
  }
  return
}

// It would be freed in each iteration.
// CHECK-LABEL: func.func @freed(
// CHECK-NEXT:    scf.for
// CHECK-NEXT:      memref.alloc()
func.func @freed(%m: memref<4xf32>, %n: index, %c0: index, %c1: index) {
  scf.for %i = %c0 to %n step %c1 {
    %a = memref.alloc() : memref<4xf32>
    memref.copy %m, %a : memref<4xf32> to memref<4xf32>
    memref.dealloc %a : memref<4xf32>
  }
  return
}

// Iterations that run at once would share it.
// CHECK-LABEL: func.func @parallel(
// CHECK-NEXT:    scf.parallel
// CHECK-NEXT:      memref.alloc()
func.func @parallel(%m: memref<4xf32>, %n: index, %c0: index, %c1: index) {
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    %a = memref.alloc() : memref<4xf32>
    memref.copy %m, %a : memref<4xf32> to memref<4xf32>
  }
  return
}

// CHECK-LABEL: func.func @kept_in_a_buffer(
// CHECK-NEXT:    scf.for
// CHECK-NEXT:      memref.alloc()
func.func @kept_in_a_buffer(%m: memref<?xmemref<4xf32>>, %n: index, %c0: index, %c1: index) {
  scf.for %i = %c0 to %n step %c1 {
    %a = memref.alloc() : memref<4xf32>
    memref.store %a, %m[%i] : memref<?xmemref<4xf32>>
  }
  return
}
