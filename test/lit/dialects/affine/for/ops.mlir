// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s
// RUN: adopt %s -split-input-file -allow-unregistered-dialect --mlir-print-op-generic | adopt -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK: #map = affine_map<(d0)[s0] -> (d0 + s0)>
// CHECK: #map1 = affine_map<(d0)[s0] -> (d0 + s0, d0)>
// CHECK: #map2 = affine_map<(d0) -> (d0)>
// CHECK: #map3 = affine_map<()[s0] -> (0, s0)>
// CHECK: #map4 = affine_map<()[s0] -> (s0 ceildiv 4)>
// CHECK-LABEL: func.func @bounds(
// CHECK-NEXT:   affine.for %arg1 = #map(%arg0)[%arg0] to min #map1(%arg0)[%arg0] step 2 {
// CHECK-NEXT:   }
// CHECK-NEXT:   affine.for %arg1 = #map(%arg0)[%arg0] to #map(%arg0)[%arg0] {
// CHECK-NEXT:     "test.use"(%arg1) : (index) -> ()
// CHECK-NEXT:   } {test.attr}
// CHECK-NEXT:   affine.for %arg1 = -3 to %arg0 {
// CHECK-NEXT:   }
// CHECK-NEXT:   affine.for %arg1 = 7 to #map2(%arg0) {
// CHECK-NEXT:   }
// CHECK-NEXT:   affine.for %arg1 = max #map3()[%arg0] to #map4()[%arg0] step 7 {
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
#two = affine_map<(d0)[s0] -> (d0 + s0, d0)>
#one = affine_map<(d0)[s0] -> (d0 + s0)>
func.func @bounds(%n: index) {
  affine.for %i = #one(%n)[%n] to min #two(%n)[%n] step 2 {
  }
  affine.for %i = max #one(%n)[%n] to min #one(%n)[%n] step 1 {
    "test.use"(%i) : (index) -> ()
  } {test.attr}
  affine.for %i = -3 to %n {
    affine.yield
  }
  affine.for %i = affine_map<() -> (7)>() to affine_map<(d0) -> (d0)>(%n) {
  }
  affine.for %i = max affine_map<()[s0] -> (0, s0)>()[%n] to affine_map<()[s0] -> (s0 ceildiv 4)>()[%n] step 7 {
  }
  return
}

// -----

// CHECK-LABEL: func.func @carried(
// CHECK-NEXT:   %0:2 = affine.for %arg3 = 0 to 10 iter_args(%arg4 = %arg1, %arg5 = %arg2) -> (f32, vector<4xi8>) {
// CHECK-NEXT:     %1 = "test.next"(%arg4, %arg3) : (f32, index) -> f32
// CHECK-NEXT:     affine.yield %1, %arg5 : f32, vector<4xi8>
// CHECK-NEXT:   }
// CHECK-NEXT:   affine.for %arg3 = 0 to %arg0 {
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0, %0#1 : f32, vector<4xi8>
// CHECK-NEXT: }
func.func @carried(%n: index, %x: f32, %v: vector<4xi8>) -> (f32, vector<4xi8>) {
  %r:2 = affine.for %i = 0 to 10 iter_args(%a = %x, %b = %v) -> (f32, vector<4xi8>) {
    %0 = "test.next"(%a, %i) : (f32, index) -> f32
    affine.yield %0, %b : f32, vector<4xi8>
  }
  affine.for %i = 0 to %n iter_args() -> () {
  }
  return %r#0, %r#1 : f32, vector<4xi8>
}

// -----

// CHECK: #map = affine_map<(d0) -> (d0 * 2)>
// CHECK: #map1 = affine_map<(d0) -> (d0)>
// CHECK: #map2 = affine_map<(d0) -> (d0 + 8)>
// CHECK: #map3 = affine_map<(d0, d1)[s0] -> (d0 + d1 + s0)>
// CHECK-LABEL: func.func @nest(
// CHECK-NEXT:   affine.for %arg1 = 0 to %arg0 {
// CHECK-NEXT:     %0 = affine.apply #map(%arg1)
// CHECK-NEXT:     affine.for %arg2 = #map1(%arg1) to #map2(%0) {
// CHECK-NEXT:       affine.for %arg3 = %arg0 to #map3(%arg1, %arg2)[%arg0] {
// CHECK-NEXT:         "test.use"(%arg1, %arg2, %arg3) : (index, index, index) -> ()
// CHECK-NEXT:       }
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @nest(%n: index) {
  affine.for %i = 0 to %n {
    %m = affine.apply affine_map<(d0) -> (d0 * 2)>(%i)
    affine.for %j = affine_map<(d0) -> (d0)>(%i) to affine_map<(d0) -> (d0 + 8)>(%m) {
      affine.for %k = %n to affine_map<(d0, d1)[s0] -> (d0 + d1 + s0)>(%i, %j)[%n] {
        "test.use"(%i, %j, %k) : (index, index, index) -> ()
      }
    }
  }
  return
}
