// RUN: adopt %s --sccp | adopt-filecheck %s

// Each thread finds the constant in the output, but writes to the output.
// CHECK-LABEL: func @constant_output
// CHECK-DAG:     %[[PART:.*]] = arith.constant dense<1.000000e+00> : tensor<1xf32>
// CHECK-DAG:     %[[ALL:.*]] = arith.constant dense<1.000000e+00> : tensor<8xf32>
// CHECK:         %[[R:.*]] = scf.forall (%[[I:.*]]) in (8) shared_outs(%[[O:.*]] = %[[ALL]])
// CHECK:           tensor.parallel_insert_slice %[[PART]] into %[[O]][%[[I]]] [1] [1]
// CHECK:         return %[[R]]
func.func @constant_output() -> tensor<8xf32> {
  %t = arith.constant dense<1.0> : tensor<8xf32>
  %r = scf.forall (%i) in (8) shared_outs(%o = %t) -> tensor<8xf32> {
    %s = tensor.extract_slice %o[%i] [1] [1] : tensor<8xf32> to tensor<1xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %s into %o[%i] [1] [1] : tensor<1xf32> into tensor<8xf32>
    }
  }
  return %r : tensor<8xf32>
}
