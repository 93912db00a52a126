// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @execute_region(%arg0: f32, %arg1: i1) {
// CHECK-NEXT:   scf.execute_region {
// CHECK-NEXT:     scf.yield
// CHECK-NEXT:   }
// CHECK-NEXT:   %0 = scf.execute_region -> f32 {
// CHECK-NEXT:     scf.yield %arg0 : f32
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   %1:2 = scf.execute_region -> (f32, i1) no_inline {
// CHECK-NEXT:     scf.yield %arg0, %arg1 : f32, i1
// CHECK-NEXT:   } {test.b}
// CHECK-NEXT:   %2 = scf.execute_region -> f32 {
// CHECK-NEXT:     cf.cond_br %arg1, ^bb1, ^bb2(%arg0 : f32)
// CHECK-NEXT:   ^bb1:  // 2 preds: ^bb0, ^bb2
// CHECK-NEXT:     scf.yield %arg0 : f32
// CHECK-NEXT:   ^bb2(%3: f32):  // 2 preds: ^bb0, ^bb2
// CHECK-NEXT:     cf.cond_br %arg1, ^bb2(%3 : f32), ^bb1
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @execute_region(%f: f32, %c: i1) {
  scf.execute_region {
    scf.yield
  }
  %0 = scf.execute_region -> f32 {
    scf.yield %f : f32
  } {test.a}
  %1:2 = scf.execute_region -> (f32, i1) no_inline {
    scf.yield %f, %c : f32, i1
  } {test.b}
  %2 = scf.execute_region -> (f32) {
    cf.cond_br %c, ^a, ^b(%f : f32)
  ^a:
    scf.yield %f : f32
  ^b(%x: f32):
    cf.cond_br %c, ^b(%x : f32), ^a
  }
  return
}

// -----

// CHECK: func.func @execute_region_return(%arg0: i1) {
// CHECK-NEXT:   scf.execute_region {
// CHECK-NEXT:     "test.terminator"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @execute_region_return(%c: i1) {
  scf.execute_region {
    "test.terminator"() : () -> ()
  }
  return
}
