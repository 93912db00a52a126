// RUN: adopt %s --loop-invariant-code-motion | adopt-filecheck %s

// CHECK-LABEL: func.func @nest
// CHECK:         arith.addf %arg1, %arg1
// CHECK-NEXT:    scf.for %[[I:.*]] =
// CHECK-NEXT:      arith.index_cast %[[I]]
// CHECK-NEXT:      scf.for
// CHECK-NOT:         arith.index_cast
// CHECK:             memref.load
// A division may trap, and stays where it is executed.
// CHECK:             arith.divsi
// CHECK:             memref.store
func.func @nest(%n: index, %a: f32, %m: memref<?xf32>, %k: memref<?xi32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    scf.for %j = %c0 to %n step %c1 {
      %0 = arith.addf %a, %a : f32
      %1 = arith.index_cast %i : index to i32
      %2 = memref.load %m[%c0] : memref<?xf32>
      %3 = arith.divsi %1, %1 : i32
      memref.store %3, %k[%j] : memref<?xi32>
      memref.store %2, %m[%j] : memref<?xf32>
      memref.store %0, %m[%j] : memref<?xf32>
    }
  }
  return
}
