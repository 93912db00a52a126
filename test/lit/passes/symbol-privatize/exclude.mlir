// RUN: adopt %s --symbol-privatize="exclude=main,also" | adopt-filecheck %s

// CHECK: func.func @main
func.func @main() { return }
// CHECK: func.func private @helper
func.func @helper() { return }
// CHECK: func.func @also
func.func @also() { return }
// CHECK: module @inner attributes {sym_visibility = "private"}
module @inner {
  // CHECK: func.func @untouched
  func.func @untouched() { return }
}
