// RUN: adopt %s --convert-index-to-llvm | adopt-filecheck %s --check-prefixes=CHECK,WORD
// RUN: adopt %s --convert-index-to-llvm=index-bitwidth=32 | adopt-filecheck %s --check-prefixes=CHECK,NARROW

// CHECK-LABEL: func.func @arithmetic
func.func @arithmetic(%a: index, %b: index) -> (index, i1) {
  // WORD: %[[SUM:.*]] = llvm.add %{{.*}}, %{{.*}} : i64
  // NARROW: %[[SUM:.*]] = llvm.add %{{.*}}, %{{.*}} : i32
  // CHECK: llvm.intr.smax(%[[SUM]], %{{.*}})
  // CHECK: llvm.icmp "ult"
  %0 = index.add %a, %b
  %1 = index.maxs %0, %b
  %2 = index.cmp ult(%1, %a)
  return %1, %2 : index, i1
}

// CHECK-LABEL: func.func @casts
func.func @casts(%a: index, %b: i32) -> (i64, index) {
  // WORD-NOT: llvm.zext
  // WORD: llvm.sext %{{.*}} : i32 to i64
  // NARROW: llvm.zext %{{.*}} : i32 to i64
  // NARROW-NOT: llvm.sext
  // CHECK: return
  %0 = index.castu %a : index to i64
  %1 = index.casts %b : i32 to index
  return %0, %1 : i64, index
}

// CHECK-LABEL: func.func @size
func.func @size() -> index {
  // WORD: llvm.mlir.constant(64 : i64) : i64
  // NARROW: llvm.mlir.constant(32 : i32) : i32
  %0 = index.sizeof
  return %0 : index
}

// CHECK-LABEL: func.func @rounds_up
func.func @rounds_up(%a: index, %b: index) -> index {
  // CHECK-COUNT-2: llvm.sdiv
  // CHECK: llvm.select
  // CHECK-NOT: index.
  %0 = index.ceildivs %a, %b
  return %0 : index
}
