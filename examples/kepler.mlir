// Kepler's equation, E - e sin E = M: the eccentric anomaly E from the eccentricity e and the mean anomaly M, by Newton's
// method until a step is below 1e-15 (at most 50 steps). The number of iterations depends on the data.

func.func @value(%e: f64, %m: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %limit = arith.constant 50 : index
  %one = arith.constant 1.0 : f64
  %tolerance = arith.constant 1.0e-15 : f64
  %anomaly, %last, %steps = scf.while (%guess = %m, %step = %one, %k = %c0) : (f64, f64, index) -> (f64, f64, index) {
    %size = math.absf %step : f64
    %isLarge = arith.cmpf ogt, %size, %tolerance : f64
    %isAllowed = arith.cmpi ult, %k, %limit : index
    %goesOn = arith.andi %isLarge, %isAllowed : i1
    scf.condition(%goesOn) %guess, %step, %k : f64, f64, index
  } do {
  ^bb0(%guess: f64, %step: f64, %k: index):
    %sin = math.sin %guess : f64
    %cos = math.cos %guess : f64
    %part = arith.mulf %e, %sin : f64
    %left = arith.subf %guess, %part : f64
    %residual = arith.subf %left, %m : f64
    %scaled = arith.mulf %e, %cos : f64
    %slope = arith.subf %one, %scaled : f64
    %delta = arith.divf %residual, %slope : f64
    %better = arith.subf %guess, %delta : f64
    %next = arith.addi %k, %c1 : index
    scf.yield %better, %delta, %next : f64, f64, index
  }
  return %anomaly : f64
}

func.func @gradient(%e: f64, %m: f64) -> (f64, f64) {
  %de, %dm = ad.grad @value(%e, %m) : (f64, f64) -> (f64, f64)
  return %de, %dm : f64, f64
}

// The derivative along (%edot, %mdot), by forward mode.
func.func @derivative(%e: f64, %m: f64, %edot: f64, %mdot: f64) -> f64 {
  %y, %ydot = ad.jvp @value(%e, %m) tangents(%edot, %mdot : f64, f64) : (f64, f64) -> (f64, f64)
  return %ydot : f64
}
