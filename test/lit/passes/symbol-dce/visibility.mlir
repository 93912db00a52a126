// RUN: adopt %s --symbol-dce --split-input-file | adopt-filecheck %s
// RUN: adopt %s --pass-pipeline="builtin.module(builtin.module(symbol-dce))" --split-input-file | adopt-filecheck %s --check-prefix=NESTED

// CHECK-NOT: @dead
// CHECK:     @live
// CHECK:     @main
func.func private @dead() { return }
func.func private @live() { return }
func.func @main() {
  call @live() : () -> ()
  return
}

// -----

// What is nested can be seen from outside the inner module, but not from outside the file.
// CHECK-NOT: @nested
// NESTED:    module @inner
// NESTED:      @nested
// NESTED-NOT:  @private
module @inner {
  module @innermost {
    func.func nested @nested() { return }
    func.func private @private() { return }
  }
}
