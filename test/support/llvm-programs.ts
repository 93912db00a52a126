/** Modules of the llvm dialect that mlir-translate turns into LLVM IR. Together they have nearly all that the dialect has. */

export const llvmPrograms: Readonly<Record<string, string>> = {
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
  %24 = llvm.trunc %a overflow<nsw> : i32 to i8
  %25 = llvm.zext nneg %a : i32 to i64
  %26 = llvm.intr.sin(%b) {fastmathFlags = #llvm.fastmath<nnan>} : (f32) -> f32
  %27 = "llvm.intr.ctlz"(%a) <{is_zero_poison = true}> : (i32) -> i32
  %28 = "llvm.intr.sadd.with.overflow"(%a, %a) : (i32, i32) -> !llvm.struct<(i32, i1)>
  %29 = llvm.atomicrmw add %p, %a monotonic : !llvm.ptr, i32
  %30 = llvm.cmpxchg %p, %a, %a acq_rel monotonic : !llvm.ptr, i32
  llvm.fence syncscope("agent") seq_cst
  llvm.intr.assume %c : i1
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
  "globals, intrinsics, atomics": `
module attributes {llvm.target_triple = "x86_64-unknown-linux-gnu"} {
llvm.comdat @__llvm_comdat { llvm.comdat_selector @any any
 llvm.comdat_selector @l largest }
llvm.mlir.global internal constant @c(1 : i64) comdat(@__llvm_comdat::@any) : i64
llvm.mlir.global external hidden thread_local unnamed_addr constant @d(dense<[1.0, 2.0]> : tensor<2xf32>) {addr_space = 3 : i32, section = "a", dso_local} : !llvm.array<2 x f32>
llvm.mlir.global weak protected local_unnamed_addr @e() : !llvm.struct<"S", packed (i8, ptr<3>)>
llvm.mlir.global private @z(#llvm.zero) : !llvm.array<2 x i8>
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
  "attributes of functions and globals": `
llvm.func @a() attributes {memory_effects = #llvm.memory_effects<other = none, argMem = none, inaccessibleMem = none, errnoMem = none, targetMem0 = none, targetMem1 = none>}
llvm.func @b() attributes {memory_effects = #llvm.memory_effects<other = none, argMem = read, inaccessibleMem = write, errnoMem = readwrite, targetMem0 = none, targetMem1 = read>}
llvm.func @c() attributes {memory_effects = #llvm.memory_effects<other = read, argMem = read, inaccessibleMem = read, errnoMem = read, targetMem0 = read, targetMem1 = read>}
llvm.func @d() attributes {memory_effects = #llvm.memory_effects<other = read, argMem = readwrite, inaccessibleMem = none, errnoMem = read, targetMem0 = read, targetMem1 = read>}
llvm.func @e() attributes {memory_effects = #llvm.memory_effects<other = readwrite, argMem = readwrite, inaccessibleMem = readwrite, errnoMem = readwrite, targetMem0 = readwrite, targetMem1 = readwrite>}
llvm.func @g(!llvm.ptr {llvm.byval = i32, llvm.nocapture, llvm.dereferenceable = 4 : i64, llvm.readnone, llvm.alignstack = 8 : i64}, i32 {llvm.range = #llvm.constant_range<i32, -1, 3>, llvm.signext, llvm.noundef, llvm.inreg})
llvm.func @h() attributes {frame_pointer = #llvm.framePointerKind<"non-leaf">, uwtable_kind = #llvm.uwtableKind<async>, personality = @a, garbageCollector = "statepoint", target_features = #llvm.target_features<["+avx2", "-sse4a"]>, arm_streaming, no_infs_fp_math = true, vscale_range = #llvm.vscale_range<minRange = 1 : i32, maxRange = 16 : i32>, section = "sec", alignment = 16 : i64, dso_local, function_entry_count = 42 : i64, passthrough = ["noreturn", "foo", ["k", "v"], ["cold", ""]], always_inline, denormal_fp_math = "preserve-sign", reqd_work_group_size = array<i32: 1, 2, 3>, intel_reqd_sub_group_size = 8 : i32, work_group_size_hint = array<i32: 1, 2, 3>, target_cpu = "x", convergent, inline_hint} { llvm.return }
llvm.func @uw() attributes {uwtable_kind = #llvm.uwtableKind<sync>}
llvm.mlir.global weak protected local_unnamed_addr @e1() : i32
llvm.mlir.global internal @e2() : i32
llvm.mlir.global extern_weak @e3() : i32
llvm.mlir.global private @e4() {section = "a", alignment = 8} : i32
llvm.mlir.global external @e6(1.5 : f64) {externally_initialized, addr_space = 3 : i32} : f64
llvm.mlir.global linkonce_odr @e7(0.1 : f32) : f32
`,
  "calling conventions": `
llvm.func cc_10 @a()
llvm.func cc_11 @b()
llvm.func amdgpu_vscc @c()
llvm.func ptx_kernelcc @d()
llvm.func hhvm_ccc @e()
llvm.func cfguard_checkcc @f()
llvm.func x86_stdcallcc @g()
llvm.func aarch64_sve_vectorcallcc @h()
llvm.func wasm_emscripten_invokecc @i()
llvm.func m68k_intrcc @j()
llvm.func amdgpu_gfxcc @k()
llvm.func arm_aapcs_vfpcc @l()
llvm.func avr_builtincc @m()
llvm.func amdgpu_kernelcc @m2()
llvm.func win64cc @m3()
llvm.func intel_ocl_bicc @m4()
llvm.func spir_funccc @m5()
llvm.func msp430_builtincc @m6()
llvm.func x86_intrcc @m7()
llvm.func aarch64_vectorcallcc @m8()
llvm.func amdgpu_escc @m9()
llvm.func amdgpu_lscc @m10()
llvm.func anyregcc @m11()
llvm.func preserve_mostcc @m12()
llvm.func cxx_fast_tlscc @m13()
llvm.func swifttailcc @m14()
llvm.func tailcc @m15()
llvm.func msp430_intrcc @m16()
llvm.func hhvmcc @m17()
llvm.func avr_intrcc @m18()
llvm.func ptx_devicecc @m19()
llvm.func x86_regcallcc @m20()
`,
  "metadata and assembly": `
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
llvm.module_flags [#llvm.mlir.module_flag<error, "wchar_size", 4 : i32>, #llvm.mlir.module_flag<warning, "s", "text">, #llvm.mlir.module_flag<append, "CG Profile", [#llvm.cgprofile_entry<from = @f, to = @g, count = 222>, #llvm.cgprofile_entry<count = 1>]>, #llvm.mlir.module_flag<error, "ProfileSummary", #llvm.profile_summary<format = InstrProf, total_count = 1, max_count = 2, max_internal_count = 3, max_function_count = 4, num_counts = 5, num_functions = 6, is_partial_profile = 1, partial_profile_ratio = 0.5 : f64, detailed_summary = <cut_off = 10000, min_count = 86427, num_counts = 1>, <cut_off = 1, min_count = 2, num_counts = 3>>>]
llvm.linker_options ["-l", "m"]
llvm.mlir.global internal thread_local @x(1 : i32) : i32
llvm.mlir.global_ctors ctors = [@g], priorities = [7 : i32], data = [#llvm.zero]
llvm.mlir.global_dtors dtors = [@g], priorities = [0 : i32], data = [#llvm.zero]
llvm.mlir.alias internal thread_local unnamed_addr @a : i32 {
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
  %3 = llvm.call_intrinsic "llvm.sqrt.f32"(%f) {fastmathFlags = #llvm.fastmath<fast>} : (f32 {llvm.noundef}) -> (f32 {llvm.noundef})
  llvm.call_intrinsic "llvm.trap"() : () -> ()
  llvm.intr.vastart %p : !llvm.ptr
  llvm.intr.vacopy %p to %1 : !llvm.ptr, !llvm.ptr
  %4 = llvm.va_arg %p : (!llvm.ptr) -> i32
  llvm.intr.vaend %p : !llvm.ptr
  llvm.indirectbr %p : !llvm.ptr, [
    ^bb1(%a : i32),
    ^bb2
  ]
^bb1(%x: i32):
  llvm.cond_br %c, ^bb2, ^bb1(%x : i32) {loop_annotation = #loop}
^bb2:
  llvm.br ^bb2 {loop_annotation = #after}
}
}
`,
  "masked accesses and parts of vectors": `
llvm.mlir.global internal thread_local @local(1 : i32) : i32
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
  %14 = llvm.mlir.addressof @local : !llvm.ptr
  %13 = "llvm.intr.threadlocal.address"(%14) : (!llvm.ptr) -> !llvm.ptr
  "llvm.intr.memset.inline"(%p, %b) <{isVolatile = false, len = 16 : i64}> : (!llvm.ptr, i8) -> ()
  llvm.intr.ubsantrap <{failureKind = 3 : i8}>
  llvm.intr.trap
  llvm.intr.debugtrap
  llvm.return
}
`,
  initializers: `
llvm.mlir.global @x() : !llvm.array<4 x i32>
llvm.mlir.global @number() : i64 {
  %0 = llvm.mlir.addressof @x : !llvm.ptr
  %1 = llvm.ptrtoint %0 : !llvm.ptr to i64
  %2 = llvm.mlir.constant(4 : i64) : i64
  %3 = llvm.add %1, %2 : i64
  llvm.return %3 : i64
}
llvm.mlir.global @struct() : !llvm.struct<(i32, struct<(ptr, f32)>, array<2 x i8>)> {
  %0 = llvm.mlir.undef : !llvm.struct<(i32, struct<(ptr, f32)>, array<2 x i8>)>
  %1 = llvm.mlir.addressof @f : !llvm.ptr
  %2 = llvm.mlir.constant(1.5 : f32) : f32
  %3 = llvm.insertvalue %1, %0[1, 0] : !llvm.struct<(i32, struct<(ptr, f32)>, array<2 x i8>)>
  %4 = llvm.insertvalue %2, %3[1, 1] : !llvm.struct<(i32, struct<(ptr, f32)>, array<2 x i8>)>
  %5 = llvm.mlir.zero : !llvm.array<2 x i8>
  %6 = llvm.insertvalue %5, %4[2] : !llvm.struct<(i32, struct<(ptr, f32)>, array<2 x i8>)>
  llvm.return %6 : !llvm.struct<(i32, struct<(ptr, f32)>, array<2 x i8>)>
}
llvm.func @f() -> !llvm.ptr {
  %0 = llvm.mlir.addressof @number : !llvm.ptr
  llvm.return %0 : !llvm.ptr
}
`,
};
