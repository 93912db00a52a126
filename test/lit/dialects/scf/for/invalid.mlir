// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @for_float_bounds(%f: f32) {
  // expected-error @+1 {{'scf.for' op operand #0 must be signless integer or index, but got 'f32'}}
  scf.for %i = %f to %f step %f : f32 {
  }
  return
}

// -----

func.func @for_step_type(%n: index, %k: i32) {
  // expected-error @+1 {{'scf.for' op failed to verify that all of {lowerBound, upperBound, step} have same type}}
  "scf.for"(%n, %n, %k) ({
  ^bb0(%i: index):
    scf.yield
  }) : (index, index, i32) -> ()
  return
}

// -----

func.func @for_induction_variable(%n: index) {
  // expected-error @+1 {{'scf.for' op expected induction variable to be same type as bounds and step}}
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: i32):
    scf.yield
  }) : (index, index, index) -> ()
  return
}

// -----

func.func @for_block_arguments(%n: index) {
  // expected-error @+1 {{'scf.for' op different number of inits and region iter_args: 0 != 1}}
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index, %j: index):
    scf.yield
  }) : (index, index, index) -> ()
  return
}

// -----

func.func @for_without_results(%n: index, %f: f32) {
  // expected-error @+1 {{'scf.for' op mismatch in number of loop-carried values and defined values}}
  "scf.for"(%n, %n, %n, %f) ({
  ^bb0(%i: index, %j: f32):
    scf.yield %j : f32
  }) : (index, index, index, f32) -> ()
  return
}

// -----

func.func @for_empty_region(%n: index) {
  // expected-error @+1 {{'scf.for' op region #0 ('region') failed to verify constraint: region with 1 blocks}}
  "scf.for"(%n, %n, %n) ({
  }) : (index, index, index) -> ()
  return
}

// -----

func.func @for_two_blocks(%n: index) {
  // expected-error @+1 {{'scf.for' op expects region #0 to have 0 or 1 blocks}}
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
    scf.yield
  ^bb1:
    scf.yield
  }) : (index, index, index) -> ()
  return
}

// -----

func.func @for_empty_block(%n: index) {
  // expected-error @+1 {{'scf.for' op expects a non-empty block}}
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
  }) : (index, index, index) -> ()
  return
}

// -----

func.func @for_other_terminator(%n: index) {
  // expected-error @+2 {{'scf.for' op expects regions to end with 'scf.yield', found 'test.terminator'}}
  // expected-note @+1 {{in custom textual format, the absence of terminator implies 'scf.yield'}}
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
    "test.terminator"() : () -> ()
  }) : (index, index, index) -> ()
  return
}

// -----

func.func @for_condition(%n: index) {
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
    // expected-error @+1 {{'scf.condition' op expected 1 or more operands, but found 0}}
    "scf.condition"() : () -> ()
  }) : (index, index, index) -> ()
  return
}

// -----

func.func @for_return(%n: index) {
  "scf.for"(%n, %n, %n) ({
  ^bb0(%i: index):
    // expected-error @+1 {{'func.return' op expects parent op 'func.func'}}
    func.return
  }) : (index, index, index) -> ()
  return
}

// -----

func.func @for_no_region(%n: index) {
  // expected-error @+1 {{'scf.for' op requires one region}}
  "scf.for"(%n, %n) : (index, index) -> ()
  return
}

// -----

func.func @for_no_types(%n: index, %f: f32) {
  // expected-error @+1 {{expected '->'}}
  scf.for %i = %n to %n step %n iter_args(%a = %f) {
  }
  return
}

// -----

func.func @for_number_of_types(%n: index, %f: f32) {
  // expected-error @+1 {{mismatch in number of loop-carried values and defined values}}
  scf.for %i = %n to %n step %n iter_args(%a = %f) -> (f32, f32) {
  }
  return
}

// -----

func.func @for_without_to(%n: index) {
  // expected-error @+1 {{expected 'to'}}
  scf.for %i = %n %n step %n {
  }
  return
}

// -----

// expected-note @+1 {{prior use here}}
func.func @for_bound_of_other_type(%n: index, %k: i32) {
  // expected-error @+1 {{use of value '%k' expects different type than prior uses: 'index' vs 'i32'}}
  scf.for %i = %n to %k step %n {
  }
  return
}

// -----

func.func @for_bound_from_inside(%n: index) {
  // expected-error @+1 {{use of undeclared SSA value name}}
  scf.for %i = %n to %inner step %n {
    %inner = "test.bound"() : () -> index
  }
  return
}

// -----

func.func @for_no_yield(%n: index, %f: f32) {
  // expected-error @+2 {{'scf.for' op along control flow edge from Operation scf.yield to Region #0: region branch point has 0 operands, but region successor needs 1 inputs}}
  // expected-note @+1 {{region branch point}}
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %f) -> (f32) {
  }
  return
}

// -----

func.func @for_yielded_type(%n: index, %f: f32) {
  // expected-error @+1 {{'scf.for' op 0-th region iter_arg and 0-th yielded value have different type: 'f32' != 'index'}}
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %f) -> (f32) {
    scf.yield %i : index
  }
  return
}

// -----

func.func @for_init_type(%n: index) {
  // expected-error @+1 {{'scf.for' op 0-th init and 0-th region iter_arg have different type: 'index' != 'i1'}}
  %0 = "scf.for"(%n, %n, %n, %n) ({
  ^bb0(%i: index, %a: i1):
    scf.yield %a : i1
  }) : (index, index, index, index) -> index
  return
}

// -----

func.func @for_result_type(%n: index, %f: f32) {
  // expected-error @+1 {{'scf.for' op 0-th region iter_arg and 0-th loop result have different type: 'f32' != 'index'}}
  %0 = "scf.for"(%n, %n, %n, %f) ({
  ^bb0(%i: index, %a: f32):
    scf.yield %a : f32
  }) : (index, index, index, f32) -> index
  return
}
