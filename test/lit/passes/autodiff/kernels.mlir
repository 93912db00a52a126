// RUN: adopt %s --autodiff --split-input-file | adopt-filecheck %s

// An outlined kernel is differentiated in place; the host waits for it.
module attributes {gpu.container_module} {
  gpu.module @kernels {
    gpu.func @kernel(%x: memref<?xf64>, %p: f64) workgroup(%s : memref<4xf64, 3>) kernel {
      %i = gpu.global_id x
      %a = memref.load %x[%i] : memref<?xf64>
      %b = arith.mulf %a, %p : f64
      memref.store %b, %x[%i] : memref<?xf64>
      gpu.return
    }
  }
  func.func @f(%x: memref<?xf64>, %p: f64, %n: index) {
    %c1 = arith.constant 1 : index
    %t = gpu.wait async
    %u = gpu.launch_func async [%t] @kernels::@kernel blocks in (%n, %c1, %c1) threads in (%c1, %c1, %c1)
      args(%x : memref<?xf64>, %p : f64)
    gpu.wait [%u]
    return
  }

  // CHECK-LABEL: func.func private @f_jvp
  // CHECK: gpu.wait [
  // CHECK: gpu.launch blocks
  // CHECK-SAME: workgroup(
  // CHECK: gpu.global_id x
  // CHECK: gpu.terminator
  // CHECK: gpu.wait async
  // CHECK-LABEL: func.func private @f_vjp
  // CHECK: gpu.launch
  // CHECK: gpu.launch
  // CHECK: memref.atomic_rmw addf
  func.func @ask(%x: memref<?xf64>, %dx: memref<?xf64>, %p: f64, %n: index) -> f64 {
    %d = ad.vjp @f(%x, %p, %n) shadows(%dx : memref<?xf64>) wrt [0, 1] : (memref<?xf64>, f64, index) -> (f64)
    ad.jvp @f(%x, %p, %n) tangents(%dx, %p : memref<?xf64>, f64) wrt [0, 1] : (memref<?xf64>, f64, index) -> ()
    return %d : f64
  }
}

// -----

// What comes from a lane goes back to it.
func.func @shuffle(%x: memref<?xf64>, %n: index) {
  %c1 = arith.constant 1 : index
  %one = arith.constant 1 : i32
  %width = arith.constant 32 : i32
  gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %c1, %gz = %c1)
      threads(%tx, %ty, %tz) in (%sx = %n, %sy = %c1, %sz = %c1) {
    %a = memref.load %x[%tx] : memref<?xf64>
    %v, %valid = gpu.shuffle up %a, %one, %width : f64
    %b = arith.select %valid, %v, %a : f64
    memref.store %b, %x[%tx] : memref<?xf64>
    gpu.terminator
  }
  return
}

// CHECK-LABEL: func.func private @shuffle_vjp
// CHECK: gpu.shuffle up
// CHECK: gpu.launch
// CHECK: %[[BACK:.*]], %[[IS_THERE:.*]] = gpu.shuffle down
// CHECK: arith.select %[[IS_THERE]], %[[BACK]]
func.func @ask(%x: memref<?xf64>, %dx: memref<?xf64>, %n: index) {
  ad.vjp @shuffle(%x, %n) shadows(%dx : memref<?xf64>) wrt [0] : (memref<?xf64>, index) -> ()
  return
}

// -----

// The shadow of memory of the device lies there, too; a kernel adds to it.
func.func @device(%x: memref<?xf64>, %n: index) {
  %a = gpu.alloc (%n) : memref<?xf64>
  %b = gpu.alloc (%n) : memref<?xf64>
  gpu.memcpy %a, %x : memref<?xf64>, memref<?xf64>
  gpu.memcpy %b, %a : memref<?xf64>, memref<?xf64>
  gpu.memcpy %x, %b : memref<?xf64>, memref<?xf64>
  gpu.dealloc %a : memref<?xf64>
  gpu.dealloc %b : memref<?xf64>
  return
}

// CHECK-LABEL: func.func private @device_vjp
// CHECK: %[[A:.*]] = gpu.alloc
// CHECK: %[[DA:.*]] = gpu.alloc
// CHECK: gpu.memset %[[DA]]
// CHECK: %[[B:.*]] = gpu.alloc
// CHECK: %[[DB:.*]] = gpu.alloc
// CHECK: %[[T:.*]] = gpu.alloc
// CHECK: gpu.memcpy %[[T]], %{{.*}}
// CHECK: gpu.launch
// CHECK: memref.load %[[DB]]
// CHECK: gpu.dealloc %[[T]]
// CHECK: %[[U:.*]] = gpu.alloc
// CHECK: gpu.memcpy %[[U]], %[[DB]]
// CHECK: gpu.memset %[[DB]]
// CHECK-DAG: gpu.dealloc %[[A]]
// CHECK-DAG: gpu.dealloc %[[DA]]
func.func @ask(%x: memref<?xf64>, %dx: memref<?xf64>, %n: index) {
  ad.vjp @device(%x, %n) shadows(%dx : memref<?xf64>) wrt [0] : (memref<?xf64>, index) -> ()
  return
}
