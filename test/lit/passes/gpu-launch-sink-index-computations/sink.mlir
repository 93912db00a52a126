// RUN: adopt %s --gpu-launch-sink-index-computations --allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @sink
// CHECK:       gpu.launch
// CHECK-NEXT:    %[[C:.*]] = arith.constant 2.0
// CHECK-NEXT:    %[[Z:.*]] = arith.constant 0 : index
// CHECK-NEXT:    %[[D:.*]] = memref.dim %arg0, %[[Z]]
// CHECK-NEXT:    %[[E:.*]] = arith.cmpi slt, %[[D]], %arg2
// CHECK-NEXT:    "test.use"(%[[C]], %[[E]], %arg2, %[[Z]])
func.func @sink(%m: memref<?xf32>, %n: index, %k: index) {
  %cst = arith.constant 2.0 : f32
  %c0 = arith.constant 0 : index
  %d = memref.dim %m, %c0 : memref<?xf32>
  %e = arith.cmpi slt, %d, %k : index
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) {
    "test.use"(%cst, %e, %k, %c0) : (f32, i1, index, index) -> ()
    memref.store %cst, %m[%bx] : memref<?xf32>
    gpu.terminator
  }
  return
}

// What would need further values stays where it is, and so do other computations.

// CHECK-LABEL: func.func @stay
// CHECK:       gpu.launch
// CHECK-NEXT:    "test.use"(%{{.*}}, %{{.*}})
func.func @stay(%n: index, %k: index) {
  %e = arith.cmpi slt, %n, %k : index
  %s = arith.addi %n, %k : index
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %n, %gy = %n, %gz = %n) threads(%tx, %ty, %tz) in (%sx = %n, %sy = %n, %sz = %n) {
    "test.use"(%e, %s) : (i1, index) -> ()
    gpu.terminator
  }
  return
}
