// RUN: adopt %s --linalg-fuse-elementwise-ops --split-input-file | adopt-filecheck %s

#id = affine_map<(i) -> (i)>
// CHECK-LABEL: func.func @splat
// CHECK:         %[[C:.*]] = arith.constant 2.000000e+00 : f32
// CHECK:         linalg.generic {{.*}} ins(%{{.*}} : tensor<8xf32>)
// CHECK:           arith.mulf %{{.*}}, %[[C]]
func.func @splat(%a: tensor<8xf32>, %e: tensor<8xf32>) -> tensor<8xf32> {
  %c = arith.constant dense<2.0> : tensor<8xf32>
  %0 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]}
    ins(%a, %c : tensor<8xf32>, tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^body(%x: f32, %y: f32, %o: f32):
    %m = arith.mulf %x, %y : f32
    linalg.yield %m : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// -----

#id = affine_map<(i) -> (i)>
#zero = affine_map<(i) -> ()>
// CHECK-LABEL: func.func @fill_and_scalar
// CHECK-SAME:    (%{{.*}}: tensor<8xf32>, %[[V:.*]]: f32, %{{.*}}: tensor<8xf32>)
// CHECK-DAG:     %[[C:.*]] = arith.constant 3.000000e+00 : f32
// CHECK:         linalg.generic {{.*}} ins(%{{.*}} : tensor<8xf32>)
// CHECK:           %[[M:.*]] = arith.mulf %{{.*}}, %[[V]]
// CHECK:           arith.addf %[[M]], %[[C]]
// CHECK-NOT:     linalg.fill
func.func @fill_and_scalar(%a: tensor<8xf32>, %v: f32, %e: tensor<8xf32>) -> tensor<8xf32> {
  %c = arith.constant 3.0 : f32
  %f = linalg.fill ins(%v : f32) outs(%e : tensor<8xf32>) -> tensor<8xf32>
  %0 = linalg.generic {indexing_maps = [#id, #id, #zero, #id], iterator_types = ["parallel"]}
    ins(%a, %f, %c : tensor<8xf32>, tensor<8xf32>, f32) outs(%e : tensor<8xf32>) {
  ^body(%x: f32, %y: f32, %z: f32, %o: f32):
    %m = arith.mulf %x, %y : f32
    %n = arith.addf %m, %z : f32
    linalg.yield %n : f32
  } -> tensor<8xf32>
  return %0 : tensor<8xf32>
}

// -----

// Constants that differ stay; a transposed one is computed.
#id = affine_map<(i, j) -> (i, j)>
#tr = affine_map<(i, j) -> (j, i)>
// CHECK-LABEL: func.func @transposed
// CHECK:         arith.constant dense<{{\[\[}}1, 4], [2, 5], [3, 6]]> : tensor<3x2xi32>
// CHECK-NOT:     linalg.generic
func.func @transposed() -> tensor<3x2xi32> {
  %c = arith.constant dense<[[1, 2, 3], [4, 5, 6]]> : tensor<2x3xi32>
  %e = tensor.empty() : tensor<3x2xi32>
  %0 = linalg.generic {indexing_maps = [#tr, #id], iterator_types = ["parallel", "parallel"]}
    ins(%c : tensor<2x3xi32>) outs(%e : tensor<3x2xi32>) {
  ^body(%x: i32, %o: i32):
    linalg.yield %x : i32
  } -> tensor<3x2xi32>
  return %0 : tensor<3x2xi32>
}

// -----

// The constant alone tells how many iterations there are.
#id = affine_map<(i) -> (i)>
#zero = affine_map<(i) -> ()>
// CHECK-LABEL: func.func @needed_for_bounds
// CHECK:         linalg.generic {{.*}} ins(%{{.*}} : tensor<8xf32>)
func.func @needed_for_bounds(%s: tensor<f32>) -> tensor<f32> {
  %c = arith.constant dense<2.0> : tensor<8xf32>
  %0 = linalg.generic {indexing_maps = [#id, #zero], iterator_types = ["reduction"]}
    ins(%c : tensor<8xf32>) outs(%s : tensor<f32>) {
  ^body(%x: f32, %o: f32):
    %m = arith.addf %x, %o : f32
    linalg.yield %m : f32
  } -> tensor<f32>
  return %0 : tensor<f32>
}

// -----

// Nobody looks at what was in the output before.
#id = affine_map<(i) -> (i)>
// CHECK-LABEL: func.func @outs
// CHECK:         %[[N:.*]] = tensor.dim
// CHECK:         %[[E:.*]] = tensor.empty(%[[N]]) : tensor<?xf32>
// CHECK:         outs(%[[E]] : tensor<?xf32>)
func.func @outs(%a: tensor<?xf32>, %e: tensor<?xf32>) -> tensor<?xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
    ins(%a : tensor<?xf32>) outs(%e : tensor<?xf32>) {
  ^body(%x: f32, %o: f32):
    %m = math.exp %x : f32
    linalg.yield %m : f32
  } -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

// A running value that nobody reads in the end is not computed.
#id = affine_map<(i) -> (i)>
#zero = affine_map<(i) -> ()>
// CHECK-LABEL: func.func @cycle
// CHECK-NOT:     arith.muli
func.func @cycle(%a: tensor<8xi32>, %s: tensor<i32>, %e: tensor<8xi32>) -> tensor<8xi32> {
  %0:2 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]}
    ins(%a : tensor<8xi32>) outs(%e, %e : tensor<8xi32>, tensor<8xi32>) {
  ^body(%x: i32, %o: i32, %p: i32):
    %m = arith.addi %x, %o : i32
    %n = arith.muli %p, %x : i32
    linalg.yield %m, %n : i32, i32
  } -> (tensor<8xi32>, tensor<8xi32>)
  return %0#0 : tensor<8xi32>
}
