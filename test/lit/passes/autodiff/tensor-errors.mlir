// Tensors whose derivatives are refused.

// RUN: adopt %s --autodiff --split-input-file --verify-diagnostics

func.func @bitcast(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{'tensor.bitcast' op reads the bits of numbers, through which no derivative can be followed; compute the result with arithmetic, or say 'tensor.bitcast: none' in a file for --derivative-rules if no derivative flows here}}
  %0 = tensor.bitcast %x : tensor<4xf32> to tensor<4xi32>
  %1 = tensor.bitcast %0 : tensor<4xi32> to tensor<4xf32>
  return %1 : tensor<4xf32>
}
func.func @dbitcast(%x: tensor<4xf32>, %c: tensor<4xf32>) -> tensor<4xf32> {
  %0:2 = ad.vjp @bitcast(%x) cotangents(%c : tensor<4xf32>) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>)
  return %0#1 : tensor<4xf32>
}

// -----

func.func @cut(%x: tensor<4xf32>) -> tensor<3xf32> {
  %z = arith.constant 0.0 : f32
  // expected-error@+1 {{'tensor.pad' op cannot be differentiated in reverse mode: it cuts elements off}}
  %0 = tensor.pad %x low[-1] high[0] {
  ^bb0(%i: index):
    tensor.yield %z : f32
  } : tensor<4xf32> to tensor<3xf32>
  return %0 : tensor<3xf32>
}
func.func @dcut(%x: tensor<4xf32>, %c: tensor<3xf32>) -> tensor<4xf32> {
  %0:2 = ad.vjp @cut(%x) cotangents(%c : tensor<3xf32>) : (tensor<4xf32>) -> (tensor<3xf32>, tensor<4xf32>)
  return %0#1 : tensor<4xf32>
}

// -----

func.func @kept(%x: tensor<4xf32>, %y: f32) -> tensor<5xf32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c9 = arith.constant 9 : index
  // expected-error@+2 {{'tensor.pad' op cannot be differentiated in reverse mode: its region computes what cannot be computed again}}
  // expected-note@+1 {{compute it in front of the operation}}
  %0 = tensor.pad %x low[1] high[0] {
  ^bb0(%i: index):
    // expected-note@+1 {{'scf.for' is not repeated}}
    %p = scf.for %j = %c0 to %c9 step %c1 iter_args(%q = %y) -> (f32) {
      %s = math.sin %q : f32
      %t = arith.mulf %s, %q : f32
      scf.yield %t : f32
    }
    %u = arith.mulf %p, %p : f32
    tensor.yield %u : f32
  } : tensor<4xf32> to tensor<5xf32>
  return %0 : tensor<5xf32>
}
func.func @dkept(%x: tensor<4xf32>, %y: f32, %c: tensor<5xf32>) -> f32 {
  %0:3 = ad.vjp @kept(%x, %y) cotangents(%c : tensor<5xf32>) : (tensor<4xf32>, f32) -> (tensor<5xf32>, tensor<4xf32>, f32)
  return %0#2 : f32
}

// -----

func.func @writes(%m: memref<f32>, %x: f32) -> tensor<4xf32> {
  // expected-error@+1 {{'tensor.generate' op cannot be differentiated in forward mode: its region may write to memory}}
  %0 = tensor.generate {
  ^bb0(%i: index):
    memref.store %x, %m[] : memref<f32>
    %u = arith.mulf %x, %x : f32
    tensor.yield %u : f32
  } : tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func @dwrites(%m: memref<f32>, %x: f32, %t: f32) -> tensor<4xf32> {
  %0:2 = ad.jvp @writes(%m, %x) tangents(%t : f32) wrt [1] : (memref<f32>, f32) -> (tensor<4xf32>, tensor<4xf32>)
  return %0#1 : tensor<4xf32>
}

// -----

func.func @unranked(%x: tensor<*xf32>, %s: tensor<1xi32>) -> tensor<?xf32> {
  // expected-error@+1 {{'tensor.reshape' op cannot be differentiated in reverse mode: the rank of its source is not known}}
  %0 = tensor.reshape %x(%s) : (tensor<*xf32>, tensor<1xi32>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}
func.func @dunranked(%x: tensor<*xf32>, %s: tensor<1xi32>, %c: tensor<?xf32>) -> tensor<*xf32> {
  %0:2 = ad.vjp @unranked(%x, %s) cotangents(%c : tensor<?xf32>) : (tensor<*xf32>, tensor<1xi32>) -> (tensor<?xf32>, tensor<*xf32>)
  return %0#1 : tensor<*xf32>
}
