// RUN: adopt %s | adopt %s | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt - | adopt-filecheck %s

func.func @f(%x: f64, %m: memref<f64>) -> f64 {
  return %x : f64
}

// CHECK-LABEL: func.func @requests
func.func @requests(%x: f64, %dx: f64, %m: memref<f64>, %dm: memref<f64>) -> (f64, f64, f64) {
  // CHECK: enzyme.autodiff @f(%{{.*}}) {activity = [#enzyme<activity enzyme_active>, #enzyme<activity enzyme_dup>], ret_activity = [#enzyme<activity enzyme_active>]} : (f64, memref<f64>, memref<f64>, f64) -> (f64, f64)
  %0:2 = enzyme.autodiff @f(%x, %m, %dm, %dx) {activity = [#enzyme<activity enzyme_active>, #enzyme.activity<enzyme_dup>], ret_activity = [#enzyme<activity enzyme_active>]} : (f64, memref<f64>, memref<f64>, f64) -> (f64, f64)
  // CHECK: enzyme.fwddiff @f(%{{.*}}) {activity = [#enzyme<activity enzyme_dup>, #enzyme<activity enzyme_const>]} : (f64, f64, memref<f64>) -> f64
  %1 = enzyme.fwddiff @f(%x, %dx, %m) {activity = [#enzyme<activity enzyme_dup>, #enzyme<activity enzyme_const>], width = 1 : i64} : (f64, f64, memref<f64>) -> f64
  return %0#0, %0#1, %1 : f64, f64, f64
}
