// RUN: adopt %s --lower-to-loops | adopt-filecheck %s --check-prefix=LOOPS
// RUN: adopt %s --pass-pipeline='builtin.module(lower-to-llvm)' | adopt-filecheck %s --check-prefix=LLVM
// RUN: adopt %s --lower-to-llvm --emit=llvm-ir | adopt-filecheck %s --check-prefix=IR
// RUN: adopt %s --lower-to-gpu | adopt-filecheck %s --check-prefix=GPU
// RUN: not adopt %s --lower-to-gpu=x 2>&1 | adopt-filecheck %s --check-prefix=OPTIONS
// OPTIONS: the pipeline '--lower-to-gpu' has no options

// LOOPS-LABEL: func.func @scale(
// LOOPS-SAME:      %arg0: memref<4x8xf32>, %arg1: f32, %arg2: index) -> memref<4x8xf32>
// LOOPS:         %[[NEW:.*]] = memref.alloc() {alignment = 64 : i64} : memref<4x8xf32>
// LOOPS-NEXT:    scf.for %[[I:.*]] = %c0 to %c4 step %c1 {
// LOOPS-NEXT:      scf.for %[[J:.*]] = %c0 to %c8 step %c1 {
// LOOPS-NEXT:        %[[X:.*]] = memref.load %arg0[%[[I]], %[[J]]] : memref<4x8xf32>
// LOOPS-NEXT:        %[[Y:.*]] = arith.mulf %[[X]], %arg1 : f32
// LOOPS-NEXT:        memref.store %[[Y]], %[[NEW]][%[[I]], %[[J]]] : memref<4x8xf32>
// LOOPS-NEXT:      }
// LOOPS-NEXT:    }
// LOOPS-NOT:     affine.
// LOOPS:         return %[[NEW]] : memref<4x8xf32>

// LLVM-LABEL: llvm.func @scale(
// LLVM-NOT:     {{(arith|scf|memref|func|linalg|tensor|cf)\.}}

// IR-LABEL: define { ptr, ptr, i64, [2 x i64], [2 x i64] } @scale(
// IR:         fmul float

// GPU-LABEL: func.func @scale(
// GPU:         gpu.launch_func @scale_kernel::@scale_kernel blocks in (%c1, %c1, %c1) threads in (%c8, %c4, %c1)
// GPU:         gpu.func @scale_kernel(
// GPU:           %[[J:.*]] = gpu.thread_id x
// GPU-NEXT:      %[[I:.*]] = gpu.thread_id y
// GPU:           memref.load %{{.*}}[%[[I]], %[[J]]]
func.func @scale(%a: tensor<4x8xf32> {bufferization.writable = false}, %s: f32, %i: index) -> tensor<4x8xf32> {
  %empty = tensor.empty() : tensor<4x8xf32>
  %0 = linalg.generic {
    indexing_maps = [affine_map<(m, n) -> (m, n)>, affine_map<(m, n) -> ()>, affine_map<(m, n) -> (m, n)>],
    iterator_types = ["parallel", "parallel"]
  } ins(%a, %s : tensor<4x8xf32>, f32) outs(%empty : tensor<4x8xf32>) {
  ^bb0(%x: f32, %f: f32, %out: f32):
    %y = arith.mulf %x, %f : f32
    linalg.yield %y : f32
  } -> tensor<4x8xf32>
  %j = affine.apply affine_map<(d) -> (d mod 2)>(%i)
  %1 = tensor.insert %s into %0[%j, %j] : tensor<4x8xf32>
  return %1 : tensor<4x8xf32>
}
