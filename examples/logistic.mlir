// Logistic regression: the mean over the rows of %features of log(1 + exp(-label * <weights, row>)), plus a penalty of
// 0.005 |weights|^2. Differentiated by the weights alone: features and labels are data.

func.func @value(%weights: memref<?xf64>, %features: memref<?x?xf64>, %labels: memref<?xf64>) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f64
  %strength = arith.constant 0.005 : f64
  %rows = memref.dim %features, %c0 : memref<?x?xf64>
  %columns = memref.dim %features, %c1 : memref<?x?xf64>
  %loss = scf.for %i = %c0 to %rows step %c1 iter_args(%partial = %zero) -> (f64) {
    %score = scf.for %j = %c0 to %columns step %c1 iter_args(%dot = %zero) -> (f64) {
      %w = memref.load %weights[%j] : memref<?xf64>
      %x = memref.load %features[%i, %j] : memref<?x?xf64>
      %product = arith.mulf %w, %x : f64
      %sum = arith.addf %dot, %product : f64
      scf.yield %sum : f64
    }
    %label = memref.load %labels[%i] : memref<?xf64>
    %margin = arith.mulf %label, %score : f64
    %negated = arith.negf %margin : f64
    %exp = math.exp %negated : f64
    %term = math.log1p %exp : f64
    %total = arith.addf %partial, %term : f64
    scf.yield %total : f64
  }
  %rowsInteger = arith.index_cast %rows : index to i64
  %count = arith.sitofp %rowsInteger : i64 to f64
  %mean = arith.divf %loss, %count : f64
  %norm = scf.for %j = %c0 to %columns step %c1 iter_args(%partial = %zero) -> (f64) {
    %w = memref.load %weights[%j] : memref<?xf64>
    %square = arith.mulf %w, %w : f64
    %total = arith.addf %partial, %square : f64
    scf.yield %total : f64
  }
  %penalty = arith.mulf %strength, %norm : f64
  %result = arith.addf %mean, %penalty : f64
  return %result : f64
}

// Adds the gradient by the weights to %dweights.
func.func @gradient(%weights: memref<?xf64>, %features: memref<?x?xf64>, %labels: memref<?xf64>, %dweights: memref<?xf64>) {
  ad.grad @value(%weights, %features, %labels) shadows(%dweights : memref<?xf64>) wrt [0]
    : (memref<?xf64>, memref<?x?xf64>, memref<?xf64>) -> ()
  return
}

// The derivative along %direction, by forward mode.
func.func @derivative(%weights: memref<?xf64>, %features: memref<?x?xf64>, %labels: memref<?xf64>, %direction: memref<?xf64>) -> f64 {
  %y, %ydot = ad.jvp @value(%weights, %features, %labels) tangents(%direction : memref<?xf64>) wrt [0]
    : (memref<?xf64>, memref<?x?xf64>, memref<?xf64>) -> (f64, f64)
  return %ydot : f64
}
