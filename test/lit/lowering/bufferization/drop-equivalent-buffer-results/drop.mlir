// RUN: adopt %s -split-input-file -drop-equivalent-buffer-results | adopt-filecheck %s

// CHECK-LABEL: func.func private @given(
// CHECK-SAME:      ) -> (f32, memref<4xf32>)
// CHECK:         return %cst, %alloc : f32, memref<4xf32>
func.func private @given(%a: memref<4xf32>, %b: memref<?xf32>) -> (memref<4xf32>, f32, memref<?xf32>, memref<4xf32>) {
  %c = arith.constant 0.0 : f32
  %0 = memref.cast %a : memref<4xf32> to memref<?xf32>
  %1 = memref.alloc() : memref<4xf32>
  return %a, %c, %0, %1 : memref<4xf32>, f32, memref<?xf32>, memref<4xf32>
}
// CHECK-LABEL: func.func @caller(
// CHECK-NEXT:    %[[CALL:.*]]:2 = call @given(%arg0, %arg1) : (memref<4xf32>, memref<?xf32>) -> (f32, memref<4xf32>)
// CHECK-NEXT:    %[[CAST:.*]] = memref.cast %arg0 : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:    return %arg0, %[[CALL]]#0, %[[CAST]], %[[CALL]]#1
func.func @caller(%a: memref<4xf32>, %b: memref<?xf32>) -> (memref<4xf32>, f32, memref<?xf32>, memref<4xf32>) {
  %0:4 = func.call @given(%a, %b) : (memref<4xf32>, memref<?xf32>) -> (memref<4xf32>, f32, memref<?xf32>, memref<4xf32>)
  return %0#0, %0#1, %0#2, %0#3 : memref<4xf32>, f32, memref<?xf32>, memref<4xf32>
}

// -----

// Others may call a public function, or one whose name is a value; several returns may differ.

// CHECK-LABEL: func.func @public(
// CHECK-SAME:      ) -> memref<4xf32>
func.func @public(%a: memref<4xf32>) -> memref<4xf32> {
  return %a : memref<4xf32>
}
// CHECK-LABEL: func.func private @value(
// CHECK-SAME:      ) -> memref<4xf32>
func.func private @value(%a: memref<4xf32>) -> memref<4xf32> {
  return %a : memref<4xf32>
}
func.func @use() -> ((memref<4xf32>) -> memref<4xf32>) {
  %0 = func.constant @value : (memref<4xf32>) -> memref<4xf32>
  return %0 : (memref<4xf32>) -> memref<4xf32>
}
// CHECK-LABEL: func.func private @several(
// CHECK-SAME:      ) -> memref<4xf32>
func.func private @several(%c: i1, %a: memref<4xf32>, %b: memref<4xf32>) -> memref<4xf32> {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  return %a : memref<4xf32>
^bb2:
  return %b : memref<4xf32>
}
