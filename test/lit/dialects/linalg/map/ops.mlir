// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @short_forms(%arg0: memref<4xf32>, %arg1: memref<4xf32>) {
// CHECK-NEXT:   linalg.map { arith.addf } ins(%arg0, %arg1 : memref<4xf32>, memref<4xf32>) outs(%arg0 : memref<4xf32>)
// CHECK-NEXT:   linalg.map { arith.mulf {fastmath = #arith.fastmath<fast>, note} } ins(%arg0, %arg1 : memref<4xf32>, memref<4xf32>) outs(%arg0 : memref<4xf32>) {more}
// CHECK-NEXT:   linalg.map { math.exp } ins(%arg0 : memref<4xf32>) outs(%arg0 : memref<4xf32>) {more}
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @short_forms(%a: memref<4xf32>, %b: memref<4xf32>) {
  linalg.map { arith.addf } ins(%a, %b : memref<4xf32>, memref<4xf32>) outs(%a : memref<4xf32>)
  linalg.map { arith.mulf {fastmath = #arith.fastmath<fast>, note} } ins(%a, %b : memref<4xf32>, memref<4xf32>) outs(%a : memref<4xf32>) {more}
  linalg.map { math.exp } {more} ins(%a : memref<4xf32>) outs(%a : memref<4xf32>)
  return
}

// -----

// CHECK: func.func @long_forms(%arg0: tensor<?x4xf32>, %arg1: tensor<?x4xf32>) -> (tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>) {
// CHECK-NEXT:   %mapped = linalg.map ins(%arg0, %arg1 : tensor<?x4xf32>, tensor<?x4xf32>) outs(%arg0 : tensor<?x4xf32>)
// CHECK-NEXT:     (%in: f32, %in_2: f32, %init: f32) {
// CHECK-NEXT:       %0 = arith.subf %in_2, %in : f32
// CHECK-NEXT:       linalg.yield %0 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   %mapped_0 = linalg.map outs(%arg0 : tensor<?x4xf32>) {note}
// CHECK-NEXT:     (%init: f32) {
// CHECK-NEXT:       %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:       linalg.yield %cst : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   %mapped_1 = linalg.map ins(%arg0 : tensor<?x4xf32>) outs(%arg1 : tensor<?x4xf32>)
// CHECK-NEXT:     (%in: f32, %init: f32) {
// CHECK-NEXT:       %0 = arith.addf %in, %init : f32
// CHECK-NEXT:       linalg.yield %0 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   return %mapped, %mapped_0, %mapped_1 : tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>
// CHECK-NEXT: }
func.func @long_forms(%a: tensor<?x4xf32>, %b: tensor<?x4xf32>) -> (tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>) {
  %0 = linalg.map ins(%a, %b : tensor<?x4xf32>, tensor<?x4xf32>) outs(%a : tensor<?x4xf32>)
    (%x: f32, %y: f32, %o: f32) {
      %s = arith.subf %y, %x : f32
      linalg.yield %s : f32
    }
  %1 = linalg.map outs(%a : tensor<?x4xf32>) {note}
    (%o: f32) {
      %one = arith.constant 1.0 : f32
      linalg.yield %one : f32
    }
  %2 = linalg.map ins(%a : tensor<?x4xf32>) outs(%b : tensor<?x4xf32>)
    (%x: f32, %o: f32) {
      %s = arith.addf %x, %o : f32
      linalg.yield %s : f32
    }
  return %0, %1, %2 : tensor<?x4xf32>, tensor<?x4xf32>, tensor<?x4xf32>
}

// -----

// CHECK: func.func @types_change(%arg0: memref<4xf32>, %arg1: memref<4xi1>) {
// CHECK-NEXT:   linalg.map ins(%arg0 : memref<4xf32>) outs(%arg1 : memref<4xi1>)
// CHECK-NEXT:     (%in: f32, %init: i1) {
// CHECK-NEXT:       %0 = arith.cmpf olt, %in, %in : f32
// CHECK-NEXT:       linalg.yield %0 : i1
// CHECK-NEXT:     }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @types_change(%a: memref<4xf32>, %b: memref<4xi1>) {
  linalg.map ins(%a : memref<4xf32>) outs(%b : memref<4xi1>)
    (%x: f32, %o: i1) {
      %0 = arith.cmpf olt, %x, %x : f32
      linalg.yield %0 : i1
    }
  return
}
