// The log-likelihood of a mixture of K Gaussians in d dimensions for n points, with a Wishart prior, up to constants, as the
// benchmark suite ADBench has it:
//   sum_i logsumexp_k (alpha_k + sum(q_k) - |Q_k (x_i - mu_k)|^2 / 2)  -  n logsumexp(alpha)
//   + sum_k (gamma^2 / 2 (|exp(q_k)|^2 + |l_k|^2) - m sum(q_k)),
// where Q_k is a lower triangle with exp(q_k) on its diagonal and l_k below, row by row. Differentiated by alpha, mu, q and l.

// log(sum(exp(x))); the largest element is taken out so that nothing overflows.
func.func private @logsumexp(%x: memref<?xf64>) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f64
  %lowest = arith.constant 0xFFF0000000000000 : f64
  %n = memref.dim %x, %c0 : memref<?xf64>
  %max = scf.for %k = %c0 to %n step %c1 iter_args(%most = %lowest) -> (f64) {
    %term = memref.load %x[%k] : memref<?xf64>
    %more = arith.maximumf %most, %term : f64
    scf.yield %more : f64
  }
  %sum = scf.for %k = %c0 to %n step %c1 iter_args(%partial = %zero) -> (f64) {
    %term = memref.load %x[%k] : memref<?xf64>
    %shifted = arith.subf %term, %max : f64
    %exp = math.exp %shifted : f64
    %next = arith.addf %partial, %exp : f64
    scf.yield %next : f64
  }
  %log = math.log %sum : f64
  %result = arith.addf %log, %max : f64
  return %result : f64
}

// |Q_k (x_i - mu_k)|^2. %scales holds exp(q).
func.func private @distance(%i: index, %k: index, %means: memref<?x?xf64>, %scales: memref<?x?xf64>,
                            %lower: memref<?x?xf64>, %points: memref<?x?xf64>) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %zero = arith.constant 0.0 : f64
  %d = memref.dim %points, %c1 : memref<?x?xf64>
  %distance = scf.for %row = %c0 to %d step %c1 iter_args(%partial = %zero) -> (f64) {
    %x = memref.load %points[%i, %row] : memref<?x?xf64>
    %mean = memref.load %means[%k, %row] : memref<?x?xf64>
    %centered = arith.subf %x, %mean : f64
    %scale = memref.load %scales[%k, %row] : memref<?x?xf64>
    %diagonal = arith.mulf %scale, %centered : f64
    // Row r of the triangle begins at r (r - 1) / 2.
    %before = arith.subi %row, %c1 : index
    %twice = arith.muli %row, %before : index
    %start = arith.divui %twice, %c2 : index
    %y = scf.for %column = %c0 to %row step %c1 iter_args(%dot = %diagonal) -> (f64) {
      %place = arith.addi %start, %column : index
      %l = memref.load %lower[%k, %place] : memref<?x?xf64>
      %xc = memref.load %points[%i, %column] : memref<?x?xf64>
      %meanc = memref.load %means[%k, %column] : memref<?x?xf64>
      %centeredc = arith.subf %xc, %meanc : f64
      %product = arith.mulf %l, %centeredc : f64
      %next = arith.addf %dot, %product : f64
      scf.yield %next : f64
    }
    %square = arith.mulf %y, %y : f64
    %next = arith.addf %partial, %square : f64
    scf.yield %next : f64
  }
  return %distance : f64
}

// gamma^2 / 2 (|exp(q)|^2 + |l|^2) - m sum(q), over all Gaussians.
func.func private @prior(%q: memref<?x?xf64>, %scales: memref<?x?xf64>, %lower: memref<?x?xf64>, %gamma: f64, %m: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f64
  %half = arith.constant 0.5 : f64
  %count = memref.dim %q, %c0 : memref<?x?xf64>
  %d = memref.dim %q, %c1 : memref<?x?xf64>
  %below = memref.dim %lower, %c1 : memref<?x?xf64>
  %gamma2 = arith.mulf %gamma, %gamma : f64
  %weight = arith.mulf %gamma2, %half : f64
  %prior = scf.for %k = %c0 to %count step %c1 iter_args(%total = %zero) -> (f64) {
    %diagonal:2 = scf.for %j = %c0 to %d step %c1 iter_args(%squares = %zero, %sum = %zero) -> (f64, f64) {
      %scale = memref.load %scales[%k, %j] : memref<?x?xf64>
      %square = arith.mulf %scale, %scale : f64
      %nextSquares = arith.addf %squares, %square : f64
      %log = memref.load %q[%k, %j] : memref<?x?xf64>
      %nextSum = arith.addf %sum, %log : f64
      scf.yield %nextSquares, %nextSum : f64, f64
    }
    %norm = scf.for %j = %c0 to %below step %c1 iter_args(%squares = %diagonal#0) -> (f64) {
      %l = memref.load %lower[%k, %j] : memref<?x?xf64>
      %square = arith.mulf %l, %l : f64
      %next = arith.addf %squares, %square : f64
      scf.yield %next : f64
    }
    %frobenius = arith.mulf %weight, %norm : f64
    %logs = arith.mulf %m, %diagonal#1 : f64
    %term = arith.subf %frobenius, %logs : f64
    %next = arith.addf %total, %term : f64
    scf.yield %next : f64
  }
  return %prior : f64
}

func.func @value(%alphas: memref<?xf64>, %means: memref<?x?xf64>, %q: memref<?x?xf64>, %lower: memref<?x?xf64>,
                 %points: memref<?x?xf64>, %gamma: f64, %m: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f64
  %half = arith.constant 0.5 : f64
  %n = memref.dim %points, %c0 : memref<?x?xf64>
  %count = memref.dim %means, %c0 : memref<?x?xf64>
  %d = memref.dim %means, %c1 : memref<?x?xf64>

  // What does not depend on the point: exp(q), and alpha + sum(q).
  %scales = memref.alloc(%count, %d) : memref<?x?xf64>
  %weights = memref.alloc(%count) : memref<?xf64>
  scf.for %k = %c0 to %count step %c1 {
    %alpha = memref.load %alphas[%k] : memref<?xf64>
    %weight = scf.for %j = %c0 to %d step %c1 iter_args(%sum = %alpha) -> (f64) {
      %log = memref.load %q[%k, %j] : memref<?x?xf64>
      %scale = math.exp %log : f64
      memref.store %scale, %scales[%k, %j] : memref<?x?xf64>
      %next = arith.addf %sum, %log : f64
      scf.yield %next : f64
    }
    memref.store %weight, %weights[%k] : memref<?xf64>
  }

  %terms = memref.alloc(%count) : memref<?xf64>
  %likelihood = scf.for %i = %c0 to %n step %c1 iter_args(%total = %zero) -> (f64) {
    scf.for %k = %c0 to %count step %c1 {
      %distance = func.call @distance(%i, %k, %means, %scales, %lower, %points)
        : (index, index, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>) -> f64
      %scaled = arith.mulf %half, %distance : f64
      %weight = memref.load %weights[%k] : memref<?xf64>
      %term = arith.subf %weight, %scaled : f64
      memref.store %term, %terms[%k] : memref<?xf64>
    }
    %log = func.call @logsumexp(%terms) : (memref<?xf64>) -> f64
    %next = arith.addf %total, %log : f64
    scf.yield %next : f64
  }

  %logs = func.call @logsumexp(%alphas) : (memref<?xf64>) -> f64
  %integer = arith.index_cast %n : index to i64
  %number = arith.sitofp %integer : i64 to f64
  %norm = arith.mulf %number, %logs : f64
  %prior = func.call @prior(%q, %scales, %lower, %gamma, %m)
    : (memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, f64, f64) -> f64
  %normalized = arith.subf %likelihood, %norm : f64
  %value = arith.addf %normalized, %prior : f64
  memref.dealloc %terms : memref<?xf64>
  memref.dealloc %weights : memref<?xf64>
  memref.dealloc %scales : memref<?x?xf64>
  return %value : f64
}

// Adds the gradient to the last four arguments.
func.func @gradient(%alphas: memref<?xf64>, %means: memref<?x?xf64>, %q: memref<?x?xf64>, %lower: memref<?x?xf64>,
                    %points: memref<?x?xf64>, %gamma: f64, %m: f64,
                    %dalphas: memref<?xf64>, %dmeans: memref<?x?xf64>, %dq: memref<?x?xf64>, %dlower: memref<?x?xf64>) {
  ad.grad @value(%alphas, %means, %q, %lower, %points, %gamma, %m)
    shadows(%dalphas, %dmeans, %dq, %dlower : memref<?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>)
    wrt [0, 1, 2, 3]
    : (memref<?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, f64, f64) -> ()
  return
}

// The derivative along a direction given by the last four arguments, by forward mode.
func.func @derivative(%alphas: memref<?xf64>, %means: memref<?x?xf64>, %q: memref<?x?xf64>, %lower: memref<?x?xf64>,
                      %points: memref<?x?xf64>, %gamma: f64, %m: f64,
                      %alphasDot: memref<?xf64>, %meansDot: memref<?x?xf64>, %qDot: memref<?x?xf64>,
                      %lowerDot: memref<?x?xf64>) -> f64 {
  %y, %ydot = ad.jvp @value(%alphas, %means, %q, %lower, %points, %gamma, %m)
    tangents(%alphasDot, %meansDot, %qDot, %lowerDot : memref<?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>)
    wrt [0, 1, 2, 3]
    : (memref<?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, memref<?x?xf64>, f64, f64) -> (f64, f64)
  return %ydot : f64
}
