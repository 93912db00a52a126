// RUN: adopt %s --control-flow-sink | adopt-filecheck %s

// CHECK-LABEL: func.func @f
// CHECK-NEXT:    %[[BOTH:.*]] = arith.addf
// CHECK-NEXT:    scf.if
// CHECK-NEXT:      arith.mulf
// CHECK-NEXT:      arith.subf
// CHECK:         else
// CHECK-NEXT:      scf.yield %[[BOTH]]
func.func @f(%c: i1, %a: f32) -> f32 {
  %0 = arith.addf %a, %a : f32
  %1 = arith.mulf %a, %a : f32
  %2 = arith.subf %1, %0 : f32
  %3 = scf.if %c -> (f32) {
    scf.yield %2 : f32
  } else {
    scf.yield %0 : f32
  }
  return %3 : f32
}
