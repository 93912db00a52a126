// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @for(%arg0: index) {
// CHECK-NEXT:   scf.for %arg1 = %arg0 to %arg0 step %arg0 {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.for %arg1 = %arg0 to %arg0 step %arg0 {
// CHECK-NEXT:     "test.body"(%arg1) : (index) -> ()
// CHECK-NEXT:   } {test.a = 1 : i32}
// CHECK-NEXT:   scf.for %arg1 = %arg0 to %arg0 step %arg0 {
// CHECK-NEXT:     "test.body"(%arg1) : (index) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @for(%n: index) {
  scf.for %i = %n to %n step %n {
  }
  scf.for %i = %n to %n step %n {
    "test.body"(%i) : (index) -> ()
  } {test.a = 1 : i32}
  scf.for %i = %n to %n step %n {
    "test.body"(%i) : (index) -> ()
    scf.yield
  }
  return
}

// -----

// CHECK: func.func @for_integers(%arg0: i32, %arg1: i64, %arg2: i1) {
// CHECK-NEXT:   scf.for %arg3 = %arg0 to %arg0 step %arg0  : i32 {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.for unsigned %arg3 = %arg1 to %arg1 step %arg1  : i64 {
// CHECK-NEXT:     "test.body"(%arg3) : (i64) -> ()
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   scf.for %arg3 = %arg2 to %arg2 step %arg2  : i1 {
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @for_integers(%a: i32, %b: i64, %c: i1) {
  scf.for %i = %a to %a step %a : i32 {
  }
  scf.for unsigned %i = %b to %b step %b : i64 {
    "test.body"(%i) : (i64) -> ()
  } {test.a}
  scf.for %i = %c to %c step %c : i1 {
  }
  return
}

// -----

// CHECK: func.func @for_iter_args(%arg0: index, %arg1: i32, %arg2: f32) -> (f32, i32) {
// CHECK-NEXT:   %0 = scf.for %arg3 = %arg0 to %arg0 step %arg0 iter_args(%arg4 = %arg2) -> (f32) {
// CHECK-NEXT:     %3 = "test.next"(%arg3, %arg4) : (index, f32) -> f32
// CHECK-NEXT:     scf.yield %3 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1:2 = scf.for unsigned %arg3 = %arg1 to %arg1 step %arg1 iter_args(%arg4 = %0, %arg5 = %arg1) -> (f32, i32)  : i32 {
// CHECK-NEXT:     scf.yield {test.y} %arg4, %arg5 : f32, i32
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   %2 = scf.for %arg3 = %arg0 to %arg0 step %arg0 iter_args(%arg4 = %arg2) -> (f32) {
// CHECK-NEXT:     scf.yield %arg4 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1#0, %1#1 : f32, i32
// CHECK-NEXT: }
func.func @for_iter_args(%n: index, %k: i32, %f: f32) -> (f32, i32) {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %f) -> (f32) {
    %x = "test.next"(%i, %a) : (index, f32) -> f32
    scf.yield %x : f32
  }
  %1:2 = scf.for unsigned %i = %k to %k step %k iter_args(%a = %0, %b = %k) -> (f32, i32) : i32 {
    scf.yield {test.y} %a, %b : f32, i32
  } {test.a}
  %2 = scf.for %i = %n to %n step %n iter_args(%a = %f) -> f32 {
    scf.yield %a : f32
  }
  return %1#0, %1#1 : f32, i32
}

// -----

// CHECK: func.func @nested_loops(%arg0: index, %arg1: f32) -> f32 {
// CHECK-NEXT:   %0 = scf.for %arg2 = %arg0 to %arg0 step %arg0 iter_args(%arg3 = %arg1) -> (f32) {
// CHECK-NEXT:     %1 = scf.for %arg4 = %arg2 to %arg0 step %arg0 iter_args(%arg5 = %arg3) -> (f32) {
// CHECK-NEXT:       %2 = scf.for %arg6 = %arg4 to %arg2 step %arg0 iter_args(%arg7 = %arg5) -> (f32) {
// CHECK-NEXT:         %3 = "test.next"(%arg2, %arg4, %arg6, %arg7) : (index, index, index, f32) -> f32
// CHECK-NEXT:         scf.yield %3 : f32
// CHECK-NEXT:       }
// CHECK-NEXT:       "test.middle"(%2) : (f32) -> ()
// CHECK-NEXT:       scf.yield %2 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:     scf.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @nested_loops(%n: index, %f: f32) -> f32 {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %f) -> (f32) {
    %1 = scf.for %j = %i to %n step %n iter_args(%b = %a) -> (f32) {
      %2 = scf.for %k = %j to %i step %n iter_args(%c = %b) -> (f32) {
        %3 = "test.next"(%i, %j, %k, %c) : (index, index, index, f32) -> f32
        scf.yield %3 : f32
      }
      "test.middle"(%2) : (f32) -> ()
      scf.yield %2 : f32
    }
    scf.yield %1 : f32
  }
  return %0 : f32
}

// -----

// CHECK: func.func @long_result_lists(%arg0: index, %arg1: i32) -> (i32, i32) {
// CHECK-NEXT:   %0:4 = "test.groups"() : () -> (i32, i32, i32, i32)
// CHECK-NEXT:   %1:4 = scf.for %arg2 = %arg0 to %arg0 step %arg0 iter_args(%arg3 = %0#0, %arg4 = %0#1, %arg5 = %0#2, %arg6 = %0#3) -> (i32, i32, i32, i32) {
// CHECK-NEXT:     scf.yield %arg6, %arg5, %arg4, %arg3 : i32, i32, i32, i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1#0, %1#3 : i32, i32
// CHECK-NEXT: }
func.func @long_result_lists(%n: index, %x: i32) -> (i32, i32) {
  %a, %b:2, %c = "test.groups"() : () -> (i32, i32, i32, i32)
  %0:4 = scf.for %i = %n to %n step %n iter_args(%p = %a, %q = %b#0, %r = %b#1, %s = %c) -> (i32, i32, i32, i32) {
    scf.yield %s, %r, %q, %p : i32, i32, i32, i32
  }
  return %0#0, %0#3 : i32, i32
}
