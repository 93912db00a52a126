// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @while(%arg0: i1, %arg1: index) -> i1 {
// CHECK-NEXT:   %0 = scf.while (%arg2 = %arg1) : (index) -> i1 {
// CHECK-NEXT:     scf.condition(%arg0) {test.c} %arg0 : i1
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: i1):
// CHECK-NEXT:     scf.yield %arg1 : index
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i1
// CHECK-NEXT: }
func.func @while(%c: i1, %n: index) -> i1 {
  %0 = scf.while (%x = %n) : (index) -> i1 {
    scf.condition(%c) {test.c} %c : i1
  } do {
  ^bb0(%y: i1):
    scf.yield %n : index
  }
  return %0 : i1
}

// -----

// CHECK: func.func @while_without_values(%arg0: i1) {
// CHECK-NEXT:   scf.while : () -> () {
// CHECK-NEXT:     scf.condition(%arg0)
// CHECK-NEXT:   } do {
// CHECK-NEXT:     scf.yield
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.while : () -> () {
// CHECK-NEXT:     scf.condition(%arg0) {test.a}
// CHECK-NEXT:   } do {
// CHECK-NEXT:     scf.yield
// CHECK-NEXT:   } attributes {test.b}
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @while_without_values(%c: i1) {
  scf.while : () -> () {
    scf.condition(%c)
  } do {
    scf.yield
  }
  scf.while () : () -> () {
    scf.condition(%c) {test.a}
  } do {
  ^bb0:
    scf.yield
  } attributes {test.b}
  return
}

// -----

// CHECK: func.func @while_several_values(%arg0: i32, %arg1: f32) -> (f32, i1, i1) {
// CHECK-NEXT:   %0:3 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (i32, f32) -> (f32, i1, i1) {
// CHECK-NEXT:     %1 = "test.condition"(%arg2, %arg3) : (i32, f32) -> i1
// CHECK-NEXT:     scf.condition(%1) %arg3, %1, %1 : f32, i1, i1
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: f32, %arg3: i1, %arg4: i1):
// CHECK-NEXT:     scf.yield %arg0, %arg2 : i32, f32
// CHECK-NEXT:   } attributes {test.a = 1 : i8}
// CHECK-NEXT:   return %0#0, %0#1, %0#2 : f32, i1, i1
// CHECK-NEXT: }
func.func @while_several_values(%x: i32, %f: f32) -> (f32, i1, i1) {
  %0:3 = scf.while (%a = %x, %b = %f) : (i32, f32) -> (f32, i1, i1) {
    %c = "test.condition"(%a, %b) : (i32, f32) -> i1
    scf.condition(%c) %b, %c, %c : f32, i1, i1
  } do {
  ^bb0(%d: f32, %e: i1, %g: i1):
    scf.yield %x, %d : i32, f32
  } attributes {test.a = 1 : i8}
  return %0#0, %0#1, %0#2 : f32, i1, i1
}

// -----

// CHECK: func.func @while_in_while(%arg0: i32) -> i32 {
// CHECK-NEXT:   %0 = scf.while (%arg1 = %arg0) : (i32) -> i32 {
// CHECK-NEXT:     %1 = scf.while (%arg2 = %arg1) : (i32) -> i32 {
// CHECK-NEXT:       %3 = "test.inner"(%arg2) : (i32) -> i1
// CHECK-NEXT:       scf.condition(%3) %arg2 : i32
// CHECK-NEXT:     } do {
// CHECK-NEXT:     ^bb0(%arg2: i32):
// CHECK-NEXT:       scf.yield %arg1 : i32
// CHECK-NEXT:     }
// CHECK-NEXT:     %2 = "test.outer"(%1) : (i32) -> i1
// CHECK-NEXT:     scf.condition(%2) %1 : i32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg1: i32):
// CHECK-NEXT:     scf.yield %arg1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @while_in_while(%x: i32) -> i32 {
  %0 = scf.while (%a = %x) : (i32) -> i32 {
    %1 = scf.while (%b = %a) : (i32) -> i32 {
      %c = "test.inner"(%b) : (i32) -> i1
      scf.condition(%c) %b : i32
    } do {
    ^bb0(%d: i32):
      scf.yield %a : i32
    }
    %c = "test.outer"(%1) : (i32) -> i1
    scf.condition(%c) %1 : i32
  } do {
  ^bb0(%e: i32):
    scf.yield %e : i32
  }
  return %0 : i32
}
