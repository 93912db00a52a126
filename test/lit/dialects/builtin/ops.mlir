// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK:      module @outer attributes {test.a = 1 : i64} {
// CHECK-NEXT:   module @inner {
// CHECK-NEXT:   }
// CHECK-NEXT:   module attributes {test.b} {
// CHECK-NEXT:   }
// CHECK-NEXT:   module @"two words" {
module @outer attributes {test.a = 1} {
  builtin.module @inner {}
  module attributes {test.b} {
  }
  module @"two words" {}
}

// -----

// CHECK-LABEL: func.func @casts(%arg0: i32, %arg1: f32)
// CHECK-NEXT:    %0 = builtin.unrealized_conversion_cast %arg0 : i32 to f32
// CHECK-NEXT:    %1:2 = builtin.unrealized_conversion_cast %arg0, %arg1 : i32, f32 to i64, index {test.a}
// CHECK-NEXT:    %2 = builtin.unrealized_conversion_cast to i8
func.func @casts(%x: i32, %y: f32) {
  %0 = builtin.unrealized_conversion_cast %x : i32 to f32
  %1:2 = builtin.unrealized_conversion_cast %x, %y : i32, f32 to i64, index {test.a}
  %2 = builtin.unrealized_conversion_cast to i8
  return
}
