// RUN: adopt %s --sroa --mem2reg --canonicalize --split-input-file | adopt-filecheck %s

// CHECK-LABEL: llvm.func @fields(
// CHECK-NEXT:    llvm.return %arg0
llvm.func @fields(%x: i32, %y: f64) -> i32 {
  %c1 = llvm.mlir.constant(1 : i32) : i32
  %a = llvm.alloca %c1 x !llvm.struct<(i32, array<2 x i32>, f64)> {alignment = 8 : i64} : (i32) -> !llvm.ptr
  llvm.intr.lifetime.start %a : !llvm.ptr
  %1 = llvm.getelementptr %a[0, 1, 1] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32, array<2 x i32>, f64)>
  llvm.store %x, %1 : i32, !llvm.ptr
  %2 = llvm.getelementptr inbounds %a[0, 2] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32, array<2 x i32>, f64)>
  llvm.store %y, %2 : f64, !llvm.ptr
  %3 = llvm.getelementptr %a[8] : (!llvm.ptr) -> !llvm.ptr, i8
  %4 = llvm.load %3 : !llvm.ptr -> i32
  llvm.intr.lifetime.end %a : !llvm.ptr
  llvm.return %4 : i32
}

// -----

// CHECK-LABEL: llvm.func @filled(
// CHECK-NEXT:    %[[value:.+]] = llvm.mlir.constant(16843009 : i32) : i32
// CHECK-NEXT:    llvm.return %[[value]]
llvm.func @filled() -> i32 {
  %c1 = llvm.mlir.constant(1 : i32) : i32
  %len = llvm.mlir.constant(8 : i64) : i64
  %byte = llvm.mlir.constant(1 : i8) : i8
  %a = llvm.alloca %c1 x !llvm.array<3 x i32> : (i32) -> !llvm.ptr
  "llvm.intr.memset"(%a, %byte, %len) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
  %1 = llvm.getelementptr %a[0, 1] : (!llvm.ptr) -> !llvm.ptr, !llvm.array<3 x i32>
  %2 = llvm.load %1 : !llvm.ptr -> i32
  llvm.return %2 : i32
}

// -----

// CHECK-LABEL: llvm.func @copied(
// CHECK-NOT:     alloca
// CHECK-NOT:     memcpy
// CHECK:         llvm.return %arg0
llvm.func @copied(%x: i32, %out: !llvm.ptr) -> i32 {
  %c1 = llvm.mlir.constant(1 : i32) : i32
  %len = llvm.mlir.constant(12 : i64) : i64
  %a = llvm.alloca %c1 x !llvm.struct<(i32, array<2 x i32>)> : (i32) -> !llvm.ptr
  %b = llvm.alloca %c1 x !llvm.struct<(i32, array<2 x i32>)> : (i32) -> !llvm.ptr
  %1 = llvm.getelementptr %a[0, 1, 1] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32, array<2 x i32>)>
  llvm.store %x, %1 : i32, !llvm.ptr
  "llvm.intr.memcpy"(%b, %a, %len) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()
  %2 = llvm.getelementptr %b[0, 1, 1] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32, array<2 x i32>)>
  %3 = llvm.load %2 : !llvm.ptr -> i32
  "llvm.intr.memcpy"(%out, %b, %len) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()
  llvm.return %3 : i32
}

// -----

// A load of two fields at once.
// CHECK-LABEL: llvm.func @two_fields(
// CHECK:         llvm.alloca %{{.+}} x !llvm.struct<(i32, i32)>
llvm.func @two_fields(%x: i32) -> i64 {
  %c1 = llvm.mlir.constant(1 : i32) : i32
  %a = llvm.alloca %c1 x !llvm.struct<(i32, i32)> : (i32) -> !llvm.ptr
  llvm.store %x, %a : i32, !llvm.ptr
  %1 = llvm.load %a : !llvm.ptr -> i64
  llvm.return %1 : i64
}

// -----

llvm.func @use(!llvm.ptr)
// CHECK-LABEL: llvm.func @escapes(
// CHECK:         llvm.alloca %{{.+}} x !llvm.struct<(i32, i32)>
llvm.func @escapes(%x: i32) {
  %c1 = llvm.mlir.constant(1 : i32) : i32
  %a = llvm.alloca %c1 x !llvm.struct<(i32, i32)> : (i32) -> !llvm.ptr
  %1 = llvm.getelementptr %a[0, 1] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32, i32)>
  llvm.store %x, %1 : i32, !llvm.ptr
  llvm.call @use(%1) : (!llvm.ptr) -> ()
  llvm.return
}
