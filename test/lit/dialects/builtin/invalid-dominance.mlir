// RUN: adopt %s --split-input-file --verify-diagnostics --allow-unregistered-dialect

func.func @parent(%n: index) {
  scf.for %i = %n to %n step %n {
    // expected-error@below {{operand #0 does not dominate this use}}
    "test.use"(%t) : (i1) -> ()
  }
  // expected-note@below {{operand defined here (op in a parent region)}}
  %t = arith.constant true
  return
}

// -----

func.func @child(%n: index) {
  // expected-error@below {{operand #0 does not dominate this use}}
  "test.use"(%t) : (i1) -> ()
  "test.op"() ({
    // expected-note@below {{operand defined here (op in a child region)}}
    %t = arith.constant true
    "test.end"() : () -> ()
  }) : () -> ()
  return
}

// -----

func.func @same_block(%n: index) {
  // expected-error@below {{operand #0 does not dominate this use}}
  "test.use"(%t) : (i1) -> ()
  // expected-note@below {{operand defined here (op in the same block)}}
  %t = arith.constant true
  return
}

// -----

func.func @same_region(%n: i1) {
  cf.cond_br %n, ^a, ^b
^a:
  // expected-error@below {{operand #0 does not dominate this use}}
  "test.use"(%t) : (i1) -> ()
  return
^b:
  // expected-note@below {{operand defined here (op in the same region)}}
  %t = arith.constant true
  return
}
