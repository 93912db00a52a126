// RUN: adopt %s --finalize-memref-to-llvm --convert-func-to-llvm --convert-arith-to-llvm --reconcile-unrealized-casts | adopt-filecheck %s
// RUN: adopt %s --pass-pipeline="builtin.module(finalize-memref-to-llvm{use-aligned-alloc=true use-generic-functions=true})" | adopt-filecheck %s --check-prefix=GENERIC

// CHECK: llvm.func @memrefCopy(i64, !llvm.ptr, !llvm.ptr)
// CHECK: llvm.func @free(!llvm.ptr)
// CHECK: llvm.func @malloc(i64) -> !llvm.ptr
// GENERIC: llvm.func @_mlir_memref_to_llvm_free(!llvm.ptr)
// GENERIC: llvm.func @_mlir_memref_to_llvm_aligned_alloc(i64, i64) -> !llvm.ptr

// CHECK-LABEL: llvm.func @heap
// CHECK: %[[COUNT:.*]] = llvm.mul
// CHECK: %[[NULL:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK: %[[END:.*]] = llvm.getelementptr %[[NULL]][%[[COUNT]]] : (!llvm.ptr, i64) -> !llvm.ptr, f32
// CHECK: %[[BYTES:.*]] = llvm.ptrtoint %[[END]]
// CHECK: %[[MEMORY:.*]] = llvm.call @malloc(%[[BYTES]])
// CHECK: llvm.insertvalue %[[MEMORY]], %{{.*}}[0]
// CHECK: %[[BUFFER:.*]] = llvm.insertvalue %{{.*}}, %{{.*}}[4, 1]
// CHECK: %[[ALLOCATED:.*]] = llvm.extractvalue %[[BUFFER]][0]
// CHECK: llvm.call @free(%[[ALLOCATED]])
// GENERIC-LABEL: func.func @heap
// GENERIC: %[[ALIGNMENT:.*]] = llvm.mlir.constant(16 : index)
// GENERIC: llvm.call @_mlir_memref_to_llvm_aligned_alloc(%[[ALIGNMENT]], %{{.*}})
func.func @heap(%n: index) {
  %0 = memref.alloc(%n) : memref<?x4xf32>
  memref.dealloc %0 : memref<?x4xf32>
  return
}

// CHECK-LABEL: llvm.func @stack
// CHECK: llvm.alloca %{{.*}} x i64 {alignment = 32 : i64}
func.func @stack() {
  %0 = memref.alloca() {alignment = 32} : memref<2xindex>
  return
}

// CHECK-LABEL: llvm.func @element
// CHECK: %[[ALIGNED:.*]] = llvm.extractvalue %[[M:.*]][1]
// CHECK: %[[OFFSET:.*]] = llvm.extractvalue %[[M]][2]
// CHECK: %[[START:.*]] = llvm.getelementptr %[[ALIGNED]][%[[OFFSET]]]
// CHECK: %[[STRIDE:.*]] = llvm.extractvalue %[[M]][4, 0]
// The stride may be negative.
// CHECK: %[[ROW:.*]] = llvm.mul %{{.*}}, %[[STRIDE]] overflow<nsw> :
// CHECK: %[[POSITION:.*]] = llvm.add %[[ROW]], %{{.*}} overflow<nsw> :
// CHECK: %[[ADDRESS:.*]] = llvm.getelementptr inbounds %[[START]][%[[POSITION]]]
// CHECK: llvm.load %[[ADDRESS]] {nontemporal} : !llvm.ptr -> f32
func.func @element(%m: memref<?x?xf32, strided<[?, 1], offset: ?>>, %i: index, %j: index) -> f32 {
  %0 = memref.load %m[%i, %j] {nontemporal = true} : memref<?x?xf32, strided<[?, 1], offset: ?>>
  return %0 : f32
}

// CHECK-LABEL: llvm.func @size
// CHECK: llvm.extractvalue %{{.*}}[3, 0]
func.func @size(%m: memref<?x4xf32>) -> index {
  %c0 = arith.constant 0 : index
  %0 = memref.dim %m, %c0 : memref<?x4xf32>
  return %0 : index
}

// CHECK-LABEL: llvm.func @copies
// CHECK: "llvm.intr.memcpy"
// CHECK: %[[STACK:.*]] = llvm.intr.stacksave
// CHECK: llvm.call @memrefCopy
// CHECK: llvm.intr.stackrestore %[[STACK]]
func.func @copies(%a: memref<4xf32>, %b: memref<4xf32, strided<[2]>>) {
  memref.copy %a, %a : memref<4xf32> to memref<4xf32>
  memref.copy %a, %b : memref<4xf32> to memref<4xf32, strided<[2]>>
  return
}
