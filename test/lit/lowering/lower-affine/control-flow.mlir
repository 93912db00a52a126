// RUN: adopt %s -split-input-file -lower-affine | adopt-filecheck %s

// CHECK-LABEL: func.func @loop(
// CHECK-NEXT:   %cst = arith.constant 0.000000e+00 : f32
// CHECK-NEXT:   %c5 = arith.constant 5 : index
// CHECK-NEXT:   %0 = arith.maxsi %arg0, %arg1 : index
// CHECK-NEXT:   %1 = arith.maxsi %0, %c5 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %2 = arith.addi %arg0, %c1 : index
// CHECK-NEXT:   %3 = arith.minsi %2, %arg1 : index
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   %4 = scf.for %arg3 = %1 to %3 step %c3 iter_args(%arg4 = %cst) -> (f32) {
// CHECK-NEXT:     %c2 = arith.constant 2 : index
// CHECK-NEXT:     %5 = arith.addi %arg3, %c2 : index
// CHECK-NEXT:     %6 = memref.load %arg2[%5] : memref<?xf32>
// CHECK-NEXT:     %7 = arith.addf %6, %arg4 : f32
// CHECK-NEXT:     memref.store %7, %arg2[%arg3] : memref<?xf32>
// CHECK-NEXT:     %c0 = arith.constant 0 : index
// CHECK-NEXT:     %c-1 = arith.constant -1 : index
// CHECK-NEXT:     %8 = arith.muli %arg1, %c-1 overflow<nsw> : index
// CHECK-NEXT:     %9 = arith.addi %arg3, %8 : index
// CHECK-NEXT:     %10 = arith.cmpi sge, %9, %c0 : index
// CHECK-NEXT:     %c-4 = arith.constant -4 : index
// CHECK-NEXT:     %11 = arith.addi %arg3, %c-4 : index
// CHECK-NEXT:     %12 = arith.cmpi eq, %11, %c0 : index
// CHECK-NEXT:     %13 = arith.andi %10, %12 : i1
// CHECK-NEXT:     scf.if %13 {
// CHECK-NEXT:       memref.store %7, %arg2[%arg3] : memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:     scf.yield %7 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %4 : f32
// CHECK-NEXT: }
func.func @loop(%a: index, %b: index, %m: memref<?xf32>) -> (f32) {
  %z = arith.constant 0.0 : f32
  %r = affine.for %i = max affine_map<(d0)[s0] -> (d0, s0, 5)>(%a)[%b] to min affine_map<(d0)[s0] -> (d0 + 1, s0)>(%a)[%b] step 3 iter_args(%x = %z) -> f32 {
    %v = affine.load %m[%i + 2] : memref<?xf32>
    %w = arith.addf %v, %x : f32
    affine.store %w, %m[%i]: memref<?xf32>
    affine.if affine_set<(d0)[s0] : (d0 - s0 >= 0, d0 - 4 == 0)>(%i)[%b] {
      affine.store %w, %m[%i] : memref<?xf32>
    } {foo}
    affine.yield %w : f32
  } {bar}
  return %r : f32
}

// -----

// CHECK-LABEL: func.func @branches(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %0 = arith.cmpi eq, %c1, %c0 : index
// CHECK-NEXT:   %1 = scf.if %0 -> (index) {
// CHECK-NEXT:     scf.yield %arg0 : index
// CHECK-NEXT:   } else {
// CHECK-NEXT:     scf.yield %arg1 : index
// CHECK-NEXT:   }
// CHECK-NEXT:   %c0_0 = arith.constant 0 : index
// CHECK-NEXT:   %2 = arith.cmpi eq, %arg0, %c0_0 : index
// CHECK-NEXT:   scf.if %2 {
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %3 = memref.load %arg2[%arg0] : memref<?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1 : index
// CHECK-NEXT: }
func.func @branches(%a: index, %b: index, %m: memref<?xf32>) -> (index) {
  %0 = affine.if affine_set<(d0)[s0] : (1 == 0)>(%a)[%b] -> index {
    affine.yield %a : index
  } else {
    affine.yield %b : index
  }
  affine.if affine_set<(d0)[s0] : (d0 == 0)>(%a)[%b] {
  } else {
    %1 = memref.load %m[%a] : memref<?xf32>
  }
  return %0 : index
}

// -----

// CHECK-LABEL: func.func @parallel_loops(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c5 = arith.constant 5 : index
// CHECK-NEXT:   %0 = arith.maxsi %arg0, %c5 : index
// CHECK-NEXT:   %c2 = arith.constant 2 : index
// CHECK-NEXT:   %1 = arith.muli %arg0, %c2 overflow<nsw> : index
// CHECK-NEXT:   %c7 = arith.constant 7 : index
// CHECK-NEXT:   %2 = arith.minsi %1, %c7 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c2_0 = arith.constant 2 : index
// CHECK-NEXT:   scf.parallel (%arg3, %arg4) = (%c0, %0) to (%arg1, %2) step (%c1, %c2_0) {
// CHECK-NEXT:     %4 = memref.load %arg2[%arg3] : memref<?xf32>
// CHECK-NEXT:     %5 = arith.addi %arg3, %arg4 : index
// CHECK-NEXT:     memref.store %4, %arg2[%5] : memref<?xf32>
// CHECK-NEXT:     scf.reduce 
// CHECK-NEXT:   }
// CHECK-NEXT:   %c0_1 = arith.constant 0 : index
// CHECK-NEXT:   %c1_2 = arith.constant 1 : index
// CHECK-NEXT:   %cst = arith.constant 0.000000e+00 : f32
// CHECK-NEXT:   %cst_3 = arith.constant 0xFF800000 : f32
// CHECK-NEXT:   %3:2 = scf.parallel (%arg3) = (%c0_1) to (%arg1) step (%c1_2) init (%cst, %cst_3) -> (f32, f32) {
// CHECK-NEXT:     %4 = memref.load %arg2[%arg3] : memref<?xf32>
// CHECK-NEXT:     scf.reduce(%4, %4 : f32, f32) {
// CHECK-NEXT:     ^bb0(%arg4: f32, %arg5: f32):
// CHECK-NEXT:       %5 = arith.addf %arg4, %arg5 : f32
// CHECK-NEXT:       scf.reduce.return %5 : f32
// CHECK-NEXT:     }, {
// CHECK-NEXT:     ^bb0(%arg4: f32, %arg5: f32):
// CHECK-NEXT:       %5 = arith.maximumf %arg4, %arg5 : f32
// CHECK-NEXT:       scf.reduce.return %5 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return %3#0, %3#1 : f32, f32
// CHECK-NEXT: }
func.func @parallel_loops(%a: index, %b: index, %m: memref<?xf32>) -> (f32, f32) {
  affine.parallel (%i, %j) = (0, max(%a, 5)) to (%b, min(%a * 2, 7)) step (1, 2) {
    %v = affine.load %m[%i] : memref<?xf32>
    affine.store %v, %m[%i + %j] : memref<?xf32>
  } {foo}
  %r:2 = affine.parallel (%i) = (0) to (%b) reduce ("addf", "maximumf") -> (f32, f32) {
    %v = affine.load %m[%i] : memref<?xf32>
    affine.yield %v, %v : f32, f32
  }
  return %r#0, %r#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @reductions(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %c0_i32 = arith.constant 0 : i32
// CHECK-NEXT:   %c1_i32 = arith.constant 1 : i32
// CHECK-NEXT:   %c0_i32_0 = arith.constant 0 : i32
// CHECK-NEXT:   %c-1_i32 = arith.constant -1 : i32
// CHECK-NEXT:   %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:   %cst_1 = arith.constant 0x7F800000 : f32
// CHECK-NEXT:   %0:6 = scf.parallel (%arg4) = (%c0) to (%arg1) step (%c1) init (%c0_i32, %c1_i32, %c0_i32_0, %c-1_i32, %cst, %cst_1) -> (i32, i32, i32, i32, f32, f32) {
// CHECK-NEXT:     %1 = memref.load %arg3[%arg4] : memref<?xf32>
// CHECK-NEXT:     scf.reduce(%arg2, %arg2, %arg2, %arg2, %1, %1 : i32, i32, i32, i32, f32, f32) {
// CHECK-NEXT:     ^bb0(%arg5: i32, %arg6: i32):
// CHECK-NEXT:       %2 = arith.addi %arg5, %arg6 : i32
// CHECK-NEXT:       scf.reduce.return %2 : i32
// CHECK-NEXT:     }, {
// CHECK-NEXT:     ^bb0(%arg5: i32, %arg6: i32):
// CHECK-NEXT:       %2 = arith.muli %arg5, %arg6 : i32
// CHECK-NEXT:       scf.reduce.return %2 : i32
// CHECK-NEXT:     }, {
// CHECK-NEXT:     ^bb0(%arg5: i32, %arg6: i32):
// CHECK-NEXT:       %2 = arith.ori %arg5, %arg6 : i32
// CHECK-NEXT:       scf.reduce.return %2 : i32
// CHECK-NEXT:     }, {
// CHECK-NEXT:     ^bb0(%arg5: i32, %arg6: i32):
// CHECK-NEXT:       %2 = arith.andi %arg5, %arg6 : i32
// CHECK-NEXT:       scf.reduce.return %2 : i32
// CHECK-NEXT:     }, {
// CHECK-NEXT:     ^bb0(%arg5: f32, %arg6: f32):
// CHECK-NEXT:       %2 = arith.mulf %arg5, %arg6 : f32
// CHECK-NEXT:       scf.reduce.return %2 : f32
// CHECK-NEXT:     }, {
// CHECK-NEXT:     ^bb0(%arg5: f32, %arg6: f32):
// CHECK-NEXT:       %2 = arith.minimumf %arg5, %arg6 : f32
// CHECK-NEXT:       scf.reduce.return %2 : f32
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0, %0#1, %0#2, %0#3, %0#4, %0#5 : i32, i32, i32, i32, f32, f32
// CHECK-NEXT: }
func.func @reductions(%a: index, %b: index, %k: i32, %m: memref<?xf32>) -> (i32, i32, i32, i32, f32, f32) {
  %r:6 = affine.parallel (%i) = (0) to (%b) reduce ("addi", "muli", "ori", "andi", "mulf", "minimumf") -> (i32, i32, i32, i32, f32, f32) {
    %v = affine.load %m[%i] : memref<?xf32>
    affine.yield %k, %k, %k, %k, %v, %v : i32, i32, i32, i32, f32, f32
  }
  return %r#0, %r#1, %r#2, %r#3, %r#4, %r#5 : i32, i32, i32, i32, f32, f32
}
