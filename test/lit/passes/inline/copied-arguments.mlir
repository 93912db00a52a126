// RUN: adopt %s --inline | adopt-filecheck %s

// The function gets a copy of what the pointer points to, in a variable of the caller.

llvm.func internal @halve(%p: !llvm.ptr {llvm.align = 8 : i64, llvm.byval = !llvm.struct<(f64, i32)>}) -> f64 attributes {sym_visibility = "private"} {
  %0 = llvm.mlir.constant(5.000000e-01 : f64) : f64
  %1 = llvm.load %p : !llvm.ptr -> f64
  %2 = llvm.fmul %1, %0 : f64
  llvm.store %2, %p : f64, !llvm.ptr
  llvm.return %2 : f64
}

// CHECK-LABEL: llvm.func @branch
// CHECK-SAME: %[[P:.*]]: !llvm.ptr, %[[C:.*]]: i1)
// CHECK: %[[COPY:.*]] = llvm.alloca %{{.*}} x !llvm.struct<(f64, i32)> {alignment = 8 : i64} : (i64) -> !llvm.ptr
// CHECK: llvm.cond_br
// CHECK: "llvm.intr.memcpy"(%[[COPY]], %[[P]], %{{.*}}) <{isVolatile = false}>
// CHECK: llvm.load %[[COPY]]
// CHECK: llvm.store %{{.*}}, %[[COPY]]
// CHECK-NOT: llvm.call
llvm.func @branch(%p: !llvm.ptr, %c: i1) -> f64 {
  llvm.cond_br %c, ^taken, ^other
^taken:
  %0 = llvm.call @halve(%p) : (!llvm.ptr {llvm.byval = !llvm.struct<(f64, i32)>}) -> f64
  llvm.return %0 : f64
^other:
  %1 = llvm.load %p : !llvm.ptr -> f64
  llvm.return %1 : f64
}
