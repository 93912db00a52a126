// RUN: adopt %s --convert-gpu-to-wgsl --split-input-file --verify-diagnostics

gpu.module @k {
  gpu.func @branch(%n: index) kernel {
    %t = gpu.thread_id x
    %c = arith.cmpi ult, %t, %n : index
    // expected-note@+1 {{threads part here}}
    scf.if %c {
      // expected-error@+1 {{'gpu.barrier' op may be reached by some threads of a block alone, which WGSL does not allow}}
      gpu.barrier
    }
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @carried(%n: index, %m: memref<4xindex>) kernel {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %r = scf.for %i = %c0 to %n step %c1 iter_args(%x = %c0) -> index {
      // expected-note@+1 {{threads part here}}
      scf.for %j = %c0 to %x step %c1 {
        // expected-error@+1 {{'gpu.barrier' op may be reached by some threads of a block alone, which WGSL does not allow}}
        gpu.barrier
      }
      %t = gpu.thread_id x
      scf.yield %t : index
    }
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @loaded(%m: memref<4xindex>) kernel {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    memref.store %c1, %m[%c1] : memref<4xindex>
    %n = memref.load %m[%c0] : memref<4xindex>
    // expected-note@+1 {{threads part here}}
    scf.for %i = %c0 to %n step %c1 {
      // expected-error@+1 {{'gpu.barrier' op may be reached by some threads of a block alone, which WGSL does not allow}}
      gpu.barrier
    }
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @while(%m: memref<4xi32>) kernel {
    %c0 = arith.constant 0 : i32
    %l = gpu.lane_id
    %i = arith.index_cast %l : index to i32
    // expected-note@+1 {{threads part here}}
    scf.while (%x = %i) : (i32) -> i32 {
      %c = arith.cmpi sgt, %x, %c0 : i32
      scf.condition(%c) %x : i32
    } do {
    ^bb0(%x: i32):
      // expected-error@+1 {{'gpu.barrier' op may be reached by some threads of a block alone, which WGSL does not allow}}
      %0 = gpu.all_reduce add %x {} : (i32) -> i32
      scf.yield %0 : i32
    }
    gpu.return
  }
}

// -----

// All threads agree here.

gpu.module @k {
  gpu.func @uniform(%m: memref<4xindex>, %o: memref<4xindex>) kernel {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %b = gpu.block_id x
    %n = memref.load %m[%b] : memref<4xindex>
    %r = scf.for %i = %c0 to %n step %c1 iter_args(%x = %c0) -> index {
      gpu.barrier
      %0 = arith.addi %x, %i : index
      scf.yield %0 : index
    }
    %t = gpu.thread_id x
    %v = arith.index_cast %t : index to i32
    %w = gpu.all_reduce add %v {} : (i32) -> i32
    %s = arith.index_cast %w : i32 to index
    %c = arith.cmpi ult, %s, %r : index
    scf.if %c {
      gpu.barrier
    }
    memref.store %s, %o[%t] : memref<4xindex>
    gpu.return
  }
}
