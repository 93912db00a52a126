// Patterns are chosen by their names, which unknown ones do not disturb.

// RUN: adopt %s --canonicalize="enable-patterns=no-such-pattern" | adopt-filecheck %s --check-prefix=FOLDED
// RUN: adopt %s --canonicalize="disable-patterns=no-such-pattern" | adopt-filecheck %s --check-prefix=ALL

// FOLDED-LABEL: func.func @f
// FOLDED:         scf.if
// ALL-LABEL: func.func @f
// ALL-NOT:     scf.if
func.func @f(%m: memref<i32>, %a: i32) {
  %true = arith.constant true
  scf.if %true {
    memref.store %a, %m[] : memref<i32>
  }
  return
}
