// RUN: adopt %s --convert-arith-to-llvm --convert-func-to-llvm --reconcile-unrealized-casts | adopt-filecheck %s

// CHECK-LABEL: llvm.func @flags
// CHECK: llvm.add %{{.*}} overflow<nsw> : i32
// CHECK: llvm.fmul %{{.*}} {fastmathFlags = #llvm.fastmath<contract>} : f32
func.func @flags(%a: i32, %x: f32) -> (i32, f32) {
  %0 = arith.addi %a, %a overflow<nsw> : i32
  %1 = arith.mulf %x, %x fastmath<contract> : f32
  return %0, %1 : i32, f32
}

// A vector of vectors is an array, gone through one by one.
// CHECK-LABEL: llvm.func @rows
// CHECK: %[[ROW:.*]] = llvm.extractvalue %{{.*}}[0] : !llvm.array<2 x vector<3xf32>>
// CHECK: %[[SUM:.*]] = llvm.fadd %[[ROW]], %{{.*}} : vector<3xf32>
// CHECK: llvm.insertvalue %[[SUM]], %{{.*}}[0]
// CHECK-COUNT-1: llvm.fadd
func.func @rows(%a: vector<2x3xf32>) -> vector<2x3xf32> {
  %0 = arith.addf %a, %a : vector<2x3xf32>
  return %0 : vector<2x3xf32>
}

// CHECK-LABEL: llvm.func @compare
// CHECK: llvm.icmp "sle" %{{.*}} : i64
// CHECK: llvm.fcmp "_false" %{{.*}} : f64
// CHECK: llvm.select %{{.*}} : i1, !llvm.struct<(ptr, ptr, i64)>
func.func @compare(%i: index, %j: index, %x: f64, %m: memref<f64>, %n: memref<f64>) -> (i1, memref<f64>) {
  %0 = arith.cmpi sle, %i, %j : index
  %1 = arith.cmpf false, %x, %x : f64
  %2 = arith.ori %0, %1 : i1
  %3 = arith.select %2, %m, %n : memref<f64>
  return %2, %3 : i1, memref<f64>
}

// CHECK-LABEL: llvm.func @product
// CHECK: llvm.sext %{{.*}} : i32 to i64
// CHECK: %[[PRODUCT:.*]] = llvm.mul
// CHECK: llvm.trunc %[[PRODUCT]] : i64 to i32
// CHECK: %[[HIGH:.*]] = llvm.lshr %[[PRODUCT]]
// CHECK: llvm.trunc %[[HIGH]] : i64 to i32
func.func @product(%a: i32, %b: i32) -> (i32, i32) {
  %low, %high = arith.mulsi_extended %a, %b : i32
  return %low, %high : i32, i32
}

// Indices have 64 bits.
// CHECK-LABEL: llvm.func @casts
// CHECK: llvm.sext %{{.*}} : i32 to i64
// CHECK: llvm.zext %{{.*}} : i16 to i64
// CHECK: llvm.intr.experimental.constrained.fptrunc %{{.*}} upward ignore : f64 to f32
func.func @casts(%a: i32, %b: i16, %x: f64) -> (index, index, f32) {
  %0 = arith.index_cast %a : i32 to index
  %1 = arith.index_castui %b : i16 to index
  %2 = arith.truncf %x upward : f64 to f32
  return %0, %1, %2 : index, index, f32
}

// LLVM has no arithmetic on these numbers; what has no conversion stays.
// CHECK-LABEL: llvm.func @small
// CHECK: arith.addf
func.func @small(%a: f8E5M2) -> f8E5M2 {
  %0 = arith.addf %a, %a : f8E5M2
  return %0 : f8E5M2
}
