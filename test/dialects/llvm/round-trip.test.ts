/** What adopt prints of the llvm dialect is the original to mlir-opt. */

import { describe, it } from "vitest";
import { llvmDialect } from "../../../dialects/llvm/index.ts";
import { llvmPrograms } from "../../support/llvm-programs.ts";
import { hasOracle } from "../../support/oracles.ts";
import { expectRoundTrip } from "../../support/round-trip.ts";

const programs: Readonly<Record<string, string>> = {
  "what mlir-translate does not take": `
llvm.module_flags [#llvm.mlir.module_flag<max, "s", "text">]
llvm.mlir.global_dtors dtors = [@g], priorities = [0 : i32], data = [@x]
llvm.mlir.global internal @x(1 : i32) : i32
llvm.mlir.global external @sym(@x) : !llvm.ptr
llvm.mlir.global external @arr([[1 : i32, 2.0 : f32], #llvm.undef]) : !llvm.array<2 x struct<(i32, f32)>>
llvm.mlir.alias private hidden thread_local unnamed_addr @a {dso_local} : i32 {
  %0 = llvm.mlir.addressof @x : !llvm.ptr
  llvm.return %0 : !llvm.ptr
}
llvm.func @g() { llvm.return }
llvm.func @h(i32) -> i32
llvm.func @f(%p: !llvm.ptr, %a: i32, %b: f32, %c: i1, %n: i64) -> i32 {
  %0 = llvm.call_intrinsic "llvm.sqrt.f32"(%b) ["t"(%a : i32)] {fastmathFlags = #llvm.fastmath<fast>} : (f32 {llvm.noundef}) -> (f32 {llvm.noundef})
  %1 = llvm.intr.ptrmask %p, %a : (!llvm.ptr, i32) -> !llvm.ptr
  %2 = llvm.intr.invariant.start 3, %p : !llvm.ptr
  llvm.intr.invariant.end %2, 3, %p : !llvm.ptr
  llvm.intr.lifetime.start %p : !llvm.ptr
  llvm.intr.assume %c ["align"(%p, %a : !llvm.ptr, i32)] : i1
  %3 = llvm.mlir.none : !llvm.token
  %4 = llvm.intr.ssa.copy %n : i64
  %5 = "llvm.intr.threadlocal.address"(%p) : (!llvm.ptr) -> !llvm.ptr
  %6 = llvm.blockaddress <function = @f, tag = <id = 3>> : !llvm.ptr
  llvm.indirectbr %6 : !llvm.ptr, [
    ^bb1(%a : i32)
  ]
^bb1(%x: i32):
  llvm.blocktag <id = 3>
  %7 = llvm.call fastcc musttail @h(%x) {no_unwind} : (i32 {llvm.noundef}) -> (i32 {llvm.zeroext})
  llvm.return %7 : i32
}
`,
  "debug information": `
#null = #llvm.di_null_type
#file = #llvm.di_file<"a.c" in "/">
#unit = #llvm.di_compile_unit<id = distinct[0]<>, sourceLanguage = DW_LANG_C11, file = #file, producer = "adopt", isOptimized = false, emissionKind = LineTablesOnly, nameTableKind = GNU, splitDebugFilename = "a.dwo">
#int = #llvm.di_basic_type<tag = DW_TAG_base_type, name = "int", sizeInBits = 32, encoding = DW_ATE_signed>
#self = #llvm.di_composite_type<recId = distinct[1]<>, isRecSelf = true>
#pointer = #llvm.di_derived_type<tag = DW_TAG_pointer_type, baseType = #self, sizeInBits = 64, dwarfAddressSpace = 3>
#member = #llvm.di_derived_type<tag = DW_TAG_member, name = "next", baseType = #pointer, sizeInBits = 64, alignInBits = 64, offsetInBits = 8, extraData = #int>
#node = #llvm.di_composite_type<recId = distinct[1]<>, tag = DW_TAG_structure_type, name = "node", file = #file, line = 3, scope = #file, flags = "Public|Vector", sizeInBits = 64, elements = #member, #llvm.di_subrange<count = 4 : i64, lowerBound = -1 : i64>>
#type = #llvm.di_subroutine_type<callingConvention = DW_CC_normal, types = #null, #node>
#f = #llvm.di_subprogram<id = distinct[2]<>, compileUnit = #unit, scope = #file, name = "f", linkageName = "_f", file = #file, line = 7, scopeLine = 8, subprogramFlags = "Definition|Optimized", type = #type, annotations = #llvm.di_annotation<name = "k", value = "v">>
#block = #llvm.di_lexical_block<scope = #f, file = #file, line = 9, column = 1>
#part = #llvm.di_lexical_block_file<scope = #block, file = #file, discriminator = 3>
#variable = #llvm.di_local_variable<scope = #part, name = "x", file = #file, line = 9, arg = 1, alignInBits = 32, type = #int, flags = Artificial>
#label = #llvm.di_label<scope = #f, name = "out", file = #file, line = 12>
#global = #llvm.di_global_variable<scope = #unit, name = "g", linkageName = "_g", file = #file, line = 1, type = #int, isLocalToUnit = true, isDefined = true, alignInBits = 32>
#string = #llvm.di_string_type<tag = DW_TAG_string_type, name = "s", sizeInBits = 8, alignInBits = 8, stringLength = #global, encoding = DW_ATE_ASCII>
module attributes {t.x = [#string, #llvm.di_module<name = "m", line = 3, isDecl = true>, #llvm.di_namespace<name = "n", exportSymbols = true>, #llvm.di_imported_entity<tag = DW_TAG_imported_module, scope = #file, entity = #f>, #llvm.di_common_block<scope = #file, name = "c">, #llvm.di_generic_subrange<lowerBound = 1 : i64, stride = #llvm.di_expression<[DW_OP_lit1]>>]} {
llvm.mlir.global external @g(1 : i32) {dbg_exprs = [#llvm.di_global_variable_expression<var = #global, expr = <[DW_OP_deref]>>]} : i32
llvm.func @f(%a: i32, %p: !llvm.ptr) {
  llvm.intr.dbg.value #variable = %a : i32
  llvm.intr.dbg.value #variable #llvm.di_expression<[DW_OP_LLVM_fragment(0, 16), DW_OP_LLVM_convert(16, DW_ATE_signed), DW_OP_stack_value]> = %a : i32
  llvm.intr.dbg.declare #variable = %p : !llvm.ptr
  llvm.intr.dbg.label #label
  llvm.return
} loc(fused<#f>["a.c":7:1])
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
  it.each(Object.entries({ ...llvmPrograms, ...programs }))("%s", (_, text) => {
    expectRoundTrip(text, llvmDialect);
  });
});
