// RUN: adopt %s -split-input-file -verify-diagnostics -convert-complex-to-llvm

func.func @function(%z: complex<f32>) -> complex<f32> {
  // expected-error@+1 {{failed to legalize operation 'complex.neg' that was explicitly marked illegal}}
  %0 = complex.neg %z : complex<f32>
  return %0 : complex<f32>
}

// -----

// LLVM has these numbers as bits only.

func.func @no_float(%z: complex<f8E5M2>) -> complex<f8E5M2> {
  // expected-error@+1 {{failed to legalize operation 'complex.add' that was explicitly marked illegal}}
  %0 = complex.add %z, %z : complex<f8E5M2>
  return %0 : complex<f8E5M2>
}
