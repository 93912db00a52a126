// RUN: adopt %s -split-input-file | adopt -split-input-file | adopt-filecheck %s
// RUN: adopt %s -split-input-file --mlir-print-op-generic | adopt -split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @ops(
// CHECK-NEXT:   %0 = complex.abs %arg0 : complex<f64>
// CHECK-NEXT:   %1 = complex.add %arg0, %arg1 fastmath<nnan,contract> : complex<f64>
// CHECK-NEXT:   %2 = complex.angle %arg0 : complex<f64>
// CHECK-NEXT:   %3 = complex.atan2 %arg0, %arg1 : complex<f64>
// CHECK-NEXT:   %4 = complex.bitcast %arg5 : complex<f32> to i64
// CHECK-NEXT:   %5 = complex.bitcast %arg4 : i64 to complex<f32>
// CHECK-NEXT:   %6 = complex.conj %arg0 {foo} : complex<f64>
// CHECK-NEXT:   %cst = complex.constant [1.000000e+00, -2.000000e+00] : complex<f64>
// CHECK-NEXT:   %7 = complex.cos %arg0 : complex<f64>
// CHECK-NEXT:   %8 = complex.create %arg2, %arg2 : complex<f64>
// CHECK-NEXT:   %9 = complex.div %arg0, %arg1 : complex<f64>
// CHECK-NEXT:   %10 = complex.eq %arg0, %arg1 : complex<f64>
// CHECK-NEXT:   %11 = complex.exp %arg0 : complex<f64>
// CHECK-NEXT:   %12 = complex.expm1 %arg0 : complex<f64>
// CHECK-NEXT:   %13 = complex.im %arg0 : complex<f64>
// CHECK-NEXT:   %14 = complex.log %arg0 : complex<f64>
// CHECK-NEXT:   %15 = complex.log1p %arg0 : complex<f64>
// CHECK-NEXT:   %16 = complex.mul %arg0, %arg1 : complex<f64>
// CHECK-NEXT:   %17 = complex.neg %arg0 : complex<f64>
// CHECK-NEXT:   %18 = complex.neq %arg0, %arg1 : complex<f64>
// CHECK-NEXT:   %19 = complex.pow %arg0, %arg1 : complex<f64>
// CHECK-NEXT:   %20 = complex.powi %arg0, %arg3 : complex<f64>, i32
// CHECK-NEXT:   %21 = complex.re %arg0 : complex<f64>
// CHECK-NEXT:   %22 = complex.rsqrt %arg0 : complex<f64>
// CHECK-NEXT:   %23 = complex.sign %arg0 : complex<f64>
// CHECK-NEXT:   %24 = complex.sin %arg0 : complex<f64>
// CHECK-NEXT:   %25 = complex.sqrt %arg0 : complex<f64>
// CHECK-NEXT:   %26 = complex.sub %arg0, %arg1 : complex<f64>
// CHECK-NEXT:   %27 = complex.tan %arg0 : complex<f64>
// CHECK-NEXT:   %28 = complex.tanh %arg0 fastmath<fast> : complex<f64>
// CHECK-NEXT:   %cst_0 = complex.constant [1.000000e+00 : f32, 0x7F800000 : f32] : complex<f32>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @ops(%z: complex<f64>, %w: complex<f64>, %x: f64, %n: i32, %b: i64, %zf: complex<f32>) {
  %0 = complex.abs %z : complex<f64>
  %1 = complex.add %z, %w fastmath<nnan,contract> : complex<f64>
  %2 = complex.angle %z : complex<f64>
  %3 = complex.atan2 %z, %w : complex<f64>
  %4 = complex.bitcast %zf : complex<f32> to i64
  %5 = complex.bitcast %b : i64 to complex<f32>
  %6 = complex.conj %z {foo} : complex<f64>
  %7 = complex.constant [1.0, -2.0] : complex<f64>
  %8 = complex.cos %z : complex<f64>
  %9 = complex.create %x, %x : complex<f64>
  %10 = complex.div %z, %w : complex<f64>
  %11 = complex.eq %z, %w : complex<f64>
  %12 = complex.exp %z : complex<f64>
  %13 = complex.expm1 %z : complex<f64>
  %14 = complex.im %z : complex<f64>
  %15 = complex.log %z : complex<f64>
  %16 = complex.log1p %z : complex<f64>
  %17 = complex.mul %z, %w : complex<f64>
  %18 = complex.neg %z : complex<f64>
  %19 = complex.neq %z, %w : complex<f64>
  %20 = complex.pow %z, %w : complex<f64>
  %21 = complex.powi %z, %n : complex<f64>, i32
  %22 = complex.re %z : complex<f64>
  %23 = complex.rsqrt %z : complex<f64>
  %24 = complex.sign %z : complex<f64>
  %25 = complex.sin %z : complex<f64>
  %26 = complex.sqrt %z : complex<f64>
  %27 = complex.sub %z, %w : complex<f64>
  %28 = complex.tan %z : complex<f64>
  %29 = complex.tanh %z fastmath<fast> : complex<f64>
  %30 = complex.constant [1.0 : f32, 0x7F800000 : f32] : complex<f32>
  return
}

// -----

// CHECK-LABEL: func.func @integers(
// CHECK-NEXT:   %cst = complex.constant [1 : i32, -1 : i32] : complex<i32>
// CHECK-NEXT:   return %cst : complex<i32>
// CHECK-NEXT: }
func.func @integers() -> complex<i32> {
  %0 = complex.constant [1 : i32, -1 : i32] : complex<i32>
  return %0 : complex<i32>
}

// -----

// CHECK-LABEL: func.func @powers(
// CHECK-NEXT:   %0 = complex.powi %arg0, %arg1 fastmath<nnan> {foo = "bar"} : complex<f16>, i1
// CHECK-NEXT:   %1 = complex.powi %arg0, %arg2 fastmath<none> : complex<f16>, i64
// CHECK-NEXT:   %2 = complex.powi %arg0, %arg2 : complex<f16>, i64
// CHECK-NEXT:   return %0, %1, %2 : complex<f16>, complex<f16>, complex<f16>
// CHECK-NEXT: }
func.func @powers(%z: complex<f16>, %n: i1, %m: i64) -> (complex<f16>, complex<f16>, complex<f16>) {
  %0 = complex.powi %z, %n fastmath<nnan> {foo = "bar"} : complex<f16>, i1
  %1 = complex.powi %z, %m fastmath<none> : complex<f16>, i64
  %2 = "complex.powi"(%z, %m) : (complex<f16>, i64) -> complex<f16>
  return %0, %1, %2 : complex<f16>, complex<f16>, complex<f16>
}

// -----

// CHECK-LABEL: func.func @bits(
// CHECK-NEXT:   %0 = complex.bitcast %arg0 : complex<bf16> to i32
// CHECK-NEXT:   %1 = complex.bitcast %arg0 : complex<bf16> to f32
// CHECK-NEXT:   %2 = complex.bitcast %arg1 : complex<i8> to i16
// CHECK-NEXT:   %3 = complex.bitcast %arg2 : si64 to complex<f32>
// CHECK-NEXT:   %4 = complex.bitcast %arg0 : complex<bf16> to complex<bf16>
// CHECK-NEXT:   %5 = complex.bitcast %arg3 : index to index
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @bits(%z: complex<bf16>, %w: complex<i8>, %n: si64, %i: index) {
  %0 = complex.bitcast %z : complex<bf16> to i32
  %1 = complex.bitcast %z : complex<bf16> to f32
  %2 = complex.bitcast %w : complex<i8> to i16
  %3 = complex.bitcast %n : si64 to complex<f32>
  %4 = complex.bitcast %z : complex<bf16> to complex<bf16>
  %5 = complex.bitcast %i : index to index
  return
}

// -----

// CHECK-LABEL: func.func @attributes(
// CHECK-NEXT:   %cst = complex.constant [0x7F800000 : f32, -0.000000e+00 : f32] {foo} : complex<f32>
// CHECK-NEXT:   %cst_0 = complex.constant [1.000000e+300, 0x7FF8000000000000 : f64] : complex<f64>
// CHECK-NEXT:   %0 = complex.add %cst, %cst {a = 1 : i32} : complex<f32>
// CHECK-NEXT:   %1 = complex.re %cst fastmath<fast> {d} : complex<f32>
// CHECK-NEXT:   %2 = complex.create %1, %1 {b} : complex<f32>
// CHECK-NEXT:   %3 = complex.eq %cst_0, %cst_0 {c} : complex<f64>
// CHECK-NEXT:   return
// CHECK-NEXT: }
func.func @attributes() {
  %0 = complex.constant [0x7F800000 : f32, -0.0 : f32] {foo} : complex<f32>
  %1 = complex.constant [1.0e300, 0x7FF8000000000000 : f64] : complex<f64>
  %2 = complex.add %0, %0 fastmath<none> {a = 1 : i32} : complex<f32>
  %r = complex.re %0 fastmath<fast> {d} : complex<f32>
  %3 = complex.create %r, %r {b} : complex<f32>
  %4 = complex.eq %1, %1 {c} : complex<f64>
  return
}
