// Repeated calls of the example's functions. Appended to examples/kepler.mlir.

func.func @values(%times: index, %e: memref<?xf64>, %m: memref<?xf64>, %out: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = memref.dim %e, %c0 : memref<?xf64>
  scf.for %k = %c0 to %times step %c1 {
    scf.for %i = %c0 to %n step %c1 {
      %eccentricity = memref.load %e[%i] : memref<?xf64>
      %mean = memref.load %m[%i] : memref<?xf64>
      %y = func.call @value(%eccentricity, %mean) : (f64, f64) -> f64
      memref.store %y, %out[%i] : memref<?xf64>
    }
  }
  return
}

func.func @gradients(%times: index, %e: memref<?xf64>, %m: memref<?xf64>, %de: memref<?xf64>, %dm: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = memref.dim %e, %c0 : memref<?xf64>
  scf.for %k = %c0 to %times step %c1 {
    scf.for %i = %c0 to %n step %c1 {
      %eccentricity = memref.load %e[%i] : memref<?xf64>
      %mean = memref.load %m[%i] : memref<?xf64>
      %g:2 = func.call @gradient(%eccentricity, %mean) : (f64, f64) -> (f64, f64)
      memref.store %g#0, %de[%i] : memref<?xf64>
      memref.store %g#1, %dm[%i] : memref<?xf64>
    }
  }
  return
}
