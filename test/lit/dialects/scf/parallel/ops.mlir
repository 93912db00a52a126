// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @parallel(%arg0: index) {
// CHECK-NEXT:   scf.parallel (%arg1) = (%arg0) to (%arg0) step (%arg0) {
// CHECK-NEXT:     scf.reduce
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.parallel (%arg1, %arg2) = (%arg0, %arg0) to (%arg0, %arg0) step (%arg0, %arg0) {
// CHECK-NEXT:     "test.body"(%arg1, %arg2) : (index, index) -> ()
// CHECK-NEXT:     scf.reduce
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @parallel(%n: index) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
  }
  scf.parallel (%i, %j) = (%n, %n) to (%n, %n) step (%n, %n) {
    "test.body"(%i, %j) : (index, index) -> ()
    scf.reduce
  } {test.a}
  return
}

// -----

// CHECK: func.func @parallel_reductions(%arg0: index, %arg1: f32, %arg2: i32) -> f32 {
// CHECK-NEXT:   %0 = scf.parallel (%arg3, %arg4) = (%arg0, %arg0) to (%arg0, %arg0) step (%arg0, %arg0) init (%arg1) -> f32 {
// CHECK-NEXT:     scf.reduce(%arg1 : f32) {
// CHECK-NEXT:     ^bb0(%arg5: f32, %arg6: f32):
// CHECK-NEXT:       %2 = "test.join"(%arg5, %arg6) : (f32, f32) -> f32
// CHECK-NEXT:       scf.reduce.return %2 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   %1:2 = scf.parallel (%arg3) = (%arg0) to (%arg0) step (%arg0) init (%arg1, %arg2) -> (f32, i32) {
// CHECK-NEXT:     scf.reduce(%arg1, %arg2 : f32, i32) {
// CHECK-NEXT:     ^bb0(%arg4: f32, %arg5: f32):
// CHECK-NEXT:       scf.reduce.return %arg4 : f32
// CHECK-NEXT:     }, {
// CHECK-NEXT:     ^bb0(%arg4: i32, %arg5: i32):
// CHECK-NEXT:       scf.reduce.return %arg5 {test.r} : i32
// CHECK-NEXT:     } {test.b}
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   return %1#0 : f32
// CHECK-NEXT: }
func.func @parallel_reductions(%n: index, %f: f32, %k: i32) -> f32 {
  %0 = scf.parallel (%i, %j) = (%n, %n) to (%n, %n) step (%n, %n) init (%f) -> f32 {
    scf.reduce(%f : f32) {
    ^bb0(%a: f32, %b: f32):
      %x = "test.join"(%a, %b) : (f32, f32) -> f32
      scf.reduce.return %x : f32
    }
  }
  %1:2 = scf.parallel (%i) = (%n) to (%n) step (%n) init (%f, %k) -> (f32, i32) {
    scf.reduce(%f, %k : f32, i32) {
    ^bb0(%a: f32, %b: f32):
      scf.reduce.return %a : f32
    }, {
    ^bb0(%a: i32, %b: i32):
      scf.reduce.return %b {test.r} : i32
    } {test.b}
  } {test.a}
  return %1#0 : f32
}
