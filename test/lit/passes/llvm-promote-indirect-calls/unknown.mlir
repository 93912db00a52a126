// RUN: adopt %s --llvm-promote-indirect-calls --split-input-file | adopt-filecheck %s

// Where others may put in a pointer, the call stays.

// CHECK-LABEL: llvm.func @argument
llvm.func @argument(%f: !llvm.ptr, %x: f64) -> f64 {
  // CHECK: llvm.call %arg0(%arg1) : !llvm.ptr, (f64) -> f64
  %0 = llvm.call %f(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %0 : f64
}

// -----

// The function goes elsewhere as well.
llvm.mlir.global external constant @handlers() : !llvm.ptr {
  %0 = llvm.mlir.addressof @given : !llvm.ptr
  llvm.return %0 : !llvm.ptr
}
llvm.func internal @square(%x: f64) -> f64 {
  llvm.return %x : f64
}
// CHECK-LABEL: llvm.func internal @given
llvm.func internal @given(%f: !llvm.ptr, %x: f64) -> f64 {
  // CHECK: llvm.call %arg0(%arg1) : !llvm.ptr, (f64) -> f64
  %0 = llvm.call %f(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %0 : f64
}
llvm.func @use(%x: f64) -> f64 {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  %1 = llvm.call @given(%0, %x) : (!llvm.ptr, f64) -> f64
  llvm.return %1 : f64
}

// -----

// Other files see a variable that is not local, and one whose address is passed on.
llvm.func @escape(!llvm.ptr)
llvm.func @square(%x: f64) -> f64 {
  llvm.return %x : f64
}
llvm.mlir.global external @visible() : !llvm.ptr {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  llvm.return %0 : !llvm.ptr
}
llvm.mlir.global internal @passed() : !llvm.ptr {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  llvm.return %0 : !llvm.ptr
}
llvm.mlir.global external constant @elsewhere() : !llvm.ptr
// CHECK-LABEL: llvm.func @variables
llvm.func @variables(%x: f64) {
  %0 = llvm.mlir.addressof @visible : !llvm.ptr
  %1 = llvm.load %0 : !llvm.ptr -> !llvm.ptr
  // CHECK: llvm.call %{{[0-9]+}}(%arg0)
  %2 = llvm.call %1(%x) : !llvm.ptr, (f64) -> f64
  %3 = llvm.mlir.addressof @passed : !llvm.ptr
  llvm.call @escape(%3) : (!llvm.ptr) -> ()
  %4 = llvm.load %3 : !llvm.ptr -> !llvm.ptr
  // CHECK: llvm.call %{{[0-9]+}}(%arg0)
  %5 = llvm.call %4(%x) : !llvm.ptr, (f64) -> f64
  %6 = llvm.mlir.addressof @elsewhere : !llvm.ptr
  %7 = llvm.load %6 : !llvm.ptr -> !llvm.ptr
  // CHECK: llvm.call %{{[0-9]+}}(%arg0)
  %8 = llvm.call %7(%x) : !llvm.ptr, (f64) -> f64
  llvm.return
}

// -----

// An integer may be the bits of a pointer, and an alias any function.
llvm.func @square(%x: f64) -> f64 {
  llvm.return %x : f64
}
llvm.mlir.alias external @alias : !llvm.ptr {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  llvm.return %0 : !llvm.ptr
}
// CHECK-LABEL: llvm.func @bits
llvm.func @bits(%x: f64, %bits: i64, %c: i1) {
  %0 = llvm.mlir.constant(1 : i32) : i32
  %1 = llvm.mlir.addressof @square : !llvm.ptr
  %2 = llvm.alloca %0 x !llvm.ptr : (i32) -> !llvm.ptr
  llvm.store %1, %2 : !llvm.ptr, !llvm.ptr
  llvm.store %bits, %2 : i64, !llvm.ptr
  %3 = llvm.load %2 : !llvm.ptr -> !llvm.ptr
  // CHECK: llvm.call %{{[0-9]+}}(%arg0)
  %4 = llvm.call %3(%x) : !llvm.ptr, (f64) -> f64
  %5 = llvm.mlir.addressof @alias : !llvm.ptr
  %6 = llvm.select %c, %1, %5 : i1, !llvm.ptr
  // CHECK: llvm.call %{{[0-9]+}}(%arg0)
  %7 = llvm.call %6(%x) : !llvm.ptr, (f64) -> f64
  llvm.return
}
