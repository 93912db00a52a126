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

func.func @complex(%x: complex<f64>, %y: memref<?xcomplex<f64>>, %n: index) {
  // expected-note @above {{its adjoint is a sum, which 'affine.parallel' makes of floats only}}
  // expected-error @below {{'affine.parallel' op cannot be differentiated in reverse mode: all iterations use a value of type 'complex<f64>'}}
  // expected-note @below {{run 'lower-affine' first}}
  affine.parallel (%i) = (0) to (symbol(%n)) {
    affine.store %x, %y[%i] : memref<?xcomplex<f64>>
  }
  return
}
func.func @ask(%x: complex<f64>, %y: memref<?xcomplex<f64>>, %n: index) -> complex<f64> {
  %d = ad.vjp @complex(%x, %y, %n) shadows(%y : memref<?xcomplex<f64>>) wrt [0, 1] : (complex<f64>, memref<?xcomplex<f64>>, index) -> (complex<f64>)
  return %d : complex<f64>
}

// -----

func.func @vectors(%x: memref<?xf64>, %y: memref<?xf64>, %n: index) {
  affine.parallel (%i) = (0) to (symbol(%n)) {
    // expected-error @below {{'affine.vector_load' op cannot be differentiated in reverse mode: iterations of a parallel loop may read the same}}
    // expected-note @below {{there is no atomic addition of a vector; read the elements one by one, or make the loop sequential}}
    %a = affine.vector_load %x[%i * 2] : memref<?xf64>, vector<4xf64>
    affine.vector_store %a, %y[%i * 4] : memref<?xf64>, vector<4xf64>
  }
  return
}
func.func @ask(%x: memref<?xf64>, %y: memref<?xf64>, %n: index) {
  ad.vjp @vectors(%x, %y, %n) shadows(%x, %y : memref<?xf64>, memref<?xf64>) wrt [0, 1] : (memref<?xf64>, memref<?xf64>, index) -> ()
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
