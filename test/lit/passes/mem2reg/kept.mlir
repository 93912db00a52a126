// RUN: adopt %s --mem2reg --allow-unregistered-dialect | adopt-filecheck %s

// Slots that stay: something else may reach them, or it is not known what was written before.

// CHECK-LABEL: func.func @other_region
// CHECK:         memref.alloca
// CHECK:         memref.store
// CHECK:         memref.load
func.func @other_region(%c: i1, %x: f64) -> f64 {
  %p = memref.alloca() : memref<f64>
  scf.if %c {
    memref.store %x, %p[] : memref<f64>
  }
  %r = memref.load %p[] : memref<f64>
  return %r : f64
}

// CHECK-LABEL: func.func @escapes
// CHECK:         memref.alloca
func.func @escapes(%x: f64) -> memref<f64> {
  %p = memref.alloca() : memref<f64>
  memref.store %x, %p[] : memref<f64>
  return %p : memref<f64>
}

// CHECK-LABEL: func.func @several_elements
// CHECK-COUNT-3: memref.alloca
func.func @several_elements(%x: f64, %n: index, %i: index) {
  %p = memref.alloca() : memref<2xf64>
  %q = memref.alloca() : memref<0xf64>
  %r = memref.alloca(%n) : memref<?xf64>
  memref.store %x, %p[%i] : memref<2xf64>
  memref.store %x, %q[%i] : memref<0xf64>
  memref.store %x, %r[%i] : memref<?xf64>
  return
}

// The terminator of the first block cannot pass values.
// CHECK-LABEL: func.func @unknown_branch
// CHECK:         memref.alloca
func.func @unknown_branch(%x: f64) -> f64 {
  %p = memref.alloca() : memref<f64>
  "other.branch"()[^a, ^b] : () -> ()
^a:
  memref.store %x, %p[] : memref<f64>
  cf.br ^b
^b:
  %r = memref.load %p[] : memref<f64>
  return %r : f64
}

// CHECK-LABEL: func.func @unused
// CHECK:         memref.alloca
func.func @unused() {
  %p = memref.alloca() : memref<f64>
  return
}

// CHECK-LABEL: llvm.func @volatile
// CHECK:         llvm.load volatile
llvm.func @volatile(%x: i32) -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  llvm.store %x, %p : i32, !llvm.ptr
  %r = llvm.load volatile %p : !llvm.ptr -> i32
  llvm.return %r : i32
}

// CHECK-LABEL: llvm.func @stored_itself
// CHECK:         llvm.store
llvm.func @stored_itself() -> !llvm.ptr {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x !llvm.ptr : (i32) -> !llvm.ptr
  llvm.store %p, %p : !llvm.ptr, !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> !llvm.ptr
  llvm.return %r : !llvm.ptr
}

// CHECK-LABEL: llvm.func @too_large
// CHECK:         llvm.load
llvm.func @too_large(%x: i32) -> i64 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  llvm.store %x, %p : i32, !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> i64
  llvm.return %r : i64
}

// CHECK-LABEL: llvm.func @part_of_an_aggregate
// CHECK:         llvm.load
llvm.func @part_of_an_aggregate(%x: i32) -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x !llvm.struct<(i32, i32)> : (i32) -> !llvm.ptr
  llvm.store %x, %p : i32, !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> i32
  llvm.return %r : i32
}

// CHECK-LABEL: llvm.func @not_at_the_start
// CHECK:         llvm.load
llvm.func @not_at_the_start(%x: i32) -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  %q = llvm.getelementptr %p[1] : (!llvm.ptr) -> !llvm.ptr, i8
  %r = llvm.load %q : !llvm.ptr -> i8
  llvm.return %x : i32
}

// CHECK-LABEL: llvm.func @in_a_loop
// CHECK:         llvm.alloca
llvm.func @in_a_loop(%x: i32) -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  llvm.br ^loop
^loop:
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  llvm.store %x, %p : i32, !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> i32
  llvm.br ^loop
}
