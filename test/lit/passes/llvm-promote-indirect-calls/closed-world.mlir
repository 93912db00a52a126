// RUN: adopt %s --llvm-promote-indirect-calls=closed-world | adopt-filecheck %s

// What lies in memory that others may write to is supposed to be a function whose address is taken here, of the type that is
// called. The program ends where it is none.

llvm.mlir.global internal constant @table() : !llvm.struct<(ptr, ptr)> {
  %0 = llvm.mlir.undef : !llvm.struct<(ptr, ptr)>
  %1 = llvm.mlir.addressof @square : !llvm.ptr
  %2 = llvm.mlir.addressof @unlike : !llvm.ptr
  %3 = llvm.insertvalue %1, %0[0] : !llvm.struct<(ptr, ptr)>
  %4 = llvm.insertvalue %2, %3[1] : !llvm.struct<(ptr, ptr)>
  llvm.return %4 : !llvm.struct<(ptr, ptr)>
}
llvm.func internal @square(%x: f64) -> f64 {
  %0 = llvm.fmul %x, %x : f64
  llvm.return %0 : f64
}
llvm.func internal @unlike(%x: f32) -> f32 {
  llvm.return %x : f32
}
llvm.func @sin(f64) -> f64
llvm.func internal @called_only(%x: f64) -> f64 {
  llvm.return %x : f64
}
llvm.func @address(%p: !llvm.ptr, %x: f64) {
  %1 = llvm.call @called_only(%x) : (f64) -> f64
  %0 = llvm.mlir.addressof @sin : !llvm.ptr
  llvm.store %0, %p : !llvm.ptr, !llvm.ptr
  llvm.return
}

// CHECK-LABEL: llvm.func @method
// CHECK: llvm.load
// CHECK-NEXT: %[[F:.*]] = llvm.load
// CHECK-NEXT: %[[SQUARE:.*]] = llvm.mlir.addressof @square
// CHECK-NEXT: %[[IS_SQUARE:.*]] = llvm.icmp "eq" %[[F]], %[[SQUARE]]
// CHECK-NEXT: scf.if %[[IS_SQUARE]] -> (f64)
// CHECK-NEXT: llvm.call @square(%arg1)
// CHECK: else
// CHECK: %[[SIN:.*]] = llvm.mlir.addressof @sin
// CHECK-NEXT: %[[IS_SIN:.*]] = llvm.icmp "eq" %[[F]], %[[SIN]]
// CHECK-NEXT: scf.if %[[IS_SIN]] -> (f64)
// CHECK-NEXT: llvm.call @sin(%arg1)
// CHECK: else
// CHECK-NEXT: llvm.intr.trap
// CHECK-NOT: llvm.call
// CHECK: llvm.return
llvm.func @method(%object: !llvm.ptr, %x: f64) -> f64 {
  %table = llvm.load %object : !llvm.ptr -> !llvm.ptr
  %f = llvm.load %table : !llvm.ptr -> !llvm.ptr
  %0 = llvm.call %f(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %0 : f64
}
