// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @outside() {
  // expected-error@+1 {{'memref.alloca_scope.return' op expects parent op 'memref.alloca_scope'}}
  memref.alloca_scope.return
}

// -----

func.func @arguments() {
  // expected-error@+1 {{'memref.alloca_scope' op region should have no arguments}}
  memref.alloca_scope {
  ^bb0(%x: i32):
    memref.alloca_scope.return
  }
  return
}

// -----

func.func @results() {
  // expected-error@+1 {{'memref.alloca_scope' op along control flow edge from Operation memref.alloca_scope.return to parent: region branch point has 0 operands, but region successor needs 1 inputs}}
  %0 = memref.alloca_scope -> f32 {
    // expected-note@+1 {{region branch point}}
    memref.alloca_scope.return
  }
  return
}

// -----

func.func @result_type(%i: index) {
  // expected-error@+1 {{'memref.alloca_scope' op along control flow edge from Operation memref.alloca_scope.return to parent: successor operand type #0 'index' should match successor input type #0 'f32'}}
  %0 = memref.alloca_scope -> f32 {
    // expected-note@+1 {{region branch point}}
    memref.alloca_scope.return %i : index
  }
  return
}

// -----

func.func @terminator() {
  memref.alloca_scope {
    // expected-error@+1 {{'func.return' op expects parent op 'func.func'}}
    func.return
  }
  return
}
