// What may be executed once only stays in its loop. mlir-opt repeats it in every thread.

// RUN: adopt %s --convert-parallel-loops-to-gpu | adopt-filecheck %s

// CHECK-LABEL: func.func @call
// CHECK-NOT:   gpu.launch
// CHECK:       scf.parallel
func.func @call(%m: memref<?xf32>, %n: index, %x: f32) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    func.call @f() : () -> ()
    scf.parallel (%j) = (%n) to (%n) step (%n) {
      memref.store %x, %m[%j] : memref<?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = thread_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}
func.func private @f()

// CHECK-LABEL: func.func @increment
// CHECK-NOT:   gpu.launch
// CHECK:       scf.parallel
func.func @increment(%a: memref<?xf32>, %b: memref<?xf32>, %n: index) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    %x = memref.load %a[%i] : memref<?xf32>
    %y = arith.addf %x, %x : f32
    memref.store %y, %a[%i] : memref<?xf32>
    scf.parallel (%j) = (%n) to (%n) step (%n) {
      memref.store %x, %b[%j] : memref<?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = thread_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}

// The inner loop writes through a view what is read behind it.

// CHECK-LABEL: func.func @behind
// CHECK-NOT:   gpu.launch
// CHECK:       scf.parallel
func.func @behind(%a: memref<8xf32>, %b: memref<?xf32>, %n: index, %x: f32) {
  %v = memref.cast %a : memref<8xf32> to memref<?xf32>
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    scf.parallel (%j) = (%n) to (%n) step (%n) {
      memref.store %x, %v[%j] : memref<?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = thread_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
    %y = memref.load %a[%i] : memref<8xf32>
    memref.store %y, %b[%i] : memref<?xf32>
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}

// A sequential inner loop is executed by one thread, with what stands around it.

// CHECK-LABEL: func.func @sequential
// CHECK:       gpu.launch
// CHECK:         scf.for
// CHECK-NEXT:      memref.store
// CHECK-NEXT:    }
// CHECK-NEXT:    memref.store
func.func @sequential(%m: memref<?xf32>, %n: index, %x: f32) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    scf.parallel (%j) = (%n) to (%n) step (%n) {
      memref.store %x, %m[%j] : memref<?xf32>
    } {mapping = [#gpu.loop_dim_map<processor = sequential, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
    memref.store %x, %m[%i] : memref<?xf32>
  } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
  return
}
