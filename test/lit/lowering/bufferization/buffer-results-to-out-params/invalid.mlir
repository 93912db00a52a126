// RUN: adopt %s --buffer-results-to-out-params=hoist-dynamic-allocs --split-input-file --verify-diagnostics

// expected-error@below {{cannot create out param for result with unsupported layout}}
func.func private @layout(%m: memref<4xf32, strided<[2]>>) -> memref<4xf32, strided<[2]>> {
  return %m : memref<4xf32, strided<[2]>>
}

// -----

func.func private @dynamic(%m: memref<?xf32>) -> memref<?xf32> {
  return %m : memref<?xf32>
}
func.func @call(%m: memref<?xf32>) {
  // expected-error@below {{cannot create out param for dynamically shaped result}}
  %r = call @dynamic(%m) : (memref<?xf32>) -> memref<?xf32>
  return
}

// -----

// One way allocates as many elements as the caller would; the other one does not say how many there are.
func.func private @one_way_only(%m: memref<?xf32>, %n: index, %c: i1) -> memref<?xf32> {
  cf.cond_br %c, ^new, ^old
^new:
  %a = memref.alloc(%n) : memref<?xf32>
  return %a : memref<?xf32>
^old:
  return %m : memref<?xf32>
}
func.func @call(%m: memref<?xf32>, %n: index, %c: i1) {
  // expected-error@below {{cannot create out param for dynamically shaped result}}
  %r = call @one_way_only(%m, %n, %c) : (memref<?xf32>, index, i1) -> memref<?xf32>
  return
}
