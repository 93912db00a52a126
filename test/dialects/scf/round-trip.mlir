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
// -----
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
// -----
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
func.func @execute_region_return(%c: i1) {
  scf.execute_region {
    "test.terminator"() : () -> ()
  }
  return
}
// -----
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
// -----
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
// -----
func.func @forall(%n: index) {
  scf.forall (%i) in (%n) {
  }
  scf.forall (%i, %j) in (%n, 3) {
    "test.body"(%i, %j) : (index, index) -> ()
    scf.forall.in_parallel {
    }
  } {test.a}
  scf.forall () in () {
  }
  return
}
// -----
func.func @forall_bounds(%n: index) {
  scf.forall (%i, %j) = (0, 0) to (%n, 3) step (1, 1) {
  }
  scf.forall (%i, %j) = (0, %n) to (%n, 3) step (1, %n) {
    "test.body"() : () -> ()
  } {test.a}
  scf.forall (%i, %j) = (-1, 2) to (7, 9223372036854775807) step (3, 4) {
  }
  scf.forall (%i) in (4) {
  } {mapping = []}
  return
}
// -----
func.func @forall_outputs(%n: index, %t: tensor<4xf32>, %u: tensor<?x?xi8>) -> tensor<4xf32> {
  %0 = scf.forall (%i) in (%n) shared_outs(%o = %t) -> tensor<4xf32> {
  }
  %1:2 = scf.forall (%i, %j) = (1, 2) to (%n, 3) step (3, 4) shared_outs(%o = %0, %p = %u) -> (tensor<4xf32>, tensor<?x?xi8>) {
    "test.body"(%i, %j, %o, %p) : (index, index, tensor<4xf32>, tensor<?x?xi8>) -> ()
    scf.forall.in_parallel {
    }
  } {test.a}
  return %1#0 : tensor<4xf32>
}
// -----
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
func.func @attributes_everywhere(%c: i1, %n: index) attributes {test.f = {a = [1, 2.0, "x"]}} {
  scf.for %i = %n to %n step %n {
    scf.if %c {
      "test.op"() {test.a = dense<[1, 2]> : vector<2xi32>, test.b = @attributes_everywhere, test.c = array<i64: 1, 2>} : () -> ()
    } {test.type = tuple<i1, f8E4M3FN>, test.unit}
  } {test.map = affine_map<(d0)[s0] -> (d0 + s0)>, "quoted-name" = unit}
  return {test.r}
}
// -----
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
scf.for %i = %0 to %0 step %0 {
  "test.at_top"() : () -> ()
}
%0 = "test.bound"() : () -> index
// -----
func.func @long_result_lists(%n: index, %x: i32) -> (i32, i32) {
  %a, %b:2, %c = "test.groups"() : () -> (i32, i32, i32, i32)
  %0:4 = scf.for %i = %n to %n step %n iter_args(%p = %a, %q = %b#0, %r = %b#1, %s = %c) -> (i32, i32, i32, i32) {
    scf.yield %s, %r, %q, %p : i32, i32, i32, i32
  }
  return %0#0, %0#3 : i32, i32
}
