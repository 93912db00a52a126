// RUN: adopt %s -split-input-file --expand-realloc | adopt-filecheck %s

// CHECK: func.func @unknown(%arg0: memref<?xf32>, %arg1: index) -> memref<?xf32> {
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %dim = memref.dim %arg0, %c0 : memref<?xf32>
// CHECK-NEXT:   %0 = arith.cmpi ult, %dim, %arg1 : index
// CHECK-NEXT:   %1 = scf.if %0 -> (memref<?xf32>) {
// CHECK-NEXT:     %alloc = memref.alloc(%arg1) : memref<?xf32>
// CHECK-NEXT:     %subview = memref.subview %alloc[0] [%dim] [1] : memref<?xf32> to memref<?xf32, strided<[1]>>
// CHECK-NEXT:     memref.copy %arg0, %subview : memref<?xf32> to memref<?xf32, strided<[1]>>
// CHECK-NEXT:     memref.dealloc %arg0 : memref<?xf32>
// CHECK-NEXT:     scf.yield %alloc : memref<?xf32>
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [0], sizes: [%arg1], strides: [1] : memref<?xf32> to memref<?xf32>
// CHECK-NEXT:     scf.yield %reinterpret_cast : memref<?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1 : memref<?xf32>
// CHECK-NEXT: }
func.func @unknown(%a: memref<?xf32>, %n: index) -> memref<?xf32> {
  %0 = memref.realloc %a(%n) : memref<?xf32> to memref<?xf32>
  return %0 : memref<?xf32>
}

// -----

// CHECK: func.func @larger(%arg0: memref<4xf32>) -> memref<8xf32> {
// CHECK-NEXT:   %alloc = memref.alloc() {alignment = 8 : i64} : memref<8xf32>
// CHECK-NEXT:   %subview = memref.subview %alloc[0] [4] [1] : memref<8xf32> to memref<4xf32, strided<[1]>>
// CHECK-NEXT:   memref.copy %arg0, %subview : memref<4xf32> to memref<4xf32, strided<[1]>>
// CHECK-NEXT:   memref.dealloc %arg0 : memref<4xf32>
// CHECK-NEXT:   return %alloc : memref<8xf32>
// CHECK-NEXT: }
func.func @larger(%a: memref<4xf32>) -> memref<8xf32> {
  %0 = memref.realloc %a {alignment = 8} : memref<4xf32> to memref<8xf32>
  return %0 : memref<8xf32>
}

// -----

// CHECK: func.func @to_known_size(%arg0: memref<?xf32>) -> memref<4xf32> {
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %dim = memref.dim %arg0, %c0 : memref<?xf32>
// CHECK-NEXT:   %0 = arith.cmpi ult, %dim, %c4 : index
// CHECK-NEXT:   %1 = scf.if %0 -> (memref<4xf32>) {
// CHECK-NEXT:     %alloc = memref.alloc() : memref<4xf32>
// CHECK-NEXT:     %subview = memref.subview %alloc[0] [%dim] [1] : memref<4xf32> to memref<?xf32, strided<[1]>>
// CHECK-NEXT:     memref.copy %arg0, %subview : memref<?xf32> to memref<?xf32, strided<[1]>>
// CHECK-NEXT:     memref.dealloc %arg0 : memref<?xf32>
// CHECK-NEXT:     scf.yield %alloc : memref<4xf32>
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [0], sizes: [4], strides: [1] : memref<?xf32> to memref<4xf32>
// CHECK-NEXT:     scf.yield %reinterpret_cast : memref<4xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1 : memref<4xf32>
// CHECK-NEXT: }
func.func @to_known_size(%a: memref<?xf32>) -> memref<4xf32> {
  %0 = memref.realloc %a : memref<?xf32> to memref<4xf32>
  return %0 : memref<4xf32>
}

// -----

// CHECK: func.func @from_known_size(%arg0: memref<4xf32>, %arg1: index) -> memref<?xf32> {
// CHECK-NEXT:   %c4 = arith.constant 4 : index
// CHECK-NEXT:   %0 = arith.cmpi ugt, %arg1, %c4 : index
// CHECK-NEXT:   %1 = scf.if %0 -> (memref<?xf32>) {
// CHECK-NEXT:     %alloc = memref.alloc(%arg1) : memref<?xf32>
// CHECK-NEXT:     %subview = memref.subview %alloc[0] [4] [1] : memref<?xf32> to memref<4xf32, strided<[1]>>
// CHECK-NEXT:     memref.copy %arg0, %subview : memref<4xf32> to memref<4xf32, strided<[1]>>
// CHECK-NEXT:     memref.dealloc %arg0 : memref<4xf32>
// CHECK-NEXT:     scf.yield %alloc : memref<?xf32>
// CHECK-NEXT:   } else {
// CHECK-NEXT:     %reinterpret_cast = memref.reinterpret_cast %arg0 to offset: [0], sizes: [%arg1], strides: [1] : memref<4xf32> to memref<?xf32>
// CHECK-NEXT:     scf.yield %reinterpret_cast : memref<?xf32>
// CHECK-NEXT:   }
// CHECK-NEXT:   return %1 : memref<?xf32>
// CHECK-NEXT: }
func.func @from_known_size(%a: memref<4xf32>, %n: index) -> memref<?xf32> {
  %0 = memref.realloc %a(%n) : memref<4xf32> to memref<?xf32>
  return %0 : memref<?xf32>
}
