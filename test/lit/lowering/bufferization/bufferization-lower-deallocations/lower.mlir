// RUN: adopt %s -split-input-file -bufferization-lower-deallocations -canonicalize | adopt-filecheck %s

// CHECK-LABEL: func.func @one(
// CHECK-NEXT:    scf.if %arg1 {
// CHECK-NEXT:      memref.dealloc %arg0 : memref<4xf32>
// CHECK-NEXT:    }
func.func @one(%m: memref<4xf32>, %c: i1) {
  bufferization.dealloc (%m : memref<4xf32>) if (%c)
  return
}

// CHECK-LABEL: func.func @retained(
// CHECK-NEXT:    %[[M:.*]] = memref.extract_aligned_pointer_as_index %arg0 : memref<4xf32> -> index
// CHECK-NEXT:    %[[R:.*]] = memref.extract_aligned_pointer_as_index %arg2 : memref<*xf32> -> index
// CHECK-NEXT:    %[[OTHER:.*]] = arith.cmpi ne, %[[M]], %[[R]] : index
// CHECK-NEXT:    %[[FREE:.*]] = arith.andi %[[OTHER]], %arg1 : i1
// CHECK-NEXT:    scf.if %[[FREE]] {
// CHECK-NEXT:      memref.dealloc %arg0 : memref<4xf32>
// CHECK-NEXT:    }
// CHECK-NEXT:    %[[SAME:.*]] = arith.cmpi eq, %[[M]], %[[R]] : index
// CHECK-NEXT:    %[[OWNED:.*]] = arith.andi %[[SAME]], %arg1 : i1
// CHECK-NEXT:    return %[[OWNED]] : i1
func.func @retained(%m: memref<4xf32>, %c: i1, %r: memref<*xf32>) -> i1 {
  %0 = bufferization.dealloc (%m : memref<4xf32>) if (%c) retain (%r : memref<*xf32>)
  return %0 : i1
}

// CHECK-LABEL: func.func @nothing(
// CHECK-NEXT:    %false = arith.constant false
// CHECK-NEXT:    return %false : i1
func.func @nothing(%r: memref<4xf32>) -> i1 {
  %0 = bufferization.dealloc retain (%r : memref<4xf32>)
  return %0 : i1
}

// CHECK-LABEL: func.func @two(
// CHECK:         scf.if %arg2 {
// CHECK-NEXT:      memref.dealloc %arg0
// CHECK-NEXT:    }
// CHECK-NEXT:    scf.if %{{.*}} {
// CHECK-NEXT:      memref.dealloc %arg1
// CHECK-NEXT:    }
func.func @two(%a: memref<4xf32>, %b: memref<4xf32>, %c: i1, %d: i1) {
  bufferization.dealloc (%a, %b : memref<4xf32>, memref<4xf32>) if (%c, %d)
  return
}

// -----

// Many are compared by a function, which is put into the module.

// CHECK-LABEL: func.func @many(
// CHECK-COUNT-5: memref.alloc()
// CHECK:         call @dealloc_helper_0(
// CHECK-COUNT-5: memref.dealloc %alloc
// CHECK-COUNT-7: memref.dealloc %arg
// CHECK:       func.func private @dealloc_helper_0(
func.func private @dealloc_helper()
func.func @many(%a: memref<4xf32>, %b: memref<4xf32>, %c: memref<4xf32>, %d: memref<4xf32>, %e: memref<4xf32>,
                %f: memref<4xf32>, %g: memref<4xf32>, %if: i1) {
  bufferization.dealloc (%a, %b, %c, %d, %e, %f, %g : memref<4xf32>, memref<4xf32>, memref<4xf32>, memref<4xf32>,
    memref<4xf32>, memref<4xf32>, memref<4xf32>) if (%if, %if, %if, %if, %if, %if, %if)
  return
}
