// RUN: adopt %s --canonicalize | adopt-filecheck %s

// CHECK-LABEL: llvm.func @parts
// CHECK-NEXT: llvm.return %arg0 : i32
llvm.func @parts(%a: i32, %b: i32) -> i32 {
  %0 = llvm.mlir.poison : !llvm.struct<(i32, i32)>
  %1 = llvm.insertvalue %a, %0[0] : !llvm.struct<(i32, i32)>
  %2 = llvm.insertvalue %b, %1[1] : !llvm.struct<(i32, i32)>
  %3 = llvm.extractvalue %2[0] : !llvm.struct<(i32, i32)>
  llvm.return %3 : i32
}

// CHECK-LABEL: llvm.func @parts_of_parts
// CHECK-NEXT: llvm.return %arg0 : i32
llvm.func @parts_of_parts(%a: i32, %b: i1) -> i32 {
  %0 = llvm.mlir.poison : !llvm.struct<(struct<(i32, i32)>, i1)>
  %1 = llvm.mlir.poison : !llvm.struct<(i32, i32)>
  %2 = llvm.insertvalue %a, %1[1] : !llvm.struct<(i32, i32)>
  %3 = llvm.insertvalue %2, %0[0] : !llvm.struct<(struct<(i32, i32)>, i1)>
  %4 = llvm.insertvalue %b, %3[1] : !llvm.struct<(struct<(i32, i32)>, i1)>
  %5 = llvm.extractvalue %4[0, 1] : !llvm.struct<(struct<(i32, i32)>, i1)>
  llvm.return %5 : i32
}

// CHECK-LABEL: llvm.func @addresses
// CHECK-NEXT: llvm.getelementptr %arg0[3] : (!llvm.ptr) -> !llvm.ptr, f32
llvm.func @addresses(%p: !llvm.ptr) -> !llvm.ptr {
  %c0 = llvm.mlir.constant(0 : i64) : i64
  %c3 = llvm.mlir.constant(3 : i64) : i64
  %0 = llvm.getelementptr %p[%c0] : (!llvm.ptr, i64) -> !llvm.ptr, f32
  %1 = llvm.getelementptr %0[%c3] : (!llvm.ptr, i64) -> !llvm.ptr, f32
  llvm.return %1 : !llvm.ptr
}
