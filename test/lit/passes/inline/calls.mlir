// RUN: adopt %s --inline | adopt-filecheck %s
// RUN: adopt %s --inline="default-pipeline=''" --mlir-print-debuginfo --mlir-print-local-scope | adopt-filecheck %s --check-prefix=LOCATION
// RUN: adopt %s --inline="inlining-threshold=0" | adopt-filecheck %s --check-prefix=NEVER

// NEVER-COUNT-3: call @

// CHECK-NOT: @square
func.func private @square(%a: f32) -> f32 {
  %0 = arith.mulf %a, %a : f32
  return %0 : f32
}

// LOCATION-LABEL: func.func @use
// LOCATION:         arith.mulf {{.*}} loc(callsite("{{.*}}calls.mlir":{{[0-9]+}}:{{[0-9]+}} at "{{.*}}calls.mlir":{{[0-9]+}}:{{[0-9]+}}))

// CHECK-LABEL: func.func @use
// CHECK-NEXT:    %[[S:.*]] = arith.mulf %arg0, %arg0
// CHECK-NEXT:    return %[[S]]
func.func @use(%a: f32) -> f32 {
  %0 = call @square(%a) : (f32) -> f32
  return %0 : f32
}

// CHECK-LABEL: func.func @two_blocks
func.func @two_blocks(%c: i1, %a: f32) -> f32 {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  return %a : f32
^bb2:
  %0 = arith.negf %a : f32
  return %0 : f32
}

// A body of several blocks is put between blocks, but not into a loop, whose body is one block.
// CHECK-LABEL: func.func @around_blocks
// CHECK-NOT:     call
// CHECK:         scf.for
// CHECK:           func.call @two_blocks
func.func @around_blocks(%c: i1, %a: f32, %n: index) -> f32 {
  %0 = call @two_blocks(%c, %a) : (i1, f32) -> f32
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %1 = scf.for %i = %c0 to %n step %c1 iter_args(%x = %0) -> (f32) {
    %2 = func.call @two_blocks(%c, %x) : (i1, f32) -> f32
    scf.yield %2 : f32
  }
  return %1 : f32
}

// CHECK-LABEL: func.func @recursive
// CHECK:         call @recursive
func.func @recursive(%a: f32) -> f32 {
  %0 = call @recursive(%a) : (f32) -> f32
  return %0 : f32
}

// CHECK-LABEL: func.func private @stays
func.func private @stays(%a: f32) -> f32 attributes {no_inline} {
  return %a : f32
}
// CHECK-LABEL: func.func @use_stays
// CHECK:         call @stays
func.func @use_stays(%a: f32) -> f32 {
  %0 = call @stays(%a) : (f32) -> f32
  return %0 : f32
}
