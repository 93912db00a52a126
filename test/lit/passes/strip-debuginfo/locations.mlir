// RUN: adopt %s --strip-debuginfo --mlir-print-debuginfo | adopt-filecheck %s

// CHECK-NOT: locations.mlir
// CHECK:     func.func @f(%arg0: i32 loc(unknown)) -> i32
// CHECK-NOT: locations.mlir
func.func @f(%a: i32 loc("somewhere")) -> i32 {
  return %a : i32 loc("here")
}
