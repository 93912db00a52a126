// RUN: adopt %s --convert-cf-to-llvm | adopt-filecheck %s

// The text and the functions that an assertion needs stand once in the module.
// CHECK: llvm.func @abort()
// CHECK: llvm.func @puts(!llvm.ptr)
// CHECK: llvm.mlir.global private constant @assert_msg(dense<[110, 111, 0]>
// CHECK-NOT: llvm.func

// CHECK-LABEL: func.func @branches
func.func @branches(%c: i1, %i: index) -> index {
  // CHECK: %[[I:.*]] = builtin.unrealized_conversion_cast %{{.*}} : index to i64
  // CHECK: llvm.br ^[[LOOP:.*]](%[[I]] : i64)
  // CHECK: ^[[LOOP]](%[[K:.*]]: i64):
  // CHECK: llvm.cond_br %{{.*}} weights([9, 1]), ^[[LOOP]](%[[K]] : i64), ^[[END:.*]]
  // CHECK: ^[[END]]:
  cf.br ^loop(%i : index)
^loop(%k: index):
  cf.cond_br %c weights([9, 1]), ^loop(%k : index), ^end
^end:
  return %k : index
}

// CHECK-LABEL: func.func @switch
func.func @switch(%a: i32, %x: f32) -> f32 {
  // CHECK: llvm.switch %{{.*}} : i32, ^[[DEFAULT:.*]](%{{.*}} : f32) [
  // CHECK-NEXT: 42: ^[[DEFAULT]](%{{.*}} : f32)
  cf.switch %a : i32, [
    default: ^b(%x : f32),
    42: ^b(%x : f32)
  ]
^b(%y: f32):
  return %y : f32
}

// CHECK-LABEL: func.func @assertion
func.func @assertion(%c: i1) {
  // CHECK: llvm.cond_br %{{.*}}, ^[[REST:.*]], ^[[FAILURE:.*]]
  // CHECK: ^[[REST]]:
  // CHECK: return
  // CHECK: ^[[FAILURE]]:
  // CHECK: llvm.call @puts
  // CHECK: llvm.call @abort
  // CHECK: llvm.unreachable
  cf.assert %c, "no"
  return
}
