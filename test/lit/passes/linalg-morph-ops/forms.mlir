// RUN: adopt %s --linalg-morph-ops=named-to-category | adopt-filecheck %s --check-prefixes=CATEGORY
// RUN: adopt %s --linalg-morph-ops=category-to-generic | adopt-filecheck %s --check-prefixes=GENERIC
// RUN: adopt %s --linalg-morph-ops=named-to-generic | adopt-filecheck %s --check-prefixes=GENERIC
// RUN: adopt %s '--linalg-morph-ops=named-to-category named-to-generic' | adopt-filecheck %s --check-prefixes=GENERIC
// RUN: adopt %s --linalg-morph-ops=named-to-generic --linalg-morph-ops=generic-to-named | adopt-filecheck %s --check-prefixes=NAMED
// RUN: adopt %s --linalg-morph-ops | adopt-filecheck %s --check-prefixes=SAME

// CATEGORY-LABEL: func.func @f
// CATEGORY: linalg.elementwise kind=#linalg.elementwise_kind<exp> ins(%{{.*}} : tensor<2x?xf32>)
// CATEGORY: linalg.elementwise kind=#linalg.elementwise_kind<select>
// CATEGORY: linalg.elementwise kind=#linalg.elementwise_kind<sub>
// CATEGORY: linalg.max
// CATEGORY: linalg.matmul

// GENERIC-LABEL: func.func @f
// GENERIC-COUNT-5: linalg.generic
// GENERIC-NOT: linalg.{{[efms]}}

// NAMED-LABEL: func.func @f
// NAMED: linalg.exp
// NAMED: linalg.generic
// NAMED: linalg.sub
// NAMED: linalg.generic
// NAMED: linalg.matmul

// SAME-LABEL: func.func @f
// SAME: linalg.exp
// SAME: linalg.select
// SAME: linalg.elementwise
// SAME: linalg.max
// SAME: linalg.matmul
func.func @f(%x: tensor<2x?xf32>, %c: tensor<2x?xi1>, %m: memref<2x2xf32>) -> tensor<2x?xf32> {
  %e = linalg.exp ins(%x : tensor<2x?xf32>) outs(%x : tensor<2x?xf32>) -> tensor<2x?xf32>
  %s = linalg.select ins(%c, %e, %x : tensor<2x?xi1>, tensor<2x?xf32>, tensor<2x?xf32>) outs(%x : tensor<2x?xf32>) -> tensor<2x?xf32>
  %d = linalg.elementwise kind=#linalg.elementwise_kind<sub> ins(%s, %e : tensor<2x?xf32>, tensor<2x?xf32>) outs(%x : tensor<2x?xf32>) -> tensor<2x?xf32>
  linalg.max ins(%m, %m : memref<2x2xf32>, memref<2x2xf32>) outs(%m : memref<2x2xf32>)
  linalg.matmul ins(%m, %m : memref<2x2xf32>, memref<2x2xf32>) outs(%m : memref<2x2xf32>)
  return %d : tensor<2x?xf32>
}
