// Repeated calls of the example's functions, with gamma = 1 and m = 2. Appended to examples/gmm.mlir.

func.func @values(%times: index, %alphas: memref<?xf64>, %means: memref<?x?xf64>, %q: memref<?x?xf64>,
                  %lower: memref<?x?xf64>, %points: memref<?x?xf64>, %out: memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %gamma = arith.constant 1.0 : f64
  %m = arith.constant 2.0 : f64
  scf.for %k = %c0 to %times step %c1 {
    %y = func.call @value(%alphas, %means, %q, %lower, %points, %gamma, %m)
      : (memref<?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, f64, f64) -> f64
    %before = memref.load %out[%c0] : memref<?xf64>
    %sum = arith.addf %before, %y : f64
    memref.store %sum, %out[%c0] : memref<?xf64>
  }
  return
}

func.func @gradients(%times: index, %alphas: memref<?xf64>, %means: memref<?x?xf64>, %q: memref<?x?xf64>,
                     %lower: memref<?x?xf64>, %points: memref<?x?xf64>, %dalphas: memref<?xf64>,
                     %dmeans: memref<?x?xf64>, %dq: memref<?x?xf64>, %dlower: memref<?x?xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %gamma = arith.constant 1.0 : f64
  %m = arith.constant 2.0 : f64
  scf.for %k = %c0 to %times step %c1 {
    func.call @gradient(%alphas, %means, %q, %lower, %points, %gamma, %m, %dalphas, %dmeans, %dq, %dlower)
      : (memref<?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, f64, f64, memref<?xf64>,
         memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>) -> ()
  }
  return
}
