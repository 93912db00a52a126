/** Malformed operations and types of the llvm dialect give the messages that mlir-opt gives. */

import { describe, expect, it } from "vitest";
import { llvmDialect } from "../../../dialects/llvm/index.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { errorsOf } from "../../support/round-trip.ts";

/** Statements of a function with one value of each kind. */
const statements = [
  "%0 = llvm.bitcast %p : !llvm.ptr to i64",
  "%0 = llvm.bitcast %p : !llvm.ptr to !llvm.ptr<1>",
  "%0 = llvm.bitcast %vp : vector<2x!llvm.ptr> to !llvm.ptr",
  "%0 = llvm.sext %a : i32 to i32",
  "%0 = llvm.zext %a : i32 to i16",
  "%0 = llvm.zext %v : vector<4xi32> to vector<3xi64>",
  "%0 = llvm.zext %v : vector<4xi32> to i64",
  "%0 = llvm.sext %v : vector<4xi32> to i64",
  '%0 = "llvm.zext"(%i) : (index) -> index',
  '%0 = "llvm.inttoptr"(%i) : (index) -> index',
  '%0 = "llvm.bitcast"(%i) : (index) -> i32',
  '%0 = "llvm.freeze"(%i) : (index) -> index',
  '%0 = "llvm.add"(%a, %a) <{overflowFlags = 0 : i32}> : (i32, i32) -> i64',
  '%0 = "llvm.add"(%b, %b) <{overflowFlags = 0 : i32}> : (f32, f32) -> f32',
  '%0 = "llvm.sdiv"(%b, %b) : (f32, f32) -> f32',
  '%0 = "llvm.fadd"(%t, %t) : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>',
  '%0 = "llvm.fadd"(%b, %b) {fastmathFlags = 1} : (f32, f32) -> f32',
  '%0 = "llvm.icmp"(%i, %i) {predicate = 1} : (index, index) -> i1',
  '%0 = llvm.icmp "eq" %b, %b : f32',
  "%0 = llvm.select %v, %a, %a : vector<4xi32>, i32",
  '%0 = "llvm.alloca"(%i) {elem_type = i32} : (index) -> !llvm.ptr',
  '%0 = llvm.load %p : !llvm.ptr -> !llvm.struct<"x", opaque>',
  "%0 = llvm.load %p atomic monotonic : !llvm.ptr -> i32",
  "%0 = llvm.load %p atomic release {alignment = 4} : !llvm.ptr -> i32",
  "%0 = llvm.load %p atomic monotonic {alignment = 4} : !llvm.ptr -> !llvm.struct<(i32)>",
  '%0 = llvm.load %p {syncscope = "s"} : !llvm.ptr -> i32',
  "%0 = llvm.load %p atomic monotonic {alignment = 4} : !llvm.ptr -> i31",
  "%0 = llvm.load %p dereferenceable<bytes = 3> : !llvm.ptr -> i32",
  '"llvm.store"(%i, %p) : (index, !llvm.ptr) -> ()',
  "%0 = llvm.getelementptr %p[] : (!llvm.ptr) -> !llvm.ptr, i32",
  "%0 = llvm.getelementptr %p[0, 0] : (!llvm.ptr) -> !llvm.ptr, i32",
  "%0 = llvm.getelementptr %p[0, %a] : (!llvm.ptr, i32) -> !llvm.ptr, !llvm.struct<(i32)>",
  "%0 = llvm.getelementptr %p[0, 3] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32)>",
  "%0 = llvm.getelementptr %p[0, -1] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(i32)>",
  "%0 = llvm.getelementptr %p[%a, %a] : (!llvm.ptr, i32) -> !llvm.ptr, i32",
  "%0 = llvm.getelementptr %p[%a] : (!llvm.ptr, i32, i32) -> !llvm.ptr, i32",
  "%0 = llvm.getelementptr inbounds_flag %p[1] : (!llvm.ptr) -> !llvm.ptr, i32",
  "%0 = llvm.getelementptr %p[2147483648] : (!llvm.ptr) -> !llvm.ptr, i32",
  '%0 = "llvm.getelementptr"(%p) {elem_type = i32} : (!llvm.ptr) -> !llvm.ptr',
  "%0 = llvm.extractvalue %s[2] : !llvm.struct<(i32, f32)>",
  "%0 = llvm.extractvalue %s[0, 1] : !llvm.struct<(i32, f32)>",
  "%0 = llvm.extractvalue %s[-1] : !llvm.struct<(i32, f32)>",
  "%0 = llvm.extractvalue %r[4, 0] : !llvm.array<2 x struct<(i32, f32)>>",
  "%0 = llvm.insertvalue %b, %s[0] : !llvm.struct<(i32, f32)>",
  "%0 = llvm.insertvalue %a, %s[3] : !llvm.struct<(i32, f32)>",
  '%0 = "llvm.insertvalue"(%s, %b) {position = array<i64: 0>} : (!llvm.struct<(i32, f32)>, f32) -> !llvm.struct<(i32, f32)>',
  '%0 = "llvm.extractvalue"(%s) {position = array<i64: 0>} : (!llvm.struct<(i32, f32)>) -> f32',
  '%0 = "llvm.extractvalue"(%i) {position = array<i64: 1>} : (index) -> i32',
  '%0 = "llvm.extractelement"(%i, %i) : (index, index) -> i32',
  '%0 = "llvm.insertelement"(%i, %i, %i) : (index, index, index) -> index',
  "%0 = llvm.insertelement %b, %v[%a : i32] : vector<4xi32>",
  "%0 = llvm.atomicrmw fadd %p, %a monotonic : !llvm.ptr, i32",
  "%0 = llvm.atomicrmw add %p, %b monotonic : !llvm.ptr, f32",
  "%0 = llvm.atomicrmw add %p, %a unordered : !llvm.ptr, i32",
  "%0 = llvm.atomicrmw foo %p, %a monotonic : !llvm.ptr, i32",
  "%0 = llvm.cmpxchg %p, %a, %a release acq_rel : !llvm.ptr, i32",
  "%0 = llvm.cmpxchg %p, %a, %a unordered monotonic : !llvm.ptr, i32",
  '%0 = "llvm.cmpxchg"(%p, %i, %i) {success_ordering = 2, failure_ordering = 2} : (!llvm.ptr, index, index) -> index',
  "llvm.fence monotonic",
  "%0 = llvm.intr.sin(%a) : (i32) -> i32",
  "%0 = llvm.intr.powi(%b, %b) : (f32, f32) -> f32",
  '%0 = "llvm.intr.ctlz"(%a) : (i32) -> i32',
  '%0 = "llvm.intr.vector.reduce.add"(%i) : (index) -> i32',
  "%0 = llvm.call @g(%b) : (f32) -> i32",
  "%0 = llvm.call @g() : () -> i32",
  "%0 = llvm.call @g(%a) : (i32) -> f32",
  "%0 = llvm.call @g(%a) : (i32) -> (i32, i32)",
  "%0 = llvm.call %a(%a) : i32, (i32) -> i32",
  "%0 = llvm.call %p(%a) : (i32) -> i32",
  "llvm.call @nope() : () -> ()",
  "llvm.call @va(%a) : (i32) -> ()",
  "%0 = llvm.mlir.addressof @nope : !llvm.ptr",
  "%0 = llvm.mlir.addressof @space3 : !llvm.ptr",
  '%0 = "llvm.mlir.addressof"() {global_name = "s"} : () -> !llvm.ptr',
  '%0 = "llvm.mlir.addressof"() {global_name = @g} : () -> index',
  "llvm.return %a : i32",
  "llvm.cond_br %c weights([1, 2, 3]), ^bb1, ^bb1\n^bb1:",
  "llvm.cond_br %c, ^bb1(%c : i1), ^bb1(%a : i32)\n^bb1(%e: i32):",
  "llvm.switch %a : i32, ^bb1\n^bb1:",
  "llvm.switch %a : i32, ^bb1 [0: ^bb1] {branch_weights = array<i32: 1>}\n^bb1:",
  '"llvm.br"(%i)[^bb1] : (index) -> ()\n^bb1(%e: index):',
  ...[
    '"abc") : !llvm.array<4 x i8>',
    '"abc") : i8',
    "1 : i32) : f32",
    "1.0 : f32) : f64",
    "1.0 : f32) : i64",
    "[1 : i32, 2 : i64]) : !llvm.struct<(i32, i32)>",
    "[1 : i32]) : !llvm.struct<(i32, i32)>",
    "1 : i32) : !llvm.struct<(i32, i32)>",
    '[1 : i32, "a"]) : !llvm.struct<(i32, i32)>',
    "[1 : i32, [1 : i32]]) : !llvm.struct<(i32, struct<(i32)>)>",
    "dense<1> : vector<3xi32>) : vector<4xi32>",
    "dense<1> : tensor<2x3xi32>) : !llvm.array<2 x array<2 x i32>>",
    "dense<1> : tensor<4xi32>) : i32",
    "dense<[1, 2, 3, 4]> : vector<4xi32>) : vector<[4]xi32>",
    "[[1 : i32]]) : !llvm.array<2 x struct<(i32)>>",
    "[1 : i32, 2 : i32]) : !llvm.array<2 x i32>",
    "[1 : i32, 2 : i32]) : vector<2xi32>",
    "[[1 : i32], 3]) : !llvm.array<2 x struct<(i32)>>",
    "[[#llvm.zero], 3]) : !llvm.array<2 x array<1 x struct<(i32)>>>",
    "unit) : i32",
    "1 : i32) : vector<2xi32>",
  ].map((constant) => `%0 = llvm.mlir.constant(${constant}`),
  "%0 = llvm.load %p {tbaa = [3]} : !llvm.ptr -> i32",
  "%0 = llvm.load %p {access_groups = 3} : !llvm.ptr -> i32",
  '%0 = "llvm.load"(%p) <{noalias_scopes = [unit], ordering = 0 : i64}> : (!llvm.ptr) -> i32',
  'llvm.call_intrinsic "foo"(%b) : (f32) -> ()',
  '"llvm.indirectbr"(%p)[^bb1] <{indbr_operand_segments = array<i32: 1>}> : (!llvm.ptr) -> ()\n^bb1:',
  "llvm.indirectbr %p : !llvm.ptr, [^bb1(%a : i32)]\n^bb1(%x: f32):",
  "%0 = llvm.intr.masked.gather %vp, %m {alignment = 4 : i32} : (vector<2x!llvm.ptr>, vector<2xi1>) -> vector<5xf32>",
  "llvm.intr.masked.scatter %v, %vp, %m {alignment = 4 : i32} : vector<4xi32>, vector<2xi1> into vector<2x!llvm.ptr>",
  "llvm.intr.masked.store %v, %p, %v : vector<4xi32>, vector<4xi32> into !llvm.ptr",
  "%0 = llvm.intr.vector.insert %sv, %v[0] : vector<[4]xi32> into vector<4xi32>",
  "%0 = llvm.intr.vector.extract %v[0] : vector<[4]xi32> from vector<4xi32>",
  "%0 = llvm.intr.vector.extract %big[0] : vector<4xi1> from vector<131073xi1>",
  "%0 = llvm.intr.vector.insert %m, %big[0] : vector<2xi1> into vector<131073xi1>",
  '%0 = "llvm.intr.vector.interleave2"(%v, %v) : (vector<4xi32>, vector<4xi32>) -> vector<9xi32>',
  "llvm.intr.vastart %a : i32",
];

const inFunction = (statement: string): string => `
llvm.func @g(i32) -> i32
llvm.func @va(...)
llvm.mlir.global @space3() {addr_space = 3 : i32} : i32
llvm.func @f(%a: i32, %b: f32, %p: !llvm.ptr, %v: vector<4xi32>, %vp: vector<2x!llvm.ptr>, %c: i1,
    %s: !llvm.struct<(i32, f32)>, %r: !llvm.array<2 x struct<(i32, f32)>>, %m: vector<2xi1>, %sv: vector<[4]xi32>,
    %big: vector<131073xi1>) {
  %i, %t = "test.values"() : () -> (index, tensor<3xf32>)
  ${statement}
  llvm.return
}`;

const modules = [
  ...[
    "%0 = llvm.call @g(%p, %x) vararg(!llvm.func<i64 (ptr, ...)>) : (!llvm.ptr, f64) -> i32",
    "%0 = llvm.call %p(%p, %x) vararg(!llvm.func<i64 (ptr, ...)>) : !llvm.ptr, (!llvm.ptr, f64) -> i32",
    "%0 = llvm.call @g(%p) vararg(!llvm.func<void (ptr, ...)>) : (!llvm.ptr) -> i32",
    "llvm.call @g(%p) vararg(!llvm.func<i32 (ptr, ...)>) : (!llvm.ptr) -> ()",
    "%0 = llvm.call @g(%p, %x) vararg(!llvm.func<i32 (i64, ...)>) : (!llvm.ptr, f64) -> i32",
    "%0 = llvm.call @g(%p) vararg(!llvm.func<i32 (ptr, ptr, ...)>) : (!llvm.ptr) -> i32",
    "%0 = llvm.call @g(%p) vararg(!llvm.func<i32 (ptr)>) : (!llvm.ptr) -> i32",
  ].map(
    (call) => `llvm.func @g(!llvm.ptr, ...) -> i32
llvm.func @f(%p: !llvm.ptr, %x: f64) {
  ${call}
  llvm.return
}`,
  ),
  ...[
    '!llvm.struct<"a">',
    "!llvm.struct<opaque>",
    "!llvm.struct<(void)>",
    "!llvm.array<4xf32>",
    "!llvm.array<4 x void>",
    "!llvm.func<i32 (void)>",
    "!llvm.func<func<void ()> ()>",
  ].map((type) => `"a.b"() {t = ${type}} : () -> ()`),
  '"a.b"() {t = !llvm.struct<"a", (i8)>, u = !llvm.struct<"a", (i32)>} : () -> ()',
  '"a.b"() {t = !llvm.struct<"a", opaque>, u = !llvm.struct<"a", packed (i8, i32)>} : () -> ()',
  "llvm.func @f(%a: i1) -> i32 { llvm.return }",
  "llvm.func @f(%a: i1) -> i32 { llvm.return %a : i1 }",
  "llvm.func @f(%a: i1) -> (i32, i32)",
  "llvm.func @f(%a: index)",
  "llvm.func @f(i32) attributes {linkage = 1}",
  "llvm.func common @f(i32)",
  "llvm.func internal @f(i32)",
  "llvm.func @f(i32 {llvm.noalias})",
  "llvm.func @f(i32) -> (i32 {llvm.noalias})",
  "llvm.func @f(f32 {llvm.signext})",
  "llvm.func @f(!llvm.ptr {llvm.byval = 3})",
  'llvm.func @f(!llvm.ptr {llvm.align = "x"})',
  '"llvm.func"() ({}) {sym_name = "a", function_type = i32} : () -> ()',
  '"llvm.func"() ({}) {sym_name = "a", function_type = !llvm.func<void ()>, CConv = 1} : () -> ()',
  "llvm.mlir.global constant internal @f(1 : i32) : i32",
  "llvm.mlir.global @f(1 : i32)",
  'llvm.mlir.global @f("a") : i64',
  "llvm.mlir.global @f() : i64 { llvm.return }",
  "llvm.mlir.global @f() : i64 { llvm.unreachable }",
  "llvm.mlir.global @f() : i64 { %0 = llvm.mlir.constant(1 : i32) : i32 llvm.return %0 : i32 }",
  "llvm.mlir.global @f() : index",
  "llvm.mlir.global @f() : !llvm.void",
  "llvm.mlir.global common @f(1 : i32) : i32",
  "llvm.mlir.global appending @f() : i32",
  "llvm.mlir.global @f() {alignment = 3 : i64} : i32",
  "llvm.mlir.global @f() {addr_space = -3 : i32} : i32",
  "llvm.mlir.global @f() { linkage = 3 } : i32",
  '"llvm.mlir.global"() ({}) {sym_name = "a"} : () -> ()',
  '"llvm.mlir.global"() ({}) {sym_name = "a", global_type = i32, linkage = 3} : () -> ()',
  "llvm.comdat @c { llvm.return }",
  "llvm.mlir.global_ctors ctors = [@f], priorities = [0 : i32, 1 : i32], data = [#llvm.zero]",
  "llvm.mlir.global_ctors ctors = [@f], priorities = [0 : i32], data = [#llvm.zero, #llvm.zero]",
  "llvm.mlir.global_dtors dtors = [@f], priorities = [0 : i32, 1 : i32], data = [#llvm.zero]",
  "llvm.func @f()\nllvm.mlir.global_ctors ctors = [@f], priorities = [0 : i32], data = [3 : i32]",
  "llvm.mlir.global_ctors ctors = [@f], priorities = [0 : i32], data = [#llvm.zero]",
  "llvm.mlir.global @f() : i32\nllvm.mlir.global_dtors dtors = [@f], priorities = [0 : i32], data = [#llvm.zero]",
  "llvm.mlir.alias external @a : i32 { %0 = llvm.mlir.constant(3 : i32) : i32 llvm.return %0 : i32 }",
  "llvm.mlir.alias common @a : i32 { %0 = llvm.mlir.zero : !llvm.ptr llvm.return %0 : !llvm.ptr }",
  "llvm.mlir.alias external @a : !llvm.void { %0 = llvm.mlir.zero : !llvm.ptr llvm.return %0 : !llvm.ptr }",
  "llvm.func @g()\nllvm.mlir.alias external @a : i32 { %0 = llvm.mlir.zero : !llvm.ptr llvm.call @g() : () -> () llvm.return %0 : !llvm.ptr }",
  "llvm.mlir.alias external @a : i32 { llvm.return }",
  ...["llvm.func @g()", "llvm.mlir.global @g() : i32", ""].map((symbol) => {
    const address = "%0 = llvm.blockaddress <function = @g, tag = <id = 3>> : !llvm.ptr";
    return `${symbol}\nllvm.func @f() { ${address} llvm.br ^a\n^a:\n llvm.blocktag <id = 1>\n llvm.return }`;
  }),
  "llvm.func @f() { llvm.br ^a\n^a:\n llvm.blocktag <id = 1>\n llvm.blocktag <id = 1>\n llvm.return }",
  "llvm.module_flags [3 : i32]",
  ...[
    '#llvm.mlir.module_flag<foo, "a", 3 : i32>',
    '#llvm.mlir.module_flag<error, "a", 3.0>',
    '#llvm.mlir.module_flag<error, "CG Profile", 3 : i32>',
    '#llvm.mlir.module_flag<error, "ProfileSummary", [3 : i32]>',
    "#llvm.profile_summary<format = x>",
    "#llvm.di_derived_type<tag = 3>",
    '#llvm.di_basic_type<tag = DW_TAG_base_type, name = "a", encoding = x>',
    "#llvm.di_subroutine_type<callingConvention = x>",
    "#llvm.di_expression<[x]>",
    "#llvm.di_subprogram<subprogramFlags = x>",
    '#llvm.di_local_variable<scope = #llvm.di_file<"a" in "">, flags = x>',
    '#llvm.di_file<"a" "b">',
    "#llvm.loop_annotation",
    "#llvm.loop_interleave<>",
    '#llvm.alias_scope<id = 3 : i32, domain = <id = "a">>',
    '#llvm.tbaa_type_desc<id = "x", members = {}>',
  ].map((attribute) => `"a.b"() {t = ${attribute}} : () -> ()`),
];

function expectedMessage(text: string): string {
  const { stderr } = runOracle("mlir-opt", ["--allow-unregistered-dialect"], text);
  const message = /error: (.*)/.exec(stderr)?.[1];
  if (message === undefined) throw new Error(`mlir-opt accepts\n${text}`);
  return message;
}

function expectSameMessage(text: string): void {
  const [first = "no error"] = errorsOf(text, llvmDialect);
  expect(first).toBe(expectedMessage(text));
}

describe.skipIf(!hasOracle("mlir-opt"))("messages of the llvm dialect", () => {
  it.each(statements)("%s", (statement) => {
    expectSameMessage(inFunction(statement));
  });
  it.each(modules)("%s", expectSameMessage);
});
