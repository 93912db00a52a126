// RUN: adopt %s -split-input-file -lower-affine | adopt-filecheck %s

// CHECK-LABEL: func.func @constant_sizes(
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %c12 = arith.constant 12 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = arith.floordivsi %arg0, %c12 : index
// CHECK-NEXT:   %1 = arith.remsi %arg0, %c12 : index
// CHECK-NEXT:   %2 = arith.cmpi slt, %1, %c0 : index
// CHECK-NEXT:   %3 = arith.addi %1, %c12 overflow<nsw> : index
// CHECK-NEXT:   %4 = arith.select %2, %3, %1 : index
// CHECK-NEXT:   %5 = arith.divsi %4, %c4 : index
// CHECK-NEXT:   %6 = arith.remsi %arg0, %c4 : index
// CHECK-NEXT:   %7 = arith.cmpi slt, %6, %c0 : index
// CHECK-NEXT:   %8 = arith.addi %6, %c4 overflow<nsw> : index
// CHECK-NEXT:   %9 = arith.select %7, %8, %6 : index
// CHECK-NEXT:   return %0, %5, %9 : index, index, index
// CHECK-NEXT: }
func.func @constant_sizes(%i: index, %j: index, %n: index) -> (index, index, index) {
  %0:3 = affine.delinearize_index %i into (2, 3, 4) : index, index, index
  return %0#0, %0#1, %0#2 : index, index, index
}

// -----

// CHECK-LABEL: func.func @mixed_sizes(
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   %0 = arith.muli %arg2, %c3 overflow<nsw, nuw> : index
// CHECK-NEXT:   %1 = arith.muli %arg2, %arg1 overflow<nsw, nuw> : index
// CHECK-NEXT:   %c3_0 = arith.constant 3 : index
// CHECK-NEXT:   %2 = arith.muli %1, %c3_0 overflow<nsw, nuw> : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %3 = arith.floordivsi %arg0, %2 : index
// CHECK-NEXT:   %4 = arith.remsi %arg0, %2 : index
// CHECK-NEXT:   %5 = arith.cmpi slt, %4, %c0 : index
// CHECK-NEXT:   %6 = arith.addi %4, %2 overflow<nsw> : index
// CHECK-NEXT:   %7 = arith.select %5, %6, %4 : index
// CHECK-NEXT:   %8 = arith.divsi %7, %0 : index
// CHECK-NEXT:   %9 = arith.remsi %arg0, %0 : index
// CHECK-NEXT:   %10 = arith.cmpi slt, %9, %c0 : index
// CHECK-NEXT:   %11 = arith.addi %9, %0 overflow<nsw> : index
// CHECK-NEXT:   %12 = arith.select %10, %11, %9 : index
// CHECK-NEXT:   %13 = arith.divsi %12, %arg2 : index
// CHECK-NEXT:   %14 = arith.remsi %arg0, %arg2 : index
// CHECK-NEXT:   %15 = arith.cmpi slt, %14, %c0 : index
// CHECK-NEXT:   %16 = arith.addi %14, %arg2 overflow<nsw> : index
// CHECK-NEXT:   %17 = arith.select %15, %16, %14 : index
// CHECK-NEXT:   return %3, %8, %13, %17 : index, index, index, index
// CHECK-NEXT: }
func.func @mixed_sizes(%i: index, %j: index, %n: index) -> (index, index, index, index) {
  %0:4 = affine.delinearize_index %i into (%j, 3, %n) : index, index, index, index
  return %0#0, %0#1, %0#2, %0#3 : index, index, index, index
}

// -----

// CHECK-LABEL: func.func @values(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0 = arith.floordivsi %arg0, %arg2 : index
// CHECK-NEXT:   %1 = arith.remsi %arg0, %arg2 : index
// CHECK-NEXT:   %2 = arith.cmpi slt, %1, %c0 : index
// CHECK-NEXT:   %3 = arith.addi %1, %arg2 overflow<nsw> : index
// CHECK-NEXT:   %4 = arith.select %2, %3, %1 : index
// CHECK-NEXT:   return %0, %4 : index, index
// CHECK-NEXT: }
func.func @values(%i: index, %j: index, %n: index) -> (index, index) {
  %0:2 = affine.delinearize_index %i into (%j, %n) : index, index
  return %0#0, %0#1: index, index
}

// -----

// CHECK-LABEL: func.func @one_index(
// CHECK-NEXT:   return %arg0 : index
// CHECK-NEXT: }
func.func @one_index(%i: index, %j: index, %n: index) -> (index) {
  %0 = affine.delinearize_index %i into (%j) : index
  return %0 : index
}

// -----

// CHECK-LABEL: func.func @linearize(
// CHECK-NEXT:   %0 = arith.muli %arg0, %arg2 overflow<nsw> : index
// CHECK-NEXT:   %1 = arith.addi %0, %arg1 overflow<nsw> : index
// CHECK-NEXT:   %2 = arith.muli %arg1, %arg2 overflow<nsw, nuw> : index
// CHECK-NEXT:   %3 = arith.muli %arg0, %2 overflow<nsw> : index
// CHECK-NEXT:   %4 = arith.muli %arg1, %arg1 overflow<nsw> : index
// CHECK-NEXT:   %5 = arith.addi %3, %4 overflow<nsw> : index
// CHECK-NEXT:   %6 = arith.addi %5, %arg2 overflow<nsw> : index
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   %7 = arith.muli %arg1, %c3 overflow<nsw> : index
// CHECK-NEXT:   %c6 = arith.constant 6 : index
// CHECK-NEXT:   %8 = arith.muli %arg1, %c6 overflow<nsw> : index
// CHECK-NEXT:   %9 = arith.muli %arg0, %8 overflow<nsw> : index
// CHECK-NEXT:   %10 = arith.muli %arg1, %7 overflow<nsw> : index
// CHECK-NEXT:   %11 = arith.muli %arg2, %arg1 overflow<nsw> : index
// CHECK-NEXT:   %12 = arith.addi %9, %10 overflow<nsw> : index
// CHECK-NEXT:   %13 = arith.addi %12, %11 overflow<nsw> : index
// CHECK-NEXT:   %14 = arith.addi %13, %arg0 overflow<nsw> : index
// CHECK-NEXT:   return %1, %6, %14 : index, index, index
// CHECK-NEXT: }
func.func @linearize(%i: index, %j: index, %n: index) -> (index, index, index) {
  %0 = affine.linearize_index [%i, %j] by (4, %n) : index
  %1 = affine.linearize_index disjoint [%i, %j, %n] by (7, %n, %j) : index
  %2 = affine.linearize_index [%i, %j, %n, %i] by (2, 3, %j) : index
  return %0, %1, %2 : index, index, index
}

// -----

// CHECK-LABEL: func.func @trivial(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   return %c0, %arg0, %arg0 : index, index, index
// CHECK-NEXT: }
func.func @trivial(%i: index, %j: index, %n: index) -> (index, index, index) {
  %0 = affine.linearize_index [] by () : index
  %1 = affine.linearize_index [%i] by (3) : index
  %2 = affine.linearize_index [%i] by () : index
  return %0, %1, %2 : index, index, index
}

// -----

// CHECK-LABEL: func.func @hoistable_terms_first(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.for %arg2 = %c0 to %arg0 step %c1 {
// CHECK-NEXT:     %c0_0 = arith.constant 0 : index
// CHECK-NEXT:     %c1_1 = arith.constant 1 : index
// CHECK-NEXT:     scf.for %arg3 = %c0_0 to %arg0 step %c1_1 {
// CHECK-NEXT:       %c2 = arith.constant 2 : index
// CHECK-NEXT:       %c8 = arith.constant 8 : index
// CHECK-NEXT:       %c40 = arith.constant 40 : index
// CHECK-NEXT:       %0 = arith.muli %arg3, %c40 overflow<nsw> : index
// CHECK-NEXT:       %1 = arith.muli %arg2, %c8 overflow<nsw> : index
// CHECK-NEXT:       %2 = arith.muli %arg0, %c2 overflow<nsw> : index
// CHECK-NEXT:       %3 = arith.addi %2, %1 overflow<nsw> : index
// CHECK-NEXT:       %4 = arith.addi %3, %arg2 overflow<nsw> : index
// CHECK-NEXT:       %5 = arith.addi %4, %0 overflow<nsw> : index
// CHECK-NEXT:       memref.store %5, %arg1[%5] : memref<?xindex>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @hoistable_terms_first(%n: index, %m: memref<?xindex>) {
  affine.for %i = 0 to %n {
    affine.for %j = 0 to %n {
      %0 = affine.linearize_index [%j, %i, %n, %i] by (%n, 5, 4, 2) : index
      affine.store %0, %m[%0] : memref<?xindex>
    }
  }
  return
}
