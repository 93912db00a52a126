// RUN: adopt %s -split-input-file --verify-diagnostics

// Every operation with operands of a type that it does not take.

func.func @every_operation(%x: none) {
  // expected-error @+1 {{'math.absf' op operand #0 must be floating-point-like, but got 'none'}}
  %0 = "math.absf"(%x) : (none) -> none
  // expected-error @+1 {{'math.acos' op operand #0 must be floating-point-like, but got 'none'}}
  %1 = "math.acos"(%x) : (none) -> none
  // expected-error @+1 {{'math.acosh' op operand #0 must be floating-point-like, but got 'none'}}
  %2 = "math.acosh"(%x) : (none) -> none
  // expected-error @+1 {{'math.asin' op operand #0 must be floating-point-like, but got 'none'}}
  %3 = "math.asin"(%x) : (none) -> none
  // expected-error @+1 {{'math.asinh' op operand #0 must be floating-point-like, but got 'none'}}
  %4 = "math.asinh"(%x) : (none) -> none
  // expected-error @+1 {{'math.atan' op operand #0 must be floating-point-like, but got 'none'}}
  %5 = "math.atan"(%x) : (none) -> none
  // expected-error @+1 {{'math.atanh' op operand #0 must be floating-point-like, but got 'none'}}
  %6 = "math.atanh"(%x) : (none) -> none
  // expected-error @+1 {{'math.cbrt' op operand #0 must be floating-point-like, but got 'none'}}
  %7 = "math.cbrt"(%x) : (none) -> none
  // expected-error @+1 {{'math.ceil' op operand #0 must be floating-point-like, but got 'none'}}
  %8 = "math.ceil"(%x) : (none) -> none
  // expected-error @+1 {{'math.cos' op operand #0 must be floating-point-like, but got 'none'}}
  %9 = "math.cos"(%x) : (none) -> none
  // expected-error @+1 {{'math.cosh' op operand #0 must be floating-point-like, but got 'none'}}
  %10 = "math.cosh"(%x) : (none) -> none
  // expected-error @+1 {{'math.erf' op operand #0 must be floating-point-like, but got 'none'}}
  %11 = "math.erf"(%x) : (none) -> none
  // expected-error @+1 {{'math.erfc' op operand #0 must be floating-point-like, but got 'none'}}
  %12 = "math.erfc"(%x) : (none) -> none
  // expected-error @+1 {{'math.exp' op operand #0 must be floating-point-like, but got 'none'}}
  %13 = "math.exp"(%x) : (none) -> none
  // expected-error @+1 {{'math.exp2' op operand #0 must be floating-point-like, but got 'none'}}
  %14 = "math.exp2"(%x) : (none) -> none
  // expected-error @+1 {{'math.expm1' op operand #0 must be floating-point-like, but got 'none'}}
  %15 = "math.expm1"(%x) : (none) -> none
  // expected-error @+1 {{'math.floor' op operand #0 must be floating-point-like, but got 'none'}}
  %16 = "math.floor"(%x) : (none) -> none
  // expected-error @+1 {{'math.log' op operand #0 must be floating-point-like, but got 'none'}}
  %17 = "math.log"(%x) : (none) -> none
  // expected-error @+1 {{'math.log10' op operand #0 must be floating-point-like, but got 'none'}}
  %18 = "math.log10"(%x) : (none) -> none
  // expected-error @+1 {{'math.log1p' op operand #0 must be floating-point-like, but got 'none'}}
  %19 = "math.log1p"(%x) : (none) -> none
  // expected-error @+1 {{'math.log2' op operand #0 must be floating-point-like, but got 'none'}}
  %20 = "math.log2"(%x) : (none) -> none
  // expected-error @+1 {{'math.round' op operand #0 must be floating-point-like, but got 'none'}}
  %21 = "math.round"(%x) : (none) -> none
  // expected-error @+1 {{'math.roundeven' op operand #0 must be floating-point-like, but got 'none'}}
  %22 = "math.roundeven"(%x) : (none) -> none
  // expected-error @+1 {{'math.rsqrt' op operand #0 must be floating-point-like, but got 'none'}}
  %23 = "math.rsqrt"(%x) : (none) -> none
  // expected-error @+1 {{'math.sin' op operand #0 must be floating-point-like, but got 'none'}}
  %24 = "math.sin"(%x) : (none) -> none
  // expected-error @+1 {{'math.sinh' op operand #0 must be floating-point-like, but got 'none'}}
  %25 = "math.sinh"(%x) : (none) -> none
  // expected-error @+1 {{'math.sqrt' op operand #0 must be floating-point-like, but got 'none'}}
  %26 = "math.sqrt"(%x) : (none) -> none
  // expected-error @+1 {{'math.tan' op operand #0 must be floating-point-like, but got 'none'}}
  %27 = "math.tan"(%x) : (none) -> none
  // expected-error @+1 {{'math.tanh' op operand #0 must be floating-point-like, but got 'none'}}
  %28 = "math.tanh"(%x) : (none) -> none
  // expected-error @+1 {{'math.trunc' op operand #0 must be floating-point-like, but got 'none'}}
  %29 = "math.trunc"(%x) : (none) -> none
  // expected-error @+1 {{'math.isfinite' op operand #0 must be floating-point-like, but got 'none'}}
  %30 = "math.isfinite"(%x) : (none) -> none
  // expected-error @+1 {{'math.isinf' op operand #0 must be floating-point-like, but got 'none'}}
  %31 = "math.isinf"(%x) : (none) -> none
  // expected-error @+1 {{'math.isnan' op operand #0 must be floating-point-like, but got 'none'}}
  %32 = "math.isnan"(%x) : (none) -> none
  // expected-error @+1 {{'math.isnormal' op operand #0 must be floating-point-like, but got 'none'}}
  %33 = "math.isnormal"(%x) : (none) -> none
  // expected-error @+1 {{'math.absi' op operand #0 must be signless-integer-like, but got 'none'}}
  %34 = "math.absi"(%x) : (none) -> none
  // expected-error @+1 {{'math.ctlz' op operand #0 must be signless-integer-like, but got 'none'}}
  %35 = "math.ctlz"(%x) : (none) -> none
  // expected-error @+1 {{'math.ctpop' op operand #0 must be signless-integer-like, but got 'none'}}
  %36 = "math.ctpop"(%x) : (none) -> none
  // expected-error @+1 {{'math.cttz' op operand #0 must be signless-integer-like, but got 'none'}}
  %37 = "math.cttz"(%x) : (none) -> none
  // expected-error @+1 {{'math.atan2' op operand #0 must be floating-point-like, but got 'none'}}
  %38 = "math.atan2"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'math.copysign' op operand #0 must be floating-point-like, but got 'none'}}
  %39 = "math.copysign"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'math.powf' op operand #0 must be floating-point-like, but got 'none'}}
  %40 = "math.powf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'math.ipowi' op operand #0 must be signless-integer-like, but got 'none'}}
  %41 = "math.ipowi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'math.fpowi' op operand #0 must be floating-point-like, but got 'none'}}
  %42 = "math.fpowi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'math.fma' op operand #0 must be floating-point-like, but got 'none'}}
  %43 = "math.fma"(%x, %x, %x) : (none, none, none) -> none
  // expected-error @+1 {{'math.clampf' op operand #0 must be floating-point-like, but got 'none'}}
  %44 = "math.clampf"(%x, %x, %x) : (none, none, none) -> none
  // expected-error @+1 {{'math.sincos' op operand #0 must be floating-point-like, but got 'none'}}
  %45:2 = "math.sincos"(%x) : (none) -> (none, none)
  return
}
