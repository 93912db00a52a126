// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt-filecheck %s --check-prefix=GENERIC

// CHECK-LABEL: func.func @poison
// GENERIC-LABEL: sym_name = "poison"
func.func @poison() -> (i32, vector<4xi64>) {
  // CHECK: ub.poison : i32
  // GENERIC: "ub.poison"() <{value = #ub.poison}> : () -> i32
  %0 = ub.poison : i32
  // CHECK: ub.poison {note} : vector<4xi64>
  %1 = ub.poison {note} <#ub.poison> : vector<4xi64>
  return %0, %1 : i32, vector<4xi64>
}

// CHECK-LABEL: func.func @unreachable
func.func @unreachable() {
  // CHECK: ub.unreachable
  ub.unreachable
}
