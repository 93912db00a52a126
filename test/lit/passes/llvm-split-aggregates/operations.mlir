// RUN: adopt %s --llvm-split-aggregates | adopt-filecheck %s

// CHECK-LABEL: llvm.func @choice
// CHECK: llvm.select %arg2, %{{.*}}, %{{.*}} : i1, !llvm.ptr
// CHECK: llvm.select %arg2, %{{.*}}, %{{.*}} : i1, i32
llvm.func @choice(%x: !llvm.struct<(ptr, i32)>, %y: !llvm.struct<(ptr, i32)>, %c: i1) -> !llvm.struct<(ptr, i32)> {
  %0 = llvm.select %c, %x, %y : i1, !llvm.struct<(ptr, i32)>
  llvm.return %0 : !llvm.struct<(ptr, i32)>
}

// CHECK-LABEL: llvm.func @frozen
// CHECK: llvm.freeze %{{.*}} : !llvm.ptr
// CHECK: llvm.freeze %{{.*}} : i32
llvm.func @frozen(%x: !llvm.struct<(ptr, i32)>) -> !llvm.struct<(ptr, i32)> {
  %0 = llvm.freeze %x : !llvm.struct<(ptr, i32)>
  llvm.return %0 : !llvm.struct<(ptr, i32)>
}

// The parts of what is aligned are aligned as their places are.

// CHECK-LABEL: llvm.func @memory
// CHECK: %[[A:.*]] = llvm.getelementptr %arg0[0, 0] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32, array<2 x ptr>)>
// CHECK-NEXT: %[[I:.*]] = llvm.load %[[A]] {alignment = 8 : i64} : !llvm.ptr -> i32
// CHECK-NEXT: %[[B:.*]] = llvm.getelementptr %arg0[0, 1, 0]
// CHECK-NEXT: %[[P:.*]] = llvm.load %[[B]] {alignment = 8 : i64} : !llvm.ptr -> !llvm.ptr
// CHECK-NEXT: %[[C:.*]] = llvm.getelementptr %arg0[0, 1, 1]
// CHECK-NEXT: %[[Q:.*]] = llvm.load %[[C]] {alignment = 8 : i64} : !llvm.ptr -> !llvm.ptr
// CHECK: llvm.store %[[I]], %{{.*}} {alignment = 16 : i64} : i32, !llvm.ptr
// CHECK: llvm.store %[[P]], %{{.*}} {alignment = 8 : i64} : !llvm.ptr, !llvm.ptr
// CHECK: llvm.store %[[Q]], %{{.*}} {alignment = 8 : i64} : !llvm.ptr, !llvm.ptr
llvm.func @memory(%from: !llvm.ptr, %to: !llvm.ptr) {
  %0 = llvm.load %from : !llvm.ptr -> !llvm.struct<(i32, array<2 x ptr>)>
  llvm.store %0, %to {alignment = 16 : i64} : !llvm.struct<(i32, array<2 x ptr>)>, !llvm.ptr
  llvm.return
}

// CHECK-LABEL: llvm.func @packed
// CHECK: llvm.load %{{.*}} {alignment = 1 : i64} : !llvm.ptr -> i8
// CHECK: llvm.load %{{.*}} {alignment = 1 : i64} : !llvm.ptr -> !llvm.ptr
llvm.func @packed(%from: !llvm.ptr) -> !llvm.struct<packed (i8, ptr)> {
  %0 = llvm.load %from : !llvm.ptr -> !llvm.struct<packed (i8, ptr)>
  llvm.return %0 : !llvm.struct<packed (i8, ptr)>
}

// What others may see stays one access; numbers stay together.

// CHECK-LABEL: llvm.func @whole
// CHECK: llvm.load volatile %arg0 : !llvm.ptr -> !llvm.struct<(ptr, i64)>
// CHECK-NEXT: llvm.load %arg0 : !llvm.ptr -> !llvm.struct<(f64, i64)>
// CHECK-NEXT: llvm.load %arg0 : !llvm.ptr -> !llvm.array<100 x ptr>
llvm.func @whole(%p: !llvm.ptr) {
  %0 = llvm.load volatile %p : !llvm.ptr -> !llvm.struct<(ptr, i64)>
  %1 = llvm.load %p : !llvm.ptr -> !llvm.struct<(f64, i64)>
  %2 = llvm.load %p : !llvm.ptr -> !llvm.array<100 x ptr>
  llvm.return
}
