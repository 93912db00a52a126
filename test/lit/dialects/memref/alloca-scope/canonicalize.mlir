// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @last_in_function() {
// CHECK-NEXT:   %alloca = memref.alloca() : memref<4xf32>
// CHECK-NEXT:   "test.use"(%alloca) : (memref<4xf32>) -> ()
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @last_in_function() {
  memref.alloca_scope {
    %0 = memref.alloca() : memref<4xf32>
    "test.use"(%0) : (memref<4xf32>) -> ()
  }
  return
}

// -----

// CHECK: func.func @not_last() {
// CHECK-NEXT:   memref.alloca_scope  {
// CHECK-NEXT:     %alloca = memref.alloca() : memref<4xf32>
// CHECK-NEXT:     "test.use"(%alloca) : (memref<4xf32>) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   "test.after"() : () -> ()
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @not_last() {
  memref.alloca_scope {
    %0 = memref.alloca() : memref<4xf32>
    "test.use"(%0) : (memref<4xf32>) -> ()
  }
  "test.after"() : () -> ()
  return
}

// -----

// CHECK: func.func @nothing_allocated(%arg0: memref<4xf32>, %arg1: index) -> f32 {
// CHECK-NEXT:   %0 = memref.load %arg0[%arg1] : memref<4xf32>
// CHECK-NEXT:   memref.store %0, %arg0[%arg1] : memref<4xf32>
// CHECK-NEXT:   return %0 : f32
// CHECK-NEXT: }
func.func @nothing_allocated(%m: memref<4xf32>, %i: index) -> f32 {
  %0 = memref.alloca_scope -> f32 {
    %1 = memref.load %m[%i] : memref<4xf32>
    memref.alloca_scope.return %1 : f32
  }
  memref.store %0, %m[%i] : memref<4xf32>
  return %0 : f32
}

// -----

// CHECK: func.func @hoisted(%arg0: i1, %arg1: f32, %arg2: memref<4xf32>, %arg3: index) {
// CHECK-NEXT:   %alloca = memref.alloca() : memref<4xf32>
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     memref.store %arg1, %alloca[%arg3] : memref<4xf32>
// CHECK-NEXT:     memref.copy %alloca, %arg2 : memref<4xf32> to memref<4xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @hoisted(%c: i1, %v: f32, %m: memref<4xf32>, %i: index) {
  scf.if %c {
    memref.alloca_scope {
      %0 = memref.alloca() : memref<4xf32>
      memref.store %v, %0[%i] : memref<4xf32>
      memref.copy %0, %m : memref<4xf32> to memref<4xf32>
    }
  }
  return
}

// -----

// CHECK: func.func @size_from_inside(%arg0: i1, %arg1: f32, %arg2: memref<?xf32>, %arg3: index) {
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     %0 = "test.size"() : () -> index
// CHECK-NEXT:     memref.alloca_scope  {
// CHECK-NEXT:       %alloca = memref.alloca(%0) : memref<?xf32>
// CHECK-NEXT:       memref.store %arg1, %alloca[%arg3] : memref<?xf32>
// CHECK-NEXT:       memref.copy %alloca, %arg2 : memref<?xf32> to memref<?xf32>
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @size_from_inside(%c: i1, %v: f32, %m: memref<?xf32>, %i: index) {
  scf.if %c {
    %n = "test.size"() : () -> index
    memref.alloca_scope {
      %0 = memref.alloca(%n) : memref<?xf32>
      memref.store %v, %0[%i] : memref<?xf32>
      memref.copy %0, %m : memref<?xf32> to memref<?xf32>
    }
  }
  return
}

// -----

// CHECK: func.func @loop(%arg0: index, %arg1: f32, %arg2: memref<4xf32>) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.for %arg3 = %c0 to %arg0 step %c1 {
// CHECK-NEXT:     %alloca = memref.alloca() : memref<4xf32>
// CHECK-NEXT:     memref.store %arg1, %alloca[%arg3] : memref<4xf32>
// CHECK-NEXT:     memref.copy %alloca, %arg2 : memref<4xf32> to memref<4xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @loop(%n: index, %v: f32, %m: memref<4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  scf.for %i = %c0 to %n step %c1 {
    memref.alloca_scope {
      %0 = memref.alloca() : memref<4xf32>
      memref.store %v, %0[%i] : memref<4xf32>
      memref.copy %0, %m : memref<4xf32> to memref<4xf32>
    }
  }
  return
}

// -----

// CHECK: func.func @nested_scope_of_its_own(%arg0: index, %arg1: f32, %arg2: memref<4xf32>) {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.for %arg3 = %c0 to %arg0 step %c1 {
// CHECK-NEXT:     %alloca = memref.alloca() : memref<4xf32>
// CHECK-NEXT:     memref.store %arg1, %alloca[%arg3] : memref<4xf32>
// CHECK-NEXT:     memref.copy %alloca, %arg2 : memref<4xf32> to memref<4xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   memref.store %arg1, %arg2[%c0] : memref<4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @nested_scope_of_its_own(%n: index, %v: f32, %m: memref<4xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  memref.alloca_scope {
    scf.for %i = %c0 to %n step %c1 {
      %0 = memref.alloca() : memref<4xf32>
      memref.store %v, %0[%i] : memref<4xf32>
      memref.copy %0, %m : memref<4xf32> to memref<4xf32>
    }
  }
  memref.copy %m, %m : memref<4xf32> to memref<4xf32>
  memref.store %v, %m[%c0] : memref<4xf32>
  return
}
