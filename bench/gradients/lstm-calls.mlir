// Repeated calls of the example's functions. Appended to examples/lstm.mlir.

func.func @values(%times: index, %ofInputs: memref<?x?x4xf64>, %ofOutputs: memref<?x?x4xf64>, %biases: memref<?x4xf64>,
                  %inputs: memref<?x?xf64>, %goal: memref<?x?xf64>, %out: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %times step %c1 {
    %y = func.call @value(%ofInputs, %ofOutputs, %biases, %inputs, %goal)
      : (memref<?x?x4xf64>, memref<?x?x4xf64>, memref<?x4xf64>, memref<?x?xf64>, memref<?x?xf64>) -> f64
    %before = memref.load %out[%c0] : memref<?xf64>
    %sum = arith.addf %before, %y : f64
    memref.store %sum, %out[%c0] : memref<?xf64>
  }
  return
}

func.func @gradients(%times: index, %ofInputs: memref<?x?x4xf64>, %ofOutputs: memref<?x?x4xf64>,
                     %biases: memref<?x4xf64>, %inputs: memref<?x?xf64>, %goal: memref<?x?xf64>,
                     %dofInputs: memref<?x?x4xf64>, %dofOutputs: memref<?x?x4xf64>, %dbiases: memref<?x4xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %times step %c1 {
    func.call @gradient(%ofInputs, %ofOutputs, %biases, %inputs, %goal, %dofInputs, %dofOutputs, %dbiases)
      : (memref<?x?x4xf64>, memref<?x?x4xf64>, memref<?x4xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?x4xf64>,
         memref<?x?x4xf64>, memref<?x4xf64>) -> ()
  }
  return
}
