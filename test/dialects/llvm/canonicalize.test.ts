/** The folders of the llvm dialect do what those of mlir-opt do. */

import { describe, it } from "vitest";
import { llvmDialect } from "../../../dialects/llvm/index.ts";
import { hasOracle } from "../../support/oracles.ts";
import { expectSameCanonicalForm } from "../../support/round-trip.ts";

const programs: Readonly<Record<string, string>> = {
  "arithmetic, addresses, casts, aggregates": `
llvm.func @use(...)
llvm.func @f(%a: i32, %b: f32, %p: !llvm.ptr, %v: vector<4xi32>, %v1: vector<1xi32>, %s: !llvm.struct<(i32, f32)>, %c: i1) {
  %c0 = llvm.mlir.constant(0 : i32) : i32
  %c1 = llvm.mlir.constant(1 : i32) : i32
  %c3 = llvm.mlir.constant(3 : i32) : i32
  %z = llvm.mlir.zero : i32
  %np = llvm.mlir.zero : !llvm.ptr
  %0 = llvm.or %a, %c0 : i32
  %1 = llvm.shl %a, %c0 : i32
  %2 = llvm.add %a, %c0 : i32
  %3 = llvm.add %c1, %c3 : i32
  %4 = llvm.icmp "eq" %a, %a : i32
  %5 = llvm.icmp "ne" %a, %a : i32
  %6 = llvm.icmp "slt" %c1, %c3 : i32
  %al = llvm.alloca %c1 x i32 : (i32) -> !llvm.ptr
  %7 = llvm.icmp "eq" %al, %np : !llvm.ptr
  %8 = llvm.icmp "ne" %np, %al : !llvm.ptr
  %9 = llvm.getelementptr %p[0] : (!llvm.ptr) -> !llvm.ptr, i32
  %10 = llvm.getelementptr %p[%c3] : (!llvm.ptr, i32) -> !llvm.ptr, i32
  %11 = llvm.getelementptr %p[%c3, %a] : (!llvm.ptr, i32, i32) -> !llvm.ptr, !llvm.array<4 x i32>
  %111 = llvm.getelementptr %p[%c0] : (!llvm.ptr, i32) -> !llvm.ptr, i32
  %112 = llvm.getelementptr %p[0,0] : (!llvm.ptr) -> !llvm.ptr, !llvm.array<4 x i32>
  %12 = llvm.bitcast %a : i32 to i32
  %13 = llvm.bitcast %a : i32 to f32
  %14 = llvm.bitcast %13 : f32 to i32
  %15 = llvm.bitcast %14 : i32 to vector<2xi16>
  %16 = llvm.addrspacecast %p : !llvm.ptr to !llvm.ptr<1>
  %17 = llvm.addrspacecast %16 : !llvm.ptr<1> to !llvm.ptr
  %18 = llvm.addrspacecast %16 : !llvm.ptr<1> to !llvm.ptr<2>
  %19 = llvm.zext %c3 : i32 to i64
  %20 = llvm.sext %c3 : i32 to i64
  %21 = llvm.trunc %c3 : i32 to i8
  %22 = llvm.insertvalue %a, %s[0] : !llvm.struct<(i32, f32)>
  %23 = llvm.extractvalue %22[0] : !llvm.struct<(i32, f32)>
  %24 = llvm.extractvalue %22[1] : !llvm.struct<(i32, f32)>
  %25 = llvm.shufflevector %v, %v [0, 1, 2, 3] : vector<4xi32>
  %26 = llvm.shufflevector %v1, %v1 [0] : vector<1xi32>
  %27 = llvm.select %c, %a, %a : i1, i32
  %28 = llvm.ptrtoint %np : !llvm.ptr to i64
  %29 = llvm.xor %a, %a : i32
  %30 = llvm.mul %a, %c1 : i32
  %31 = llvm.add %c1, %a : i32
  %32 = llvm.mlir.undef : !llvm.struct<(i32, f32)>
  %33 = llvm.extractvalue %32[1] : !llvm.struct<(i32, f32)>
  %34 = llvm.mlir.constant([1 : i32, 2.0 : f32]) : !llvm.struct<(i32, f32)>
  %35 = llvm.extractvalue %34[1] : !llvm.struct<(i32, f32)>
  %36 = llvm.mlir.constant(dense<[1, 2]> : tensor<2xi32>) : !llvm.array<2 x i32>
  %37 = llvm.extractvalue %36[1] : !llvm.array<2 x i32>
  %38 = llvm.zext %z : i32 to i64
  %39 = llvm.zext nneg %c3 : i32 to i64
  %40 = llvm.or %c0, %a : i32
  %41 = llvm.mlir.constant(dense<0> : vector<4xi32>) : vector<4xi32>
  %42 = llvm.or %v, %41 : vector<4xi32>
  %43 = llvm.or %a, %z : i32
  %44 = llvm.icmp "slt" %v, %v : vector<4xi32>
  %45 = llvm.icmp "eq" %v, %v : vector<4xi32>
  %46 = llvm.icmp "eq" %c3, %a : i32
  %47 = llvm.shl %c1, %c3 : i32
  llvm.call @use(%0,%1,%2,%3,%4,%5,%6,%7,%8,%9,%10,%11,%12,%13,%14,%15,%16,%17,%18,%19,%20,%21,%22,%23,%24,%25,%26,%27,%28,%29,%30,%31,%32,%33,%35,%37, %38, %39, %40, %42, %43, %44, %45, %46, %47, %111, %112) vararg(!llvm.func<void (...)>) : (i32,i32,i32,i32,i1,i1,i1,i1,i1,!llvm.ptr,!llvm.ptr,!llvm.ptr, i32,f32,i32,vector<2xi16>,!llvm.ptr<1>,!llvm.ptr,!llvm.ptr<2>,i64,i64,i8,!llvm.struct<(i32, f32)>,i32,f32,vector<4xi32>,vector<1xi32>,i32,i64,i32,i32,i32,!llvm.struct<(i32, f32)>,f32,f32,i32, i64, i64, i32, vector<4xi32>, i32, vector<4xi1>, vector<4xi1>, i1, i32, !llvm.ptr, !llvm.ptr) -> ()
  llvm.cond_br %c, ^bb1, ^bb1
^bb1:
  llvm.br ^bb2
^bb2:
  %t = llvm.mlir.constant(true) : i1
  llvm.cond_br %t, ^bb3, ^bb4
^bb3:
  llvm.return
^bb4:
  llvm.unreachable
}
`,
  "structs in structs": `
llvm.func @f(%a: !llvm.struct<(ptr, i64)>, %p: !llvm.ptr, %z: !llvm.struct<(struct<(ptr, i64)>, i1)>) -> (!llvm.ptr) {
  %4 = llvm.insertvalue %a, %z[0] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  %6 = llvm.extractvalue %4[0, 0] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  llvm.return %6 : !llvm.ptr
}
llvm.func @g(%a: !llvm.struct<(ptr, i64)>, %p: i64, %z: !llvm.struct<(struct<(ptr, i64)>, i1)>) -> (!llvm.ptr) {
  %3 = llvm.insertvalue %p, %a[1] : !llvm.struct<(ptr, i64)>
  %4 = llvm.insertvalue %3, %z[0] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  %6 = llvm.extractvalue %4[0, 0] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  llvm.return %6 : !llvm.ptr
}
llvm.func @h(%a: !llvm.struct<(ptr, i64)>, %p: i64, %z: !llvm.struct<(struct<(ptr, i64)>, i1)>) -> (!llvm.struct<(ptr, i64)>) {
  %4 = llvm.insertvalue %p, %z[0,1] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  %6 = llvm.extractvalue %4[0] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  llvm.return %6 : !llvm.struct<(ptr, i64)>
}
llvm.func @k(%a: !llvm.struct<(struct<(ptr, i64)>, i1)>, %p: i64, %z: !llvm.struct<(struct<(struct<(ptr, i64)>, i1)>, i1)>) -> (!llvm.struct<(ptr, i64)>) {
  %3 = llvm.insertvalue %p, %a[0,1] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  %4 = llvm.insertvalue %3, %z[0] : !llvm.struct<(struct<(struct<(ptr, i64)>, i1)>, i1)>
  %6 = llvm.extractvalue %4[0,0] : !llvm.struct<(struct<(struct<(ptr, i64)>, i1)>, i1)>
  llvm.return %6 : !llvm.struct<(ptr, i64)>
}
llvm.func @l(%a: !llvm.struct<(struct<(ptr, i64)>, i1)>, %p: i1, %z: !llvm.struct<(struct<(struct<(ptr, i64)>, i1)>, i1)>) -> (!llvm.struct<(ptr, i64)>) {
  %3 = llvm.insertvalue %p, %a[1] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  %4 = llvm.insertvalue %3, %z[0] : !llvm.struct<(struct<(struct<(ptr, i64)>, i1)>, i1)>
  %6 = llvm.extractvalue %4[0,0] : !llvm.struct<(struct<(struct<(ptr, i64)>, i1)>, i1)>
  llvm.return %6 : !llvm.struct<(ptr, i64)>
}
llvm.func @m(%a: !llvm.struct<(ptr, i64)>, %p: !llvm.ptr, %b: i1, %z: !llvm.struct<(struct<(ptr, i64)>, i1)>) -> (!llvm.ptr) {
  %4 = llvm.insertvalue %a, %z[0] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  %5 = llvm.insertvalue %b, %4[1] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  %6 = llvm.extractvalue %5[0, 0] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  llvm.return %6 : !llvm.ptr
}
llvm.func @n(%p: !llvm.ptr, %i: i64, %b: i1, %z: !llvm.struct<(struct<(ptr, i64)>, i1)>) -> (!llvm.ptr) {
  %1 = llvm.mlir.poison : !llvm.struct<(ptr, i64)>
  %2 = llvm.insertvalue %p, %1[0] : !llvm.struct<(ptr, i64)>
  %3 = llvm.insertvalue %i, %2[1] : !llvm.struct<(ptr, i64)>
  %4 = llvm.insertvalue %3, %z[0] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  %5 = llvm.insertvalue %b, %4[1] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  %6 = llvm.extractvalue %5[0, 0] : !llvm.struct<(struct<(ptr, i64)>, i1)>
  llvm.return %6 : !llvm.ptr
}
`,
  "constants, insertions, dead operations": `
llvm.func @use(...)
llvm.func @f(%a: i32, %b: f32, %p: !llvm.ptr, %c: i1) {
  %c1 = llvm.mlir.constant(1 : i32) : i32
  %c3 = llvm.mlir.constant(3 : i32) : i32
  %c33 = llvm.mlir.constant(33 : i32) : i32
  %np = llvm.mlir.zero : !llvm.ptr
  %v = llvm.mlir.constant(dense<[1,2]> : vector<2xi32>) : vector<2xi32>
  %0 = llvm.or %c1, %c3 : i32
  %1 = llvm.shl %c1, %c33 : i32
  %2 = llvm.or %v, %v : vector<2xi32>
  %3 = llvm.shl %v, %v : vector<2xi32>
  %4 = llvm.icmp "sle" %a, %a : i32
  %al = llvm.alloca %c1 x i32 : (i32) -> !llvm.ptr
  %5 = llvm.icmp "eq" %np, %al : !llvm.ptr
  %6 = llvm.icmp "ugt" %al, %np : !llvm.ptr
  %7 = llvm.zext %v : vector<2xi32> to vector<2xi64>
  %8 = llvm.icmp "ne" %np, %np : !llvm.ptr
  %9 = llvm.or disjoint %c1, %c3 : i32
  %10 = llvm.shl %c1, %c3 overflow<nsw> : i32
  %11 = llvm.mlir.constant(1 : i64) : i32
  %12 = llvm.zext %11 : i32 to i64
  %13 = llvm.or %11, %c3 : i32
  %i = llvm.mlir.constant(2 : i64) : i64
  %14 = llvm.getelementptr %p[0, %i] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<4 x i32>
  %big = llvm.mlir.constant(2147483648 : i64) : i64
  %15 = llvm.getelementptr %p[%big] : (!llvm.ptr, i64) -> !llvm.ptr, i32
  %16 = llvm.getelementptr %p[%11] : (!llvm.ptr, i32) -> !llvm.ptr, i32
  %m = llvm.mlir.constant(-2147483648 : i64) : i64
  %17 = llvm.getelementptr %p[%m] : (!llvm.ptr, i64) -> !llvm.ptr, i32
  %st = llvm.mlir.undef : !llvm.struct<(i32, struct<(i32, i32)>)>
  %s1 = llvm.insertvalue %a, %st[1, 0] : !llvm.struct<(i32, struct<(i32, i32)>)>
  %18 = llvm.extractvalue %s1[1] : !llvm.struct<(i32, struct<(i32, i32)>)>
  %19 = llvm.extractvalue %s1[0] : !llvm.struct<(i32, struct<(i32, i32)>)>
  %20 = llvm.extractvalue %s1[1, 0] : !llvm.struct<(i32, struct<(i32, i32)>)>
  %21 = llvm.extractvalue %s1[1, 1] : !llvm.struct<(i32, struct<(i32, i32)>)>
  %in = llvm.mlir.undef : !llvm.struct<(i32, i32)>
  %s2 = llvm.insertvalue %in, %s1[1] : !llvm.struct<(i32, struct<(i32, i32)>)>
  %22 = llvm.extractvalue %s2[1, 0] : !llvm.struct<(i32, struct<(i32, i32)>)>
  %zz = llvm.mlir.zero : !llvm.struct<(i32, f32)>
  %23 = llvm.extractvalue %zz[1] : !llvm.struct<(i32, f32)>
  %pp = llvm.mlir.poison : !llvm.struct<(i32, f32)>
  %25 = llvm.extractvalue %pp[1] : !llvm.struct<(i32, f32)>
  llvm.call @use(%0,%1,%2,%3,%4,%5,%6,%7,%8,%9,%10,%12,%13,%14,%15,%16,%17,%18,%19,%20,%21,%22,%23,%25) vararg(!llvm.func<void (...)>) : (i32,i32,vector<2xi32>,vector<2xi32>,i1,i1,i1,vector<2xi64>,i1,i32,i32,i64,i32,!llvm.ptr,!llvm.ptr,!llvm.ptr,!llvm.ptr, !llvm.struct<(i32, i32)>,i32,i32,i32,i32,f32, f32) -> ()
  %x21 = llvm.call @pure(%a) {memory_effects = #llvm.memory_effects<other = none, argMem = none, inaccessibleMem = none, errnoMem = none, targetMem0 = none, targetMem1 = none>, no_unwind, will_return} : (i32) -> i32
  %x22 = llvm.load %p : !llvm.ptr -> i32
  %x23 = llvm.load volatile %p : !llvm.ptr -> i32
  %x24 = llvm.intr.sin(%b) : (f32) -> f32
  llvm.return
}
llvm.func @pure(i32) -> i32
`,
  "nested extractions": `
llvm.func @use(...)
llvm.func @f() -> i32 {
  %s = llvm.mlir.constant([[1 : i32, 2 : i32], [3 : i32, 4 : i32]]) : !llvm.array<2 x struct<(i32, i32)>>
  %0 = llvm.extractvalue %s[1] : !llvm.array<2 x struct<(i32, i32)>>
  %1 = llvm.extractvalue %0[1] : !llvm.struct<(i32, i32)>
  %2 = llvm.mlir.constant(dense<[[1, 2], [3, 4]]> : tensor<2x2xi32>) : !llvm.array<2 x array<2 x i32>>
  %3 = llvm.extractvalue %2[1, 0] : !llvm.array<2 x array<2 x i32>>
  %4 = llvm.extractvalue %s[1, 1] : !llvm.array<2 x struct<(i32, i32)>>
  llvm.call @use(%3, %1, %4) vararg(!llvm.func<void (...)>) : (i32, i32, i32) -> ()
  llvm.return %1 : i32
}
`,
};

describe.skipIf(!hasOracle("mlir-opt"))("canonical forms of the llvm dialect", () => {
  it.each(Object.entries(programs))("%s", (_, text) => {
    expectSameCanonicalForm(text, llvmDialect);
  });
});
