// RUN: adopt %s --autodiff --canonicalize --split-input-file --verify-diagnostics | adopt-filecheck %s

// What is kept lies on stacks, whose addresses go as one.

func.func @square(%m: memref<f64>) -> f64 {
  %0 = memref.load %m[] : memref<f64>
  %1 = arith.mulf %0, %0 : f64
  memref.store %1, %m[] : memref<f64>
  return %1 : f64
}
// CHECK-LABEL: func.func @first
// CHECK: %[[S:.*]] = ad.stack.create : !ad.stack<f64>
// CHECK: %[[V:.*]] = call @square_augmented(%arg0, %arg1, %[[S]]) : (memref<f64>, memref<f64>, !ad.stack<f64>) -> f64
// CHECK: %[[R:.*]] = ad.stack.create : !ad.stack<index>
// CHECK: %[[A:.*]] = ad.stack.address %[[S]] : !ad.stack<f64>
// CHECK: ad.stack.push %[[A]], %[[R]] : !ad.stack<index>
// CHECK: %[[T:.*]] = ad.stack.address %[[R]] : !ad.stack<index>
// CHECK: return %[[V]], %[[T]] : f64, index
func.func @first(%m: memref<f64>, %s: memref<f64>) -> (f64, index) {
  %0:2 = ad.augment @square(%m) shadows(%s : memref<f64>) : (memref<f64>) -> (f64, index)
  return %0#0, %0#1 : f64, index
}
// CHECK-LABEL: func.func @second
// CHECK: %[[R:.*]] = ad.stack.at %arg3 : !ad.stack<index>
// CHECK: %[[A:.*]] = ad.stack.pop %[[R]] : !ad.stack<index>
// CHECK: %[[S:.*]] = ad.stack.at %[[A]] : !ad.stack<f64>
// CHECK: call @square_pullback(%arg0, %arg1, %arg2, %[[S]]) : (memref<f64>, memref<f64>, f64, !ad.stack<f64>) -> ()
// CHECK: ad.stack.free %[[S]] : !ad.stack<f64>
// CHECK: ad.stack.free %[[R]] : !ad.stack<index>
func.func @second(%m: memref<f64>, %s: memref<f64>, %x: f64, %tape: index) {
  ad.pullback @square(%m) shadows(%s : memref<f64>) cotangents(%x : f64) tape %tape : (memref<f64>) -> ()
  return
}

// -----

// Halves that do not belong together.

func.func @product(%x: f64, %y: f64) -> f64 {
  %0 = arith.mulf %x, %y : f64
  return %0 : f64
}
func.func @halves(%x: f64, %y: f64) -> f64 {
  %0:2 = ad.augment @product(%x, %y) wrt [0] : (f64, f64) -> (f64, index)
  // expected-error @below {{'ad.pullback' op takes a tape, but none is kept for the derivative of 'product' by these arguments}}
  // expected-note @below {{ask for both halves with the same activities}}
  %1 = ad.pullback @product(%x, %y) cotangents(%x : f64) tape %0#1 wrt [1] : (f64, f64) -> f64
  return %1 : f64
}

// -----

// What is private to one request cannot be divided between two.

memref.global "private" @state : memref<f64> = dense<1.0>
// expected-note @below {{its reverse cannot be separated; ask for both at once with 'ad.vjp'}}
func.func @changes(%x: f64) -> f64 {
  %m = memref.get_global @state : memref<f64>
  %0 = memref.load %m[] : memref<f64>
  %1 = arith.mulf %0, %x : f64
  memref.store %1, %m[] : memref<f64>
  return %1 : f64
}
func.func @ask(%x: f64) -> (f64, index) {
  // expected-error @below {{'ad.augment' op asks for the halves of a function that changes global variables, or has a derivative of its own}}
  %0:2 = ad.augment @changes(%x) : (f64) -> (f64, index)
  return %0#0, %0#1 : f64, index
}

// -----

// A tape is no value that derivatives follow.

func.func @sines(%x: f64, %n: index) -> f64 {
  %m = memref.alloc() : memref<f64>
  memref.store %x, %m[] : memref<f64>
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    %v = memref.load %m[] : memref<f64>
    %s = math.sin %v : f64
    memref.store %s, %m[] : memref<f64>
  }
  %r = memref.load %m[] : memref<f64>
  memref.dealloc %m : memref<f64>
  return %r : f64
}
func.func @both(%x: f64, %n: index) -> f64 {
  // expected-error @below {{'ad.stack.address' op has no derivative rule for reverse mode}}
  // expected-note @below {{give one with --derivative-rules}}
  %0:2 = ad.augment @sines(%x, %n) : (f64, index) -> (f64, index)
  %1 = ad.pullback @sines(%x, %n) cotangents(%x : f64) tape %0#1 : (f64, index) -> f64
  return %1 : f64
}
func.func @again(%x: f64, %n: index) -> f64 {
  %0 = ad.grad @both(%x, %n) : (f64, index) -> f64
  return %0 : f64
}

// -----

// Iterations share a shadow.

func.func @load(%m: memref<f64>) -> f64 {
  %0 = memref.load %m[] : memref<f64>
  %1 = arith.mulf %0, %0 : f64
  memref.store %1, %m[] : memref<f64>
  return %1 : f64
}
func.func @parallel(%m: memref<f64>, %s: memref<f64>, %n: index, %tapes: memref<?xindex>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.parallel (%i) = (%c0) to (%n) step (%c1) {
    // expected-error @below {{'ad.augment' op asks for a half of reverse mode where others may add to the shadows at the same time}}
    // expected-note @below {{ask for both halves at once with 'ad.vjp', or let each iteration of a parallel loop have shadows of its own}}
    %0:2 = ad.augment @load(%m) shadows(%s : memref<f64>) : (memref<f64>) -> (f64, index)
    memref.store %0#1, %tapes[%i] : memref<?xindex>
  }
  return
}
