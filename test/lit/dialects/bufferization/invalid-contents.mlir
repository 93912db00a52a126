// RUN: adopt %s -split-input-file -verify-diagnostics

// Upstream reports each of these twice, with other words the second time.

func.func @other_shape(%m: memref<?xf32>) {
  // expected-error @+1 {{shapes do not match}}
  %0 = bufferization.to_tensor %m : memref<?xf32> to tensor<4xf32>
  return
}

// -----

func.func @no_rank(%t: tensor<?xf32>) {
  // expected-error @+1 {{shapes do not match}}
  %0 = bufferization.to_buffer %t : tensor<?xf32> to memref<*xf32>
  return
}

// -----

func.func @other_elements(%m: memref<?xf32>) {
  // expected-error @+1 {{element types do not match}}
  %0 = bufferization.to_tensor %m : memref<?xf32> to tensor<?xf64>
  return
}
