// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// Integers of one bit stand in hexadecimal strings as eight in a byte.

// CHECK: a = dense<[true, false, true]> : tensor<3xi1>
// CHECK-SAME: b = dense<[true, false, true, false, false, false, false, false, true]> : tensor<9xi1>
// CHECK-SAME: c = dense<true> : tensor<9xi1>
// CHECK-SAME: d = dense<false> : tensor<9xi1>
// CHECK-SAME: e = dense<[true, false]> : tensor<2xui1>
"test.bits"() {a = dense<"0x05"> : tensor<3xi1>, b = dense<"0x0501"> : tensor<9xi1>, c = dense<"0xFF"> : tensor<9xi1>, d = dense<"0x00"> : tensor<9xi1>, e = dense<"0x01"> : tensor<2xui1>} : () -> ()

// -----

// CHECK: a = dense<"0x01000000000000000000000080"> : tensor<104xi1>
"test.many"() {a = dense<"0x01000000000000000000000080"> : tensor<104xi1>} : () -> ()

// -----

// CHECK: a = sparse<[0, 2], [5, 7]> : tensor<3xi32>, b = sparse<{{\[\[}}0, 1], [2, 0]], 1.000000e+00> : tensor<3x2xf16>
"test.sparse"() {a = sparse<[0, 2], [5, 7]> : tensor<3xi32>, b = sparse<[[0, 1], [2, 0]], 1.0> : tensor<3x2xf16>} : () -> ()

// -----

// The memory space zero is the one that a type without any names.

// CHECK: a = memref<2xf32>, b = memref<*xf32>, c = memref<2xf32, 3>, d = memref<2xf32, strided<[1]>>
"test.spaces"() {a = memref<2xf32, 0>, b = memref<*xf32, 0 : i32>, c = memref<2xf32, 3 : i64>, d = memref<2xf32, strided<[1]>, 0 : i8>} : () -> ()

// -----

// CHECK: "test.two\0Alines"() : () -> ()
"test.two\0Alines"() : () -> ()

// -----

// The regions of an operation that is not known may be graphs.

// CHECK: "test.graph"() ({
// CHECK-NEXT: "test.use"(%0) : (i32) -> ()
// CHECK-NEXT: %0 = "test.def"() : () -> i32
"test.graph"() ({
  "test.use"(%0) : (i32) -> ()
  %0 = "test.def"() : () -> i32
}) : () -> ()

// -----

// CHECK: #set = affine_set<(d0) : (0 == 0)>
"test.set"() {a = affine_set<(d0) : ()>} : () -> ()
