// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: #map = affine_map<(d0)[s0] -> (d0, s0 + 5, 1000)>
// CHECK: #map1 = affine_map<()[s0] -> (s0)>
// CHECK: #map2 = affine_map<() -> (1, 2)>
// CHECK-LABEL: func.func @min_max(
// CHECK-NEXT:   %0 = affine.min #map(%arg0)[%arg1]
// CHECK-NEXT:   %1 = affine.max #map1()[%arg1] {test.attr}
// CHECK-NEXT:   %2 = affine.max #map2()
// CHECK-NEXT:   return %0, %1, %2 : index, index, index
// CHECK-NEXT: }
func.func @min_max(%a: index, %b: index) -> (index, index, index) {
  %0 = affine.min affine_map<(d0)[s0] -> (d0, s0 + 5, 1000)>(%a)[%b]
  %1 = affine.max affine_map<()[s0] -> (s0)>()[%b] {test.attr}
  %2 = affine.max affine_map<() -> (1, 2)>()
  return %0, %1, %2 : index, index, index
}

// -----

// CHECK: #map = affine_map<(d0)[s0] -> (d0, s0)>
// CHECK-LABEL: func.func @all_in_parentheses(
// CHECK-NEXT:   %0 = affine.min #map(%arg0)[%arg1]
// CHECK-NEXT:   return %0 : index
// CHECK-NEXT: }
// How many operands are in parentheses does not matter.
func.func @all_in_parentheses(%a: index, %b: index) -> index {
  %0 = affine.min affine_map<(d0)[s0] -> (d0, s0)>(%a, %b)
  return %0 : index
}
