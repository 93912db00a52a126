// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @negative(%m: memref<i32>) {
  // expected-error@+1 {{'memref.assume_alignment' op attribute 'alignment' failed to satisfy constraint: 32-bit signless integer attribute whose value is positive}}
  %0 = "memref.assume_alignment"(%m) <{alignment = -1 : i32}> : (memref<i32>) -> memref<i32>
  return
}

// -----

func.func @no_power(%m: memref<i32>) {
  // expected-error@+1 {{'memref.assume_alignment' op alignment must be power of 2}}
  %0 = memref.assume_alignment %m, 12 : memref<i32>
  return
}

// -----

func.func @unranked(%m: memref<*xi32>) {
  // expected-error@+1 {{'memref.assume_alignment' op operand #0 must be memref of any type values, but got 'memref<*xi32>'}}
  %0 = "memref.assume_alignment"(%m) <{alignment = 4 : i32}> : (memref<*xi32>) -> memref<*xi32>
  return
}

// -----

func.func @nothing() {
  // expected-error@+1 {{'memref.distinct_objects' op expected at least one operand}}
  "memref.distinct_objects"() : () -> ()
  return
}

// -----

func.func @no_memref(%m: i32) {
  // expected-error@+1 {{'memref.distinct_objects' op operand #0 must be variadic of memref of any type values, but got 'i32'}}
  %0 = "memref.distinct_objects"(%m) : (i32) -> i32
  return
}
