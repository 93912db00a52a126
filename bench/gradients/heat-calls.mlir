// Repeated calls of the example's functions, 500 rounds each. Appended to examples/heat.mlir.

func.func @values(%times: index, %start: memref<?xf64>, %goal: memref<?xf64>, %out: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %rounds = arith.constant 500 : index
  %r = arith.constant 0.4 : f64
  scf.for %k = %c0 to %times step %c1 {
    %y = func.call @value(%start, %goal, %rounds, %r) : (memref<?xf64>, memref<?xf64>, index, f64) -> f64
    %before = memref.load %out[%c0] : memref<?xf64>
    %sum = arith.addf %before, %y : f64
    memref.store %sum, %out[%c0] : memref<?xf64>
  }
  return
}

func.func @gradients(%times: index, %start: memref<?xf64>, %goal: memref<?xf64>, %dstart: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %rounds = arith.constant 500 : index
  %r = arith.constant 0.4 : f64
  scf.for %k = %c0 to %times step %c1 {
    func.call @gradient(%start, %goal, %rounds, %r, %dstart) : (memref<?xf64>, memref<?xf64>, index, f64, memref<?xf64>) -> ()
  }
  return
}
