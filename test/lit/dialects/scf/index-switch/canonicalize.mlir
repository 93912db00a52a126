// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @switch_same_values(
// CHECK-NEXT:   %0 = scf.index_switch %arg0 -> f32
// CHECK-NEXT:   case 1 {
// CHECK-NEXT:     %1 = "def"() : () -> f32
// CHECK-NEXT:     scf.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   default {
// CHECK-NEXT:     %1 = "def"() : () -> f32
// CHECK-NEXT:     scf.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg1, %0 : f32, f32
// CHECK-NEXT: }
func.func @switch_same_values(%arg0: index, %arg1: f32, %arg2: f32) -> (f32, f32) {
  %0:3 = scf.index_switch %arg0 -> f32, f32, f32 
  case 1 {
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1, %1 : f32, f32, f32
  }
  default {
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1, %1 : f32, f32, f32
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @switch_on_constant(
// CHECK-NEXT:   %0 = "b"() : () -> i32
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @switch_on_constant(%arg0: i32) -> i32 {
  %c5 = arith.constant 5 : index
  %0 = scf.index_switch %c5 -> i32 
  case 1 {
    %1 = "a"() : () -> i32
    scf.yield %1 : i32
  }
  case 5 {
    %1 = "b"() : () -> i32
    scf.yield %1 : i32
  }
  default {
    %1 = "c"() : () -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @switch_on_other_constant(
// CHECK-NEXT:   %0 = "c"() : () -> i32
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @switch_on_other_constant(%arg0: i32) -> i32 {
  %c7 = arith.constant 7 : index
  %0 = scf.index_switch %c7 -> i32 
  case 1 {
    %1 = "a"() : () -> i32
    scf.yield %1 : i32
  }
  case 5 {
    %1 = "b"() : () -> i32
    scf.yield %1 : i32
  }
  default {
    %1 = "c"() : () -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @switch_without_operations(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @switch_without_operations(%arg0: index) {
  scf.index_switch %arg0 
  case 1 {
    scf.yield
  }
  default {
  }
  return
}
