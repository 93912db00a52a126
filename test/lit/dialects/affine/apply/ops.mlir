// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: #map = affine_map<(d0)[s0] -> (d0 + s0)>
// CHECK: #map1 = affine_map<() -> (42)>
// CHECK: #map2 = affine_map<()[s0, s1] -> (s0 * 2 + s1 floordiv 3)>
// CHECK: #map3 = affine_map<(d0, d1) -> ((d0 + 1) mod 8 - d1 ceildiv 4)>
// CHECK-LABEL: func.func @apply(
// CHECK-NEXT:   %0 = affine.apply #map(%arg0)[%arg1]
// CHECK-NEXT:   %1 = affine.apply #map1()
// CHECK-NEXT:   %2 = affine.apply #map2()[%arg0, %arg1] {test.attr = 1 : i32}
// CHECK-NEXT:   %3 = affine.apply #map3(%arg0, %arg0)
// CHECK-NEXT:   return %0, %1, %2, %3 : index, index, index, index
// CHECK-NEXT: }
#sum = affine_map<(d0)[s0] -> (d0 + s0)>
func.func @apply(%a: index, %b: index) -> (index, index, index, index) {
  %0 = affine.apply #sum(%a)[%b]
  %1 = affine.apply affine_map<() -> (42)>()
  %2 = affine.apply affine_map<()[s0, s1] -> (s0 * 2 + s1 floordiv 3)>()[%a, %b] {test.attr = 1 : i32}
  %3 = affine.apply affine_map<(d0, d1) -> ((d0 + 1) mod 8 - d1 ceildiv 4)>(%a, %a)
  return %0, %1, %2, %3 : index, index, index, index
}

// -----

// CHECK: #map = affine_map<(d0)[s0, s1] -> (d0 + s0 + s1)>
// CHECK-LABEL: func.func @operands_that_are_neither(
// CHECK-NEXT:   scf.for %arg2 = %arg0 to %arg0 step %arg0 {
// CHECK-NEXT:     %0 = memref.load %arg1[%arg2] : memref<?xindex>
// CHECK-NEXT:     %1 = affine.apply #map(%arg2)[%0, %arg2]
// CHECK-NEXT:     "test.use"(%1) : (index) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @operands_that_are_neither(%n: index, %m: memref<?xindex>) {
  scf.for %i = %n to %n step %n {
    %0 = memref.load %m[%i] : memref<?xindex>
    %1 = affine.apply affine_map<(d0)[s0, s1] -> (d0 + s0 + s1)>(%i)[%0, %i]
    "test.use"(%1) : (index) -> ()
  }
  return
}
