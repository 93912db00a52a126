// RUN: adopt %s --split-input-file --verify-diagnostics

// expected-error @+1 {{external functions must have 'external' or 'extern_weak' linkage}}
llvm.func internal @declaration()

// -----

llvm.func @result() -> i32 {
  // expected-note @-1 {{when returning from function}}
  // expected-error @+1 {{expected 1 operand}}
  llvm.return
}

// -----

llvm.func @callee(i32)
llvm.func @call(%a: i64) {
  // expected-error @+1 {{operand type mismatch for operand 0: 'i64' != 'i32'}}
  llvm.call @callee(%a) : (i64) -> ()
  llvm.return
}

// -----

llvm.func @index(%p: !llvm.ptr, %i: i64) {
  // expected-error @+1 {{expected index 1 indexing a struct to be constant}}
  %0 = llvm.getelementptr %p[0, %i] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.struct<(i32, i32)>
  llvm.return
}

// -----

// expected-error @+1 {{invalid array element type: '!llvm.void'}}
llvm.func @element(!llvm.array<2 x void>)
