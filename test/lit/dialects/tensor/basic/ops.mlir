// RUN: adopt %s -split-input-file -allow-unregistered-dialect | adopt-filecheck %s

// CHECK-LABEL: func.func @casts(
// CHECK-NEXT:   %cast = tensor.cast %arg0 : tensor<?x4xf32> to tensor<4x?xf32>
// CHECK-NEXT:   %cast_0 = tensor.cast %arg1 {note} : tensor<*xf32> to tensor<4x?xf32>
// CHECK-NEXT:   %cast_1 = tensor.cast %arg0 : tensor<?x4xf32> to tensor<*xf32>
// CHECK-NEXT:   %0 = tensor.bitcast %arg0 : tensor<?x4xf32> to tensor<4x?xi32>
// CHECK-NEXT:   %1 = tensor.bitcast %arg2 : tensor<4xui8> to tensor<4xi8>
// CHECK-NEXT:   %2 = tensor.bitcast %arg1 : tensor<*xf32> to tensor<2xi32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @casts(%t: tensor<?x4xf32>, %u: tensor<*xf32>, %s: tensor<4xui8>) {
  %0 = tensor.cast %t : tensor<?x4xf32> to tensor<4x?xf32>
  %1 = tensor.cast %u {note} : tensor<*xf32> to tensor<4x?xf32>
  %2 = tensor.cast %t : tensor<?x4xf32> to tensor<*xf32>
  %3 = tensor.bitcast %t : tensor<?x4xf32> to tensor<4x?xi32>
  %4 = tensor.bitcast %s : tensor<4xui8> to tensor<4xi8>
  %5 = tensor.bitcast %u : tensor<*xf32> to tensor<2xi32>
  return
}

// -----

// CHECK-LABEL: func.func @creation(
// CHECK-NEXT:   %0 = tensor.empty(%arg2, %arg2) : tensor<?x3x?xf32>
// CHECK-NEXT:   %1 = tensor.empty() {note} : tensor<3xf32>
// CHECK-NEXT:   %2 = tensor.empty() : tensor<f32>
// CHECK-NEXT:   %3 = tensor.empty(%arg2) : tensor<?x4xf32, "encoding">
// CHECK-NEXT:   %splat = tensor.splat %arg0[%arg2] : tensor<?x4xf32>
// CHECK-NEXT:   %splat_0 = tensor.splat %arg1 {note} : tensor<4xcomplex<f64>>
// CHECK-NEXT:   %from_elements = tensor.from_elements %arg0, %arg0 {note} : tensor<2x1xf32>
// CHECK-NEXT:   %from_elements_1 = tensor.from_elements  : tensor<0xf32>
// CHECK-NEXT:   %from_elements_2 = tensor.from_elements %arg0 : tensor<f32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @creation(%f: f32, %z: complex<f64>, %i: index) {
  %0 = tensor.empty(%i, %i) : tensor<?x3x?xf32>
  %1 = tensor.empty() {note} : tensor<3xf32>
  %2 = tensor.empty() : tensor<f32>
  %3 = tensor.empty(%i) : tensor<?x4xf32, "encoding">
  %4 = tensor.splat %f[%i] : tensor<?x4xf32>
  %5 = tensor.splat %z {note} : tensor<4xcomplex<f64>>
  %6 = tensor.from_elements %f, %f {note} : tensor<2x1xf32>
  %7 = tensor.from_elements : tensor<0xf32>
  %8 = tensor.from_elements %f : tensor<f32>
  return
}

// -----

// CHECK-LABEL: func.func @generate(
// CHECK-NEXT:   %generated = tensor.generate %arg1 {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index):
// CHECK-NEXT:     %extracted = tensor.extract %arg0[%arg3, %arg4] : tensor<?x4xf32>
// CHECK-NEXT:     tensor.yield %extracted : f32
// CHECK-NEXT:   } {note} : tensor<?x4xf32>
// CHECK-NEXT:   %generated_0 = tensor.generate  {
// CHECK-NEXT:     tensor.yield %arg2 : f32
// CHECK-NEXT:   } : tensor<f32>
// CHECK-NEXT:   %generated_1 = tensor.generate %arg1, %arg1 {
// CHECK-NEXT:   ^bb0(%arg3: index, %arg4: index, %arg5: index):
// CHECK-NEXT:     tensor.yield %arg2 {note} : f32
// CHECK-NEXT:   } : tensor<?x1x?xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @generate(%t: tensor<?x4xf32>, %i: index, %f: f32) {
  %0 = tensor.generate %i {
  ^bb0(%a: index, %b: index):
    %q = tensor.extract %t[%a, %b] : tensor<?x4xf32>
    tensor.yield %q : f32
  } {note} : tensor<?x4xf32>
  %1 = tensor.generate {
    tensor.yield %f : f32
  } : tensor<f32>
  %2 = "tensor.generate"(%i, %i) ({
  ^bb0(%a: index, %b: index, %c: index):
    tensor.yield %f {note} : f32
  }) : (index, index) -> tensor<?x1x?xf32>
  return
}

// -----

// CHECK-LABEL: func.func @elements(
// CHECK-NEXT:   %extracted = tensor.extract %arg0[%arg2, %arg2] {note} : tensor<?x4xf32>
// CHECK-NEXT:   %extracted_0 = tensor.extract %arg1[] : tensor<i1>
// CHECK-NEXT:   %inserted = tensor.insert %arg3 into %arg0[%arg2, %arg2] {note} : tensor<?x4xf32>
// CHECK-NEXT:   %inserted_1 = tensor.insert %arg4 into %arg1[] : tensor<i1>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @elements(%t: tensor<?x4xf32>, %z: tensor<i1>, %i: index, %f: f32, %b: i1) {
  %0 = tensor.extract %t[%i, %i] {note} : tensor<?x4xf32>
  %1 = tensor.extract %z[] : tensor<i1>
  %2 = tensor.insert %f into %t[%i, %i] {note} : tensor<?x4xf32>
  %3 = tensor.insert %b into %z[] : tensor<i1>
  return
}

// -----

// CHECK-LABEL: func.func @shape(
// CHECK-NEXT:   %dim = tensor.dim %arg0, %arg2 : tensor<?x4xf32>
// CHECK-NEXT:   %dim_0 = tensor.dim {note} %arg1, %arg2 : tensor<*xf32>
// CHECK-NEXT:   %rank = tensor.rank %arg1 : tensor<*xf32>
// CHECK-NEXT:   %rank_1 = tensor.rank %arg0 {note} : tensor<?x4xf32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @shape(%t: tensor<?x4xf32>, %u: tensor<*xf32>, %i: index) {
  %0 = tensor.dim %t, %i : tensor<?x4xf32>
  %1 = tensor.dim {note} %u, %i : tensor<*xf32>
  %2 = tensor.rank %u : tensor<*xf32>
  %3 = tensor.rank %t {note} : tensor<?x4xf32>
  return
}
