// Repeated calls of the example's functions. Appended to examples/perceptron.mlir.

func.func @values(%times: index, %w1: tensor<32x64xf64>, %b1: tensor<64xf64>, %w2: tensor<64x10xf64>,
                  %b2: tensor<10xf64>, %x: tensor<128x32xf64>, %labels: tensor<128xi32>, %out: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %times step %c1 {
    %y = func.call @value(%w1, %b1, %w2, %b2, %x, %labels)
      : (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>, tensor<128x32xf64>, tensor<128xi32>) -> f64
    %before = memref.load %out[%c0] : memref<?xf64>
    %sum = arith.addf %before, %y : f64
    memref.store %sum, %out[%c0] : memref<?xf64>
  }
  return
}

// Adds the gradient to the last four arguments.
func.func @gradients(%times: index, %w1: tensor<32x64xf64>, %b1: tensor<64xf64>, %w2: tensor<64x10xf64>,
                     %b2: tensor<10xf64>, %x: tensor<128x32xf64>, %labels: tensor<128xi32>,
                     %dw1: memref<32x64xf64>, %db1: memref<64xf64>, %dw2: memref<64x10xf64>, %db2: memref<10xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %times step %c1 {
    %d:4 = func.call @gradient(%w1, %b1, %w2, %b2, %x, %labels)
      : (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>, tensor<128x32xf64>, tensor<128xi32>)
      -> (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>)
    %m0 = bufferization.to_buffer %d#0 : tensor<32x64xf64> to memref<32x64xf64>
    %m1 = bufferization.to_buffer %d#1 : tensor<64xf64> to memref<64xf64>
    %m2 = bufferization.to_buffer %d#2 : tensor<64x10xf64> to memref<64x10xf64>
    %m3 = bufferization.to_buffer %d#3 : tensor<10xf64> to memref<10xf64>
    linalg.add ins(%m0, %dw1 : memref<32x64xf64>, memref<32x64xf64>) outs(%dw1 : memref<32x64xf64>)
    linalg.add ins(%m1, %db1 : memref<64xf64>, memref<64xf64>) outs(%db1 : memref<64xf64>)
    linalg.add ins(%m2, %dw2 : memref<64x10xf64>, memref<64x10xf64>) outs(%dw2 : memref<64x10xf64>)
    linalg.add ins(%m3, %db2 : memref<10xf64>, memref<10xf64>) outs(%db2 : memref<10xf64>)
  }
  return
}
