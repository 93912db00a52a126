// RUN: adopt %s --convert-math-to-libm | adopt-filecheck %s

// CHECK-DAG: func.func private @erf(f64) -> f64 attributes {llvm.readnone}
// CHECK-DAG: func.func private @erff(f32) -> f32 attributes {llvm.readnone}
// CHECK-DAG: func.func private @atan2f(f32, f32) -> f32 attributes {llvm.readnone}

// CHECK-LABEL: func.func @scalars
// CHECK-SAME: (%[[A:.*]]: f32, %[[B:.*]]: f64, %[[C:.*]]: f16)
func.func @scalars(%a: f32, %b: f64, %c: f16) -> (f32, f64, f16) {
  // CHECK: call @erff(%[[A]]) : (f32) -> f32
  // CHECK: call @erf(%[[B]]) : (f64) -> f64
  // CHECK: %[[WIDE:.*]] = arith.extf %[[C]] : f16 to f32
  // CHECK: %[[CALL:.*]] = call @erff(%[[WIDE]]) : (f32) -> f32
  // CHECK: arith.truncf %[[CALL]] : f32 to f16
  %0 = math.erf %a : f32
  %1 = math.erf %b : f64
  %2 = math.erf %c : f16
  return %0, %1, %2 : f32, f64, f16
}

// CHECK-LABEL: func.func @vectors
func.func @vectors(%a: vector<3xf32>) -> vector<3xf32> {
  // CHECK-COUNT-3: call @atan2f(%{{.*}}, %{{.*}}) : (f32, f32) -> f32
  // CHECK-NOT: call
  %0 = math.atan2 %a, %a : vector<3xf32>
  return %0 : vector<3xf32>
}
