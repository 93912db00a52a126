// RUN: adopt %s --canonicalize | adopt-filecheck %s

// CHECK-LABEL: func.func @functions
func.func @functions() -> (f64, f32, f32, f16) {
  // CHECK-DAG: %[[SQRT:.*]] = arith.constant 1.500000e+00 : f64
  // CHECK-DAG: %[[POWER:.*]] = arith.constant 8.000000e+00 : f32
  // CHECK-DAG: %[[ERF:.*]] = arith.constant 0.520499885 : f32
  // Other formats than f32 and f64 are left to the target.
  // CHECK: %[[SIN:.*]] = math.sin %{{.*}} : f16
  // CHECK: return %[[SQRT]], %[[POWER]], %[[ERF]], %[[SIN]]
  %a = arith.constant 2.25 : f64
  %b = arith.constant 2.0 : f32
  %c = arith.constant 3.0 : f32
  %d = arith.constant 0.5 : f32
  %e = arith.constant 0.5 : f16
  %0 = math.sqrt %a : f64
  %1 = math.powf %b, %c : f32
  %2 = math.erf %d : f32
  %3 = math.sin %e : f16
  return %0, %1, %2, %3 : f64, f32, f32, f16
}

// CHECK-LABEL: func.func @rounding
func.func @rounding() -> (bf16, f128, vector<3xf32>) {
  // CHECK-DAG: %[[CEIL:.*]] = arith.constant -2.000000e+00 : bf16
  // CHECK-DAG: %[[EVEN:.*]] = arith.constant 2.000000e+00 : f128
  // CHECK-DAG: %[[AWAY:.*]] = arith.constant dense<[1.000000e+00, 2.000000e+00, -3.000000e+00]> : vector<3xf32>
  // CHECK: return %[[CEIL]], %[[EVEN]], %[[AWAY]]
  %a = arith.constant -2.5 : bf16
  %b = arith.constant 2.5 : f128
  %c = arith.constant dense<[0.5, 1.5, -2.5]> : vector<3xf32>
  %0 = math.ceil %a : bf16
  %1 = math.roundeven %b : f128
  %2 = math.round %c : vector<3xf32>
  return %0, %1, %2 : bf16, f128, vector<3xf32>
}

// CHECK-LABEL: func.func @domain
func.func @domain() -> (f64, f64) {
  // CHECK: math.log
  // CHECK: math.sqrt
  %a = arith.constant -1.0 : f64
  %0 = math.log %a : f64
  %1 = math.sqrt %a : f64
  return %0, %1 : f64, f64
}

// CHECK-LABEL: func.func @integers
func.func @integers() -> (i32, i8, i8) {
  // CHECK-DAG: %[[ZEROS:.*]] = arith.constant 29 : i32
  // CHECK-DAG: %[[POWER:.*]] = arith.constant -13 : i8
  // CHECK: %[[UNDEFINED:.*]] = math.ipowi
  // CHECK: return %[[ZEROS]], %[[POWER]], %[[UNDEFINED]]
  %a = arith.constant 5 : i32
  %b = arith.constant 3 : i8
  %c = arith.constant 5 : i8
  %d = arith.constant 0 : i8
  %e = arith.constant -1 : i8
  %0 = math.ctlz %a : i32
  %1 = math.ipowi %b, %c : i8
  %2 = math.ipowi %d, %e : i8
  return %0, %1, %2 : i32, i8, i8
}

// CHECK-LABEL: func.func @poison
func.func @poison() -> f32 {
  // CHECK: %[[POISON:.*]] = ub.poison : f32
  // CHECK: return %[[POISON]]
  %0 = ub.poison : f32
  %1 = math.cos %0 : f32
  return %1 : f32
}
