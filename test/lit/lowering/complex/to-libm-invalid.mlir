// RUN: adopt %s -split-input-file -verify-diagnostics -convert-complex-to-libm

func.func @no_function(%z: complex<f16>) -> complex<f16> {
  // expected-error@+1 {{failed to legalize operation 'complex.sqrt' that was explicitly marked illegal}}
  %0 = complex.sqrt %z : complex<f16>
  return %0 : complex<f16>
}

// -----

// expected-error@+1 {{'func.func' op redefinition of function 'csin' of different type '(complex<f64>) -> complex<f64>' is prohibited}}
func.func private @csin(f64) -> f64

func.func @name_is_taken(%z: complex<f64>) -> complex<f64> {
  %0 = complex.sin %z : complex<f64>
  return %0 : complex<f64>
}
