// RUN: adopt %s --convert-to-llvm --llvm-expand-memref-copies | adopt-filecheck %s

// CHECK-LABEL: llvm.func @columns
// CHECK-NOT: llvm.alloca
// CHECK-NOT: llvm.call
// CHECK: scf.for %[[I:.*]] = %{{.*}} to
// CHECK: scf.for %[[J:.*]] = %{{.*}} to
// CHECK: %[[SOURCE:.*]] = llvm.getelementptr %{{.*}}[%{{.*}}] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<8 x i8>
// CHECK: %[[TARGET:.*]] = llvm.getelementptr %{{.*}}[%{{.*}}] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<8 x i8>
// CHECK: "llvm.intr.memcpy"(%[[TARGET]], %[[SOURCE]], %{{.*}})
func.func @columns(%a: memref<?x2xf64, strided<[4, 1]>>, %b: memref<?x2xf64, strided<[?, ?], offset: ?>>) {
  memref.copy %a, %b : memref<?x2xf64, strided<[4, 1]>> to memref<?x2xf64, strided<[?, ?], offset: ?>>
  return
}

// CHECK-LABEL: llvm.func @every_other
// CHECK: scf.for
// CHECK-NOT: scf.for
// CHECK: llvm.getelementptr %{{.*}}[%{{.*}}] : (!llvm.ptr, i64) -> !llvm.ptr, !llvm.array<4 x i8>
// CHECK: "llvm.intr.memcpy"
func.func @every_other(%a: memref<8xf32, strided<[2]>>, %b: memref<8xf32>) {
  memref.copy %a, %b : memref<8xf32, strided<[2]>> to memref<8xf32>
  return
}

// The number of dimensions is not known.

// CHECK-LABEL: llvm.func @any
// CHECK: llvm.call @memrefCopy
func.func @any(%a: memref<*xf32>, %b: memref<*xf32>) {
  memref.copy %a, %b : memref<*xf32> to memref<*xf32>
  return
}
