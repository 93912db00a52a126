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
llvm.func @unheard(f64) -> f64
llvm.func @unknown(%x: f64) -> f64 {
  // expected-error @below {{'llvm.call' op cannot be differentiated: function 'unheard' has no body}}
  // expected-note @below {{or give a rule with --derivative-rules=<file.yaml> ('llvm.call @unheard(x): { x: ... }')}}
  %y = llvm.call @unheard(%x) : (f64) -> f64
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

// -----

// The bits of a number, read as an integer, become a number again in a way that nobody follows.
llvm.func @square_bits(%p: !llvm.ptr, %q: !llvm.ptr) {
  %0 = llvm.load %p : !llvm.ptr -> f64
  %1 = llvm.fmul %0, %0 : f64
  llvm.store %1, %p : f64, !llvm.ptr
  // expected-error @below {{'llvm.load' op cannot be differentiated: it reads 'f64' as 'i64'}}
  // expected-note @below {{access numbers with their own type}}
  %2 = llvm.load %p : !llvm.ptr -> i64
  %3 = llvm.mlir.constant(1 : i64) : i64
  %4 = llvm.add %2, %3 : i64
  // expected-note @below {{the bits are used here}}
  llvm.store %4, %q : i64, !llvm.ptr
  llvm.return
}
llvm.func @ask(%p: !llvm.ptr, %q: !llvm.ptr, %dp: !llvm.ptr, %dq: !llvm.ptr) {
  ad.vjp @square_bits(%p, %q) shadows(%dp, %dq : !llvm.ptr, !llvm.ptr) : (!llvm.ptr, !llvm.ptr) -> ()
  llvm.return
}

// -----

llvm.func @volatile(%p: !llvm.ptr) -> f64 {
  // expected-error @below {{'llvm.load' op cannot be differentiated: it is volatile}}
  %0 = llvm.load volatile %p : !llvm.ptr -> f64
  llvm.return %0 : f64
}
llvm.func @ask(%p: !llvm.ptr, %t: !llvm.ptr) -> f64 {
  %0, %1 = ad.jvp @volatile(%p) tangents(%t : !llvm.ptr) : (!llvm.ptr) -> (f64, f64)
  llvm.return %1 : f64
}

// -----

llvm.func @atomic(%x: f64, %p: !llvm.ptr) {
  // expected-error @below {{'llvm.store' op cannot be differentiated: it is atomic}}
  llvm.store %x, %p atomic monotonic {alignment = 8 : i64} : f64, !llvm.ptr
  llvm.return
}
llvm.func @ask(%x: f64, %p: !llvm.ptr, %dp: !llvm.ptr) {
  %dx = ad.vjp @atomic(%x, %p) shadows(%dp : !llvm.ptr) : (f64, !llvm.ptr) -> f64
  llvm.return
}

// -----

// Some of the bytes may be pointers, for all that is known.
llvm.func @copy(%p: !llvm.ptr, %q: !llvm.ptr) {
  %0 = llvm.mlir.constant(16 : i64) : i64
  %1 = llvm.load %p : !llvm.ptr -> f64
  // expected-error @below {{'llvm.intr.memcpy' op cannot be differentiated in reverse mode: it is not known what all of the bytes are that it copies}}
  // expected-note @below {{nothing in the function tells what lies 8 bytes behind the pointers}}
  // expected-note @below {{copy the numbers one by one, or in variables whose type tells what they hold}}
  "llvm.intr.memcpy"(%q, %p, %0) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()
  llvm.return
}
llvm.func @ask(%p: !llvm.ptr, %q: !llvm.ptr, %dp: !llvm.ptr, %dq: !llvm.ptr) {
  ad.vjp @copy(%p, %q) shadows(%dp, %dq : !llvm.ptr, !llvm.ptr) : (!llvm.ptr, !llvm.ptr) -> ()
  llvm.return
}

// -----

// A variable that holds a pointer has no shadow, since the pointer would have none in the beginning.
llvm.mlir.global internal @state(#llvm.zero) : !llvm.struct<(ptr, f64)>
llvm.func @global(%x: f64) -> f64 {
  // expected-error @below {{'llvm.mlir.addressof' op cannot be differentiated: it gives memory that others may reach as well}}
  // expected-note @below {{let the function have the buffer as an argument}}
  %0 = llvm.mlir.addressof @state : !llvm.ptr
  %1 = llvm.getelementptr %0[0, 1] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr, f64)>
  llvm.store %x, %1 : f64, !llvm.ptr
  %2 = llvm.load %1 : !llvm.ptr -> f64
  llvm.return %2 : f64
}
llvm.func @ask(%x: f64) -> f64 {
  %0 = ad.grad @global(%x) : (f64) -> f64
  llvm.return %0 : f64
}

// -----

// The pointer becomes a number and, with another one that nothing tells of, a pointer again.
llvm.func @astray(%x: f64, %far: i64) -> f64 {
  %0 = llvm.mlir.constant(1 : i32) : i32
  %1 = llvm.alloca %0 x f64 : (i32) -> !llvm.ptr
  llvm.store %x, %1 : f64, !llvm.ptr
  %2 = llvm.ptrtoint %1 : !llvm.ptr to i64
  %3 = llvm.add %2, %far : i64
  // expected-error @below {{'llvm.inttoptr' op cannot be differentiated: it gives memory that others may reach as well}}
  // expected-note @below {{let the function have the buffer as an argument}}
  %4 = llvm.inttoptr %3 : i64 to !llvm.ptr
  %5 = llvm.load %4 : !llvm.ptr -> f64
  llvm.return %5 : f64
}
llvm.func @ask(%x: f64, %far: i64) -> f64 {
  %0 = ad.grad @astray(%x, %far) : (f64, i64) -> f64
  llvm.return %0 : f64
}

// -----

// What was there before depends on the order of the threads.
llvm.func @before(%p: !llvm.ptr, %x: f64) -> f64 {
  // expected-error @below {{'llvm.atomicrmw' op cannot be differentiated: it gives what was there before, which depends on the order of the threads}}
  // expected-note @below {{where only one thread executes it, load the number, compute and store it}}
  %0 = llvm.atomicrmw fadd %p, %x monotonic : !llvm.ptr, f64
  llvm.return %0 : f64
}
llvm.func @ask(%p: !llvm.ptr, %dp: !llvm.ptr, %x: f64) -> f64 {
  %0 = ad.grad @before(%p, %x) shadows(%dp : !llvm.ptr) : (!llvm.ptr, f64) -> f64
  llvm.return %0 : f64
}

// -----

// Bits that become a number in another way than by the sign.
llvm.func @exponent(%x: f64) -> f64 {
  %0 = llvm.mlir.constant(52 : i64) : i64
  // expected-error @below {{'llvm.bitcast' op reads the bits of a number, through which no derivative can be followed}}
  %1 = llvm.bitcast %x : f64 to i64
  %2 = llvm.lshr %1, %0 : i64
  %3 = llvm.sitofp %2 : i64 to f64
  llvm.return %3 : f64
}
llvm.func @ask(%x: f64) -> f64 {
  %0 = ad.grad @exponent(%x) : (f64) -> f64
  llvm.return %0 : f64
}

// -----

// Memory of the caller is not to be freed, and not to be replaced by other memory either.
llvm.func @realloc(!llvm.ptr, i64) -> !llvm.ptr
llvm.func @grow(%p: !llvm.ptr, %i: i64) -> f64 {
  %0 = llvm.mlir.constant(8 : i64) : i64
  // expected-error @below {{'llvm.call @free' op cannot be differentiated in reverse mode: it frees memory that it did not see allocated}}
  // expected-note @below {{free in the caller what comes from there, or what others may know of}}
  %1 = llvm.call @realloc(%p, %0) : (!llvm.ptr, i64) -> !llvm.ptr
  %2 = llvm.getelementptr %1[%i] : (!llvm.ptr, i64) -> !llvm.ptr, f64
  %3 = llvm.load %2 : !llvm.ptr -> f64
  llvm.return %3 : f64
}
llvm.func @ask(%p: !llvm.ptr, %dp: !llvm.ptr, %i: i64) {
  ad.grad @grow(%p, %i) shadows(%dp : !llvm.ptr) : (!llvm.ptr, i64) -> ()
  llvm.return
}

// -----

// Where it is not known which field is meant, the caller's memory may be what is freed.
llvm.func @malloc(i64) -> !llvm.ptr
llvm.func @free(!llvm.ptr)
llvm.func @some_field(%p: !llvm.ptr, %i: i64) -> f64 {
  %0 = llvm.mlir.constant(1 : i32) : i32
  %1 = llvm.mlir.constant(8 : i64) : i64
  %2 = llvm.alloca %0 x !llvm.struct<(ptr, ptr)> : (i32) -> !llvm.ptr
  %3 = llvm.call @malloc(%1) : (i64) -> !llvm.ptr
  %4 = llvm.getelementptr %2[0, 1] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr, ptr)>
  llvm.store %p, %2 : !llvm.ptr, !llvm.ptr
  llvm.store %3, %4 : !llvm.ptr, !llvm.ptr
  %5 = llvm.load %2 : !llvm.ptr -> !llvm.ptr
  %6 = llvm.load %5 : !llvm.ptr -> f64
  llvm.store %6, %3 : f64, !llvm.ptr
  %7 = llvm.getelementptr %2[%i] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.ptr
  %8 = llvm.load %7 : !llvm.ptr -> !llvm.ptr
  %9 = llvm.load %8 : !llvm.ptr -> f64
  // expected-error @below {{'llvm.call @free' op cannot be differentiated in reverse mode: it frees memory that it did not see allocated}}
  // expected-note @below {{free in the caller what comes from there, or what others may know of}}
  llvm.call @free(%8) : (!llvm.ptr) -> ()
  llvm.return %9 : f64
}
llvm.func @ask(%p: !llvm.ptr, %dp: !llvm.ptr, %i: i64) {
  ad.grad @some_field(%p, %i) shadows(%dp : !llvm.ptr) : (!llvm.ptr, i64) -> ()
  llvm.return
}

// -----

// So it may in memory of the caller's, whose fields may all hold one pointer.
llvm.func @free(!llvm.ptr)
llvm.func @given(%p: !llvm.ptr, %q: !llvm.ptr) -> f64 {
  %0 = llvm.load %q : !llvm.ptr -> f64
  llvm.store %0, %p : f64, !llvm.ptr
  %1 = llvm.getelementptr %q[0, 1] : (!llvm.ptr) -> !llvm.ptr, !llvm.struct<(ptr, ptr)>
  %2 = llvm.load %1 : !llvm.ptr -> !llvm.ptr
  // expected-error @below {{'llvm.call @free' op cannot be differentiated in reverse mode: it frees memory that it did not see allocated}}
  // expected-note @below {{free in the caller what comes from there, or what others may know of}}
  llvm.call @free(%2) : (!llvm.ptr) -> ()
  llvm.return %0 : f64
}
llvm.func @ask(%p: !llvm.ptr, %dp: !llvm.ptr, %q: !llvm.ptr, %dq: !llvm.ptr) {
  ad.grad @given(%p, %q) shadows(%dp, %dq : !llvm.ptr, !llvm.ptr) : (!llvm.ptr, !llvm.ptr) -> ()
  llvm.return
}

// -----

// Which number is the greatest may depend on the order of the threads, which know of the caller's memory.
llvm.func @greatest(%p: !llvm.ptr, %x: f64) {
  // expected-error @below {{'llvm.atomicrmw' op cannot be differentiated: it updates memory by 'fmax', which depends on the order of the threads}}
  // expected-note @below {{where only one thread executes it, load the number, compute and store it}}
  %0 = llvm.atomicrmw fmax %p, %x monotonic : !llvm.ptr, f64
  llvm.return
}
llvm.func @ask(%p: !llvm.ptr, %t: !llvm.ptr, %x: f64) {
  ad.jvp @greatest(%p, %x) tangents(%t, %x : !llvm.ptr, f64) : (!llvm.ptr, f64) -> ()
  llvm.return
}

// -----

// Threads share the variable inside of a parallel loop.
llvm.func @shared(%x: f64) -> f64 {
  %0 = llvm.mlir.constant(1 : i32) : i32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c4 = arith.constant 4 : index
  %1 = llvm.alloca %0 x f64 : (i32) -> !llvm.ptr
  llvm.store %x, %1 : f64, !llvm.ptr
  scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
    // expected-error @below {{'llvm.atomicrmw' op cannot be differentiated: it updates memory by 'xchg', which depends on the order of the threads}}
    // expected-note @below {{where only one thread executes it, load the number, compute and store it}}
    %3 = llvm.atomicrmw xchg %1, %x monotonic : !llvm.ptr, f64
    scf.reduce
  }
  %2 = llvm.load %1 : !llvm.ptr -> f64
  llvm.return %2 : f64
}
llvm.func @ask(%x: f64) -> f64 {
  %0 = ad.grad @shared(%x) : (f64) -> f64
  llvm.return %0 : f64
}

// -----

llvm.func @any_function(%f: !llvm.ptr, %x: f64) -> f64 {
  // expected-error @below {{'llvm.call' op cannot be differentiated: it is not known which function is called}}
  // expected-note @below {{call the function by its name; in C, 'raise-from-llvm' finds those of constant tables, choices and variables, and those that static functions are given}}
  %0 = llvm.call %f(%x) : !llvm.ptr, (f64) -> f64
  llvm.return %0 : f64
}
llvm.func @ask(%f: !llvm.ptr, %x: f64) -> f64 {
  %0 = ad.grad @any_function(%f, %x) wrt [1] : (!llvm.ptr, f64) -> f64
  llvm.return %0 : f64
}

// -----

// A pointer that is stored as a number, to be loaded as a pointer, would have no shadow.
llvm.func @stored_address(%p: !llvm.ptr, %q: !llvm.ptr) -> f64 {
  // expected-error @below {{'llvm.ptrtoint' op cannot be differentiated: it makes a number, or a part of a struct, of the address of memory that holds numbers with derivatives}}
  %0 = llvm.ptrtoint %p : !llvm.ptr to i64
  // expected-note @below {{which is passed on or stored here; do that with the pointer itself}}
  llvm.store %0, %q : i64, !llvm.ptr
  %1 = llvm.load %q : !llvm.ptr -> !llvm.ptr
  %2 = llvm.load %1 : !llvm.ptr -> f64
  llvm.return %2 : f64
}
llvm.func @ask(%p: !llvm.ptr, %dp: !llvm.ptr, %q: !llvm.ptr) {
  ad.grad @stored_address(%p, %q) shadows(%dp : !llvm.ptr) wrt [0] : (!llvm.ptr, !llvm.ptr) -> ()
  llvm.return
}

// -----

// expected-note@+1 {{pass them in an array; or give the function's calls a rule, such as 'none', and no body}}
llvm.func internal @weighted(%count: i32, ...) -> f64 {
  %one = llvm.mlir.constant(1 : i32) : i32
  %list = llvm.alloca %one x !llvm.array<24 x i8> : (i32) -> !llvm.ptr
  llvm.intr.vastart %list : !llvm.ptr
  %x = llvm.va_arg %list : (!llvm.ptr) -> f64
  llvm.intr.vaend %list : !llvm.ptr
  llvm.return %x : f64
}
llvm.func @f(%x: f64) -> f64 {
  %count = llvm.mlir.constant(1 : i32) : i32
  // expected-error@+1 {{'llvm.call' op cannot be differentiated: it passes arguments that have no names in the called function}}
  %0 = llvm.call @weighted(%count, %x) vararg(!llvm.func<f64 (i32, ...)>) : (i32, f64) -> f64
  llvm.return %0 : f64
}
func.func @ask(%x: f64) -> f64 {
  %0 = ad.grad @f(%x) : (f64) -> f64
  return %0 : f64
}
