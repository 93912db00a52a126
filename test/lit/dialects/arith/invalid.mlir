// RUN: adopt %s -split-input-file -verify-diagnostics

func.func @types_differ(%x: i32, %y: i64) {
  // expected-error@+1 {{'arith.addi' op requires the same type for all operands and results}}
  %0 = "arith.addi"(%x, %y) : (i32, i64) -> i32
  return
}

// -----

func.func @no_integer(%x: f32) {
  // expected-error@+1 {{'arith.muli' op operand #0 must be signless-integer-like, but got 'f32'}}
  %0 = arith.muli %x, %x : f32
  return
}

// -----

func.func @no_float(%x: i32) {
  // expected-error@+1 {{'arith.mulf' op operand #0 must be floating-point-like, but got 'i32'}}
  %0 = arith.mulf %x, %x : i32
  return
}

// -----

func.func @no_memory(%x: memref<4xf32>) {
  // expected-error@+1 {{'arith.negf' op operand #0 must be floating-point-like, but got 'memref<4xf32>'}}
  %0 = arith.negf %x : memref<4xf32>
  return
}

// -----

func.func @signed_constant() {
  // expected-error@+1 {{'arith.constant' op integer return type must be signless}}
  %0 = arith.constant 1 : si32
  return
}

// -----

func.func @type_of_constant() {
  // expected-error@+1 {{'arith.constant' op failed to verify that all of {value, result} have same type}}
  %0 = "arith.constant"() <{value = 1 : i32}> : () -> i64
  return
}

// -----

func.func @constant_of_text() {
  // expected-error@+1 {{'arith.constant' op value must be an integer, float, or elements attribute}}
  %0 = arith.constant "text" : i32
  return
}

// -----

func.func @scalable_constant() {
  // expected-error@+1 {{elements attribute is not supported unless it's a vector splat}}
  %0 = arith.constant dense<[1, 2]> : vector<[2]xi32>
  return
}

// -----

func.func @predicate(%x: i32) {
  // expected-error@+1 {{expected string or keyword containing one of the following enum values for attribute 'predicate'}}
  %0 = arith.cmpi less, %x, %x : i32
  return
}

// -----

func.func @predicate_number(%x: f32) {
  // expected-error@+1 {{attribute 'predicate' failed to satisfy constraint: allowed 64-bit signless integer cases}}
  %0 = "arith.cmpf"(%x, %x) {predicate = 16 : i64} : (f32, f32) -> i1
  return
}

// -----

func.func @shape_of_comparison(%x: vector<4xi32>) {
  // expected-error@+1 {{result type has i1 element type and same shape as operands}}
  %0 = "arith.cmpi"(%x, %x) {predicate = 1 : i64} : (vector<4xi32>, vector<4xi32>) -> vector<5xi1>
  return
}

// -----

func.func @flags(%x: f32) {
  // expected-error@+1 {{to be one of: none, reassoc, nnan, ninf, nsz, arcp, contract, afn, fast}}
  %0 = arith.addf %x, %x fastmath<safe> : f32
  return
}

// -----

func.func @condition(%c: vector<4xi1>, %x: vector<3xf32>) {
  // expected-error@+1 {{'arith.select' op failed to verify that condition is signless i1 or has matching shape}}
  %0 = arith.select %c, %x, %x : vector<4xi1>, vector<3xf32>
  return
}

// -----

func.func @overflow_bit(%x: vector<4xi32>) {
  // expected-error@+1 {{'arith.addui_extended' op if an operand is non-scalar, then all results must be non-scalar}}
  %0, %1 = arith.addui_extended %x, %x : vector<4xi32>, i1
  return
}

// -----

func.func @narrow_extension(%x: i32) {
  // expected-error@+1 {{'arith.extui' op operand type 'i32' and result type 'i16' are cast incompatible}}
  %0 = arith.extui %x : i32 to i16
  return
}

// -----

func.func @wide_truncation(%x: f32) {
  // expected-error@+1 {{'arith.truncf' op operand type 'f32' and result type 'f64' are cast incompatible}}
  %0 = arith.truncf %x : f32 to f64
  return
}

// -----

func.func @extension_to_index(%x: i32) {
  // expected-error@+1 {{'arith.extsi' op result #0 must be signless-fixed-width-integer-like, but got 'index'}}
  %0 = arith.extsi %x : i32 to index
  return
}

// -----

func.func @index_to_index(%x: index) {
  // expected-error@+1 {{'arith.index_cast' op operand type 'index' and result type 'index' are cast incompatible}}
  %0 = arith.index_cast %x : index to index
  return
}

// -----

func.func @width(%x: i32) {
  // expected-error@+1 {{'arith.bitcast' op operand type 'i32' and result type 'f64' are cast incompatible}}
  %0 = arith.bitcast %x : i32 to f64
  return
}

// -----

func.func @dynamic_shape(%x: tensor<?xi32>) {
  // expected-error@+1 {{'arith.trunci' op failed to verify that input and output have the same tensor dimensions}}
  %0 = arith.trunci %x : tensor<?xi32> to tensor<5xi8>
  return
}

// -----

func.func @scale(%x: f32, %s: i8) {
  // expected-error@+1 {{'arith.scaling_truncf' op operand #1 must be floating-point-like, but got 'i8'}}
  %0 = arith.scaling_truncf %x, %s : f32, i8 to f16
  return
}
