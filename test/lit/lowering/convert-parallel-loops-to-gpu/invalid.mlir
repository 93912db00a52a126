// RUN: adopt %s --convert-parallel-loops-to-gpu --verify-diagnostics

func.func @f(%n: index) {
  // expected-error @+1 {{'scf.parallel' op expected mapping attribute for lowering to GPU}}
  scf.parallel (%i) = (%n) to (%n) step (%n) {
  } {mapping = [1]}
  return
}
