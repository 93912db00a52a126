// RUN: adopt %s --autodiff="function=f wrt=1 name=slope" | adopt-filecheck %s --check-prefix=REVERSE
// RUN: adopt %s --autodiff="function=f mode=forward wrt=0" | adopt-filecheck %s --check-prefix=FORWARD
// RUN: not adopt %s --autodiff="function=g" 2>&1 | adopt-filecheck %s --check-prefix=MISSING
// RUN: not adopt %s --autodiff="function=f wrt=7" 2>&1 | adopt-filecheck %s --check-prefix=OUTSIDE
// RUN: not adopt %s --autodiff="function=f name=f" 2>&1 | adopt-filecheck %s --check-prefix=TAKEN

// REVERSE: func.func @slope(%{{.*}}: f64, %{{.*}}: f64, %{{.*}}: f64) -> (f64, f64)
// FORWARD: func.func @f_jvp(%{{.*}}: f64, %{{.*}}: f64, %{{.*}}: f64) -> (f64, f64)
// MISSING: error: {{.*}}has no function 'g' to differentiate
// OUTSIDE: error: {{.*}}has no argument 7 that has derivatives
// TAKEN: error: {{.*}}cannot name its derivative 'f': that name is taken
func.func @f(%x: f64, %y: f64) -> f64 {
  %0 = arith.mulf %x, %y : f64
  return %0 : f64
}
