// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

#set = affine_set<(d0)[s0] : (d0 - s0 >= 0)>
func.func @if_symbol_count(%n: index) {
  // expected-error @+1 {{symbol operand count and integer set symbol count must match}}
  affine.if #set(%n) { } else { }
  return
}

// -----

#set = affine_set<(d0)[s0] : (d0 - s0 >= 0)>
func.func @if_dim_count(%n: index) {
  // expected-error @+1 {{dim operand count and integer set dim count must match}}
  affine.if #set()[%n] { } else { }
  return
}

// -----

#set = affine_set<(d0)[s0] : (d0 - s0 >= 0)>
func.func @if_no_else(%n: index) {
  // expected-error @+2 {{'affine.if' op along control flow edge from parent to parent: region branch point has 0 operands, but region successor needs 1 inputs}}
  // expected-note @+1 {{region branch point}}
  %x = affine.if #set(%n)[%n] -> index { affine.yield %n : index }
  return
}

// -----

#set = affine_set<(d0)[s0] : (d0 - s0 >= 0)>
func.func @if_no_yield(%n: index) {
  // expected-error @+1 {{'affine.yield' op parent of yield must have same number of results as the yield operands}}
  %x = affine.if #set(%n)[%n] -> index { affine.yield %n : index } else { }
  return
}

// -----

func.func @if_map_in_text(%n: index) {
  // expected-error @+1 {{invalid kind of attribute specified}}
  affine.if affine_map<(d0)[s0] -> (d0 - s0)>(%n)[%n] { }
  return
}

// -----

func.func @if_no_condition(%n: index) {
  // expected-error @+1 {{'affine.if' op requires attribute 'condition'}}
  "affine.if"(%n) ({ affine.yield }, { }) : (index) -> ()
  return
}

// -----

func.func @if_map(%n: index) {
  // expected-error @+1 {{'affine.if' op attribute 'condition' failed to satisfy constraint: IntegerSet attribute}}
  "affine.if"(%n) ({ affine.yield }, { }) {condition = affine_map<(d0) -> (d0)>} : (index) -> ()
  return
}

// -----

func.func @if_operand_count(%n: index) {
  // expected-error @+1 {{'affine.if' op operand count and condition integer set dimension and symbol count must match}}
  "affine.if"(%n) ({ affine.yield }, { }) {condition = affine_set<(d0, d1) : (d0==0)>} : (index) -> ()
  return
}

// -----

func.func @if_symbol(%n: index) {
  // expected-error @+1 {{'affine.if' op operand cannot be used as a symbol}}
  affine.for %i = 0 to 1 { affine.if affine_set<()[s0] : (s0 == 0)>()[%i] {} }
  return
}

// -----

func.func @if_dimension(%n: index, %m: memref<1xindex>) {
  affine.for %i = 0 to 1 { %x = affine.load %m[%i] : memref<1xindex>
   // expected-error @+1 {{'affine.if' op operand cannot be used as a dimension id}}
   affine.if affine_set<(s0) : (s0 == 0)>(%x) {} }
  return
}

// -----

func.func @if_yielded_unused(%n: index, %m: memref<1xindex>) {
  // expected-error @+1 {{'affine.yield' op parent of yield must have same number of results as the yield operands}}
  affine.if affine_set<(s0) : (s0 == 0)>(%n) { affine.yield %n : index }
  return
}

// -----

func.func @if_argument(%n: index, %m: memref<1xindex>) {
  // expected-error @+1 {{'affine.if' op region #0 should have no arguments}}
  affine.if affine_set<(s0) : (s0 == 0)>(%n) { ^bb0(%a: index): affine.yield }
  return
}

// -----

func.func @if_yield_in_scf(%n: i1) {
  // expected-error @+1 {{'affine.yield' op only terminates affine.if/for/parallel regions}}
  scf.if %n { affine.yield }
  return
}

// -----

func.func @if_yield_in_func(%n: i1) {
  // expected-error @+1 {{'affine.yield' op only terminates affine.if/for/parallel regions}}
  affine.yield
}
