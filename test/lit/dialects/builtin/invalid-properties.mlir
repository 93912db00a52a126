// RUN: adopt %s --split-input-file --verify-diagnostics

func.func @none_where_none_are() {
  // expected-error@below {{invalid properties {} for op func.return: this operation does not support properties}}
  "func.return"() <{}> : () -> ()
}

// -----

func.func @some_where_none_are() {
  // expected-error@below {{invalid properties {value = [1, 2]} for op func.return: this operation does not support properties}}
  "func.return"() <{value = [1, 2]}> : () -> ()
}

// -----

func.func @no_dictionary() {
  // expected-error@below {{invalid properties "x" for op arith.constant: expected DictionaryAttr to set properties}}
  %0 = "arith.constant"() <"x"> : () -> i32
  return
}

// -----

func.func @no_integer(%m: memref<f32>) {
  // expected-error@below {{invalid properties {alignment = "16"} for op memref.load: Invalid attribute `alignment` in property conversion: "16"}}
  %0 = "memref.load"(%m) <{alignment = "16"}> : (memref<f32>) -> f32
  return
}

// -----

func.func @integer_of_other_width(%m: memref<f32>) {
  // expected-error@below {{'memref.load' op attribute 'alignment' failed to satisfy constraint: 64-bit signless integer attribute whose value is positive and whose value is a power of two > 0}}
  %0 = "memref.load"(%m) <{alignment = 16 : i32}> : (memref<f32>) -> f32
  return
}

// -----

func.func @no_predicate(%a: i32) {
  // expected-error@below {{invalid properties {predicate = "slt"} for op arith.cmpi: Invalid attribute `predicate` in property conversion: "slt"}}
  %0 = "arith.cmpi"(%a, %a) <{predicate = "slt"}> : (i32, i32) -> i1
  return
}

// -----

func.func @no_array(%m: memref<2x3xf32>) {
  // expected-error@below {{invalid properties {reassociation = dense<[0, 1]> : tensor<2xi64>} for op memref.collapse_shape: Invalid attribute `reassociation` in property conversion: dense<[0, 1]> : tensor<2xi64>}}
  %0 = "memref.collapse_shape"(%m) <{reassociation = dense<[0, 1]> : tensor<2xi64>}> : (memref<2x3xf32>) -> memref<6xf32>
  return
}

// -----

func.func @array_of_others(%m: memref<2x3xf32>) {
  // expected-error@below {{'memref.collapse_shape' op attribute 'reassociation' failed to satisfy constraint: Array of 64-bit integer array attributes}}
  %0 = "memref.collapse_shape"(%m) <{reassociation = [[0 : i32, 1 : i32]]}> : (memref<2x3xf32>) -> memref<6xf32>
  return
}

// -----

func.func @first_of_two(%m: memref<?xf32>) {
  // expected-error@below {{invalid properties {isDataCache = 1 : i32, isWrite = 1 : i32, localityHint = 0 : i32} for op memref.prefetch: Invalid attribute `isDataCache` in property conversion: 1 : i32}}
  "memref.prefetch"(%m) <{isWrite = 1 : i32, isDataCache = 1 : i32, localityHint = 0 : i32}> : (memref<?xf32>) -> ()
  return
}

// -----

func.func @too_few_sizes(%n: index) {
  // expected-error@below {{invalid properties {operandSegmentSizes = array<i32: 1>} for op memref.alloc: size mismatch in attribute conversion: 1 vs 2}}
  %0 = "memref.alloc"(%n) <{operandSegmentSizes = array<i32: 1>}> : (index) -> memref<?xf32>
  return
}

// -----

func.func @too_many_sizes(%n: index) {
  // expected-error@below {{invalid properties {operandSegmentSizes = array<i32: 1, 0, 0>} for op memref.alloc: size mismatch in attribute conversion: 3 vs 2}}
  %0 = "memref.alloc"(%n) <{operandSegmentSizes = array<i32: 1, 0, 0>}> : (index) -> memref<?xf32>
  return
}

// -----

func.func @sizes_of_other_width(%n: index) {
  // expected-error@below {{invalid properties {operandSegmentSizes = array<i64: 1, 0>} for op memref.alloc: expected DenseI32ArrayAttr for key `value`}}
  %0 = "memref.alloc"(%n) <{operandSegmentSizes = array<i64: 1, 0>}> : (index) -> memref<?xf32>
  return
}

// -----

func.func @no_sizes(%n: index) {
  // expected-error@below {{'memref.alloc' op operand count (1) does not match with the total size (0) specified in attribute 'operandSegmentSizes'}}
  %0 = "memref.alloc"(%n) : (index) -> memref<?xf32>
  return
}

// -----

func.func @other_sizes(%n: index) {
  // expected-error@below {{'memref.alloc' op operand count (1) does not match with the total size (2) specified in attribute 'operandSegmentSizes'}}
  %0 = "memref.alloc"(%n) <{operandSegmentSizes = array<i32: 1, 1>}> : (index) -> memref<?xf32>
  return
}

// -----

func.func @wrong_in_dictionary(%n: index) {
  // expected-error@below {{custom op 'arith.addi' 'arith.addi' op attribute 'overflowFlags' failed to satisfy constraint: Integer overflow arith flags}}
  %0 = arith.addi %n, %n {overflowFlags = 3 : i32} : index
  return
}

// -----

func.func @wrong_weights(%c: i1) {
  // expected-error@below {{custom op 'cf.cond_br' 'cf.cond_br' op attribute 'branch_weights' failed to satisfy constraint: i32 dense array attribute}}
  cf.cond_br %c, ^a, ^a {branch_weights = "even"}
^a:
  return
}

// -----

func.func @aliased(%n: index) {
  // expected-error@below {{undefined symbol alias id 'flags'}}
  %0 = "arith.addi"(%n, %n) <#flags> : (index, index) -> index
  return
}
#flags = {overflowFlags = unit}

// -----

#flags = {overflowFlags = unit}
func.func @aliased_before(%n: index) {
  // expected-error@below {{invalid properties {overflowFlags} for op arith.addi: Invalid attribute `overflowFlags` in property conversion: unit}}
  %0 = "arith.addi"(%n, %n) <#flags> : (index, index) -> index
  return
}
