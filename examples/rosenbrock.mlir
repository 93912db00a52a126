// The Rosenbrock function in n dimensions: sum over i of 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2.
// Its gradient needs no tape: what the reverse loop wants is computed again from x. Products and sums may be contracted,
// as in C; derivatives take that over.

func.func @value(%x: memref<?xf64>) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f64
  %one = arith.constant 1.0 : f64
  %hundred = arith.constant 100.0 : f64
  %n = memref.dim %x, %c0 : memref<?xf64>
  %last = arith.subi %n, %c1 : index
  %sum = scf.for %i = %c0 to %last step %c1 iter_args(%partial = %zero) -> (f64) {
    %next = arith.addi %i, %c1 : index
    %a = memref.load %x[%i] : memref<?xf64>
    %b = memref.load %x[%next] : memref<?xf64>
    %square = arith.mulf %a, %a fastmath<contract> : f64
    %valley = arith.subf %b, %square fastmath<contract> : f64
    %valley2 = arith.mulf %valley, %valley fastmath<contract> : f64
    %steep = arith.mulf %hundred, %valley2 fastmath<contract> : f64
    %offset = arith.subf %one, %a fastmath<contract> : f64
    %offset2 = arith.mulf %offset, %offset fastmath<contract> : f64
    %term = arith.addf %steep, %offset2 fastmath<contract> : f64
    %total = arith.addf %partial, %term fastmath<contract> : f64
    scf.yield %total : f64
  }
  return %sum : f64
}

// Adds the gradient to %dx.
func.func @gradient(%x: memref<?xf64>, %dx: memref<?xf64>) {
  ad.grad @value(%x) shadows(%dx : memref<?xf64>) : (memref<?xf64>) -> ()
  return
}

// The derivative along %xdot, by forward mode.
func.func @derivative(%x: memref<?xf64>, %xdot: memref<?xf64>) -> f64 {
  %y, %ydot = ad.jvp @value(%x) tangents(%xdot : memref<?xf64>) : (memref<?xf64>) -> (f64, f64)
  return %ydot : f64
}
