// Complex numbers are lists of two numbers.

// RUN: adopt-run %s --engine=js --entry=product --args='[1,2],[-0.5,0]' | adopt-filecheck %s --check-prefix=PRODUCT --match-full-lines
// RUN: adopt-run %s --engine=js --entry=sum --args='[[1,2],[3,4],[5,6]]' --print-args | adopt-filecheck %s --check-prefix=SUM --match-full-lines
// RUN: adopt-run %s --engine=js --entry=sum --args='zeros(2)' --print-args | adopt-filecheck %s --check-prefix=ZEROS --match-full-lines
// RUN: adopt-run %s --engine=js --entry=sum --args=[] | adopt-filecheck %s --check-prefix=EMPTY --match-full-lines
// RUN: not adopt-run %s --engine=js --entry=sum --args=[1,2,3] 2>&1 | adopt-filecheck %s --check-prefix=PAIRS
// RUN: not adopt-run %s --engine=js --entry=product --args='[1,2],[1]' 2>&1 | adopt-filecheck %s --check-prefix=SHAPE

// PRODUCT: [-0.5, -1.0]
func.func @product(%z: complex<f64>, %w: complex<f64>) -> complex<f64> {
  %0 = complex.mul %z, %w : complex<f64>
  return %0 : complex<f64>
}

// SUM: [9.0, 12.0]
// SUM-NEXT: arg0 = {{\[\[1.0, 2.0\], \[4.0, 6.0\], \[9.0, 12.0\]\]}}
// ZEROS: [0.0, 0.0]
// ZEROS-NEXT: arg0 = {{\[\[0.0, 0.0\], \[0.0, 0.0\]\]}}
// EMPTY: [0.0, 0.0]
// PAIRS: adopt-run: error: argument 0 must consist of pairs [re, im] for memref<?xcomplex<f32>>
// SHAPE: adopt-run: error: argument 1 must have the shape [2] (complex<f64>), not [1]
func.func @sum(%m: memref<?xcomplex<f32>>) -> complex<f32> {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %n = memref.dim %m, %c0 : memref<?xcomplex<f32>>
  %zero = complex.constant [0.0 : f32, 0.0 : f32] : complex<f32>
  %0 = scf.for %i = %c0 to %n step %c1 iter_args(%sum = %zero) -> complex<f32> {
    %x = memref.load %m[%i] : memref<?xcomplex<f32>>
    %next = complex.add %sum, %x : complex<f32>
    memref.store %next, %m[%i] : memref<?xcomplex<f32>>
    scf.yield %next : complex<f32>
  }
  return %0 : complex<f32>
}
