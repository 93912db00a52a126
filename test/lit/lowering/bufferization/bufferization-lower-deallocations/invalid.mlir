// RUN: adopt %s -verify-diagnostics -pass-pipeline='builtin.module(func.func(bufferization-lower-deallocations))'

func.func @many(%a: memref<4xf32>, %b: memref<4xf32>, %c: memref<4xf32>, %d: memref<4xf32>, %e: memref<4xf32>,
                %f: memref<4xf32>, %g: memref<4xf32>, %if: i1) {
  // expected-error@+1 {{library function required for generic lowering, but cannot be automatically inserted when operating on functions}}
  bufferization.dealloc (%a, %b, %c, %d, %e, %f, %g : memref<4xf32>, memref<4xf32>, memref<4xf32>, memref<4xf32>,
    memref<4xf32>, memref<4xf32>, memref<4xf32>) if (%if, %if, %if, %if, %if, %if, %if)
  return
}
