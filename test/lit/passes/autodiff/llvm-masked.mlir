// RUN: adopt %s --autodiff --canonicalize --cse | adopt-filecheck %s

// A load of some elements adds to these; the others come from another vector.

llvm.func @load(%p: !llvm.ptr, %mask: vector<4xi1>, %others: vector<4xf64>) -> vector<4xf64> {
  %0 = llvm.intr.masked.load %p, %mask, %others {alignment = 8 : i32} : (!llvm.ptr, vector<4xi1>, vector<4xf64>) -> vector<4xf64>
  llvm.return %0 : vector<4xf64>
}
llvm.func @ask_load(%p: !llvm.ptr, %dp: !llvm.ptr, %mask: vector<4xi1>, %others: vector<4xf64>, %seed: vector<4xf64>) -> vector<4xf64> {
  %0, %1 = ad.vjp @load(%p, %mask, %others) shadows(%dp : !llvm.ptr) cotangents(%seed : vector<4xf64>) wrt [0, 2] : (!llvm.ptr, vector<4xi1>, vector<4xf64>) -> (vector<4xf64>, vector<4xf64>)
  llvm.return %1 : vector<4xf64>
}
// CHECK-LABEL: llvm.func internal @load_vjp(
// CHECK-SAME: %[[P:.*]]: !llvm.ptr, %[[MASK:.*]]: vector<4xi1>, %[[OTHERS:.*]]: vector<4xf64>, %[[DP:.*]]: !llvm.ptr, %[[SEED:.*]]: vector<4xf64>)
// CHECK-DAG: %[[ZERO:.*]] = llvm.mlir.constant(dense<0.000000e+00> : vector<4xf64>) : vector<4xf64>
// CHECK-DAG: %[[OF_OTHERS:.*]] = llvm.select %[[MASK]], %[[ZERO]], %[[SEED]]
// CHECK: %[[BEFORE:.*]] = llvm.intr.masked.load %[[DP]], %[[MASK]], %[[ZERO]] {alignment = 8 : i32}
// CHECK: %[[AFTER:.*]] = llvm.fadd %[[BEFORE]], %[[SEED]]
// CHECK: llvm.intr.masked.store %[[AFTER]], %[[DP]], %[[MASK]] {alignment = 8 : i32}

// Of elements that are stored at one place the last one stays: it takes the adjoint, the others find zero.

llvm.func @scatter(%x: vector<2xf64>, %ps: vector<2x!llvm.ptr>, %mask: vector<2xi1>) {
  llvm.intr.masked.scatter %x, %ps, %mask {alignment = 8 : i32} : vector<2xf64>, vector<2xi1> into vector<2x!llvm.ptr>
  llvm.return
}
llvm.func @ask_scatter(%x: vector<2xf64>, %ps: vector<2x!llvm.ptr>, %dps: vector<2x!llvm.ptr>, %mask: vector<2xi1>) -> vector<2xf64> {
  %0 = ad.vjp @scatter(%x, %ps, %mask) shadows(%dps : vector<2x!llvm.ptr>) wrt [0, 1] : (vector<2xf64>, vector<2x!llvm.ptr>, vector<2xi1>) -> vector<2xf64>
  llvm.return %0 : vector<2xf64>
}
// CHECK-LABEL: llvm.func internal @scatter_vjp(
// CHECK-SAME: %[[X:.*]]: vector<2xf64>, %[[PS:.*]]: vector<2x!llvm.ptr>, %[[MASK:.*]]: vector<2xi1>, %[[DPS:.*]]: vector<2x!llvm.ptr>)
// CHECK-DAG: %[[FIRST:.*]] = llvm.mlir.constant(dense<[true, false]> : vector<2xi1>) : vector<2xi1>
// CHECK-DAG: %[[LAST:.*]] = llvm.mlir.constant(dense<[false, true]> : vector<2xi1>) : vector<2xi1>
// CHECK-DAG: %[[ZERO:.*]] = llvm.mlir.constant(dense<0.000000e+00> : vector<2xf64>) : vector<2xf64>
// CHECK: llvm.intr.masked.scatter %[[X]], %[[PS]], %[[MASK]]
// CHECK-DAG: %[[A:.*]] = llvm.and %[[MASK]], %[[FIRST]]
// CHECK-DAG: %[[B:.*]] = llvm.and %[[MASK]], %[[LAST]]
// CHECK: %[[OF_LAST:.*]] = llvm.intr.masked.gather %[[DPS]], %[[B]], %[[ZERO]]
// CHECK: llvm.intr.masked.scatter %[[ZERO]], %[[DPS]], %[[B]]
// CHECK: %[[OF_FIRST:.*]] = llvm.intr.masked.gather %[[DPS]], %[[A]], %[[ZERO]]
// CHECK: llvm.fadd %[[OF_LAST]], %[[OF_FIRST]]
// CHECK: llvm.intr.masked.scatter %[[ZERO]], %[[DPS]], %[[A]]

// The shadows of vectors of pointers are read and written in the shadow memory, when the pointers are.

llvm.func @pointers(%p: !llvm.ptr, %q: !llvm.ptr, %ps: vector<2x!llvm.ptr>, %mask: vector<2xi1>) -> f64 {
  %0 = llvm.mlir.poison : vector<2x!llvm.ptr>
  %1 = llvm.intr.masked.load %p, %mask, %0 {alignment = 8 : i32} : (!llvm.ptr, vector<2xi1>, vector<2x!llvm.ptr>) -> vector<2x!llvm.ptr>
  %2 = llvm.intr.masked.gather %1, %mask, %1 {alignment = 8 : i32} : (vector<2x!llvm.ptr>, vector<2xi1>, vector<2x!llvm.ptr>) -> vector<2x!llvm.ptr>
  llvm.intr.masked.scatter %2, %ps, %mask {alignment = 8 : i32} : vector<2x!llvm.ptr>, vector<2xi1> into vector<2x!llvm.ptr>
  llvm.intr.masked.store %2, %q, %mask {alignment = 8 : i32} : vector<2x!llvm.ptr>, vector<2xi1> into !llvm.ptr
  %3 = llvm.load %q : !llvm.ptr -> !llvm.ptr
  %4 = llvm.load %3 : !llvm.ptr -> f64
  llvm.return %4 : f64
}
llvm.func @ask_pointers(%p: !llvm.ptr, %dp: !llvm.ptr, %q: !llvm.ptr, %dq: !llvm.ptr, %ps: vector<2x!llvm.ptr>, %dps: vector<2x!llvm.ptr>, %mask: vector<2xi1>) {
  ad.grad @pointers(%p, %q, %ps, %mask) shadows(%dp, %dq, %dps : !llvm.ptr, !llvm.ptr, vector<2x!llvm.ptr>) : (!llvm.ptr, !llvm.ptr, vector<2x!llvm.ptr>, vector<2xi1>) -> ()
  llvm.return
}
// CHECK-LABEL: llvm.func internal @pointers_pullback(
// CHECK-SAME: %[[P:.*]]: !llvm.ptr, %[[Q:.*]]: !llvm.ptr, %[[PS:.*]]: vector<2x!llvm.ptr>, %[[MASK:.*]]: vector<2xi1>, %[[DP:.*]]: !llvm.ptr, %[[DQ:.*]]: !llvm.ptr, %[[DPS:.*]]: vector<2x!llvm.ptr>, %{{.*}}: f64)
// CHECK: %[[L:.*]] = llvm.intr.masked.load %[[P]], %[[MASK]]
// CHECK: %[[DL:.*]] = llvm.intr.masked.load %[[DP]], %[[MASK]]
// CHECK: %[[G:.*]] = llvm.intr.masked.gather %[[L]], %[[MASK]], %[[L]]
// CHECK: %[[DG:.*]] = llvm.intr.masked.gather %[[DL]], %[[MASK]], %[[DL]]
// CHECK: llvm.intr.masked.scatter %[[DG]], %[[DPS]], %[[MASK]]
// CHECK: llvm.intr.masked.scatter %[[G]], %[[PS]], %[[MASK]]
// CHECK: llvm.intr.masked.store %[[DG]], %[[DQ]], %[[MASK]]
// CHECK: llvm.intr.masked.store %[[G]], %[[Q]], %[[MASK]]
// CHECK: %[[S:.*]] = llvm.load %[[DQ]] : !llvm.ptr -> !llvm.ptr
// CHECK: llvm.store %{{.*}}, %[[S]] : f64, !llvm.ptr
