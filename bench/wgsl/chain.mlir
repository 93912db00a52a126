// A chain of elementwise operations, %times times, one thread for each element.
func.func @run(%times: index, %a: f32, %x: memref<?xf32>, %y: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %block = arith.constant 64 : index
  %one = arith.constant 1.0 : f32
  %n = memref.dim %y, %c0 : memref<?xf32>
  %blocks = arith.ceildivui %n, %block : index
  scf.for %k = %c0 to %times step %c1 {
    gpu.launch blocks(%bx, %by, %bz) in (%gx = %blocks, %gy = %c1, %gz = %c1)
               threads(%tx, %ty, %tz) in (%sx = %block, %sy = %c1, %sz = %c1) {
      %i = gpu.global_id x
      %isIn = arith.cmpi ult, %i, %n : index
      scf.if %isIn {
        %xi = memref.load %x[%i] : memref<?xf32>
        %yi = memref.load %y[%i] : memref<?xf32>
        %scaled = arith.mulf %a, %xi : f32
        %shifted = arith.addf %scaled, %yi : f32
        %square = arith.mulf %shifted, %shifted : f32
        %denominator = arith.addf %square, %one : f32
        %quotient = arith.divf %shifted, %denominator : f32
        %difference = arith.subf %quotient, %xi : f32
        %size = math.absf %difference : f32
        memref.store %size, %y[%i] : memref<?xf32>
      }
      gpu.terminator
    }
  }
  return
}
