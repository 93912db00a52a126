// Views on memory, and what goes between tensors and buffers, on the js engine.

// RUN: adopt-run %s --engine=js --entry=subview --args='[[1,2,3],[4,5,6]],1' --print-args | adopt-filecheck %s --check-prefix=SUBVIEW --match-full-lines
// SUBVIEW: 6.0
// SUBVIEW-NEXT: arg0 = {{\[\[1\.0, 9\.0, 3\.0\], \[8\.0, 5\.0, 6\.0\]\]}}
func.func @subview(%m: memref<?x3xf64>, %i: index) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %eight = arith.constant 8.0 : f64
  %nine = arith.constant 9.0 : f64
  %row = memref.subview %m[%i, 0] [1, 2] [1, 2] : memref<?x3xf64> to memref<2xf64, strided<[2], offset: ?>>
  memref.store %eight, %row[%c0] : memref<2xf64, strided<[2], offset: ?>>
  %x = memref.load %row[%c1] : memref<2xf64, strided<[2], offset: ?>>
  %column = memref.subview %m[0, 1] [%i, 1] [1, 1] : memref<?x3xf64> to memref<?xf64, strided<[3], offset: 1>>
  memref.store %nine, %column[%c0] : memref<?xf64, strided<[3], offset: 1>>
  return %x : f64
}

// RUN: not adopt-run %s --engine=js --entry=subview --args='[[1,2,3],[4,5,6]],2' 2>&1 | adopt-filecheck %s --check-prefix=OUTSIDE
// OUTSIDE: 'memref.subview' at {{.*}}memref-views.mlir:[[#@LINE-9]]:10 is out of bounds

// RUN: adopt-run %s --engine=js --entry=reshaped --args='[1,2,3,4,5,6]' | adopt-filecheck %s --check-prefix=RESHAPED --match-full-lines
// RESHAPED: {{\[\[1, 3, 5\], \[2, 4, 6\]\]}}
// RESHAPED-NEXT: [1, 2, 3, 4, 5, 6]
// RESHAPED-NEXT: {{\[\[3, 1\], \[4, 2\]\]}}
func.func @reshaped(%m: memref<?xi32>) -> (memref<2x?xi32, strided<[1, 2]>>, memref<?xi32>, memref<2x2xi32, strided<[1, -2], offset: 2>>) {
  %c3 = arith.constant 3 : index
  %e = memref.expand_shape %m [[0, 1]] output_shape [%c3, 2] : memref<?xi32> into memref<?x2xi32>
  %t = memref.transpose %e (i, j) -> (j, i) : memref<?x2xi32> to memref<2x?xi32, strided<[1, 2]>>
  %c = memref.collapse_shape %e [[0, 1]] : memref<?x2xi32> into memref<?xi32>
  %r = memref.reinterpret_cast %m to offset: [2], sizes: [2, 2], strides: [1, -2] : memref<?xi32> to memref<2x2xi32, strided<[1, -2], offset: 2>>
  return %t, %c, %r : memref<2x?xi32, strided<[1, 2]>>, memref<?xi32>, memref<2x2xi32, strided<[1, -2], offset: 2>>
}

// RUN: not adopt-run %s --engine=js --entry=gaps --args='[[1,2],[3,4]]' 2>&1 | adopt-filecheck %s --check-prefix=GAPS
// GAPS: 'gaps': collapse of a memref of shape [2, 2] with strides [1, 2]
func.func @gaps(%m: memref<2x2xi32, strided<[?, ?]>>) -> memref<4xi32, strided<[?]>> {
  %t = memref.transpose %m (i, j) -> (j, i) : memref<2x2xi32, strided<[?, ?]>> to memref<2x2xi32, strided<[?, ?]>>
  %c = memref.collapse_shape %t [[0, 1]] : memref<2x2xi32, strided<[?, ?]>> into memref<4xi32, strided<[?]>>
  return %c : memref<4xi32, strided<[?]>>
}

// What a tensor holds does not change with the buffer that it comes from or goes to.
// RUN: adopt-run %s --engine=js --entry=tensors --args='[1,2],[3,4]' --print-args | adopt-filecheck %s --check-prefix=TENSORS --match-full-lines
// TENSORS: [1.0, 2.0]
// TENSORS-NEXT: [3.0, 4.0]
// TENSORS-NEXT: [3.0, 9.0]
// TENSORS-NEXT: [9.0, 4.0]
// TENSORS-NEXT: [3.0, 4.0]
// TENSORS-NEXT: arg0 = [3.0, 9.0]
func.func @tensors(%m: memref<2xf64>, %t: tensor<2xf64>) -> (tensor<2xf64>, tensor<2xf64>, memref<2xf64>, memref<2xf64>, tensor<2xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %nine = arith.constant 9.0 : f64
  %before = bufferization.to_tensor %m restrict : memref<2xf64> to tensor<2xf64>
  bufferization.materialize_in_destination %t in writable %m : (tensor<2xf64>, memref<2xf64>) -> ()
  memref.store %nine, %m[%c1] : memref<2xf64>
  %buffer = bufferization.to_buffer %t : tensor<2xf64> to memref<2xf64>
  %clone = bufferization.clone %m : memref<2xf64> to memref<2xf64>
  memref.store %nine, %buffer[%c0] : memref<2xf64>
  %any = bufferization.alloc_tensor() : tensor<2xf64>
  %copy = bufferization.alloc_tensor() copy(%t) : tensor<2xf64>
  %put = bufferization.materialize_in_destination %copy in %any : (tensor<2xf64>, tensor<2xf64>) -> tensor<2xf64>
  bufferization.dealloc_tensor %copy : tensor<2xf64>
  return %before, %t, %clone, %buffer, %put : tensor<2xf64>, tensor<2xf64>, memref<2xf64>, memref<2xf64>, tensor<2xf64>
}
