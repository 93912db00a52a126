// RUN: adopt %s | adopt-filecheck %s

// As in mlir-opt, names that the operation does not have are ignored, groups of operands without sizes are empty, and the
// names that older versions gave the sizes are understood.

// CHECK-LABEL: func @ignored
// CHECK-SAME: (%[[N:.*]]: index)
func.func @ignored(%n: index) -> (memref<f32>, memref<?xf32>) {
  // CHECK-NEXT: arith.constant 1 : i32
  %0 = "arith.constant"() <{value = 1 : i32, unknown = 2 : i32}> : () -> i32
  // CHECK-NEXT: arith.constant 3 : i32
  %1 = "arith.constant"() <{value = 3 : i32}> {value = 4 : i32} : () -> i32
  // CHECK-NEXT: %[[A:.*]] = memref.alloc() : memref<f32>
  %2 = "memref.alloc"() : () -> memref<f32>
  // CHECK-NEXT: %[[B:.*]] = memref.alloc(%[[N]]) : memref<?xf32>
  %3 = "memref.alloc"(%n) <{operand_segment_sizes = array<i32: 1, 0>}> : (index) -> memref<?xf32>
  // CHECK-NEXT: return %[[A]], %[[B]]
  return %2, %3 : memref<f32>, memref<?xf32>
}

// Spaces may stand in shapes.
// CHECK: func private @spaces(tensor<4x?xf32>, vector<2x3xi8>)
func.func private @spaces(tensor< 4 x ? x f32 >, vector<2 x 3 xi8>)
