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
func.func @changed(%x: f64, %n: index) -> f64 {
  %true = arith.constant true
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = memref.alloca() : memref<f64>
  memref.store %x, %m[] : memref<f64>
  // expected-note@+1 {{there is no order here in which its reverse could undo that; make a sequential loop of it}}
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    // expected-error@+1 {{'func.call' op cannot be differentiated in reverse mode: the called function changes memory and calls itself, or what it reads is changed afterwards}}
    %0 = func.call @read(%m, %true) : (memref<f64>, i1) -> f64
    memref.store %0, %m[] : memref<f64>
  }
  %1 = memref.load %m[] : memref<f64>
  return %1 : f64
}
func.func @ask(%x: f64, %n: index) -> f64 {
  %0 = ad.grad @changed(%x, %n) wrt [0] : (f64, index) -> f64
  return %0 : f64
}

// -----

func.func private @read(%m: memref<f64>) -> f64 attributes { ad.vjp = @read_vjp } {
  %0 = memref.load %m[] : memref<f64>
  return %0 : f64
}
func.func private @read_vjp(memref<f64>, memref<f64>, f64)
func.func @changed(%x: f64) -> f64 {
  %m = memref.alloca() : memref<f64>
  memref.store %x, %m[] : memref<f64>
  // expected-error@+2 {{'func.call' op cannot be differentiated in reverse mode: it reads a buffer that is changed afterwards}}
  // expected-note@+1 {{its reverse would execute the called function again; let it read a copy}}
  %0 = func.call @read(%m) : (memref<f64>) -> f64
  // expected-note@+1 {{the buffer may be changed here}}
  memref.store %0, %m[] : memref<f64>
  return %0 : f64
}
func.func @ask(%x: f64) -> f64 {
  %0 = ad.grad @changed(%x) : (f64) -> f64
  return %0 : f64
}

// -----

// expected-note@+1 {{its reverse would execute it again; let it return numbers}}
func.func private @write(%x: f64, %m: memref<f64>) attributes { ad.vjp = @write_vjp } {
  memref.store %x, %m[] : memref<f64>
  return
}
func.func private @write_vjp(f64, memref<f64>, memref<f64>) -> f64
func.func @writes(%x: f64) -> f64 {
  %m = memref.alloca() : memref<f64>
  // expected-error@+1 {{'func.call' op cannot be differentiated in reverse mode: the called function changes memory, or uses a global, and has a derivative of its own or executes a checkpointed loop}}
  func.call @write(%x, %m) : (f64, memref<f64>) -> ()
  %0 = memref.load %m[] : memref<f64>
  return %0 : f64
}
func.func @ask(%x: f64) -> f64 {
  %0 = ad.grad @writes(%x) : (f64) -> f64
  return %0 : f64
}

// -----

func.func private @recursive(%x: f64, %m: memref<f64>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %goes = arith.cmpi ugt, %n, %c0 : index
  %t = scf.if %goes -> memref<f64> {
    // expected-error@+1 {{'memref.alloca' op cannot be differentiated in reverse mode in a function whose reverse cannot execute it again: the buffer may be handed on}}
    %u = memref.alloca() : memref<f64>
    %k = arith.subi %n, %c1 : index
    func.call @recursive(%x, %m, %k) : (f64, memref<f64>, index) -> ()
    // expected-note@+1 {{to here; allocate it with 'memref.alloc'}}
    scf.yield %u : memref<f64>
  } else {
    scf.yield %m : memref<f64>
  }
  memref.store %x, %t[] : memref<f64>
  return
}
func.func @recursion(%x: f64, %n: index) -> f64 {
  %m = memref.alloca() : memref<f64>
  func.call @recursive(%x, %m, %n) : (f64, memref<f64>, index) -> ()
  %0 = memref.load %m[] : memref<f64>
  return %0 : f64
}
func.func @ask(%x: f64, %n: index) -> f64 {
  %0 = ad.grad @recursion(%x, %n) wrt [0] : (f64, index) -> f64
  return %0 : f64
}
