// RUN: adopt %s --split-input-file --allow-unregistered-dialect --canonicalize | adopt-filecheck %s

// CHECK-LABEL: func @casts_around_for
// CHECK-SAME:    %[[T:.*]]: tensor<4xf32>, %[[U:.*]]: tensor<5xf32>
// CHECK:         %[[R:.*]]:2 = scf.for {{.*}} iter_args(%[[A:.*]] = %[[T]], %[[B:.*]] = %[[U]]) -> (tensor<4xf32>, tensor<5xf32>) {
// CHECK-DAG:       %[[C:.*]] = tensor.cast %[[A]] : tensor<4xf32> to tensor<?xf32>
// CHECK-DAG:       %[[D:.*]] = tensor.cast %[[B]] : tensor<5xf32> to tensor<?xf32>
// CHECK:           %[[N:.*]]:2 = "test.next"(%[[C]], %[[D]])
// CHECK:           %[[M:.*]] = tensor.insert %[[N]]#1 into %[[B]]
// CHECK:           %[[E:.*]] = tensor.cast %[[N]]#0 : tensor<?xf32> to tensor<4xf32>
// CHECK:           scf.yield %[[E]], %[[M]]
// CHECK:         %[[G:.*]] = tensor.cast %[[R]]#1 : tensor<5xf32> to tensor<?xf32>
// CHECK:         return %[[R]]#0, %[[G]]
func.func @casts_around_for(%t: tensor<4xf32>, %u: tensor<5xf32>, %n: index) -> (tensor<4xf32>, tensor<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.cast %t : tensor<4xf32> to tensor<?xf32>
  %1 = tensor.cast %u : tensor<5xf32> to tensor<?xf32>
  %2:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %0, %b = %1) -> (tensor<?xf32>, tensor<?xf32>) {
    %3:2 = "test.next"(%a, %b) : (tensor<?xf32>, tensor<?xf32>) -> (tensor<?xf32>, f32)
    %5 = tensor.insert %3#1 into %b[%c0] : tensor<?xf32>
    scf.yield %3#0, %5 : tensor<?xf32>, tensor<?xf32>
  }
  %4 = tensor.cast %2#0 : tensor<?xf32> to tensor<4xf32>
  return %4, %2#1 : tensor<4xf32>, tensor<?xf32>
}

// -----

// A result that has other users as well stays.
// CHECK-LABEL: func @result_used_twice
// CHECK:         scf.for {{.*}} -> (tensor<?xf32>)
func.func @result_used_twice(%t: tensor<4xf32>, %n: index) -> (tensor<4xf32>, tensor<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = tensor.cast %t : tensor<4xf32> to tensor<?xf32>
  %1 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %0) -> (tensor<?xf32>) {
    %2 = "test.next"(%a) : (tensor<?xf32>) -> tensor<?xf32>
    scf.yield %2 : tensor<?xf32>
  }
  %3 = tensor.cast %1 : tensor<?xf32> to tensor<4xf32>
  return %3, %1 : tensor<4xf32>, tensor<?xf32>
}

// -----

// CHECK-LABEL: func @cast_of_forall_output
// CHECK-SAME:    %[[T:.*]]: tensor<8xf32>, %[[U:.*]]: tensor<?xf32>
// CHECK-NEXT:    %[[R:.*]]:2 = scf.forall (%[[I:.*]]) in (8) shared_outs(%[[O:.*]] = %[[T]], %[[P:.*]] = %[[U]]) -> (tensor<8xf32>, tensor<?xf32>) {
// CHECK-NEXT:      %[[C:.*]] = tensor.cast %[[O]] : tensor<8xf32> to tensor<?xf32>
// CHECK-NEXT:      %[[S:.*]] = "test.part"(%[[C]], %[[I]])
// CHECK:             tensor.parallel_insert_slice %[[S]] into %[[O]][%[[I]]]
// CHECK:         %[[D:.*]] = tensor.cast %[[R]]#0 : tensor<8xf32> to tensor<?xf32>
// CHECK-NEXT:    return %[[D]], %[[R]]#1
func.func @cast_of_forall_output(%t: tensor<8xf32>, %u: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>) {
  %0 = tensor.cast %t : tensor<8xf32> to tensor<?xf32>
  %1:2 = scf.forall (%i) in (8) shared_outs(%o = %0, %p = %u) -> (tensor<?xf32>, tensor<?xf32>) {
    %2 = "test.part"(%o, %i) : (tensor<?xf32>, index) -> tensor<1xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %2 into %o[%i] [1] [1] : tensor<1xf32> into tensor<?xf32>
      tensor.parallel_insert_slice %2 into %p[%i] [1] [1] : tensor<1xf32> into tensor<?xf32>
    }
  }
  return %1#0, %1#1 : tensor<?xf32>, tensor<?xf32>
}

// -----

// CHECK-LABEL: func @dim_of_forall
// CHECK-SAME:    %[[T:.*]]: tensor<?xf32>, %[[U:.*]]: tensor<?xf32>
// CHECK:         %[[R:.*]]:2 = scf.forall
// CHECK:         %[[D:.*]] = tensor.dim %[[U]]
// CHECK:         return %[[R]]#0, %[[R]]#1, %[[D]]
func.func @dim_of_forall(%t: tensor<?xf32>, %u: tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>, index) {
  %c0 = arith.constant 0 : index
  %0:2 = scf.forall (%i) in (8) shared_outs(%o = %t, %p = %u) -> (tensor<?xf32>, tensor<?xf32>) {
    %1 = "test.part"(%i) : (index) -> tensor<1xf32>
    scf.forall.in_parallel {
      tensor.parallel_insert_slice %1 into %o[%i] [1] [1] : tensor<1xf32> into tensor<?xf32>
      tensor.parallel_insert_slice %1 into %p[%i] [1] [1] : tensor<1xf32> into tensor<?xf32>
    }
  }
  %2 = tensor.dim %0#1, %c0 : tensor<?xf32>
  return %0#0, %0#1, %2 : tensor<?xf32>, tensor<?xf32>, index
}
