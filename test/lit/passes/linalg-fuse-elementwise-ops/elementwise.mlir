// RUN: adopt %s --linalg-fuse-elementwise-ops --split-input-file | adopt-filecheck %s

#id = affine_map<(i, j) -> (i, j)>
// CHECK-LABEL: func.func @chain
// CHECK:         linalg.generic
// CHECK:           arith.addf
// CHECK-NEXT:      arith.mulf
// CHECK-NEXT:      linalg.yield
// CHECK-NOT:     linalg.generic
func.func @chain(%a: tensor<?x?xf32>, %b: tensor<?x?xf32>, %c: tensor<?x?xf32>, %e: tensor<?x?xf32>) -> tensor<?x?xf32> {
  %0 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]}
    ins(%a, %b : tensor<?x?xf32>, tensor<?x?xf32>) outs(%e : tensor<?x?xf32>) {
  ^body(%x: f32, %y: f32, %o: f32):
    %s = arith.addf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<?x?xf32>
  %1 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel", "parallel"]}
    ins(%0, %c : tensor<?x?xf32>, tensor<?x?xf32>) outs(%e : tensor<?x?xf32>) {
  ^body(%x: f32, %y: f32, %o: f32):
    %s = arith.mulf %x, %y : f32
    linalg.yield %s : f32
  } -> tensor<?x?xf32>
  return %1 : tensor<?x?xf32>
}

// -----

// The producer's indices are functions of the consumer's.
#id = affine_map<(i, j) -> (i, j)>
#tr = affine_map<(i, j) -> (j, i)>
#col = affine_map<(i, j) -> (j)>
// CHECK-LABEL: func.func @maps_and_indices
// CHECK:         linalg.generic
// CHECK:           %[[J:.*]] = linalg.index 0
// CHECK:           arith.index_cast %[[J]]
func.func @maps_and_indices(%a: tensor<5x4xf32>, %v: tensor<4xf32>) -> tensor<4x5xf32> {
  %e = tensor.empty() : tensor<5x4xf32>
  %0 = linalg.generic {indexing_maps = [#id, #col, #id], iterator_types = ["parallel", "parallel"]}
    ins(%a, %v : tensor<5x4xf32>, tensor<4xf32>) outs(%e : tensor<5x4xf32>) {
  ^body(%x: f32, %y: f32, %o: f32):
    %j = linalg.index 1 : index
    %k = arith.index_cast %j : index to i32
    %l = arith.sitofp %k : i32 to f32
    %m = arith.addf %x, %l : f32
    %s = arith.addf %m, %y : f32
    linalg.yield %s : f32
  } -> tensor<5x4xf32>
  %f = tensor.empty() : tensor<4x5xf32>
  %1 = linalg.generic {indexing_maps = [#tr, #id], iterator_types = ["parallel", "parallel"]}
    ins(%0 : tensor<5x4xf32>) outs(%f : tensor<4x5xf32>) {
  ^body(%x: f32, %o: f32):
    %s = arith.mulf %x, %x : f32
    linalg.yield %s : f32
  } -> tensor<4x5xf32>
  return %1 : tensor<4x5xf32>
}

// -----

#id = affine_map<(i) -> (i)>
#shift = affine_map<(i, j) -> (i + j)>
#row = affine_map<(i, j) -> (i)>
#win = affine_map<(i, j) -> (j)>
// CHECK-LABEL: func.func @window
// CHECK:         linalg.generic
// CHECK:           linalg.index 0
// CHECK:           linalg.index 1
// CHECK:           affine.apply
// CHECK-NOT:     linalg.generic
func.func @window(%a: tensor<8xf32>, %w: tensor<3xf32>, %o: tensor<6xf32>) -> tensor<6xf32> {
  %e = tensor.empty() : tensor<8xf32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
    ins(%a : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^body(%x: f32, %o1: f32):
    %j = linalg.index 0 : index
    %k = arith.index_cast %j : index to i32
    %l = arith.sitofp %k : i32 to f32
    %m = arith.addf %x, %l : f32
    linalg.yield %m : f32
  } -> tensor<8xf32>
  %1 = linalg.generic {indexing_maps = [#shift, #win, #row], iterator_types = ["parallel", "reduction"]}
    ins(%0, %w : tensor<8xf32>, tensor<3xf32>) outs(%o : tensor<6xf32>) {
  ^body(%x: f32, %y: f32, %o1: f32):
    %s = arith.mulf %x, %y : f32
    %t = arith.addf %s, %o1 : f32
    linalg.yield %t : f32
  } -> tensor<6xf32>
  return %1 : tensor<6xf32>
}

// -----

// What others use as well is not computed twice.
#id = affine_map<(i) -> (i)>
// CHECK-LABEL: func.func @used_twice
// CHECK-COUNT-2: linalg.generic
func.func @used_twice(%a: tensor<8xf32>) -> (tensor<8xf32>, tensor<8xf32>) {
  %e = tensor.empty() : tensor<8xf32>
  %0 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
    ins(%a : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^body(%x: f32, %o: f32):
    %m = math.exp %x : f32
    linalg.yield %m : f32
  } -> tensor<8xf32>
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
    ins(%0 : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^body(%x: f32, %o: f32):
    %m = arith.addf %x, %x : f32
    linalg.yield %m : f32
  } -> tensor<8xf32>
  return %0, %1 : tensor<8xf32>, tensor<8xf32>
}

// -----

// A reduction is no producer, and it needs to know how long its loops are.
#id = affine_map<(i) -> (i)>
#zero = affine_map<(i) -> ()>
// CHECK-LABEL: func.func @reductions
// CHECK-COUNT-2: linalg.generic
func.func @reductions(%a: tensor<8xf32>, %s: tensor<f32>, %t: tensor<f32>) -> tensor<f32> {
  %0 = linalg.generic {indexing_maps = [#id, #zero], iterator_types = ["reduction"]}
    ins(%a : tensor<8xf32>) outs(%s : tensor<f32>) {
  ^body(%x: f32, %o: f32):
    %m = arith.addf %x, %o : f32
    linalg.yield %m : f32
  } -> tensor<f32>
  %1 = linalg.generic {indexing_maps = [affine_map<() -> ()>, affine_map<() -> ()>], iterator_types = []}
    ins(%0 : tensor<f32>) outs(%t : tensor<f32>) {
  ^body(%x: f32, %o: f32):
    %m = math.exp %x : f32
    linalg.yield %m : f32
  } -> tensor<f32>
  return %1 : tensor<f32>
}

// -----

// Two results, one of which is used elsewhere; the same input twice; an output that is not looked at.
#id = affine_map<(i) -> (i)>
// CHECK-LABEL: func.func @two_results
// CHECK-SAME:    (%[[A:.*]]: tensor<8xf32>, %{{.*}}: tensor<8xf32>)
// CHECK:         %[[E:.*]] = tensor.empty() : tensor<8xf32>
// CHECK:         linalg.generic {{.*}} ins(%[[A]] : tensor<8xf32>) outs(%[[E]]
func.func @two_results(%a: tensor<8xf32>, %e: tensor<8xf32>) -> tensor<8xf32> {
  %0:2 = linalg.generic {indexing_maps = [#id, #id, #id, #id], iterator_types = ["parallel"]}
    ins(%a, %a : tensor<8xf32>, tensor<8xf32>) outs(%e, %e : tensor<8xf32>, tensor<8xf32>) {
  ^body(%x: f32, %y: f32, %o: f32, %p: f32):
    %m = math.exp %x : f32
    %n = arith.addf %m, %y : f32
    %q = arith.addf %p, %m : f32
    linalg.yield %n, %q : f32, f32
  } -> (tensor<8xf32>, tensor<8xf32>)
  %1 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]}
    ins(%0#0 : tensor<8xf32>) outs(%e : tensor<8xf32>) {
  ^body(%x: f32, %o: f32):
    %m = arith.addf %x, %x : f32
    linalg.yield %m : f32
  } -> tensor<8xf32>
  return %1 : tensor<8xf32>
}
