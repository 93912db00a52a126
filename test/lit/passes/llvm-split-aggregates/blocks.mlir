// RUN: adopt %s --llvm-split-aggregates --canonicalize | adopt-filecheck %s

// What blocks hand on.

// CHECK-LABEL: llvm.func @walk
// CHECK: llvm.br ^bb1(%{{.*}}, %arg0, %arg1 : i64, !llvm.ptr, i64)
// CHECK: ^bb1(%[[I:.*]]: i64, %[[P:.*]]: !llvm.ptr, %[[N:.*]]: i64):
// CHECK: ^bb2:
// CHECK: %[[NEXT:.*]] = llvm.getelementptr %[[P]][1]
// CHECK: llvm.br ^bb1(%{{.*}}, %[[NEXT]], %[[N]] : i64, !llvm.ptr, i64)
// CHECK-NOT: insertvalue
llvm.func @walk(%p: !llvm.ptr, %n: i64) -> !llvm.ptr {
  %c0 = llvm.mlir.constant(0 : i64) : i64
  %c1 = llvm.mlir.constant(1 : i64) : i64
  %0 = llvm.mlir.poison : !llvm.struct<(ptr, array<1 x i64>)>
  %1 = llvm.insertvalue %p, %0[0] : !llvm.struct<(ptr, array<1 x i64>)>
  %2 = llvm.insertvalue %n, %1[1, 0] : !llvm.struct<(ptr, array<1 x i64>)>
  llvm.br ^head(%c0, %2 : i64, !llvm.struct<(ptr, array<1 x i64>)>)
^head(%i: i64, %s: !llvm.struct<(ptr, array<1 x i64>)>):
  %size = llvm.extractvalue %s[1, 0] : !llvm.struct<(ptr, array<1 x i64>)>
  %more = llvm.icmp "slt" %i, %size : i64
  llvm.cond_br %more, ^body, ^exit
^body:
  %q = llvm.extractvalue %s[0] : !llvm.struct<(ptr, array<1 x i64>)>
  %next = llvm.getelementptr %q[1] : (!llvm.ptr) -> !llvm.ptr, f64
  %t = llvm.insertvalue %next, %s[0] : !llvm.struct<(ptr, array<1 x i64>)>
  %j = llvm.add %i, %c1 : i64
  llvm.br ^head(%j, %t : i64, !llvm.struct<(ptr, array<1 x i64>)>)
^exit:
  %r = llvm.extractvalue %s[0] : !llvm.struct<(ptr, array<1 x i64>)>
  llvm.return %r : !llvm.ptr
}

// Numbers alone stay together.

// CHECK-LABEL: llvm.func @pair
// CHECK: ^bb1(%{{.*}}: !llvm.struct<(f64, f64)>)
llvm.func @pair(%x: !llvm.struct<(f64, f64)>, %y: !llvm.struct<(f64, f64)>, %c: i1) -> f64 {
  llvm.cond_br %c, ^bb1(%x : !llvm.struct<(f64, f64)>), ^bb1(%y : !llvm.struct<(f64, f64)>)
^bb1(%s: !llvm.struct<(f64, f64)>):
  %r = llvm.extractvalue %s[0] : !llvm.struct<(f64, f64)>
  llvm.return %r : f64
}

// Both ways to one block.

// CHECK-LABEL: llvm.func @both
// CHECK: llvm.cond_br %arg2, ^bb1(%{{.*}}, %{{.*}} : !llvm.ptr, f64), ^bb1(%{{.*}}, %{{.*}} : !llvm.ptr, f64)
llvm.func @both(%x: !llvm.struct<(ptr, f64)>, %y: !llvm.struct<(ptr, f64)>, %c: i1) -> f64 {
  llvm.cond_br %c, ^bb1(%x : !llvm.struct<(ptr, f64)>), ^bb1(%y : !llvm.struct<(ptr, f64)>)
^bb1(%s: !llvm.struct<(ptr, f64)>):
  %p = llvm.extractvalue %s[0] : !llvm.struct<(ptr, f64)>
  %f = llvm.extractvalue %s[1] : !llvm.struct<(ptr, f64)>
  llvm.store %f, %p : f64, !llvm.ptr
  llvm.return %f : f64
}
