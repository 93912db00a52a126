// RUN: adopt %s --autodiff --split-input-file --verify-diagnostics

// expected-note@+1 {{the buffer comes from here}}
func.func @aliased(%x: f64, %a: memref<f64>, %b: memref<f64>, %c: i1) -> f64 {
  // expected-error@+1 {{'arith.select' op uses a buffer whose shadow is not known}}
  %m = arith.select %c, %a, %b : memref<f64>
  memref.store %x, %m[] : memref<f64>
  %0 = memref.load %m[] : memref<f64>
  return %0 : f64
}
func.func @ask(%x: f64, %a: memref<f64>, %b: memref<f64>, %c: i1) -> f64 {
  %0 = ad.grad @aliased(%x, %a, %b, %c) wrt [0] : (f64, memref<f64>, memref<f64>, i1) -> f64
  return %0 : f64
}

// -----

func.func private @read(%m: memref<f64>, %again: i1) -> f64 {
  %false = arith.constant false
  %0 = memref.load %m[] : memref<f64>
  %1 = scf.if %again -> f64 {
    %2 = func.call @read(%m, %false) : (memref<f64>, i1) -> f64
    %3 = arith.mulf %0, %2 : f64
    scf.yield %3 : f64
  } else {
    scf.yield %0 : f64
  }
  return %1 : f64
}
func.func @changed(%x: f64) -> f64 {
  %true = arith.constant true
  %m = memref.alloca() : memref<f64>
  memref.store %x, %m[] : memref<f64>
  // expected-error@+2 {{'func.call' op cannot be differentiated in reverse mode: it reads a buffer that is changed afterwards}}
  // expected-note@+1 {{its reverse would execute the called function again, which cannot be inlined here}}
  %0 = func.call @read(%m, %true) : (memref<f64>, i1) -> f64
  // expected-note@+1 {{the buffer may be changed here}}
  memref.store %0, %m[] : memref<f64>
  return %0 : f64
}
func.func @ask(%x: f64) -> f64 {
  %0 = ad.grad @changed(%x) : (f64) -> f64
  return %0 : f64
}
