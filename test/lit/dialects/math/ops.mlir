// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt-filecheck %s --check-prefix=GENERIC

// CHECK-LABEL: func.func @floats
// CHECK-SAME: (%[[X:.*]]: f32, %[[V:.*]]: vector<4xf64>, %[[T:.*]]: tensor<?xf16>, %[[I:.*]]: i32)
func.func @floats(%x: f32, %v: vector<4xf64>, %t: tensor<?xf16>, %i: i32) {
  // CHECK: math.sin %[[X]] : f32
  // GENERIC: "math.sin"(%{{.*}}) <{fastmath = #arith.fastmath<none>}> : (f32) -> f32
  %0 = math.sin %x : f32
  // CHECK: math.exp2 %[[V]] fastmath<nnan,contract> : vector<4xf64>
  %1 = math.exp2 %v fastmath<nnan,contract> : vector<4xf64>
  // CHECK: math.powf %[[T]], %[[T]] fastmath<fast> {note} : tensor<?xf16>
  %2 = math.powf %t, %t fastmath<fast> {note} : tensor<?xf16>
  // CHECK: math.fpowi %[[X]], %[[I]] : f32, i32
  %3 = math.fpowi %x, %i : f32, i32
  // CHECK: math.fma %[[X]], %[[X]], %[[X]] : f32
  %4 = math.fma %x, %x, %x : f32
  // CHECK: math.clampf %[[X]] to [%[[X]], %[[X]]] : f32
  %5 = math.clampf %x to [%x, %x] : f32
  // CHECK: %sin, %cos = math.sincos %[[V]] : vector<4xf64>
  %6, %7 = math.sincos %v : vector<4xf64>
  // CHECK: math.isnan %[[T]] : tensor<?xf16>
  // GENERIC: "math.isnan"{{.*}} : (tensor<?xf16>) -> tensor<?xi1>
  %8 = math.isnan %t : tensor<?xf16>
  return
}

// CHECK-LABEL: func.func @integers
// CHECK-SAME: (%[[I:.*]]: i32, %[[N:.*]]: index)
func.func @integers(%i: i32, %n: index) {
  // CHECK: math.ctlz %[[I]] : i32
  %0 = math.ctlz %i : i32
  // CHECK: math.ipowi %[[N]], %[[N]] : index
  %1 = math.ipowi %n, %n : index
  return
}
