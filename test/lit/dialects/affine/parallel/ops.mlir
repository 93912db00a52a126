// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @bounds(
// CHECK-NEXT:   affine.parallel (%arg1, %arg2) = (0, max(%arg0, 2)) to (%arg0 * 2, min(%arg0, 7, %arg0 * 2)) step (1, 3) {
// CHECK-NEXT:   }
// CHECK-NEXT:   affine.parallel (%arg1) = (0) to (10) {
// CHECK-NEXT:   } {test.attr}
// CHECK-NEXT:   affine.parallel () = () to () {
// CHECK-NEXT:   }
// CHECK-NEXT:   affine.parallel (%arg1) = (%arg0) to (symbol(%arg0) floordiv 2) {
// CHECK-NEXT:     "test.use"(%arg1) : (index) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @bounds(%n: index) {
  affine.parallel (%i, %j) = (0, max(%n, 2)) to (%n + symbol(%n), min(%n, 7, %n * 2)) step (1, 3) {
  }
  affine.parallel (%i) = (0) to (10) step (1) {
    affine.yield
  } {test.attr}
  affine.parallel () = () to () {
  }
  affine.parallel (%i) = (max(%n)) to (min(symbol(%n) floordiv 2)) {
    "test.use"(%i) : (index) -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @inputs_are_shared(
// CHECK-NEXT:   affine.parallel (%arg2, %arg3, %arg4) = (%arg0, %arg1 + symbol(%arg0), max(%arg1, %arg0)) to (symbol(%arg1), min(%arg0, %arg0 + symbol(%arg1)), %arg1) {
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @inputs_are_shared(%a: index, %b: index) {
  affine.parallel (%i, %j, %k) = (%a, %b + symbol(%a), max(%b, %a)) to (symbol(%b), min(%a, symbol(%b) + %a), %b) {
  }
  return
}

// -----

// CHECK-LABEL: func.func @reductions(
// CHECK-NEXT:   %0:2 = affine.parallel (%arg3) = (0) to (%arg1) reduce ("addf", "maximumf") -> (f32, f32) {
// CHECK-NEXT:     %3 = affine.load %arg0[%arg3] : memref<?xf32>
// CHECK-NEXT:     affine.yield %3, %3 : f32, f32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1:6 = affine.parallel (%arg3) = (0) to (10) step (2) reduce ("addi", "muli", "ori", "andi", "assign", "assign") -> (i32, i32, i32, i32, i32, f32) {
// CHECK-NEXT:     affine.yield %arg2, %arg2, %arg2, %arg2, %arg2, %0#0 : i32, i32, i32, i32, i32, f32
// CHECK-NEXT:   } {test.attr}
// CHECK-NEXT:   %2:2 = affine.parallel (%arg3) = (0) to (10) reduce ("mulf", "minimumf") -> (f32, f32) {
// CHECK-NEXT:     affine.yield %0#0, %0#1 : f32, f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0, %2#1, %1#1 : f32, f32, i32
// CHECK-NEXT: }
func.func @reductions(%m: memref<?xf32>, %n: index, %i: i32) -> (f32, f32, i32) {
  %0:2 = affine.parallel (%j) = (0) to (%n) reduce ("addf", "maximumf") -> (f32, f32) {
    %x = affine.load %m[%j] : memref<?xf32>
    affine.yield %x, %x : f32, f32
  }
  %1:6 = affine.parallel (%j) = (0) to (10) step (2) reduce ("addi", "muli", "ori", "andi", "assign", "assign") -> (i32, i32, i32, i32, i32, f32) {
    affine.yield %i, %i, %i, %i, %i, %0#0 : i32, i32, i32, i32, i32, f32
  } {test.attr}
  %2:2 = affine.parallel (%j) = (0) to (10) reduce ("mulf", "minimumf") -> (f32, f32) {
    affine.yield %0#0, %0#1 : f32, f32
  }
  return %0#0, %2#1, %1#1 : f32, f32, i32
}
