// RUN: adopt %s -allow-unregistered-dialect | adopt-filecheck %s

// Aliases stand in the order of their names, and are numbered as they are met: types before attributes.

// CHECK:      #map = affine_map<(d0) -> (d0 * 2)>
// CHECK-NEXT: #map1 = affine_map<(d0) -> (d0 * 4)>
// CHECK-NEXT: #map2 = affine_map<(d0) -> (d0 * 3)>
// CHECK-NEXT: #set = affine_set<(d0) : (d0 >= 0)>
// CHECK-NEXT: #set1 = affine_set<(d0) : (d0 - 1 >= 0)>
// CHECK:      "test.a"() {a = #set, b = #map} : () -> ()
// CHECK-NEXT: "test.b"() {b = #map, c = memref<2xf32, #map2>, d = #set1} : () -> memref<2xf32, #map1>
"test.a"() {a = affine_set<(d0) : (d0 >= 0)>, b = affine_map<(d0) -> (d0 * 2)>} : () -> ()
%0 = "test.b"() {d = affine_set<(d0) : (d0 >= 1)>, c = memref<2xf32, affine_map<(d0) -> (d0 * 3)>>, b = affine_map<(d0) -> (d0 * 2)>} : () -> (memref<2xf32, affine_map<(d0) -> (d0 * 4)>>)
