// RUN: adopt %s --cse --mlir-pass-statistics 2>%t | adopt-filecheck %s
// RUN: adopt-filecheck %s --check-prefix=STATISTICS --input-file=%t

// STATISTICS: (S) 4 num-cse'd - Number of operations CSE'd
// STATISTICS: (S) 1 num-dce'd - Number of operations DCE'd

// CHECK-LABEL: func.func @straight
// CHECK-NEXT:    %[[S:.*]] = arith.addi %arg0, %arg1
// CHECK-NEXT:    %[[P:.*]] = arith.muli %[[S]], %[[S]]
// CHECK-NEXT:    return %[[P]]
func.func @straight(%a: i32, %b: i32) -> i32 {
  %0 = arith.addi %a, %b : i32
  %1 = arith.addi %b, %a : i32
  %2 = arith.muli %0, %1 : i32
  %3 = arith.subi %0, %1 : i32
  return %2 : i32
}

// What dominates is known in loops and branches; what they define is not known behind them.
// CHECK-LABEL: func.func @nested
// CHECK:         %[[S:.*]] = arith.addf
// CHECK:         scf.for
// CHECK-NOT:       arith.addf
// CHECK:           %[[Q:.*]] = arith.mulf %[[S]], %[[S]]
// CHECK:         arith.mulf %[[S]], %[[S]]
func.func @nested(%n: index, %a: f32, %m: memref<?xf32>) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %0 = arith.addf %a, %a : f32
  scf.for %i = %c0 to %n step %c1 {
    %1 = arith.addf %a, %a : f32
    %2 = arith.mulf %1, %1 : f32
    memref.store %2, %m[%i] : memref<?xf32>
  }
  %3 = arith.mulf %0, %0 : f32
  return %3 : f32
}

// CHECK-LABEL: func.func @loads
// CHECK-COUNT-2: memref.load
// CHECK-NOT:     memref.load
// CHECK:         return
func.func @loads(%m: memref<f32>, %a: f32) -> (f32, f32, f32, f32) {
  %0 = memref.load %m[] : memref<f32>
  %1 = memref.load %m[] : memref<f32>
  memref.store %a, %m[] : memref<f32>
  %2 = memref.load %m[] : memref<f32>
  %3 = memref.load %m[] : memref<f32>
  return %0, %1, %2, %3 : f32, f32, f32, f32
}
