// The heat equation on a rod of n points with fixed ends, in m explicit steps: the temperatures of the next step are
//   v[i] = u[i] + r (u[i - 1] - 2 u[i] + u[i + 1]).
// The value is half the squared distance from given temperatures after two steps a round, and the gradient is by the
// temperatures at the beginning. The reverse of a step gathers: its loop has no dependence between iterations.

// One step from %u to %v.
func.func private @step(%u: memref<?xf64>, %v: memref<?xf64>, %r: f64) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %two = arith.constant 2.0 : f64
  %n = memref.dim %u, %c0 : memref<?xf64>
  %last = arith.subi %n, %c1 : index
  scf.for %i = %c1 to %last step %c1 {
    %before = arith.subi %i, %c1 : index
    %after = arith.addi %i, %c1 : index
    %a = memref.load %u[%before] : memref<?xf64>
    %b = memref.load %u[%i] : memref<?xf64>
    %c = memref.load %u[%after] : memref<?xf64>
    %b2 = arith.mulf %b, %two : f64
    %ac = arith.addf %a, %c : f64
    %bend = arith.subf %ac, %b2 : f64
    %flow = arith.mulf %bend, %r : f64
    %next = arith.addf %b, %flow : f64
    memref.store %next, %v[%i] : memref<?xf64>
  }
  return
}

// %start: temperatures at the beginning; %goal: those that are wanted; %rounds: steps, by twos.
func.func @value(%start: memref<?xf64>, %goal: memref<?xf64>, %rounds: index, %r: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f64
  %half = arith.constant 0.5 : f64
  %n = memref.dim %start, %c0 : memref<?xf64>
  %u = memref.alloc(%n) : memref<?xf64>
  %v = memref.alloc(%n) : memref<?xf64>
  memref.copy %start, %u : memref<?xf64> to memref<?xf64>
  memref.copy %start, %v : memref<?xf64> to memref<?xf64>
  scf.for %k = %c0 to %rounds step %c1 {
    func.call @step(%u, %v, %r) : (memref<?xf64>, memref<?xf64>, f64) -> ()
    func.call @step(%v, %u, %r) : (memref<?xf64>, memref<?xf64>, f64) -> ()
  }
  %sum = scf.for %i = %c0 to %n step %c1 iter_args(%partial = %zero) -> (f64) {
    %a = memref.load %u[%i] : memref<?xf64>
    %b = memref.load %goal[%i] : memref<?xf64>
    %d = arith.subf %a, %b : f64
    %d2 = arith.mulf %d, %d : f64
    %next = arith.addf %partial, %d2 : f64
    scf.yield %next : f64
  }
  memref.dealloc %u : memref<?xf64>
  memref.dealloc %v : memref<?xf64>
  %value = arith.mulf %sum, %half : f64
  return %value : f64
}

// Adds the gradient to %dstart.
func.func @gradient(%start: memref<?xf64>, %goal: memref<?xf64>, %rounds: index, %r: f64, %dstart: memref<?xf64>) {
  ad.grad @value(%start, %goal, %rounds, %r) shadows(%dstart : memref<?xf64>) wrt [0] : (memref<?xf64>, memref<?xf64>, index, f64) -> ()
  return
}

// The derivative along %direction, by forward mode.
func.func @derivative(%start: memref<?xf64>, %goal: memref<?xf64>, %rounds: index, %r: f64, %direction: memref<?xf64>) -> f64 {
  %y, %dy = ad.jvp @value(%start, %goal, %rounds, %r) tangents(%direction : memref<?xf64>) wrt [0] : (memref<?xf64>, memref<?xf64>, index, f64) -> (f64, f64)
  return %dy : f64
}
