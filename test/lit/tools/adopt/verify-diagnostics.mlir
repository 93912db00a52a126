// RUN: adopt %s --verify-diagnostics --split-input-file
// RUN: not adopt %s --split-input-file 2>&1 | adopt-filecheck %s

// CHECK: verify-diagnostics.mlir:[[@LINE+3]]:10: error: use of undeclared SSA value name
func.func @undeclared() -> i32 {
  // expected-error @+1 {{use of undeclared SSA value name}}
  return %x : i32
}

// -----

// CHECK: verify-diagnostics.mlir:[[@LINE+3]]:3: error: 'func.return' op has 0 operands, but enclosing function (@count) returns 1
func.func @count() -> i32 {
  // expected-error-re @below {{has {{[0-9]}} operands, but enclosing function (@{{.*}}) returns 1}}
  return
}
