// RUN: adopt %s --convert-func-to-llvm --reconcile-unrealized-casts | adopt-filecheck %s
// RUN: adopt %s --pass-pipeline="builtin.module(convert-func-to-llvm{use-bare-ptr-memref-call-conv=true index-bitwidth=32})" | adopt-filecheck %s --check-prefix=BARE

// A buffer is passed in parts and returned as a whole.
// CHECK-LABEL: llvm.func @buffer
// CHECK-SAME: (%[[ALLOCATED:.*]]: !llvm.ptr, %[[ALIGNED:.*]]: !llvm.ptr, %[[OFFSET:.*]]: i64, %[[SIZE:.*]]: i64, %[[STRIDE:.*]]: i64)
// CHECK-SAME: -> !llvm.struct<(ptr, ptr, i64, array<1 x i64>, array<1 x i64>)>
// CHECK: %[[D0:.*]] = llvm.mlir.poison
// CHECK: %[[D1:.*]] = llvm.insertvalue %[[ALLOCATED]], %[[D0]][0]
// CHECK: %[[D2:.*]] = llvm.insertvalue %[[ALIGNED]], %[[D1]][1]
// CHECK: %[[D3:.*]] = llvm.insertvalue %[[OFFSET]], %[[D2]][2]
// CHECK: %[[D4:.*]] = llvm.insertvalue %[[SIZE]], %[[D3]][3, 0]
// CHECK: %[[D5:.*]] = llvm.insertvalue %[[STRIDE]], %[[D4]][4, 0]
// CHECK: llvm.return %[[D5]]

// Without constant sizes a buffer has no bare pointer.
// BARE-LABEL: func.func @buffer
func.func @buffer(%m: memref<?xf32>) -> memref<?xf32> {
  return %m : memref<?xf32>
}

// Several results are returned in a struct.
// CHECK-LABEL: llvm.func @results
// CHECK: %[[CALL:.*]] = llvm.call @pair(%{{.*}}) : (i64) -> !llvm.struct<(i64, f32)>
// CHECK: %[[FIRST:.*]] = llvm.extractvalue %[[CALL]][0]
// CHECK: %[[SECOND:.*]] = llvm.extractvalue %[[CALL]][1]
// CHECK: %[[POISON:.*]] = llvm.mlir.poison : !llvm.struct<(f32, i64)>
// CHECK: %[[ONE:.*]] = llvm.insertvalue %[[SECOND]], %[[POISON]][0]
// CHECK: llvm.insertvalue %[[FIRST]], %[[ONE]][1]
func.func @results(%i: index) -> (f32, index) {
  %0:2 = call @pair(%i) : (index) -> (index, f32)
  return %0#1, %0#0 : f32, index
}
// CHECK: llvm.func @pair(i64) -> !llvm.struct<(i64, f32)> attributes {sym_visibility = "private"}
func.func private @pair(index) -> (index, f32)

// CHECK-LABEL: llvm.func @constant_sizes
// BARE-LABEL: llvm.func @constant_sizes
// BARE-SAME: (%[[POINTER:.*]]: !llvm.ptr) -> !llvm.ptr
// BARE: llvm.insertvalue %[[POINTER]], %{{.*}}[0]
// BARE: llvm.insertvalue %[[POINTER]], %{{.*}}[1]
// BARE: %[[SIZE:.*]] = llvm.mlir.constant(4 : index) : i32
// BARE: llvm.insertvalue %[[SIZE]], %{{.*}}[3, 0]
func.func @constant_sizes(%m: memref<4xf32>) -> memref<4xf32> {
  return %m : memref<4xf32>
}

// CHECK-LABEL: llvm.func internal @linkage
func.func private @linkage() attributes {llvm.linkage = #llvm.linkage<internal>} {
  return
}

// What C calls takes pointers to descriptors.
// CHECK-LABEL: llvm.func @from_c
// CHECK-LABEL: llvm.func @_mlir_ciface_from_c
// CHECK-SAME: (%[[OUT:.*]]: !llvm.ptr, %[[IN:.*]]: !llvm.ptr)
// CHECK: llvm.load %[[IN]]
// CHECK: %[[RESULT:.*]] = llvm.call @from_c
// CHECK: llvm.store %[[RESULT]], %[[OUT]]
// BARE-NOT: _mlir_ciface
func.func @from_c(%m: memref<f32>) -> memref<f32> attributes {llvm.emit_c_interface} {
  return %m : memref<f32>
}
