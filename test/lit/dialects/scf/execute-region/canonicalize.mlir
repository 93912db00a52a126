// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @execute_region_to_blocks(
// CHECK-NEXT:   "use"(%arg1) : (f32) -> ()
// CHECK-NEXT:   cf.cond_br %arg0, ^bb1, ^bb2
// CHECK-NEXT: ^bb1:  // pred: ^bb0
// CHECK-NEXT:   %0 = "def"() : () -> f32
// CHECK-NEXT:   cf.br ^bb3(%arg1, %0 : f32, f32)
// CHECK-NEXT: ^bb2:  // pred: ^bb0
// CHECK-NEXT:   %1 = "def"() : () -> f32
// CHECK-NEXT:   cf.br ^bb3(%arg1, %1 : f32, f32)
// CHECK-NEXT: ^bb3(%2: f32, %3: f32):  // 2 preds: ^bb1, ^bb2
// CHECK-NEXT:   "use"(%arg1) : (f32) -> ()
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "use"(%arg1) : (f32) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return %2, %3 : f32, f32
// CHECK-NEXT: }
func.func @execute_region_to_blocks(%arg0: i1, %arg1: f32, %arg2: f32) -> (f32, f32) {
  %0:3 = scf.execute_region -> (f32, f32, f32) {
    "use"(%arg1) : (f32) -> ()
    cf.cond_br %arg0, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1, %1 : f32, f32, f32
  ^bb2:  // pred: ^bb0
    %2 = "def"() : () -> f32
    scf.yield %arg1, %2, %2 : f32, f32, f32
  }
  "use"(%arg1) : (f32) -> ()
  scf.if %arg0 {
    "use"(%arg1) : (f32) -> ()
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @execute_one_block(
// CHECK-NEXT:   %0 = "a"() : () -> i32
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @execute_one_block(%arg0: i32) -> i32 {
  %0 = scf.execute_region -> i32 {
    %1 = "a"() : () -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @execute_no_inline(
// CHECK-NEXT:   %0 = scf.execute_region -> i32 no_inline {
// CHECK-NEXT:     %1 = "a"() : () -> i32
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @execute_no_inline(%arg0: i32) -> i32 {
  %0 = scf.execute_region -> i32 no_inline {
    %1 = "a"() : () -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @execute_no_inline_same_values(
// CHECK-NEXT:   scf.execute_region no_inline {
// CHECK-NEXT:     %0 = "a"() : () -> i32
// CHECK-NEXT:     cf.cond_br %arg1, ^bb1, ^bb2
// CHECK-NEXT:   ^bb1:  // pred: ^bb0
// CHECK-NEXT:     scf.yield
// CHECK-NEXT:   ^bb2:  // pred: ^bb0
// CHECK-NEXT:     scf.yield
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @execute_no_inline_same_values(%arg0: i32, %arg1: i1) -> i32 {
  %0 = scf.execute_region -> i32 no_inline {
    %1 = "a"() : () -> i32
    cf.cond_br %arg1, ^bb1, ^bb2
  ^bb1:  // pred: ^bb0
    scf.yield %arg0 : i32
  ^bb2:  // pred: ^bb0
    scf.yield %arg0 : i32
  }
  return %0 : i32
}
