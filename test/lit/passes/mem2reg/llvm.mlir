// RUN: adopt %s --mem2reg | adopt-filecheck %s

// CHECK-LABEL: llvm.func @nothing_written
// CHECK:         %[[U:.*]] = llvm.mlir.undef : i32
// CHECK:         llvm.return %[[U]]
llvm.func @nothing_written() -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> i32
  llvm.return %r : i32
}

// CHECK-LABEL: llvm.func @remarks
// CHECK-SAME:    (%[[X:.*]]: i32)
// CHECK-NOT:     ptr
// CHECK:         llvm.return %[[X]]
llvm.func @remarks(%x: i32) -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  llvm.intr.lifetime.start %p : !llvm.ptr
  %q = llvm.intr.launder.invariant.group %p : !llvm.ptr
  %s = llvm.intr.invariant.start 4, %q : !llvm.ptr
  llvm.store %x, %p : i32, !llvm.ptr
  %z = llvm.getelementptr %p[0, 0] : (!llvm.ptr) -> !llvm.ptr, !llvm.array<1 x i32>
  llvm.intr.invariant.end %s, 4, %z : !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> i32
  llvm.intr.lifetime.end %z : !llvm.ptr
  llvm.return %r : i32
}

// CHECK-LABEL: llvm.func @address_in_a_slot
// CHECK-SAME:    (%[[X:.*]]: i32)
// CHECK-NOT:     llvm.alloca
// CHECK:         llvm.return %[[X]]
llvm.func @address_in_a_slot(%x: i32) -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  %q = llvm.alloca %1 x !llvm.ptr : (i32) -> !llvm.ptr
  llvm.store %p, %q : !llvm.ptr, !llvm.ptr
  %a = llvm.load %q : !llvm.ptr -> !llvm.ptr
  llvm.store %x, %a : i32, !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> i32
  llvm.return %r : i32
}

// CHECK-LABEL: llvm.func @written_back
// CHECK:         llvm.br ^[[LOOP:.*]](%{{.*}} : i32)
// CHECK:       ^[[LOOP]](%[[V:.*]]: i32):
// CHECK-NEXT:    llvm.cond_br %{{.*}}, ^[[LOOP]](%[[V]] : i32), ^[[END:.*]]
// CHECK:       ^[[END]]:
// CHECK-NEXT:    llvm.return %[[V]]
llvm.func @written_back(%c: i1, %x: i32) -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  llvm.store %x, %p : i32, !llvm.ptr
  llvm.br ^loop
^loop:
  %v = llvm.load %p : !llvm.ptr -> i32
  llvm.store %v, %p : i32, !llvm.ptr
  llvm.cond_br %c, ^loop, ^end
^end:
  %r = llvm.load %p : !llvm.ptr -> i32
  llvm.return %r : i32
}

// CHECK-LABEL: llvm.func @unreachable_code
// CHECK-NOT:     llvm.alloca
llvm.func @unreachable_code(%x: i32) -> i32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  llvm.store %x, %p : i32, !llvm.ptr
  llvm.br ^end
^loop:
  %v = llvm.load %p : !llvm.ptr -> i32
  %w = llvm.add %v, %w : i32
  llvm.store %w, %p : i32, !llvm.ptr
  llvm.cond_br %c, ^loop, ^end
^end:
  %r = llvm.load %p : !llvm.ptr -> i32
  %c = llvm.icmp "eq" %r, %1 : i32
  llvm.return %r : i32
}

// CHECK-LABEL: llvm.func @whole_blocks
// CHECK-SAME:    (%[[B:.*]]: i8, %[[P:.*]]: !llvm.ptr)
// CHECK:         %[[E:.*]] = llvm.zext %[[B]] : i8 to i32
// CHECK:         llvm.shl
// CHECK:         %[[FILLED:.*]] = llvm.bitcast %{{.*}} : i32 to f32
// CHECK:         llvm.store %[[FILLED]], %[[P]] : f32, !llvm.ptr
// CHECK:         %[[COPIED:.*]] = llvm.load %[[P]] : !llvm.ptr -> f32
// CHECK:         llvm.return %[[COPIED]]
llvm.func @whole_blocks(%b: i8, %d: !llvm.ptr) -> f32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %4 = llvm.mlir.constant(4 : i32) : i32
  %p = llvm.alloca %1 x f32 : (i32) -> !llvm.ptr
  "llvm.intr.memset"(%p, %b, %4) <{isVolatile = false}> : (!llvm.ptr, i8, i32) -> ()
  "llvm.intr.memmove"(%d, %p, %4) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i32) -> ()
  "llvm.intr.memset.inline"(%p, %b) <{len = 4 : i32, isVolatile = false}> : (!llvm.ptr, i8) -> ()
  "llvm.intr.memcpy.inline"(%p, %d) <{len = 4 : i32, isVolatile = false}> : (!llvm.ptr, !llvm.ptr) -> ()
  %r = llvm.load %p : !llvm.ptr -> f32
  llvm.return %r : f32
}

// A length that is not that of the slot.
// CHECK-LABEL: llvm.func @part_of_a_block
// CHECK:         llvm.alloca
llvm.func @part_of_a_block(%b: i8) -> f32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x f32 : (i32) -> !llvm.ptr
  "llvm.intr.memset"(%p, %b, %1) <{isVolatile = false}> : (!llvm.ptr, i8, i32) -> ()
  %r = llvm.load %p : !llvm.ptr -> f32
  llvm.return %r : f32
}

// CHECK-LABEL: llvm.func @copied_struct
// CHECK-SAME:    (%[[P:.*]]: !llvm.ptr)
// CHECK-NOT:     llvm.alloca
// CHECK:         llvm.load %[[P]] : !llvm.ptr -> !llvm.struct<(i8, i32, i8)>
llvm.func @copied_struct(%d: !llvm.ptr) -> !llvm.struct<(i8, i32, i8)> {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %12 = llvm.mlir.constant(12 : i64) : i64
  %p = llvm.alloca %1 x !llvm.struct<(i8, i32, i8)> : (i32) -> !llvm.ptr
  "llvm.intr.memcpy"(%p, %d, %12) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()
  %r = llvm.load %p : !llvm.ptr -> !llvm.struct<(i8, i32, i8)>
  llvm.return %r : !llvm.struct<(i8, i32, i8)>
}
