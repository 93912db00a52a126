// RUN: adopt %s --split-input-file --verify-diagnostics

// expected-error@below {{inferred shape of elements literal ([2]) does not match type ([3])}}
#a = dense<[1, 2]> : tensor<3xi32>

// -----

// expected-error@below {{tensor literal is invalid; ranks are not consistent between elements}}
#a = dense<[[1, 2], [3]]> : tensor<2x2xi32>

// -----

// expected-error@below {{elements hex data size is invalid for provided type: 'tensor<2xi32>'}}
#a = dense<"0x01"> : tensor<2xi32>

// -----

// expected-error@below {{expected string containing hex digits starting with `0x`}}
#a = dense<"01"> : tensor<2xi32>

// -----

// expected-error@below {{expected unsigned integer elements, but parsed negative value}}
#a = dense<[1, -2]> : tensor<2xui32>

// -----

// expected-error@below {{expected integer elements, but parsed floating-point}}
#a = dense<[1, 2.0]> : tensor<2xi32>

// -----

// expected-note@below {{add a trailing dot to make the literal a float}}
// expected-error@below {{unexpected decimal integer literal for a floating point value}}
#a = dense<[1, 2]> : tensor<2xf32>

// -----

// expected-error@below {{expected i1 type for 'true' or 'false' values}}
#a = dense<[true, 1]> : tensor<2xi32>

// -----

// expected-error@below {{integer constant out of range for type}}
#a = dense<[300]> : tensor<1xi8>

// -----

// expected-error@below {{integer constant out of range for type}}
#a = dense<[-129]> : tensor<1xi8>

// -----

// expected-error@below {{parsed 1 elements, but type ('complex<f32>') expected 2 elements}}
#a = dense<1.0> : tensor<2xcomplex<f32>>

// -----

// expected-note@below {{add a trailing dot to make the literal a float}}
// expected-error@below {{unexpected decimal integer literal for a floating point value}}
#a = dense<(1, 2.0)> : tensor<2xcomplex<f32>>

// -----

// expected-error@below {{elements literal type must have static shape}}
#a = dense<1> : tensor<?xi32>

// -----

// expected-error@below {{elements literal must be a shaped type}}
#a = dense<1> : i32

// -----

// expected-error@below {{elements literal type must have static shape}}
#a = dense<1> : tensor<*xi32>

// -----

// expected-error@below {{inferred shape of elements literal ([0]) does not match type ([2])}}
#a = dense<[]> : tensor<2xi32>

// -----

// expected-error@below {{expected element literal of primitive type}}
#a = dense<abc> : tensor<2xi32>

// -----

// expected-error@below {{expected element literal of primitive type}}
#a = dense<[1, ]> : tensor<2xi32>

// -----

// expected-error@below {{expected '>'}}
#a = dense<1 : tensor<2xi32>

// -----

// expected-error@below {{expected '<' after 'dense'}}
#a = dense 1 : tensor<2xi32>

// -----

// expected-error@below {{sparse index #1 is not contained within the value shape, with index=[1, 5], and type='tensor<2x2xi32>'}}
#a = sparse<[[0, 0], [1, 5]], [1, 2]> : tensor<2x2xi32>

// -----

// expected-error@below {{expected shape ([2, 2]); inferred shape of indices literal ([2, 2]); inferred shape of values literal ([3])}}
#a = sparse<[[0, 0], [1, 1]], [1, 2, 3]> : tensor<2x2xi32>

// -----

// expected-error@below {{expected shape ([2, 2]); inferred shape of indices literal ([3]); inferred shape of values literal ([2])}}
#a = sparse<[0, 0, 1], [1, 2]> : tensor<2x2xi32>

// -----

// expected-error@below {{element type bitwidth must be a multiple of 8}}
#a = array<i3: 1>

// -----

// expected-error@below {{expected integer or float type, got: 'memref<2xf32>'}}
#a = array<memref<2xf32>: 1>

// -----

// expected-error@below {{expected integer literal}}
#a = array<i32: 1.5>

// -----

// expected-note@below {{add a trailing dot to make the literal a float}}
// expected-error@below {{unexpected decimal integer literal for a floating point value}}
#a = array<f32: 1>

// -----

// expected-error@below {{integer constant out of range}}
#a = array<i8: 256>

// -----

// expected-error@below {{expected ':' after dense array type}}
#a = array<i32 1>

// -----

// expected-error@below {{expected '>' to close an array attribute}}
#a = array<i32: 1

// -----

// expected-error@below {{expected '<' after 'array'}}
#a = array i32

// -----

// expected-error@below {{expected ',' or ']'}}
#a = [1, 2

// -----

// expected-error@below {{expected '}' in attribute dictionary}}
#a = {a = 1, b

// -----

// expected-error@below {{expected '}' in attribute dictionary}}
#a = {a = 1 b = 2}

// -----

// expected-error@below {{expected distinct ID}}
#a = distinct[x]<1>

// -----

// expected-error@below {{expected nested symbol reference identifier}}
#a = @x::3

// -----

// expected-error@below {{hexadecimal float constant out of range for type}}
#a = 0x7ffffffff : f32

// -----

// expected-error@below {{hexadecimal float literal should not have a leading minus}}
#a = -0x7fff : f32

// -----

// expected-error@below {{integer literal not valid for specified type}}
#a = 1 : vector<2xi32>

// -----

// expected-error@below {{expected a 64-bit signed integer or '?'}}
#a = strided<[1], offset: -9223372036854775809>

// -----

// expected-error@below {{expected '"' in string literal}}
#a = "abc

// -----

// expected-error@below {{unknown escape in string literal}}
#a = "a\qb"

// -----

// expected-error@below {{expected string token, got 1}}
#a = dense<1> : tensor<1x!llvm.ptr>

// -----

// expected-error@below {{expected 'at' in callsite location}}
#a = loc(callsite("a"))

// -----

// expected-error@below {{expected location instance}}
#a = loc(callsite("a" at ))

// -----

// expected-error@below {{expected ']' in fused location}}
#a = loc(fused["a" "b"])

// -----

// expected-error@below {{expected '>' after fused location metadata}}
#a = loc(fused<1 ["a"])

// -----

// expected-error@below {{expected ')' in inline location}}
#a = loc("a"("b")

// -----

// expected-error@below {{expected integer line number in FileLineColRange}}
#a = loc("a":x:1)
