// RUN: adopt %s --convert-gpu-to-wgsl --split-input-file --verify-diagnostics

gpu.module @k {
  // expected-error@+1 {{'gpu.func' op is no kernel: make a 'func.func' of what kernels call}}
  gpu.func @f() {
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%c: i1) kernel {
    // expected-error@+1 {{'cf.cond_br' op branches between blocks, which WGSL does not have: run 'lift-cf-to-scf' first}}
    cf.cond_br %c, ^a, ^b
  ^a:
    cf.br ^b
  ^b:
    gpu.return
  }
}

// -----

gpu.module @k {
  func.func private @g()
  gpu.func @f() kernel {
    // expected-error@+1 {{'func.call' op '@g' has no body to put here}}
    func.call @g() : () -> ()
    gpu.return
  }
}

// -----

gpu.module @k {
  func.func @g() {
    // expected-error@+1 {{'func.call' op '@g' is recursive, which WGSL does not allow}}
    func.call @g() : () -> ()
    return
  }
  gpu.func @f() kernel {
    func.call @g() : () -> ()
    gpu.return
  }
}

// -----

gpu.module @k {
  // expected-error@+1 {{'gpu.func' op has a buffer of 'f64', which WGSL does not have: compute with f32 and i32}}
  gpu.func @f(%m: memref<4xf64>, %i: index) kernel {
    %0 = memref.load %m[%i] : memref<4xf64>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xf32>, %i: index) kernel {
    %0 = memref.load %m[%i] : memref<4xf32>
    // expected-error@+1 {{'arith.extf' op has a value of type 'f64', which WGSL does not have: compute with f32}}
    %1 = arith.extf %0 : f32 to f64
    %2 = arith.truncf %1 : f64 to f32
    memref.store %2, %m[%i] : memref<4xf32>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xi64>, %i: index) kernel {
    // expected-error@+1 {{'arith.constant' op has the value 2147483648, but WGSL computes with 32 bits}}
    %0 = arith.constant 2147483648 : i64
    memref.store %0, %m[%i] : memref<4xi64>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xi64>, %i: index) kernel {
    %c40 = arith.constant 40 : i64
    %0 = memref.load %m[%i] : memref<4xi64>
    // expected-error@+1 {{'arith.shrsi' op shifts by 40 bits, but WGSL computes with 32 bits}}
    %1 = arith.shrsi %0, %c40 : i64
    memref.store %1, %m[%i] : memref<4xi64>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xi64>, %i: index) kernel {
    %0 = memref.load %m[%i] : memref<4xi64>
    // expected-error@+1 {{'math.ctpop' op is only possible on up to 32 bits in WGSL}}
    %1 = math.ctpop %0 : i64
    memref.store %1, %m[%i] : memref<4xi64>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xi128>, %i: index, %n: i128) kernel {
    // expected-error@-1 {{'gpu.func' op has a buffer of 'i128', which WGSL does not have: compute with f32 and i32}}
    memref.store %n, %m[%i] : memref<4xi128>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xf32>, %n: memref<4xf32>, %c: i1, %i: index, %x: f32) kernel {
    // expected-error@+1 {{'arith.select' op cannot be applied to the memref of type 'memref<4xf32>' in WGSL}}
    %0 = arith.select %c, %m, %n : memref<4xf32>
    memref.store %x, %0[%i] : memref<4xf32>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%n: index, %x: f32) kernel {
    // expected-error@+1 {{'memref.alloc' op is not possible in a kernel for WGSL: use a private attribution}}
    %0 = memref.alloc(%n) : memref<?xf32>
    memref.store %x, %0[%n] : memref<?xf32>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%n: index, %x: f32) kernel {
    // expected-error@+1 {{'memref.alloca' op has a size that is not known when the kernel is compiled}}
    %0 = memref.alloca(%n) : memref<?xf32>
    memref.store %x, %0[%n] : memref<?xf32>
    gpu.return
  }
}

// -----

gpu.module @k {
  memref.global "private" constant @g : memref<2xf32> = dense<1.0>
  gpu.func @f(%m: memref<2xf32>, %n: index) kernel {
    // expected-error@+1 {{'memref.get_global' op is not possible in a kernel for WGSL: pass the buffer to the launch}}
    %0 = memref.get_global @g : memref<2xf32>
    %1 = memref.load %0[%n] : memref<2xf32>
    memref.store %1, %m[%n] : memref<2xf32>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xi64>, %i: index, %n: i64) kernel {
    // expected-error@+1 {{'memref.atomic_rmw' op on elements of type 'i64' is not possible in WGSL, which has i32 and f32 for it}}
    %0 = memref.atomic_rmw addi %n, %m[%i] : (i64, memref<4xi64>) -> i64
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xi32>, %i: index) kernel {
    // expected-error@+1 {{'memref.dim' op of a dimension that is not constant is not possible in WGSL}}
    %0 = memref.dim %m, %i : memref<4xi32>
    %1 = arith.index_cast %0 : index to i32
    memref.store %1, %m[%i] : memref<4xi32>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%x: f32) kernel {
    // expected-error@+1 {{'gpu.printf' op is not possible in WGSL: run the program on the js engine to see what it prints}}
    gpu.printf "%f", %x : f32
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xindex>, %i: index) kernel {
    // expected-error@+1 {{'gpu.cluster_id' op is not possible in WGSL, which has no clusters}}
    %0 = gpu.cluster_id x
    memref.store %0, %m[%i] : memref<4xindex>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f() kernel {
    // expected-error@+1 {{'gpu.dynamic_shared_memory' op is not possible in WGSL: use workgroup attributions}}
    %0 = gpu.dynamic_shared_memory : memref<?xi8, #gpu.address_space<workgroup>>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xf32>, %i: index) kernel {
    %0 = memref.load %m[%i] : memref<4xf32>
    // expected-error@+1 {{'gpu.subgroup_reduce' op of 'f32' by 'maximumf' in whole subgroups is not possible in WGSL: say the cluster's size}}
    %1 = gpu.subgroup_reduce maximumf %0 : (f32) -> f32
    memref.store %1, %m[%i] : memref<4xf32>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xf16>, %n: memref<4xi1>, %i: index) kernel {
    %0 = memref.load %m[%i] : memref<4xf16>
    // expected-error@+1 {{'math.isnormal' op of 'f16' is not possible in WGSL: compare the magnitude with 2^-14}}
    %1 = math.isnormal %0 : f16
    memref.store %1, %n[%i] : memref<4xi1>
    gpu.return
  }
}

// -----

gpu.module @k {
  gpu.func @f(%m: memref<4xf32>, %i: index) kernel {
    // expected-error@+1 {{'affine.apply' op has no form in WGSL: run 'lower-affine' first}}
    %0 = affine.apply affine_map<(d0) -> (d0 + 1)>(%i)
    %1 = memref.load %m[%0] : memref<4xf32>
    memref.store %1, %m[%i] : memref<4xf32>
    gpu.return
  }
}
