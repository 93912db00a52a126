// RUN: adopt %s --convert-math-to-llvm | adopt-filecheck %s --check-prefixes=CHECK,APPROXIMATE
// RUN: adopt %s --convert-math-to-llvm=approximate-log1p=false | adopt-filecheck %s --check-prefixes=CHECK,EXACT

// CHECK-LABEL: func.func @intrinsics
func.func @intrinsics(%a: f32, %b: vector<4xf64>, %n: i32) -> (f32, vector<4xf64>, i32) {
  // CHECK: llvm.intr.sin(%{{.*}}) {fastmathFlags = #llvm.fastmath<nnan, afn>} : (f32) -> f32
  // CHECK: llvm.intr.pow(%{{.*}}, %{{.*}}) : (vector<4xf64>, vector<4xf64>) -> vector<4xf64>
  // CHECK: "llvm.intr.ctlz"(%{{.*}}) <{is_zero_poison = false}> : (i32) -> i32
  %0 = math.sin %a fastmath<nnan,afn> : f32
  %1 = math.powf %b, %b : vector<4xf64>
  %2 = math.ctlz %n : i32
  return %0, %1, %2 : f32, vector<4xf64>, i32
}

// CHECK-LABEL: func.func @expansions
func.func @expansions(%a: f32) -> (f32, f32, f32) {
  // CHECK: %[[ROOT:.*]] = llvm.intr.sqrt(%{{.*}})
  // CHECK: llvm.fdiv %{{.*}}, %[[ROOT]]
  // CHECK: %[[EXP:.*]] = llvm.intr.exp(%{{.*}})
  // CHECK: llvm.fsub %[[EXP]], %{{.*}}
  // APPROXIMATE: llvm.intr.log(
  // EXACT: math.log1p
  %0 = math.rsqrt %a : f32
  %1 = math.expm1 %a : f32
  %2 = math.log1p %a : f32
  return %0, %1, %2 : f32, f32, f32
}

// Vectors of more dimensions are arrays of vectors.
// CHECK-LABEL: func.func @dimensions
func.func @dimensions(%a: vector<2x3xf32>) -> vector<2x3xf32> {
  // CHECK-COUNT-2: llvm.intr.floor(%{{.*}}) : (vector<3xf32>) -> vector<3xf32>
  // CHECK-NOT: llvm.intr.floor
  %0 = math.floor %a : vector<2x3xf32>
  return %0 : vector<2x3xf32>
}

// CHECK-LABEL: func.func @no_intrinsic
func.func @no_intrinsic(%a: f32, %t: tensor<2xf32>) -> (f32, tensor<2xf32>) {
  // CHECK: math.erf
  // CHECK: math.exp
  %0 = math.erf %a : f32
  %1 = math.exp %t : tensor<2xf32>
  return %0, %1 : f32, tensor<2xf32>
}
