// RUN: adopt %s -split-input-file -allow-unregistered-dialect --verify-diagnostics

// expected-error @+1 {{elements hex data size is invalid for provided type: 'tensor<8xi1>'}}
"test.op"() {a = dense<"0x0501"> : tensor<8xi1>} : () -> ()

// -----

// expected-error @+1 {{elements hex data size is invalid for provided type: 'tensor<9xi1>'}}
"test.op"() {a = dense<"0x01"> : tensor<9xi1>} : () -> ()

// -----

// expected-error @+1 {{expected string containing hex digits starting with `0x`}}
"test.op"() {a = dense<"0x0"> : tensor<2xi8>} : () -> ()

// -----

// expected-error @+1 {{expected unsigned integer elements, but parsed negative value}}
"test.op"() {a = dense<-1> : tensor<2xui8>} : () -> ()

// -----

// expected-error @+1 {{expected integer elements, but parsed floating-point}}
"test.op"() {a = dense<[1.0, 2]> : tensor<2xi8>} : () -> ()

// -----

// expected-error @+1 {{expected shape ([3, 3]); inferred shape of indices literal ([2]); inferred shape of values literal ([1])}}
"test.op"() {a = sparse<[0, 1], [1]> : tensor<3x3xi32>} : () -> ()

// -----

// expected-error @+1 {{sparse index #0 is not contained within the value shape, with index=[0, 1], and type='tensor<3x1xi32>'}}
"test.op"() {a = sparse<[[0, 1]], [1]> : tensor<3x1xi32>} : () -> ()

// -----

// expected-error @+1 {{negative integer literal not valid for unsigned integer type}}
"test.op"() {a = -1 : ui8} : () -> ()

// -----

// expected-error @+1 {{integer bitwidth is limited to 16777215 bits}}
"test.op"() {a = i16777216} : () -> ()

// -----

// expected-error @+1 {{vector types must have positive constant sizes but got 0}}
"test.op"() {a = vector<0xi32>} : () -> ()

// -----

// expected-error @+1 {{failed to verify 'elementType': VectorElementTypeInterface instance}}
"test.op"() {a = vector<4xtensor<2xi1>>} : () -> ()

// -----

// expected-error @+1 {{expected nested symbol reference identifier}}
"test.op"() {a = @a::b} : () -> ()

// -----

// expected-error @+1 {{expected '[' in fused location}}
"test.op"() {a = loc(fused)} : () -> ()

// -----

// expected-error @+1 {{expected 'at' in callsite location}}
"test.op"() {a = loc(callsite("a" "b"))} : () -> ()

// -----

// expected-error @+1 {{expected '== affine-expr' or '>= affine-expr' at end of affine constraint}}
"test.op"() {a = affine_set<(d0) : (d0 > 0)>} : () -> ()
