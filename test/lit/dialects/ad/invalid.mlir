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
  // expected-error@+1 {{expected 2 sizes, but got 1}}
  %t = ad.tape.create(%n) : !ad.tape<f64, 2>
  return
}

// -----

func.func @sizes_of_tensors(%n: index) {
  // expected-error@+1 {{'ad.tape.create' op expected 3 sizes, but got 1}}
  %t = ad.tape.create(%n) : !ad.tape<tensor<?x4x?xf64>>
  return
}

// -----

// expected-error@+1 {{a tape has at least one index}}
func.func private @no_index(!ad.tape<f64, 0>)

// -----

func.func @accumulated_type(%x: f32, %m: memref<4xf64>, %n: index) {
  // expected-error@+1 {{'ad.accumulate' op failed to verify that value type matches element type of 'memref'}}
  "ad.accumulate"(%x, %m, %n) : (f32, memref<4xf64>, index) -> ()
  return
}

// -----

func.func @accumulated_place(%x: f64, %m: memref<4xf64>) {
  // expected-error@+1 {{'ad.accumulate' op expected 1 indices, but got 0}}
  ad.accumulate %x, %m[] : memref<4xf64>
  return
}

// -----

func.func @slots(%x: f64, %t: !ad.tape<f64, 2>, %n: index) {
  // expected-error@+1 {{'ad.tape.create' op expected 2 sizes, but got 1}}
  %0 = ad.tape.create(%n) : !ad.tape<f64, 2>
  // expected-error@+1 {{'ad.tape.set' op expected 2 indices, but got 1}}
  ad.tape.set %x, %t[%n] : !ad.tape<f64, 2>
  // expected-error@+1 {{'ad.tape.get' op expected 2 indices, but got 3}}
  %1 = ad.tape.get %t[%n, %n, %n] : !ad.tape<f64, 2>
  return
}

// -----

func.func @no_tape(%x: f64, %n: index) {
  // expected-error@+1 {{'ad.tape.free' op operand #0 must be tape, but got 'f64'}}
  "ad.tape.free"(%x) : (f64) -> ()
  // expected-error@+1 {{'ad.tape.append' op operand #1 must be tape, but got 'f64'}}
  %0 = "ad.tape.append"(%x, %x, %n) : (f64, f64, index) -> f64
  return
}

// -----

func.func @no_stack(%x: f64, %s: !ad.stack<f32>) {
  // expected-error@+1 {{'ad.stack.push' op failed to verify that value type matches the stack's element type}}
  "ad.stack.push"(%x, %s) : (f64, !ad.stack<f32>) -> ()
  // expected-error@+1 {{'ad.stack.pop' op failed to verify that value type matches the stack's element type}}
  %0 = "ad.stack.pop"(%s) : (!ad.stack<f32>) -> f64
  // expected-error@+1 {{'ad.stack.free' op operand #0 must be stack, but got 'f64'}}
  "ad.stack.free"(%x) : (f64) -> ()
  return
}

// -----

func.func private @f(f64) -> f64
func.func @no_tangents(%x: f64) {
  // expected-error@+1 {{'ad.jvp' op width must be at least 1}}
  %0:2 = ad.jvp @f(%x) tangents(%x : f64) {width = 0 : i64} : (f64) -> (f64, f64)
  // expected-error@+1 {{'ad.jvp' op width is 4294967296, but 1 tangents are given}}
  %1:2 = ad.jvp @f(%x) tangents(%x : f64) {width = 4294967296 : i64} : (f64) -> (f64, f64)
  return
}

// -----

func.func private @f(f64) -> f64
func.func @no_tape(%x: f64) {
  // expected-error@+1 {{expected results of types (f64, index), but got (f64)}}
  %0 = ad.augment @f(%x) : (f64) -> f64
  return
}

// -----

func.func private @f(f64, memref<f64>) -> f64
func.func @no_shadow(%x: f64, %m: memref<f64>) {
  // expected-error@+1 {{expected shadows of types (memref<f64>), but got ()}}
  %0:2 = ad.augment @f(%x, %m) : (f64, memref<f64>) -> (f64, index)
  return
}

// -----

func.func private @f(f64) -> f64
func.func @no_cotangent(%x: f64, %t: index) {
  // expected-error@+1 {{expected cotangents of types (f64), but got ()}}
  %0 = ad.pullback @f(%x) tape %t : (f64) -> f64
  return
}

// -----

func.func private @f(f64) -> f64
func.func @value_again(%x: f64, %t: index) {
  // expected-error@+1 {{expected results of types (f64), but got (f64, f64)}}
  %0:2 = ad.pullback @f(%x) cotangents(%x : f64) tape %t : (f64) -> (f64, f64)
  return
}
