// RUN: adopt %s --convert-cf-to-llvm -split-input-file -verify-diagnostics

func.func @tensor(%t: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error @+1 {{failed to legalize operation 'cf.br' that was explicitly marked illegal}}
  cf.br ^b(%t : tensor<2xf32>)
^b(%u: tensor<2xf32>):
  return %u : tensor<2xf32>
}

// -----

// expected-error @+1 {{redefinition of function 'abort' of different type '!llvm.func<void ()>' is prohibited}}
llvm.func @abort(i32)
func.func @assertion(%c: i1) {
  cf.assert %c, "no"
  return
}
