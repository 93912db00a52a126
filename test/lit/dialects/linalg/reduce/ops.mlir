// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @short_forms(%arg0: memref<4x?xf32>, %arg1: memref<4xf32>, %arg2: memref<?xf32>, %arg3: memref<f32>) {
// CHECK-NEXT:   linalg.reduce { arith.addf } ins(%arg0 : memref<4x?xf32>) outs(%arg1 : memref<4xf32>) dimensions = [1] 
// CHECK-NEXT:   linalg.reduce { arith.maximumf {fastmath = #arith.fastmath<nnan>} } ins(%arg0 : memref<4x?xf32>) outs(%arg2 : memref<?xf32>) dimensions = [0]  {note}
// CHECK-NEXT:   linalg.reduce { arith.addf } ins(%arg0 : memref<4x?xf32>) outs(%arg3 : memref<f32>) dimensions = [0, 1]  {note}
// CHECK-NEXT:   linalg.reduce { arith.addf } ins(%arg1 : memref<4xf32>) outs(%arg1 : memref<4xf32>) dimensions = [] 
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @short_forms(%a: memref<4x?xf32>, %b: memref<4xf32>, %c: memref<?xf32>, %d: memref<f32>) {
  linalg.reduce { arith.addf } ins(%a : memref<4x?xf32>) outs(%b : memref<4xf32>) dimensions = [1]
  linalg.reduce { arith.maximumf {fastmath = #arith.fastmath<nnan>} } ins(%a : memref<4x?xf32>) outs(%c : memref<?xf32>) dimensions = [0] {note}
  linalg.reduce { arith.addf } {note} ins(%a : memref<4x?xf32>) outs(%d : memref<f32>) dimensions = [0, 1]
  linalg.reduce { arith.addf } ins(%b : memref<4xf32>) outs(%b : memref<4xf32>) dimensions = []
  return
}

// -----

// CHECK: func.func @long_forms(%arg0: tensor<4x5xf32>, %arg1: tensor<4x5xi32>, %arg2: tensor<4xf32>, %arg3: tensor<4xi32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xi32>) {
// CHECK-NEXT:   %reduced = linalg.reduce ins(%arg0 : tensor<4x5xf32>) outs(%arg2 : tensor<4xf32>) dimensions = [1] 
// CHECK-NEXT:     (%in: f32, %init: f32) {
// CHECK-NEXT:       %0 = arith.addf %in, %init : f32
// CHECK-NEXT:       linalg.yield %0 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   %reduced_0:2 = linalg.reduce ins(%arg0, %arg1 : tensor<4x5xf32>, tensor<4x5xi32>) outs(%arg2, %arg3 : tensor<4xf32>, tensor<4xi32>) dimensions = [1]  {note}
// CHECK-NEXT:     (%in: f32, %in_1: i32, %init: f32, %init_2: i32) {
// CHECK-NEXT:       %0 = arith.addf %in, %init : f32
// CHECK-NEXT:       linalg.yield %0, %in_1 : f32, i32
// CHECK-NEXT:     }
// CHECK-NEXT:   return %reduced, %reduced_0#0, %reduced_0#1 : tensor<4xf32>, tensor<4xf32>, tensor<4xi32>
// CHECK-NEXT: }
func.func @long_forms(%a: tensor<4x5xf32>, %i: tensor<4x5xi32>, %b: tensor<4xf32>, %j: tensor<4xi32>) -> (tensor<4xf32>, tensor<4xf32>, tensor<4xi32>) {
  %0 = linalg.reduce ins(%a : tensor<4x5xf32>) outs(%b : tensor<4xf32>) dimensions = [1]
    (%x: f32, %o: f32) {
      %s = arith.addf %x, %o : f32
      linalg.yield %s : f32
    }
  %1:2 = linalg.reduce ins(%a, %i : tensor<4x5xf32>, tensor<4x5xi32>) outs(%b, %j : tensor<4xf32>, tensor<4xi32>) dimensions = [1] {note}
    (%x: f32, %k: i32, %o: f32, %l: i32) {
      %s = arith.addf %x, %o : f32
      linalg.yield %s, %k : f32, i32
    }
  return %0, %1#0, %1#1 : tensor<4xf32>, tensor<4xf32>, tensor<4xi32>
}
