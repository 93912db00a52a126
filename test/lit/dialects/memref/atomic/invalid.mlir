// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @float_wanted(%x: i32, %m: memref<i32>) {
  // expected-error@+1 {{'memref.atomic_rmw' op with kind 'addf' expects a floating-point type}}
  %0 = memref.atomic_rmw addf %x, %m[] : (i32, memref<i32>) -> i32
  return
}

// -----

func.func @integer_wanted(%x: f32, %m: memref<f32>) {
  // expected-error@+1 {{'memref.atomic_rmw' op with kind 'xori' expects an integer type}}
  %0 = memref.atomic_rmw xori %x, %m[] : (f32, memref<f32>) -> f32
  return
}

// -----

func.func @unknown_kind(%x: f32, %m: memref<f32>) {
  // expected-error@+1 {{expected string or keyword containing one of the following enum values for attribute 'kind' [addf, addi, andi, assign, maximumf, maxnumf, maxs, maxu, minimumf, minnumf, mins, minu, mulf, muli, ori, xori]}}
  %0 = memref.atomic_rmw subf %x, %m[] : (f32, memref<f32>) -> f32
  return
}

// -----

func.func @indices(%x: f32, %m: memref<1xf32>) {
  // expected-error@+1 {{'memref.atomic_rmw' op expects the number of subscripts to be equal to memref rank}}
  %0 = memref.atomic_rmw addf %x, %m[] : (f32, memref<1xf32>) -> f32
  return
}

// -----

func.func @element(%x: f32, %m: memref<1xf64>, %i: index) {
  // expected-error@+1 {{'memref.atomic_rmw' op failed to verify that value type matches element type of memref}}
  %0 = memref.atomic_rmw addf %x, %m[%i] : (f32, memref<1xf64>) -> f32
  return
}

// -----

func.func @result(%x: f32, %m: memref<f32>) {
  // expected-error@+1 {{'memref.atomic_rmw' op failed to verify that all of {value, result} have same type}}
  %0 = "memref.atomic_rmw"(%x, %m) <{kind = 0 : i64}> : (f32, memref<f32>) -> f64
  return
}

// -----

func.func @operand(%x: index, %m: memref<index>) {
  // expected-error@+1 {{'memref.atomic_rmw' op operand #0 must be signless integer or floating-point, but got 'index'}}
  %0 = "memref.atomic_rmw"(%x, %m) <{kind = 0 : i64}> : (index, memref<index>) -> index
  return
}

// -----

func.func @generic_argument_type(%m: memref<1xi32>, %i: index) {
  // expected-error@+1 {{'memref.generic_atomic_rmw' op expected block argument of the same type result type}}
  %0 = memref.generic_atomic_rmw %m[%i] : memref<1xi32> {
  ^bb0(%y: i64):
    memref.atomic_yield %y : i64
  }
  return
}

// -----

func.func @generic_yield(%m: memref<1xi32>, %i: index, %z: f32) {
  %0 = memref.generic_atomic_rmw %m[%i] : memref<1xi32> {
  ^bb0(%y: i32):
    // expected-error@+1 {{'memref.atomic_yield' op types mismatch between yield op: 'f32' and its parent: 'i32'}}
    memref.atomic_yield %z : f32
  }
  return
}

// -----

func.func @generic_effects(%x: i32, %m: memref<1xi32>, %i: index) {
  %0 = memref.generic_atomic_rmw %m[%i] : memref<1xi32> {
  ^bb0(%y: i32):
    // expected-error@+1 {{body of 'memref.generic_atomic_rmw' should contain only operations with no side effects}}
    memref.store %x, %m[%i] : memref<1xi32>
    memref.atomic_yield %y : i32
  }
  return
}

// -----

func.func @generic_nested_effects(%x: i32, %m: memref<1xi32>, %i: index, %c: i1) {
  %0 = memref.generic_atomic_rmw %m[%i] : memref<1xi32> {
  ^bb0(%y: i32):
    scf.if %c {
      // expected-error@+1 {{body of 'memref.generic_atomic_rmw' should contain only operations with no side effects}}
      memref.store %x, %m[%i] : memref<1xi32>
    }
    memref.atomic_yield %y : i32
  }
  return
}

// -----

func.func @generic_arguments(%m: memref<1xi32>, %i: index) {
  // expected-error@+1 {{'memref.generic_atomic_rmw' op expected single number of entry block arguments}}
  %0 = memref.generic_atomic_rmw %m[%i] : memref<1xi32> {
  ^bb0(%y: i32, %z: i32):
    memref.atomic_yield %y : i32
  }
  return
}

// -----

func.func @generic_no_argument(%m: memref<1xi32>, %i: index, %x: i32) {
  // expected-error@+1 {{'memref.generic_atomic_rmw' op expected single number of entry block arguments}}
  %0 = memref.generic_atomic_rmw %m[%i] : memref<1xi32> {
    memref.atomic_yield %x : i32
  }
  return
}

// -----

func.func @generic_operand(%x: vector<2xf32>, %m: memref<1xvector<2xf32>>, %i: index) {
  // expected-error@+1 {{'memref.generic_atomic_rmw' op operand #0 must be memref of signless integer or floating-point values, but got 'memref<1xvector<2xf32>>'}}
  %0 = memref.generic_atomic_rmw %m[%i] : memref<1xvector<2xf32>> {
  ^bb0(%y: vector<2xf32>):
    memref.atomic_yield %x : vector<2xf32>
  }
  return
}

// -----

func.func @yield_outside(%x: f32) {
  // expected-error@+1 {{'memref.atomic_yield' op expects parent op 'memref.generic_atomic_rmw'}}
  memref.atomic_yield %x : f32
}
