// RUN: adopt %s --autodiff --split-input-file --verify-diagnostics

// A constant is not expected to be written.
memref.global "private" constant @g : memref<f64> = dense<0.0>
func.func @f(%x: f64) -> f64 {
  // expected-error@+2 {{'memref.get_global' op cannot be differentiated: it gives memory that others may reach as well, and numbers that have derivatives are written to it}}
  // expected-note@+1 {{let the function have the buffer as an argument, or allocate it in the function}}
  %a = memref.get_global @g : memref<f64>
  memref.store %x, %a[] : memref<f64>
  %b = memref.get_global @g : memref<f64>
  %r = memref.load %b[] : memref<f64>
  return %r : f64
}
func.func @ask(%x: f64) -> f64 {
  %d = ad.grad @f(%x) : (f64) -> f64
  return %d : f64
}

// -----

// Bytes that are seen as numbers, in a function that is called.
memref.global "private" @g : memref<8xi8> = uninitialized
func.func private @put(%x: f64) {
  %c0 = arith.constant 0 : index
  // expected-error@+2 {{it gives memory that others may reach as well}}
  // expected-note@+1 {{let the function have the buffer as an argument}}
  %a = memref.get_global @g : memref<8xi8>
  %v = memref.view %a[%c0][] : memref<8xi8> to memref<f64>
  memref.store %x, %v[] : memref<f64>
  return
}
func.func private @get() -> f64 {
  %c0 = arith.constant 0 : index
  %a = memref.get_global @g : memref<8xi8>
  %v = memref.view %a[%c0][] : memref<8xi8> to memref<f64>
  %r = memref.load %v[] : memref<f64>
  return %r : f64
}
func.func @f(%x: f64) -> f64 {
  func.call @put(%x) : (f64) -> ()
  %r = func.call @get() : () -> f64
  return %r : f64
}
func.func @ask(%x: f64, %t: f64) -> (f64, f64) {
  %y, %d = ad.jvp @f(%x) tangents(%t : f64) : (f64) -> (f64, f64)
  return %y, %d : f64, f64
}

// -----

// Which buffer a call returns is not known.
memref.global "private" @g : memref<f64> = dense<0.0>
func.func private @get(%m: memref<f64>) -> memref<f64> {
  %a = memref.get_global @g : memref<f64>
  return %a : memref<f64>
}
func.func @f(%x: f64) -> f64 {
  %m = memref.alloca() : memref<f64>
  %n = memref.alloca() : memref<f64>
  // expected-error@+2 {{'func.call' op cannot be differentiated: it gives memory that others may reach as well}}
  // expected-note@+1 {{let the function have the buffer as an argument}}
  %a = func.call @get(%m) : (memref<f64>) -> memref<f64>
  memref.store %x, %a[] : memref<f64>
  %b = func.call @get(%n) : (memref<f64>) -> memref<f64>
  %r = memref.load %b[] : memref<f64>
  return %r : f64
}
func.func @ask(%x: f64) -> f64 {
  %d = ad.grad @f(%x) : (f64) -> f64
  return %d : f64
}

// -----

memref.global "private" @g : memref<1xmemref<f64>> = uninitialized
func.func @f(%x: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %m = memref.alloca() : memref<f64>
  // expected-error@+2 {{it gives memory that others may reach as well}}
  // expected-note@+1 {{let the function have the buffer as an argument}}
  %a = memref.get_global @g : memref<1xmemref<f64>>
  memref.store %m, %a[%c0] : memref<1xmemref<f64>>
  memref.store %x, %m[] : memref<f64>
  %b = memref.get_global @g : memref<1xmemref<f64>>
  %n = memref.load %b[%c0] : memref<1xmemref<f64>>
  %r = memref.load %n[] : memref<f64>
  return %r : f64
}
func.func @ask(%x: f64) -> f64 {
  %d = ad.grad @f(%x) : (f64) -> f64
  return %d : f64
}

// -----

// Bytes that are copied.
func.func @f(%x: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %a = memref.alloca() : memref<8xi8>
  %b = memref.alloca() : memref<8xi8>
  %va = memref.view %a[%c0][] : memref<8xi8> to memref<1xf64>
  %vb = memref.view %b[%c0][] : memref<8xi8> to memref<1xf64>
  memref.store %x, %va[%c0] : memref<1xf64>
  // expected-error@+2 {{'memref.copy' op cannot be differentiated: it accesses memory that holds numbers with derivatives as elements of type 'i8'}}
  // expected-note@+1 {{access it through views that have the type of the numbers}}
  memref.copy %a, %b : memref<8xi8> to memref<8xi8>
  %r = memref.load %vb[%c0] : memref<1xf64>
  return %r : f64
}
func.func @ask(%x: f64) -> f64 {
  %d = ad.grad @f(%x) : (f64) -> f64
  return %d : f64
}

// -----

// The same, byte by byte, in forward mode.
func.func @f(%x: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  %a = memref.alloca() : memref<8xi8>
  %b = memref.alloca() : memref<8xi8>
  %va = memref.view %a[%c0][] : memref<8xi8> to memref<1xf64>
  %vb = memref.view %b[%c0][] : memref<8xi8> to memref<1xf64>
  memref.store %x, %va[%c0] : memref<1xf64>
  scf.for %i = %c0 to %c8 step %c1 {
    // expected-error@+2 {{'memref.load' op cannot be differentiated: it accesses memory that holds numbers with derivatives as elements of type 'i8'}}
    // expected-note@+1 {{access it through views that have the type of the numbers}}
    %v = memref.load %a[%i] : memref<8xi8>
    memref.store %v, %b[%i] : memref<8xi8>
  }
  %r = memref.load %vb[%c0] : memref<1xf64>
  return %r : f64
}
func.func @ask(%x: f64, %t: f64) -> (f64, f64) {
  %y, %d = ad.jvp @f(%x) tangents(%t : f64) : (f64) -> (f64, f64)
  return %y, %d : f64, f64
}

// -----

// Bytes that functions fill and read.
func.func private @put(%x: f64, %m: memref<8xi8>) {
  %c0 = arith.constant 0 : index
  %v = memref.view %m[%c0][] : memref<8xi8> to memref<1xf64>
  memref.store %x, %v[%c0] : memref<1xf64>
  return
}
func.func private @get(%m: memref<8xi8>) -> f64 {
  %c0 = arith.constant 0 : index
  %v = memref.view %m[%c0][] : memref<8xi8> to memref<1xf64>
  %r = memref.load %v[%c0] : memref<1xf64>
  return %r : f64
}
func.func @f(%x: f64) -> f64 {
  %m = memref.alloca() : memref<8xi8>
  func.call @put(%x, %m) : (f64, memref<8xi8>) -> ()
  // expected-error@+2 {{'func.call' op cannot be differentiated: it accesses memory that holds numbers with derivatives as elements of type 'i8'}}
  // expected-note@+1 {{access it through views that have the type of the numbers}}
  %r = func.call @get(%m) : (memref<8xi8>) -> f64
  return %r : f64
}
func.func @ask(%x: f64) -> f64 {
  %d = ad.grad @f(%x) : (f64) -> f64
  return %d : f64
}

// -----

// A view of bytes has no shadow.
func.func @f(%x: f64) -> f64 {
  %c0 = arith.constant 0 : index
  // expected-error@+2 {{'memref.alloca' op cannot be differentiated: a view shows its elements as numbers that have derivatives}}
  // expected-note@+1 {{allocate a buffer that has the type of the numbers}}
  %a = memref.alloca() : memref<8xi8>
  %v = memref.view %a[%c0][] : memref<8xi8> to memref<1xf64>
  memref.store %x, %v[%c0] : memref<1xf64>
  %r = memref.load %v[%c0] : memref<1xf64>
  return %r : f64
}
func.func @ask(%x: f64) -> f64 {
  %d = ad.grad @f(%x) : (f64) -> f64
  return %d : f64
}

// -----

// What an unknown function does with a number only a rule can tell.
// expected-note@+1 {{declared here}}
func.func private @print(f64)
func.func @f(%x: f64) -> f64 {
  // expected-error@+2 {{'func.call' op cannot be differentiated: function 'print' has no body}}
  // expected-note@+1 {{or give a rule with --derivative-rules=<file.yaml> ('func.call @print(x): { x: ... }')}}
  func.call @print(%x) : (f64) -> ()
  %r = arith.mulf %x, %x : f64
  return %r : f64
}
func.func @ask(%x: f64) -> f64 {
  %d = ad.grad @f(%x) : (f64) -> f64
  return %d : f64
}

// -----

// A buffer that is returned has no shadow for those who get it.
func.func @f(%x: f64) -> memref<f64> {
  %m = memref.alloc() : memref<f64>
  memref.store %x, %m[] : memref<f64>
  // expected-error@+2 {{'func.return' op cannot be differentiated: it returns memory that holds numbers with derivatives (operand 0)}}
  // expected-note@+1 {{write them to a buffer that is an argument, or return the numbers}}
  return %m : memref<f64>
}
func.func @ask(%x: f64, %t: f64) -> memref<f64> {
  %m = ad.jvp @f(%x) tangents(%t : f64) : (f64) -> memref<f64>
  return %m : memref<f64>
}

// -----

// One that holds nothing of the kind, or is an argument, may be returned.
func.func @f(%x: f64, %n: memref<f64>) -> (memref<i64>, memref<f64>, f64) {
  %i = arith.constant 1 : i64
  %m = memref.alloc() : memref<i64>
  memref.store %i, %m[] : memref<i64>
  memref.store %x, %n[] : memref<f64>
  return %m, %n, %x : memref<i64>, memref<f64>, f64
}
func.func @ask(%x: f64, %t: f64, %n: memref<f64>, %s: memref<f64>) -> f64 {
  %m, %o, %y, %d = ad.jvp @f(%x, %n) tangents(%t, %s : f64, memref<f64>) : (f64, memref<f64>) -> (memref<i64>, memref<f64>, f64, f64)
  return %d : f64
}
