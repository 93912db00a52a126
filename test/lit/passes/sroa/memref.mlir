// RUN: adopt %s --sroa --split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @elements(
// CHECK:         %[[a:.+]] = memref.alloca() : memref<f32>
// CHECK:         %[[b:.+]] = memref.alloca() : memref<f32>
// CHECK:         memref.store %arg0, %[[b]][] : memref<f32>
// CHECK:         memref.load %[[b]][] : memref<f32>
// CHECK:         memref.load %[[a]][] : memref<f32>
func.func @elements(%x: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %m = memref.alloca() : memref<2x2xf32>
  memref.store %x, %m[%c0, %c1] : memref<2x2xf32>
  %y = memref.load %m[%c0, %c1] : memref<2x2xf32>
  %z = memref.load %m[%c1, %c1] : memref<2x2xf32>
  %w = arith.addf %y, %z : f32
  return %w : f32
}

// -----

// CHECK-LABEL: func.func @unknown_element(
// CHECK:         memref.alloca() : memref<4xf32>
func.func @unknown_element(%x: f32, %i: index) -> f32 {
  %c0 = arith.constant 0 : index
  %m = memref.alloca() : memref<4xf32>
  memref.store %x, %m[%i] : memref<4xf32>
  %y = memref.load %m[%c0] : memref<4xf32>
  return %y : f32
}

// -----

// CHECK-LABEL: func.func @outside(
// CHECK:         memref.alloca() : memref<4xf32>
func.func @outside(%x: f32) -> f32 {
  %c4 = arith.constant 4 : index
  %m = memref.alloca() : memref<4xf32>
  memref.store %x, %m[%c4] : memref<4xf32>
  %y = memref.load %m[%c4] : memref<4xf32>
  return %y : f32
}

// -----

// CHECK-LABEL: func.func @large(
// CHECK:         memref.alloca() : memref<17xf32>
func.func @large(%x: f32) -> f32 {
  %c0 = arith.constant 0 : index
  %m = memref.alloca() : memref<17xf32>
  memref.store %x, %m[%c0] : memref<17xf32>
  %y = memref.load %m[%c0] : memref<17xf32>
  return %y : f32
}

// -----

// CHECK-LABEL: func.func @escapes(
// CHECK:         memref.alloca() : memref<2xf32>
// CHECK:         memref.alloca() : memref<memref<2xf32>>
func.func @escapes(%x: f32) {
  %c0 = arith.constant 0 : index
  %m = memref.alloca() : memref<2xf32>
  %p = memref.alloca() : memref<1xmemref<2xf32>>
  memref.store %x, %m[%c0] : memref<2xf32>
  memref.store %m, %p[%c0] : memref<1xmemref<2xf32>>
  return
}

// -----

// CHECK-LABEL: func.func @in_loop(
// CHECK:         scf.for
// CHECK-NOT:       memref<3xi32>
// CHECK:           memref.alloca() : memref<i32>
func.func @in_loop(%n: index, %x: i32) {
  %c0 = arith.constant 0 : index
  %c2 = arith.constant 2 : index
  scf.for %i = %c0 to %n step %c2 {
    %m = memref.alloca() : memref<3xi32>
    memref.store %x, %m[%c2] : memref<3xi32>
  }
  return
}
