// RUN: adopt %s --convert-math-to-libm -split-input-file -verify-diagnostics

func.func @no_function(%a: f32) -> f32 {
  // expected-error @+1 {{failed to legalize operation 'math.copysign' that was explicitly marked illegal}}
  %0 = math.copysign %a, %a : f32
  return %0 : f32
}

// -----

func.func @wide(%a: f128) -> f128 {
  // expected-error @+1 {{failed to legalize operation 'math.erf' that was explicitly marked illegal}}
  %0 = math.erf %a : f128
  return %0 : f128
}

// -----

func.func @scalable(%a: vector<[2]xf32>) -> vector<[2]xf32> {
  // expected-error @+1 {{failed to legalize operation 'math.erf' that was explicitly marked illegal}}
  %0 = math.erf %a : vector<[2]xf32>
  return %0 : vector<[2]xf32>
}

// -----

// expected-error @+1 {{redefinition of function 'erff' of different type '(f32) -> f32' is prohibited}}
func.func private @erff(f64) -> f64
func.func @type(%a: f32) -> f32 {
  %0 = math.erf %a : f32
  return %0 : f32
}
