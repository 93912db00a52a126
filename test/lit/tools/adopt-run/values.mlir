// Arguments of every kind, and results as they are printed.

// RUN: adopt-run %s --engine=js --entry=scalars --args=true,-128,5,-9223372036854775808,7,0.1,1e-3,nan | adopt-filecheck %s --check-prefix=SCALARS --match-full-lines
// RUN: adopt-run %s --engine=js --entry=arrays --args='[1,2.5],[[1,2],[3,4]],[true,false]' --print-args | adopt-filecheck %s --check-prefix=ARRAYS --match-full-lines
// RUN: adopt-run %s --engine=js --entry=arrays --args='zeros(3),@%S/Inputs/matrix.json,[]' --print-args | adopt-filecheck %s --check-prefix=FILES --match-full-lines

// SCALARS: true
// SCALARS-NEXT: -128
// SCALARS-NEXT: 5
// SCALARS-NEXT: -9223372036854775808
// SCALARS-NEXT: 7
// SCALARS-NEXT: 0.1
// SCALARS-NEXT: 0.001
// SCALARS-NEXT: nan
func.func @scalars(%a: i1, %b: i8, %c: i32, %d: i64, %e: index, %f: f32, %g: f16, %h: f64) -> (i1, i8, i32, i64, index, f32, f16, f64) {
  return %a, %b, %c, %d, %e, %f, %g, %h : i1, i8, i32, i64, index, f32, f16, f64
}

// ARRAYS: [8.0, 2.5]
// ARRAYS-NEXT: [8.0, 2.5]
// ARRAYS-NEXT: arg0 = [8.0, 2.5]
// ARRAYS-NEXT: arg1 = {{\[\[1, 2\], \[3, 4\]\]}}
// ARRAYS-NEXT: arg2 = [true, false]
// FILES: [8.0, 0.0, 0.0]
// FILES-NEXT: [8.0, 0.0, 0.0]
// FILES-NEXT: arg0 = [8.0, 0.0, 0.0]
// FILES-NEXT: arg1 = {{\[\[5, 6\], \[7, 8\], \[9, 10\]\]}}
// FILES-NEXT: arg2 = []
func.func @arrays(%a: memref<?xf64>, %b: memref<?x2xi16>, %c: memref<?xi1>) -> (memref<?xf64>, memref<?xf64>) {
  %c0 = arith.constant 0 : index
  %eight = arith.constant 8.0 : f64
  memref.store %eight, %a[%c0] : memref<?xf64>
  return %a, %a : memref<?xf64>, memref<?xf64>
}
