// Repeated calls of the example's functions. Appended to examples/rosenbrock.mlir.

func.func @values(%times: index, %x: memref<?xf64>, %out: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %times step %c1 {
    %y = func.call @value(%x) : (memref<?xf64>) -> f64
    %before = memref.load %out[%c0] : memref<?xf64>
    %sum = arith.addf %before, %y : f64
    memref.store %sum, %out[%c0] : memref<?xf64>
  }
  return
}

func.func @gradients(%times: index, %x: memref<?xf64>, %dx: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %k = %c0 to %times step %c1 {
    func.call @gradient(%x, %dx) : (memref<?xf64>, memref<?xf64>) -> ()
  }
  return
}
