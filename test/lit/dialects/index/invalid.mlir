// RUN: adopt %s --split-input-file --verify-diagnostics

func.func @same_types(%a: index) {
  // expected-error @+1 {{'index.casts' op operand type 'index' and result type 'index' are cast incompatible}}
  %0 = index.casts %a : index to index
  return
}

// -----

func.func @predicate(%a: index) {
  // expected-error @+1 {{to be one of: eq, ne, slt, sle, sgt, sge, ult, ule, ugt, uge}}
  %0 = index.cmp less(%a, %a)
  return
}

// -----

func.func @range() {
  // expected-error @+1 {{integer constant out of range for attribute}}
  %0 = index.constant 99999999999999999999
  return
}
