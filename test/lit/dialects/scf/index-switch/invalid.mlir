// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @switch_same_case(%n: index) {
  // expected-error @+1 {{'scf.index_switch' op has duplicate case value: 1}}
  scf.index_switch %n
  case 1 {
    scf.yield
  }
  case 1 {
    scf.yield
  }
  default {
  }
  return
}

// -----

func.func @switch_large_case(%n: index) {
  scf.index_switch %n
  // expected-error @+1 {{integer value too large}}
  case 99999999999999999999 {
    scf.yield
  }
  default {
  }
  return
}

// -----

func.func @switch_without_case(%n: index) {
  scf.index_switch %n
  // expected-error @+1 {{expected integer value}}
  case {
    scf.yield
  }
  default {
  }
  return
}

// -----

func.func @switch_without_default(%n: index) {
  // expected-error @+1 {{expected 'default'}}
  scf.index_switch %n return
}

// -----

func.func @switch_default_yields_nothing(%n: index) {
  // expected-error @+2 {{'scf.index_switch' op expected each region to return 1 values, but default region returns 0}}
  // expected-note @+1 {{see yield operation here}}
  %0 = scf.index_switch %n -> index
  default {
  }
  return
}

// -----

func.func @switch_number_of_regions(%n: index) {
  // expected-error @+1 {{'scf.index_switch' op has 1 case regions but 2 case values}}
  "scf.index_switch"(%n) <{cases = array<i64: 1, 2>}> ({
    scf.yield
  }, {
    scf.yield
  }) : (index) -> ()
  return
}

// -----

func.func @switch_case_yields_more(%n: index) {
  // expected-error @+1 {{'scf.index_switch' op expected each region to return 0 values, but case region #0 returns 1}}
  "scf.index_switch"(%n) <{cases = array<i64: 1>}> ({
    scf.yield
  }, {
    // expected-note @+1 {{see yield operation here}}
    scf.yield %n : index
  }) : (index) -> ()
  return
}

// -----

func.func @switch_case_type(%n: index, %x: i32) {
  // expected-error @+1 {{'scf.index_switch' op expected result #0 of each region to be 'index'}}
  %0 = "scf.index_switch"(%n) <{cases = array<i64: 1>}> ({
    scf.yield %n : index
  }, {
    // expected-note @+1 {{case region #0 returns 'i32' here}}
    scf.yield %x : i32
  }) : (index) -> index
  return
}

// -----

func.func @switch_empty_case(%n: index) {
  // expected-error @+1 {{'scf.index_switch' op region #1 ('caseRegions') failed to verify constraint: region with 1 blocks}}
  "scf.index_switch"(%n) <{cases = array<i64: 1>}> ({
    scf.yield
  }, {
  }) : (index) -> ()
  return
}

// -----

func.func @switch_other_terminator(%n: index) {
  // expected-error @+1 {{'scf.index_switch' op expected region to end with scf.yield, but got test.terminator}}
  "scf.index_switch"(%n) <{cases = array<i64: 1>}> ({
    scf.yield
  }, {
    "test.terminator"() : () -> ()
  }) : (index) -> ()
  return
}

// -----

func.func @switch_without_cases(%n: index) {
  // expected-error @+1 {{'scf.index_switch' op requires attribute 'cases'}}
  "scf.index_switch"(%n) ({
    scf.yield
  }) : (index) -> ()
  return
}

// -----

func.func @switch_without_regions(%n: index) {
  // expected-error @+1 {{'scf.index_switch' op expected 1 or more regions}}
  "scf.index_switch"(%n) <{cases = array<i64>}> : (index) -> ()
  return
}
