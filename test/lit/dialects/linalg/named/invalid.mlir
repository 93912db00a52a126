// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @unary_of_integers(%i: memref<2x3xi32>) {
  // expected-error @+1 {{unsupported non numeric type}}
  linalg.exp ins(%i : memref<2x3xi32>) outs(%i : memref<2x3xi32>)
  return
}

// -----

func.func @binary_of_indices(%x: memref<2x3xindex>) {
  // expected-error @+1 {{Cannot build binary Linalg operation: expects allComplex, allFloatingPoint, or allInteger, got 'index' and 'index'}}
  linalg.add ins(%x, %x : memref<2x3xindex>, memref<2x3xindex>) outs(%x : memref<2x3xindex>)
  return
}

// -----

func.func @binary_of_kinds(%a: memref<2x3xf32>, %i: memref<2x3xi32>) {
  // expected-error @+1 {{Cannot build binary Linalg operation: expects allComplex, allFloatingPoint, or allInteger, got 'f32' and 'i32'}}
  linalg.add ins(%a, %i : memref<2x3xf32>, memref<2x3xi32>) outs(%a : memref<2x3xf32>)
  return
}

// -----

func.func @unsigned_quotient_of_floats(%a: memref<2x3xf32>) {
  // expected-error @+1 {{unsupported operation: unsigned div not on uint}}
  linalg.div_unsigned ins(%a, %a : memref<2x3xf32>, memref<2x3xf32>) outs(%a : memref<2x3xf32>)
  return
}

// -----

func.func @number_of_inputs(%a: memref<2x3xf32>) {
  linalg.exp ins(%a, %a : memref<2x3xf32>, memref<2x3xf32>) outs(%a : memref<2x3xf32>)
  // expected-error @+1 {{[parseNamedStructuredOpRegion] ods-gen generated region expects 2 args, got 3}}
  return
}

// -----

func.func @no_outputs(%a: memref<2x3xf32>) {
  linalg.exp ins(%a : memref<2x3xf32>)
  // expected-error @+1 {{[parseNamedStructuredOpRegion] ods-gen generated region expects 2 args, got 1}}
  return
}

// -----

func.func @elementwise_shape(%a: memref<2x3xf32>, %c: memref<2x4xf32>) {
  // expected-error @+1 {{'linalg.exp' op inferred input/output operand #1 has shape's dimension #1 to be 3, but found 4}}
  linalg.exp ins(%a : memref<2x3xf32>) outs(%c : memref<2x4xf32>)
  return
}

// -----

func.func @elementwise_rank(%c: memref<2x4xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.exp' op expected operand #0 rank (1) to match the result rank of indexing_map (2)}}
  linalg.exp ins(%v : memref<2xf32>) outs(%c : memref<2x4xf32>)
  return
}

// -----

func.func @cast_attribute(%a: memref<2x3xf32>) {
  // expected-error @+1 {{'linalg.copy' op attribute 'cast' failed to satisfy constraint: allowed 32-bit signless integer cases: 0, 1}}
  linalg.copy {cast = 1} ins(%a : memref<2x3xf32>) outs(%a : memref<2x3xf32>)
  return
}

// -----

func.func @fill_with_buffer(%v: memref<2xf32>) {
  // expected-error @+1 {{expected op with scalar input}}
  linalg.fill ins(%v : memref<2xf32>) outs(%v : memref<2xf32>)
  return
}

// -----

func.func @fill_type(%s: f32, %i: memref<2x3xi32>) {
  // expected-error @+1 {{'linalg.fill' op expected fill value type ('f32') to match output element type ('i32')}}
  linalg.fill ins(%s : f32) outs(%i : memref<2x3xi32>)
  return
}

// -----

func.func @matmul_shape(%a: memref<2x3xf32>, %c: memref<2x4xf32>) {
  // expected-error @+1 {{'linalg.matmul' op inferred input/output operand #1 has shape's dimension #0 to be 3, but found 2}}
  linalg.matmul ins(%a, %a : memref<2x3xf32>, memref<2x3xf32>) outs(%c : memref<2x4xf32>)
  return
}

// -----

func.func @matmul_rank(%b: memref<3x4xf32>, %c: memref<2x4xf32>, %v: memref<2xf32>) {
  // expected-error @+1 {{'linalg.matmul' op expected operand #0 rank (1) to match the result rank of indexing_map (2)}}
  linalg.matmul ins(%v, %b : memref<2xf32>, memref<3x4xf32>) outs(%c : memref<2x4xf32>)
  return
}

// -----

func.func @matmul_maps_no_array(%d: memref<?x?xf32>) {
  // expected-error @+1 {{invalid kind of attribute specified}}
  linalg.matmul indexing_maps = 3 ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @matmul_maps_elements(%d: memref<?x?xf32>) {
  // expected-error @+1 {{element of indexing_maps array is not an affine_map}}
  linalg.matmul indexing_maps = [3] ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @matmul_maps_equals(%d: memref<?x?xf32>) {
  // expected-error @+1 {{expected '='}}
  linalg.matmul indexing_maps ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @matmul_broadcast(%v: memref<2xf32>, %d: memref<?x?xf32>) {
  // expected-error @+1 {{'linalg.matmul' op Invalid broadcast requested, should be (d2).}}
  linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (m)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] ins(%v, %d : memref<2xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @matmul_dims(%d: memref<?x?xf32>) {
  // expected-error @+1 {{'linalg.matmul' op Unexpected dim expression in map result.}}
  linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (m, n)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @matmul_sum_in_map(%d: memref<?x?xf32>) {
  // expected-error @+1 {{'linalg.matmul' op Unexpected dim expression in map result.}}
  linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (m, k + k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @batch_dim(%ba: memref<5x2x3xf32>, %bb: memref<5x3x4xf32>, %bc: memref<5x2x4xf32>) {
  // expected-error @+1 {{'linalg.batch_matmul' op Invalid batch dimension expression.}}
  linalg.batch_matmul indexing_maps = [affine_map<(b, m, n, k) -> (m, b, k)>, affine_map<(b, m, n, k) -> (b, k, n)>, affine_map<(b, m, n, k) -> (b, m, n)>] ins(%ba, %bb : memref<5x2x3xf32>, memref<5x3x4xf32>) outs(%bc : memref<5x2x4xf32>)
  return
}

// -----

func.func @batch_broadcast(%ba: memref<5x2x3xf32>, %bc: memref<5x2x4xf32>, %d: memref<?x?xf32>) {
  // expected-error @+1 {{'linalg.batch_matmul' op Invalid broadcast requested.}}
  linalg.batch_matmul indexing_maps = [affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (b, n)>, affine_map<(b, m, n, k) -> (b, m, n)>] ins(%ba, %d : memref<5x2x3xf32>, memref<?x?xf32>) outs(%bc : memref<5x2x4xf32>)
  return
}

// -----

func.func @batch_output_rank(%c: memref<2x4xf32>, %ba: memref<5x2x3xf32>, %d: memref<?x?xf32>) {
  // expected-error @+1 {{'linalg.batch_matmul' op expects 3 dims, but got (2).}}
  linalg.batch_matmul indexing_maps = [affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (k, n)>, affine_map<(b, m, n, k) -> (m, n)>] ins(%ba, %d : memref<5x2x3xf32>, memref<?x?xf32>) outs(%c : memref<2x4xf32>)
  return
}

// -----

func.func @batch_output_order(%ba: memref<5x2x3xf32>, %bb: memref<5x3x4xf32>, %bc: memref<5x2x4xf32>) {
  // expected-error @+1 {{'linalg.batch_matmul' op Invalid output map result dimension.}}
  linalg.batch_matmul indexing_maps = [affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (b, k, n)>, affine_map<(b, m, n, k) -> (b, n, m)>] ins(%ba, %bb : memref<5x2x3xf32>, memref<5x3x4xf32>) outs(%bc : memref<5x2x4xf32>)
  return
}

// -----

func.func @batch_foreign_dim(%ba: memref<5x2x3xf32>, %bc: memref<5x2x4xf32>) {
  // expected-error @+1 {{'linalg.batch_matmul' op Unexpected result dim expression (outside the set of default result dims).}}
  linalg.batch_matmul indexing_maps = [affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (b, m, n)>] ins(%ba, %ba : memref<5x2x3xf32>, memref<5x2x3xf32>) outs(%bc : memref<5x2x4xf32>)
  return
}

// -----

func.func @batch_number_of_maps(%ba: memref<5x2x3xf32>, %bb: memref<5x3x4xf32>, %bc: memref<5x2x4xf32>) {
  // expected-error @+1 {{'linalg.batch_matmul' op Indexing_map attribute must have 3 affine maps.}}
  linalg.batch_matmul indexing_maps = [affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (b, k, n)>] ins(%ba, %bb : memref<5x2x3xf32>, memref<5x3x4xf32>) outs(%bc : memref<5x2x4xf32>)
  return
}

// -----

func.func @batch_reduce_output(%ba: memref<5x2x3xf32>, %bb: memref<5x3x4xf32>, %bc: memref<5x2x4xf32>) {
  // expected-error @+1 {{'linalg.batch_reduce_matmul' op expects 2 dims, but got (3).}}
  linalg.batch_reduce_matmul indexing_maps = [affine_map<(b, m, n, k) -> (b, m, k)>, affine_map<(b, m, n, k) -> (b, k, n)>, affine_map<(b, m, n, k) -> (b, m, n)>] ins(%ba, %bb : memref<5x2x3xf32>, memref<5x3x4xf32>) outs(%bc : memref<5x2x4xf32>)
  return
}

// -----

func.func @contract_no_maps(%d: memref<?x?xf32>) {
  // expected-error @+1 {{expected 'indexing_maps' attribute}}
  linalg.contract ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @contract_loops(%d: memref<?x?xf32>) {
  // expected-error @+1 {{iteration spaces of provided affine_maps differ}}
  linalg.contract indexing_maps = [affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k, l) -> (m, n)>] ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @contract_projection(%d: memref<?x?xf32>) {
  // expected-error @+1 {{provided affine_map is not a projected permutation}}
  linalg.contract indexing_maps = [affine_map<(m, n, k) -> (m, k + 1)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>] ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @contract_no_sum(%d: memref<?x?xf32>) {
  // expected-error @+1 {{'indexing_maps' do not specify a contracting dimension}}
  linalg.contract indexing_maps = [affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> (m, n)>] ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @contract_summed_alone(%v: memref<2xf32>, %d: memref<?x?xf32>) {
  // expected-error @+1 {{iteration space dim at index 1 is neither a contracting dim nor of parallel iteration type}}
  linalg.contract indexing_maps = [affine_map<(m, n, k) -> (m, n)>, affine_map<(m, n, k) -> (m, k)>, affine_map<(m, n, k) -> (m)>] ins(%d, %d : memref<?x?xf32>, memref<?x?xf32>) outs(%v : memref<2xf32>)
  return
}

// -----

func.func @contract_unused_loop(%v: memref<2xf32>, %d: memref<?x?xf32>) {
  // expected-error @+1 {{iteration space dim at index 2 not used to access any operand}}
  linalg.contract indexing_maps = [affine_map<(m, n, k) -> (m)>, affine_map<(m, n, k) -> (m)>, affine_map<(m, n, k) -> (m, n)>] ins(%v, %v : memref<2xf32>, memref<2xf32>) outs(%d : memref<?x?xf32>)
  return
}

// -----

func.func @conv_shape(%img: memref<1x8x8x3xf32>, %k: memref<3x3x3x2xf32>, %o: memref<1x6x6x2xf32>) {
  // expected-error @+1 {{'linalg.conv_2d_nhwc_hwcf' op inferred input/output operand #0 has shape's dimension #1 to be greater than or equal to 13, but found 8}}
  linalg.conv_2d_nhwc_hwcf {strides = dense<2> : tensor<2xi64>} ins(%img, %k : memref<1x8x8x3xf32>, memref<3x3x3x2xf32>) outs(%o : memref<1x6x6x2xf32>)
  return
}

// -----

func.func @conv_strides_number(%img: memref<1x8x8x3xf32>, %k: memref<3x3x3x2xf32>, %o: memref<1x6x6x2xf32>) {
  // expected-error @+1 {{'linalg.conv_2d_nhwc_hwcf' op attribute 'strides' failed to satisfy constraint: 64-bit signless int elements attribute of shape [2]}}
  linalg.conv_2d_nhwc_hwcf {strides = dense<1> : tensor<3xi64>} ins(%img, %k : memref<1x8x8x3xf32>, memref<3x3x3x2xf32>) outs(%o : memref<1x6x6x2xf32>)
  return
}

// -----

func.func @conv_strides_type(%img: memref<1x8x8x3xf32>, %k: memref<3x3x3x2xf32>, %o: memref<1x6x6x2xf32>) {
  // expected-error @+1 {{'linalg.conv_2d_nhwc_hwcf' op attribute 'dilations' failed to satisfy constraint: 64-bit signless int elements attribute of shape [2]}}
  linalg.conv_2d_nhwc_hwcf {dilations = dense<1> : tensor<2xi32>} ins(%img, %k : memref<1x8x8x3xf32>, memref<3x3x3x2xf32>) outs(%o : memref<1x6x6x2xf32>)
  return
}

// -----

func.func @conv_stride_zero(%img: memref<1x8x8x3xf32>, %k: memref<3x3x3x2xf32>, %o: memref<1x6x6x2xf32>) {
  // expected-error @+1 {{unexpected loop dimension for convolution op}}
  linalg.conv_2d_nhwc_hwcf {strides = dense<[1, 0]> : tensor<2xi64>} ins(%img, %k : memref<1x8x8x3xf32>, memref<3x3x3x2xf32>) outs(%o : memref<1x6x6x2xf32>)
  return
}

// -----

func.func @conv_stride_negative(%img: memref<1x8x8x3xf32>, %k: memref<3x3x3x2xf32>, %o: memref<1x6x6x2xf32>) {
  // expected-error @+1 {{'linalg.conv_2d_nhwc_hwcf' op unexpected result less than 0 at expression #2 in (d0, d1, d2, d3, d4, d5, d6) -> (d0, d1 + d4, d2 * -2 + d5, d6)}}
  linalg.conv_2d_nhwc_hwcf {strides = dense<[1, -2]> : tensor<2xi64>} ins(%img, %k : memref<1x8x8x3xf32>, memref<3x3x3x2xf32>) outs(%o : memref<1x6x6x2xf32>)
  return
}

// -----

func.func @conv_input_count(%v: memref<2xf32>) {
  // expected-error @+1 {{expected op with 2 inputs and 1 output}}
  "linalg.conv_1d"(%v, %v) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%e: f32, %f: f32):
    "linalg.yield"(%e) : (f32) -> ()
  }) : (memref<2xf32>, memref<2xf32>) -> ()
  return
}

// -----

func.func @kind_missing(%a: memref<2x3xf32>) {
  // expected-error @+1 {{expected 'kind'}}
  linalg.elementwise ins(%a : memref<2x3xf32>) outs(%a : memref<2x3xf32>)
  return
}

// -----

func.func @kind_number(%a: memref<2x3xf32>) {
  // expected-error @+1 {{expected ElementwiseKind attribute}}
  linalg.elementwise kind=3 ins(%a : memref<2x3xf32>) outs(%a : memref<2x3xf32>)
  return
}

// -----

func.func @kind_shape(%a: memref<2x3xf32>, %b: memref<3x4xf32>) {
  // expected-error @+1 {{'linalg.elementwise' op inferred input/output operand #1 has shape's dimension #0 to be 2, but found 3}}
  linalg.elementwise kind=#linalg.elementwise_kind<add> ins(%a, %b : memref<2x3xf32>, memref<3x4xf32>) outs(%a : memref<2x3xf32>)
  return
}

// -----

func.func @kind_maps(%a: memref<2x3xf32>) {
  // expected-error @+1 {{'linalg.elementwise' op expected the number of indexing_map (1) to be equal to the number of input/output operands (3)}}
  linalg.elementwise kind=#linalg.elementwise_kind<add> indexing_maps = [affine_map<(m, n) -> (m, n)>] ins(%a, %a : memref<2x3xf32>, memref<2x3xf32>) outs(%a : memref<2x3xf32>)
  return
}

// -----

func.func @kind_scalar(%a: memref<2x3xf32>, %s: f32) {
  // expected-error @+1 {{'linalg.elementwise' op expected operand #1 rank (0) to match the result rank of indexing_map (2)}}
  linalg.elementwise kind=#linalg.elementwise_kind<add> ins(%a, %s : memref<2x3xf32>, f32) outs(%a : memref<2x3xf32>)
  return
}

// -----

func.func @missing_result(%t: tensor<2x3xf32>) {
  // expected-error @+1 {{'linalg.exp' op expected the number of tensor results (0) to be equal to the number of output tensors (1)}}
  linalg.exp ins(%t : tensor<2x3xf32>) outs(%t : tensor<2x3xf32>)
  return
}

// -----

func.func @ins_types(%v: memref<2xf32>, %s: f32) {
  // expected-error @+1 {{number of operands and types do not match: got 2 operands and 1 types}}
  linalg.fill ins(%s, %s : f32) outs(%v : memref<2xf32>)
  return
}

// -----

func.func @ins_empty(%v: memref<2xf32>) {
  // expected-error @+1 {{expected ':'}}
  linalg.fill ins() outs(%v : memref<2xf32>)
  return
}

// -----

func.func @ins_parenthesis(%v: memref<2xf32>, %s: f32) {
  // expected-error @+1 {{expected '('}}
  linalg.fill ins %s outs(%v : memref<2xf32>)
  return
}
