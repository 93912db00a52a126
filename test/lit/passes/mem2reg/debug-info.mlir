// RUN: adopt %s --mem2reg | adopt-filecheck %s

#file = #llvm.di_file<"a.c" in "/">
#cu = #llvm.di_compile_unit<id = distinct[0]<>, sourceLanguage = DW_LANG_C, file = #file, isOptimized = false, emissionKind = Full>
#sp = #llvm.di_subprogram<compileUnit = #cu, scope = #file, name = "f", file = #file, subprogramFlags = Definition>
#v = #llvm.di_local_variable<scope = #sp, name = "x">

// CHECK-LABEL: llvm.func @f
// CHECK-SAME:    (%[[C:.*]]: i1, %[[B:.*]]: i8, %[[I:.*]]: i32)
// CHECK:         llvm.intr.dbg.value #[[V:.*]] = %[[I]] : i32
// CHECK-NEXT:    llvm.cond_br
// CHECK:         %[[WRITTEN:.*]] = llvm.or
// CHECK-NEXT:    llvm.intr.dbg.value #[[V]] = %[[WRITTEN]] : i32
// CHECK:         %[[U:.*]] = llvm.mlir.undef : !llvm.ptr
// CHECK-NEXT:    llvm.intr.dbg.value #[[V]] = %[[U]] : !llvm.ptr
// CHECK:       ^bb2(%[[X:.*]]: i32):
// CHECK-NEXT:    llvm.intr.dbg.value #[[V]] = %[[X]] : i32
llvm.func @f(%c: i1, %b: i8, %i: i32) -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  llvm.intr.dbg.declare #v = %p : !llvm.ptr
  llvm.store %i, %p : i32, !llvm.ptr
  llvm.cond_br %c, ^a, ^b
^a:
  llvm.store %b, %p : i8, !llvm.ptr
  %z = llvm.getelementptr %p[0] : (!llvm.ptr) -> !llvm.ptr, i32
  llvm.intr.dbg.value #v = %z : !llvm.ptr
  llvm.br ^b
^b:
  %g = llvm.load %p : !llvm.ptr -> i32
  llvm.return %g : i32
}
