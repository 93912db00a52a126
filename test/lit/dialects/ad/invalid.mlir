// RUN: adopt %s --split-input-file --verify-diagnostics

func.func @unknown(%x: f64) {
  // expected-error@+1 {{'f' does not reference a function}}
  %0 = ad.grad @f(%x) : (f64) -> f64
  return
}

// -----

func.func private @f(f64) -> f64
func.func @too_many(%x: f64) {
  // expected-error@+1 {{'f' takes 1 arguments, but 2 are given}}
  %0 = ad.grad @f(%x, %x) : (f64, f64) -> f64
  return
}

// -----

func.func private @f(f64) -> f64
func.func @wrong_type(%x: f32) {
  // expected-error@+1 {{argument 0 of 'f' has type 'f64', but 'f32' is given}}
  %0 = ad.grad @f(%x) : (f32) -> f32
  return
}

// -----

func.func private @f(f64) -> f64
func.func @outside(%x: f64) {
  // expected-error@+1 {{'wrt' names argument 1, but 'f' takes 1}}
  %0 = ad.grad @f(%x) wrt [1] : (f64) -> f64
  return
}

// -----

func.func private @f(index) -> f64
func.func @nothing(%n: index) {
  // expected-error@+1 {{has no argument to differentiate by}}
  ad.grad @f(%n) : (index) -> ()
  return
}

// -----

func.func private @f(f64) -> f64
func.func @results(%x: f64) {
  // expected-error@+1 {{expected results of types (f64, f64), but got (f64)}}
  %0 = ad.jvp @f(%x) tangents(%x : f64) : (f64) -> f64
  return
}

// -----

func.func private @f(f64) -> f64
func.func @cotangents(%x: f64) {
  // expected-error@+1 {{expected cotangents of types (f64), but got ()}}
  %0:2 = ad.vjp @f(%x) : (f64) -> (f64, f64)
  return
}

// -----

func.func @rank(%n: index) {
  // expected-error@+1 {{expected 2 indices, but got 1}}
  %t = ad.tape.create(%n) : !ad.tape<f64, 2>
  return
}

// -----

// expected-error@+1 {{a tape has at least one index}}
func.func private @no_index(!ad.tape<f64, 0>)
