// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @while_only_passes_round(
// CHECK-NEXT:   %0 = scf.while (%arg2 = %arg0) : (f32) -> f32 {
// CHECK-NEXT:     %1 = "cond"(%arg2, %arg1) : (f32, f32) -> i1
// CHECK-NEXT:     scf.condition(%1) %arg2 : f32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: f32):
// CHECK-NEXT:     "use"(%arg2, %arg1, %arg2) : (f32, f32, f32) -> ()
// CHECK-NEXT:     %1 = "def"() : () -> f32
// CHECK-NEXT:     scf.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %0 : f32, f32
// CHECK-NEXT: }
func.func @while_only_passes_round(%arg0: f32, %arg1: f32) -> (f32, f32) {
  %0:3 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (f32, f32) -> (f32, f32, f32) {
    %1 = "cond"(%arg2, %arg3) : (f32, f32) -> i1
    scf.condition(%1) %arg2, %arg3, %arg2 : f32, f32, f32
  } do {
  ^bb0(%arg2: f32, %arg3: f32, %arg4: f32):
    "use"(%arg2, %arg3, %arg4) : (f32, f32, f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %1, %arg3 : f32, f32
  }
  return %0#0, %0#2 : f32, f32
}

// -----

// CHECK-LABEL: func.func @while_unused_values(
// CHECK-NEXT:   %0 = scf.while (%arg2 = %arg0) : (f32) -> f32 {
// CHECK-NEXT:     %1 = "cond"(%arg2) : (f32) -> i1
// CHECK-NEXT:     scf.condition(%1) %arg2 : f32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: f32):
// CHECK-NEXT:     "use"(%arg2) : (f32) -> ()
// CHECK-NEXT:     %1 = "def"() : () -> f32
// CHECK-NEXT:     scf.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %0 : f32, f32
// CHECK-NEXT: }
func.func @while_unused_values(%arg0: f32, %arg1: f32) -> (f32, f32) {
  %0:3 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (f32, f32) -> (f32, f32, f32) {
    %1 = "cond"(%arg2) : (f32) -> i1
    scf.condition(%1) %arg2, %arg3, %arg2 : f32, f32, f32
  } do {
  ^bb0(%arg2: f32, %arg3: f32, %arg4: f32):
    "use"(%arg2) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %1, %1 : f32, f32
  }
  return %0#0, %0#0 : f32, f32
}

// -----

// CHECK-LABEL: func.func @while_known_condition(
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %0 = scf.while : () -> i1 {
// CHECK-NEXT:     %1 = "cond"(%arg0) : (f32) -> i1
// CHECK-NEXT:     scf.condition(%1) %1 : i1
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: i1):
// CHECK-NEXT:     "use"(%true) : (i1) -> ()
// CHECK-NEXT:     scf.yield
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg0, %0 : f32, i1
// CHECK-NEXT: }
func.func @while_known_condition(%arg0: f32, %arg1: f32) -> (f32, i1) {
  %0:2 = scf.while (%arg2 = %arg0) : (f32) -> (f32, i1) {
    %1 = "cond"(%arg2) : (f32) -> i1
    scf.condition(%1) %arg2, %1 : f32, i1
  } do {
  ^bb0(%arg2: f32, %arg3: i1):
    "use"(%arg3) : (i1) -> ()
    scf.yield %arg2 : f32
  }
  return %0#0, %0#1 : f32, i1
}

// -----

// CHECK-LABEL: func.func @while_known_comparison(
// CHECK-NEXT:   %false = arith.constant false
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
// CHECK-NEXT:     %1 = arith.cmpi slt, %arg2, %arg1 : i32
// CHECK-NEXT:     scf.condition(%1) %arg2 : i32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: i32):
// CHECK-NEXT:     %1 = arith.cmpi sle, %arg2, %arg1 : i32
// CHECK-NEXT:     %2 = "u"(%true, %false, %1) : (i1, i1, i1) -> i32
// CHECK-NEXT:     scf.yield %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @while_known_comparison(%arg0: i32, %arg1: i32) -> i32 {
  %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
    %1 = arith.cmpi slt, %arg2, %arg1 : i32
    scf.condition(%1) %arg2 : i32
  } do {
  ^bb0(%arg2: i32):
    %1 = arith.cmpi slt, %arg2, %arg1 : i32
    %2 = arith.cmpi sge, %arg2, %arg1 : i32
    %3 = arith.cmpi sle, %arg2, %arg1 : i32
    %4 = "u"(%1, %2, %3) : (i1, i1, i1) -> i32
    scf.yield %4 : i32
  }
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @while_permuted(
// CHECK-NEXT:   %0:2 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (i32, i32) -> (i32, i32) {
// CHECK-NEXT:     %1 = "c"(%arg2, %arg3) : (i32, i32) -> i1
// CHECK-NEXT:     scf.condition(%1) %arg2, %arg3 : i32, i32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: i32, %arg3: i32):
// CHECK-NEXT:     %1:2 = "u"(%arg3, %arg2) : (i32, i32) -> (i32, i32)
// CHECK-NEXT:     scf.yield %1#0, %1#1 : i32, i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#1, %0#0 : i32, i32
// CHECK-NEXT: }
func.func @while_permuted(%arg0: i32, %arg1: i32) -> (i32, i32) {
  %0:2 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (i32, i32) -> (i32, i32) {
    %1 = "c"(%arg2, %arg3) : (i32, i32) -> i1
    scf.condition(%1) %arg3, %arg2 : i32, i32
  } do {
  ^bb0(%arg2: i32, %arg3: i32):
    %1:2 = "u"(%arg2, %arg3) : (i32, i32) -> (i32, i32)
    scf.yield %1#0, %1#1 : i32, i32
  }
  return %0#0, %0#1 : i32, i32
}

// -----

// CHECK-LABEL: func.func @while_permuted_types(
// CHECK-NEXT:   %0:2 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (i32, f32) -> (i32, f32) {
// CHECK-NEXT:     %1 = "c"(%arg2, %arg3) : (i32, f32) -> i1
// CHECK-NEXT:     scf.condition(%1) %arg2, %arg3 : i32, f32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: i32, %arg3: f32):
// CHECK-NEXT:     %1:2 = "u"(%arg3, %arg2) : (f32, i32) -> (i32, f32)
// CHECK-NEXT:     scf.yield %1#0, %1#1 : i32, f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#1, %0#0 : f32, i32
// CHECK-NEXT: }
func.func @while_permuted_types(%arg0: i32, %arg1: f32) -> (f32, i32) {
  %0:2 = scf.while (%arg2 = %arg0, %arg3 = %arg1) : (i32, f32) -> (f32, i32) {
    %1 = "c"(%arg2, %arg3) : (i32, f32) -> i1
    scf.condition(%1) %arg3, %arg2 : f32, i32
  } do {
  ^bb0(%arg2: f32, %arg3: i32):
    %1:2 = "u"(%arg2, %arg3) : (f32, i32) -> (i32, f32)
    scf.yield %1#0, %1#1 : i32, f32
  }
  return %0#0, %0#1 : f32, i32
}

// -----

// CHECK-LABEL: func.func @while_if_moves_down(
// CHECK-NEXT:   %0:2 = scf.while (%arg2 = %arg0) : (i32) -> (i32, i32) {
// CHECK-NEXT:     %1 = "q"() : () -> i32
// CHECK-NEXT:     %2 = "c"(%arg2) : (i32) -> i1
// CHECK-NEXT:     scf.condition(%2) %arg2, %1 : i32, i32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: i32, %arg3: i32):
// CHECK-NEXT:     %1 = "m"(%arg2, %arg3) : (i32, i32) -> i32
// CHECK-NEXT:     %2 = "u"(%1) : (i32) -> i32
// CHECK-NEXT:     scf.yield %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0 : i32
// CHECK-NEXT: }
func.func @while_if_moves_down(%arg0: i32, %arg1: i32) -> i32 {
  %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
    %1 = "q"() : () -> i32
    %2 = "c"(%arg2) : (i32) -> i1
    %3 = scf.if %2 -> (i32) {
      %4 = "m"(%arg2, %1) : (i32, i32) -> i32
      scf.yield %4 : i32
    } else {
      scf.yield %arg2 : i32
    }
    scf.condition(%2) %3 : i32
  } do {
  ^bb0(%arg2: i32):
    %1 = "u"(%arg2) : (i32) -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @while_if_without_results(
// CHECK-NEXT:   %0:2 = scf.while (%arg2 = %arg0) : (i32) -> (i32, i32) {
// CHECK-NEXT:     %1 = "q"() : () -> i32
// CHECK-NEXT:     %2 = "c"(%arg2) : (i32) -> i1
// CHECK-NEXT:     scf.condition(%2) %arg2, %1 : i32, i32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: i32, %arg3: i32):
// CHECK-NEXT:     "m"(%arg2, %arg3) : (i32, i32) -> ()
// CHECK-NEXT:     %1 = "u"(%arg2) : (i32) -> i32
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0 : i32
// CHECK-NEXT: }
func.func @while_if_without_results(%arg0: i32, %arg1: i32) -> i32 {
  %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
    %1 = "q"() : () -> i32
    %2 = "c"(%arg2) : (i32) -> i1
    scf.if %2 {
      "m"(%arg2, %1) : (i32, i32) -> ()
    }
    scf.condition(%2) %arg2 : i32
  } do {
  ^bb0(%arg2: i32):
    %1 = "u"(%arg2) : (i32) -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @while_if_with_else(
// CHECK-NEXT:   %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
// CHECK-NEXT:     %1 = "c"(%arg2) : (i32) -> i1
// CHECK-NEXT:     %2 = arith.select %1, %arg1, %arg2 : i32
// CHECK-NEXT:     scf.if %1 {
// CHECK-NEXT:       "m"(%arg2) : (i32) -> ()
// CHECK-NEXT:     } else {
// CHECK-NEXT:       "e"() : () -> ()
// CHECK-NEXT:     }
// CHECK-NEXT:     scf.condition(%1) %2 : i32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg2: i32):
// CHECK-NEXT:     %1 = "u"(%arg2) : (i32) -> i32
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @while_if_with_else(%arg0: i32, %arg1: i32) -> i32 {
  %0 = scf.while (%arg2 = %arg0) : (i32) -> i32 {
    %1 = "c"(%arg2) : (i32) -> i1
    %2 = scf.if %1 -> (i32) {
      "m"(%arg2) : (i32) -> ()
      scf.yield %arg1 : i32
    } else {
      "e"() : () -> ()
      scf.yield %arg2 : i32
    }
    scf.condition(%1) %2 : i32
  } do {
  ^bb0(%arg2: i32):
    %1 = "u"(%arg2) : (i32) -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @while_false(
// CHECK-NEXT:   %false = arith.constant false
// CHECK-NEXT:   %0 = scf.while (%arg1 = %arg0) : (i32) -> i32 {
// CHECK-NEXT:     %1 = "q"(%arg1) : (i32) -> i32
// CHECK-NEXT:     scf.condition(%false) %1 : i32
// CHECK-NEXT:   } do {
// CHECK-NEXT:   ^bb0(%arg1: i32):
// CHECK-NEXT:     %1 = "u"(%arg1) : (i32) -> i32
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @while_false(%arg0: i32) -> i32 {
  %false = arith.constant false
  %0 = scf.while (%arg1 = %arg0) : (i32) -> i32 {
    %1 = "q"(%arg1) : (i32) -> i32
    scf.condition(%false) %1 : i32
  } do {
  ^bb0(%arg1: i32):
    %1 = "u"(%arg1) : (i32) -> i32
    scf.yield %1 : i32
  }
  return %0 : i32
}
