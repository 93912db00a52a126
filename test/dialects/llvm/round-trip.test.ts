/** What adopt prints of the llvm dialect is the original to mlir-opt. */

import { describe, it } from "vitest";
import { llvmDialect } from "../../../dialects/llvm/index.ts";
import { hasOracle } from "../../support/oracles.ts";
import { expectRoundTrip } from "../../support/round-trip.ts";

const programs: Readonly<Record<string, string>> = {
  "functions, memory, control flow": `
llvm.func @f(%a: i32, %b: f32, %p: !llvm.ptr, %v: vector<4xf32>, %c: i1, %vi: vector<4xi32>) -> i32 attributes {passthrough = ["noinline"]} {
  %0 = llvm.add %a, %a overflow<nsw, nuw> : i32
  %1 = llvm.sub %a, %a : i32
  %2 = llvm.udiv exact %a, %a : i32
  %3 = llvm.or disjoint %a, %a : i32
  %4 = llvm.fadd %b, %b {fastmathFlags = #llvm.fastmath<fast>} : f32
  %5 = llvm.icmp "slt" %a, %a : i32
  %6 = llvm.fcmp "oge" %b, %b {fastmathFlags = #llvm.fastmath<nnan>} : f32
  %7 = llvm.getelementptr inbounds %p[%a, 1, 2] : (!llvm.ptr, i32) -> !llvm.ptr, !llvm.struct<"foo", (i32, array<4 x f32>)>
  %8 = llvm.getelementptr %p[%a, 0] : (!llvm.ptr, i32) -> !llvm.ptr, !llvm.array<4 x i32>
  %81 = llvm.getelementptr nusw|nuw %p[%a] : (!llvm.ptr, i32) -> !llvm.ptr, i32
  %82 = llvm.getelementptr inbounds|nuw %p[%a] : (!llvm.ptr, i32) -> !llvm.ptr, i32
  %9 = llvm.alloca %a x f32 {alignment = 8 : i64} : (i32) -> !llvm.ptr
  %10 = llvm.alloca inalloca %a x !llvm.struct<(i32, i64)> : (i32) -> !llvm.ptr<3>
  %11 = llvm.load volatile %p {alignment = 4 : i64} : !llvm.ptr -> f32
  %12 = llvm.load %p atomic syncscope("s") monotonic {alignment = 4 : i64} : !llvm.ptr -> f32
  llvm.store %b, %p {nontemporal} : f32, !llvm.ptr
  %13 = llvm.select %c, %a, %a : i1, i32
  %14 = llvm.mlir.constant(dense<1.0> : vector<4xf32>) : vector<4xf32>
  %15 = llvm.extractelement %v[%a : i32] : vector<4xf32>
  %16 = llvm.insertelement %b, %v[%a : i32] : vector<4xf32>
  %17 = llvm.shufflevector %v, %v [0, 1, -1, 3] : vector<4xf32>
  %18 = llvm.mlir.undef : !llvm.struct<(i32, f32)>
  %19 = llvm.insertvalue %a, %18[0] : !llvm.struct<(i32, f32)>
  %20 = llvm.extractvalue %19[1] : !llvm.struct<(i32, f32)>
  %21 = llvm.call @g(%a) {fastmathFlags = #llvm.fastmath<nnan>} : (i32) -> i32
  llvm.call @h() : () -> ()
  %22 = llvm.call %p(%a) : !llvm.ptr, (i32) -> i32
  %23 = llvm.call tail @va(%p, %a) vararg(!llvm.func<i32 (ptr, ...)>) : (!llvm.ptr, i32) -> i32
  %231 = llvm.call fastcc @g(%a) : (i32) -> i32
  %232 = llvm.call fastcc musttail @g(%a) {no_unwind} : (i32 {llvm.noundef}) -> (i32 {llvm.zeroext})
  %24 = llvm.trunc %a overflow<nsw> : i32 to i8
  %25 = llvm.zext nneg %a : i32 to i64
  %26 = llvm.intr.sin(%b) {fastmathFlags = #llvm.fastmath<nnan>} : (f32) -> f32
  %27 = "llvm.intr.ctlz"(%a) <{is_zero_poison = true}> : (i32) -> i32
  %28 = "llvm.intr.sadd.with.overflow"(%a, %a) : (i32, i32) -> !llvm.struct<(i32, i1)>
  %29 = llvm.atomicrmw add %p, %a monotonic : !llvm.ptr, i32
  %30 = llvm.cmpxchg %p, %a, %a acq_rel monotonic : !llvm.ptr, i32
  llvm.fence syncscope("agent") seq_cst
  llvm.intr.assume %c : i1
  llvm.intr.assume %c ["align"(%p, %a : !llvm.ptr, i32)] : i1
  llvm.intr.lifetime.start %p : !llvm.ptr
  "llvm.intr.memcpy"(%p, %p, %a) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i32) -> ()
  %31 = llvm.inttoptr %a : i32 to !llvm.ptr
  %32 = llvm.mlir.zero : !llvm.ptr
  %33 = llvm.mlir.poison : f32
  %34 = llvm.mlir.addressof @glob : !llvm.ptr
  %35 = llvm.intr.vector.reduce.fmax(%v) : (vector<4xf32>) -> f32
  %36 = "llvm.intr.vector.reduce.add"(%vi) : (vector<4xi32>) -> i32
  %37 = "llvm.intr.is.fpclass"(%b) <{bit = 3 : i32}> : (f32) -> i1
  %38 = llvm.freeze %a : i32
  %39 = llvm.intr.powi(%b, %a) : (f32, i32) -> f32
  llvm.switch %a : i32, ^bb1(%a : i32) [
    42: ^bb2(%b : f32),
    -1: ^bb3
  ]
^bb1(%x: i32):
  llvm.br ^bb3
^bb2(%y: f32):
  llvm.cond_br %c weights([1, 2]), ^bb3, ^bb1(%a : i32)
^bb3:
  llvm.return %a : i32
}
llvm.func @g(i32) -> i32
llvm.func @h()
llvm.func internal @va(%q: !llvm.ptr, ...) -> i32 {
  llvm.unreachable
}
llvm.func hidden fastcc @x(%a : !llvm.ptr {llvm.noalias, llvm.align = 8 : i64}) -> (f32 {llvm.noundef}) attributes {sym_visibility="private"} {
  llvm.unreachable
}
llvm.mlir.global internal constant @glob(42 : i32) {addr_space = 0 : i32, alignment = 8 : i64} : i32
llvm.mlir.global external @e() : i32
llvm.mlir.global private unnamed_addr constant @s("abc\\00")
llvm.mlir.global thread_local @r() {dso_local} : !llvm.struct<(i32, f32)> {
  %0 = llvm.mlir.zero : !llvm.struct<(i32, f32)>
  llvm.return %0 : !llvm.struct<(i32, f32)>
}
`,
  "globals, attributes, intrinsics": `
module attributes {llvm.target_triple = "x86_64-unknown-linux-gnu"} {
llvm.comdat @__llvm_comdat { llvm.comdat_selector @any any
 llvm.comdat_selector @l largest }
llvm.mlir.global internal constant @c(1 : i64) comdat(@__llvm_comdat::@any) : i64
llvm.mlir.global external hidden thread_local unnamed_addr constant @d(dense<[1.0, 2.0]> : tensor<2xf32>) {addr_space = 3 : i32, section = "a", dso_local} : !llvm.array<2 x f32>
llvm.mlir.global weak protected local_unnamed_addr @e() : !llvm.struct<"S", packed (i8, ptr<3>)>
llvm.mlir.global private @z(#llvm.zero) : !llvm.array<2 x i8>
llvm.mlir.global external @sym(@c) : !llvm.ptr
llvm.mlir.global external @arr([[1 : i32, 2.0 : f32], #llvm.undef]) : !llvm.array<2 x struct<(i32, f32)>>
llvm.func weak_odr hidden local_unnamed_addr fastcc @ff(%a: !llvm.ptr {llvm.byval = !llvm.struct<(i32)>, llvm.noalias}, %b: i8 {llvm.signext}) vscale_range(1, 2) comdat(@__llvm_comdat::@any) attributes {a, alignment = 8 : i64, always_inline, frame_pointer = #llvm.framePointerKind<"non-leaf">, uwtable_kind = #llvm.uwtableKind<async>, personality = @__gxx, target_features = #llvm.target_features<["+avx2", "-sse4a"]>, memory_effects = #llvm.memory_effects<other = none, argMem = read, inaccessibleMem = write, errnoMem = readwrite, targetMem0 = none, targetMem1 = none>} {
  llvm.return
}
llvm.func @__gxx(...) -> i32
llvm.func extern_weak @dd(f32, f32) -> f64
llvm.func @"odd name"()
llvm.func @empty(%a: i1, ...) { llvm.return }
llvm.func @ops(%a: i32, %b: f32, %p: !llvm.ptr, %q: !llvm.ptr<1>, %v: vector<4xf32>, %vi: vector<4xi32>, %c: i1, %h: f16, %bf: bf16, %x: f80, %y: f128, %pv: vector<2x!llvm.ptr>, %sv: vector<[4]xi32>) {
  %0 = llvm.intr.fma(%b, %b, %b) : (f32, f32, f32) -> f32
  %1 = llvm.intr.pow(%v, %v) {fastmathFlags = #llvm.fastmath<nnan, contract>} : (vector<4xf32>, vector<4xf32>) -> vector<4xf32>
  %2 = "llvm.intr.abs"(%a) <{is_int_min_poison = false}> : (i32) -> i32
  %3 = llvm.intr.frexp(%b) : (f32) -> !llvm.struct<(f32, i32)>
  %4 = llvm.intr.sincos(%b) : (f32) -> !llvm.struct<(f32, f32)>
  %5 = llvm.intr.lround(%b) : (f32) -> i64
  %6 = llvm.mlir.constant(0 : i8) : i8
  "llvm.intr.memset"(%p, %6, %a) <{isVolatile = true}> : (!llvm.ptr, i8, i32) -> ()
  %7 = llvm.intr.stacksave : !llvm.ptr
  llvm.intr.stackrestore %7 : !llvm.ptr
  %8 = llvm.intr.expect %a, %a : i32
  %9 = llvm.intr.scmp(%a, %a) : (i32, i32) -> i8
  %10 = "llvm.intr.vector.reduce.fadd"(%b, %v) <{fastmathFlags = #llvm.fastmath<reassoc>}> : (f32, vector<4xf32>) -> f32
  %11 = llvm.intr.ptrmask %p, %a : (!llvm.ptr, i32) -> !llvm.ptr
  %12 = llvm.intr.invariant.start 3, %p : !llvm.ptr
  llvm.intr.invariant.end %12, 3, %p : !llvm.ptr
  "llvm.intr.prefetch"(%p) <{cache = 1 : i32, hint = 3 : i32, rw = 0 : i32}> : (!llvm.ptr) -> ()
  "llvm.intr.trap"() : () -> ()
  %13 = "llvm.intr.vscale"() : () -> i64
  %14 = llvm.fneg %b {fastmathFlags = #llvm.fastmath<nnan>} : f32
  %15 = llvm.frem %v, %v : vector<4xf32>
  %16 = llvm.fptrunc %y : f128 to f80
  %17 = llvm.fpext %h : f16 to f32
  %18 = llvm.uitofp nneg %a : i32 to bf16
  %19 = llvm.sitofp %vi : vector<4xi32> to vector<4xf32>
  %20 = llvm.fptosi %v : vector<4xf32> to vector<4xi32>
  %21 = llvm.addrspacecast %q : !llvm.ptr<1> to !llvm.ptr
  %22 = llvm.inttoptr %a dereferenceable<bytes = 4, mayBeNull = true> : i32 to !llvm.ptr
  %23 = llvm.icmp "eq" %p, %p : !llvm.ptr
  %24 = llvm.fcmp "_true" %v, %v : vector<4xf32>
  %25 = llvm.lshr exact %a, %a : i32
  %26 = llvm.shl %a, %a overflow<nuw> : i32
  %27 = llvm.mlir.none : !llvm.token
  %28 = llvm.getelementptr inbounds %pv[1] : (vector<2x!llvm.ptr>) -> vector<2x!llvm.ptr>, i8
  %29 = llvm.shufflevector %sv, %sv [0, 0, 0, 0] : vector<[4]xi32>
  %30 = llvm.cmpxchg weak volatile %p, %a, %a syncscope("x") seq_cst monotonic {alignment = 4 : i64} : !llvm.ptr, i32
  %31 = llvm.atomicrmw volatile fmaximum %p, %b syncscope("agent") acq_rel {alignment = 8 : i64} : !llvm.ptr, f32
  %32 = llvm.call @dd(%b, %b) ["tag"(%a : i32), "t2"()] : (f32, f32) -> f64
  llvm.store volatile %b, %p atomic syncscope("s") release invariant_group {alignment = 4 : i64, nontemporal} : f32, !llvm.ptr
  %33 = llvm.call %p(%a) vararg(!llvm.func<i32 (...)>) {memory_effects = #llvm.memory_effects<other = none, argMem = none, inaccessibleMem = none, errnoMem = none, targetMem0 = none, targetMem1 = none>} : !llvm.ptr, (i32) -> i32
  llvm.cond_br %c, ^bb1(%a, %b : i32, f32), ^bb2
^bb1(%e: i32, %f: f32):
  llvm.switch %e : i32, ^bb2 [
  ]
^bb2:
  llvm.unreachable
}
}
`,
  types: `
"a.b"() {
  a = !llvm.struct<()>, b = !llvm.struct<"b", ()>, c = !llvm.struct<packed (i32)>, d = !llvm.struct<"x y", (i32)>,
  e = !llvm.struct<"e", opaque>, f = !llvm.struct<"f", (struct<"f">, array<2 x ptr>)>, g = !llvm.array<0 x i8>,
  h = !llvm.func<i32 (i32, ...)>, i = !llvm.func<void (...)>, j = !llvm.func<void (ptr<3>, struct<(i32)>)>,
  k = !llvm.void, l = !llvm.token, m = !llvm.label, n = !llvm.metadata, o = !llvm.x86_amx, p = !llvm.ppc_fp128,
  q = !llvm<ptr>, r = !llvm.struct<(vector<4x!llvm.ptr>, vector<[4]xf32>, !llvm.struct<(i8)>)>, s = !llvm.ptr<0>
} : () -> ()
`,
  attributes: `
"a.b"() {
  b = #llvm.fastmath<nnan, ninf>, c = #llvm.linkage<internal>, d = #llvm.cconv<cc_10>,
  e = #llvm.tailcallkind<musttail>, f = #llvm.framePointerKind<"non-leaf">, g = #llvm.uwtableKind<sync>,
  h = #llvm.memory_effects<argMem = read, other = none, inaccessibleMem = readwrite, errnoMem = none,
    targetMem0 = none, targetMem1 = write>,
  i = #llvm.constant_range<i8, -3, 300>, j = #llvm.vscale_range<minRange = 1 : i32, maxRange = 16 : i32>,
  k = #llvm.target_features<["+sme", "-a"]>, l = #llvm.target_features<[]>, m = #llvm.undef, n = #llvm.poison,
  o = #llvm.zero, p = #llvm.dereferenceable<bytes = 3>, q = #llvm.dereferenceable<bytes = 3, mayBeNull = true>,
  r = #llvm.address_space<3>, s = #llvm.target<triple = "x", chip = "b">, t = #llvm.fastmath<none, nnan>,
  u = #llvm.target<triple = "x", chip = "b", features = <["+a"]>>, v = #llvm.constant_range<i64, 18446744073709551615, 1>
} : () -> ()
`,
};

describe.skipIf(!hasOracle("mlir-opt"))("round trips of the llvm dialect", () => {
  it.each(Object.entries(programs))("%s", (_, text) => {
    expectRoundTrip(text, llvmDialect);
  });
});
