// RUN: adopt %s --autodiff --split-input-file --verify-diagnostics

func.func @last(%x: memref<?xf64>, %n: index) -> f64 {
  // expected-error @below {{'affine.parallel' op cannot be differentiated: its 0-th reduction is 'assign'}}
  // expected-note @below {{supported are 'addf', 'mulf', 'maximumf' and 'minimumf'; write this one as an 'affine.for' that carries it}}
  %r = affine.parallel (%i) = (0) to (symbol(%n)) reduce ("assign") -> (f64) {
    %a = affine.load %x[%i] : memref<?xf64>
    affine.yield %a : f64
  }
  return %r : f64
}
func.func @ask(%x: memref<?xf64>, %n: index) {
  ad.grad @last(%x, %n) shadows(%x : memref<?xf64>) wrt [0] : (memref<?xf64>, index) -> ()
  return
}

// -----

func.func @checkpoint(%x: memref<?xf64>, %n: index) {
  // expected-error @below {{'affine.for' op cannot be checkpointed: an iteration writes to memory, so it cannot be executed again}}
  affine.for %i = 0 to %n {
    %a = affine.load %x[%i] : memref<?xf64>
    %b = math.exp %a : f64
    // expected-note @below {{this writes; carry the state in 'iter_args', or keep 'all'}}
    affine.store %b, %x[%i] : memref<?xf64>
  } {ad.checkpoint = "recompute"}
  return
}
func.func @ask(%x: memref<?xf64>, %n: index) {
  ad.vjp @checkpoint(%x, %n) shadows(%x : memref<?xf64>) wrt [0] : (memref<?xf64>, index) -> ()
  return
}
