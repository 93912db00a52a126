// RUN: adopt %s --autodiff --canonicalize --cse --split-input-file | adopt-filecheck %s

// Functions of llvm return one value: several are packed into a struct.

llvm.func @product(%x: f64, %y: f64) -> f64 {
  %z = llvm.fmul %x, %y : f64
  llvm.return %z : f64
}

llvm.func @request(%x: f64, %y: f64) -> f64 {
  %dx, %dy = ad.grad @product(%x, %y) : (f64, f64) -> (f64, f64)
  %r = llvm.fsub %dx, %dy : f64
  llvm.return %r : f64
}

// CHECK-LABEL: llvm.func internal @product_pullback(
// CHECK-SAME: %[[X:.*]]: f64, %[[Y:.*]]: f64, %[[G:.*]]: f64) -> !llvm.struct<(f64, f64)>
// CHECK: %[[P:.*]] = llvm.mlir.poison : !llvm.struct<(f64, f64)>
// CHECK: %[[DX:.*]] = llvm.fmul %[[G]], %[[Y]] : f64
// CHECK: %[[DY:.*]] = llvm.fmul %[[G]], %[[X]] : f64
// CHECK: %[[P0:.*]] = llvm.insertvalue %[[DX]], %[[P]][0]
// CHECK: %[[P1:.*]] = llvm.insertvalue %[[DY]], %[[P0]][1]
// CHECK: llvm.return %[[P1]]

// CHECK-LABEL: llvm.func @request(
// CHECK: %[[ONE:.*]] = llvm.mlir.constant(1.000000e+00 : f64) : f64
// CHECK: %[[D:.*]] = llvm.call @product_pullback(%{{.*}}, %{{.*}}, %[[ONE]])
// CHECK: llvm.extractvalue %[[D]][0]
// CHECK: llvm.extractvalue %[[D]][1]

// -----

// A call in forward mode gives the tangents behind the results.

llvm.func @inner(%x: f64) -> f64 {
  %z = llvm.intr.sin(%x) : (f64) -> f64
  llvm.return %z : f64
}

llvm.func @outer(%x: f64) -> f64 {
  %y = llvm.call @inner(%x) {fastmathFlags = #llvm.fastmath<fast>} : (f64) -> f64
  %z = llvm.fmul %y, %y : f64
  llvm.return %z : f64
}

llvm.func @request(%x: f64, %t: f64) -> f64 {
  %z, %dot = ad.jvp @outer(%x) tangents(%t : f64) : (f64) -> (f64, f64)
  llvm.return %dot : f64
}

// CHECK-LABEL: llvm.func internal @inner_jvp(
// CHECK-LABEL: llvm.func internal @outer_jvp(%arg0: f64, %arg1: f64)
// CHECK-NOT: @inner(
// CHECK: %[[BOTH:.*]] = llvm.call @inner_jvp(%arg0, %arg1) : (f64, f64) -> !llvm.struct<(f64, f64)>
// CHECK: %[[Y:.*]] = llvm.extractvalue %[[BOTH]][0]
// CHECK: %[[DOT:.*]] = llvm.extractvalue %[[BOTH]][1]
// CHECK: llvm.fmul %[[Y]], %[[Y]]
// CHECK: llvm.fmul %[[DOT]], %[[Y]]

// -----

// Derivatives that the author wrote return a struct, too.

llvm.func @f(f64, f64) -> f64 attributes {ad.jvp = @f_jvp, ad.vjp = @f_vjp}
llvm.func @f_vjp(f64, f64, f64) -> !llvm.struct<(f64, f64)>
llvm.func @f_jvp(f64, f64, f64, f64) -> !llvm.struct<(f64, f64)>

llvm.func @reverse(%x: f64, %y: f64) -> f64 {
  %dy = ad.grad @f(%x, %y) wrt [1] : (f64, f64) -> f64
  llvm.return %dy : f64
}
llvm.func @forward(%x: f64, %y: f64) -> f64 {
  %z, %dot = ad.jvp @f(%x, %y) tangents(%x : f64) wrt [0] : (f64, f64) -> (f64, f64)
  llvm.return %dot : f64
}

// CHECK-LABEL: llvm.func internal @{{f_jvp.+}}(
// CHECK: %[[C:.*]] = llvm.call @f_jvp(
// CHECK: llvm.extractvalue %[[C]][1]
// CHECK-LABEL: llvm.func internal @f_pullback(
// CHECK: %[[C:.*]] = llvm.call @f_vjp(
// CHECK: %[[DY:.*]] = llvm.extractvalue %[[C]][1]
// CHECK: llvm.return %[[DY]] : f64

// -----

// A struct that holds numbers has derivatives as a whole.

llvm.func @swap(%s: !llvm.struct<(f64, i32, f64)>) -> !llvm.struct<(f64, f64)> {
  %x = llvm.extractvalue %s[0] : !llvm.struct<(f64, i32, f64)>
  %y = llvm.extractvalue %s[2] : !llvm.struct<(f64, i32, f64)>
  %u = llvm.mlir.undef : !llvm.struct<(f64, f64)>
  %t0 = llvm.insertvalue %y, %u[0] : !llvm.struct<(f64, f64)>
  %t = llvm.insertvalue %x, %t0[1] : !llvm.struct<(f64, f64)>
  llvm.return %t : !llvm.struct<(f64, f64)>
}

llvm.func @request(%s: !llvm.struct<(f64, i32, f64)>, %g: !llvm.struct<(f64, f64)>) -> !llvm.struct<(f64, i32, f64)> {
  %t, %ds = ad.vjp @swap(%s) cotangents(%g : !llvm.struct<(f64, f64)>)
    : (!llvm.struct<(f64, i32, f64)>) -> (!llvm.struct<(f64, f64)>, !llvm.struct<(f64, i32, f64)>)
  llvm.return %ds : !llvm.struct<(f64, i32, f64)>
}

// CHECK-LABEL: llvm.func internal @swap_vjp(
// CHECK-SAME: -> !llvm.struct<(struct<(f64, f64)>, struct<(f64, i32, f64)>)>
// CHECK: %[[DX:.*]] = llvm.extractvalue %arg1[1] : !llvm.struct<(f64, f64)>
// CHECK: %[[DY:.*]] = llvm.extractvalue %arg1[0] : !llvm.struct<(f64, f64)>
// CHECK: llvm.insertvalue %[[DY]], %{{.*}}[2] : !llvm.struct<(f64, i32, f64)>
// CHECK: %[[SUM:.*]] = llvm.fadd %{{.*}}, %[[DX]] : f64
// CHECK: llvm.insertvalue %[[SUM]], %{{.*}}[0] : !llvm.struct<(f64, i32, f64)>

// -----

// Functions of <math.h> have rules; a function with a body is differentiated itself.

llvm.func @sinf(f32) -> f32 attributes {no_unwind}
llvm.func @cos(%x: f64) -> f64 {
  %y = llvm.fmul %x, %x : f64
  llvm.return %y : f64
}
llvm.func @f(%x: f32) -> f32 {
  %y = llvm.call @sinf(%x) {fastmathFlags = #llvm.fastmath<nnan>, no_unwind} : (f32) -> f32
  %w = llvm.fpext %y : f32 to f64
  %c = llvm.call @cos(%w) : (f64) -> f64
  %z = llvm.fptrunc %c : f64 to f32
  llvm.return %z : f32
}
llvm.func @request(%x: f32) -> f32 {
  %dx = ad.grad @f(%x) : (f32) -> f32
  llvm.return %dx : f32
}

// CHECK-LABEL: llvm.func @f(
// CHECK: llvm.call @sinf(%{{.*}}) {fastmathFlags = #llvm.fastmath<nnan>, no_unwind} : (f32) -> f32
// CHECK-LABEL: llvm.func internal @f_pullback(
// CHECK: llvm.call @sinf(%{{.*}}) {fastmathFlags = #llvm.fastmath<nnan>, no_unwind} : (f32) -> f32
// CHECK: llvm.call @cos_pullback(
// CHECK: llvm.intr.cos(%{{.*}}) {fastmathFlags = #llvm.fastmath<nnan>} : (f32) -> f32
