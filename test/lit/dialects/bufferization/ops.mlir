// RUN: adopt %s -split-input-file | adopt -split-input-file | adopt-filecheck %s
// RUN: adopt %s -split-input-file --mlir-print-op-generic | adopt -split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @allocation(
// CHECK-NEXT:   %0 = bufferization.alloc_tensor(%arg0) : tensor<4x?xf32>
// CHECK-NEXT:   %1 = bufferization.alloc_tensor() copy(%arg1) : tensor<?xf32>
// CHECK-NEXT:   %2 = bufferization.alloc_tensor(%arg0) size_hint=%arg0 : tensor<?xf32>
// CHECK-NEXT:   %3 = bufferization.alloc_tensor(%arg0) {memory_space = 3 : i64} : tensor<?xf32>
// CHECK-NEXT:   %4 = bufferization.alloc_tensor() copy(%arg1) size_hint=%arg0 {a = 1 : i64, memory_space = "fast"} : tensor<?xf32>
// CHECK-NEXT:   %5 = bufferization.alloc_tensor() : tensor<*xf32>
// CHECK-NEXT:   bufferization.dealloc_tensor %arg1 : tensor<?xf32>
// CHECK-NEXT:   %6 = bufferization.clone %arg2 : memref<?xf32> to memref<?xf32>
// CHECK-NEXT:   %7 = bufferization.clone %arg3 : memref<*xf32> to memref<4xf32>
// CHECK-NEXT:   %8 = bufferization.clone %arg2 {test.a} : memref<?xf32> to memref<?xf64>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @allocation(%n: index, %t: tensor<?xf32>, %m: memref<?xf32>, %u: memref<*xf32>) {
  %0 = bufferization.alloc_tensor(%n) : tensor<4x?xf32>
  %1 = bufferization.alloc_tensor() copy(%t) : tensor<?xf32>
  %2 = bufferization.alloc_tensor(%n) size_hint=%n : tensor<?xf32>
  %3 = bufferization.alloc_tensor(%n) {memory_space = 3 : i64} : tensor<?xf32>
  %4 = bufferization.alloc_tensor() copy(%t) size_hint=%n {memory_space = "fast", a = 1} : tensor<?xf32>
  %5 = bufferization.alloc_tensor() : tensor<*xf32>
  bufferization.dealloc_tensor %t : tensor<?xf32>
  %6 = bufferization.clone %m : memref<?xf32> to memref<?xf32>
  %7 = bufferization.clone %u : memref<*xf32> to memref<4xf32>
  %8 = bufferization.clone %m {test.a} : memref<?xf32> to memref<?xf64>
  return
}

// -----

// CHECK-LABEL: func.func @conversion(
// CHECK-NEXT:   %0 = bufferization.to_tensor %arg1 restrict writable : memref<?xf32> to tensor<?xf32>
// CHECK-NEXT:   %1 = bufferization.to_tensor %arg1 writable : memref<?xf32> to tensor<?xf32>
// CHECK-NEXT:   %2 = bufferization.to_tensor %arg2 restrict {test.a} : memref<*xf32> to tensor<*xf32>
// CHECK-NEXT:   %3 = bufferization.to_tensor %arg4 : memref<2xf32> to tensor<2xf32, "encoding">
// CHECK-NEXT:   %4 = bufferization.to_buffer %arg0 : tensor<?xf32> to memref<?xf32>
// CHECK-NEXT:   %5 = bufferization.to_buffer %arg0 read_only {test.a} : tensor<?xf32> to memref<?xf32, strided<[?], offset: ?>, 3>
// CHECK-NEXT:   %6 = bufferization.to_buffer %arg3 : tensor<*xf32> to memref<*xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @conversion(%t: tensor<?xf32>, %m: memref<?xf32>, %u: memref<*xf32>, %ut: tensor<*xf32>, %e: memref<2xf32>) {
  %0 = bufferization.to_tensor %m restrict writable : memref<?xf32> to tensor<?xf32>
  %1 = bufferization.to_tensor %m writable : memref<?xf32> to tensor<?xf32>
  %2 = bufferization.to_tensor %u restrict {test.a} : memref<*xf32> to tensor<*xf32>
  %3 = bufferization.to_tensor %e : memref<2xf32> to tensor<2xf32, "encoding">
  %4 = bufferization.to_buffer %t : tensor<?xf32> to memref<?xf32>
  %5 = bufferization.to_buffer %t read_only {test.a} : tensor<?xf32> to memref<?xf32, strided<[?], offset: ?>, 3>
  %6 = bufferization.to_buffer %ut : tensor<*xf32> to memref<*xf32>
  return
}

// -----

// CHECK-LABEL: func.func @materialize(
// CHECK-NEXT:   %0 = bufferization.materialize_in_destination %arg1 in %arg0 : (tensor<4xf32>, tensor<?xf32>) -> tensor<?xf32>
// CHECK-NEXT:   %1 = bufferization.materialize_in_destination %arg3 in %arg3 {test.a} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
// CHECK-NEXT:   bufferization.materialize_in_destination %arg0 in restrict writable %arg2 : (tensor<?xf32>, memref<?xf32>) -> ()
// CHECK-NEXT:   bufferization.materialize_in_destination %arg1 in writable %arg2 : (tensor<4xf32>, memref<?xf32>) -> ()
// CHECK-NEXT:   bufferization.materialize_in_destination %arg3 in writable %arg4 : (tensor<*xf32>, memref<*xf32>) -> ()
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @materialize(%t: tensor<?xf32>, %s: tensor<4xf32>, %m: memref<?xf32>, %ut: tensor<*xf32>, %u: memref<*xf32>) {
  %0 = bufferization.materialize_in_destination %s in %t : (tensor<4xf32>, tensor<?xf32>) -> tensor<?xf32>
  %1 = bufferization.materialize_in_destination %ut in %ut {test.a} : (tensor<*xf32>, tensor<*xf32>) -> tensor<*xf32>
  bufferization.materialize_in_destination %t in restrict writable %m : (tensor<?xf32>, memref<?xf32>) -> ()
  bufferization.materialize_in_destination %s in writable %m : (tensor<4xf32>, memref<?xf32>) -> ()
  bufferization.materialize_in_destination %ut in writable %u : (tensor<*xf32>, memref<*xf32>) -> ()
  return
}

// -----

// CHECK-LABEL: func.func @dealloc(
// CHECK-NEXT:   bufferization.dealloc (%arg0, %arg1 : memref<?xf32>, memref<*xi8>) if (%arg2, %arg2)
// CHECK-NEXT:   %0:2 = bufferization.dealloc (%arg0 : memref<?xf32>) if (%arg2) retain (%arg0, %arg1 : memref<?xf32>, memref<*xi8>)
// CHECK-NEXT:   %1 = bufferization.dealloc retain (%arg0 : memref<?xf32>) {test.a}
// CHECK-NEXT:   bufferization.dealloc
// CHECK-NEXT:   return %0#0, %0#1, %1 : i1, i1, i1
// CHECK-NEXT: }
func.func @dealloc(%m: memref<?xf32>, %u: memref<*xi8>, %c: i1) -> (i1, i1, i1) {
  bufferization.dealloc (%m, %u : memref<?xf32>, memref<*xi8>) if (%c, %c)
  %0:2 = bufferization.dealloc (%m : memref<?xf32>) if (%c) retain (%m, %u : memref<?xf32>, memref<*xi8>)
  %1 = bufferization.dealloc retain (%m : memref<?xf32>) {test.a}
  bufferization.dealloc
  return %0#0, %0#1, %1 : i1, i1, i1
}
