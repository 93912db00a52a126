// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @vector_output(%vec: vector<4xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%vec : vector<4xf32>) {
  ^bb0(%e: f32):
    // expected-error @+1 {{'linalg.yield' op type of yield operand 1 ('f32') doesn't match the element type of the enclosing linalg.generic op ('vector<4xf32>')}}
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @missing_result(%tv: tensor<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected the number of tensor results (0) to be equal to the number of output tensors (1)}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%tv : tensor<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @result_for_buffer(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected the number of tensor results (1) to be equal to the number of output tensors (0)}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  } -> tensor<2xf32>
  return
}

// -----

func.func @result_type(%tv: tensor<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected type of operand #0 ('tensor<2xf32>') to match type of corresponding result ('tensor<3xf32>')}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%tv : tensor<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  } -> tensor<3xf32>
  return
}

// -----

func.func @mixed_semantics(%v: memref<2xf32>, %tv: tensor<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected to have pure tensor or buffer semantics}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%tv : tensor<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  } -> tensor<2xf32>
  return
}

// -----

func.func @unranked_output(%u: memref<*xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%u : memref<*xf32>) {
  ^bb0(%e: f32):
    // expected-error @+1 {{'linalg.yield' op type of yield operand 1 ('f32') doesn't match the element type of the enclosing linalg.generic op ('memref<*xf32>')}}
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @unranked_result(%tu: tensor<*xf32>) {
  // expected-error @+1 {{'linalg.generic' op result #0 must be variadic of ranked tensor of any type values, but got 'tensor<*xf32>'}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%tu : tensor<*xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  } -> tensor<*xf32>
  return
}

// -----

func.func @vector_input(%v: memref<2xf32>, %vec: vector<4xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected operand #0 rank (0) to match the result rank of indexing_map (1)}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%vec : vector<4xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @too_few_arguments(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected as many non-induction variable region arguments as the number of input/output operands}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @argument_type(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected type of bb argument #1 ('f64') to match element or self type of the corresponding operand ('f32')}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f64):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @no_block(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expects to have 1 region with 1 block}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%v : memref<2xf32>) {
  }
  return
}

// -----

func.func @symbols(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op unexpected symbols in indexing_map #0}}
  linalg.generic {indexing_maps = [affine_map<(d0)[s0] -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @number_of_maps(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected the number of indexing_map (1) to be equal to the number of input/output operands (2)}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @map_rank(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected operand #1 rank (1) to match the result rank of indexing_map (2)}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0, d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @not_invertible(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op invalid indexing maps are non-invertible: ((d0, d1) -> (d0 + d1, d0 + d1))}}
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0 + d1)>, affine_map<(d0, d1) -> (d0 + d1)>], iterator_types = ["parallel", "parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @number_of_loops(%a: memref<2x3xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expected indexing_map #0 to have 1 dim(s) to match the number of loops}}
  linalg.generic {indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> (d0)>], iterator_types = ["parallel"]} ins(%a : memref<2x3xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @shape(%v: memref<2xf32>, %w3: memref<3xf32>) {
  // expected-error @+1 {{'linalg.generic' op inferred input/output operand #1 has shape's dimension #0 to be 2, but found 3}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%w3 : memref<3xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @negative_index(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op unexpected result less than 0 at expression #0 in (d0) -> (d0 - 1)}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 - 1)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @too_large_index(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op inferred input/output operand #0 has shape's dimension #0 to be greater than or equal to 3, but found 2}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0 + 1)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @iterator_type(%v: memref<2xf32>) {
  // expected-error @+1 {{unexpected iterator_type (random)}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["random"]} outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @no_iterator_types(%v: memref<2xf32>) {
  // expected-error @+1 {{expected "iterator_types" array attribute}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>]} outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @no_maps(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op requires attribute 'indexing_maps'}}
  linalg.generic {iterator_types = ["parallel"]} outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @no_trait(%v: memref<2xf32>) {
  // expected-error @+1 {{expected attribute value}}
  linalg.generic outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @trait_kind(%v: memref<2xf32>) {
  // expected-error @+1 {{invalid kind of attribute specified}}
  linalg.generic 3 outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @no_region(%v: memref<2xf32>) {
  // expected-error @+1 {{expected '{' to begin a region}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%v : memref<2xf32>)
  return
}

// -----

func.func @generic_iterator_words(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op attribute 'iterator_types' failed to satisfy constraint: Iterator type should be an enum.}}
  "linalg.generic"(%v) <{indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"], operandSegmentSizes = array<i32: 0, 1>}> ({
  ^bb0(%e: f32):
    "linalg.yield"(%e) : (f32) -> ()
  }) : (memref<2xf32>) -> ()
  return
}

// -----

func.func @yield_count(%v: memref<2xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    // expected-error @+1 {{'linalg.yield' op expected number of yield values (2) to match the number of inits / outs operands of the enclosing LinalgOp (1)}}
    linalg.yield %e, %f : f32, f32
  }
  return
}

// -----

func.func @yield_nothing(%v: memref<2xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>, affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} ins(%v : memref<2xf32>) outs(%v : memref<2xf32>) {
  ^bb0(%e: f32, %f: f32):
    // expected-error @+1 {{'linalg.yield' op expected number of yield values (0) to match the number of inits / outs operands of the enclosing LinalgOp (1)}}
    linalg.yield
  }
  return
}

// -----

func.func @yield_type(%v: memref<2xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    %one = arith.constant 1 : i32
    // expected-error @+1 {{'linalg.yield' op type of yield operand 1 ('i32') doesn't match the element type of the enclosing linalg.generic op ('f32')}}
    linalg.yield %one : i32
  }
  return
}

// -----

func.func @yield_outside() {
  // expected-error @+1 {{'linalg.yield' op must be the last operation in the parent block}}
  linalg.yield
  return
}

// -----

func.func @index_outside() {
  // expected-error @+1 {{'linalg.index' op expected parent op with LinalgOp interface}}
  %0 = linalg.index 0 : index
  return
}

// -----

func.func @index_dim(%v: memref<2xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    // expected-error @+1 {{'linalg.index' op expected dim (1) to be lower than the number of loops (1) of the enclosing LinalgOp}}
    %0 = linalg.index 1 : index
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @index_negative(%v: memref<2xf32>) {
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    // expected-error @+1 {{'linalg.index' op attribute 'dim' failed to satisfy constraint: 64-bit signless integer attribute whose minimum value is 0}}
    %0 = linalg.index -1 : index
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @two_blocks(%v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.generic' op expects region #0 to have 0 or 1 blocks}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%v : memref<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  ^bb1:
    linalg.yield %e : f32
  }
  return
}

// -----

func.func @operands_and_types(%v: memref<2xf32>) {
  // expected-error @+1 {{number of operands and types do not match: got 1 operands and 2 types}}
  linalg.generic {indexing_maps = [affine_map<(d0) -> (d0)>], iterator_types = ["parallel"]} outs(%v : memref<2xf32>, memref<2xf32>) {
  ^bb0(%e: f32):
    linalg.yield %e : f32
  }
  return
}
