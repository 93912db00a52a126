// RUN: adopt %s --autodiff --split-input-file --verify-diagnostics

module attributes {gpu.container_module} {
  gpu.module @m {
    gpu.func @k(%x: memref<8xf32>) kernel {
      %t = gpu.thread_id x
      %a = memref.load %x[%t] : memref<8xf32>
      %b = arith.mulf %a, %a : f32
      memref.store %b, %x[%t] : memref<8xf32>
      gpu.return
    }
  }
  func.func @f(%x: memref<8xf32>, %stream: i64) {
    %c1 = arith.constant 1 : index
    // expected-error@+2 {{'gpu.launch_func' op cannot be differentiated: kernel '@m::@k' cannot stand here itself}}
    // expected-note@+1 {{it is launched on a stream; leave that out}}
    gpu.launch_func <%stream : i64> @m::@k blocks in (%c1, %c1, %c1) threads in (%c1, %c1, %c1) args(%x : memref<8xf32>)
    return
  }
  func.func @reverse(%x: memref<8xf32>, %s: i64, %d: memref<8xf32>) {
    ad.vjp @f(%x, %s) shadows(%d : memref<8xf32>) : (memref<8xf32>, i64) -> ()
    return
  }
}

// -----

module attributes {gpu.container_module} {
  gpu.module @m {
    gpu.func @k(%x: memref<8xf32>) kernel {
      %t = gpu.thread_id x
      %a = memref.load %x[%t] : memref<8xf32>
      %b = arith.mulf %a, %a : f32
      memref.store %b, %x[%t] : memref<8xf32>
      gpu.return
    }
  }
  func.func @f(%x: memref<8xf32>) {
    %c1 = arith.constant 1 : index
    // expected-error@+2 {{'gpu.launch' op cannot be differentiated in clusters}}
    // expected-note@+1 {{launch it without 'clusters'}}
    gpu.launch_func @m::@k clusters in (%c1, %c1, %c1) blocks in (%c1, %c1, %c1) threads in (%c1, %c1, %c1) args(%x : memref<8xf32>)
    return
  }
  func.func @reverse(%x: memref<8xf32>, %d: memref<8xf32>) {
    ad.vjp @f(%x) shadows(%d : memref<8xf32>) : (memref<8xf32>) -> ()
    return
  }
}

// -----

func.func @f(%x: memref<8xf32>, %bytes: i32) {
  %c1 = arith.constant 1 : index
  // expected-error@+2 {{'gpu.launch' op cannot be differentiated with memory of dynamic size}}
  // expected-note@+1 {{give it 'workgroup' attributions of constant size}}
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %c1, %gz = %c1)
      threads(%tx, %ty, %tz) in (%sx = %c1, %sy = %c1, %sz = %c1) dynamic_shared_memory_size %bytes {
    %a = memref.load %x[%tx] : memref<8xf32>
    memref.store %a, %x[%tx] : memref<8xf32>
    gpu.terminator
  }
  return
}
func.func @reverse(%x: memref<8xf32>, %bytes: i32, %d: memref<8xf32>) {
  ad.vjp @f(%x, %bytes) shadows(%d : memref<8xf32>) : (memref<8xf32>, i32) -> ()
  return
}
