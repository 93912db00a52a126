// RUN: not adopt %s '--linalg-morph-ops=named-to-generic generic-to-named' 2>&1 | adopt-filecheck %s

// mlir-opt goes back and forth for ever.
// CHECK: error: option 'generic-to-named' undoes what 'named-to-generic' and 'category-to-generic' do
func.func @f(%m: memref<2xf32>) {
  linalg.exp ins(%m : memref<2xf32>) outs(%m : memref<2xf32>)
  return
}
