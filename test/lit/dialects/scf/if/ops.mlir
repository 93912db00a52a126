// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @if(%arg0: i1) {
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:   } else {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "test.then"() : () -> ()
// CHECK-NEXT:   } else {
// CHECK-NEXT:     "test.else"() : () -> ()
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @if(%c: i1) {
  scf.if %c {
  }
  scf.if %c {
  } else {
  }
  scf.if %c {
    "test.then"() : () -> ()
  } else {
    "test.else"() : () -> ()
    scf.yield
  } {test.a}
  return
}

// -----

// CHECK: func.func @if_results(%arg0: i1, %arg1: i32, %arg2: f32) -> i32 {
// CHECK-NEXT:   %0 = scf.if %arg0 -> (i32) {
// CHECK-NEXT:     scf.yield %arg1 : i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     scf.yield %arg1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1:2 = scf.if %arg0 -> (f32, i32) {
// CHECK-NEXT:     scf.yield %arg2, %0 : f32, i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %2 = scf.if %arg0 -> (i32) {
// CHECK-NEXT:       scf.yield %arg1 : i32
// CHECK-NEXT:     } else {
// CHECK-NEXT:       scf.yield %0 : i32
// CHECK-NEXT:     }
// CHECK-NEXT:     scf.yield %arg2, %2 : f32, i32
// CHECK-NEXT:   } {test.a = "x"}
// CHECK-NEXT:   return %1#1 : i32
// CHECK-NEXT: }
func.func @if_results(%c: i1, %x: i32, %f: f32) -> i32 {
  %0 = scf.if %c -> i32 {
    scf.yield %x : i32
  } else {
    scf.yield %x : i32
  }
  %1:2 = scf.if %c -> (f32, i32) {
    scf.yield %f, %0 : f32, i32
  } else {
    %2 = scf.if %c -> (i32) {
      scf.yield %x : i32
    } else {
      scf.yield %0 : i32
    }
    scf.yield %f, %2 : f32, i32
  } {test.a = "x"}
  return %1#1 : i32
}
