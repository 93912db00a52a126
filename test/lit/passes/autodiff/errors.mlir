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

func.func private @again(%a: memref<?xf64>, %n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %more = arith.cmpi ugt, %n, %c0 : index
  scf.if %more {
    %m = arith.subi %n, %c1 : index
    %x = memref.load %a[%m] : memref<?xf64>
    %y = math.sin %x : f64
    memref.store %y, %a[%m] : memref<?xf64>
    // expected-note@+1 {{there is no order here in which its reverse could undo that; make a sequential loop of it}}
    gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %c1, %gz = %c1) threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) {
      // expected-error@+1 {{'func.call' op cannot be differentiated in reverse mode: the called function changes memory and calls itself, or what it reads is changed afterwards}}
      func.call @again(%a, %m) : (memref<?xf64>, index) -> ()
      gpu.terminator
    }
  }
  return
}
func.func @ask(%a: memref<?xf64>, %s: memref<?xf64>, %n: index) {
  ad.vjp @again(%a, %n) shadows(%s : memref<?xf64>) wrt [0] : (memref<?xf64>, index) -> ()
  return
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

// -----

// Several adjoints are computed one after the other.
// expected-note @below {{ask for each derivative by itself}}
func.func @counts(%x: f64, %m: memref<f64>) -> f64 {
  %0 = memref.load %m[] : memref<f64>
  %1 = arith.addf %0, %x : f64
  memref.store %1, %m[] : memref<f64>
  return %x : f64
}
func.func @ask(%x: f64, %m: memref<f64>, %s: tensor<2xf64>) -> tensor<2xf64> {
  // expected-error @below {{'enzyme.autodiff' op cannot be differentiated with width 2: the function has effects, once for each adjoint}}
  %0 = enzyme.autodiff @counts(%x, %m, %s) {activity = [#enzyme<activity enzyme_active>, #enzyme<activity enzyme_const>], ret_activity = [#enzyme<activity enzyme_activenoneed>], width = 2 : i64} : (f64, memref<f64>, tensor<2xf64>) -> tensor<2xf64>
  return %0 : tensor<2xf64>
}

// -----

// In a parallel loop each tangent has a call of its own.
func.func @store(%x: f64, %m: memref<4xf64>, %i: index) -> f64 {
  memref.store %x, %m[%i] : memref<4xf64>
  return %x : f64
}
func.func @calls(%x: f64, %m: memref<4xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
    // expected-error @below {{'func.call' op cannot be differentiated with several tangents at once: the called function has effects}}
    // expected-note @below {{it would be called once for each tangent here; ask for each derivative by itself}}
    %0 = func.call @store(%x, %m, %i) : (f64, memref<4xf64>, index) -> f64
    scf.reduce
  }
  return
}
func.func @ask(%x: f64, %m: memref<4xf64>, %t: memref<4xf64>) {
  ad.jvp @calls(%x, %m) tangents(%x, %x, %t, %t : f64, f64, memref<4xf64>, memref<4xf64>) {width = 2 : i64} : (f64, memref<4xf64>) -> ()
  return
}

// -----

// A variable has one tangent.
memref.global "private" @state : memref<f64> = dense<0.0>
// expected-note @below {{these have one tangent each; ask for each derivative by itself}}
func.func @stateful(%x: f64) -> f64 {
  %0 = memref.get_global @state : memref<f64>
  memref.store %x, %0[] : memref<f64>
  %1 = memref.load %0[] : memref<f64>
  return %1 : f64
}
func.func @ask(%x: f64) -> (f64, f64, f64) {
  // expected-error @below {{'ad.jvp' op asks for several tangents at once of a function that changes global variables}}
  %0:3 = ad.jvp @stateful(%x) tangents(%x, %x : f64, f64) {width = 2 : i64} : (f64) -> (f64, f64, f64)
  return %0#0, %0#1, %0#2 : f64, f64, f64
}
