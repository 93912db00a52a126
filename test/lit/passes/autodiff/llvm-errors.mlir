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
