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
