// y = a x + y, %times times, one thread for each element.
func.func @run(%times: index, %a: f32, %x: memref<?xf32>, %y: memref<?xf32>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %block = arith.constant 64 : index
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
        %sum = arith.addf %scaled, %yi : f32
        memref.store %sum, %y[%i] : memref<?xf32>
      }
      gpu.terminator
    }
  }
  return
}
