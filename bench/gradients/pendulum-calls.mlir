// Repeated calls of the example's functions. Appended to examples/pendulum.mlir.

func.func @values(%times: index, %start: memref<?xf64>, %out: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  scf.for %k = %c0 to %times step %c1 {
    %angle = memref.load %start[%c0] : memref<?xf64>
    %speed = memref.load %start[%c1] : memref<?xf64>
    %length = memref.load %start[%c2] : memref<?xf64>
    %y = func.call @value(%angle, %speed, %length) : (f64, f64, f64) -> f64
    memref.store %y, %out[%c0] : memref<?xf64>
  }
  return
}

func.func @gradients(%times: index, %start: memref<?xf64>, %dstart: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  scf.for %k = %c0 to %times step %c1 {
    %angle = memref.load %start[%c0] : memref<?xf64>
    %speed = memref.load %start[%c1] : memref<?xf64>
    %length = memref.load %start[%c2] : memref<?xf64>
    %g:3 = func.call @gradient(%angle, %speed, %length) : (f64, f64, f64) -> (f64, f64, f64)
    memref.store %g#0, %dstart[%c0] : memref<?xf64>
    memref.store %g#1, %dstart[%c1] : memref<?xf64>
    memref.store %g#2, %dstart[%c2] : memref<?xf64>
  }
  return
}
