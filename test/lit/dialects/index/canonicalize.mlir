// RUN: adopt %s --canonicalize | adopt-filecheck %s

// CHECK-LABEL: func.func @overflow
func.func @overflow() -> (index, index) {
  %a = index.constant 0x100000002
  %b = index.constant 0x200000002
  %two = index.constant 2
  // The low half of the quotient depends on the high half of the dividend: a 32-bit target computes something else.
  // CHECK: %[[QUOTIENT:.*]] = index.divs
  %0 = index.divs %a, %two
  // CHECK-NOT: index.divs
  %1 = index.divs %b, %two
  return %0, %1 : index, index
}

// CHECK-LABEL: func.func @merge_constants
// CHECK-SAME: (%[[X:.*]]: index)
func.func @merge_constants(%x: index) -> index {
  // CHECK: %[[C:.*]] = index.constant 5
  // CHECK: %[[R:.*]] = index.maxs %[[X]], %[[C]]
  // CHECK: return %[[R]]
  %three = index.constant 3
  %five = index.constant 5
  %0 = index.maxs %three, %x
  %1 = index.maxs %0, %five
  return %1 : index
}

// CHECK-LABEL: func.func @bounds
func.func @bounds(%x: index) -> (i1, i1) {
  // CHECK-DAG: %[[TRUE:.*]] = index.bool.constant true
  // CHECK-DAG: %[[FALSE:.*]] = index.bool.constant false
  // CHECK: return %[[TRUE]], %[[FALSE]]
  %three = index.constant 3
  %five = index.constant 5
  %0 = index.maxs %x, %five
  %1 = index.cmp sgt(%0, %three)
  %2 = index.minu %x, %three
  %3 = index.cmp uge(%2, %five)
  return %1, %3 : i1, i1
}

// CHECK-LABEL: func.func @difference
// CHECK-SAME: (%[[X:.*]]: index, %[[Y:.*]]: index)
func.func @difference(%x: index, %y: index) -> (i1, i1) {
  // CHECK: index.cmp eq(%[[X]], %[[Y]])
  // A difference that wraps is not ordered as its operands are.
  // CHECK: index.cmp ult(%[[D:.*]], %idx0)
  %zero = index.constant 0
  %d = index.sub %x, %y
  %0 = index.cmp eq(%d, %zero)
  %1 = index.cmp ult(%d, %zero)
  return %0, %1 : i1, i1
}
