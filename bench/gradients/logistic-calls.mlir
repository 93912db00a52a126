// Repeated calls of the example's functions. Appended to examples/logistic.mlir.

func.func @values(%times: index, %weights: memref<?xf64>, %features: memref<?x?xf64>, %labels: memref<?xf64>, %out: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %times step %c1 {
    %y = func.call @value(%weights, %features, %labels) : (memref<?xf64>, memref<?x?xf64>, memref<?xf64>) -> f64
    %before = memref.load %out[%c0] : memref<?xf64>
    %sum = arith.addf %before, %y : f64
    memref.store %sum, %out[%c0] : memref<?xf64>
  }
  return
}

func.func @gradients(%times: index, %weights: memref<?xf64>, %features: memref<?x?xf64>, %labels: memref<?xf64>, %dweights: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %times step %c1 {
    func.call @gradient(%weights, %features, %labels, %dweights)
      : (memref<?xf64>, memref<?x?xf64>, memref<?xf64>, memref<?xf64>) -> ()
  }
  return
}
