// RUN: adopt %s --one-shot-bufferize="bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map" | adopt-filecheck %s

// A type without a layout says that rows follow each other: every second row is copied.
// CHECK-LABEL: func.func @every_second_row
//  CHECK-SAME: (%[[A:.*]]: memref<3x2xf64>) -> memref<?x?xf64>
//       CHECK:   %[[ROWS:.*]] = memref.subview %[[A]][0, 0] [2, 2] [2, 1]
//       CHECK:   %[[CAST:.*]] = memref.cast %[[ROWS]] : memref<2x2xf64, strided<[4, 1]>> to memref<?x?xf64, strided<[4, 1]>>
//       CHECK:   %[[COPY:.*]] = memref.alloc(%{{.*}}, %{{.*}}) {{.*}}: memref<?x?xf64>
//       CHECK:   memref.copy %[[CAST]], %[[COPY]]
//       CHECK:   return %[[COPY]]
func.func @every_second_row(%a: tensor<3x2xf64>) -> tensor<?x?xf64> {
  %rows = tensor.extract_slice %a[0, 0] [2, 2] [2, 1] : tensor<3x2xf64> to tensor<2x2xf64>
  %cast = tensor.cast %rows : tensor<2x2xf64> to tensor<?x?xf64>
  return %cast : tensor<?x?xf64>
}

// CHECK-LABEL: func.func @first_rows
//   CHECK-NOT:   memref.copy
//       CHECK:   return
func.func @first_rows(%a: tensor<3x2xf64>) -> tensor<2x2xf64> {
  %rows = tensor.extract_slice %a[0, 0] [2, 2] [1, 1] : tensor<3x2xf64> to tensor<2x2xf64>
  return %rows : tensor<2x2xf64>
}
