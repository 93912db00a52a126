// A layer of LSTM cells run over a sequence. Each cell has four gates: weighted sums of the inputs and of all cells' outputs
// in the step before, plus a bias, of which f, i and o go through the logistic function and g through tanh. They make the
// cell's state and output,
//   s[t] = f s[t - 1] + i g,   h[t] = o tanh(s[t]),
// and the value is half the squared distance of all outputs from given ones. The weights of the gates stand next to each
// other, in the order f, i, o, g. Differentiated by the weights of the inputs, those of the outputs, and the biases.

func.func private @logistic(%x: f64) -> f64 {
  %one = arith.constant 1.0 : f64
  %negated = arith.negf %x : f64
  %exp = math.exp %negated : f64
  %denominator = arith.addf %one, %exp : f64
  %result = arith.divf %one, %denominator : f64
  return %result : f64
}

// Adds to the gates of a cell what row %t of a sequence contributes.
func.func private @gates(%weights: memref<?x?x4xf64>, %cell: index, %sequence: memref<?x?xf64>, %t: index,
                         %f0: f64, %i0: f64, %o0: f64, %g0: f64) -> (f64, f64, f64, f64) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %count = memref.dim %weights, %c1 : memref<?x?x4xf64>
  %gates:4 = scf.for %k = %c0 to %count step %c1 iter_args(%f = %f0, %i = %i0, %o = %o0, %g = %g0) -> (f64, f64, f64, f64) {
    %x = memref.load %sequence[%t, %k] : memref<?x?xf64>
    %wf = memref.load %weights[%cell, %k, %c0] : memref<?x?x4xf64>
    %wi = memref.load %weights[%cell, %k, %c1] : memref<?x?x4xf64>
    %wo = memref.load %weights[%cell, %k, %c2] : memref<?x?x4xf64>
    %wg = memref.load %weights[%cell, %k, %c3] : memref<?x?x4xf64>
    %xf = arith.mulf %wf, %x : f64
    %xi = arith.mulf %wi, %x : f64
    %xo = arith.mulf %wo, %x : f64
    %xg = arith.mulf %wg, %x : f64
    %nextF = arith.addf %f, %xf : f64
    %nextI = arith.addf %i, %xi : f64
    %nextO = arith.addf %o, %xo : f64
    %nextG = arith.addf %g, %xg : f64
    scf.yield %nextF, %nextI, %nextO, %nextG : f64, f64, f64, f64
  }
  return %gates#0, %gates#1, %gates#2, %gates#3 : f64, f64, f64, f64
}

func.func @value(%ofInputs: memref<?x?x4xf64>, %ofOutputs: memref<?x?x4xf64>, %biases: memref<?x4xf64>,
                 %inputs: memref<?x?xf64>, %goal: memref<?x?xf64>) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c3 = arith.constant 3 : index
  %zero = arith.constant 0.0 : f64
  %half = arith.constant 0.5 : f64
  %steps = memref.dim %inputs, %c0 : memref<?x?xf64>
  %cells = memref.dim %ofInputs, %c0 : memref<?x?x4xf64>

  // Row t + 1 is for step t, row 0 for the beginning.
  %rows = arith.addi %steps, %c1 : index
  %outputs = memref.alloc(%rows, %cells) : memref<?x?xf64>
  %states = memref.alloc(%rows, %cells) : memref<?x?xf64>
  scf.for %j = %c0 to %cells step %c1 {
    memref.store %zero, %outputs[%c0, %j] : memref<?x?xf64>
    memref.store %zero, %states[%c0, %j] : memref<?x?xf64>
  }

  %distance = scf.for %t = %c0 to %steps step %c1 iter_args(%total = %zero) -> (f64) {
    %after = arith.addi %t, %c1 : index
    %next = scf.for %j = %c0 to %cells step %c1 iter_args(%partial = %total) -> (f64) {
      %bf = memref.load %biases[%j, %c0] : memref<?x4xf64>
      %bi = memref.load %biases[%j, %c1] : memref<?x4xf64>
      %bo = memref.load %biases[%j, %c2] : memref<?x4xf64>
      %bg = memref.load %biases[%j, %c3] : memref<?x4xf64>
      %x:4 = func.call @gates(%ofInputs, %j, %inputs, %t, %bf, %bi, %bo, %bg)
        : (memref<?x?x4xf64>, index, memref<?x?xf64>, index, f64, f64, f64, f64) -> (f64, f64, f64, f64)
      %sums:4 = func.call @gates(%ofOutputs, %j, %outputs, %t, %x#0, %x#1, %x#2, %x#3)
        : (memref<?x?x4xf64>, index, memref<?x?xf64>, index, f64, f64, f64, f64) -> (f64, f64, f64, f64)
      %f = func.call @logistic(%sums#0) : (f64) -> f64
      %i = func.call @logistic(%sums#1) : (f64) -> f64
      %o = func.call @logistic(%sums#2) : (f64) -> f64
      %g = math.tanh %sums#3 : f64
      %before = memref.load %states[%t, %j] : memref<?x?xf64>
      %remembered = arith.mulf %f, %before : f64
      %learned = arith.mulf %i, %g : f64
      %state = arith.addf %remembered, %learned : f64
      memref.store %state, %states[%after, %j] : memref<?x?xf64>
      %squashed = math.tanh %state : f64
      %output = arith.mulf %o, %squashed : f64
      memref.store %output, %outputs[%after, %j] : memref<?x?xf64>
      %wanted = memref.load %goal[%t, %j] : memref<?x?xf64>
      %error = arith.subf %output, %wanted : f64
      %square = arith.mulf %error, %error : f64
      %sum = arith.addf %partial, %square : f64
      scf.yield %sum : f64
    }
    scf.yield %next : f64
  }
  %value = arith.mulf %half, %distance : f64
  memref.dealloc %states : memref<?x?xf64>
  memref.dealloc %outputs : memref<?x?xf64>
  return %value : f64
}

// Adds the gradient to the last three arguments.
func.func @gradient(%ofInputs: memref<?x?x4xf64>, %ofOutputs: memref<?x?x4xf64>, %biases: memref<?x4xf64>,
                    %inputs: memref<?x?xf64>, %goal: memref<?x?xf64>,
                    %dofInputs: memref<?x?x4xf64>, %dofOutputs: memref<?x?x4xf64>, %dbiases: memref<?x4xf64>) {
  ad.grad @value(%ofInputs, %ofOutputs, %biases, %inputs, %goal)
    shadows(%dofInputs, %dofOutputs, %dbiases : memref<?x?x4xf64>, memref<?x?x4xf64>, memref<?x4xf64>) wrt [0, 1, 2]
    : (memref<?x?x4xf64>, memref<?x?x4xf64>, memref<?x4xf64>, memref<?x?xf64>, memref<?x?xf64>) -> ()
  return
}

// The derivative along a direction given by the last three arguments, by forward mode.
func.func @derivative(%ofInputs: memref<?x?x4xf64>, %ofOutputs: memref<?x?x4xf64>, %biases: memref<?x4xf64>,
                      %inputs: memref<?x?xf64>, %goal: memref<?x?xf64>,
                      %ofInputsDot: memref<?x?x4xf64>, %ofOutputsDot: memref<?x?x4xf64>,
                      %biasesDot: memref<?x4xf64>) -> f64 {
  %y, %ydot = ad.jvp @value(%ofInputs, %ofOutputs, %biases, %inputs, %goal)
    tangents(%ofInputsDot, %ofOutputsDot, %biasesDot : memref<?x?x4xf64>, memref<?x?x4xf64>, memref<?x4xf64>) wrt [0, 1, 2]
    : (memref<?x?x4xf64>, memref<?x?x4xf64>, memref<?x4xf64>, memref<?x?xf64>, memref<?x?xf64>) -> (f64, f64)
  return %ydot : f64
}
