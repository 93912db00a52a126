// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @constants(
// CHECK-NEXT:   %c-9 = arith.constant -9 : index
// CHECK-NEXT:   %c7 = arith.constant 7 : index
// CHECK-NEXT:   return %c-9, %c7 : index, index
// CHECK-NEXT: }
func.func @constants() -> (index, index) {
  %c7 = arith.constant 7 : index
  %cm9 = arith.constant -9 : index
  %0 = affine.min affine_map<(d0)[s0] -> (d0, s0, 1000)>(%c7)[%cm9]
  %1 = affine.max affine_map<(d0)[s0] -> (d0, s0, d0 * s0)>(%c7)[%cm9]
  return %0, %1 : index, index
}

// -----

// CHECK: #map = affine_map<()[s0, s1] -> (s0 + s1)>
// CHECK-LABEL: func.func @only_result(
// CHECK-NEXT:   %0 = affine.apply #map()[%arg1, %arg0]
// CHECK-NEXT:   return %0, %arg1, %arg1 : index, index, index
// CHECK-NEXT: }
func.func @only_result(%a: index, %b: index) -> (index, index, index) {
  %0 = affine.min affine_map<(d0)[s0] -> (d0 + s0)>(%a)[%b]
  %1 = affine.max affine_map<()[s0] -> (s0)>()[%b]
  %2 = affine.max affine_map<(d0) -> (d0)>(%b)
  return %0, %1, %2 : index, index, index
}

// -----

// CHECK: #map = affine_map<()[s0, s1] -> (s1, s0)>
// CHECK-LABEL: func.func @equal_results(
// CHECK-NEXT:   %0 = affine.min #map()[%arg1, %arg0]
// CHECK-NEXT:   return %0 : index
// CHECK-NEXT: }
func.func @equal_results(%a: index, %b: index) -> index {
  %0 = affine.min affine_map<(d0, d1)[s0] -> (d0, s0, d1, s0, d0)>(%a, %a)[%b]
  return %0 : index
}

// -----

// CHECK: #map = affine_map<()[s0, s1] -> (-s0, 32, s1 + 16, s0 + s1)>
// CHECK: #map1 = affine_map<()[s0, s1] -> (s0 + s1, s1 floordiv 16, 32)>
// CHECK-LABEL: func.func @order(
// CHECK-NEXT:   %0 = affine.min #map()[%arg0, %arg1]
// CHECK-NEXT:   %1 = affine.max #map1()[%arg0, %arg1]
// CHECK-NEXT:   return %0, %1 : index, index
// CHECK-NEXT: }
func.func @order(%a: index, %b: index) -> (index, index) {
  %0 = affine.min affine_map<(d0, d1) -> (d0 + d1, d1 + 16, 32, d0 * -1)>(%a, %b)
  %1 = affine.max affine_map<(d0, d1) -> (d0 + d1, d1 floordiv 16, 32)>(%a, %b)
  return %0, %1 : index, index
}

// -----

// CHECK: #map = affine_map<()[s0] -> (s0 + 16, s0 * 8)>
// CHECK: #map1 = affine_map<()[s0, s1] -> (s1 + 16, s1 * 8, s0 + 4)>
// CHECK: #map2 = affine_map<()[s0, s1, s2] -> (s2 + 1, s1 + 16, s1 * 8, s0 + 4)>
// CHECK: #map3 = affine_map<()[s0, s1] -> (s1, s0 + 4)>
// CHECK-LABEL: func.func @nested(
// CHECK-NEXT:   %0 = affine.min #map()[%arg0]
// CHECK-NEXT:   %1 = affine.min #map1()[%arg1, %arg0]
// CHECK-NEXT:   %2 = affine.min #map2()[%arg1, %arg0, %0]
// CHECK-NEXT:   %3 = affine.max #map3()[%arg1, %0]
// CHECK-NEXT:   return %1, %2, %3 : index, index, index
// CHECK-NEXT: }
func.func @nested(%a: index, %b: index) -> (index, index, index) {
  %0 = affine.min affine_map<()[s0] -> (s0 + 16, s0 * 8)>()[%a]
  %1 = affine.min affine_map<(d0)[s0] -> (s0 + 4, d0)>(%0)[%b]
  %2 = affine.min affine_map<(d0)[s0] -> (s0 + 4, d0, d0 + 1)>(%0)[%b]
  %3 = affine.max affine_map<(d0)[s0] -> (s0 + 4, d0)>(%0)[%b]
  return %1, %2, %3 : index, index, index
}

// -----

// CHECK: #map = affine_map<()[s0, s1] -> (s0 + s1 * 2, s0 * 3 + s1 * 6 + 7)>
// CHECK-LABEL: func.func @composition(
// CHECK-NEXT:   %0 = affine.max #map()[%arg1, %arg0]
// CHECK-NEXT:   return %0 : index
// CHECK-NEXT: }
func.func @composition(%a: index, %b: index) -> index {
  %0 = affine.apply affine_map<(d0)[s0] -> (d0 * 2 + s0)>(%a)[%b]
  %1 = affine.max affine_map<(d0, d1) -> (d0, d1 * 3 + 7)>(%0, %0)
  return %1 : index
}

// -----

// CHECK: #map = affine_map<()[s0] -> (19, 20, s0)>
// CHECK-LABEL: func.func @known_in_part(
// CHECK-NEXT:   %0 = affine.max #map()[%arg0]
// CHECK-NEXT:   return %0 : index
// CHECK-NEXT: }
func.func @known_in_part(%a: index) -> index {
  %c4 = arith.constant 4 : index
  %0 = affine.max affine_map<(d0, d1) -> (d0, d1 * 3 + 7, 20)>(%a, %c4)
  return %0 : index
}
