// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: #set = affine_set<(d0)[s0] : (d0 - s0 >= 0, s0 - 5 == 0)>
// CHECK: #set1 = affine_set<() : (1 == 0)>
// CHECK-LABEL: func.func @branches(
// CHECK-NEXT:   affine.if #set(%arg0)[%arg0] {
// CHECK-NEXT:     "test.then"() : () -> ()
// CHECK-NEXT:   } else {
// CHECK-NEXT:     "test.else"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   affine.if #set(%arg0)[%arg0] {
// CHECK-NEXT:   } {test.attr}
// CHECK-NEXT:   affine.if #set1() {
// CHECK-NEXT:   } else {
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
#set = affine_set<(d0)[s0] : (d0 - s0 >= 0, s0 - 5 == 0)>
func.func @branches(%n: index) {
  affine.if #set(%n)[%n] {
    "test.then"() : () -> ()
  } else {
    "test.else"() : () -> ()
  }
  affine.if #set(%n)[%n] {
  } {test.attr}
  affine.if affine_set<() : (1 == 0)>() {
  } else {
  }
  return
}

// -----

// CHECK: #set = affine_set<()[s0] : (s0 >= 0)>
// CHECK: #set1 = affine_set<(d0) : (d0 - 1 == 0)>
// CHECK-LABEL: func.func @results(
// CHECK-NEXT:   %0 = affine.if #set()[%arg0] -> f32 {
// CHECK-NEXT:     affine.yield %arg1 : f32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %2 = "test.value"() : () -> f32
// CHECK-NEXT:     affine.yield %2 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1:2 = affine.if #set1(%arg0) -> (index, index) {
// CHECK-NEXT:     affine.yield %arg0, %arg0 : index, index
// CHECK-NEXT:   } else {
// CHECK-NEXT:     affine.yield %arg0, %arg0 : index, index
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %1#0, %1#1 : f32, index, index
// CHECK-NEXT: }
func.func @results(%n: index, %x: f32) -> (f32, index, index) {
  %0 = affine.if affine_set<()[s0] : (s0 >= 0)>()[%n] -> f32 {
    affine.yield %x : f32
  } else {
    %y = "test.value"() : () -> f32
    affine.yield %y : f32
  }
  %1:2 = affine.if affine_set<(d0) : (d0 == 1)>(%n) -> (index, index) {
    affine.yield %n, %n : index, index
  } else {
    affine.yield %n, %n : index, index
  }
  return %0, %1#0, %1#1 : f32, index, index
}

// -----

// CHECK: #set = affine_set<(d0, d1)[s0] : (d0 - d1 * 2 >= 0, -d0 + s0 - 1 >= 0)>
// CHECK-LABEL: func.func @in_loops(
// CHECK-NEXT:   affine.for %arg3 = 0 to %arg1 {
// CHECK-NEXT:     affine.parallel (%arg4) = (0) to (%arg3) {
// CHECK-NEXT:       affine.if #set(%arg3, %arg4)[%arg1] {
// CHECK-NEXT:         affine.store %arg2, %arg0[%arg3 + %arg4] : memref<?xf32>
// CHECK-NEXT:       }
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @in_loops(%m: memref<?xf32>, %n: index, %x: f32) {
  affine.for %i = 0 to %n {
    affine.parallel (%j) = (0) to (%i) {
      affine.if affine_set<(d0, d1)[s0] : (d0 - d1 * 2 >= 0, s0 - d0 - 1 >= 0)>(%i, %j)[%n] {
        affine.store %x, %m[%i + %j] : memref<?xf32>
      }
    }
  }
  return
}
