// RUN: adopt %s | adopt-filecheck %s

// A body that the short form can say is written so.

// CHECK-LABEL: func.func @negate(
// CHECK-NEXT:   linalg.map { arith.negf } ins(%arg0 : memref<4xf32>) outs(%arg0 : memref<4xf32>)
// CHECK-NEXT:   return
func.func @negate(%a: memref<4xf32>) {
  linalg.map ins(%a : memref<4xf32>) outs(%a : memref<4xf32>)
    (%x: f32, %o: f32) {
      %0 = arith.negf %x : f32
      linalg.yield %0 : f32
    }
  return
}

// The terminator's attributes are not lost.

// CHECK-LABEL: func.func @attributes(
// CHECK-NEXT:   linalg.map ins(%arg0 : memref<4xf32>) outs(%arg0 : memref<4xf32>)
// CHECK-NEXT:     (%in: f32, %init: f32) {
// CHECK-NEXT:       %0 = arith.negf %in : f32
// CHECK-NEXT:       linalg.yield %0 {note} : f32
func.func @attributes(%a: memref<4xf32>) {
  linalg.map ins(%a : memref<4xf32>) outs(%a : memref<4xf32>)
    (%x: f32, %o: f32) {
      %0 = arith.negf %x : f32
      linalg.yield %0 {note} : f32
    }
  return
}
