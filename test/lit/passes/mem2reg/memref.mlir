// RUN: adopt %s --mem2reg --split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @straight
// CHECK-SAME:    (%[[X:.*]]: f64, %[[Y:.*]]: f64)
// CHECK-NEXT:    %[[C0:.*]] = arith.constant 0 : index
// CHECK-NEXT:    %[[S:.*]] = arith.addf %[[X]], %[[Y]] : f64
// CHECK-NEXT:    return %[[S]] : f64
func.func @straight(%x: f64, %y: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %p = memref.alloca() : memref<1x1xf64>
  memref.store %x, %p[%c0, %c0] : memref<1x1xf64>
  %a = memref.load %p[%c0, %c0] : memref<1x1xf64>
  memref.store %y, %p[%c0, %c0] : memref<1x1xf64>
  %b = memref.load %p[%c0, %c0] : memref<1x1xf64>
  %s = arith.addf %a, %b : f64
  return %s : f64
}

// -----

// CHECK-LABEL: func.func @diamond
// CHECK-SAME:    (%[[C:.*]]: i1, %[[X:.*]]: f64)
// CHECK:         %[[NOTHING:.*]] = ub.poison : f64
// CHECK:         cf.cond_br %[[C]], ^[[A:.*]], ^[[B:.*]]
// CHECK:       ^[[A]]:
// CHECK:         cf.br ^[[JOIN:.*]](%[[X]] : f64)
// CHECK:       ^[[B]]:
// CHECK:         cf.br ^[[JOIN]](%[[NOTHING]] : f64)
// CHECK:       ^[[JOIN]](%[[R:.*]]: f64):
// CHECK:         return %[[R]]
func.func @diamond(%c: i1, %x: f64) -> f64 {
  %p = memref.alloca() : memref<f64>
  cf.cond_br %c, ^a, ^b
^a:
  memref.store %x, %p[] : memref<f64>
  cf.br ^join
^b:
  cf.br ^join
^join:
  %r = memref.load %p[] : memref<f64>
  return %r : f64
}

// -----

// What meets but is never read needs no argument.
// CHECK-LABEL: func.func @never_read
// CHECK-NOT:     memref
// CHECK-NOT:     f64):
func.func @never_read(%c: i1, %x: f64) {
  %p = memref.alloca() : memref<f64>
  cf.br ^loop
^loop:
  memref.store %x, %p[] : memref<f64>
  cf.cond_br %c, ^loop, ^end
^end:
  return
}

// -----

// CHECK-LABEL: func.func @loop
// CHECK:         cf.br ^[[HEAD:.*]](%{{.*}}, %{{.*}} : i32, i32)
// CHECK:       ^[[HEAD]](%[[I:.*]]: i32, %[[SUM:.*]]: i32):
// CHECK:         %[[NEXT:.*]] = arith.addi %[[SUM]], %[[I]]
// CHECK:         cf.br ^[[HEAD]](%{{.*}}, %[[NEXT]] : i32, i32)
func.func @loop(%n: i32) -> i32 {
  %0 = arith.constant 0 : i32
  %1 = arith.constant 1 : i32
  %i = memref.alloca() : memref<i32>
  %sum = memref.alloca() : memref<i32>
  memref.store %0, %i[] : memref<i32>
  memref.store %0, %sum[] : memref<i32>
  cf.br ^head
^head:
  %iv = memref.load %i[] : memref<i32>
  %more = arith.cmpi slt, %iv, %n : i32
  cf.cond_br %more, ^body, ^end
^body:
  %s = memref.load %sum[] : memref<i32>
  %t = arith.addi %s, %iv : i32
  memref.store %t, %sum[] : memref<i32>
  %next = arith.addi %iv, %1 : i32
  memref.store %next, %i[] : memref<i32>
  cf.br ^head
^end:
  %r = memref.load %sum[] : memref<i32>
  return %r : i32
}

// -----

// A slot inside a region is a variable of that region.
// CHECK-LABEL: func.func @inside
// CHECK-NOT:     memref.{{store|load}}
func.func @inside(%n: index, %b: i32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    memref.alloca_scope {
      %p = memref.alloca() : memref<i32>
      memref.store %b, %p[] : memref<i32>
      %g = memref.load %p[] : memref<i32>
      %u = arith.addi %g, %g : i32
    }
  }
  return
}
