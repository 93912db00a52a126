// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @pad(
// CHECK-NEXT:   %padded = tensor.pad %arg0 low[2, %arg2, 3] high[3, 3, %arg2] {
// CHECK-NEXT:   ^bb0(%arg4: index, %arg5: index, %arg6: index):
// CHECK-NEXT:     tensor.yield %arg3 : f32
// CHECK-NEXT:   } : tensor<?x2x?xf32> to tensor<?x?x?xf32>
// CHECK-NEXT:   %padded_0 = tensor.pad %arg0 nofold low[2, 0, -1] high[3, 3, 0] {
// CHECK-NEXT:   ^bb0(%arg4: index, %arg5: index, %arg6: index):
// CHECK-NEXT:     tensor.yield %arg3 : f32
// CHECK-NEXT:   } {note} : tensor<?x2x?xf32> to tensor<8x5x?xf32>
// CHECK-NEXT:   %padded_1 = tensor.pad %arg1 low[] high[] {
// CHECK-NEXT:     tensor.yield %arg3 : f32
// CHECK-NEXT:   } : tensor<f32> to tensor<f32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @pad(%t: tensor<?x2x?xf32>, %z: tensor<f32>, %i: index, %f: f32) {
  %0 = tensor.pad %t low[2, %i, 3] high[3, 3, %i] {
  ^bb0(%a: index, %b: index, %c: index):
    tensor.yield %f : f32
  } : tensor<?x2x?xf32> to tensor<?x?x?xf32>
  %1 = tensor.pad %t nofold low[2, 0, -1] high[3, 3, 0] {
  ^bb0(%a: index, %b: index, %c: index):
    tensor.yield %f : f32
  } {note} : tensor<?x2x?xf32> to tensor<8x5x?xf32>
  %2 = tensor.pad %z low[] high[] {
    tensor.yield %f : f32
  } : tensor<f32> to tensor<f32>
  return
}
