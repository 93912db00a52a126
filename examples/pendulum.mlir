// A pendulum with friction, angle'' = -g / length sin(angle) - 0.1 angle', integrated by the classical Runge-Kutta method
// over 10,000 steps of a millisecond. The value is the angle at the end; it depends on the angle and the speed at the
// start and on the length. The reverse sweep needs angle and speed at each step, which go on a tape.

func.func private @acceleration(%angle: f64, %speed: f64, %length: f64) -> f64 {
  %gravity = arith.constant -9.81 : f64
  %friction = arith.constant 0.1 : f64
  %ratio = arith.divf %gravity, %length : f64
  %sin = math.sin %angle : f64
  %pull = arith.mulf %ratio, %sin : f64
  %drag = arith.mulf %friction, %speed : f64
  %result = arith.subf %pull, %drag : f64
  return %result : f64
}

func.func @value(%angle: f64, %speed: f64, %length: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %steps = arith.constant 10000 : index
  %h = arith.constant 0.001 : f64
  %half = arith.constant 0.0005 : f64
  %sixth = arith.constant 1.66666666666666666e-4 : f64
  %two = arith.constant 2.0 : f64
  %end:2 = scf.for %i = %c0 to %steps step %c1 iter_args(%x = %angle, %v = %speed) -> (f64, f64) {
    %a1 = func.call @acceleration(%x, %v, %length) : (f64, f64, f64) -> f64

    %dx2 = arith.mulf %half, %v : f64
    %x2 = arith.addf %x, %dx2 : f64
    %dv2 = arith.mulf %half, %a1 : f64
    %v2 = arith.addf %v, %dv2 : f64
    %a2 = func.call @acceleration(%x2, %v2, %length) : (f64, f64, f64) -> f64

    %dx3 = arith.mulf %half, %v2 : f64
    %x3 = arith.addf %x, %dx3 : f64
    %dv3 = arith.mulf %half, %a2 : f64
    %v3 = arith.addf %v, %dv3 : f64
    %a3 = func.call @acceleration(%x3, %v3, %length) : (f64, f64, f64) -> f64

    %dx4 = arith.mulf %h, %v3 : f64
    %x4 = arith.addf %x, %dx4 : f64
    %dv4 = arith.mulf %h, %a3 : f64
    %v4 = arith.addf %v, %dv4 : f64
    %a4 = func.call @acceleration(%x4, %v4, %length) : (f64, f64, f64) -> f64

    %v23 = arith.addf %v2, %v3 : f64
    %v23twice = arith.mulf %two, %v23 : f64
    %v14 = arith.addf %v, %v4 : f64
    %vsum = arith.addf %v14, %v23twice : f64
    %xstep = arith.mulf %sixth, %vsum : f64
    %xnext = arith.addf %x, %xstep : f64

    %a23 = arith.addf %a2, %a3 : f64
    %a23twice = arith.mulf %two, %a23 : f64
    %a14 = arith.addf %a1, %a4 : f64
    %asum = arith.addf %a14, %a23twice : f64
    %vstep = arith.mulf %sixth, %asum : f64
    %vnext = arith.addf %v, %vstep : f64
    scf.yield %xnext, %vnext : f64, f64
  }
  return %end#0 : f64
}

func.func @gradient(%angle: f64, %speed: f64, %length: f64) -> (f64, f64, f64) {
  %da, %ds, %dl = ad.grad @value(%angle, %speed, %length) : (f64, f64, f64) -> (f64, f64, f64)
  return %da, %ds, %dl : f64, f64, f64
}

// The derivative along (%adot, %sdot, %ldot), by forward mode.
func.func @derivative(%angle: f64, %speed: f64, %length: f64, %adot: f64, %sdot: f64, %ldot: f64) -> f64 {
  %y, %ydot = ad.jvp @value(%angle, %speed, %length) tangents(%adot, %sdot, %ldot : f64, f64, f64)
    : (f64, f64, f64) -> (f64, f64)
  return %ydot : f64
}
