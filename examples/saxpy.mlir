// The sum of the squares of a x + y, for matrices x and y of 32-bit floats. Each column is summed by an iteration of a
// parallel loop: one source for the processor and, when its loops have become kernels, for a GPU. The scale a is in a buffer,
// to whose adjoint all columns add.

func.func @value(%a: memref<1xf32>, %x: memref<?x?xf32>, %y: memref<?x?xf32>) -> f32 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f32
  %rows = memref.dim %x, %c0 : memref<?x?xf32>
  %columns = memref.dim %x, %c1 : memref<?x?xf32>
  %sums = memref.alloc(%columns) : memref<?xf32>
  scf.parallel (%j) = (%c0) to (%columns) step (%c1) {
    %scale = memref.load %a[%c0] : memref<1xf32>
    %sum = scf.for %i = %c0 to %rows step %c1 iter_args(%partial = %zero) -> (f32) {
      %xij = memref.load %x[%i, %j] : memref<?x?xf32>
      %yij = memref.load %y[%i, %j] : memref<?x?xf32>
      %scaled = arith.mulf %scale, %xij : f32
      %z = arith.addf %scaled, %yij : f32
      %square = arith.mulf %z, %z : f32
      %next = arith.addf %partial, %square : f32
      scf.yield %next : f32
    }
    memref.store %sum, %sums[%j] : memref<?xf32>
  }
  %value = scf.for %j = %c0 to %columns step %c1 iter_args(%partial = %zero) -> (f32) {
    %sum = memref.load %sums[%j] : memref<?xf32>
    %next = arith.addf %partial, %sum : f32
    scf.yield %next : f32
  }
  memref.dealloc %sums : memref<?xf32>
  return %value : f32
}

// Adds the gradient to the last three arguments.
func.func @gradient(%a: memref<1xf32>, %x: memref<?x?xf32>, %y: memref<?x?xf32>,
                    %da: memref<1xf32>, %dx: memref<?x?xf32>, %dy: memref<?x?xf32>) {
  ad.grad @value(%a, %x, %y) shadows(%da, %dx, %dy : memref<1xf32>, memref<?x?xf32>, memref<?x?xf32>)
    : (memref<1xf32>, memref<?x?xf32>, memref<?x?xf32>) -> ()
  return
}

// The derivative along a direction given by the last three arguments, by forward mode.
func.func @derivative(%a: memref<1xf32>, %x: memref<?x?xf32>, %y: memref<?x?xf32>,
                      %aDot: memref<1xf32>, %xDot: memref<?x?xf32>, %yDot: memref<?x?xf32>) -> f32 {
  %value, %valueDot = ad.jvp @value(%a, %x, %y)
    tangents(%aDot, %xDot, %yDot : memref<1xf32>, memref<?x?xf32>, memref<?x?xf32>)
    : (memref<1xf32>, memref<?x?xf32>, memref<?x?xf32>) -> (f32, f32)
  return %valueDot : f32
}
