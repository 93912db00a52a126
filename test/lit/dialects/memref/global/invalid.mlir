// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

// expected-error@+1 {{type should be static shaped memref, but got 'memref<?xf32>'}}
memref.global @dynamic : memref<?xf32>

// -----

// expected-error@+1 {{type should be static shaped memref, but got 'i32'}}
memref.global @no_memref : i32

// -----

// expected-error@+1 {{type should be static shaped memref, but got 'memref<*xf32>'}}
memref.global @unranked : memref<*xf32> = dense<1.0>

// -----

// expected-error@+1 {{'memref.global' op initial value element expected to be of type 'f32', but was of type 'i32'}}
"memref.global"() <{sym_name = "element", type = memref<2xf32>, initial_value = dense<1> : tensor<2xi32>}> : () -> ()

// -----

// expected-error@+1 {{'memref.global' op initial value shape expected to be 2 but was 2, 2}}
"memref.global"() <{sym_name = "shape", type = memref<2xf32>, initial_value = dense<1.0> : tensor<2x2xf32>}> : () -> ()

// -----

// expected-error@+1 {{'memref.global' op initial value should be a unit or elements attribute, but got 1 : i64}}
"memref.global"() <{sym_name = "number", type = memref<2xf32>, initial_value = 1 : i64}> : () -> ()

// -----

// expected-error@+1 {{'memref.global' op type should be static shaped memref, but got 'memref<?xf32>'}}
"memref.global"() <{sym_name = "dynamic", type = memref<?xf32>}> : () -> ()

// -----

// expected-error@+1 {{'memref.global' op attribute 'type' failed to satisfy constraint: memref type attribute}}
"memref.global"() <{sym_name = "unranked", type = memref<*xf32>}> : () -> ()

// -----

// expected-error@+1 {{'memref.global' op visibility expected to be one of ["public", "private", "nested"], but got "foo"}}
"memref.global"() <{sym_name = "visibility", sym_visibility = "foo", type = memref<2xf32>}> : () -> ()

// -----

// expected-error@+1 {{'memref.global' op attribute 'alignment' failed to satisfy constraint: 64-bit signless integer attribute whose value is positive and whose value is a power of two > 0}}
"memref.global"() <{sym_name = "alignment", alignment = 3 : i64, type = memref<2xf32>}> : () -> ()

// -----

memref.global @g : memref<2xf32>
func.func @type() {
  // expected-error@+1 {{'memref.get_global' op result type 'memref<3xf32>' does not match type 'memref<2xf32>' of the global memref @g}}
  %0 = memref.get_global @g : memref<3xf32>
  return
}

// -----

func.func @unknown() {
  // expected-error@+1 {{'memref.get_global' op 'f' does not reference a valid global memref}}
  %0 = memref.get_global @f : memref<3xf32>
  return
}

// -----

func.func @no_global() {
  // expected-error@+1 {{'memref.get_global' op 'no_global' does not reference a valid global memref}}
  %0 = memref.get_global @no_global : memref<3xf32>
  return
}

// -----

func.func @dynamic_result() {
  // expected-error@+1 {{'memref.get_global' op result #0 must be statically shaped memref of any type values, but got 'memref<?xf32>'}}
  %0 = memref.get_global @f : memref<?xf32>
  return
}
