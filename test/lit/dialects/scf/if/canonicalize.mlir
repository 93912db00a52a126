// RUN: adopt %s -split-input-file -canonicalize -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @if_selects(
// CHECK-NEXT:   %0 = arith.select %arg0, %arg1, %arg2 : f32
// CHECK-NEXT:   %1 = arith.select %arg0, %arg1, %arg2 : f32
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "use"(%arg1) : (f32) -> ()
// CHECK-NEXT:     %2 = "def"() : () -> f32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     "use"(%arg2) : (f32) -> ()
// CHECK-NEXT:     %2 = "def"() : () -> f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %1 : f32, f32
// CHECK-NEXT: }
func.func @if_selects(%arg0: i1, %arg1: f32, %arg2: f32) -> (f32, f32) {
  %0:4 = scf.if %arg0 -> (f32, f32, f32, f32) {
    "use"(%arg1) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1, %arg1, %1 : f32, f32, f32, f32
  } else {
    "use"(%arg2) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg2, %1, %arg2, %1 : f32, f32, f32, f32
  }
  return %0#0, %0#2 : f32, f32
}

// -----

// CHECK-LABEL: func.func @if_same_values(
// CHECK-NEXT:   %0 = scf.if %arg0 -> (f32) {
// CHECK-NEXT:     "use"(%arg1) : (f32) -> ()
// CHECK-NEXT:     %1 = "def"() : () -> f32
// CHECK-NEXT:     scf.yield %1 : f32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     "use"(%arg2) : (f32) -> ()
// CHECK-NEXT:     %1 = "def"() : () -> f32
// CHECK-NEXT:     scf.yield %1 : f32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg1, %0 : f32, f32
// CHECK-NEXT: }
func.func @if_same_values(%arg0: i1, %arg1: f32, %arg2: f32) -> (f32, f32) {
  %0:2 = scf.if %arg0 -> (f32, f32) {
    "use"(%arg1) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1 : f32, f32
  } else {
    "use"(%arg2) : (f32) -> ()
    %1 = "def"() : () -> f32
    scf.yield %arg1, %1 : f32, f32
  }
  return %0#0, %0#1 : f32, f32
}

// -----

// CHECK-LABEL: func.func @if_on_constant(
// CHECK-NEXT:   "a"() : () -> ()
// CHECK-NEXT:   "b"() : () -> ()
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @if_on_constant(%arg0: i1, %arg1: i32) {
  %true = arith.constant true
  scf.if %true {
    "a"() : () -> ()
  } else {
    "b"() : () -> ()
  }
  %false = arith.constant false
  scf.if %false {
    "a"() : () -> ()
  } else {
    "b"() : () -> ()
  }
  scf.if %false {
    "a"() : () -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @if_condition_inside(
// CHECK-NEXT:   %false = arith.constant false
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %0 = scf.if %arg0 -> (i32) {
// CHECK-NEXT:     "a"(%true) : (i1) -> ()
// CHECK-NEXT:     %1 = "q"() : () -> i32
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     "b"(%false) : (i1) -> ()
// CHECK-NEXT:     scf.yield %arg1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %arg0 : i32, i1
// CHECK-NEXT: }
func.func @if_condition_inside(%arg0: i1, %arg1: i32) -> (i32, i1) {
  %0:2 = scf.if %arg0 -> (i32, i1) {
    "a"(%arg0) : (i1) -> ()
    %1 = "q"() : () -> i32
    scf.yield %1, %arg0 : i32, i1
  } else {
    "b"(%arg0) : (i1) -> ()
    scf.if %arg0 {
      "z"() : () -> ()
    }
    scf.yield %arg1, %arg0 : i32, i1
  }
  return %0#0, %0#1 : i32, i1
}

// -----

// CHECK-LABEL: func.func @if_yields_condition(
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "a"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg1, %arg0 : i32, i1
// CHECK-NEXT: }
func.func @if_yields_condition(%arg0: i1, %arg1: i32) -> (i32, i1) {
  %true = arith.constant true
  %false = arith.constant false
  %0:2 = scf.if %arg0 -> (i32, i1) {
    "a"() : () -> ()
    scf.yield %arg1, %true : i32, i1
  } else {
    scf.yield %arg1, %false : i32, i1
  }
  return %0#0, %0#1 : i32, i1
}

// -----

// CHECK-LABEL: func.func @if_yields_negation(
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %0 = arith.xori %arg0, %true : i1
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "a"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg1, %0 : i32, i1
// CHECK-NEXT: }
func.func @if_yields_negation(%arg0: i1, %arg1: i32) -> (i32, i1) {
  %true = arith.constant true
  %false = arith.constant false
  %0:2 = scf.if %arg0 -> (i32, i1) {
    "a"() : () -> ()
    scf.yield %arg1, %false : i32, i1
  } else {
    scf.yield %arg1, %true : i32, i1
  }
  return %0#0, %0#1 : i32, i1
}

// -----

// CHECK-LABEL: func.func @if_yields_outer_values(
// CHECK-NEXT:   %0 = arith.select %arg0, %arg1, %arg2 : i32
// CHECK-NEXT:   %1 = scf.if %arg0 -> (i32) {
// CHECK-NEXT:     %2 = "a"() : () -> i32
// CHECK-NEXT:     scf.yield %2 : i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %2 = "a"() : () -> i32
// CHECK-NEXT:     scf.yield %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %1 : i32, i32
// CHECK-NEXT: }
func.func @if_yields_outer_values(%arg0: i1, %arg1: i32, %arg2: i32) -> (i32, i32) {
  %0:2 = scf.if %arg0 -> (i32, i32) {
    %1 = "a"() : () -> i32
    scf.yield %arg1, %1 : i32, i32
  } else {
    %1 = "a"() : () -> i32
    scf.yield %arg2, %1 : i32, i32
  }
  return %0#0, %0#1 : i32, i32
}

// -----

// CHECK-LABEL: func.func @if_empty_else(
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "a"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @if_empty_else(%arg0: i1, %arg1: i32, %arg2: i32) {
  scf.if %arg0 {
    "a"() : () -> ()
  } else {
  }
  return
}

// -----

// CHECK-LABEL: func.func @if_empty(
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @if_empty(%arg0: i1, %arg1: i32, %arg2: i32) {
  scf.if %arg0 {
  }
  return
}

// -----

// CHECK-LABEL: func.func @ifs_in_a_row(
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "a"() : () -> ()
// CHECK-NEXT:     "b"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @ifs_in_a_row(%arg0: i1, %arg1: i32, %arg2: i32) {
  scf.if %arg0 {
    "a"() : () -> ()
  }
  scf.if %arg0 {
    "b"() : () -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @ifs_in_a_row_with_else(
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "a"() : () -> ()
// CHECK-NEXT:     "b"() : () -> ()
// CHECK-NEXT:   } else {
// CHECK-NEXT:     "ae"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @ifs_in_a_row_with_else(%arg0: i1, %arg1: i32, %arg2: i32) {
  scf.if %arg0 {
    "a"() : () -> ()
  } else {
    "ae"() : () -> ()
  }
  scf.if %arg0 {
    "b"() : () -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @ifs_in_a_row_with_results(
// CHECK-NEXT:   %0:2 = scf.if %arg0 -> (i32, i32) {
// CHECK-NEXT:     %1 = "a"() : () -> i32
// CHECK-NEXT:     %2 = "b"(%1) : (i32) -> i32
// CHECK-NEXT:     scf.yield %1, %2 : i32, i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %1 = "ae"() : () -> i32
// CHECK-NEXT:     %2 = "be"(%1) : (i32) -> i32
// CHECK-NEXT:     scf.yield %1, %2 : i32, i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0#0, %0#1 : i32, i32
// CHECK-NEXT: }
func.func @ifs_in_a_row_with_results(%arg0: i1, %arg1: i32, %arg2: i32) -> (i32, i32) {
  %0 = scf.if %arg0 -> (i32) {
    %2 = "a"() : () -> i32
    scf.yield %2 : i32
  } else {
    %2 = "ae"() : () -> i32
    scf.yield %2 : i32
  }
  %1 = scf.if %arg0 -> (i32) {
    %2 = "b"(%0) : (i32) -> i32
    scf.yield %2 : i32
  } else {
    %2 = "be"(%0) : (i32) -> i32
    scf.yield %2 : i32
  }
  return %0, %1 : i32, i32
}

// -----

// CHECK-LABEL: func.func @ifs_apart(
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %0 = scf.if %arg0 -> (i32) {
// CHECK-NEXT:     %2 = "a"() : () -> i32
// CHECK-NEXT:     scf.yield %2 : i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %2 = "ae"() : () -> i32
// CHECK-NEXT:     scf.yield %2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   %1 = arith.xori %arg0, %true : i1
// CHECK-NEXT:   "sep"() : () -> ()
// CHECK-NEXT:   scf.if %1 {
// CHECK-NEXT:     "b"(%0) : (i32) -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %0 : i32, i32
// CHECK-NEXT: }
func.func @ifs_apart(%arg0: i1, %arg1: i32, %arg2: i32) -> (i32, i32) {
  %true = arith.constant true
  %0 = scf.if %arg0 -> (i32) {
    %2 = "a"() : () -> i32
    scf.yield %2 : i32
  } else {
    %2 = "ae"() : () -> i32
    scf.yield %2 : i32
  }
  %1 = arith.xori %arg0, %true : i1
  "sep"() : () -> ()
  scf.if %1 {
    "b"(%0) : (i32) -> ()
  }
  return %0, %0 : i32, i32
}

// -----

// CHECK-LABEL: func.func @ifs_with_negation(
// CHECK-NEXT:   %0 = scf.if %arg0 -> (i32) {
// CHECK-NEXT:     %1 = "a"() : () -> i32
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %1 = "ae"() : () -> i32
// CHECK-NEXT:     "b"(%1) : (i32) -> ()
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0, %0 : i32, i32
// CHECK-NEXT: }
func.func @ifs_with_negation(%arg0: i1, %arg1: i32, %arg2: i32) -> (i32, i32) {
  %true = arith.constant true
  %0 = arith.xori %arg0, %true : i1
  %1 = scf.if %arg0 -> (i32) {
    %2 = "a"() : () -> i32
    scf.yield %2 : i32
  } else {
    %2 = "ae"() : () -> i32
    scf.yield %2 : i32
  }
  scf.if %0 {
    "b"(%1) : (i32) -> ()
  }
  return %1, %1 : i32, i32
}

// -----

// CHECK-LABEL: func.func @ifs_with_negation_before(
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %0 = arith.xori %arg0, %true : i1
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "b"(%0) : (i1) -> ()
// CHECK-NEXT:   } else {
// CHECK-NEXT:     "a"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @ifs_with_negation_before(%arg0: i1, %arg1: i32, %arg2: i32) {
  %true = arith.constant true
  %0 = arith.xori %arg0, %true : i1
  scf.if %0 {
    "a"() : () -> ()
  }
  scf.if %arg0 {
    "b"(%0) : (i1) -> ()
  }
  return
}

// -----

// CHECK-LABEL: func.func @if_of_negation(
// CHECK-NEXT:   %true = arith.constant true
// CHECK-NEXT:   %0 = arith.xori %arg0, %true : i1
// CHECK-NEXT:   %1 = arith.select %arg0, %arg2, %arg1 : i32
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "b"(%0) : (i1) -> ()
// CHECK-NEXT:   } else {
// CHECK-NEXT:     "a"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1 : i32
// CHECK-NEXT: }
func.func @if_of_negation(%arg0: i1, %arg1: i32, %arg2: i32) -> i32 {
  %true = arith.constant true
  %0 = arith.xori %arg0, %true : i1
  %1 = scf.if %0 -> (i32) {
    "a"() : () -> ()
    scf.yield %arg1 : i32
  } else {
    "b"(%0) : (i1) -> ()
    scf.yield %arg2 : i32
  }
  return %1 : i32
}

// -----

// CHECK-LABEL: func.func @if_in_if(
// CHECK-NEXT:   %0 = arith.andi %arg0, %arg1 : i1
// CHECK-NEXT:   scf.if %0 {
// CHECK-NEXT:     "a"() : () -> ()
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @if_in_if(%arg0: i1, %arg1: i1) {
  scf.if %arg0 {
    scf.if %arg1 {
      "a"() : () -> ()
    }
  }
  return
}

// -----

// CHECK-LABEL: func.func @if_in_if_with_results(
// CHECK-NEXT:   %0 = arith.andi %arg0, %arg1 : i1
// CHECK-NEXT:   %1 = arith.select %arg0, %arg3, %arg2 : i32
// CHECK-NEXT:   %2 = scf.if %0 -> (i32) {
// CHECK-NEXT:     %3 = "a"() : () -> i32
// CHECK-NEXT:     scf.yield %3 : i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     scf.yield %arg2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %2, %1 : i32, i32
// CHECK-NEXT: }
func.func @if_in_if_with_results(%arg0: i1, %arg1: i1, %arg2: i32, %arg3: i32) -> (i32, i32) {
  %0:2 = scf.if %arg0 -> (i32, i32) {
    %1 = scf.if %arg1 -> (i32) {
      %2 = "a"() : () -> i32
      scf.yield %2 : i32
    } else {
      scf.yield %arg2 : i32
    }
    scf.yield %1, %arg3 : i32, i32
  } else {
    scf.yield %arg2, %arg2 : i32, i32
  }
  return %0#0, %0#1 : i32, i32
}

// -----

// CHECK-LABEL: func.func @if_in_if_other_value(
// CHECK-NEXT:   %0 = scf.if %arg0 -> (i32) {
// CHECK-NEXT:     %1 = scf.if %arg1 -> (i32) {
// CHECK-NEXT:       %2 = "a"() : () -> i32
// CHECK-NEXT:       scf.yield %2 : i32
// CHECK-NEXT:     } else {
// CHECK-NEXT:       scf.yield %arg3 : i32
// CHECK-NEXT:     }
// CHECK-NEXT:     scf.yield %1 : i32
// CHECK-NEXT:   } else {
// CHECK-NEXT:     scf.yield %arg2 : i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %0 : i32
// CHECK-NEXT: }
func.func @if_in_if_other_value(%arg0: i1, %arg1: i1, %arg2: i32, %arg3: i32) -> i32 {
  %0 = scf.if %arg0 -> (i32) {
    %1 = scf.if %arg1 -> (i32) {
      %2 = "a"() : () -> i32
      scf.yield %2 : i32
    } else {
      scf.yield %arg3 : i32
    }
    scf.yield %1 : i32
  } else {
    scf.yield %arg2 : i32
  }
  return %0 : i32
}

// -----

// CHECK-LABEL: func.func @if_in_if_with_else(
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     scf.if %arg1 {
// CHECK-NEXT:       "a"() : () -> ()
// CHECK-NEXT:     } else {
// CHECK-NEXT:       "b"() : () -> ()
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @if_in_if_with_else(%arg0: i1, %arg1: i1) {
  scf.if %arg0 {
    scf.if %arg1 {
      "a"() : () -> ()
    } else {
      "b"() : () -> ()
    }
  }
  return
}

// -----

// CHECK-LABEL: func.func @if_in_if_after_operation(
// CHECK-NEXT:   scf.if %arg0 {
// CHECK-NEXT:     "x"() : () -> ()
// CHECK-NEXT:     scf.if %arg1 {
// CHECK-NEXT:       "a"() : () -> ()
// CHECK-NEXT:     }
// CHECK-NEXT:   }
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @if_in_if_after_operation(%arg0: i1, %arg1: i1) {
  scf.if %arg0 {
    "x"() : () -> ()
    scf.if %arg1 {
      "a"() : () -> ()
    }
  } else {
  }
  return
}

// -----

// CHECK-LABEL: func.func @execute_in_if(
// CHECK-NEXT:   scf.if %arg1 {
// CHECK-NEXT:     %0 = "a"() : () -> i32
// CHECK-NEXT:   }
// CHECK-NEXT:   return %arg0 : i32
// CHECK-NEXT: }
func.func @execute_in_if(%arg0: i32, %arg1: i1) -> i32 {
  %0 = scf.if %arg1 -> (i32) {
    %1 = scf.execute_region -> i32 {
      %2 = "a"() : () -> i32
      cf.cond_br %arg1, ^bb1, ^bb2
    ^bb1:  // pred: ^bb0
      scf.yield %arg0 : i32
    ^bb2:  // pred: ^bb0
      scf.yield %2 : i32
    }
    scf.yield %1 : i32
  } else {
    scf.yield %arg0 : i32
  }
  return %0 : i32
}
