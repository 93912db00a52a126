// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @everything_in_everything(%arg0: i1, %arg1: index, %arg2: i32) -> i32 {
// CHECK-NEXT:   %0 = scf.for %arg3 = %arg1 to %arg1 step %arg1 iter_args(%arg4 = %arg2) -> (i32) {
// CHECK-NEXT:     %1 = scf.if %arg0 -> (i32) {
// CHECK-NEXT:       %2 = scf.while (%arg5 = %arg4) : (i32) -> i32 {
// CHECK-NEXT:         %3 = "test.condition"(%arg5) : (i32) -> i1
// CHECK-NEXT:         scf.condition(%3) %arg5 : i32
// CHECK-NEXT:       } do {
// CHECK-NEXT:       ^bb0(%arg5: i32):
// CHECK-NEXT:         %3 = scf.index_switch %arg3 -> i32
// CHECK-NEXT:         case 3 {
// CHECK-NEXT:           scf.parallel (%arg6) = (%arg3) to (%arg1) step (%arg1) {
// CHECK-NEXT:             scf.forall (%arg7) in (8) {
// CHECK-NEXT:               scf.if %arg0 {
// CHECK-NEXT:                 "test.deep"(%arg3, %arg6, %arg7, %arg5) : (index, index, index, i32) -> ()
// CHECK-NEXT:               }
// CHECK-NEXT:             }
// CHECK-NEXT:             scf.reduce
// CHECK-NEXT:           }
// CHECK-NEXT:           scf.yield %arg5 : i32
// CHECK-NEXT:         }
// CHECK-NEXT:         default {
// CHECK-NEXT:           %4 = scf.execute_region -> i32 {
// CHECK-NEXT:             cf.br ^bb1(%arg5 : i32)
// CHECK-NEXT:           ^bb1(%5: i32):  // pred: ^bb0
// CHECK-NEXT:             scf.yield %5 : i32
// CHECK-NEXT:           }
// CHECK-NEXT:           scf.yield %4 : i32
// CHECK-NEXT:         }
// CHECK-NEXT:         scf.yield %3 : i32
// CHECK-NEXT:       }
// CHECK-NEXT:       scf.yield %2 : i32
// CHECK-NEXT:     } else {
// CHECK-NEXT:       scf.yield %arg4 : i32
// CHECK-NEXT:     }
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @everything_in_everything(%c: i1, %n: index, %x: i32) -> i32 {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %x) -> (i32) {
    %1 = scf.if %c -> (i32) {
      %2 = scf.while (%b = %a) : (i32) -> i32 {
        %d = "test.condition"(%b) : (i32) -> i1
        scf.condition(%d) %b : i32
      } do {
      ^bb0(%e: i32):
        %3 = scf.index_switch %i -> i32
        case 3 {
          scf.parallel (%j) = (%i) to (%n) step (%n) {
            scf.forall (%k) in (8) {
              scf.if %c {
                "test.deep"(%i, %j, %k, %e) : (index, index, index, i32) -> ()
              }
            }
          }
          scf.yield %e : i32
        }
        default {
          %4 = scf.execute_region -> i32 {
            cf.br ^a(%e : i32)
          ^a(%f: i32):
            scf.yield %f : i32
          }
          scf.yield %4 : i32
        }
        scf.yield %3 : i32
      }
      scf.yield %2 : i32
    } else {
      scf.yield %a : i32
    }
    scf.yield %1 : i32
  }
  return %0 : i32
}

// -----

// CHECK: func.func @locations(%arg0: i1, %arg1: index, %arg2: i32) -> i32 {
// CHECK-NEXT:   %0 = scf.for %arg3 = %arg1 to %arg1 step %arg1 iter_args(%arg4 = %arg2) -> (i32) {
// CHECK-NEXT:     %1 = scf.if %arg0 -> (i32) {
// CHECK-NEXT:       scf.yield %arg4 : i32
// CHECK-NEXT:     } else {
// CHECK-NEXT:       scf.yield %arg4 : i32
// CHECK-NEXT:     }
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   scf.for %arg3 = %arg1 to %arg1 step %arg1 {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:   } else {
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @locations(%c: i1, %n: index, %x: i32) -> i32 {
  %0 = scf.for %i = %n to %n step %n iter_args(%a = %x) -> (i32) {
    %1 = scf.if %c -> (i32) {
      scf.yield %a : i32 loc("then")
    } else {
      scf.yield %a : i32 loc("else")
    } loc("if")
    scf.yield %1 : i32 loc("yield")
  } {test.a} loc(fused["for", "loop"])
  scf.for %i = %n to %n step %n {
  } loc("empty")
  scf.if %c {
  } else {
  } loc("implicit")
  return %0 : i32 loc(callsite("a" at unknown))
}

// -----

// CHECK: func.func @forward_references(%arg0: i1, %arg1: index) -> i32 {
// CHECK-NEXT:   cf.br ^bb2
// CHECK-NEXT: ^bb1:  // pred: ^bb2
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "test.use"(%0) : (i32) -> ()
// CHECK-NEXT:     scf.for %arg2 = %arg1 to %arg1 step %arg1 {
// CHECK-NEXT:       "test.use"(%0, %1#1) : (i32, f32) -> ()
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   %0 = "test.def"() : () -> i32
// CHECK-NEXT:   %1:2 = "test.defs"() : () -> (i32, f32)
// CHECK-NEXT:   cf.br ^bb1
// CHECK-NEXT: }
func.func @forward_references(%c: i1, %n: index) -> i32 {
  cf.br ^second
^first:
  scf.if %c {
    "test.use"(%x) : (i32) -> ()
    scf.for %i = %n to %n step %n {
      "test.use"(%x, %y#1) : (i32, f32) -> ()
    }
  }
  return %x : i32
^second:
  %x = "test.def"() : () -> i32
  %y:2 = "test.defs"() : () -> (i32, f32)
  cf.br ^first
}

// -----

// CHECK: func.func @names_in_regions(%arg0: i1, %arg1: i32) {
// CHECK-NEXT:   %0 = "test.a"() : () -> i32
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     %2 = "test.b"(%0) : (i32) -> i32
// CHECK-NEXT:     %3 = "test.c"(%2) : (i32) -> i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %2 = "test.d"(%0) : (i32) -> i32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1 = "test.e"() : () -> i32
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @names_in_regions(%c: i1, %x: i32) {
  %0 = "test.a"() : () -> i32
  scf.if %c {
    %1 = "test.b"(%0) : (i32) -> i32
    %2 = "test.c"(%1) : (i32) -> i32
  } else {
    %1 = "test.d"(%0) : (i32) -> i32
  }
  %1 = "test.e"() : () -> i32
  return
}

// -----

// CHECK: #map = affine_map<(d0)[s0] -> (d0 + s0)>
// CHECK: func.func @attributes_everywhere(%arg0: i1, %arg1: index) attributes {test.f = {a = [1, 2.000000e+00, "x"]}} {
// CHECK-NEXT:   scf.for %arg2 = %arg1 to %arg1 step %arg1 {
// CHECK-NEXT:     scf.if %arg0 {
// CHECK-NEXT:       "test.op"() {test.a = dense<[1, 2]> : vector<2xi32>, test.b = @attributes_everywhere, test.c = array<i64: 1, 2>} : () -> ()
// CHECK-NEXT:     } {test.type = tuple<i1, f8E4M3FN>, test.unit}
// CHECK-NEXT:   } {"quoted-name", test.map = #map}
// CHECK-NEXT:   return {test.r}
// CHECK-NEXT: }
func.func @attributes_everywhere(%c: i1, %n: index) attributes {test.f = {a = [1, 2.0, "x"]}} {
  scf.for %i = %n to %n step %n {
    scf.if %c {
      "test.op"() {test.a = dense<[1, 2]> : vector<2xi32>, test.b = @attributes_everywhere, test.c = array<i64: 1, 2>} : () -> ()
    } {test.type = tuple<i1, f8E4M3FN>, test.unit}
  } {test.map = affine_map<(d0)[s0] -> (d0 + s0)>, "quoted-name" = unit}
  return {test.r}
}

// -----

// CHECK: func.func @generic(%arg0: i1, %arg1: index, %arg2: tensor<4xf32>) {
// CHECK-NEXT:   scf.for unsigned %arg3 = %arg1 to %arg1 step %arg1 {
// CHECK-NEXT:   } {test.a}
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.parallel (%arg3) = (%arg1) to (%arg1) step (%arg1) {
// CHECK-NEXT:     scf.reduce
// CHECK-NEXT:   }
// CHECK-NEXT:   %0 = scf.forall (%arg3) = (1) to (%arg1) step (1) shared_outs(%arg4 = %arg2) -> (tensor<4xf32>) {
// CHECK-NEXT:     scf.forall.in_parallel {
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   scf.index_switch %arg1
// CHECK-NEXT:   case 4 {
// CHECK-NEXT:     scf.yield
// CHECK-NEXT:   }
// CHECK-NEXT:   default {
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @generic(%c: i1, %n: index, %t: tensor<4xf32>) {
  "scf.for"(%n, %n, %n) <{unsignedCmp}> ({
  ^bb0(%i: index):
    "scf.yield"() : () -> ()
  }) {test.a} : (index, index, index) -> ()
  "scf.if"(%c) ({
    "scf.yield"() : () -> ()
  }, {
  }) : (i1) -> ()
  "scf.parallel"(%n, %n, %n) <{operandSegmentSizes = array<i32: 1, 1, 1, 0>}> ({
  ^bb0(%i: index):
    "scf.reduce"() : () -> ()
  }) : (index, index, index) -> ()
  %0 = "scf.forall"(%n, %t) <{operandSegmentSizes = array<i32: 0, 1, 0, 1>, staticLowerBound = array<i64: 1>, staticStep = array<i64: 1>, staticUpperBound = array<i64: -9223372036854775808>}> ({
  ^bb0(%i: index, %o: tensor<4xf32>):
    "scf.forall.in_parallel"() ({
    ^bb0:
    }) : () -> ()
  }) : (index, tensor<4xf32>) -> tensor<4xf32>
  "scf.index_switch"(%n) <{cases = array<i64: 4>}> ({
    "scf.yield"() : () -> ()
  }, {
    "scf.yield"() : () -> ()
  }) : (index) -> ()
  return
}

// -----

// CHECK: scf.for %arg0 = %0 to %0 step %0 {
// CHECK-NEXT:   "test.at_top"() : () -> ()
// CHECK-NEXT: }
// CHECK-NEXT: %0 = "test.bound"() : () -> index
scf.for %i = %0 to %0 step %0 {
  "test.at_top"() : () -> ()
}
%0 = "test.bound"() : () -> index
