// RUN: adopt %s -split-input-file --canonicalize | adopt-filecheck %s

// CHECK-LABEL: func.func @back_and_forth(%arg0: i32)
// CHECK-NEXT:    return %arg0
func.func @back_and_forth(%x: i32) -> i32 {
  %0 = builtin.unrealized_conversion_cast %x : i32 to f32
  %1 = builtin.unrealized_conversion_cast %0 : f32 to i32
  return %1 : i32
}

// -----

// CHECK-LABEL: func.func @to_another_type(%arg0: i32)
// CHECK-NEXT:    %[[F:.*]] = builtin.unrealized_conversion_cast %arg0 : i32 to f32
// CHECK-NEXT:    %[[I:.*]] = builtin.unrealized_conversion_cast %[[F]] : f32 to i64
// CHECK-NEXT:    return %[[I]]
func.func @to_another_type(%x: i32) -> i64 {
  %0 = builtin.unrealized_conversion_cast %x : i32 to f32
  %1 = builtin.unrealized_conversion_cast %0 : f32 to i64
  return %1 : i64
}

// -----

// CHECK-LABEL: func.func @to_the_same_type(%arg0: i32, %arg1: f32)
// CHECK-NEXT:    return %arg0, %arg1
func.func @to_the_same_type(%x: i32, %y: f32) -> (i32, f32) {
  %0:2 = builtin.unrealized_conversion_cast %x, %y : i32, f32 to i32, f32
  return %0#0, %0#1 : i32, f32
}
