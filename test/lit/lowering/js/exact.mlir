// Integers wrap at their width, floats are rounded after each operation.

// RUN: adopt-run %s --engine=js --entry=integers --args=100,2000000000,4611686018427387904 | adopt-filecheck %s --check-prefix=INTEGERS
// RUN: adopt-run %s --engine=js --entry=floats --args=0.1,0.1,0.1,0.1 | adopt-filecheck %s --check-prefix=FLOATS
// RUN: adopt-run %s --engine=js --entry=fused --args=134217729 | adopt-filecheck %s --check-prefix=FUSED

// INTEGERS: -56
// INTEGERS-NEXT: -294967296
// INTEGERS-NEXT: -9223372036854775808
func.func @integers(%a: i8, %b: i32, %c: i64) -> (i8, i32, i64) {
  %0 = arith.addi %a, %a : i8
  %1 = arith.addi %b, %b : i32
  %2 = arith.addi %c, %c : i64
  return %0, %1, %2 : i8, i32, i64
}

// FLOATS: 0.3
// FLOATS-NEXT: 0.2998
// FLOATS-NEXT: 0.3
// FLOATS-NEXT: 0.30000000000000004
func.func @floats(%a: bf16, %b: f16, %c: f32, %d: f64) -> (bf16, f16, f32, f64) {
  %0 = arith.addf %a, %a : bf16
  %1 = arith.addf %0, %a : bf16
  %2 = arith.addf %b, %b : f16
  %3 = arith.addf %2, %b : f16
  %4 = arith.addf %c, %c : f32
  %5 = arith.addf %4, %c : f32
  %6 = arith.addf %d, %d : f64
  %7 = arith.addf %6, %d : f64
  return %1, %3, %5, %7 : bf16, f16, f32, f64
}

// The square of 2^27 + 1 needs 55 bits: the last one is lost unless the product is exact.
// FUSED: 1.0
func.func @fused(%a: f64) -> f64 {
  %0 = arith.mulf %a, %a : f64
  %1 = arith.negf %0 : f64
  %2 = math.fma %a, %a, %1 : f64
  return %2 : f64
}
