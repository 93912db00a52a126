// RUN: adopt %s --autodiff --canonicalize --split-input-file --verify-diagnostics | adopt-filecheck %s

// Markers stand in front of arguments, as variables, what they hold, or strings; they are gone afterwards.

llvm.mlir.global external @enzyme_const() {addr_space = 0 : i32} : i32
llvm.mlir.global private unnamed_addr constant @text("enzyme_out\00") {addr_space = 0 : i32}
llvm.func @__enzyme_autodiff(!llvm.ptr, ...) -> f64
llvm.func @product(%x: f64, %y: f64) -> f64 {
  %0 = llvm.fmul %x, %y : f64
  llvm.return %0 : f64
}
// CHECK-LABEL: llvm.func @ask(
// CHECK-SAME: %[[X:.*]]: f64, %[[Y:.*]]: f64)
// CHECK-NOT: llvm.mlir.addressof
// CHECK: llvm.call @product_vjp(%[[X]], %[[Y]], %{{.*}}) : (f64, f64, f64) -> !llvm.struct<(f64, f64)>
// CHECK-NOT: call @__enzyme
llvm.func @ask(%x: f64, %y: f64) -> f64 {
  %0 = llvm.mlir.addressof @product : !llvm.ptr
  %1 = llvm.mlir.addressof @text : !llvm.ptr
  %2 = llvm.mlir.addressof @enzyme_const : !llvm.ptr
  %3 = llvm.load %2 : !llvm.ptr -> i32
  %4 = llvm.call @__enzyme_autodiff(%0, %1, %x, %3, %y) vararg(!llvm.func<f64 (ptr, ...)>) : (!llvm.ptr, !llvm.ptr, f64, i32, f64) -> f64
  llvm.return %4 : f64
}

// -----

llvm.func @__enzyme_autodiff(!llvm.ptr, ...) -> f64
llvm.func @ask(%f: !llvm.ptr, %x: f64) -> f64 {
  // expected-error @below {{'llvm.call' op asks for the derivative of a function that is not known}}
  // expected-note @below {{the first argument must name a function: (void *)f}}
  %0 = llvm.call @__enzyme_autodiff(%f, %x) vararg(!llvm.func<f64 (ptr, ...)>) : (!llvm.ptr, f64) -> f64
  llvm.return %0 : f64
}

// -----

llvm.func @__enzyme_autodiff(!llvm.ptr, ...) -> f64
llvm.func @square(%x: f64) -> f64 {
  %0 = llvm.fmul %x, %x : f64
  llvm.return %0 : f64
}
llvm.func @ask(%x: f64) -> f64 {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  // expected-error @below {{'llvm.call' op has more arguments than the function and their activities ask for: 1}}
  %1 = llvm.call @__enzyme_autodiff(%0, %x, %x) vararg(!llvm.func<f64 (ptr, ...)>) : (!llvm.ptr, f64, f64) -> f64
  llvm.return %1 : f64
}

// -----

llvm.func @__enzyme_autodiff(!llvm.ptr, ...) -> f64
llvm.func @load(%p: !llvm.ptr) -> f64 {
  %0 = llvm.load %p : !llvm.ptr -> f64
  llvm.return %0 : f64
}
llvm.func @ask(%p: !llvm.ptr) {
  %0 = llvm.mlir.addressof @load : !llvm.ptr
  // expected-error @below {{'llvm.call' op has fewer arguments than the function and their activities ask for}}
  %1 = llvm.call @__enzyme_autodiff(%0, %p) vararg(!llvm.func<f64 (ptr, ...)>) : (!llvm.ptr, !llvm.ptr) -> f64
  llvm.return
}

// -----

llvm.mlir.global external @enzyme_tape() {addr_space = 0 : i32} : i32
llvm.func @__enzyme_fwddiff(!llvm.ptr, ...) -> f64
llvm.func @square(%x: f64) -> f64 {
  %0 = llvm.fmul %x, %x : f64
  llvm.return %0 : f64
}
llvm.func @ask(%x: f64) -> f64 {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  %1 = llvm.mlir.addressof @enzyme_tape : !llvm.ptr
  %2 = llvm.load %1 : !llvm.ptr -> i32
  // expected-error @below {{'llvm.call' op has a marker 'enzyme_tape', which is not supported}}
  // expected-note @below {{these are: enzyme_out, enzyme_dup, enzyme_dupnoneed, enzyme_const, enzyme_dupv, enzyme_dupnoneedv, enzyme_primal_return, enzyme_width}}
  %3 = llvm.call @__enzyme_fwddiff(%0, %2, %x, %x) vararg(!llvm.func<f64 (ptr, ...)>) : (!llvm.ptr, i32, f64, f64) -> f64
  llvm.return %3 : f64
}

// -----

llvm.func @__enzyme_autodiff(!llvm.ptr, ...) -> f64
llvm.func @product(%x: f64, %y: f64) -> f64 {
  %0 = llvm.fmul %x, %y : f64
  llvm.return %0 : f64
}
llvm.func @ask(%x: f64, %y: f64) -> f64 {
  %0 = llvm.mlir.addressof @product : !llvm.ptr
  // expected-error @below {{'llvm.call' op gives 'f64', but these activities give (f64, f64)}}
  %1 = llvm.call @__enzyme_autodiff(%0, %x, %y) vararg(!llvm.func<f64 (ptr, ...)>) : (!llvm.ptr, f64, f64) -> f64
  llvm.return %1 : f64
}

// -----

// Several tangents at once; shadows may lie at a distance from each other.

llvm.mlir.global private constant @width("enzyme_width\00") {addr_space = 0 : i32}
llvm.mlir.global private constant @spaced("enzyme_dupv\00") {addr_space = 0 : i32}
llvm.func @__enzyme_fwddiff(!llvm.ptr, ...) -> !llvm.struct<(f64, f64)>
llvm.func @times(%x: f64, %p: !llvm.ptr) -> f64 {
  %0 = llvm.load %p : !llvm.ptr -> f64
  %1 = llvm.fmul %x, %0 : f64
  llvm.return %1 : f64
}
// CHECK-LABEL: llvm.func @ask(
// CHECK-SAME: %[[X:.*]]: f64, %[[DX:.*]]: f64, %[[P:.*]]: !llvm.ptr, %[[DP:.*]]: !llvm.ptr)
// CHECK: %[[NEXT:.*]] = llvm.getelementptr %[[DP]][%{{.*}}] : (!llvm.ptr, i64) -> !llvm.ptr, i8
// CHECK: llvm.call @times_jvp(%[[X]], %[[P]], %[[DX]], %[[X]], %[[DP]], %[[NEXT]]) : (f64, !llvm.ptr, f64, f64, !llvm.ptr, !llvm.ptr) -> !llvm.struct<(f64, f64, f64)>
// CHECK-NOT: llvm.call
llvm.func @ask(%x: f64, %dx: f64, %p: !llvm.ptr, %dp: !llvm.ptr) -> !llvm.struct<(f64, f64)> {
  %0 = llvm.mlir.addressof @times : !llvm.ptr
  %1 = llvm.mlir.addressof @width : !llvm.ptr
  %2 = llvm.mlir.constant(2 : i32) : i32
  %3 = llvm.mlir.addressof @spaced : !llvm.ptr
  %4 = llvm.mlir.constant(64 : i64) : i64
  %5 = llvm.call @__enzyme_fwddiff(%0, %1, %2, %x, %dx, %x, %3, %4, %p, %dp) vararg(!llvm.func<struct<(f64, f64)> (ptr, ...)>) : (!llvm.ptr, !llvm.ptr, i32, f64, f64, f64, !llvm.ptr, i64, !llvm.ptr, !llvm.ptr) -> !llvm.struct<(f64, f64)>
  llvm.return %5 : !llvm.struct<(f64, f64)>
}

// -----

// What a function writes must be nothing that it reads, as it is executed for each adjoint.

llvm.mlir.global private constant @width("enzyme_width\00") {addr_space = 0 : i32}
llvm.func @__enzyme_autodiff(!llvm.ptr, ...)
// expected-note @below {{ask for each derivative by itself}}
llvm.func @double(%p: !llvm.ptr) {
  %0 = llvm.load %p : !llvm.ptr -> f64
  %1 = llvm.fadd %0, %0 : f64
  llvm.store %1, %p : f64, !llvm.ptr
  llvm.return
}
llvm.func @ask(%p: !llvm.ptr, %a: !llvm.ptr, %b: !llvm.ptr) {
  %0 = llvm.mlir.addressof @double : !llvm.ptr
  %1 = llvm.mlir.addressof @width : !llvm.ptr
  %2 = llvm.mlir.constant(2 : i32) : i32
  // expected-error @below {{'llvm.call' op cannot be differentiated with width 2: the function has effects, once for each adjoint}}
  llvm.call @__enzyme_autodiff(%0, %1, %2, %p, %a, %b) vararg(!llvm.func<void (ptr, ...)>) : (!llvm.ptr, !llvm.ptr, i32, !llvm.ptr, !llvm.ptr, !llvm.ptr) -> ()
  llvm.return
}

// -----

llvm.mlir.global private constant @width("enzyme_width\00") {addr_space = 0 : i32}
llvm.func @__enzyme_fwddiff(!llvm.ptr, ...) -> f64
llvm.func @product(%x: f64, %y: f64) -> f64 {
  %0 = llvm.fmul %x, %y : f64
  llvm.return %0 : f64
}
llvm.func @ask(%x: f64, %n: i32) -> f64 {
  %0 = llvm.mlir.addressof @product : !llvm.ptr
  %1 = llvm.mlir.addressof @width : !llvm.ptr
  // expected-error @below {{'llvm.call' op has a marker 'enzyme_width' without a constant behind it that is at least 1}}
  %2 = llvm.call @__enzyme_fwddiff(%0, %1, %n, %x, %x, %x, %x) vararg(!llvm.func<f64 (ptr, ...)>) : (!llvm.ptr, !llvm.ptr, i32, f64, f64, f64, f64) -> f64
  llvm.return %2 : f64
}

// -----

llvm.mlir.global private constant @width("enzyme_width\00") {addr_space = 0 : i32}
llvm.func @__enzyme_fwddiff(!llvm.ptr, ...) -> f64
llvm.func @product(%x: f64, %y: f64) -> f64 {
  %0 = llvm.fmul %x, %y : f64
  llvm.return %0 : f64
}
llvm.func @late(%x: f64) -> f64 {
  %0 = llvm.mlir.addressof @product : !llvm.ptr
  %1 = llvm.mlir.addressof @width : !llvm.ptr
  %2 = llvm.mlir.constant(2 : i32) : i32
  // expected-error @below {{'llvm.call' op has a marker 'enzyme_width' that does not stand in front of all arguments}}
  %3 = llvm.call @__enzyme_fwddiff(%0, %x, %x, %1, %2, %x, %x, %x) vararg(!llvm.func<f64 (ptr, ...)>) : (!llvm.ptr, f64, f64, !llvm.ptr, i32, f64, f64, f64) -> f64
  llvm.return %3 : f64
}

// -----

llvm.func @__enzyme_autodiff(!llvm.ptr, ...)
llvm.func @product(%x: f64, %y: f64) -> f64 {
  %0 = llvm.fmul %x, %y : f64
  llvm.return %0 : f64
}
llvm.func @ask(%place: !llvm.ptr, %x: f64, %y: f64) {
  %0 = llvm.mlir.addressof @product : !llvm.ptr
  // expected-error @below {{'llvm.call' op gives '!llvm.struct<(f64, array<2 x f64>)>', but these activities give (f64, f64)}}
  llvm.call @__enzyme_autodiff(%place, %0, %x, %y) vararg(!llvm.func<void (ptr, ...)>) : (!llvm.ptr {llvm.sret = !llvm.struct<(f64, array<2 x f64>)>}, !llvm.ptr, f64, f64) -> ()
  llvm.return
}

// -----

// The first half of reverse mode gives a tape.

llvm.func @__enzyme_augmentfwd(!llvm.ptr, ...)
llvm.func @product(%x: f64, %y: f64) -> f64 {
  %0 = llvm.fmul %x, %y : f64
  llvm.return %0 : f64
}
llvm.func @ask(%x: f64, %y: f64) {
  %0 = llvm.mlir.addressof @product : !llvm.ptr
  // expected-error @below {{'llvm.call' op gives a tape that nobody takes}}
  // expected-note @below {{let it return 'void *', or name a place for it with 'enzyme_tape'}}
  llvm.call @__enzyme_augmentfwd(%0, %x, %y) vararg(!llvm.func<void (ptr, ...)>) : (!llvm.ptr, f64, f64) -> ()
  llvm.return
}

// -----

llvm.mlir.global external @enzyme_allocated() {addr_space = 0 : i32} : i32
llvm.func @__enzyme_augmentfwd(!llvm.ptr, ...) -> !llvm.ptr
llvm.func @square(%x: f64) -> f64 {
  %0 = llvm.fmul %x, %x : f64
  llvm.return %0 : f64
}
llvm.func @ask(%x: f64) -> !llvm.ptr {
  %0 = llvm.mlir.addressof @square : !llvm.ptr
  %1 = llvm.mlir.addressof @enzyme_allocated : !llvm.ptr
  %2 = llvm.mlir.constant(4 : i32) : i32
  // expected-error @below {{'llvm.call' op has room for 4 bytes of a tape, which takes 8}}
  %3 = llvm.call @__enzyme_augmentfwd(%0, %1, %2, %x) vararg(!llvm.func<ptr (ptr, ...)>) : (!llvm.ptr, !llvm.ptr, i32, f64) -> !llvm.ptr
  llvm.return %3 : !llvm.ptr
}
