// RUN: adopt %s --math-expand-ops | adopt-filecheck %s
// RUN: adopt %s --math-expand-ops=ops=tan,math.rsqrt | adopt-filecheck %s --check-prefix=SOME

// CHECK-LABEL: func.func @tan
// CHECK:         %[[S:.*]] = math.sin %[[X:.*]] : f32
// CHECK:         %[[C:.*]] = math.cos %[[X]] : f32
// CHECK:         arith.divf %[[S]], %[[C]] : f32
// SOME-LABEL:  func.func @tan
// SOME:          math.sin
func.func @tan(%x: f32) -> f32 {
  %r = math.tan %x : f32
  return %r : f32
}

// CHECK-LABEL: func.func @cosh
// CHECK:         %[[HALF:.*]] = arith.constant dense<5.000000e-01> : vector<4xf64>
// CHECK:         %[[A:.*]] = math.exp %[[X:.*]] : vector<4xf64>
// CHECK:         %[[N:.*]] = arith.negf %[[X]] : vector<4xf64>
// CHECK:         %[[B:.*]] = math.exp %[[N]] : vector<4xf64>
// CHECK:         %[[SUM:.*]] = arith.addf %[[A]], %[[B]] : vector<4xf64>
// CHECK:         arith.mulf %[[SUM]], %[[HALF]] : vector<4xf64>
// SOME-LABEL:  func.func @cosh
// SOME:          math.cosh
func.func @cosh(%x: vector<4xf64>) -> vector<4xf64> {
  %r = math.cosh %x : vector<4xf64>
  return %r : vector<4xf64>
}

// The powers of a negative number.
// CHECK-LABEL: func.func @powf
// CHECK:         math.absf
// CHECK:         math.log
// CHECK:         math.exp
// CHECK-NOT:     math.powf
func.func @powf(%x: f32, %y: f32) -> f32 {
  %r = math.powf %x, %y : f32
  return %r : f32
}

// CHECK-LABEL: func.func @square
// CHECK-SAME:    (%[[X:.*]]: f32)
// CHECK-NEXT:    %[[R:.*]] = arith.mulf %[[X]], %[[X]] : f32
// CHECK-NEXT:    return %[[R]]
func.func @square(%x: f32) -> f32 {
  %c = arith.constant 2.0 : f32
  %r = math.powf %x, %c : f32
  return %r : f32
}

// There are no constants of this shape.
// CHECK-LABEL: func.func @dynamic
// CHECK:         math.rsqrt
// CHECK:         math.sin
// SOME-LABEL:  func.func @dynamic
// SOME:          math.rsqrt
func.func @dynamic(%x: tensor<?xf32>) -> tensor<?xf32> {
  %r = math.rsqrt %x : tensor<?xf32>
  %s = math.tan %r : tensor<?xf32>
  return %s : tensor<?xf32>
}

// What has no bits to look at, or more of them than an i64 holds, stays.
// CHECK-LABEL: func.func @unsupported
// CHECK:         math.ctlz %{{.*}} : index
// CHECK:         math.ceil %{{.*}} : f128
// CHECK:         math.round %{{.*}} : f64
func.func @unsupported(%i: index, %x: f128, %y: f64) -> (index, f128, f64) {
  %a = math.ctlz %i : index
  %b = math.ceil %x : f128
  %c = math.round %y : f64
  return %a, %b, %c : index, f128, f64
}
