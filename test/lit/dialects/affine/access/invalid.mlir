// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @too_few_results(%m: memref<?x?xf32>, %i: index) {
  // expected-error @+1 {{'affine.load' op affine map num results must equal memref rank}}
  %v = affine.load %m[%i + 1] : memref<?x?xf32>
  return
}

// -----

func.func @undeclared_name(%m: memref<?x?xf32>, %i: index) {
  // expected-error @+1 {{use of undeclared identifier}}
  %v = affine.load %m[%i + 1, foo(%i)] : memref<?x?xf32>
  return
}

// -----

func.func @symbol_without_parentheses(%m: memref<?x?xf32>, %i: index) {
  // expected-error @+1 {{expected '(' at start of SSA symbol}}
  %v = affine.load %m[%i + 1, symbol %i] : memref<?x?xf32>
  return
}

// -----

func.func @wrong_delimiter(%m: memref<?x?xf32>, %i: index) {
  // expected-error @+1 {{expected '[' in affine map}}
  %v = affine.load %m(%i + 1, %i) : memref<?x?xf32>
  return
}

// -----

func.func @product_of_dimensions(%m: memref<?x?xf32>, %i: index) {
  // expected-error @+1 {{non-affine expression: at least one of the multiply operands has to be either a constant or symbolic}}
  %v = affine.load %m[%i * %i, %i] : memref<?x?xf32>
  return
}

// -----

func.func @division_by_dimension(%m: memref<?x?xf32>, %i: index) {
  // expected-error @+1 {{non-affine expression: right operand of floordiv has to be either a constant or symbolic}}
  %v = affine.load %m[%i floordiv %i, %i] : memref<?x?xf32>
  return
}

// -----

func.func @unranked(%m: memref<*xf32>, %i: index) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.memref, but found 'memref<*xf32>'}}
  %v = affine.load %m[%i, %i] : memref<*xf32>
  return
}

// -----

func.func @index_type(%m: memref<2xf32>, %i: f32) {
  // expected-error @+2 {{use of value '%i' expects different type than prior uses: 'index' vs 'f32'}}
  // expected-note @-2 {{prior use here}}
  %v = affine.load %m[%i] : memref<2xf32>
  return
}

// -----

func.func @no_index(%m: memref<2xf32>, %i: index) {
  // expected-error @+1 {{'affine.load' op affine map num results must equal memref rank}}
  %v = affine.load %m[] : memref<2xf32>
  return
}

// -----

func.func @trailing_comma(%m: memref<2xf32>, %i: index) {
  // expected-error @+1 {{expected affine expression}}
  %v = affine.load %m[%i,] : memref<2xf32>
  return
}

// -----

func.func @load_operand_count(%m: memref<2xf32>, %i: index) {
  // expected-error @+1 {{'affine.load' op expects as many subscripts as affine map inputs}}
  %1 = "affine.load"(%m, %i) {map=affine_map<(d0,d1)->(d0)>}: (memref<2xf32>, index) -> f32
  return
}

// -----

func.func @load_without_map(%m: memref<2xf32>, %i: index) {
  // expected-error @+1 {{'affine.load' op requires attribute 'map'}}
  %1 = "affine.load"(%m, %i): (memref<2xf32>, index) -> f32
  return
}

// -----

func.func @load_result_type(%m: memref<2xf32>, %i: index) {
  // expected-error @+1 {{'affine.load' op result type must match element type of memref}}
  %1 = "affine.load"(%m, %i) {map=affine_map<(d0)->(d0)>}: (memref<2xf32>, index) -> f64
  return
}

// -----

func.func @load_operand_type(%m: memref<2xf32>, %i: index) {
  // expected-error @+1 {{'affine.load' op operand #1 must be variadic of index, but got 'memref<2xf32>'}}
  %1 = "affine.load"(%m, %m) {map=affine_map<(d0)->(d0)>}: (memref<2xf32>, memref<2xf32>) -> f32
  return
}

// -----

func.func @load_symbol(%m: memref<2xindex>, %i: index) {
  affine.for %j = 0 to 10 {
    // expected-error @+1 {{'affine.load' op operand cannot be used as a symbol}}
    %1 = affine.load %m[symbol(%j)] : memref<2xindex>
  }
  return
}

// -----

func.func @load_dimension(%m: memref<2xindex>, %i: index) {
  affine.for %j = 0 to 10 {
    %v2 = affine.load %m[%j] : memref<2xindex>
    // expected-error @+1 {{'affine.load' op operand cannot be used as a dimension id}}
    %1 = affine.load %m[%v2] : memref<2xindex>
  }
  return
}

// -----

func.func @load_carried_value(%m: memref<2xindex>, %i: index) {
  %0 = affine.for %j = 0 to 10 iter_args(%k = %i) -> index {
    // expected-error @+1 {{'affine.load' op operand cannot be used as a dimension id}}
    %1 = affine.load %m[%k] : memref<2xindex>
    affine.yield %1 : index
  }
  return
}

// -----

func.func @store_value_in_text(%m: memref<2xf32>, %i: index) {
  // expected-error @+2 {{use of value '%i' expects different type than prior uses: 'f32' vs 'index'}}
  // expected-note @-2 {{prior use here}}
  affine.store %i, %m[%i] : memref<2xf32>
  return
}

// -----

func.func @store_value(%m: memref<2xf32>, %i: index) {
  // expected-error @+1 {{'affine.store' op value to store must have the same type as memref element type}}
  "affine.store"(%i, %m, %i) {map=affine_map<(d0)->(d0)>}: (index, memref<2xf32>, index) -> ()
  return
}

// -----

func.func @store_rank(%m: memref<2xf32>, %i: index, %v: f32) {
  // expected-error @+1 {{'affine.store' op affine map num results must equal memref rank}}
  affine.store %v, %m[%i, %i] : memref<2xf32>
  return
}

// -----

func.func @store_operand_count(%m: memref<2xf32>, %i: index, %v: f32) {
  // expected-error @+1 {{'affine.store' op expects as many subscripts as affine map inputs}}
  "affine.store"(%v, %m, %i, %i) {map=affine_map<(d0)->(d0)>}: (f32, memref<2xf32>, index, index) -> ()
  return
}

// -----

func.func @store_symbol(%m: memref<2xf32>, %v: f32) {
  affine.parallel (%i) = (0) to (2) {
    // expected-error @+1 {{'affine.store' op operand cannot be used as a symbol}}
    affine.store %v, %m[symbol(%i)] : memref<2xf32>
  }
  return
}

// -----

func.func @vector_store_rank(%m: memref<8xf32>, %i: index, %v: vector<f32>) {
  // expected-error @+1 {{'affine.vector_store' op operand #0 must be vector of any type values, but got 'vector<f32>'}}
  affine.vector_store %v, %m[%i] : memref<8xf32>, vector<f32>
  return
}

// -----

func.func @vector_store_element_type(%m: memref<8xf32>, %i: index, %v: vector<4xf64>) {
  // expected-error @+1 {{'affine.vector_store' op requires memref and vector types of the same elemental type}}
  affine.vector_store %v, %m[%i] : memref<8xf32>, vector<4xf64>
  return
}

// -----

func.func @vector_load_element_type(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{'affine.vector_load' op requires memref and vector types of the same elemental type}}
  %0 = affine.vector_load %m[%i] : memref<8xf32>, vector<4xf64>
  return
}

// -----

func.func @vector_load_no_vector(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{invalid kind of type specified: expected builtin.vector, but found 'f32'}}
  %0 = affine.vector_load %m[%i] : memref<8xf32>, f32
  return
}

// -----

func.func @vector_load_rank(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{'affine.vector_load' op result #0 must be vector of any type values, but got 'vector<f32>'}}
  %0 = affine.vector_load %m[%i] : memref<8xf32>, vector<f32>
  return
}

// -----

func.func @vector_load_results(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{'affine.vector_load' op affine map num results must equal memref rank}}
  %0 = affine.vector_load %m[%i, %i] : memref<8xf32>, vector<4xf32>
  return
}
