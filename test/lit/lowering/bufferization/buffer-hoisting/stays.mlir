// RUN: adopt %s --pass-pipeline='builtin.module(func.func(buffer-hoisting))' | adopt-filecheck %s

// CHECK-LABEL: func.func @leaves(
// CHECK-NEXT:    memref.alloc()
// CHECK-NEXT:    scf.if
func.func @leaves(%c: i1, %m: memref<4xf32>) {
  %r = scf.if %c -> memref<4xf32> {
    %a = memref.alloc() : memref<4xf32>
    scf.yield %a : memref<4xf32>
  } else {
    scf.yield %m : memref<4xf32>
  }
  memref.copy %r, %m : memref<4xf32> to memref<4xf32>
  return
}

// What one round allocates is read in the next one, which allocates as well.
// CHECK-LABEL: func.func @loop_of_blocks(
// CHECK-NEXT:    cf.cond_br
// CHECK:         ^[[HEAD:.*]](%[[OLD:.*]]: memref<4xf32>):
// CHECK-NEXT:    memref.alloc()
func.func @loop_of_blocks(%c: i1, %m: memref<4xf32>) {
  cf.cond_br %c, ^head(%m : memref<4xf32>), ^exit(%m : memref<4xf32>)
^head(%old: memref<4xf32>):
  %new = memref.alloc() : memref<4xf32>
  memref.copy %old, %new : memref<4xf32> to memref<4xf32>
  cf.cond_br %c, ^head(%new : memref<4xf32>), ^exit(%new : memref<4xf32>)
^exit(%last: memref<4xf32>):
  memref.copy %last, %m : memref<4xf32> to memref<4xf32>
  return
}
