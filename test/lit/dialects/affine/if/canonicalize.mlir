// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: #set = affine_set<(d0)[s0] : (d0 + 4 == 0, s0 - 3 >= 0)>
// CHECK: #set1 = affine_set<(d0)[s0] : (-d0 + s0 + 4 == 0)>
// CHECK-LABEL: func.func @condition(
// CHECK-NEXT:   affine.for %arg3 = 0 to %arg2 {
// CHECK-NEXT:     affine.if #set(%arg3)[%arg2] {
// CHECK-NEXT:       affine.store %arg1, %arg0[%arg3] : memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:     affine.if #set1(%arg3)[%arg2] {
// CHECK-NEXT:       affine.store %arg1, %arg0[%arg3] : memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @condition(%m: memref<?xf32>, %x: f32, %n: index) {
  affine.for %i = 0 to %n {
    %0 = affine.apply affine_map<(d0)[s0] -> (d0 + s0)>(%i)[%n]
    affine.if affine_set<(d0, d1)[s0] : (d0 - d1 + 4 == 0, s0 - 3 >= 0)>(%0, %n)[%n] {
      affine.store %x, %m[%i] : memref<?xf32>
    }
    affine.if affine_set<(d0, d1)[s0] : (d0 - d1 + 4 == 0)>(%n, %i)[%n] {
      affine.store %x, %m[%i] : memref<?xf32>
    }
  }
  return
}

// -----

// CHECK: #set = affine_set<()[s0] : (s0 - 3 >= 0)>
// CHECK-LABEL: func.func @empty_else(
// CHECK-NEXT:   affine.if #set()[%arg2] {
// CHECK-NEXT:     affine.store %arg1, %arg0[symbol(%arg2)] : memref<?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   affine.if #set()[%arg2] {
// CHECK-NEXT:   } else {
// CHECK-NEXT:     affine.store %arg1, %arg0[symbol(%arg2)] : memref<?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @empty_else(%m: memref<?xf32>, %x: f32, %n: index) {
  affine.if affine_set<()[s0] : (s0 - 3 >= 0)>()[%n] {
    affine.store %x, %m[%n] : memref<?xf32>
  } else {
  }
  affine.if affine_set<()[s0] : (s0 - 3 >= 0)>()[%n] {
  } else {
    affine.store %x, %m[%n] : memref<?xf32>
  }
  affine.if affine_set<()[s0] : (s0 - 3 >= 0)>()[%n] {
  } else {
  }
  return
}

// -----

// CHECK-LABEL: func.func @always(
// CHECK-NEXT:   affine.store %arg1, %arg0[symbol(%arg2)] : memref<?xf32>
// CHECK-NEXT:   %0 = affine.load %arg0[symbol(%arg2)] : memref<?xf32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @always(%m: memref<?xf32>, %x: f32, %n: index) -> f32 {
  affine.if affine_set<() : (0 == 0)>() {
    affine.store %x, %m[%n] : memref<?xf32>
  } else {
    affine.store %x, %m[0] : memref<?xf32>
  }
  %0 = affine.if affine_set<(d0) : (d0 - d0 == 0)>(%n) -> f32 {
    %1 = affine.load %m[%n] : memref<?xf32>
    affine.yield %1 : f32
  } else {
    affine.yield %x : f32
  }
  return %0 : f32
}

// -----

// CHECK-LABEL: func.func @never(
// CHECK-NEXT:   affine.store %arg1, %arg0[0] : memref<?xf32>
// CHECK-NEXT:   return %arg1 : f32
// CHECK-NEXT: }
func.func @never(%m: memref<?xf32>, %x: f32, %n: index) -> f32 {
  affine.if affine_set<() : (1 == 0)>() {
    affine.store %x, %m[%n] : memref<?xf32>
  }
  affine.if affine_set<() : (1 == 0)>() {
    affine.store %x, %m[%n] : memref<?xf32>
  } else {
    affine.store %x, %m[0] : memref<?xf32>
  }
  %0 = affine.if affine_set<(d0) : (1 == 0)>(%n) -> f32 {
    %1 = affine.load %m[%n] : memref<?xf32>
    affine.yield %1 : f32
  } else {
    affine.yield %x : f32
  }
  return %0 : f32
}

// -----

// CHECK: #set = affine_set<() : (1 >= 0)>
// CHECK-LABEL: func.func @other_constants(
// CHECK-NEXT:   affine.if #set() {
// CHECK-NEXT:     affine.store %arg1, %arg0[symbol(%arg2)] : memref<?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   affine.store %arg1, %arg0[symbol(%arg2)] : memref<?xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @other_constants(%m: memref<?xf32>, %x: f32, %n: index) {
  %c4 = arith.constant 4 : index
  affine.if affine_set<(d0) : (d0 - 3 >= 0)>(%c4) {
    affine.store %x, %m[%n] : memref<?xf32>
  }
  affine.if affine_set<(d0) : (d0 - 3 == 0)>(%c4) {
    affine.store %x, %m[%n] : memref<?xf32>
  }
  affine.if affine_set<(d0) : (d0 - 4 == 0)>(%c4) {
    affine.store %x, %m[%n] : memref<?xf32>
  }
  return
}
