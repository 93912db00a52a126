// RUN: adopt %s -ownership-based-buffer-deallocation -canonicalize -cse | adopt-filecheck %s

// Where a branch decides, each way has an operation of its own, of which one frees.

// CHECK-LABEL: func.func @branches(
// CHECK:         %[[A:.*]] = memref.alloc()
// CHECK-NEXT:    %[[B:.*]] = memref.alloc()
// CHECK-NEXT:    %[[THEN:.*]] = bufferization.dealloc (%[[A]], %[[B]] : memref<4xf32>, memref<4xf32>) if (%arg0, %arg0) retain (%[[A]] : memref<4xf32>)
// CHECK-NEXT:    %[[NOT:.*]] = arith.xori %arg0, %true : i1
// CHECK-NEXT:    %[[ELSE:.*]] = bufferization.dealloc (%[[A]], %[[B]] : memref<4xf32>, memref<4xf32>) if (%[[NOT]], %[[NOT]]) retain (%[[B]] : memref<4xf32>)
// CHECK-NEXT:    cf.cond_br %arg0, ^bb1, ^bb2(%[[B]], %[[ELSE]] : memref<4xf32>, i1)
// CHECK-NEXT:  ^bb1:
// CHECK-NEXT:    memref.store %arg1, %[[A]]
// CHECK-NEXT:    %[[OWNED:.*]] = bufferization.dealloc (%[[A]] : memref<4xf32>) if (%[[THEN]]) retain (%[[A]] : memref<4xf32>)
// CHECK-NEXT:    cf.br ^bb2(%[[A]], %[[OWNED]] : memref<4xf32>, i1)
// CHECK-NEXT:  ^bb2(%[[W:.*]]: memref<4xf32>, %[[OWNS:.*]]: i1):
// CHECK-NEXT:    %[[RESULT:.*]] = memref.load %[[W]]
// CHECK-NEXT:    %[[BASE:.*]], %{{.*}}, %{{.*}}, %{{.*}} = memref.extract_strided_metadata %[[W]]
// CHECK-NEXT:    bufferization.dealloc (%[[BASE]] : memref<f32>) if (%[[OWNS]])
// CHECK-NEXT:    return %[[RESULT]]
func.func @branches(%c: i1, %x: f32, %i: index) -> f32 {
  %a = memref.alloc() : memref<4xf32>
  %b = memref.alloc() : memref<4xf32>
  cf.cond_br %c, ^bb1, ^bb2(%b : memref<4xf32>)
^bb1:
  memref.store %x, %a[%i] : memref<4xf32>
  cf.br ^bb2(%a : memref<4xf32>)
^bb2(%w: memref<4xf32>):
  %0 = memref.load %w[%i] : memref<4xf32>
  return %0 : f32
}

// Blocks that branch back pass ownership on as a loop does.

// CHECK-LABEL: func.func @loop(
// CHECK:         cf.br ^bb1(%c0, %{{.*}}, %{{.*}} : index, memref<4xf32>, i1)
// CHECK-NEXT:  ^bb1(%[[I:.*]]: index, %[[A:.*]]: memref<4xf32>, %[[OWNS:.*]]: i1):
// CHECK:         %[[NEW:.*]] = memref.alloc()
// CHECK-NEXT:    memref.copy %[[A]], %[[NEW]]
// CHECK:         cf.cond_br %{{.*}}, ^bb1(%{{.*}}, %[[NEW]], %{{.*}} : index, memref<4xf32>, i1), ^bb2
// CHECK-NEXT:  ^bb2:
// CHECK-NEXT:    return
func.func @loop(%n: index) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %first = memref.alloc() : memref<4xf32>
  cf.br ^bb1(%c0, %first : index, memref<4xf32>)
^bb1(%i: index, %a: memref<4xf32>):
  %0 = memref.alloc() : memref<4xf32>
  memref.copy %a, %0 : memref<4xf32> to memref<4xf32>
  %1 = arith.addi %i, %c1 : index
  %2 = arith.cmpi slt, %1, %n : index
  cf.cond_br %2, ^bb1(%1, %0 : index, memref<4xf32>), ^bb2
^bb2:
  return
}
