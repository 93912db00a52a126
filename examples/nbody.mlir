// What clang-22 and mlir-translate-22 make of nbody.c. The functions at the end are written by hand.

#loop_unroll = #llvm.loop_unroll<disable = true>
#tbaa_root = #llvm.tbaa_root<id = "Simple C/C++ TBAA">
#loop_annotation = #llvm.loop_annotation<unroll = #loop_unroll, mustProgress = true>
#tbaa_type_desc = #llvm.tbaa_type_desc<id = "omnipotent char", members = {<#tbaa_root, 0>}>
#tbaa_type_desc1 = #llvm.tbaa_type_desc<id = "double", members = {<#tbaa_type_desc, 0>}>
#tbaa_tag = #llvm.tbaa_tag<base_type = #tbaa_type_desc1, access_type = #tbaa_type_desc1, offset = 0>
module attributes {dlti.dl_spec = #dlti.dl_spec<!llvm.ptr<270> = dense<32> : vector<4xi64>, !llvm.ptr<271> = dense<32> : vector<4xi64>, !llvm.ptr<272> = dense<64> : vector<4xi64>, i64 = dense<64> : vector<2xi64>, i128 = dense<128> : vector<2xi64>, f80 = dense<128> : vector<2xi64>, !llvm.ptr = dense<64> : vector<4xi64>, i1 = dense<8> : vector<2xi64>, i8 = dense<8> : vector<2xi64>, i16 = dense<16> : vector<2xi64>, i32 = dense<32> : vector<2xi64>, f16 = dense<16> : vector<2xi64>, f64 = dense<64> : vector<2xi64>, f128 = dense<128> : vector<2xi64>, "dlti.endianness" = "little", "dlti.mangling_mode" = "e", "dlti.legal_int_widths" = array<i32: 8, 16, 32, 64>, "dlti.stack_alignment" = 128 : i64>, llvm.ident = "Debian clang version 22.1.8 (1~deb12u1)", llvm.module_asm = [], llvm.target_triple = "x86_64-pc-linux-gnu"} {
  llvm.module_flags [#llvm.mlir.module_flag<error, "wchar_size", 4 : i32>, #llvm.mlir.module_flag<min, "PIC Level", 2 : i32>, #llvm.mlir.module_flag<max, "PIE Level", 2 : i32>, #llvm.mlir.module_flag<max, "uwtable", 2 : i32>]
  llvm.func local_unnamed_addr @energy(%arg0: !llvm.ptr {llvm.nocapture, llvm.noundef}, %arg1: i32 {llvm.noundef}, %arg2: i32 {llvm.noundef}) -> f64 attributes {dso_local, memory_effects = #llvm.memory_effects<other = none, argMem = readwrite, inaccessibleMem = none, errnoMem = none, targetMem0 = none, targetMem1 = none>, no_unwind, passthrough = ["nofree", "norecurse", "nosync", ["min-legal-vector-width", "0"], ["no-trapping-math", "true"], ["stack-protector-buffer-size", "8"], ["target-cpu", "x86-64"]], target_cpu = "x86-64", target_features = #llvm.target_features<["+cmov", "+cx8", "+fxsr", "+mmx", "+sse", "+sse2", "+x87"]>, tune_cpu = "generic", uwtable_kind = #llvm.uwtableKind<async>} {
    %0 = llvm.mlir.constant(0 : i32) : i32
    %1 = llvm.mlir.constant(0 : i64) : i64
    %2 = llvm.mlir.constant(8 : i64) : i64
    %3 = llvm.mlir.constant(0.000000e+00 : f64) : f64
    %4 = llvm.mlir.constant(1.000000e-02 : f64) : f64
    %5 = llvm.mlir.constant(1.000000e+00 : f64) : f64
    %6 = llvm.mlir.constant(1 : i64) : i64
    %7 = llvm.mlir.constant(16 : i64) : i64
    %8 = llvm.mlir.constant(1.000000e-03 : f64) : f64
    %9 = llvm.mlir.constant(24 : i64) : i64
    %10 = llvm.mlir.constant(1 : i32) : i32
    %11 = llvm.mlir.constant(5.000000e-01 : f64) : f64
    %12 = llvm.icmp "sgt" %arg2, %0 : i32
    llvm.cond_br %12, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    %13 = llvm.icmp "sgt" %arg1, %0 : i32
    %14 = llvm.zext %arg1 : i32 to i64
    llvm.br ^bb4(%0 : i32)
  ^bb2:  // 2 preds: ^bb0, ^bb8
    %15 = llvm.icmp "sgt" %arg1, %0 : i32
    llvm.cond_br %15, ^bb3, ^bb11(%3 : f64)
  ^bb3:  // pred: ^bb2
    %16 = llvm.zext nneg %arg1 : i32 to i64
    llvm.br ^bb12(%1, %3 : i64, f64)
  ^bb4(%17: i32):  // 2 preds: ^bb1, ^bb8
    llvm.cond_br %13, ^bb5(%1 : i64), ^bb8
  ^bb5(%18: i64):  // 2 preds: ^bb4, ^bb6
    %19 = llvm.getelementptr inbounds|nuw %arg0[%18] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<"struct.body", (array<2 x f64>, array<2 x f64>)>
    %20 = llvm.load %19 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %21 = llvm.getelementptr inbounds|nuw %19[%2] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %22 = llvm.load %21 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    llvm.br ^bb7(%1, %3, %3 : i64, f64, f64)
  ^bb6:  // pred: ^bb7
    %23 = llvm.getelementptr inbounds|nuw %19[%7] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %24 = llvm.load %23 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %25 = llvm.intr.fmuladd(%46, %8, %24) : (f64, f64, f64) -> f64
    llvm.store %25, %23 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : f64, !llvm.ptr
    %26 = llvm.getelementptr inbounds|nuw %19[%9] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %27 = llvm.load %26 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %28 = llvm.intr.fmuladd(%47, %8, %27) : (f64, f64, f64) -> f64
    llvm.store %28, %26 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : f64, !llvm.ptr
    %29 = llvm.add %18, %6 overflow<nsw, nuw> : i64
    %30 = llvm.icmp "eq" %29, %14 : i64
    llvm.cond_br %30, ^bb9(%1 : i64), ^bb5(%29 : i64) {loop_annotation = #loop_annotation}
  ^bb7(%31: i64, %32: f64, %33: f64):  // 2 preds: ^bb5, ^bb7
    %34 = llvm.getelementptr inbounds|nuw %arg0[%31] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<"struct.body", (array<2 x f64>, array<2 x f64>)>
    %35 = llvm.load %34 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %36 = llvm.fsub %35, %20 : f64
    %37 = llvm.getelementptr inbounds|nuw %34[%2] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %38 = llvm.load %37 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %39 = llvm.fsub %38, %22 : f64
    %40 = llvm.fmul %39, %39 : f64
    %41 = llvm.intr.fmuladd(%36, %36, %40) : (f64, f64, f64) -> f64
    %42 = llvm.fadd %41, %4 : f64
    %43 = llvm.intr.sqrt(%42) : (f64) -> f64
    %44 = llvm.fmul %42, %43 : f64
    %45 = llvm.fdiv %5, %44 : f64
    %46 = llvm.intr.fmuladd(%36, %45, %32) : (f64, f64, f64) -> f64
    %47 = llvm.intr.fmuladd(%39, %45, %33) : (f64, f64, f64) -> f64
    %48 = llvm.add %31, %6 overflow<nsw, nuw> : i64
    %49 = llvm.icmp "eq" %48, %14 : i64
    llvm.cond_br %49, ^bb6, ^bb7(%48, %46, %47 : i64, f64, f64) {loop_annotation = #loop_annotation}
  ^bb8:  // 2 preds: ^bb4, ^bb9
    %50 = llvm.add %17, %10 overflow<nsw, nuw> : i32
    %51 = llvm.icmp "eq" %50, %arg2 : i32
    llvm.cond_br %51, ^bb2, ^bb4(%50 : i32) {loop_annotation = #loop_annotation}
  ^bb9(%52: i64):  // 2 preds: ^bb6, ^bb9
    %53 = llvm.getelementptr inbounds|nuw %arg0[%52] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<"struct.body", (array<2 x f64>, array<2 x f64>)>
    %54 = llvm.getelementptr inbounds|nuw %53[%7] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %55 = llvm.load %54 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %56 = llvm.load %53 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %57 = llvm.intr.fmuladd(%55, %8, %56) : (f64, f64, f64) -> f64
    llvm.store %57, %53 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : f64, !llvm.ptr
    %58 = llvm.getelementptr inbounds|nuw %53[%9] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %59 = llvm.load %58 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %60 = llvm.getelementptr inbounds|nuw %53[%2] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %61 = llvm.load %60 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %62 = llvm.intr.fmuladd(%59, %8, %61) : (f64, f64, f64) -> f64
    llvm.store %62, %60 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : f64, !llvm.ptr
    %63 = llvm.add %52, %6 overflow<nsw, nuw> : i64
    %64 = llvm.icmp "eq" %63, %14 : i64
    llvm.cond_br %64, ^bb8, ^bb9(%63 : i64) {loop_annotation = #loop_annotation}
  ^bb10:  // pred: ^bb12
    %65 = llvm.fmul %76, %11 : f64
    llvm.br ^bb11(%65 : f64)
  ^bb11(%66: f64):  // 2 preds: ^bb2, ^bb10
    llvm.return %66 : f64
  ^bb12(%67: i64, %68: f64):  // 2 preds: ^bb3, ^bb12
    %69 = llvm.getelementptr inbounds|nuw %arg0[%67] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<"struct.body", (array<2 x f64>, array<2 x f64>)>
    %70 = llvm.getelementptr inbounds|nuw %69[%7] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %71 = llvm.load %70 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %72 = llvm.getelementptr inbounds|nuw %69[%9] : (!llvm.ptr, i64) -> !llvm.ptr, i8
    %73 = llvm.load %72 {alignment = 8 : i64, tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
    %74 = llvm.fmul %73, %73 : f64
    %75 = llvm.intr.fmuladd(%71, %71, %74) : (f64, f64, f64) -> f64
    %76 = llvm.fadd %68, %75 : f64
    %77 = llvm.add %67, %6 overflow<nsw, nuw> : i64
    %78 = llvm.icmp "eq" %77, %16 : i64
    llvm.cond_br %78, ^bb10, ^bb12(%77, %76 : i64, f64) {loop_annotation = #loop_annotation}
  }

  // The address of the first body in an array.
  func.func private @bodies(%x: memref<?xf64>) -> !llvm.ptr {
    %address = memref.extract_aligned_pointer_as_index %x : memref<?xf64> -> index
    %number = arith.index_cast %address : index to i64
    %bodies = llvm.inttoptr %number : i64 to !llvm.ptr
    return %bodies : !llvm.ptr
  }

  // How many bodies there are, of four numbers each.
  func.func private @count(%x: memref<?xf64>) -> i32 {
    %c0 = arith.constant 0 : index
    %c4 = arith.constant 4 : index
    %size = memref.dim %x, %c0 : memref<?xf64>
    %count = arith.divui %size, %c4 : index
    %number = arith.index_cast %count : index to i32
    return %number : i32
  }

  func.func @value(%x: memref<?xf64>, %steps: i32) -> f64 {
    %bodies = func.call @bodies(%x) : (memref<?xf64>) -> !llvm.ptr
    %count = func.call @count(%x) : (memref<?xf64>) -> i32
    %energy = llvm.call @energy(%bodies, %count, %steps) : (!llvm.ptr, i32, i32) -> f64
    return %energy : f64
  }

  func.func @gradient(%x: memref<?xf64>, %steps: i32, %dx: memref<?xf64>) {
    %bodies = func.call @bodies(%x) : (memref<?xf64>) -> !llvm.ptr
    %shadow = func.call @bodies(%dx) : (memref<?xf64>) -> !llvm.ptr
    %count = func.call @count(%x) : (memref<?xf64>) -> i32
    ad.grad @energy(%bodies, %count, %steps) shadows(%shadow : !llvm.ptr) wrt [0] : (!llvm.ptr, i32, i32) -> ()
    return
  }

  func.func @derivative(%x: memref<?xf64>, %steps: i32, %t: memref<?xf64>) -> f64 {
    %bodies = func.call @bodies(%x) : (memref<?xf64>) -> !llvm.ptr
    %shadow = func.call @bodies(%t) : (memref<?xf64>) -> !llvm.ptr
    %count = func.call @count(%x) : (memref<?xf64>) -> i32
    %energy, %d = ad.jvp @energy(%bodies, %count, %steps) tangents(%shadow : !llvm.ptr) wrt [0]
      : (!llvm.ptr, i32, i32) -> (f64, f64)
    return %d : f64
  }
}
