// RUN: adopt %s --pass-pipeline='builtin.module(func.func(gpu-map-parallel-loops))' | adopt-filecheck %s
// RUN: adopt %s --pass-pipeline='builtin.module(func.func(gpu-map-parallel-loops{mapping-policy=innermost-first}))' | adopt-filecheck %s --check-prefix=INNER

// CHECK-LABEL: func.func @nested
// CHECK:       } {mapping = [#gpu.loop_dim_map<processor = sequential, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
// CHECK:       } {mapping = [#gpu.loop_dim_map<processor = thread_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
// CHECK:       } {mapping = [#gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>, #gpu.loop_dim_map<processor = block_y, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
// INNER-LABEL: func.func @nested
// INNER:       } {mapping = [#gpu.loop_dim_map<processor = block_y, map = (d0) -> (d0), bound = (d0) -> (d0)>, #gpu.loop_dim_map<processor = block_x, map = (d0) -> (d0), bound = (d0) -> (d0)>]}
func.func @nested(%n: index) {
  scf.parallel (%i, %j) = (%n, %n) to (%n, %n) step (%n, %n) {
    scf.parallel (%k) = (%n) to (%n) step (%n) {
      scf.parallel (%l) = (%n) to (%n) step (%n) {
      }
    }
  }
  return
}

// CHECK-LABEL: func.func @four
// CHECK:       } {mapping = [#gpu.loop_dim_map<processor = block_x, {{.*}}>, #gpu.loop_dim_map<processor = block_y, {{.*}}>, #gpu.loop_dim_map<processor = block_z, {{.*}}>, #gpu.loop_dim_map<processor = sequential, {{.*}}>]}
// INNER-LABEL: func.func @four
// INNER:       } {mapping = [#gpu.loop_dim_map<processor = block_z, {{.*}}>, #gpu.loop_dim_map<processor = block_y, {{.*}}>, #gpu.loop_dim_map<processor = block_x, {{.*}}>, #gpu.loop_dim_map<processor = sequential, {{.*}}>]}
func.func @four(%n: index) {
  scf.parallel (%i, %j, %k, %l) = (%n, %n, %n, %n) to (%n, %n, %n, %n) step (%n, %n, %n, %n) {
  }
  return
}

// A loop in another loop of the body is not mapped, nor is one that is mapped already.

// CHECK-LABEL: func.func @others
// CHECK:       scf.reduce
// CHECK-NEXT:  }
// CHECK:       } {mapping = [#gpu.loop_dim_map<processor = block_x,
// CHECK:       } {mapping = []}
func.func @others(%n: index) {
  scf.parallel (%i) = (%n) to (%n) step (%n) {
    scf.for %j = %n to %n step %n {
      scf.parallel (%k) = (%n) to (%n) step (%n) {
      }
    }
  }
  scf.parallel (%i) = (%n) to (%n) step (%n) {
  } {mapping = []}
  return
}
