/** What adopt prints of the llvm dialect is the original to mlir-opt. */

import { describe, it } from "vitest";
import { llvmDialect } from "../../../dialects/llvm/index.ts";
import { hasOracle } from "../../support/oracles.ts";
import { expectRoundTrip } from "../../support/round-trip.ts";

const programs: Readonly<Record<string, string>> = {
  "metadata, labels, assembly": `
#domain = #llvm.alias_scope_domain<id = "d">
#scope = #llvm.alias_scope<id = distinct[0]<>, domain = #domain, description = "first">
#scope1 = #llvm.alias_scope<id = "s", domain = <id = distinct[1]<>, description = "other">>
#group = #llvm.access_group<id = distinct[2]<>>
#group1 = #llvm.access_group<id = distinct[3]<>>
#root = #llvm.tbaa_root<id = "C">
#char = #llvm.tbaa_type_desc<id = "char", members = {<#root, 0>}>
#struct = #llvm.tbaa_type_desc<id = "struct", members = {<#char, 0>, <#char, 8>}>
#anonymous = #llvm.tbaa_type_desc<id = "x", members = {<#llvm.tbaa_root, 0>}>
#tag = #llvm.tbaa_tag<base_type = #struct, access_type = #char, offset = 8>
#tag1 = #llvm.tbaa_tag<base_type = #anonymous, access_type = #anonymous, offset = 0, constant = true>
#after = #llvm.loop_annotation<disableNonforced = true>
#loop = #llvm.loop_annotation<disableNonforced = true, vectorize = <disable = false, predicateEnable = true, scalableEnable = false, width = 8 : i32, followupVectorized = #after, followupEpilogue = #after, followupAll = #after>, interleave = <count = 2 : i32>, unroll = <disable = true, count = 4 : i32, runtimeDisable = true, full = false, followupUnrolled = #after, followupRemainder = #after, followupAll = #after>, unrollAndJam = <disable = false, count = 3 : i32, followupOuter = #after, followupInner = #after, followupRemainderOuter = #after, followupRemainderInner = #after, followupAll = #after>, licm = <disable = true, versioningDisable = true>, distribute = <disable = false, followupCoincident = #after, followupSequential = #after, followupFallback = #after, followupAll = #after>, pipeline = <disable = false, initiationinterval = 3 : i32>, peeled = <count = 1 : i32>, unswitch = <partialDisable = true>, mustProgress = true, isVectorized = true, parallelAccesses = #group, #group1>
module attributes {llvm.ident = "test"} {
llvm.module_flags [#llvm.mlir.module_flag<error, "wchar_size", 4 : i32>, #llvm.mlir.module_flag<max, "s", "text">, #llvm.mlir.module_flag<append, "CG Profile", [#llvm.cgprofile_entry<from = @f, to = @g, count = 222>, #llvm.cgprofile_entry<count = 1>]>, #llvm.mlir.module_flag<error, "ProfileSummary", #llvm.profile_summary<format = InstrProf, total_count = 1, max_count = 2, max_internal_count = 3, max_function_count = 4, num_counts = 5, num_functions = 6, is_partial_profile = 1, partial_profile_ratio = 0.5 : f64, detailed_summary = <cut_off = 10000, min_count = 86427, num_counts = 1>, <cut_off = 1, min_count = 2, num_counts = 3>>>]
llvm.linker_options ["-l", "m"]
llvm.mlir.global_ctors ctors = [@g], priorities = [7 : i32], data = [#llvm.zero]
llvm.mlir.global_dtors dtors = [@g], priorities = [0 : i32], data = [@x]
llvm.mlir.global internal @x(1 : i32) : i32
llvm.mlir.alias private hidden thread_local unnamed_addr @a {dso_local} : i32 {
  %0 = llvm.mlir.addressof @x : !llvm.ptr
  llvm.return %0 : !llvm.ptr
}
llvm.func @g() { llvm.return }
llvm.func @f(%p: !llvm.ptr, %a: i32, %c: i1, ...) {
  %0 = llvm.load %p {alias_scopes = [#scope], noalias_scopes = [#scope1], access_groups = [#group, #group1], tbaa = [#tag]} : !llvm.ptr -> i32
  llvm.store %0, %p {tbaa = [#tag1], access_groups = [#group]} : i32, !llvm.ptr
  llvm.intr.experimental.noalias.scope.decl #scope
  %1 = llvm.mlir.addressof @a : !llvm.ptr
  %2 = llvm.inline_asm has_side_effects is_align_stack tail_call_kind = <tail> asm_dialect = intel operand_attrs = [{elementtype = i32}] "add", "=r,*m" %p : (!llvm.ptr) -> i32
  llvm.inline_asm "", "~{memory}" : () -> ()
  %f = llvm.sitofp %a : i32 to f32
  %3 = llvm.call_intrinsic "llvm.sqrt.f32"(%f) ["t"(%a : i32)] {fastmathFlags = #llvm.fastmath<fast>} : (f32 {llvm.noundef}) -> (f32 {llvm.noundef})
  llvm.call_intrinsic "llvm.trap"() : () -> ()
  llvm.intr.vastart %p : !llvm.ptr
  llvm.intr.vacopy %p to %1 : !llvm.ptr, !llvm.ptr
  %4 = llvm.va_arg %p : (!llvm.ptr) -> i32
  llvm.intr.vaend %p : !llvm.ptr
  %5 = llvm.blockaddress <function = @f, tag = <id = 3>> : !llvm.ptr
  llvm.indirectbr %5 : !llvm.ptr, [
    ^bb1(%a : i32),
    ^bb2
  ]
^bb1(%x: i32):
  llvm.blocktag <id = 3>
  llvm.cond_br %c, ^bb2, ^bb1(%x : i32) {loop_annotation = #loop}
^bb2:
  llvm.br ^bb2 {loop_annotation = #after}
}
}
`,
  "masked accesses, parts of vectors, hints": `
llvm.func @f(%p: !llvm.ptr, %m: vector<4xi1>, %v: vector<4xf32>, %ps: vector<4x!llvm.ptr>, %n: i64, %s: vector<[4]xf32>, %b: i8) {
  %0 = llvm.intr.masked.load %p, %m {alignment = 4 : i32, nontemporal} : (!llvm.ptr, vector<4xi1>) -> vector<4xf32>
  %1 = llvm.intr.masked.load %p, %m, %v {alignment = 4 : i32} : (!llvm.ptr, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
  llvm.intr.masked.store %v, %p, %m {alignment = 4 : i32} : vector<4xf32>, vector<4xi1> into !llvm.ptr
  %2 = llvm.intr.masked.gather %ps, %m, %v {alignment = 4 : i32} : (vector<4x!llvm.ptr>, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
  llvm.intr.masked.scatter %v, %ps, %m {alignment = 4 : i32} : vector<4xf32>, vector<4xi1> into vector<4x!llvm.ptr>
  %3 = "llvm.intr.masked.expandload"(%p, %m, %v) {arg_attrs = [{llvm.align = 16 : i32}, {}, {}]} : (!llvm.ptr, vector<4xi1>, vector<4xf32>) -> vector<4xf32>
  "llvm.intr.masked.compressstore"(%v, %p, %m) : (vector<4xf32>, !llvm.ptr, vector<4xi1>) -> ()
  %4 = llvm.intr.get.active.lane.mask %n, %n : i64, i64 to vector<7xi1>
  %5 = llvm.intr.stepvector : vector<[4]xi32>
  %6 = llvm.intr.vector.extract %s[0] : vector<4xf32> from vector<[4]xf32>
  %7 = llvm.intr.vector.insert %v, %s[0] : vector<4xf32> into vector<[4]xf32>
  %8 = "llvm.intr.vector.interleave2"(%v, %v) : (vector<4xf32>, vector<4xf32>) -> vector<8xf32>
  %9 = "llvm.intr.vector.deinterleave2"(%8) : (vector<8xf32>) -> !llvm.struct<(vector<4xf32>, vector<4xf32>)>
  %10 = llvm.intr.expect.with.probability %n, %n, 0.5 : i64
  %11 = "llvm.intr.is.constant"(%n) : (i64) -> i1
  %12 = llvm.intr.ssa.copy %n : i64
  %13 = "llvm.intr.threadlocal.address"(%p) : (!llvm.ptr) -> !llvm.ptr
  "llvm.intr.memset.inline"(%p, %b) <{isVolatile = false, len = 16 : i64}> : (!llvm.ptr, i8) -> ()
  llvm.intr.ubsantrap <{failureKind = 3 : i8}>
  llvm.intr.trap
  llvm.intr.debugtrap
  llvm.return
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
