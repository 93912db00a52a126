// RUN: adopt %s -canonicalize | adopt-filecheck %s

// CHECK-LABEL: func.func @free_cast
//       CHECK:   %[[BUFFER:.*]] = memref.alloc() : memref<3xf64>
//   CHECK-NOT:   memref.cast
//       CHECK:   memref.dealloc %[[BUFFER]] : memref<3xf64>
func.func @free_cast(%x: f64, %i: index) -> f64 {
  %n = arith.constant 3 : index
  %buffer = memref.alloc(%n) : memref<?xf64>
  memref.store %x, %buffer[%i] : memref<?xf64>
  %y = memref.load %buffer[%i] : memref<?xf64>
  memref.dealloc %buffer : memref<?xf64>
  return %y : f64
}
