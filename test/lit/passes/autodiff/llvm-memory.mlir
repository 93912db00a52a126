// RUN: adopt %s --autodiff --canonicalize --cse | adopt-filecheck %s

// What is read adds to the shadow; what is written takes the adjoint from there. Promises about aliases are left out.

#domain = #llvm.alias_scope_domain<id = distinct[0]<>>
#scope = #llvm.alias_scope<id = distinct[1]<>, domain = #domain>
llvm.func @square(%p: !llvm.ptr, %q: !llvm.ptr) {
  %0 = llvm.load %p {alias_scopes = [#scope], alignment = 8 : i64} : !llvm.ptr -> f64
  %1 = llvm.fmul %0, %0 : f64
  llvm.store %1, %q {alignment = 8 : i64, noalias_scopes = [#scope]} : f64, !llvm.ptr
  llvm.return
}
llvm.func @ask_square(%p: !llvm.ptr, %q: !llvm.ptr, %dp: !llvm.ptr, %dq: !llvm.ptr) {
  ad.vjp @square(%p, %q) shadows(%dp, %dq : !llvm.ptr, !llvm.ptr) : (!llvm.ptr, !llvm.ptr) -> ()
  llvm.return
}
// CHECK-LABEL: llvm.func internal @square_vjp(
// CHECK-SAME: %[[P:.*]]: !llvm.ptr, %[[Q:.*]]: !llvm.ptr, %[[DP:.*]]: !llvm.ptr, %[[DQ:.*]]: !llvm.ptr)
// CHECK-NOT: scopes
// CHECK-DAG: %[[ZERO:.*]] = llvm.mlir.constant(0.000000e+00 : f64) : f64
// CHECK: %[[X:.*]] = llvm.load %[[P]] {alignment = 8 : i64}
// CHECK: llvm.store %{{.*}}, %[[Q]] {alignment = 8 : i64}
// CHECK: %[[G:.*]] = llvm.load %[[DQ]] {alignment = 8 : i64}
// CHECK: llvm.store %[[ZERO]], %[[DQ]] {alignment = 8 : i64}
// CHECK: %[[BEFORE:.*]] = llvm.load %[[DP]] {alignment = 8 : i64}
// CHECK: %[[AFTER:.*]] = llvm.fadd %[[BEFORE]], %{{.*}} : f64
// CHECK: llvm.store %[[AFTER]], %[[DP]] {alignment = 8 : i64}
// CHECK: llvm.return

// The shadow of a pointer in memory is a pointer in the shadow memory, read in the primal sweep.

llvm.func @behind(%s: !llvm.ptr) -> f64 {
  %0 = llvm.load %s : !llvm.ptr -> !llvm.ptr
  %1 = llvm.getelementptr %0[3] : (!llvm.ptr) -> !llvm.ptr, f64
  %2 = llvm.load %1 : !llvm.ptr -> f64
  llvm.return %2 : f64
}
llvm.func @ask_behind(%s: !llvm.ptr, %ds: !llvm.ptr) {
  ad.grad @behind(%s) shadows(%ds : !llvm.ptr) : (!llvm.ptr) -> ()
  llvm.return
}
// CHECK-LABEL: llvm.func internal @behind_pullback(
// CHECK-SAME: %[[S:.*]]: !llvm.ptr, %[[DS:.*]]: !llvm.ptr, %[[G:.*]]: f64)
// CHECK: %[[D:.*]] = llvm.load %[[DS]] : !llvm.ptr -> !llvm.ptr
// CHECK: %[[AT:.*]] = llvm.getelementptr %[[D]][3] : (!llvm.ptr) -> !llvm.ptr, f64
// CHECK: %[[BEFORE:.*]] = llvm.load %[[AT]] : !llvm.ptr -> f64
// CHECK: %[[AFTER:.*]] = llvm.fadd %[[BEFORE]], %[[G]] : f64
// CHECK: llvm.store %[[AFTER]], %[[AT]]

// A local variable has a second one beside it, filled with zeros; hints about its life are left out.

llvm.func @variable(%x: f64) -> f64 {
  %0 = llvm.mlir.constant(1 : i32) : i32
  %1 = llvm.alloca %0 x f64 : (i32) -> !llvm.ptr
  llvm.intr.lifetime.start %1 : !llvm.ptr
  llvm.store %x, %1 : f64, !llvm.ptr
  %2 = llvm.load %1 : !llvm.ptr -> f64
  llvm.intr.lifetime.end %1 : !llvm.ptr
  llvm.return %2 : f64
}
llvm.func @ask_variable(%x: f64, %t: f64) -> f64 {
  %0, %1 = ad.jvp @variable(%x) tangents(%t : f64) : (f64) -> (f64, f64)
  llvm.return %1 : f64
}
// CHECK-LABEL: llvm.func internal @variable_jvp(
// CHECK-NOT: lifetime
// CHECK: %[[V:.*]] = llvm.alloca
// CHECK: %[[T:.*]] = llvm.alloca
// CHECK: "llvm.intr.memset"(%[[T]]
// CHECK: llvm.store %arg0, %[[V]]
// CHECK: llvm.store %arg1, %[[T]]
// CHECK: llvm.return

// A pointer that was rounded up is at a distance from the one that was not, and so is its shadow.

llvm.func @rounded(%p: !llvm.ptr) -> f64 {
  %0 = llvm.mlir.constant(15 : i64) : i64
  %1 = llvm.mlir.constant(-16 : i64) : i64
  %2 = llvm.ptrtoint %p : !llvm.ptr to i64
  %3 = llvm.add %2, %0 : i64
  %4 = llvm.and %3, %1 : i64
  %5 = llvm.inttoptr %4 : i64 to !llvm.ptr
  %6 = llvm.load %5 : !llvm.ptr -> f64
  llvm.return %6 : f64
}
llvm.func @ask_rounded(%p: !llvm.ptr, %dp: !llvm.ptr) {
  ad.grad @rounded(%p) shadows(%dp : !llvm.ptr) : (!llvm.ptr) -> ()
  llvm.return
}
// CHECK-LABEL: llvm.func internal @rounded_pullback(
// CHECK-SAME: %[[P:[^:]*]]: !llvm.ptr, %[[DP:[^:]*]]: !llvm.ptr
// CHECK: %[[ADDRESS:.*]] = llvm.ptrtoint %[[P]]
// CHECK: %[[ROUNDED:.*]] = llvm.and
// CHECK: %[[DISTANCE:.*]] = llvm.sub %[[ROUNDED]], %[[ADDRESS]]
// CHECK: %[[SHADOW:.*]] = llvm.getelementptr %[[DP]][%[[DISTANCE]]] {{.*}}, i8
// CHECK: llvm.load %[[SHADOW]]
// CHECK: llvm.store %{{.*}}, %[[SHADOW]]
