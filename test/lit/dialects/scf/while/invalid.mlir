// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @while_condition_type(%c: i1, %n: index) {
  // expected-error @+1 {{'scf.while' op along control flow edge from Operation scf.condition to parent: successor operand type #0 'index' should match successor input type #0 'i1'}}
  %0 = scf.while (%x = %n) : (index) -> i1 {
    // expected-note @+1 {{region branch point}}
    scf.condition(%c) %n : index
  } do {
  ^bb0(%y: index):
    scf.yield %c : i1
  }
  return
}

// -----

func.func @while_yield_type(%c: i1, %n: index) {
  // expected-error @+1 {{'scf.while' op along control flow edge from Operation scf.yield to Region #0: successor operand type #0 'i1' should match successor input type #0 'index'}}
  %0 = scf.while (%x = %n) : (index) -> i1 {
    scf.condition(%c) %c : i1
  } do {
  ^bb0(%y: i1):
    // expected-note @+1 {{region branch point}}
    scf.yield %c : i1
  }
  return
}

// -----

func.func @while_argument_type(%c: i1, %n: index) {
  // expected-error @+1 {{'scf.while' op along control flow edge from Operation scf.condition to Region #1: successor operand type #0 'i1' should match successor input type #0 'index'}}
  %0 = scf.while (%x = %n) : (index) -> i1 {
    // expected-note @+1 {{region branch point}}
    scf.condition(%c) %c : i1
  } do {
  ^bb0(%y: index):
    scf.yield %n : index
  }
  return
}

// -----

func.func @while_without_condition(%c: i1) {
  // expected-error @+1 {{'scf.while' op expects the 'before' region to terminate with 'scf.condition'}}
  scf.while : () -> () {
    // expected-note @+1 {{terminator here}}
    "test.terminator"() : () -> ()
  } do {
    scf.yield
  }
  return
}

// -----

func.func @while_without_yield(%c: i1) {
  // expected-error @+1 {{'scf.while' op expects the 'after' region to terminate with 'scf.yield'}}
  scf.while : () -> () {
    scf.condition(%c)
  } do {
    // expected-note @+1 {{terminator here}}
    "test.terminator"() : () -> ()
  }
  return
}

// -----

func.func @while_type(%n: index) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.function, but found 'index'}}
  scf.while (%x = %n) : index {
  } do {
  }
  return
}

// -----

func.func @while_number_of_types(%n: index) {
  // expected-error @+1 {{expected as many input types as operands (expected 1 got 2)}}
  scf.while (%x = %n) : (index, index) -> () {
  } do {
  }
  return
}

// -----

func.func @while_empty(%n: index) {
  // expected-error @+1 {{'scf.while' op region #0 ('before') failed to verify constraint: region with 1 blocks}}
  "scf.while"() ({
  }, {
  }) : () -> ()
  return
}

// -----

func.func @condition_elsewhere(%c: i1) {
  // expected-error @+1 {{'scf.condition' op expects parent op 'scf.while'}}
  scf.condition(%c)
}

// -----

// expected-note @+1 {{prior use here}}
func.func @condition_of_other_type(%c: i32) {
  scf.while : () -> () {
    // expected-error @+1 {{use of value '%c' expects different type than prior uses: 'i1' vs 'i32'}}
    scf.condition(%c)
  } do {
    scf.yield
  }
  return
}
