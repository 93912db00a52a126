// RUN: adopt %s | adopt-filecheck %s

// The custom form of a named operation does not show its body, so one with another body is written in the generic form.

// CHECK-LABEL: func.func @copy_of_output(
// CHECK-NEXT:   "linalg.copy"(%arg0, %arg1) <{operandSegmentSizes = array<i32: 1, 1>}> ({
// CHECK-NEXT:   ^bb0(%arg2: f32, %arg3: f32):
// CHECK-NEXT:     linalg.yield %arg3 : f32
// CHECK-NEXT:   }) : (memref<4xf32>, memref<4xf32>) -> ()
// CHECK-NEXT:   linalg.copy ins(%arg0 : memref<4xf32>) outs(%arg1 : memref<4xf32>)
func.func @copy_of_output(%a: memref<4xf32>, %b: memref<4xf32>) {
  "linalg.copy"(%a, %b) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: f32, %y: f32):
    linalg.yield %y : f32
  }) : (memref<4xf32>, memref<4xf32>) -> ()
  "linalg.copy"(%a, %b) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: f32, %y: f32):
    linalg.yield %x : f32
  }) : (memref<4xf32>, memref<4xf32>) -> ()
  return
}

// Flags of the operations inside count; a constant may stand anywhere.

// CHECK-LABEL: func.func @flags(
// CHECK-NEXT:   %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:   linalg.reciprocal ins(%arg0 : memref<4xf32>) outs(%arg0 : memref<4xf32>)
// CHECK-NEXT:   "linalg.reciprocal"
// CHECK:          arith.divf %cst, %arg1 fastmath<arcp> : f32
func.func @flags(%a: memref<4xf32>) {
  %one = arith.constant 1.0 : f32
  "linalg.reciprocal"(%a, %a) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: f32, %y: f32):
    %0 = arith.divf %one, %x : f32
    linalg.yield %0 : f32
  }) : (memref<4xf32>, memref<4xf32>) -> ()
  "linalg.reciprocal"(%a, %a) <{operandSegmentSizes = array<i32: 1, 1>}> ({
  ^bb0(%x: f32, %y: f32):
    %0 = arith.divf %one, %x fastmath<arcp> : f32
    linalg.yield %0 : f32
  }) : (memref<4xf32>, memref<4xf32>) -> ()
  return
}
