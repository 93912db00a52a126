// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @alloc_tensor_missing_size() {
  // expected-error @+1 {{'bufferization.alloc_tensor' op incorrect number of dynamic sizes, has 0, expected 1}}
  %0 = bufferization.alloc_tensor() : tensor<4x?xf32>
  return
}

// -----

func.func @alloc_tensor_needless_size(%n: index, %t: tensor<?xf32>) {
  // expected-error @+1 {{dynamic sizes not needed when copying a tensor}}
  %0 = bufferization.alloc_tensor(%n) copy(%t) : tensor<?xf32>
  return
}

// -----

func.func @alloc_tensor_other_copy(%t: tensor<?xf32>) {
  // expected-error @+1 {{expected that `copy` and return type match}}
  %0 = "bufferization.alloc_tensor"(%t) <{operandSegmentSizes = array<i32: 0, 1, 0>}> : (tensor<?xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @alloc_tensor_of_memref() {
  // expected-error @+1 {{invalid kind of type specified}}
  %0 = bufferization.alloc_tensor() : memref<4xf32>
  return
}

// -----

func.func @clone_of_tensor(%t: tensor<?xf32>) {
  // expected-error @+1 {{invalid kind of type specified}}
  %0 = bufferization.clone %t : tensor<?xf32> to tensor<?xf32>
  return
}

// -----

func.func @to_tensor_words_in_order(%m: memref<?xf32>) {
  // expected-error @+1 {{expected ':'}}
  %0 = bufferization.to_tensor %m writable restrict : memref<?xf32> to tensor<?xf32>
  return
}

// -----

func.func @to_tensor_of_tensor(%t: tensor<4xf32>) {
  // expected-error @+1 {{'bufferization.to_tensor' op operand #0 must be BufferLikeType instance, but got 'tensor<4xf32>'}}
  %0 = "bufferization.to_tensor"(%t) : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @to_buffer_to_one_type(%t: tensor<?xf32>) {
  // expected-error @+1 {{invalid kind of type specified}}
  %0 = bufferization.to_buffer %t : memref<?xf32>
  return
}

// -----

func.func @to_buffer_to_tensor(%t: tensor<4xf32>) {
  // expected-error @+1 {{'bufferization.to_buffer' op result #0 must be BufferLikeType instance, but got 'tensor<4xf32>'}}
  %0 = "bufferization.to_buffer"(%t) : (tensor<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @materialize_unwritable(%t: tensor<?xf32>, %m: memref<?xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op 'writable' must be specified if and only if the destination is of memref type}}
  bufferization.materialize_in_destination %t in restrict %m : (tensor<?xf32>, memref<?xf32>) -> ()
  return
}

// -----

func.func @materialize_writable_tensor(%t: tensor<?xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op 'writable' must be specified if and only if the destination is of memref type}}
  %0 = bufferization.materialize_in_destination %t in writable %t : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @materialize_restrict_tensor(%t: tensor<?xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op 'restrict' is valid only for memref destinations}}
  %0 = bufferization.materialize_in_destination %t in restrict %t : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @materialize_other_rank(%s: tensor<4xf32>, %t: tensor<4x4xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op rank mismatch between source and destination shape}}
  %0 = bufferization.materialize_in_destination %s in %t : (tensor<4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  return
}

// -----

func.func @materialize_other_size(%s: tensor<4xf32>, %t: tensor<5xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op source/destination shapes are incompatible}}
  %0 = bufferization.materialize_in_destination %s in %t : (tensor<4xf32>, tensor<5xf32>) -> tensor<5xf32>
  return
}

// -----

func.func @materialize_unranked(%s: tensor<4xf32>, %t: tensor<*xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op source/destination shapes are incompatible}}
  %0 = bufferization.materialize_in_destination %s in %t : (tensor<4xf32>, tensor<*xf32>) -> tensor<*xf32>
  return
}

// -----

func.func @materialize_result_of_memref(%t: tensor<?xf32>, %m: memref<?xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op memref 'dest' implies zero results}}
  %0 = bufferization.materialize_in_destination %t in writable %m : (tensor<?xf32>, memref<?xf32>) -> tensor<?xf32>
  return
}

// -----

func.func @materialize_no_result(%t: tensor<?xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op tensor 'dest' implies exactly one tensor result}}
  bufferization.materialize_in_destination %t in %t : (tensor<?xf32>, tensor<?xf32>) -> ()
  return
}

// -----

func.func @materialize_other_result(%t: tensor<?xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op result and 'dest' types must match}}
  %0 = bufferization.materialize_in_destination %t in %t : (tensor<?xf32>, tensor<?xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @materialize_two_results(%t: tensor<?xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op result group starting at #0 requires 0 or 1 element, but found 2}}
  %0:2 = bufferization.materialize_in_destination %t in %t : (tensor<?xf32>, tensor<?xf32>) -> (tensor<?xf32>, tensor<?xf32>)
  return
}

// -----

func.func @materialize_other_elements(%t: tensor<?xf32>, %m: memref<?xf64>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op failed to verify that all of {source, dest} have same element type}}
  bufferization.materialize_in_destination %t in writable %m : (tensor<?xf32>, memref<?xf64>) -> ()
  return
}

// -----

func.func @materialize_in_scalar(%t: tensor<?xf32>, %c: i1) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op operand #1 must be shaped of any type values, but got 'i1'}}
  bufferization.materialize_in_destination %t in writable %c : (tensor<?xf32>, i1) -> ()
  return
}

// -----

func.func @materialize_in_vector(%t: tensor<4xf32>, %v: vector<4xf32>) {
  // expected-error @+1 {{'bufferization.materialize_in_destination' op 'dest' must be a tensor or a memref}}
  %0 = bufferization.materialize_in_destination %t in %v : (tensor<4xf32>, vector<4xf32>) -> tensor<4xf32>
  return
}

// -----

func.func @dealloc_conditions(%m: memref<?xf32>, %c: i1) {
  // expected-error @+1 {{'bufferization.dealloc' op must have the same number of conditions as memrefs to deallocate}}
  bufferization.dealloc (%m : memref<?xf32>) if (%c, %c)
  return
}

// -----

func.func @dealloc_results(%m: memref<?xf32>, %c: i1) {
  // expected-error @+1 {{'bufferization.dealloc' op must have the same number of updated conditions (results) as retained operands}}
  "bufferization.dealloc"(%m, %c, %m) <{operandSegmentSizes = array<i32: 1, 1, 1>}> : (memref<?xf32>, i1, memref<?xf32>) -> ()
  return
}

// -----

func.func @dealloc_of_tensor(%t: tensor<?xf32>, %c: i1) {
  // expected-error @+1 {{'bufferization.dealloc' op operand #0 must be variadic of ranked or unranked memref of any type values, but got 'tensor<?xf32>'}}
  bufferization.dealloc (%t : tensor<?xf32>) if (%c)
  return
}
