// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @alloc_static(
// CHECK-NEXT:   %c-3 = arith.constant -3 : index
// CHECK-NEXT:   %0 = bufferization.alloc_tensor(%arg0) : tensor<?x3xf32>
// CHECK-NEXT:   %cast = tensor.cast %0 : tensor<?x3xf32> to tensor<?x?xf32>
// CHECK-NEXT:   %1 = bufferization.alloc_tensor(%arg0, %c-3) : tensor<?x?xf32>
// CHECK-NEXT:   "test.use"(%1, %cast) : (tensor<?x?xf32>, tensor<?x?xf32>) -> ()
// CHECK-NEXT:   return %cast, %arg0, %arg0 : tensor<?x?xf32>, index, index
// CHECK-NEXT: }
func.func @alloc_static(%n: index) -> (tensor<?x?xf32>, index, index) {
  %c3 = arith.constant 3 : index
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %cm = arith.constant -3 : index
  %0 = bufferization.alloc_tensor(%n, %c3) : tensor<?x?xf32>
  %d = tensor.dim %0, %c0 : tensor<?x?xf32>
  %1 = bufferization.alloc_tensor(%n, %cm) : tensor<?x?xf32>
  %d1 = tensor.dim %1, %c0 : tensor<?x?xf32>
  "test.use"(%1, %0) : (tensor<?x?xf32>, tensor<?x?xf32>) -> ()
  return %0, %d, %d1 : tensor<?x?xf32>, index, index
}

// -----

// CHECK-LABEL: func.func @alloc_copy(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = bufferization.alloc_tensor() copy(%arg0) : tensor<?xf32>
// CHECK-NEXT:   %dim = tensor.dim %arg0, %c0 : tensor<?xf32>
// CHECK-NEXT:   %1 = bufferization.alloc_tensor() : tensor<3xf32>
// CHECK-NEXT:   %cast = tensor.cast %1 : tensor<3xf32> to tensor<?xf32>
// CHECK-NEXT:   "test.use"(%0) : (tensor<?xf32>) -> ()
// CHECK-NEXT:   return %dim, %cast : index, tensor<?xf32>
// CHECK-NEXT: }
func.func @alloc_copy(%t: tensor<?xf32>, %n: index) -> (index, tensor<?xf32>) {
  %c0 = arith.constant 0 : index
  %c3 = arith.constant 3 : index
  %0 = bufferization.alloc_tensor() copy(%t) : tensor<?xf32>
  %d = tensor.dim %0, %c0 : tensor<?xf32>
  %1 = bufferization.alloc_tensor(%c3) : tensor<?xf32>
  "test.use"(%0) : (tensor<?xf32>) -> ()
  return %d, %1 : index, tensor<?xf32>
}

// -----

// CHECK-LABEL: func.func @dead_operations(
// CHECK-NEXT:   %0 = bufferization.alloc_tensor() copy(%arg0) : tensor<?xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @dead_operations(%t: tensor<?xf32>, %m: memref<?xf32>) {
  %0 = bufferization.alloc_tensor() copy(%t) : tensor<?xf32>
  %1 = bufferization.clone %m : memref<?xf32> to memref<?xf32>
  %2 = bufferization.to_tensor %m : memref<?xf32> to tensor<?xf32>
  %3 = bufferization.to_buffer %t : tensor<?xf32> to memref<?xf32>
  %4 = bufferization.materialize_in_destination %t in %t : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  return
}

// -----

// CHECK-LABEL: func.func @conversions(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = bufferization.to_buffer %arg2 : tensor<4xf32> to memref<4xf32>
// CHECK-NEXT:   %cast = memref.cast %0 : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:   %cast_0 = memref.cast %arg1 : memref<?xf32> to memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %cast_1 = memref.cast %arg1 : memref<?xf32> to memref<*xf32>
// CHECK-NEXT:   %dim = memref.dim %arg3, %c0 : memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc(%dim) : memref<?xf32>
// CHECK-NEXT:   memref.copy %arg3, %alloc : memref<?xf32, strided<[?], offset: ?>> to memref<?xf32>
// CHECK-NEXT:   %dim_2 = memref.dim %arg4, %c0 : memref<?xf32, 3>
// CHECK-NEXT:   %alloc_3 = memref.alloc(%dim_2) : memref<?xf32>
// CHECK-NEXT:   memref.copy %arg4, %alloc_3 : memref<?xf32, 3> to memref<?xf32>
// CHECK-NEXT:   %1 = bufferization.to_buffer %arg0 : tensor<?xf32> to memref<?xf32>
// CHECK-NEXT:   "test.use"() : () -> ()
// CHECK-NEXT:   %2 = bufferization.to_tensor %1 : memref<?xf32> to tensor<?xf32>
// CHECK-NEXT:   return %arg0, %arg1, %cast, %cast_0, %cast_1, %alloc, %alloc_3, %2 : tensor<?xf32>, memref<?xf32>, memref<?xf32>, memref<?xf32, strided<[?], offset: ?>>, memref<*xf32>, memref<?xf32>, memref<?xf32>, tensor<?xf32>
// CHECK-NEXT: }
func.func @conversions(%t: tensor<?xf32>, %m: memref<?xf32>, %t4: tensor<4xf32>, %ms: memref<?xf32, strided<[?], offset: ?>>, %m3: memref<?xf32, 3>) -> (tensor<?xf32>, memref<?xf32>, memref<?xf32>, memref<?xf32, strided<[?], offset: ?>>, memref<*xf32>, memref<?xf32>, memref<?xf32>, tensor<?xf32>) {
  %0 = bufferization.to_buffer %t : tensor<?xf32> to memref<?xf32>
  %1 = bufferization.to_tensor %0 : memref<?xf32> to tensor<?xf32>
  %2 = bufferization.to_tensor %m : memref<?xf32> to tensor<?xf32>
  %3 = bufferization.to_buffer %2 : tensor<?xf32> to memref<?xf32>
  %4 = tensor.cast %t4 : tensor<4xf32> to tensor<?xf32>
  %5 = bufferization.to_buffer %4 : tensor<?xf32> to memref<?xf32>
  %6 = bufferization.to_buffer %2 : tensor<?xf32> to memref<?xf32, strided<[?], offset: ?>>
  %7 = tensor.cast %2 : tensor<?xf32> to tensor<*xf32>
  %8 = bufferization.to_buffer %7 : tensor<*xf32> to memref<*xf32>
  %9 = bufferization.to_tensor %ms : memref<?xf32, strided<[?], offset: ?>> to tensor<?xf32>
  %10 = bufferization.to_buffer %9 : tensor<?xf32> to memref<?xf32>
  %11 = bufferization.to_tensor %m3 : memref<?xf32, 3> to tensor<?xf32>
  %12 = bufferization.to_buffer %11 : tensor<?xf32> to memref<?xf32>
  %13 = bufferization.to_buffer %t : tensor<?xf32> to memref<?xf32>
  "test.use"() : () -> ()
  %14 = bufferization.to_tensor %13 : memref<?xf32> to tensor<?xf32>
  return %1, %3, %5, %6, %8, %10, %12, %14: tensor<?xf32>, memref<?xf32>, memref<?xf32>, memref<?xf32, strided<[?], offset: ?>>, memref<*xf32>, memref<?xf32>, memref<?xf32>, tensor<?xf32>
}

// -----

// CHECK-LABEL: func.func @dims_and_loads(
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %dim = tensor.dim %arg0, %arg2 : tensor<?xf32>
// CHECK-NEXT:   %extracted = tensor.extract %arg0[%arg2] : tensor<?xf32>
// CHECK-NEXT:   %dim_0 = memref.dim %arg1, %arg2 : memref<?xf32>
// CHECK-NEXT:   %0 = bufferization.clone %arg1 : memref<?xf32> to memref<?xf32>
// CHECK-NEXT:   %dim_1 = memref.dim %0, %arg2 : memref<?xf32>
// CHECK-NEXT:   "test.use"(%0) : (memref<?xf32>) -> ()
// CHECK-NEXT:   return %dim, %dim_0, %extracted, %dim_1, %c1 : index, index, f32, index, index
// CHECK-NEXT: }
func.func @dims_and_loads(%t: tensor<?xf32>, %m: memref<?xf32>, %i: index) -> (index, index, f32, index, index) {
  %0 = bufferization.to_buffer %t : tensor<?xf32> to memref<?xf32>
  %d = memref.dim %0, %i : memref<?xf32>
  %l = memref.load %0[%i] : memref<?xf32>
  %1 = bufferization.to_tensor %m : memref<?xf32> to tensor<?xf32>
  %d1 = tensor.dim %1, %i : tensor<?xf32>
  %2 = bufferization.clone %m : memref<?xf32> to memref<?xf32>
  %d2 = memref.dim %2, %i : memref<?xf32>
  "test.use"(%2) : (memref<?xf32>) -> ()
  %3 = bufferization.to_tensor %m : memref<?xf32> to tensor<?xf32>
  %r = tensor.rank %3 : tensor<?xf32>
  return %d, %d1, %l, %d2, %r : index, index, f32, index, index
}

// -----

// CHECK-LABEL: func.func @less_known_shapes(
// CHECK-NEXT:   %cast = memref.cast %arg0 : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:   %0 = bufferization.clone %arg0 : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:   %1 = bufferization.to_buffer %arg1 read_only : tensor<4xf32> to memref<4xf32>
// CHECK-NEXT:   %cast_0 = memref.cast %1 : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:   return %cast, %0, %cast_0 : memref<?xf32>, memref<?xf32>, memref<?xf32>
// CHECK-NEXT: }
func.func @less_known_shapes(%m4: memref<4xf32>, %t: tensor<4xf32>) -> (memref<?xf32>, memref<?xf32>, memref<?xf32>) {
  %m = memref.cast %m4 : memref<4xf32> to memref<?xf32>
  %0 = bufferization.to_tensor %m : memref<?xf32> to tensor<?xf32>
  %2 = bufferization.to_buffer %0 : tensor<?xf32> to memref<?xf32>
  %c = bufferization.clone %m : memref<?xf32> to memref<?xf32>
  %4 = tensor.cast %t : tensor<4xf32> to tensor<?xf32>
  %5 = bufferization.to_buffer %4 read_only : tensor<?xf32> to memref<?xf32>
  return %2, %c, %5: memref<?xf32>, memref<?xf32>, memref<?xf32>
}

// -----

// CHECK-LABEL: func.func @casts(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = bufferization.to_buffer %arg0 : tensor<4xf32> to memref<4xf32, strided<[?], offset: ?>, 3>
// CHECK-NEXT:   %cast = memref.cast %0 : memref<4xf32, strided<[?], offset: ?>, 3> to memref<?xf32, strided<[?], offset: ?>, 3>
// CHECK-NEXT:   %1 = bufferization.to_tensor %arg1 : memref<*xf32> to tensor<*xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %1 : tensor<*xf32> to tensor<?xf32>
// CHECK-NEXT:   %2 = bufferization.to_buffer %cast_0 : tensor<?xf32> to memref<?xf32>
// CHECK-NEXT:   %dim = memref.dim %arg2, %c0 : memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:   %alloc = memref.alloc(%dim) : memref<?xf32>
// CHECK-NEXT:   memref.copy %arg2, %alloc : memref<?xf32, strided<[?], offset: ?>> to memref<?xf32>
// CHECK-NEXT:   %cast_1 = memref.cast %alloc : memref<?xf32> to memref<8xf32>
// CHECK-NEXT:   %dim_2 = memref.dim %arg3, %c0 : memref<?xf32, #map>
// CHECK-NEXT:   %alloc_3 = memref.alloc(%dim_2) : memref<?xf32>
// CHECK-NEXT:   memref.copy %arg3, %alloc_3 : memref<?xf32, #map> to memref<?xf32>
// CHECK-NEXT:   %cast_4 = tensor.cast %arg4 : tensor<*xf32> to tensor<?xf32>
// CHECK-NEXT:   %3 = bufferization.to_buffer %cast_4 : tensor<?xf32> to memref<?xf32>
// CHECK-NEXT:   return %cast, %2, %cast_1, %alloc_3, %3 : memref<?xf32, strided<[?], offset: ?>, 3>, memref<?xf32>, memref<8xf32>, memref<?xf32>, memref<?xf32>
// CHECK-NEXT: }
func.func @casts(%t: tensor<4xf32>, %m: memref<*xf32>, %m2: memref<?xf32, strided<[?], offset: ?>>, %m3: memref<?xf32, affine_map<(d0) -> (d0 * 2)>>, %u: tensor<*xf32>) -> (memref<?xf32, strided<[?], offset: ?>, 3>, memref<?xf32>, memref<8xf32>, memref<?xf32>, memref<?xf32>) {
  %0 = tensor.cast %t : tensor<4xf32> to tensor<?xf32>
  %1 = bufferization.to_buffer %0 : tensor<?xf32> to memref<?xf32, strided<[?], offset: ?>, 3>
  %2 = bufferization.to_tensor %m : memref<*xf32> to tensor<*xf32>
  %3 = tensor.cast %2 : tensor<*xf32> to tensor<?xf32>
  %4 = bufferization.to_buffer %3 : tensor<?xf32> to memref<?xf32>
  %5 = bufferization.to_tensor %m2 : memref<?xf32, strided<[?], offset: ?>> to tensor<?xf32>
  %6 = tensor.cast %5 : tensor<?xf32> to tensor<8xf32>
  %7 = bufferization.to_buffer %6 : tensor<8xf32> to memref<8xf32>
  %8 = bufferization.to_tensor %m3 : memref<?xf32, affine_map<(d0) -> (d0 * 2)>> to tensor<?xf32>
  %9 = bufferization.to_buffer %8 : tensor<?xf32> to memref<?xf32>
  %10 = tensor.cast %u : tensor<*xf32> to tensor<?xf32>
  %11 = bufferization.to_buffer %10 : tensor<?xf32> to memref<?xf32>
  return %1, %4, %7, %9, %11: memref<?xf32, strided<[?], offset: ?>, 3>, memref<?xf32>, memref<8xf32>, memref<?xf32>, memref<?xf32>
}

// -----

// CHECK-LABEL: func.func @freed_clone(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = memref.load %arg0[%c0] : memref<?xf32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @freed_clone(%m: memref<?xf32>) -> f32 {
  %c0 = arith.constant 0 : index
  %0 = bufferization.clone %m : memref<?xf32> to memref<?xf32>
  %x = memref.load %0[%c0] : memref<?xf32>
  memref.dealloc %0 : memref<?xf32>
  return %x : f32
}

// -----

// CHECK-LABEL: func.func @freed_source(
// CHECK-NEXT:   %alloc = memref.alloc() : memref<4xf32>
// CHECK-NEXT:   "test.use"(%alloc) : (memref<4xf32>) -> ()
// CHECK-NEXT:   return %alloc : memref<4xf32>
// CHECK-NEXT: }
func.func @freed_source() -> memref<4xf32> {
  %a = memref.alloc() : memref<4xf32>
  "test.use"(%a) : (memref<4xf32>) -> ()
  %0 = bufferization.clone %a : memref<4xf32> to memref<4xf32>
  memref.dealloc %a : memref<4xf32>
  return %0 : memref<4xf32>
}

// -----

// CHECK-LABEL: func.func @freed_source_of_view(
// CHECK:        %[[VIEW:.*]] = memref.collapse_shape
// CHECK-NEXT:   return %[[VIEW]] : memref<4xf32>
func.func @freed_source_of_view() -> memref<4xf32> {
  %a = memref.alloc() : memref<2x2xf32>
  "test.use"(%a) : (memref<2x2xf32>) -> ()
  %v = memref.collapse_shape %a [[0, 1]] : memref<2x2xf32> into memref<4xf32>
  %0 = bufferization.clone %v : memref<4xf32> to memref<4xf32>
  memref.dealloc %a : memref<2x2xf32>
  return %0 : memref<4xf32>
}

// -----

// CHECK-LABEL: func.func @freed_source_of_other_type(
// CHECK-NEXT:   %alloc = memref.alloc() : memref<4xf32>
// CHECK-NEXT:   "test.use"(%alloc) : (memref<4xf32>) -> ()
// CHECK-NEXT:   %cast = memref.cast %alloc : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:   "test.use"(%alloc) : (memref<4xf32>) -> ()
// CHECK-NEXT:   return %cast : memref<?xf32>
// CHECK-NEXT: }
func.func @freed_source_of_other_type() -> memref<?xf32> {
  %a = memref.alloc() : memref<4xf32>
  "test.use"(%a) : (memref<4xf32>) -> ()
  %0 = bufferization.clone %a : memref<4xf32> to memref<?xf32>
  "test.use"(%a) : (memref<4xf32>) -> ()
  memref.dealloc %a : memref<4xf32>
  return %0 : memref<?xf32>
}

// -----

// CHECK-LABEL: func.func @free_in_between(
// CHECK-NEXT:   %alloc = memref.alloc() : memref<4xf32>
// CHECK-NEXT:   "test.use"(%alloc) : (memref<4xf32>) -> ()
// CHECK-NEXT:   %0 = bufferization.clone %alloc : memref<4xf32> to memref<4xf32>
// CHECK-NEXT:   memref.dealloc %arg0 : memref<4xf32>
// CHECK-NEXT:   memref.dealloc %alloc : memref<4xf32>
// CHECK-NEXT:   return %0 : memref<4xf32>
// CHECK-NEXT: }
func.func @free_in_between(%o: memref<4xf32>) -> memref<4xf32> {
  %a = memref.alloc() : memref<4xf32>
  "test.use"(%a) : (memref<4xf32>) -> ()
  %0 = bufferization.clone %a : memref<4xf32> to memref<4xf32>
  memref.dealloc %o : memref<4xf32>
  memref.dealloc %a : memref<4xf32>
  return %0 : memref<4xf32>
}

// -----

// CHECK-LABEL: func.func @both_freed(
// CHECK-NEXT:   %alloc = memref.alloc() : memref<4xf32>
// CHECK-NEXT:   "test.use"(%alloc) : (memref<4xf32>) -> ()
// CHECK-NEXT:   %0 = bufferization.clone %alloc : memref<4xf32> to memref<4xf32>
// CHECK-NEXT:   memref.dealloc %alloc : memref<4xf32>
// CHECK-NEXT:   "test.use"(%0) : (memref<4xf32>) -> ()
// CHECK-NEXT:   memref.dealloc %0 : memref<4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @both_freed() {
  %a = memref.alloc() : memref<4xf32>
  "test.use"(%a) : (memref<4xf32>) -> ()
  %0 = bufferization.clone %a : memref<4xf32> to memref<4xf32>
  memref.dealloc %a : memref<4xf32>
  "test.use"(%0) : (memref<4xf32>) -> ()
  memref.dealloc %0 : memref<4xf32>
  return
}

// -----

// CHECK-LABEL: func.func @freed_in_another_block(
// CHECK-NEXT:   %alloc = memref.alloc() : memref<4xf32>
// CHECK-NEXT:   "test.use"(%alloc) : (memref<4xf32>) -> ()
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "test.use"(%alloc) : (memref<4xf32>) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   memref.dealloc %alloc : memref<4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @freed_in_another_block(%c: i1) {
  %a = memref.alloc() : memref<4xf32>
  "test.use"(%a) : (memref<4xf32>) -> ()
  scf.if %c {
  %0 = bufferization.clone %a : memref<4xf32> to memref<4xf32>
  "test.use"(%0) : (memref<4xf32>) -> ()
  memref.dealloc %0 : memref<4xf32>
  }
  memref.dealloc %a : memref<4xf32>
  return
}

// -----

// CHECK-LABEL: func.func @freed_clone_and_source(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = memref.load %arg0[%c0] : memref<?xf32>
// CHECK-NEXT:   memref.dealloc %arg0 : memref<?xf32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @freed_clone_and_source(%m: memref<?xf32>) -> f32 {
  %c0 = arith.constant 0 : index
  %0 = bufferization.clone %m : memref<?xf32> to memref<?xf32>
  %x = memref.load %0[%c0] : memref<?xf32>
  memref.dealloc %m : memref<?xf32>
  %c = memref.cast %0 : memref<?xf32> to memref<4xf32>
  memref.dealloc %c : memref<4xf32>
  return %x : f32
}

// -----

// CHECK-LABEL: func.func @freed_in_inlined_region(
// CHECK-NEXT:   call @g() : () -> ()
// CHECK-NEXT:   return %arg0 : memref<?xf32>
// CHECK-NEXT: }
// CHECK-LABEL: func.func private @g(
func.func @freed_in_inlined_region(%m: memref<?xf32>) -> memref<?xf32> {
  %0 = bufferization.clone %m : memref<?xf32> to memref<?xf32>
  func.call @g() : () -> ()
  scf.execute_region {
    memref.dealloc %m : memref<?xf32>
    scf.yield
  }
  return %0 : memref<?xf32>
}
func.func private @g()

// -----

// CHECK-LABEL: func.func @duplicates(
// CHECK-NEXT:   %0 = arith.ori %arg2, %arg3 : i1
// CHECK-NEXT:   %1 = bufferization.dealloc (%arg0, %arg1 : memref<?xf32>, memref<?xf32>) if (%0, %arg4) retain (%arg1 : memref<?xf32>)
// CHECK-NEXT:   return %1, %1 : i1, i1
// CHECK-NEXT: }
func.func @duplicates(%a: memref<?xf32>, %b: memref<?xf32>, %c: i1, %d: i1, %e: i1) -> (i1, i1) {
  %0:2 = bufferization.dealloc (%a, %a, %b : memref<?xf32>, memref<?xf32>, memref<?xf32>) if (%c, %d, %e) retain (%b, %b : memref<?xf32>, memref<?xf32>)
  return %0#0, %0#1 : i1, i1
}

// -----

// CHECK-LABEL: func.func @never_freed(
// CHECK-NEXT:   %0:2 = bufferization.dealloc (%arg0 : memref<?xf32>) if (%arg2) retain (%arg0, %arg1 : memref<?xf32>, memref<?xf32>)
// CHECK-NEXT:   return %0#0, %0#1 : i1, i1
// CHECK-NEXT: }
func.func @never_freed(%a: memref<?xf32>, %b: memref<?xf32>, %c: i1, %d: i1, %e: i1) -> (i1, i1) {
  %f = arith.constant false
  %t = arith.constant true
  %0:2 = bufferization.dealloc (%a, %b : memref<?xf32>, memref<?xf32>) if (%c, %f) retain (%a, %b : memref<?xf32>, memref<?xf32>)
  return %0#0, %0#1 : i1, i1
}

// -----

// CHECK-LABEL: func.func @nothing_to_free(
// CHECK-NEXT:   %false = arith.constant false
// CHECK-NEXT:   bufferization.dealloc (%arg0 : memref<?xf32>) if (%arg2)
// CHECK-NEXT:   return %false, %false : i1, i1
// CHECK-NEXT: }
func.func @nothing_to_free(%a: memref<?xf32>, %b: memref<?xf32>, %c: i1, %d: i1, %e: i1) -> (i1, i1) {
  %0:2 = bufferization.dealloc retain (%a, %b : memref<?xf32>, memref<?xf32>)
  bufferization.dealloc (%a, %a : memref<?xf32>, memref<?xf32>) if (%c, %c)
  return %0#0, %0#1 : i1, i1
}

// -----

// CHECK-LABEL: func.func @unused_allocations(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unused_allocations(%c: i1, %n: index) {
  %t = arith.constant true
  %a = memref.alloc() : memref<4xf32>
  %b = memref.alloc(%n) : memref<?xf32>
  bufferization.dealloc (%a, %b : memref<4xf32>, memref<?xf32>) if (%t, %c)
  return
}

// -----

// CHECK-LABEL: func.func @never_and_once(
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   bufferization.dealloc (%arg2 : memref<4xf32>) if (%true)
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @never_and_once(%c: i1, %n: index, %a : memref<4xf32>, %b: memref<4xf32>) {
  %t = arith.constant true
  %f = arith.constant false
  bufferization.dealloc (%a, %b, %a : memref<4xf32>, memref<4xf32>, memref<4xf32>) if (%t, %f, %c)
  bufferization.dealloc (%a, %b, %a : memref<4xf32>, memref<4xf32>, memref<4xf32>) if (%f, %f, %f)
  return
}

// -----

// CHECK-LABEL: func.func @unused_alloca(
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %alloc = memref.alloc() : memref<4xf32>
// CHECK-NEXT:   %cast = memref.cast %alloc : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:   bufferization.dealloc (%cast : memref<?xf32>) if (%true)
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @unused_alloca(%c: i1, %n: index, %m: memref<?xf32>) {
  %a = memref.alloca() : memref<4xf32>
  %b = memref.alloc() : memref<4xf32>
  %d = memref.cast %b : memref<4xf32> to memref<?xf32>
  %t = arith.constant true
  bufferization.dealloc (%a, %d : memref<4xf32>, memref<?xf32>) if (%c, %t)
  return
}

// -----

// CHECK-LABEL: func.func @retained_itself(
// CHECK-NEXT:   %alloc = memref.alloc() : memref<4xf32>
// CHECK-NEXT:   %0 = bufferization.dealloc (%alloc : memref<4xf32>) if (%arg0) retain (%alloc : memref<4xf32>)
// CHECK-NEXT:   return %0 : i1
// CHECK-NEXT: }
func.func @retained_itself(%c: i1) -> i1 {
  %b = memref.alloc() : memref<4xf32>
  %r = bufferization.dealloc (%b: memref<4xf32>) if (%c) retain (%b : memref<4xf32>)
  return %r : i1
}

// -----

// A clone that is freed under a condition, or that is retained, is needed.

// CHECK-LABEL: func.func @clone_freed_under_condition(
// CHECK:         %[[CLONE:.*]] = bufferization.clone %arg0
// CHECK:         bufferization.dealloc (%[[CLONE]]
func.func @clone_freed_under_condition(%m: memref<?xf32>, %c: i1, %to: memref<?xf32>) {
  %0 = bufferization.clone %m : memref<?xf32> to memref<?xf32>
  memref.copy %0, %to : memref<?xf32> to memref<?xf32>
  bufferization.dealloc (%0 : memref<?xf32>) if (%c)
  return
}

// -----

// The memory of what is allocated here is what is allocated here.

// CHECK-LABEL: func.func @base_of_allocation(
// CHECK-NEXT:    %[[ALLOC:.*]] = memref.alloc()
// CHECK-NEXT:    %[[BASE:.*]], %{{.*}}, %{{.*}}, %{{.*}} = memref.extract_strided_metadata %arg1
// CHECK-NEXT:    %[[OWNED:.*]] = bufferization.dealloc (%[[ALLOC]], %[[BASE]] : memref<4xf32>, memref<f32>) if (%arg0, %arg0) retain (%arg1 : memref<4xf32>)
// CHECK-NEXT:    return %[[ALLOC]], %[[OWNED]]
func.func @base_of_allocation(%c: i1, %m: memref<4xf32>) -> (memref<4xf32>, i1) {
  %0 = memref.alloc() : memref<4xf32>
  %a:4 = memref.extract_strided_metadata %0 : memref<4xf32> -> memref<f32>, index, index, index
  %b:4 = memref.extract_strided_metadata %m : memref<4xf32> -> memref<f32>, index, index, index
  %1 = bufferization.dealloc (%a#0, %b#0 : memref<f32>, memref<f32>) if (%c, %c) retain (%m : memref<4xf32>)
  return %0, %1 : memref<4xf32>, i1
}
