// RUN: adopt %s -split-input-file -convert-complex-to-standard | adopt-filecheck %s

// The parts of what was made of parts are at hand.

// CHECK-LABEL: func.func @chain(
// CHECK-NEXT:   %0 = complex.re %arg0 : complex<f32>
// CHECK-NEXT:   %1 = complex.im %arg0 : complex<f32>
// CHECK-NEXT:   %2 = complex.re %arg1 : complex<f32>
// CHECK-NEXT:   %3 = complex.im %arg1 : complex<f32>
// CHECK-NEXT:   %4 = arith.mulf %0, %2 : f32
// CHECK-NEXT:   %5 = arith.mulf %1, %3 : f32
// CHECK-NEXT:   %6 = arith.subf %4, %5 : f32
// CHECK-NEXT:   %7 = arith.mulf %1, %2 : f32
// CHECK-NEXT:   %8 = arith.mulf %0, %3 : f32
// CHECK-NEXT:   %9 = arith.addf %7, %8 : f32
// CHECK-NEXT:   %10 = complex.create %6, %9 : complex<f32>
// CHECK-NEXT:   %11 = complex.re %arg1 : complex<f32>
// CHECK-NEXT:   %12 = complex.im %arg1 : complex<f32>
// CHECK-NEXT:   %13 = arith.addf %6, %11 fastmath<nnan> : f32
// CHECK-NEXT:   %14 = arith.addf %9, %12 fastmath<nnan> : f32
// CHECK-NEXT:   %15 = complex.create %13, %14 : complex<f32>
// CHECK-NEXT:   %16 = math.atan2 %14, %13 : f32
// CHECK-NEXT:   return %16 : f32
// CHECK-NEXT: }
func.func @chain(%z: complex<f32>, %w: complex<f32>) -> f32 {
  %0 = complex.mul %z, %w : complex<f32>
  %1 = complex.add %0, %w fastmath<nnan> : complex<f32>
  %2 = complex.angle %1 : complex<f32>
  return %2 : f32
}

// -----

// On the way to an absolute value there may be a NaN, so that nothing may be assumed of the steps.

// CHECK-LABEL: func.func @flags(
// CHECK-NEXT:   %0 = complex.re %arg0 : complex<f32>
// CHECK-NEXT:   %1 = complex.im %arg0 : complex<f32>
// CHECK-NEXT:   %2 = arith.negf %0 fastmath<fast> : f32
// CHECK-NEXT:   %3 = arith.negf %1 fastmath<fast> : f32
// CHECK-NEXT:   %4 = complex.create %2, %3 : complex<f32>
// CHECK-NEXT:   %5 = math.absf %2 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %6 = math.absf %3 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %7 = arith.maxnumf %5, %6 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %8 = arith.minimumf %5, %6 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %9 = arith.divf %8, %7 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %cst = arith.constant 1.000000e+00 : f32
// CHECK-NEXT:   %10 = arith.mulf %9, %9 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %11 = arith.addf %cst, %10 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %12 = math.sqrt %11 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %13 = arith.mulf %7, %12 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %cst_0 = arith.constant 0x7F800000 : f32
// CHECK-NEXT:   %14 = arith.cmpf oeq, %7, %cst_0 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %15 = arith.select %14, %7, %8 : f32
// CHECK-NEXT:   %16 = arith.cmpf uno, %13, %13 fastmath<reassoc,nsz,arcp,contract,afn> : f32
// CHECK-NEXT:   %17 = arith.select %16, %15, %13 : f32
// CHECK-NEXT:   return %4, %17 : complex<f32>, f32
// CHECK-NEXT: }
func.func @flags(%z: complex<f32>) -> (complex<f32>, f32) {
  %0 = complex.neg %z fastmath<fast> : complex<f32>
  %1 = complex.abs %0 fastmath<fast> : complex<f32>
  return %0, %1 : complex<f32>, f32
}

// -----

// CHECK-LABEL: func.func @bits(
// CHECK-NEXT:   %0 = complex.re %arg0 : complex<f16>
// CHECK-NEXT:   %1 = complex.im %arg0 : complex<f16>
// CHECK-NEXT:   %2 = arith.bitcast %1 : f16 to i16
// CHECK-NEXT:   %3 = arith.extui %2 : i16 to i32
// CHECK-NEXT:   %c16_i32 = arith.constant 16 : i32
// CHECK-NEXT:   %4 = arith.shli %3, %c16_i32 : i32
// CHECK-NEXT:   %5 = arith.bitcast %0 : f16 to i16
// CHECK-NEXT:   %6 = arith.extui %5 : i16 to i32
// CHECK-NEXT:   %7 = arith.ori %6, %4 : i32
// CHECK-NEXT:   %8 = complex.re %arg0 : complex<f16>
// CHECK-NEXT:   %9 = complex.im %arg0 : complex<f16>
// CHECK-NEXT:   %10 = arith.bitcast %9 : f16 to i16
// CHECK-NEXT:   %11 = arith.extui %10 : i16 to i32
// CHECK-NEXT:   %c16_i32_0 = arith.constant 16 : i32
// CHECK-NEXT:   %12 = arith.shli %11, %c16_i32_0 : i32
// CHECK-NEXT:   %13 = arith.bitcast %8 : f16 to i16
// CHECK-NEXT:   %14 = arith.extui %13 : i16 to i32
// CHECK-NEXT:   %15 = arith.ori %14, %12 : i32
// CHECK-NEXT:   %16 = arith.bitcast %15 : i32 to f32
// CHECK-NEXT:   %c16_i32_1 = arith.constant 16 : i32
// CHECK-NEXT:   %17 = arith.trunci %arg1 : i32 to i16
// CHECK-NEXT:   %18 = arith.bitcast %17 : i16 to f16
// CHECK-NEXT:   %19 = arith.shrui %arg1, %c16_i32_1 : i32
// CHECK-NEXT:   %20 = arith.trunci %19 : i32 to i16
// CHECK-NEXT:   %21 = arith.bitcast %20 : i16 to f16
// CHECK-NEXT:   %22 = complex.create %18, %21 : complex<f16>
// CHECK-NEXT:   %23 = arith.bitcast %arg2 : f32 to i32
// CHECK-NEXT:   %c16_i32_2 = arith.constant 16 : i32
// CHECK-NEXT:   %24 = arith.trunci %23 : i32 to i16
// CHECK-NEXT:   %25 = arith.bitcast %24 : i16 to f16
// CHECK-NEXT:   %26 = arith.shrui %23, %c16_i32_2 : i32
// CHECK-NEXT:   %27 = arith.trunci %26 : i32 to i16
// CHECK-NEXT:   %28 = arith.bitcast %27 : i16 to f16
// CHECK-NEXT:   %29 = complex.create %25, %28 : complex<f16>
// CHECK-NEXT:   return %7, %16, %22, %29 : i32, f32, complex<f16>, complex<f16>
// CHECK-NEXT: }
func.func @bits(%z: complex<f16>, %i: i32, %x: f32) -> (i32, f32, complex<f16>, complex<f16>) {
  %0 = complex.bitcast %z : complex<f16> to i32
  %1 = complex.bitcast %z : complex<f16> to f32
  %2 = complex.bitcast %i : i32 to complex<f16>
  %3 = complex.bitcast %x : f32 to complex<f16>
  return %0, %1, %2, %3 : i32, f32, complex<f16>, complex<f16>
}

// -----

// What has no parts in arith stays.

// CHECK-LABEL: func.func @integers(
// CHECK-NEXT:   %0 = complex.bitcast %arg0 : i32 to complex<i16>
// CHECK-NEXT:   %1 = complex.bitcast %arg1 : si32 to complex<f16>
// CHECK-NEXT:   return %0, %1 : complex<i16>, complex<f16>
// CHECK-NEXT: }
func.func @integers(%i: i32, %s: si32) -> (complex<i16>, complex<f16>) {
  %0 = complex.bitcast %i : i32 to complex<i16>
  %1 = complex.bitcast %s : si32 to complex<f16>
  return %0, %1 : complex<i16>, complex<f16>
}

// -----

// CHECK-LABEL: func.func @powi(
// CHECK: %{{.*}} = arith.sitofp %{{.*}} : i8 to f64
// CHECK: %{{.*}} = math.absf %{{.*}} : f64
// CHECK: %{{.*}} = math.absf %{{.*}} : f64
// CHECK: %{{.*}} = math.sqrt %{{.*}} : f64
// CHECK: %{{.*}} = math.powf %{{.*}}, %{{.*}} : f64
// CHECK: %{{.*}} = math.atan2 %{{.*}}, %{{.*}} : f64
// CHECK: %{{.*}} = math.sin %{{.*}} : f64
// CHECK: %{{.*}} = math.cos %{{.*}} : f64
// CHECK: return %{{.*}} : complex<f64>
func.func @powi(%z: complex<f64>, %n: i8) -> complex<f64> {
  %0 = complex.powi %z, %n : complex<f64>, i8
  return %0 : complex<f64>
}
