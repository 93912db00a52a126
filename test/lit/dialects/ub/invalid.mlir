// RUN: adopt %s -split-input-file -allow-unregistered-dialect --verify-diagnostics

func.func @no_poison() {
  // expected-error @+1 {{attribute 'value' failed to satisfy constraint: }}
  %0 = "ub.poison"() {value = 1 : i32} : () -> i32
  return
}

// -----

func.func @not_last() {
  // expected-error @+1 {{'ub.unreachable' op must be the last operation in the parent block}}
  ub.unreachable
  return
}

// -----

func.func @operand(%x: i32) {
  // expected-error @+1 {{'ub.unreachable' op requires zero operands}}
  "ub.unreachable"(%x) : (i32) -> ()
}
