// RUN: adopt %s --pass-pipeline='builtin.module(func.func(canonicalize{top-down=false},cse))' | adopt-filecheck %s
// RUN: adopt %s -canonicalize --cse | adopt-filecheck %s
// RUN: adopt - -canonicalize -cse < %s | adopt-filecheck %s
// RUN: adopt %s -canonicalize -cse -o %t && adopt-filecheck %s --input-file=%t
// RUN: adopt %s -cse --mlir-print-op-generic | adopt-filecheck %s --check-prefix=GENERIC
// RUN: not adopt %s --pass-pipeline='builtin.module(func.func(cze))' 2>&1 | adopt-filecheck %s --check-prefix=NEAREST
// RUN: not adopt %s --pass-pipeline='builtin.module(func.fun(cse))' 2>&1 | adopt-filecheck %s --check-prefix=ANCHOR
// RUN: not adopt %s --canonicalze 2>&1 | adopt-filecheck %s --check-prefix=OPTION

// NEAREST:      --pass-pipeline:1:26: error: 'cze' does not refer to a registered pass or pass pipeline; did you mean 'cse'?
// NEAREST-NEXT: builtin.module(func.func(cze))
// NEAREST-NEXT: {{^}}                         ^
// ANCHOR:       --pass-pipeline:1:16: error: 'func.fun' is not the name of an operation; did you mean 'func.func'?
// OPTION: adopt: unknown option '--canonicalze'; did you mean '--canonicalize'?

// GENERIC: "func.func"() <{function_type = (i32) -> i32, sym_name = "f"}> ({

// CHECK-LABEL: func.func @f
// CHECK-NEXT:    %[[S:.*]] = arith.addi %arg0, %arg0 : i32
// CHECK-NEXT:    %[[P:.*]] = arith.muli %[[S]], %[[S]] : i32
// CHECK-NEXT:    return %[[P]] : i32
func.func @f(%a: i32) -> i32 {
  %0 = arith.addi %a, %a : i32
  %1 = arith.addi %a, %a : i32
  %2 = arith.muli %0, %1 : i32
  return %2 : i32
}
