// RUN: adopt %s --derivative-rules=%S/Inputs/rules.yaml --autodiff --canonicalize | adopt-filecheck %s
// RUN: not adopt %s --derivative-rules=%S/Inputs/wrong.yaml 2>&1 | adopt-filecheck %s --check-prefix=WRONG
// RUN: not adopt %s --derivative-rules=%S/Inputs/missing.yaml 2>&1 | adopt-filecheck %s --check-prefix=MISSING

// WRONG: wrong.yaml:1:29: error: unknown operation 'math.coss'; did you mean 'math.cos'?
// WRONG: math.sin: { operand: grad * math.coss(operand) }
// WRONG: wrong.yaml:3:19: error: 'operant' is no operand, result or attribute of 'math.cos'; did you mean 'operand'?
// WRONG: wrong.yaml:4:1: error: unknown operation 'math.tann'; did you mean 'math.tan'?
// WRONG: wrong.yaml:5:31: error: the number 1e999 is too large

// MISSING: missing.yaml': No such file or directory

func.func @f(%x: f64) -> f64 {
  %0 = math.round %x : f64
  return %0 : f64
}

// Without the rule the derivative would be zero.
// CHECK-LABEL: func.func private @f_pullback
// CHECK-SAME: (%[[X:.*]]: f64, %[[BAR:.*]]: f64)
// CHECK-DAG: %[[ZERO:.*]] = arith.constant 0.0
// CHECK-DAG: %[[ONE:.*]] = arith.constant 1.0
// CHECK: %[[C:.*]] = arith.cmpf olt, %[[X]], %[[ONE]] : f64
// CHECK: arith.select %[[C]], %[[BAR]], %[[ZERO]] : f64
func.func @gradient(%x: f64) -> f64 {
  %0 = ad.grad @f(%x) : (f64) -> f64
  return %0 : f64
}
