// RUN: not adopt %s -one-shot-bufferize="must-infer-memory-space use-encoding-for-memory-space" 2>&1 | adopt-filecheck %s --check-prefix=SPACE
// RUN: not adopt %s -one-shot-bufferize="print-conflicts" 2>&1 | adopt-filecheck %s --check-prefix=PRINT
// RUN: not adopt %s -one-shot-bufferize="copy-before-write test-analysis-only" 2>&1 | adopt-filecheck %s --check-prefix=COPY
// RUN: not adopt %s -one-shot-bufferize="bufferize-function-boundaries must-infer-memory-space" 2>&1 | adopt-filecheck %s --check-prefix=INFER

// SPACE: error: only one of 'must-infer-memory-space' and 'use-encoding-for-memory-space' are allowed in one-shot-bufferize
// PRINT: error: Invalid option: 'print-conflicts' requires 'test-analysis-only'
// COPY: error: Invalid option: 'copy-before-write' cannot be used with 'test-analysis-only'
// INFER: error: could not infer memory space
func.func @f() -> tensor<4xf32> {
  %0 = tensor.empty() : tensor<4xf32>
  return %0 : tensor<4xf32>
}
