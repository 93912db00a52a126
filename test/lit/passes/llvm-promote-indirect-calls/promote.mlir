// RUN: adopt %s --llvm-promote-indirect-calls | adopt-filecheck %s

llvm.func @sin(f64) -> f64
llvm.func internal @square(%x: f64) -> f64 {
  %0 = llvm.fmul %x, %x : f64
  llvm.return %0 : f64
}
llvm.func @half(%x: f64) -> f64 {
  %0 = llvm.mlir.constant(0.5 : f64) : f64
  %1 = llvm.fmul %x, %0 : f64
  llvm.return %1 : f64
}
llvm.func @other(%x: f64, %n: i32) -> f64 {
  llvm.return %x : f64
}

// CHECK-LABEL: llvm.func @by_name
// CHECK: llvm.call @square(%{{.*}}) {fastmathFlags = #llvm.fastmath<nnan>} : (f64) -> f64
llvm.func @by_name(%x: f64) -> f64 {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  %1 = llvm.call %0(%x) {fastmathFlags = #llvm.fastmath<nnan>} : !llvm.ptr, (f64) -> f64
  llvm.return %1 : f64
}

// CHECK-LABEL: llvm.func @choice
// CHECK: %[[F:.*]] = llvm.select
// CHECK: %[[ADDRESS:.*]] = llvm.mlir.addressof @square
// CHECK: %[[IS:.*]] = llvm.icmp "eq" %[[F]], %[[ADDRESS]]
// CHECK: scf.if %[[IS]] -> (f64)
// CHECK-NEXT: llvm.call @square
// CHECK: else
// CHECK-NEXT: llvm.call @sin
llvm.func @choice(%c: i1, %x: f64) -> f64 {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  %1 = llvm.mlir.addressof @sin : !llvm.ptr
  %2 = llvm.select %c, %0, %1 : i1, !llvm.ptr
  %3 = llvm.call %2(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %3 : f64
}

// CHECK-LABEL: llvm.func @branches
// CHECK: ^bb2(
// CHECK: llvm.call @half
// CHECK: else
// CHECK-NEXT: llvm.call @square
llvm.func @branches(%c: i1, %x: f64) -> f64 {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  %1 = llvm.mlir.addressof @half : !llvm.ptr
  llvm.cond_br %c, ^bb2(%0 : !llvm.ptr), ^bb1
^bb1:
  llvm.br ^bb2(%1 : !llvm.ptr)
^bb2(%2: !llvm.ptr):
  %3 = llvm.call %2(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %3 : f64
}

// What is no function of the type cannot be what is called.
llvm.mlir.global private constant @name("first\00")
llvm.mlir.global internal constant @table() : !llvm.array<2 x struct<(ptr, ptr, ptr)>> {
  %0 = llvm.mlir.undef : !llvm.array<2 x struct<(ptr, ptr, ptr)>>
  %1 = llvm.mlir.addressof @name : !llvm.ptr
  %2 = llvm.mlir.addressof @square : !llvm.ptr
  %3 = llvm.mlir.addressof @other : !llvm.ptr
  %4 = llvm.mlir.addressof @half : !llvm.ptr
  %5 = llvm.insertvalue %1, %0[0, 0] : !llvm.array<2 x struct<(ptr, ptr, ptr)>>
  %6 = llvm.insertvalue %2, %5[0, 1] : !llvm.array<2 x struct<(ptr, ptr, ptr)>>
  %7 = llvm.insertvalue %3, %6[0, 2] : !llvm.array<2 x struct<(ptr, ptr, ptr)>>
  %8 = llvm.insertvalue %4, %7[1, 1] : !llvm.array<2 x struct<(ptr, ptr, ptr)>>
  llvm.return %8 : !llvm.array<2 x struct<(ptr, ptr, ptr)>>
}
// CHECK-LABEL: llvm.func @from_table
// CHECK: scf.if
// CHECK-NEXT: llvm.call @square
// CHECK: else
// CHECK-NEXT: llvm.call @half
// CHECK-NOT: @other
llvm.func @from_table(%i: i64, %x: f64) -> f64 {
  %0 = llvm.mlir.addressof @table : !llvm.ptr
  %1 = llvm.getelementptr %0[0, %i, 1] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<2 x struct<(ptr, ptr, ptr)>>
  %2 = llvm.load %1 : !llvm.ptr -> !llvm.ptr
  %3 = llvm.call %2(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %3 : f64
}

// What is passed to a function that nobody else calls.
// CHECK-LABEL: llvm.func internal @apply
// CHECK: llvm.call @half
llvm.func internal @apply(%f: !llvm.ptr, %n: i32, %x: f64) -> f64 {
  %0 = llvm.mlir.constant(0 : i32) : i32
  %1 = llvm.icmp "eq" %n, %0 : i32
  llvm.cond_br %1, ^bb1, ^bb2
^bb1:
  %2 = llvm.call %f(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %2 : f64
^bb2:
  %3 = llvm.mlir.constant(1 : i32) : i32
  %4 = llvm.sub %n, %3 : i32
  %5 = llvm.call @apply(%f, %4, %x) : (!llvm.ptr, i32, f64) -> f64
  llvm.return %5 : f64
}
llvm.func @use(%n: i32, %x: f64) -> f64 {
  %0 = llvm.mlir.addressof @half : !llvm.ptr
  %1 = llvm.call @apply(%0, %n, %x) : (!llvm.ptr, i32, f64) -> f64
  llvm.return %1 : f64
}

// A variable that nothing but this module writes to.
llvm.mlir.global internal @current() : !llvm.ptr {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  llvm.return %0 : !llvm.ptr
}
llvm.func @set() {
  %0 = llvm.mlir.addressof @current : !llvm.ptr
  %1 = llvm.mlir.addressof @half : !llvm.ptr
  llvm.store %1, %0 : !llvm.ptr, !llvm.ptr
  llvm.return
}
// CHECK-LABEL: llvm.func @from_variable
// CHECK: scf.if
// CHECK-NEXT: llvm.call @square
// CHECK: else
// CHECK-NEXT: llvm.call @half
llvm.func @from_variable(%x: f64) -> f64 {
  %0 = llvm.mlir.addressof @current : !llvm.ptr
  %1 = llvm.load %0 : !llvm.ptr -> !llvm.ptr
  %2 = llvm.call %1(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %2 : f64
}

// A variable on the stack.
// CHECK-LABEL: llvm.func @local
// CHECK: scf.if
// CHECK-NEXT: llvm.call @sin
// CHECK: else
// CHECK-NEXT: llvm.mlir.addressof @square
// CHECK: scf.if
// CHECK-NEXT: llvm.call @square
// CHECK: else
// CHECK-NEXT: llvm.call @half
llvm.func @local(%i: i64, %x: f64) -> f64 {
  %0 = llvm.mlir.constant(1 : i32) : i32
  %1 = llvm.mlir.constant(48 : i64) : i64
  %2 = llvm.mlir.addressof @table : !llvm.ptr
  %3 = llvm.mlir.addressof @sin : !llvm.ptr
  %4 = llvm.alloca %0 x !llvm.array<6 x ptr> : (i32) -> !llvm.ptr
  "llvm.intr.memcpy"(%4, %2, %1) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()
  llvm.store %3, %4 : !llvm.ptr, !llvm.ptr
  llvm.store %0, %4 : i32, !llvm.ptr
  %5 = llvm.getelementptr %4[0, %i] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<6 x ptr>
  %6 = llvm.load %5 : !llvm.ptr -> !llvm.ptr
  %7 = llvm.call %6(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %7 : f64
}
