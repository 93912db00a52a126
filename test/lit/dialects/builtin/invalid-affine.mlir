// RUN: adopt %s --split-input-file --verify-diagnostics

// expected-error@below {{expected '(' in dimensional identifier list}}
#map = affine_map<d0 -> (d0)>

// -----

// expected-error@below {{expected '<' in affine map}}
#map = affine_map(d0) -> (d0)

// -----

// expected-error@below {{expected ')' in dimensional identifier list}}
#map = affine_map<(d0 d1) -> (d0)>

// -----

// expected-error@below {{expected ']' in symbol list}}
#map = affine_map<(d0)[s0 s1] -> (d0)>

// -----

// expected-error@below {{expected bare identifier}}
#map = affine_map<(d0, 3) -> (d0)>

// -----

// expected-error@below {{redefinition of identifier 'd0'}}
#map = affine_map<(d0, d0) -> (d0)>

// -----

// expected-error@below {{redefinition of identifier 'd0'}}
#map = affine_map<(d0)[d0] -> (d0)>

// -----

// expected-error@below {{expected ')' in affine map range}}
#map = affine_map<(d0) -> (d0>

// -----

// expected-error@below {{expected '(' in affine map range}}
#map = affine_map<(d0) -> d0>

// -----

// expected-error@below {{missing right operand of binary operator}}
#map = affine_map<(d0) -> (d0 +)>

// -----

// expected-error@below {{missing left operand of binary operator}}
#map = affine_map<(d0) -> (* d0)>

// -----

// expected-error@below {{use of undeclared identifier}}
#map = affine_map<(d0) -> (floordiv 2)>

// -----

// expected-error@below {{missing right operand of binary operator}}
#map = affine_map<(d0) -> (d0 mod)>

// -----

// expected-error@below {{no expression inside parentheses}}
#map = affine_map<(d0) -> (())>

// -----

// expected-error@below {{use of undeclared identifier}}
#map = affine_map<(d0) -> (d1)>

// -----

// expected-error@below {{expected affine expression}}
#map = affine_map<(d0) -> ("d0")>

// -----

// expected-error@below {{non-affine expression: at least one of the multiply operands has to be either a constant or symbolic}}
#map = affine_map<(d0, d1) -> (d0 * d1)>

// -----

// expected-error@below {{non-affine expression: right operand of ceildiv has to be either a constant or symbolic}}
#map = affine_map<(d0) -> (3 ceildiv d0)>

// -----

// expected-error@below {{expected '>' in affine map}}
#map = affine_map<(d0) -> (d0) d0>

// -----

// expected-error@below {{expected '== affine-expr' or '>= affine-expr' at end of affine constraint}}
#set = affine_set<(d0) : (d0)>

// -----

// expected-error@below {{expected '(' in integer set constraint list}}
#set = affine_set<(d0) : d0 >= 0>

// -----

// expected-error@below {{expected affine expression}}
#set = affine_set<(d0) : (d0 >= )>

// -----

// expected-error@below {{expected '== affine-expr' or '>= affine-expr' at end of affine constraint}}
#set = affine_set<(d0) : (d0 > 0)>

// -----

// expected-error@below {{expected '<' in integer set}}
#set = affine_set(d0)

// -----

// expected-error@below {{expected '>' in integer set}}
#set = affine_set<(d0) : (d0 == 0)

// -----

// expected-error@below {{expected '->' or ':'}}
#map = affine_map<(d0) (d0)>

// -----

// expected-error@below {{expected '->' or ':'}}
#set = affine_set<(d0)[s0]>
