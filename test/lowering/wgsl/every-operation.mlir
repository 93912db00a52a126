// Kernels with what can be printed, for the validator.

gpu.module @operations {
  gpu.func @ints(%a: memref<?xi32>, %b: memref<?xi8>, %c: memref<?xi1>, %d: memref<?xi64>, %e: memref<?xi16>, %n: i64, %q: i1, %x: memref<4x?xindex>) kernel {
    %i = gpu.global_id x
    %t = gpu.thread_id y
    %v = memref.load %a[%i] : memref<?xi32>
    %w = memref.load %b[%i] : memref<?xi8>
    %z = memref.load %c[%i] : memref<?xi1>
    %l = memref.load %d[%i] : memref<?xi64>
    %s = memref.load %e[%i] : memref<?xi16>
    %0 = arith.addi %w, %w : i8
    %1 = arith.divui %w, %0 : i8
    %2 = arith.shrui %1, %0 : i8
    %3 = arith.extsi %2 : i8 to i64
    %4 = arith.extui %2 : i8 to i64
    %5 = arith.muli %3, %4 : i64
    %6 = arith.addi %5, %n : i64
    %7 = arith.subi %6, %l : i64
    %8 = arith.addi %z, %q : i1
    %9 = arith.cmpi slt, %z, %q : i1
    %10 = arith.cmpi ult, %z, %q : i1
    %11 = arith.divui %z, %q : i1
    %12 = math.ctlz %z : i1
    %13 = math.cttz %w : i8
    %14 = math.ctpop %s : i16
    %15 = math.ipowi %w, %w : i8
    %16 = arith.ceildivsi %v, %v : i32
    %17 = arith.floordivsi %v, %16 : i32
    %18 = arith.ceildivui %v, %17 : i32
    %lo, %hi = arith.mulsi_extended %v, %18 : i32
    %sum, %o = arith.addui_extended %lo, %hi : i32, i1
    %19 = arith.xori %8, %9 : i1
    %20 = arith.ori %10, %11 : i1
    %21 = arith.andi %19, %20 : i1
    %22 = arith.maxui %w, %13 : i8
    %23 = arith.minsi %22, %15 : i8
    %24 = arith.select %21, %23, %w : i8
    %25 = arith.ori %12, %o : i1
    %26 = index.casts %sum : i32 to index
    %27 = index.ceildivs %26, %i
    %28 = index.cmp ult(%27, %t)
    %29 = arith.xori %25, %28 : i1
    %30 = arith.index_cast %29 : i1 to index
    %31 = arith.sitofp %29 : i1 to f32
    %32 = arith.uitofp %29 : i1 to f32
    %33 = arith.fptosi %31 : f32 to i8
    %34 = arith.fptoui %32 : f32 to i1
    %35 = arith.bitcast %31 : f32 to i32
    memref.store %35, %a[%i] : memref<?xi32>
    memref.store %24, %b[%30] : memref<?xi8>
    memref.store %34, %c[%i] : memref<?xi1>
    memref.store %7, %d[%i] : memref<?xi64>
    memref.store %14, %e[%i] : memref<?xi16>
    memref.store %27, %x[%i, %t] : memref<4x?xindex>
    %36 = arith.addi %33, %w : i8
    memref.store %36, %b[%t] : memref<?xi8>
    gpu.return
  }
  gpu.func @flow(%a: memref<?xf32>, %n: index, %m: index, %s: index) workgroup(%w: memref<32xf32, #gpu.address_space<workgroup>>) private(%p: memref<4x4xf32, #gpu.address_space<private>>) kernel attributes {known_block_size = array<i32: 32, 1, 1>} {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %zero = arith.constant 0.0 : f32
    %inf = arith.constant 0x7F800000 : f32
    %tiny = arith.constant 1.0e-40 : f32
    %mz = arith.constant -0.0 : f32
    %t = gpu.thread_id x
    %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%x = %zero, %y = %inf) -> (f32, f32) {
      %v = memref.load %a[%i] : memref<?xf32>
      %s0 = arith.addf %x, %v : f32
      %s1 = arith.mulf %y, %v : f32
      scf.yield %s1, %s0 : f32, f32
    }
    %r2 = scf.for %i = %m to %n step %s iter_args(%x = %tiny) -> f32 {
      %v = memref.load %a[%i] : memref<?xf32>
      %s0 = arith.addf %x, %v : f32
      scf.yield %s0 : f32
    }
    memref.store %r#0, %w[%t] : memref<32xf32, #gpu.address_space<workgroup>>
    gpu.barrier
    %c31 = arith.constant 31 : index
    %u = arith.subi %c31, %t : index
    %k = memref.load %w[%u] : memref<32xf32, #gpu.address_space<workgroup>>
    memref.store %k, %p[%c0, %c1] : memref<4x4xf32, #gpu.address_space<private>>
    %cond = arith.cmpf ogt, %r#1, %mz : f32
    %sel:2 = scf.if %cond -> (f32, index) {
      scf.yield %k, %c0 : f32, index
    } else {
      %pp = memref.load %p[%c0, %c1] : memref<4x4xf32, #gpu.address_space<private>>
      scf.yield %pp, %t : f32, index
    }
    %sw = scf.index_switch %sel#1 -> f32
    case 0 { scf.yield %zero : f32 }
    case 5 { scf.yield %r2 : f32 }
    default { scf.yield %sel#0 : f32 }
    %wh:2 = scf.while (%x = %sw, %i = %c0) : (f32, index) -> (index, f32) {
      %cc = arith.cmpf olt, %x, %inf : f32
      %ii = arith.addi %i, %c1 : index
      scf.condition(%cc) %ii, %x : index, f32
    } do {
    ^bb0(%i: index, %x: f32):
      %xx = arith.mulf %x, %x : f32
      scf.yield %xx, %i : f32, index
    }
    memref.store %wh#1, %a[%t] : memref<?xf32>
    %o = memref.atomic_rmw maximumf %wh#1, %w[%c0] : (f32, memref<32xf32, #gpu.address_space<workgroup>>) -> f32
    gpu.return
  }
  gpu.func @maths(%a: memref<?xf32>, %h: memref<?xf16>) kernel {
    %i = gpu.global_id x
    %x = memref.load %a[%i] : memref<?xf32>
    %0 = math.sin %x : f32
    %1 = math.cos %0 : f32
    %2 = math.tan %1 : f32
    %3 = math.erf %2 : f32
    %4 = math.erfc %3 : f32
    %5 = math.expm1 %4 : f32
    %6 = math.log1p %5 : f32
    %7 = math.cbrt %6 : f32
    %8 = math.atan2 %7, %x : f32
    %9 = math.powf %8, %x : f32
    %10 = math.fma %9, %8, %x : f32
    %11 = arith.remf %10, %9 : f32
    %12 = arith.maximumf %11, %x : f32
    %13 = math.sinh %12 : f32
    %14 = math.cosh %13 : f32
    %15 = math.tanh %14 : f32
    %16 = math.asinh %15 : f32
    %17 = math.acosh %16 : f32
    %18 = math.atanh %17 : f32
    %19 = math.log2 %18 : f32
    %20 = math.log10 %19 : f32
    %21 = math.log %20 : f32
    %22 = math.exp2 %21 : f32
    %23 = math.round %22 : f32
    %24 = math.roundeven %23 : f32
    %25 = math.rsqrt %24 : f32
    %26 = math.asin %25 : f32
    %27 = math.acos %26 : f32
    %28 = math.atan %27 : f32
    %c3 = arith.constant 3 : i32
    %29 = math.fpowi %28, %c3 : f32, i32
    %30 = math.copysign %29, %x : f32
    %31 = math.clampf %30 to [%x, %0] : f32
    %32 = math.isnan %31 : f32
    %33 = math.isfinite %31 : f32
    %34 = math.isinf %31 : f32
    %35 = math.isnormal %31 : f32
    %36 = arith.andi %32, %33 : i1
    %37 = arith.ori %34, %35 : i1
    %38 = arith.xori %36, %37 : i1
    %39 = arith.cmpf ult, %31, %30 : f32
    %40 = arith.cmpf one, %31, %30 : f32
    %41 = arith.andi %39, %40 : i1
    %42 = arith.ori %41, %38 : i1
    %43 = arith.select %42, %31, %30 : f32
    %s, %c = math.sincos %43 : f32
    %44 = arith.addf %s, %c : f32
    memref.store %44, %a[%i] : memref<?xf32>
    %h0 = memref.load %h[%i] : memref<?xf16>
    %h1 = math.exp %h0 : f16
    %h2 = arith.minnumf %h1, %h0 : f16
    %h3 = arith.negf %h2 : f16
    %h4 = math.absf %h3 : f16
    memref.store %h4, %h[%i] : memref<?xf16>
    gpu.return
  }
  gpu.func @subs(%a: memref<?xi32>, %b: memref<?xf32>) kernel {
    %i = gpu.global_id x
    %x = memref.load %a[%i] : memref<?xi32>
    %y = memref.load %b[%i] : memref<?xf32>
    %c1 = arith.constant 1 : i32
    %c32 = arith.constant 32 : i32
    %0, %v = gpu.shuffle xor %x, %c1, %c32 : i32
    %1, %v1 = gpu.shuffle down %y, %c1, %c32 : f32
    %2 = gpu.subgroup_reduce add %0 : (i32) -> i32
    %3 = gpu.subgroup_reduce maxui %2 : (i32) -> i32
    %4 = gpu.subgroup_reduce maximumf %1 cluster(size = 4) : (f32) -> f32
    %5 = gpu.subgroup_broadcast %4, first_active_lane : f32
    %6, %v2 = gpu.rotate %5, 1, 4 : f32
    %7 = gpu.lane_id
    %8 = gpu.subgroup_size : index
    %9 = gpu.subgroup_id : index
    %10 = gpu.num_subgroups : index
    %11 = arith.addi %7, %8 : index
    %12 = arith.addi %9, %10 : index
    %13 = arith.addi %11, %12 : index
    %14 = arith.select %v1, %3, %0 : i32
    %15 = gpu.all_reduce %14 {
      ^bb0(%p: i32, %q: i32):
      %r = arith.muli %p, %q : i32
      gpu.yield %r : i32
    } : (i32) -> i32
    %16 = gpu.all_reduce and %v {} : (i1) -> i1
    %17 = arith.select %16, %15, %14 : i32
    memref.store %17, %a[%13] : memref<?xi32>
    memref.store %6, %b[%13] : memref<?xf32>
    gpu.return
  }
}

gpu.module @names {
  gpu.func @fn(%a: memref<?xf32>, %n: index) kernel {
    %0 = memref.load %a[%n] : memref<?xf32>
    %1 = math.exp %0 : f32
    memref.store %1, %a[%n] : memref<?xf32>
    gpu.return
  }
  gpu.func @max() kernel {
    gpu.return
  }
  gpu.func @read(%a: memref<?xf32>, %n: index) kernel {
    %0 = memref.load %a[%n] : memref<?xf32>
    memref.store %0, %a[%n] : memref<?xf32>
    gpu.return
  }
  gpu.func @v0() kernel {
    gpu.return
  }
  gpu.func @"__a.b-c"() kernel {
    gpu.return
  }
  gpu.func @"1"() kernel {
    gpu.return
  }
  gpu.func @__a_b_c() kernel {
    gpu.return
  }
}

gpu.module @more_names {
  gpu.func @fn(%a: memref<?xf32>, %n: index) kernel {
    %0 = memref.load %a[%n] : memref<?xf32>
    %1 = math.exp %0 : f32
    %2 = math.sin %1 : f32
    memref.store %2, %a[%n] : memref<?xf32>
    gpu.return
  }
}

// Constants that WGSL would compute beforehand and refuse.

gpu.module @constants {
  gpu.func @constants(%a: memref<2xi32>, %f: memref<2xf32>, %v: i32) private(%p: memref<2xf32, #gpu.address_space<private>>) kernel {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c9 = arith.constant 9 : index
    %cn = arith.constant -1 : index
    %max = arith.constant 2147483647 : i32
    %min = arith.constant -2147483648 : i32
    %zero = arith.constant 0 : i32
    %forty = arith.constant 40 : i32
    %nan = arith.constant 0x7FC00000 : f32
    %large = arith.constant 3.4e38 : f32
    %fzero = arith.constant 0.0 : f32
    %0 = arith.addi %max, %max : i32
    %1 = arith.divsi %v, %zero : i32
    %2 = arith.remui %v, %zero : i32
    %3 = arith.shli %v, %forty : i32
    %4 = arith.divsi %min, %zero : i32
    %5 = arith.addi %0, %1 : i32
    %6 = arith.addi %2, %3 : i32
    %7 = arith.addi %4, %5 : i32
    %8 = arith.muli %6, %7 : i32
    memref.store %8, %a[%cn] : memref<2xi32>
    %9 = arith.mulf %large, %large : f32
    %10 = arith.divf %large, %fzero : f32
    %11 = arith.addf %9, %10 : f32
    %12 = arith.subf %11, %nan : f32
    %13 = arith.fptosi %nan : f32 to i32
    memref.store %12, %p[%c9] : memref<2xf32, #gpu.address_space<private>>
    memref.store %13, %a[%c1] : memref<2xi32>
    %14 = memref.load %p[%c0] : memref<2xf32, #gpu.address_space<private>>
    memref.store %14, %f[%c0] : memref<2xf32>
    gpu.return
  }
}
