// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt | adopt-filecheck %s

// CHECK: llvm.mlir.global internal constant @table(dense<[1, 2, 3]> : tensor<3xi32>) {addr_space = 0 : i32} : !llvm.array<3 x i32>
llvm.mlir.global internal constant @table(dense<[1, 2, 3]> : tensor<3xi32>) {addr_space = 0 : i32} : !llvm.array<3 x i32>

// CHECK: llvm.mlir.global external @pair() {addr_space = 0 : i32} : !llvm.struct<(i32, ptr)> {
// CHECK:   llvm.return %{{.*}} : !llvm.struct<(i32, ptr)>
llvm.mlir.global external @pair() {addr_space = 0 : i32} : !llvm.struct<(i32, ptr)> {
  %0 = llvm.mlir.zero : !llvm.struct<(i32, ptr)>
  llvm.return %0 : !llvm.struct<(i32, ptr)>
}

// CHECK: llvm.func @printf(!llvm.ptr {llvm.noalias}, ...) -> i32
llvm.func @printf(!llvm.ptr {llvm.noalias}, ...) -> i32

// CHECK-LABEL: llvm.func internal fastcc @arithmetic(
llvm.func internal fastcc @arithmetic(%a: i32, %b: i32, %x: f32, %v: vector<4xf32>) -> i32 {
  // CHECK: llvm.add %{{.*}}, %{{.*}} overflow<nsw, nuw> : i32
  %0 = llvm.add %a, %b overflow<nsw, nuw> : i32
  // CHECK: llvm.sdiv exact %{{.*}}, %{{.*}} : i32
  %1 = llvm.sdiv exact %0, %b : i32
  // CHECK: llvm.or disjoint %{{.*}}, %{{.*}} : i32
  %2 = llvm.or disjoint %1, %b : i32
  // CHECK: llvm.zext nneg %{{.*}} : i32 to i64
  %3 = llvm.zext nneg %2 : i32 to i64
  // CHECK: llvm.icmp "ult" %{{.*}}, %{{.*}} : i32
  %4 = llvm.icmp "ult" %a, %b : i32
  // CHECK: llvm.fmul %{{.*}}, %{{.*}} {fastmathFlags = #llvm.fastmath<nnan, contract>} : vector<4xf32>
  %5 = llvm.fmul %v, %v {fastmathFlags = #llvm.fastmath<nnan, contract>} : vector<4xf32>
  // CHECK: llvm.intr.fma(%{{.*}}, %{{.*}}, %{{.*}}) : (f32, f32, f32) -> f32
  %6 = llvm.intr.fma(%x, %x, %x) : (f32, f32, f32) -> f32
  // CHECK: "llvm.intr.ctlz"(%{{.*}}) <{is_zero_poison = true}> : (i32) -> i32
  %7 = "llvm.intr.ctlz"(%a) <{is_zero_poison = true}> : (i32) -> i32
  // CHECK: llvm.select %{{.*}}, %{{.*}}, %{{.*}} : i1, i32
  %8 = llvm.select %4, %7, %2 : i1, i32
  // CHECK: llvm.shufflevector %{{.*}}, %{{.*}} [0, -1] : vector<4xf32>
  %9 = llvm.shufflevector %5, %v [0, -1] : vector<4xf32>
  llvm.return %8 : i32
}

// CHECK-LABEL: llvm.func @memory(
llvm.func @memory(%n: i64, %p: !llvm.ptr<3>) -> !llvm.struct<"node", (i32, struct<"node">)> attributes {no_unwind} {
  // CHECK: llvm.alloca inalloca %{{.*}} x !llvm.array<2 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
  %0 = llvm.alloca inalloca %n x !llvm.array<2 x i8> {alignment = 8 : i64} : (i64) -> !llvm.ptr
  // CHECK: llvm.getelementptr inbounds|nuw %{{.*}}[%{{.*}}, 1] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<2 x i8>
  %1 = llvm.getelementptr inbounds|nuw %0[%n, 1] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<2 x i8>
  // CHECK: llvm.load volatile %{{.*}} atomic syncscope("agent") acquire {alignment = 4 : i64} : !llvm.ptr -> i32
  %2 = llvm.load volatile %1 atomic syncscope("agent") acquire {alignment = 4 : i64} : !llvm.ptr -> i32
  // CHECK: llvm.store %{{.*}}, %{{.*}} : i32, !llvm.ptr<3>
  llvm.store %2, %p : i32, !llvm.ptr<3>
  // CHECK: llvm.atomicrmw add %{{.*}}, %{{.*}} monotonic : !llvm.ptr, i32
  %3 = llvm.atomicrmw add %1, %2 monotonic : !llvm.ptr, i32
  // CHECK: llvm.mlir.undef : !llvm.struct<"node", (i32, struct<"node">)>
  %4 = llvm.mlir.undef : !llvm.struct<"node", (i32, struct<"node">)>
  // CHECK: llvm.insertvalue %{{.*}}, %{{.*}}[0] : !llvm.struct<"node", (i32, struct<"node">)>
  %5 = llvm.insertvalue %2, %4[0] : !llvm.struct<"node", (i32, struct<"node">)>
  llvm.return %5 : !llvm.struct<"node", (i32, struct<"node">)>
}

// CHECK-LABEL: llvm.func @control(
llvm.func @control(%c: i1, %k: i32) {
  // CHECK: llvm.cond_br %{{.*}} weights([1, 2]), ^[[ONE:.*]], ^[[TWO:.*]]
  llvm.cond_br %c weights([1, 2]), ^one, ^two
^one:
  // CHECK: llvm.switch %{{.*}} : i32, ^[[TWO]] [
  // CHECK-NEXT: 1: ^{{.*}}(%{{.*}} : i32)
  llvm.switch %k : i32, ^two [
    1: ^three(%k : i32)
  ]
^two:
  // CHECK: llvm.mlir.addressof @table : !llvm.ptr
  %0 = llvm.mlir.addressof @table : !llvm.ptr
  // CHECK: llvm.call tail @printf(%{{.*}}, %{{.*}}) vararg(!llvm.func<i32 (ptr, ...)>) : (!llvm.ptr, i32) -> i32
  %1 = llvm.call tail @printf(%0, %k) vararg(!llvm.func<i32 (ptr, ...)>) : (!llvm.ptr, i32) -> i32
  // CHECK: llvm.call %{{.*}}(%{{.*}}) : !llvm.ptr, (i32) -> ()
  llvm.call %0(%k) : !llvm.ptr, (i32) -> ()
  llvm.br ^three(%1 : i32)
^three(%a: i32):
  // CHECK: llvm.unreachable
  llvm.unreachable
}
