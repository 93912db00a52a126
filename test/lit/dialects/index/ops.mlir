// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt-filecheck %s --check-prefix=GENERIC

// CHECK-LABEL: func.func @arithmetic
// CHECK-SAME: (%[[A:.*]]: index, %[[B:.*]]: index)
func.func @arithmetic(%a: index, %b: index) {
  // CHECK: index.add %[[A]], %[[B]]
  %0 = index.add %a, %b
  // CHECK: index.floordivs %[[A]], %[[B]] {note}
  %1 = index.floordivs %a, %b {note}
  // CHECK: index.cmp slt(%[[A]], %[[B]])
  // GENERIC: "index.cmp"(%{{.*}}, %{{.*}}) <{pred = #index<cmp_predicate slt>}> : (index, index) -> i1
  %2 = index.cmp slt(%a, %b)
  // CHECK: index.sizeof
  %3 = index.sizeof
  return
}

// CHECK-LABEL: func.func @casts
// CHECK-SAME: (%[[A:.*]]: index, %[[I:.*]]: i32)
func.func @casts(%a: index, %i: i32) {
  // CHECK: index.casts %[[A]] : index to i64
  %0 = index.casts %a : index to i64
  // CHECK: index.castu %[[I]] : i32 to index
  %1 = index.castu %i : i32 to index
  return
}

// CHECK-LABEL: func.func @constants
func.func @constants() {
  // CHECK: %idx-3 = index.constant -3
  // GENERIC: "index.constant"() <{value = -3 : index}> : () -> index
  %0 = index.constant -3
  // CHECK: %true = index.bool.constant true
  %1 = index.bool.constant true
  return
}
