// RUN: adopt %s --convert-scf-to-cf --convert-to-llvm --reconcile-unrealized-casts | adopt-filecheck %s
// RUN: adopt %s --convert-to-llvm=filter-dialects=arith,index | adopt-filecheck %s --check-prefix=FILTER
// RUN: adopt %s --pass-pipeline='builtin.module(func.func(llvm-request-c-wrappers),convert-scf-to-cf,convert-to-llvm)' | adopt-filecheck %s --check-prefix=WRAPPER

// CHECK-LABEL: llvm.func @f(%arg0: i64, %arg1: f64) -> f64
// CHECK-NOT:     {{(arith|scf|cf|func|index|math)\.}}
// CHECK:         llvm.cond_br
// CHECK:         llvm.intr.sqrt
// CHECK:         llvm.return
// FILTER-LABEL: func.func @f(%arg0: index, %arg1: f64) -> f64
// FILTER:         llvm.mlir.constant(1 : index) : i64
// FILTER:         scf.for
// FILTER:           math.sqrt
// FILTER:           llvm.fadd
// WRAPPER-LABEL: llvm.func @f(
// WRAPPER-SAME:    attributes {llvm.emit_c_interface}
// WRAPPER-LABEL: llvm.func @_mlir_ciface_f(%arg0: i64, %arg1: f64) -> f64
// WRAPPER:         llvm.call @f(%arg0, %arg1)
func.func @f(%n: index, %x: f64) -> f64 {
  %c0 = index.constant 0
  %c1 = arith.constant 1 : index
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> (f64) {
    %1 = math.sqrt %a : f64
    %2 = arith.addf %1, %x : f64
    scf.yield %2 : f64
  }
  return %0 : f64
}
