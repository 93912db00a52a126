// RUN: adopt %s -one-shot-bufferize="bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map buffer-alignment=0" | adopt-filecheck %s --check-prefix=IDENTITY
// RUN: adopt %s -one-shot-bufferize="bufferize-function-boundaries function-boundary-type-conversion=fully-dynamic-layout-map buffer-alignment=16" | adopt-filecheck %s --check-prefix=DYNAMIC
// RUN: adopt %s -one-shot-bufferize="copy-before-write unknown-type-conversion=identity-layout-map" | adopt-filecheck %s --check-prefix=COPY
// RUN: adopt %s -one-shot-bufferize="bufferize-function-boundaries no-analysis-func-filter=writes" | adopt-filecheck %s --check-prefix=FILTER
// RUN: adopt %s -one-shot-bufferize="bufferize-function-boundaries dialect-filter=bufferization,func allow-unknown-ops" | adopt-filecheck %s --check-prefix=DIALECTS

// IDENTITY-LABEL: func.func @writes(%arg0: memref<4xf32>, %arg1: index, %arg2: f32) -> memref<4xf32> {
// IDENTITY-NEXT:    memref.store %arg2, %arg0[%arg1] : memref<4xf32>
// IDENTITY-NEXT:    %alloc = memref.alloc() : memref<4xf32>
// IDENTITY-NEXT:    memref.copy %arg0, %alloc : memref<4xf32> to memref<4xf32>
// IDENTITY-NEXT:    memref.store %arg2, %alloc[%arg1] : memref<4xf32>
// IDENTITY-NEXT:    %0 = memref.load %arg0[%arg1] : memref<4xf32>
// IDENTITY-NEXT:    memref.store %0, %alloc[%arg1] : memref<4xf32>
// IDENTITY-NEXT:    return %alloc : memref<4xf32>

// DYNAMIC-LABEL: func.func @writes(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32) -> memref<4xf32, strided<[?], offset: ?>> {
// DYNAMIC:         %alloc = memref.alloc() {alignment = 16 : i64} : memref<4xf32>
// DYNAMIC:         %cast = memref.cast %alloc : memref<4xf32> to memref<4xf32, strided<[?], offset: ?>>
// DYNAMIC-NEXT:    return %cast : memref<4xf32, strided<[?], offset: ?>>

// COPY-LABEL: func.func @writes(%arg0: tensor<4xf32>, %arg1: index, %arg2: f32) -> tensor<4xf32> {
// COPY-NEXT:    %0 = bufferization.to_buffer %arg0 : tensor<4xf32> to memref<4xf32>
// COPY-COUNT-3: memref.copy

// FILTER-LABEL: func.func @writes(
// FILTER-COUNT-3: memref.copy
// FILTER-LABEL: func.func @other(
// FILTER-NOT:     memref.copy

// DIALECTS-LABEL: func.func @writes(%arg0: memref<4xf32, strided<[?], offset: ?>>, %arg1: index, %arg2: f32) -> memref<4xf32, strided<[?], offset: ?>> {
// DIALECTS-NEXT:    %0 = bufferization.to_tensor %arg0 : memref<4xf32, strided<[?], offset: ?>> to tensor<4xf32>
// DIALECTS-NEXT:    %inserted = tensor.insert %arg2 into %0[%arg1] : tensor<4xf32>
// DIALECTS:         %1 = bufferization.to_buffer %inserted_1 : tensor<4xf32> to memref<4xf32, strided<[?], offset: ?>>
// DIALECTS-NEXT:    return %1 : memref<4xf32, strided<[?], offset: ?>>
func.func @writes(%t: tensor<4xf32>, %i: index, %v: f32) -> tensor<4xf32> {
  %0 = tensor.insert %v into %t[%i] : tensor<4xf32>
  %1 = tensor.insert %v into %0[%i] : tensor<4xf32>
  %x = tensor.extract %0[%i] : tensor<4xf32>
  %2 = tensor.insert %x into %1[%i] : tensor<4xf32>
  return %2 : tensor<4xf32>
}

func.func @other(%t: tensor<4xf32>, %i: index, %v: f32) -> tensor<4xf32> {
  %0 = tensor.insert %v into %t[%i] : tensor<4xf32>
  return %0 : tensor<4xf32>
}
