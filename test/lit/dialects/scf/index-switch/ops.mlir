// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @index_switch(%arg0: index, %arg1: f32, %arg2: i1) -> f32 {
// CHECK-NEXT:   scf.index_switch %arg0
// CHECK-NEXT:   default {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.index_switch %arg0 {test.a}
// CHECK-NEXT:   case 1 {
// CHECK-NEXT:     scf.yield
// CHECK-NEXT:   }
// CHECK-NEXT:   case -5 {
// CHECK-NEXT:     "test.case"() : () -> ()
// CHECK-NEXT:     scf.yield
// CHECK-NEXT:   }
// CHECK-NEXT:   default {
// CHECK-NEXT:     "test.default"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   %0 = scf.index_switch %arg0 -> f32
// CHECK-NEXT:   case 0 {
// CHECK-NEXT:     scf.yield %arg1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   default {
// CHECK-NEXT:     scf.yield %arg1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1:2 = scf.index_switch %arg0 {test.b} -> f32, i1
// CHECK-NEXT:   case 9223372036854775807 {
// CHECK-NEXT:     scf.yield %arg1, %arg2 : f32, i1
// CHECK-NEXT:   }
// CHECK-NEXT:   case -9223372036854775808 {
// CHECK-NEXT:     scf.yield {test.y} %0, %arg2 : f32, i1
// CHECK-NEXT:   }
// CHECK-NEXT:   default {
// CHECK-NEXT:     scf.yield %arg1, %arg2 : f32, i1
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1#0 : f32
// CHECK-NEXT: }
func.func @index_switch(%n: index, %f: f32, %c: i1) -> f32 {
  scf.index_switch %n
  default {
  }
  scf.index_switch %n {test.a}
  case 1 {
    scf.yield
  }
  case -5 {
    "test.case"() : () -> ()
    scf.yield
  }
  default {
    "test.default"() : () -> ()
  }
  %0 = scf.index_switch %n -> f32
  case 0 {
    scf.yield %f : f32
  }
  default {
    scf.yield %f : f32
  }
  %1:2 = scf.index_switch %n {test.b} -> f32, i1
  case 9223372036854775807 {
    scf.yield %f, %c : f32, i1
  }
  case -9223372036854775808 {
    scf.yield {test.y} %0, %c : f32, i1
  }
  default {
    scf.yield %f, %c : f32, i1
  }
  return %1#0 : f32
}
