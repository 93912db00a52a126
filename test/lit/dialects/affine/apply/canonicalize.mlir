// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @constants(
// CHECK-NEXT:   %c6 = arith.constant 6 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c42 = arith.constant 42 : index
// CHECK-NEXT:   return %c6, %c0, %c42 : index, index, index
// CHECK-NEXT: }
func.func @constants() -> (index, index, index) {
  %c7 = arith.constant 7 : index
  %cm9 = arith.constant -9 : index
  %0 = affine.apply affine_map<(d0)[s0] -> (d0 floordiv 2 + s0 mod 4)>(%c7)[%cm9]
  %1 = affine.apply affine_map<(d0)[s0] -> (d0 ceildiv s0)>(%c7)[%cm9]
  %2 = affine.apply affine_map<() -> (42)>()
  return %0, %1, %2 : index, index, index
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 floordiv 0)>
// CHECK-LABEL: func.func @poison(
// CHECK-NEXT:   %0 = ub.poison : index
// CHECK-NEXT:   %1 = affine.apply #map()[%arg0]
// CHECK-NEXT:   return %0, %1 : index, index
// CHECK-NEXT: }
func.func @poison(%n: index) -> (index, index) {
  %c0 = arith.constant 0 : index
  %c7 = arith.constant 7 : index
  %0 = affine.apply affine_map<(d0)[s0] -> (d0 mod s0)>(%c7)[%c0]
  %1 = affine.apply affine_map<(d0)[s0] -> (d0 floordiv s0)>(%n)[%c0]
  return %0, %1 : index, index
}

// -----

// CHECK-LABEL: func.func @inputs(
// CHECK-NEXT:   return %arg0, %arg1 : index, index
// CHECK-NEXT: }
func.func @inputs(%a: index, %b: index) -> (index, index) {
  %0 = affine.apply affine_map<(d0)[s0] -> (d0)>(%a)[%b]
  %1 = affine.apply affine_map<(d0)[s0] -> (s0)>(%a)[%b]
  return %0, %1 : index, index
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 3)>
// CHECK-LABEL: func.func @composition(
// CHECK-NEXT:   %0 = affine.apply #map()[%arg0]
// CHECK-NEXT:   return %0 : index
// CHECK-NEXT: }
func.func @composition(%a: index, %b: index) -> index {
  %0 = affine.apply affine_map<(d0)[s0] -> (d0 * 2 + s0)>(%a)[%b]
  %1 = affine.apply affine_map<(d0, d1) -> (d0 + d1 * 3)>(%0, %a)
  %2 = affine.apply affine_map<()[s0, s1] -> (s0 - s1)>()[%1, %0]
  return %2 : index
}

// -----

// CHECK: #map = affine_map<()[s0, s1] -> (s1 + s0 * s1 + 4)>
// CHECK-LABEL: func.func @equal_and_unused_inputs(
// CHECK-NEXT:   %0 = affine.apply #map()[%arg1, %arg0]
// CHECK-NEXT:   return %0 : index
// CHECK-NEXT: }
func.func @equal_and_unused_inputs(%a: index, %b: index) -> index {
  %0 = affine.apply affine_map<(d0, d1, d2)[s0, s1] -> (d0 + d1 * s0 + 4)>(%a, %a, %b)[%b, %a]
  return %0 : index
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 * 8 + 8)>
// CHECK-LABEL: func.func @constant_inputs(
// CHECK-NEXT:   %0 = affine.apply #map()[%arg0]
// CHECK-NEXT:   return %0 : index
// CHECK-NEXT: }
func.func @constant_inputs(%a: index) -> index {
  %c4 = arith.constant 4 : index
  %0 = affine.apply affine_map<(d0, d1)[s0] -> (d0 * 8 + d1 + s0)>(%a, %c4)[%c4]
  return %0 : index
}

// -----

// CHECK: #map = affine_map<(d0, d1)[s0, s1] -> (d0 + d1 * 3 + s0 * 2 + s1 * 4)>
// CHECK-LABEL: func.func @symbols_in_nests(
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   scf.for %arg2 = %c1 to %arg1 step %c1 {
// CHECK-NEXT:     %alloc = memref.alloc(%arg1) : memref<?xindex>
// CHECK-NEXT:     %0 = memref.load %arg0[%arg2, %arg2] : memref<?x8xindex>
// CHECK-NEXT:     %1 = arith.addi %arg1, %arg1 : index
// CHECK-NEXT:     %2 = affine.apply #map(%arg2, %0)[%arg1, %1]
// CHECK-NEXT:     "test.use"(%2, %alloc) : (index, memref<?xindex>) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @symbols_in_nests(%m: memref<?x8xindex>, %n: index) {
  %c1 = arith.constant 1 : index
  scf.for %i = %c1 to %n step %c1 {
    %alloc = memref.alloc(%n) : memref<?xindex>
    %c0 = arith.constant 0 : index
    %dim = memref.dim %alloc, %c0 : memref<?xindex>
    %other = memref.load %m[%i, %i] : memref<?x8xindex>
    %sum = arith.addi %n, %n : index
    %0 = affine.apply affine_map<(d0, d1, d2, d3) -> (d0 + d1 * 2 + d2 * 3 + d3 * 4)>(%i, %dim, %other, %sum)
    "test.use"(%0, %alloc) : (index, memref<?xindex>) -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @cancels(
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   return %arg0, %c0 : index, index
// CHECK-NEXT: }
func.func @cancels(%a: index, %b: index) -> (index, index) {
  %0 = affine.apply affine_map<(d0, d1) -> (d0 + d1)>(%a, %b)
  %1 = affine.apply affine_map<(d0, d1) -> (d0 - d1)>(%0, %b)
  %2 = affine.apply affine_map<(d0, d1) -> (d0 - d1)>(%1, %a)
  return %1, %2 : index, index
}

// -----

// CHECK: #map = affine_map<()[s0] -> ((s0 floordiv 8) floordiv 4)>
// CHECK-LABEL: func.func @quotients(
// CHECK-NEXT:   %0 = affine.apply #map()[%arg0]
// CHECK-NEXT:   return %arg0, %0 : index, index
// CHECK-NEXT: }
func.func @quotients(%a: index) -> (index, index) {
  %0 = affine.apply affine_map<(d0) -> (d0 floordiv 8)>(%a)
  %1 = affine.apply affine_map<(d0) -> (d0 mod 8)>(%a)
  %2 = affine.apply affine_map<(d0, d1) -> (d0 * 8 + d1)>(%0, %1)
  %3 = affine.apply affine_map<(d0) -> (d0 floordiv 4)>(%0)
  return %2, %3 : index, index
}
