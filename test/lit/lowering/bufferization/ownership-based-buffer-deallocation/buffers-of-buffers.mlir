// What the program frees itself may lie in other buffers, and be handed through regions and calls beside what is freed here.

// RUN: adopt %s --ownership-based-buffer-deallocation | adopt-filecheck %s

// CHECK-LABEL: func.func @grow
// CHECK: memref.store %{{.*}}, %arg1[%arg2] : memref<4xmemref<?xf32>>
func.func @grow(%full: i1, %m: memref<4xmemref<?xf32>>, %i: index, %n: index) {
  %owned = memref.alloc() : memref<4xf32>
  %old = memref.load %m[%i] : memref<4xmemref<?xf32>>
  %new = scf.if %full -> memref<?xf32> {
    %larger = memref.alloc(%n) {bufferization.manual_deallocation} : memref<?xf32>
    memref.dealloc %old {bufferization.manual_deallocation} : memref<?xf32>
    scf.yield %larger : memref<?xf32>
  } else {
    scf.yield %old : memref<?xf32>
  }
  memref.store %new, %m[%i] : memref<4xmemref<?xf32>>
  %x = memref.load %owned[%i] : memref<4xf32>
  memref.store %x, %new[%i] : memref<?xf32>
  // CHECK: bufferization.dealloc
  return
}

// CHECK-LABEL: func.func private @read
func.func private @read(%b: memref<4xf32>, %m: memref<4xmemref<?xf32>>, %i: index) {
  %x = memref.load %b[%i] : memref<4xf32>
  %inner = memref.load %m[%i] : memref<4xmemref<?xf32>>
  memref.store %x, %inner[%i] : memref<?xf32>
  return
}

// CHECK-LABEL: func.func @call
func.func @call(%m: memref<4xmemref<?xf32>>, %i: index) {
  // CHECK: %[[OWNED:.*]] = memref.alloc()
  // CHECK: call @read(%[[OWNED]]
  // CHECK: %[[BASE:.*]], %{{.*}}, %{{.*}}, %{{.*}} = memref.extract_strided_metadata %[[OWNED]]
  // CHECK: bufferization.dealloc (%[[BASE]] :
  %owned = memref.alloc() : memref<4xf32>
  call @read(%owned, %m, %i) : (memref<4xf32>, memref<4xmemref<?xf32>>, index) -> ()
  return
}
