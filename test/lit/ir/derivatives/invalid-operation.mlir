// RUN: not adopt %s --derivative-rules=%S/Inputs/invalid.yaml --autodiff=function=f 2>&1 | adopt-filecheck %s
// RUN: not adopt %s --derivative-rules=%S/Inputs/invalid.yaml --autodiff='function=f mode=forward' 2>&1 | adopt-filecheck %s

// The mistake is one of the rule.
// CHECK: invalid.yaml:1:1: error: the derivative rule of 'math.round' makes an operation that is not valid: 'arith.extf' op operand type 'f64' and result type 'f64' are cast incompatible
// CHECK: invalid-operation.mlir:[[@LINE+2]]:8: note: used here
func.func @f(%x: f64) -> f64 {
  %0 = math.round %x : f64
  return %0 : f64
}
