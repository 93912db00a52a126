// RUN: adopt %s --split-input-file --verify-diagnostics | adopt-filecheck %s
// RUN: adopt %s --split-input-file --verify-diagnostics --emit=llvm-ir | adopt-filecheck %s --check-prefix=IR

// CHECK: #tbaa_tag = #llvm.tbaa_tag<base_type = #tbaa_type_desc, access_type = #tbaa_type_desc, offset = 0>
#root = #llvm.tbaa_root<id = "C">
#double = #llvm.tbaa_type_desc<id = "double", members = {<#root, 0>}>
#tag = #llvm.tbaa_tag<base_type = #double, access_type = #double, offset = 0>
#loop = #llvm.loop_annotation<unroll = <disable = true>, mustProgress = true>

// CHECK-LABEL: llvm.func @loop
// IR-LABEL: define void @loop(
llvm.func @loop(%p: !llvm.ptr, %c: i1) {
  llvm.br ^bb1
^bb1:
  // CHECK: llvm.load %{{.*}} {tbaa = [#tbaa_tag]} : !llvm.ptr -> f64
  // IR: load double, ptr %0, !tbaa ![[TAG:[0-9]+]]
  %0 = llvm.load %p {tbaa = [#tag]} : !llvm.ptr -> f64
  // CHECK: llvm.cond_br %{{.*}}, ^bb1, ^bb2 {loop_annotation = #loop_annotation}
  // IR: br i1 %1, {{.*}}, !llvm.loop ![[LOOP:[0-9]+]]
  llvm.cond_br %c, ^bb1, ^bb2 {loop_annotation = #loop}
^bb2:
  llvm.return
}
// IR: ![[TAG]] = !{![[TYPE:[0-9]+]], ![[TYPE]], i64 0}
// IR: ![[TYPE]] = !{!"double", ![[ROOT:[0-9]+]], i64 0}
// IR: ![[LOOP]] = distinct !{![[LOOP]], ![[PROGRESS:[0-9]+]], ![[UNROLL:[0-9]+]]}
// IR: ![[PROGRESS]] = !{!"llvm.loop.mustprogress"}

// -----

// CHECK: llvm.module_flags [#llvm.mlir.module_flag<max, "PIC Level", 2 : i32>]
// IR: !llvm.module.flags = !{!0}
// IR: !0 = !{i32 7, !"PIC Level", i32 2}
llvm.module_flags [#llvm.mlir.module_flag<max, "PIC Level", 2 : i32>]

// -----

// expected-error @+1 {{'llvm.module_flags' op expected a module flag attribute}}
llvm.module_flags [3 : i32]

// -----

llvm.func @tags() {
  llvm.br ^bb1
^bb1:
  llvm.blocktag <id = 1>
  // expected-error @+1 {{duplicate block tag '1' in the same function}}
  llvm.blocktag <id = 1>
  llvm.return
}

// -----

llvm.func @address() {
  // expected-error @+1 {{expects an existing block label target in the referenced function}}
  %0 = llvm.blockaddress <function = @address, tag = <id = 1>> : !llvm.ptr
  llvm.return
}

// -----

// expected-error @+1 {{initializer region must always return a pointer}}
llvm.mlir.alias external @alias : i32 {
  %0 = llvm.mlir.constant(3 : i32) : i32
  llvm.return %0 : i32
}
