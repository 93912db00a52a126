// Threads print in their order; without waiting for each other they run one after the other.

// RUN: adopt-run %s --engine=js --entry=f --args=3 | adopt-filecheck %s

// CHECK:      thread 0 of 2: 1.500 [  +0]
// CHECK-NEXT: thread 1 of 2: 2.500 [  +1]
// CHECK-NEXT: thread 0 of 2: 1.5e+00 0x3 100%
// CHECK-NEXT: thread 1 of 2: 2.5e+00 0x3 100%
// CHECK-NEXT: no newline
func.func @f(%n: i32) {
  %one = arith.constant 1 : index
  %two = arith.constant 2 : index
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %one, %gy = %one, %gz = %one)
      threads(%t, %ty, %tz) in (%s = %two, %sy = %one, %sz = %one) {
    %i = arith.index_cast %t : index to i32
    %x = arith.sitofp %i : i32 to f32
    %c = arith.constant 1.5 : f32
    %y = arith.addf %x, %c : f32
    gpu.printf "thread %d of %ld: %.3f [%+4d]\n", %t, %s, %y, %i : index, index, f32, i32
    gpu.barrier
    gpu.printf "thread %u of %zu: %.1e 0x%x 100%%\n", %t, %s, %y, %n : index, index, f32, i32
    gpu.barrier
    %first = arith.cmpi eq, %t, %bx : index
    scf.if %first {
      gpu.printf "no newline"
    }
    gpu.terminator
  }
  return
}
