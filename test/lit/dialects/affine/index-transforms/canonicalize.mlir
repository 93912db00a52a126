// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @constant_bases(
// CHECK-NEXT:   %0:3 = affine.delinearize_index %arg0 into (8, 2, 4) : index, index, index
// CHECK-NEXT:   %1 = affine.linearize_index [%arg0, %arg1] by (4, 8) : index
// CHECK-NEXT:   return %0#0, %0#1, %0#2, %1 : index, index, index, index
// CHECK-NEXT: }
func.func @constant_bases(%i: index, %j: index) -> (index, index, index, index) {
  %c4 = arith.constant 4 : index
  %c8 = arith.constant 8 : index
  %0:3 = affine.delinearize_index %i into (%c8, 2, %c4) : index, index, index
  %1 = affine.linearize_index [%i, %j] by (%c4, %c8) : index
  return %0#0, %0#1, %0#2, %1 : index, index, index, index
}

// -----

// CHECK-LABEL: func.func @constants(
// CHECK-NEXT:   %c2 = arith.constant 2 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c-2 = arith.constant -2 : index
// CHECK-NEXT:   %c45 = arith.constant 45 : index
// CHECK-NEXT:   return %c2, %c0, %c1, %c-2, %c1, %c45 : index, index, index, index, index, index
// CHECK-NEXT: }
func.func @constants() -> (index, index, index, index, index, index) {
  %c13 = arith.constant 13 : index
  %cm7 = arith.constant -7 : index
  %0:3 = affine.delinearize_index %c13 into (2, 3) : index, index, index
  %1:2 = affine.delinearize_index %cm7 into (100, 4) : index, index
  %2 = affine.linearize_index [%c13, %cm7] by (4) : index
  return %0#0, %0#1, %0#2, %1#0, %1#1, %2 : index, index, index, index, index, index
}

// -----

// CHECK-LABEL: func.func @one_index(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   return %arg0, %arg0, %arg0, %arg0, %c0 : index, index, index, index, index
// CHECK-NEXT: }
func.func @one_index(%i: index) -> (index, index, index, index, index) {
  %0 = affine.delinearize_index %i into (3) : index
  %1 = affine.delinearize_index %i into () : index
  %2 = affine.linearize_index [%i] by (3) : index
  %3 = affine.linearize_index [%i] by () : index
  %4 = affine.linearize_index [] by () : index
  return %0, %1, %2, %3, %4 : index, index, index, index, index
}

// -----

// CHECK-LABEL: func.func @unit_dimensions(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %0:2 = affine.delinearize_index %arg0 into (%arg2) : index, index
// CHECK-NEXT:   %1 = affine.linearize_index [%arg0, %arg1, %arg2] by (4, 1, 8) : index
// CHECK-NEXT:   %2 = affine.linearize_index disjoint [%arg0, %arg2] by (4, 8) : index
// CHECK-NEXT:   %3 = affine.linearize_index [%arg0, %arg2] by (8) : index
// CHECK-NEXT:   return %0#0, %c0, %0#1, %c0, %c0, %c0, %1, %2, %3 : index, index, index, index, index, index, index, index, index
// CHECK-NEXT: }
func.func @unit_dimensions(%i: index, %j: index, %n: index) -> (index, index, index, index, index, index, index, index, index) {
  %c0 = arith.constant 0 : index
  %0:4 = affine.delinearize_index %i into (1, %n, 1) : index, index, index, index
  %1:2 = affine.delinearize_index %i into (1, 1) : index, index
  %2 = affine.linearize_index [%i, %j, %n] by (4, 1, 8) : index
  %3 = affine.linearize_index disjoint [%i, %j, %n] by (4, 1, 8) : index
  %4 = affine.linearize_index [%i, %c0, %n] by (1, 8) : index
  return %0#0, %0#1, %0#2, %0#3, %1#0, %1#1, %2, %3, %4 : index, index, index, index, index, index, index, index, index
}

// -----

// CHECK-LABEL: func.func @leading_zero(
// CHECK-NEXT:   %0 = affine.linearize_index [%arg0, %arg1] by (4, 8) : index
// CHECK-NEXT:   %1 = affine.linearize_index [%arg0, %arg1] by (4, 8) : index
// CHECK-NEXT:   return %0, %1, %arg1 : index, index, index
// CHECK-NEXT: }
func.func @leading_zero(%i: index, %j: index, %n: index) -> (index, index, index) {
  %c0 = arith.constant 0 : index
  %0 = affine.linearize_index [%c0, %i, %j] by (%n, 4, 8) : index
  %1 = affine.linearize_index [%c0, %i, %j] by (4, 8) : index
  %2 = affine.linearize_index disjoint [%c0, %c0, %j] by (%n, 4, 8) : index
  return %0, %1, %2 : index, index, index
}

// -----

// CHECK-LABEL: func.func @there_and_back(
// CHECK-NEXT:   %0 = affine.linearize_index [%arg0, %arg1] by (%arg3) : index
// CHECK-NEXT:   %1:2 = affine.delinearize_index %0 into (%arg3) : index, index
// CHECK-NEXT:   return %arg0, %arg2, %arg0, %arg1, %1#0, %1#1 : index, index, index, index, index, index
// CHECK-NEXT: }
func.func @there_and_back(%i: index, %j: index, %k: index, %n: index) -> (index, index, index, index, index, index) {
  %0 = affine.linearize_index disjoint [%i, %j, %k] by (2, %n, 4) : index
  %1:3 = affine.delinearize_index %0 into (2, %n, 4) : index, index, index
  %2 = affine.linearize_index disjoint [%i, %j] by (%n) : index
  %3:2 = affine.delinearize_index %2 into (%n) : index, index
  %4 = affine.linearize_index [%i, %j] by (%n) : index
  %5:2 = affine.delinearize_index %4 into (%n) : index, index
  return %1#0, %1#2, %3#0, %3#1, %5#0, %5#1 : index, index, index, index, index, index
}

// -----

// CHECK-LABEL: func.func @equal_tails(
// CHECK-NEXT:   %0 = affine.linearize_index disjoint [%arg0, %arg1] by (2, %arg3) : index
// CHECK-NEXT:   %1:3 = affine.delinearize_index %0 into (3, 5) : index, index, index
// CHECK-NEXT:   return %1#0, %1#1, %1#2, %arg2, %arg1, %arg2 : index, index, index, index, index, index
// CHECK-NEXT: }
func.func @equal_tails(%i: index, %j: index, %k: index, %n: index) -> (index, index, index, index, index, index) {
  %0 = affine.linearize_index disjoint [%i, %j, %k] by (2, %n, 4) : index
  %1:4 = affine.delinearize_index %0 into (3, 5, 4) : index, index, index, index
  %2:2 = affine.delinearize_index %0 into (%n, 4) : index, index
  return %1#0, %1#1, %1#2, %1#3, %2#0, %2#1 : index, index, index, index, index, index
}

// -----

// CHECK-LABEL: func.func @split_last(
// CHECK-NEXT:   %0:2 = affine.delinearize_index %arg2 into (8, 4) : index, index
// CHECK-NEXT:   return %arg0, %arg1, %0#0, %0#1 : index, index, index, index
// CHECK-NEXT: }
func.func @split_last(%i: index, %j: index, %k: index, %n: index) -> (index, index, index, index) {
  %0 = affine.linearize_index disjoint [%i, %j, %k] by (%n, 3, 32) : index
  %1:4 = affine.delinearize_index %0 into (%n, 3, 8, 4) : index, index, index, index
  return %1#0, %1#1, %1#2, %1#3 : index, index, index, index
}

// -----

// CHECK-LABEL: func.func @not_split(
// CHECK-NEXT:   %0 = affine.linearize_index disjoint [%arg0, %arg1] by (3, 30) : index
// CHECK-NEXT:   %1:3 = affine.delinearize_index %0 into (3, 8, 4) : index, index, index
// CHECK-NEXT:   %2:3 = affine.delinearize_index %0 into (3, %arg2, 15) : index, index, index
// CHECK-NEXT:   return %1#0, %1#1, %1#2, %2#0, %2#1, %2#2 : index, index, index, index, index, index
// CHECK-NEXT: }
func.func @not_split(%i: index, %j: index, %n: index) -> (index, index, index, index, index, index) {
  %0 = affine.linearize_index disjoint [%i, %j] by (3, 30) : index
  %1:3 = affine.delinearize_index %0 into (3, 8, 4) : index, index, index
  %2:3 = affine.delinearize_index %0 into (3, %n, 15) : index, index, index
  return %1#0, %1#1, %1#2, %2#0, %2#1, %2#2 : index, index, index, index, index, index
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 16)>
// CHECK-LABEL: func.func @joined_again(
// CHECK-NEXT:   %0 = affine.apply #map()[%arg3]
// CHECK-NEXT:   %1 = affine.apply #map()[%arg3]
// CHECK-NEXT:   %2 = affine.linearize_index [%arg0, %arg1] by (%0, 16) : index
// CHECK-NEXT:   %3 = affine.linearize_index [%arg1, %arg0] by (%arg2, %1) : index
// CHECK-NEXT:   return %arg0, %2, %3 : index, index, index
// CHECK-NEXT: }
func.func @joined_again(%i: index, %j: index, %m: index, %n: index) -> (index, index, index) {
  %0:3 = affine.delinearize_index %i into (2, %n, 8) : index, index, index
  %1 = affine.linearize_index [%0#0, %0#1, %0#2] by (2, %n, 8) : index
  %2 = affine.linearize_index [%0#0, %0#1, %0#2, %j] by (2, %n, 8, 16) : index
  %3 = affine.linearize_index [%j, %0#0, %0#1, %0#2] by (%m, 2, %n, 8) : index
  return %1, %2, %3 : index, index, index
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 3)>
// CHECK-LABEL: func.func @joined_in_part(
// CHECK-NEXT:   %0 = affine.apply #map()[%arg2]
// CHECK-NEXT:   %1:3 = affine.delinearize_index %arg0 into (2, %0, 8) : index, index, index
// CHECK-NEXT:   %2:2 = affine.delinearize_index %1#1 into (3, %arg2) : index, index
// CHECK-NEXT:   %3 = affine.linearize_index [%arg1, %1#1] by (5, %0) : index
// CHECK-NEXT:   return %3, %1#0, %2#0, %1#2 : index, index, index, index
// CHECK-NEXT: }
func.func @joined_in_part(%i: index, %j: index, %n: index) -> (index, index, index, index) {
  %0:4 = affine.delinearize_index %i into (2, 3, %n, 8) : index, index, index, index
  %1 = affine.linearize_index [%j, %0#1, %0#2] by (5, 3, %n) : index
  return %1, %0#0, %0#1, %0#3 : index, index, index, index
}

// -----

// CHECK-LABEL: func.func @joined_without_bounds(
// CHECK-NEXT:   %0:2 = affine.delinearize_index %arg0 into (20, 8) : index, index
// CHECK-NEXT:   %1 = affine.linearize_index disjoint [%arg1, %0#0] by (7, 20) : index
// CHECK-NEXT:   %2 = affine.linearize_index [%arg1, %0#0] by (7, 20) : index
// CHECK-NEXT:   return %arg0, %1, %2 : index, index, index
// CHECK-NEXT: }
func.func @joined_without_bounds(%i: index, %j: index) -> (index, index, index) {
  %0:3 = affine.delinearize_index %i into (4, 8) : index, index, index
  %1 = affine.linearize_index [%0#0, %0#1, %0#2] by (4, 8) : index
  %2 = affine.linearize_index disjoint [%j, %0#0, %0#1] by (7, 5, 4) : index
  %3 = affine.linearize_index [%j, %0#0, %0#1] by (7, 5, 4) : index
  return %1, %2, %3 : index, index, index
}

// -----

// CHECK-LABEL: func.func @two_sources(
// CHECK-NEXT:   %0:2 = affine.delinearize_index %arg0 into (2, 32) : index, index
// CHECK-NEXT:   %1:2 = affine.delinearize_index %arg1 into (15, 7) : index, index
// CHECK-NEXT:   %2 = affine.linearize_index [%0#1, %1#0, %0#1] by (32, 15, 32) : index
// CHECK-NEXT:   return %2 : index
// CHECK-NEXT: }
func.func @two_sources(%i: index, %j: index) -> index {
  %0:3 = affine.delinearize_index %i into (2, 4, 8) : index, index, index
  %1:3 = affine.delinearize_index %j into (3, 5, 7) : index, index, index
  %2 = affine.linearize_index [%0#1, %0#2, %1#0, %1#1, %0#1, %0#2] by (4, 8, 3, 5, 4, 8) : index
  return %2 : index
}
