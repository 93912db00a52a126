// RUN: adopt %s --split-input-file --verify-diagnostics

// expected-error@below {{unsupported memory space Attribute}}
func.func private @list_as_space(memref<4xf32, [1]>)

// -----

// expected-error@below {{unsupported memory space Attribute}}
func.func private @unit_as_space(memref<4xf32, unit>)

// -----

// expected-error@below {{unsupported memory space Attribute}}
func.func private @type_as_space(memref<4xf32, f32>)

// -----

// expected-error@below {{unsupported memory space Attribute}}
func.func private @float_as_space(memref<*xf32, 1.0>)

// -----

// expected-error@below {{unsupported memory space Attribute}}
func.func private @symbol_as_space(memref<4xf32, @sym>)

// -----

// expected-error@below {{unsupported memory space Attribute}}
func.func private @elements_as_space(memref<4xf32, dense<1> : tensor<2xi32>>)

// -----

// expected-error@below {{unsupported memory space Attribute}}
func.func private @set_as_layout(memref<4xf32, affine_set<(d0) : (d0 == 0)>>)

// -----

// expected-error@below {{cannot have affine map for unranked memref type}}
func.func private @unranked_with_layout(memref<*xf32, strided<[1]>>)

// -----

// expected-error@below {{expected the number of strides to match the rank}}
func.func private @strides_of_other_rank(memref<4xf32, strided<[1, 2]>>)

// -----

// expected-error@below {{memref layout mismatch between rank and affine map: 1 != 2}}
func.func private @map_of_other_rank(memref<4xf32, affine_map<(d0, d1) -> (d0)>>)

// -----

// expected-error@below {{expected memory space to be last in memref type}}
func.func private @space_before_layout(memref<4xf32, 1, affine_map<(d0) -> (d0)>>)

// -----

// expected-error@below {{multiple memory spaces specified in memref type}}
func.func private @two_spaces(memref<4xf32, 1, 2>)

// -----

// expected-error@below {{expected list element}}
func.func private @nothing_behind_comma(memref<4xf32,>)

// -----

// expected-error@below {{expected ',' or '>' in memref type}}
func.func private @unclosed_memref(memref<4xf32 8>)

// -----

// expected-error@below {{expected '<' in memref type}}
func.func private @memref_without_angles(memref 4xf32)

// -----

// expected-error@below {{invalid memref element type}}
func.func private @memref_of_tuples(memref<4xtuple<i32>>)

// -----

// expected-error@below {{invalid memref element type}}
func.func private @memref_of_tensors(memref<*xtensor<2xf32>>)

// -----

// expected-error@below {{invalid memref element type}}
func.func private @memref_of_pointers(memref<4x!llvm.ptr>)

// -----

// expected-error@below {{invalid memref element type}}
func.func private @memref_of_tokens(memref<!gpu.async.token>)

// -----

// expected-error@below {{failed to verify 'elementType': VectorElementTypeInterface instance}}
func.func private @vector_of_tokens(vector<4x!gpu.async.token>)

// -----

// expected-error@below {{failed to verify 'elementType': VectorElementTypeInterface instance}}
func.func private @vector_of_complex(vector<4xcomplex<f32>>)

// -----

// expected-error@below {{failed to verify 'elementType': VectorElementTypeInterface instance}}
func.func private @vector_of_vectors(vector<4xvector<2xf32>>)

// -----

// expected-error@below {{vector types must have positive constant sizes but got 0, 4}}
func.func private @empty_vector(vector<0x4xf32>)

// -----

// expected-error@below {{expected non-function type}}
func.func private @dynamic_vector(vector<?xf32>)

// -----

// expected-error@below {{expected '>' in vector type}}
func.func private @unclosed_vector(vector<4xf32)

// -----

// expected-error@below {{invalid tensor element type}}
func.func private @tensor_of_memrefs(tensor<4xmemref<2xf32>>)

// -----

// expected-error@below {{invalid tensor element type}}
func.func private @tensor_of_functions(tensor<4x() -> ()>)

// -----

// expected-error@below {{invalid tensor element type}}
func.func private @tensor_of_nothing(tensor<none>)

// -----

// expected-error@below {{expected '<' in tensor type}}
func.func private @tensor_without_angles(tensor)

// -----

// expected-error@below {{expected '>' in tensor type}}
func.func private @unclosed_tensor(tensor<4xf32)

// -----

// expected-error@below {{expected 'x' in dimension list}}
func.func private @dimension_without_x(tensor<4>)

// -----

// expected-error@below {{expected 'x' in dimension list}}
func.func private @unranked_without_x(tensor<*f32>)

// -----

// expected-error@below {{invalid element type for complex}}
func.func private @complex_of_indices(complex<index>)

// -----

// expected-error@below {{expected '>' in complex type}}
func.func private @unclosed_complex(complex<f32)

// -----

// expected-error@below {{expected '['}}
func.func private @strided_without_list(memref<4xf32, strided<4>>)

// -----

// expected-error@below {{expected a 64-bit signed integer or '?'}}
func.func private @strided_of_names(memref<4xf32, strided<[n]>>)

// -----

// expected-error@below {{expected 'offset' after comma}}
func.func private @strided_with_other_word(memref<4xf32, strided<[1], shift: 3>>)

// -----

// expected-error@below {{expected ':' after 'offset'}}
func.func private @strided_without_colon(memref<4xf32, strided<[1], offset 3>>)

// -----

// expected-error@below {{expected '>'}}
func.func private @unclosed_strided(memref<4xf32, strided<[1], offset: 3 4>>)

// -----

// expected-error@below {{unknown gpu type: buffer}}
func.func private @no_such_type(!gpu.buffer)

// -----

// expected-error@below {{dialect 'scf' provides no type parsing hook}}
func.func private @dialect_without_types(!scf.loop<3>)

// -----

// expected-error@below {{undefined symbol alias id 'unknown'}}
func.func private @no_alias(!unknown)
