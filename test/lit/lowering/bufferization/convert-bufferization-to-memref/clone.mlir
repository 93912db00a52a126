// RUN: adopt %s -split-input-file -verify-diagnostics -convert-bufferization-to-memref | adopt-filecheck %s

// CHECK-LABEL: func.func @static(
// CHECK-NEXT:    %[[COPY:.*]] = memref.alloc() : memref<4xf32>
// CHECK-NEXT:    memref.copy %arg0, %[[COPY]] : memref<4xf32> to memref<4xf32>
// CHECK-NEXT:    return %[[COPY]]
func.func @static(%m: memref<4xf32>) -> memref<4xf32> {
  %0 = bufferization.clone %m : memref<4xf32> to memref<4xf32>
  return %0 : memref<4xf32>
}

// CHECK-LABEL: func.func @strided(
// CHECK:         %[[SIZE:.*]] = memref.dim %arg0, %c0
// CHECK-NEXT:    %[[COPY:.*]] = memref.alloc(%[[SIZE]]) : memref<?xf32>
// CHECK-NEXT:    %[[CAST:.*]] = memref.cast %[[COPY]] : memref<?xf32> to memref<?xf32, strided<[?], offset: ?>>
// CHECK-NEXT:    memref.copy %arg0, %[[CAST]]
// CHECK-NEXT:    return %[[CAST]]
func.func @strided(%m: memref<?xf32, strided<[?], offset: ?>>) -> memref<?xf32, strided<[?], offset: ?>> {
  %0 = bufferization.clone %m : memref<?xf32, strided<[?], offset: ?>> to memref<?xf32, strided<[?], offset: ?>>
  return %0 : memref<?xf32, strided<[?], offset: ?>>
}

// CHECK-LABEL: func.func @unranked(
// CHECK:         memref.rank %arg0
// CHECK:         scf.for
// CHECK:         memref.alloc(
// CHECK:         memref.reshape
// CHECK-NEXT:    memref.copy
func.func @unranked(%m: memref<*xf32>) -> memref<*xf32> {
  %0 = bufferization.clone %m : memref<*xf32> to memref<*xf32>
  return %0 : memref<*xf32>
}

// -----

func.func @tensor(%m: memref<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{failed to legalize operation 'bufferization.to_tensor' that was explicitly marked illegal}}
  %0 = bufferization.to_tensor %m : memref<4xf32> to tensor<4xf32>
  return %0 : tensor<4xf32>
}
