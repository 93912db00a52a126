// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: func.func @accesses(%arg0: memref<?x16xf32>, %arg1: index, %arg2: f32) {
// CHECK-NEXT:   %0 = memref.load %arg0[%arg1, %arg1] : memref<?x16xf32>
// CHECK-NEXT:   %1 = memref.load %arg0[%arg1, %arg1] {alignment = 16 : i64, nontemporal = true} : memref<?x16xf32>
// CHECK-NEXT:   memref.store %arg2, %arg0[%arg1, %arg1] : memref<?x16xf32>
// CHECK-NEXT:   memref.store %arg2, %arg0[%arg1, %arg1] {alignment = 8 : i64, nontemporal = true, test.a} : memref<?x16xf32>
// CHECK-NEXT:   memref.copy %arg0, %arg0 : memref<?x16xf32> to memref<?x16xf32>
// CHECK-NEXT:   memref.prefetch %arg0[%arg1, %arg1], read, locality<3>, data : memref<?x16xf32>
// CHECK-NEXT:   memref.prefetch %arg0[%arg1, %arg1], write, locality<0>, instr : memref<?x16xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @accesses(%m: memref<?x16xf32>, %i: index, %v: f32) {
  %0 = memref.load %m[%i, %i] : memref<?x16xf32>
  %1 = memref.load %m[%i, %i] {nontemporal = true, alignment = 16} : memref<?x16xf32>
  memref.store %v, %m[%i, %i] : memref<?x16xf32>
  memref.store %v, %m[%i, %i] {alignment = 8, nontemporal = true, test.a} : memref<?x16xf32>
  memref.copy %m, %m : memref<?x16xf32> to memref<?x16xf32>
  memref.prefetch %m[%i, %i], read, locality<3>, data : memref<?x16xf32>
  memref.prefetch %m[%i, %i], write, locality<0>, instr : memref<?x16xf32>
  return
}

// -----

// CHECK: func.func @rank_zero(%arg0: memref<f32>, %arg1: f32) {
// CHECK-NEXT:   %0 = memref.load %arg0[] : memref<f32>
// CHECK-NEXT:   memref.store %arg1, %arg0[] : memref<f32>
// CHECK-NEXT:   memref.prefetch %arg0[], read, locality<1>, data : memref<f32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @rank_zero(%m: memref<f32>, %v: f32) {
  %0 = memref.load %m[] : memref<f32>
  memref.store %v, %m[] : memref<f32>
  memref.prefetch %m[], read, locality<1>, data : memref<f32>
  return
}

// -----

// CHECK: func.func @buffers_of_buffers(%arg0: memref<2xmemref<?xf32>>, %arg1: memref<*xf32>, %arg2: memref<3xf32>, %arg3: index) {
// CHECK-NEXT:   %0 = memref.load %arg0[%arg3] : memref<2xmemref<?xf32>>
// CHECK-NEXT:   memref.store %0, %arg0[%arg3] : memref<2xmemref<?xf32>>
// CHECK-NEXT:   memref.copy %arg1, %arg2 : memref<*xf32> to memref<3xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @buffers_of_buffers(%m: memref<2xmemref<?xf32>>, %u: memref<*xf32>, %r: memref<3xf32>, %i: index) {
  %0 = memref.load %m[%i] : memref<2xmemref<?xf32>>
  memref.store %0, %m[%i] : memref<2xmemref<?xf32>>
  memref.copy %u, %r : memref<*xf32> to memref<3xf32>
  return
}
