// RUN: adopt %s --autodiff --canonicalize --cse | adopt-filecheck %s

// Bits that become a number again are loaded and stored as the number.

llvm.func @copied(%p: !llvm.ptr, %q: !llvm.ptr) -> f64 {
  %0 = llvm.load %p : !llvm.ptr -> i64
  llvm.store %0, %q : i64, !llvm.ptr
  %1 = llvm.bitcast %0 : i64 to f64
  llvm.return %1 : f64
}
llvm.func @ask_copied(%p: !llvm.ptr, %q: !llvm.ptr, %dp: !llvm.ptr, %dq: !llvm.ptr) {
  ad.grad @copied(%p, %q) shadows(%dp, %dq : !llvm.ptr, !llvm.ptr) : (!llvm.ptr, !llvm.ptr) -> ()
  llvm.return
}
// CHECK-LABEL: llvm.func internal @copied_pullback(
// CHECK-SAME: %[[P:.*]]: !llvm.ptr, %[[Q:.*]]: !llvm.ptr, %[[DP:.*]]: !llvm.ptr, %[[DQ:.*]]: !llvm.ptr, %[[SEED:.*]]: f64)
// CHECK: %[[X:.*]] = llvm.load %[[P]] : !llvm.ptr -> f64
// CHECK: llvm.store %[[X]], %[[Q]] : f64, !llvm.ptr
// CHECK: %[[OF_Q:.*]] = llvm.load %[[DQ]] : !llvm.ptr -> f64
// CHECK: %[[SUM:.*]] = llvm.fadd %[[SEED]], %[[OF_Q]]
// CHECK: %[[BEFORE:.*]] = llvm.load %[[DP]] : !llvm.ptr -> f64
// CHECK: %[[AFTER:.*]] = llvm.fadd %[[BEFORE]], %[[SUM]]
// CHECK: llvm.store %[[AFTER]], %[[DP]]

// A number by its sign bit: the size of one and the sign of another.

llvm.func @signed(%x: f64, %y: f64) -> f64 {
  %0 = llvm.mlir.constant(9223372036854775807 : i64) : i64
  %1 = llvm.mlir.constant(-9223372036854775808 : i64) : i64
  %2 = llvm.bitcast %x : f64 to i64
  %3 = llvm.bitcast %y : f64 to i64
  %4 = llvm.and %2, %0 : i64
  %5 = llvm.and %3, %1 : i64
  %6 = llvm.or %4, %5 : i64
  %7 = llvm.bitcast %6 : i64 to f64
  llvm.return %7 : f64
}
llvm.func @ask_signed(%x: f64, %y: f64) -> f64 {
  %0 = ad.grad @signed(%x, %y) wrt [0] : (f64, f64) -> f64
  llvm.return %0 : f64
}
// CHECK-LABEL: llvm.func internal @signed_pullback(
// CHECK-SAME: %[[X:.*]]: f64, %[[Y:.*]]: f64, %[[SEED:.*]]: f64)
// CHECK: %[[SIGNED:.*]] = llvm.intr.copysign(%[[X]], %[[Y]])
// CHECK: %[[SAME:.*]] = llvm.fcmp "oeq" %[[SIGNED]], %[[X]] : f64
// CHECK: llvm.select %[[SAME]], %[[SEED]],
