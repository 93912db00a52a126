// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @call_of_constant(
// CHECK-NEXT:   %0 = call @call_of_constant(%arg0) : (i32) -> i32
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @call_of_constant(%arg0: i32) -> i32 {
  %f = constant @call_of_constant : (i32) -> i32
  %0 = call_indirect %f(%arg0) {a.b} : (i32) -> i32
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @unused_constant(
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @unused_constant(%arg0: i32) -> i32 {
  %f = constant @unused_constant : (i32) -> i32
  return %arg0 : i32
}
