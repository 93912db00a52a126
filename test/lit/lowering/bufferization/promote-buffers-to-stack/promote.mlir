// RUN: adopt %s --pass-pipeline='builtin.module(func.func(promote-buffers-to-stack))' --split-input-file | adopt-filecheck %s
// RUN: adopt %s --pass-pipeline='builtin.module(func.func(promote-buffers-to-stack{max-alloc-size-in-bytes=12}))' --split-input-file | adopt-filecheck %s --check-prefix=SMALL

// CHECK-LABEL: func.func @small(
// CHECK:         memref.alloca() {alignment = 64 : i64, note}
// SMALL-LABEL: func.func @small(
// SMALL:         memref.alloc() {alignment = 64 : i64, note}
func.func @small(%m: memref<4xf32>) {
  %a = memref.alloc() {alignment = 64 : i64, note} : memref<4xf32>
  memref.copy %m, %a : memref<4xf32> to memref<4xf32>
  return
}

// -----

// CHECK-LABEL: func.func @returned(
// CHECK:         memref.alloc()
func.func @returned(%m: memref<?xf32>) -> memref<?xf32> {
  %a = memref.alloc() : memref<4xf32>
  %b = memref.cast %a : memref<4xf32> to memref<?xf32>
  return %b : memref<?xf32>
}

// -----

// Freed under another name.
// CHECK-LABEL: func.func @freed(
// CHECK:         memref.alloc()
func.func @freed() {
  %a = memref.alloc() : memref<4xf32>
  %b = memref.cast %a : memref<4xf32> to memref<?xf32>
  memref.dealloc %b : memref<?xf32>
  return
}

// -----

// The stack would grow with each round.
// CHECK-LABEL: func.func @loop_of_blocks(
// CHECK:         memref.alloc()
func.func @loop_of_blocks(%c: i1, %m: memref<4xf32>) {
  cf.br ^head
^head:
  %x = memref.alloc() : memref<4xf32>
  memref.copy %m, %x : memref<4xf32> to memref<4xf32>
  cf.cond_br %c, ^head, ^exit
^exit:
  return
}
