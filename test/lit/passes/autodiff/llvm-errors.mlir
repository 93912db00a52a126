// RUN: adopt %s --autodiff --split-input-file --verify-diagnostics

llvm.func @f(%x: f64, %n: i64) -> f64 {
  %zero = arith.constant 0 : i64
  %one = arith.constant 1 : i64
  // expected-error @below {{'scf.for' op cannot be checkpointed: a 'llvm.func' cannot execute its iterations, as it returns one value}}
  %r = scf.for %i = %zero to %n step %one iter_args(%y = %x) -> (f64) : i64 {
    %z = llvm.intr.sin(%y) : (f64) -> f64
    scf.yield %z : f64
  } {ad.checkpoint = "periodic:4"}
  llvm.return %r : f64
}
llvm.func @request(%x: f64, %n: i64) -> f64 {
  %dx = ad.grad @f(%x, %n) : (f64, i64) -> f64
  llvm.return %dx : f64
}

// -----

llvm.func @bits(%x: f64) -> f64 {
  // expected-error @below {{'llvm.bitcast' op reads the bits of a number}}
  %bits = llvm.bitcast %x : f64 to i64
  %one = llvm.mlir.constant(1 : i64) : i64
  %next = llvm.add %bits, %one : i64
  %y = llvm.bitcast %next : i64 to f64
  llvm.return %y : f64
}
llvm.func @request(%x: f64) -> f64 {
  %dx = ad.grad @bits(%x) : (f64) -> f64
  llvm.return %dx : f64
}

// -----

// expected-note @below {{declared here; name its derivatives with the attributes 'ad.vjp' and 'ad.jvp'}}
llvm.func @lgamma(f64) -> f64
llvm.func @unknown(%x: f64) -> f64 {
  // expected-error @below {{'llvm.call' op cannot be differentiated: function 'lgamma' has no body}}
  // expected-note @below {{or give a rule with --derivative-rules=<file.yaml> ('llvm.call @lgamma(x): { x: ... }')}}
  %y = llvm.call @lgamma(%x) : (f64) -> f64
  llvm.return %y : f64
}
llvm.func @request(%x: f64) -> f64 {
  %dx = ad.grad @unknown(%x) : (f64) -> f64
  llvm.return %dx : f64
}

// -----

// What is written through a pointer without a shadow is never taken to be without a derivative.
// expected-note @below {{the buffer comes from here}}
llvm.func @store(%x: f64, %p: !llvm.ptr) -> f64 {
  llvm.store %x, %p : f64, !llvm.ptr
  // expected-error @below {{'llvm.load' op uses a buffer whose shadow is not known}}
  %0 = llvm.load %p : !llvm.ptr -> f64
  llvm.return %0 : f64
}
llvm.func @ask(%x: f64, %p: !llvm.ptr) -> f64 {
  %0 = ad.grad @store(%x, %p) wrt [0] : (f64, !llvm.ptr) -> f64
  llvm.return %0 : f64
}
