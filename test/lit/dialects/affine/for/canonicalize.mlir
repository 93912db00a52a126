// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @constant_bounds(
// CHECK-NEXT:   affine.for %arg2 = 3 to 9 {
// CHECK-NEXT:     affine.for %arg3 = 9 to 22 {
// CHECK-NEXT:       affine.store %arg1, %arg0[%arg2 + %arg3] : memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @constant_bounds(%m: memref<?xf32>, %x: f32) {
  %c3 = arith.constant 3 : index
  %c9 = arith.constant 9 : index
  affine.for %i = %c3 to %c9 {
    affine.for %j = max affine_map<(d0)[s0] -> (d0 * 2, s0)>(%c3)[%c9] to min affine_map<(d0) -> (d0 * 4, d0 + 13)>(%c9) {
      affine.store %x, %m[%i + %j] : memref<?xf32>
    }
  }
  return
}

// -----

// CHECK: #map = affine_map<(d0)[s0] -> (d0 + s0)>
// CHECK: #map1 = affine_map<(d0)[s0] -> (d0 * 3 + s0 * 3, d0 + s0)>
// CHECK-LABEL: func.func @composed_bounds(
// CHECK-NEXT:   affine.for %arg3 = 0 to %arg2 {
// CHECK-NEXT:     affine.for %arg4 = #map(%arg3)[%arg2] to min #map1(%arg3)[%arg2] {
// CHECK-NEXT:       affine.store %arg1, %arg0[%arg4] : memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @composed_bounds(%m: memref<?xf32>, %x: f32, %n: index) {
  affine.for %i = 0 to %n {
    %0 = affine.apply affine_map<(d0)[s0] -> (d0 + s0)>(%i)[%n]
    %1 = affine.apply affine_map<(d0) -> (d0 * 3)>(%0)
    affine.for %j = affine_map<(d0) -> (d0)>(%0) to min affine_map<(d0, d1) -> (d0, d0, d1)>(%1, %0) {
      affine.store %x, %m[%j] : memref<?xf32>
    }
  }
  return
}

// -----

// CHECK: #map = affine_map<()[s0] -> (20, s0)>
// CHECK: #map1 = affine_map<(d0) -> (0, d0 mod 3 - 7)>
// CHECK: #map2 = affine_map<(d0) -> (d0 + 3, d0 + 4)>
// CHECK-LABEL: func.func @redundant_bounds(
// CHECK-NEXT:   affine.for %arg3 = 0 to 10 {
// CHECK-NEXT:     affine.for %arg4 = 9 to min #map()[%arg2] {
// CHECK-NEXT:       affine.store %arg1, %arg0[%arg4] : memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:     affine.for %arg4 = max #map1(%arg3) to min #map2(%arg3) {
// CHECK-NEXT:       affine.store %arg1, %arg0[%arg4] : memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @redundant_bounds(%m: memref<?xf32>, %x: f32, %n: index) {
  affine.for %i = 0 to 10 {
    affine.for %j = max affine_map<(d0) -> (d0, 9)>(%i) to min affine_map<(d0)[s0] -> (d0 + 32, 20, s0)>(%i)[%n] {
      affine.store %x, %m[%j] : memref<?xf32>
    }
    affine.for %j = max affine_map<(d0) -> (-5, d0 floordiv 32, d0 mod 3 - 7)>(%i) to min affine_map<(d0) -> (d0 + 3, d0 + 4)>(%i) {
      affine.store %x, %m[%j] : memref<?xf32>
    }
  }
  return
}

// -----

// CHECK-LABEL: func.func @empty(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @empty(%n: index, %x: f32) {
  affine.for %i = 0 to %n {
  }
  affine.for %i = 0 to 10 step 3 {
    affine.for %j = 0 to affine_map<(d0) -> (d0)>(%i) {
    }
  }
  return
}

// -----

// CHECK-LABEL: func.func @never_runs(
// CHECK-NEXT:   affine.for %arg2 = 10 to 3 {
// CHECK-NEXT:     affine.store %arg1, %arg0[%arg2] : memref<?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg1 : f32
// CHECK-NEXT: }
func.func @never_runs(%m: memref<?xf32>, %x: f32) -> f32 {
  %0 = affine.for %i = 10 to 10 iter_args(%a = %x) -> f32 {
    %1 = affine.load %m[%i] : memref<?xf32>
    affine.yield %1 : f32
  }
  affine.for %i = 10 to 3 {
    affine.store %x, %m[%i] : memref<?xf32>
  }
  return %0 : f32
}

// -----

// CHECK-LABEL: func.func @carried_as_they_are(
// CHECK-NEXT:   return %arg1, %arg2 : f32, f32
// CHECK-NEXT: }
func.func @carried_as_they_are(%n: index, %x: f32, %y: f32) -> (f32, f32) {
  %0:2 = affine.for %i = 0 to %n iter_args(%a = %x, %b = %y) -> (f32, f32) {
    affine.yield %a, %b : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @changed_places(
// CHECK-NEXT:   %0:2 = affine.for %arg3 = 0 to 2 iter_args(%arg4 = %arg1, %arg5 = %arg2) -> (f32, f32) {
// CHECK-NEXT:     affine.yield %arg5, %arg4 : f32, f32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1:2 = affine.for %arg3 = 0 to %arg0 iter_args(%arg4 = %arg1, %arg5 = %arg2) -> (f32, f32) {
// CHECK-NEXT:     affine.yield %arg5, %arg4 : f32, f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg2, %arg1, %0#0, %0#1, %1#0, %1#1 : f32, f32, f32, f32, f32, f32
// CHECK-NEXT: }
func.func @changed_places(%n: index, %x: f32, %y: f32) -> (f32, f32, f32, f32, f32, f32) {
  %0:2 = affine.for %i = 0 to 1 iter_args(%a = %x, %b = %y) -> (f32, f32) {
    affine.yield %b, %a : f32, f32
  }
  %1:2 = affine.for %i = 0 to 2 iter_args(%a = %x, %b = %y) -> (f32, f32) {
    affine.yield %b, %a : f32, f32
  }
  %2:2 = affine.for %i = 0 to %n iter_args(%a = %x, %b = %y) -> (f32, f32) {
    affine.yield %b, %a : f32, f32
  }
  return %0#0, %0#1, %1#0, %1#1, %2#0, %2#1 : f32, f32, f32, f32, f32, f32
}

// -----

// CHECK-LABEL: func.func @from_outside(
// CHECK-NEXT:   %0 = affine.for %arg3 = 0 to %arg0 iter_args(%arg4 = %arg1) -> (f32) {
// CHECK-NEXT:     affine.yield %arg2 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1 = affine.for %arg3 = 0 to 5 iter_args(%arg4 = %arg0) -> (index) {
// CHECK-NEXT:     affine.yield %arg3 : index
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg2, %0, %1 : f32, f32, index
// CHECK-NEXT: }
func.func @from_outside(%n: index, %x: f32, %y: f32) -> (f32, f32, index) {
  %0 = affine.for %i = 0 to 5 iter_args(%a = %x) -> f32 {
    affine.yield %y : f32
  }
  %1 = affine.for %i = 0 to %n iter_args(%a = %x) -> f32 {
    affine.yield %y : f32
  }
  %2 = affine.for %i = 0 to 5 iter_args(%a = %n) -> index {
    affine.yield %i : index
  }
  return %0, %1, %2 : f32, f32, index
}
