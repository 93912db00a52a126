// RUN: adopt %s --canonicalize | adopt-filecheck %s --check-prefixes=CHECK,NORMAL
// RUN: adopt %s --canonicalize="region-simplify=aggressive" | adopt-filecheck %s --check-prefixes=CHECK,AGGRESSIVE
// RUN: adopt %s --canonicalize="top-down=false max-iterations=-1 test-convergence" | adopt-filecheck %s --check-prefixes=CHECK,NORMAL
// RUN: not adopt %s --canonicalize="max-iterations=1 test-convergence=true" 2>&1 | adopt-filecheck %s --check-prefix=LIMIT

// LIMIT: error: 'builtin.module' op is still changing after 1 iterations of canonicalization

// CHECK-LABEL: func.func @constants
// CHECK-SAME:    (%[[A:.*]]: i32)
// CHECK-NEXT:    %[[C:.*]] = arith.constant 3 : i32
// CHECK-NEXT:    %[[R:.*]] = arith.addi %[[A]], %[[C]] : i32
// CHECK-NEXT:    return %[[R]] : i32
func.func @constants(%a: i32) -> i32 {
  %c1 = arith.constant 1 : i32
  %c2 = arith.constant 2 : i32
  %0 = arith.addi %c1, %c2 : i32
  %1 = arith.addi %0, %a : i32
  return %1 : i32
}

// CHECK-LABEL: func.func @same_blocks
// NORMAL:        cf.cond_br
// NORMAL:        memref.store
// NORMAL:        memref.store
// AGGRESSIVE:    memref.store
// AGGRESSIVE-NOT: memref.store
// CHECK-LABEL: func.func @unreachable
func.func @same_blocks(%c: i1, %m: memref<i32>, %a: i32, %b: i32) {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  memref.store %a, %m[] : memref<i32>
  return
^bb2:
  memref.store %b, %m[] : memref<i32>
  return
}

// CHECK-NEXT:    return
// CHECK-NEXT:  }
func.func @unreachable() {
  return
^bb1:
  cf.br ^bb1
}
