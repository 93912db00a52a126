// RUN: adopt %s -split-input-file -lower-affine | adopt-filecheck %s

// CHECK-LABEL: func.func @expressions(
// CHECK-NEXT:   %c3 = arith.constant 3 : index
// CHECK-NEXT:   %0 = arith.muli %arg1, %c3 overflow<nsw> : index
// CHECK-NEXT:   %1 = arith.addi %arg0, %0 : index
// CHECK-NEXT:   %c-7 = arith.constant -7 : index
// CHECK-NEXT:   %2 = arith.addi %1, %c-7 : index
// CHECK-NEXT:   %c5 = arith.constant 5 : index
// CHECK-NEXT:   %c0 = arith.constant 0 : index
// CHECK-NEXT:   %c-1 = arith.constant -1 : index
// CHECK-NEXT:   %3 = arith.cmpi slt, %arg0, %c0 : index
// CHECK-NEXT:   %4 = arith.subi %c-1, %arg0 : index
// CHECK-NEXT:   %5 = arith.select %3, %4, %arg0 : index
// CHECK-NEXT:   %6 = arith.divsi %5, %c5 : index
// CHECK-NEXT:   %7 = arith.subi %c-1, %6 : index
// CHECK-NEXT:   %8 = arith.select %3, %7, %6 : index
// CHECK-NEXT:   %c5_0 = arith.constant 5 : index
// CHECK-NEXT:   %c0_1 = arith.constant 0 : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %9 = arith.cmpi sle, %arg0, %c0_1 : index
// CHECK-NEXT:   %10 = arith.subi %c0_1, %arg0 : index
// CHECK-NEXT:   %11 = arith.subi %arg0, %c1 : index
// CHECK-NEXT:   %12 = arith.select %9, %10, %11 : index
// CHECK-NEXT:   %13 = arith.divsi %12, %c5_0 : index
// CHECK-NEXT:   %14 = arith.subi %c0_1, %13 : index
// CHECK-NEXT:   %15 = arith.addi %13, %c1 : index
// CHECK-NEXT:   %16 = arith.select %9, %14, %15 : index
// CHECK-NEXT:   %c5_2 = arith.constant 5 : index
// CHECK-NEXT:   %17 = arith.remsi %arg0, %c5_2 : index
// CHECK-NEXT:   %c0_3 = arith.constant 0 : index
// CHECK-NEXT:   %18 = arith.cmpi slt, %17, %c0_3 : index
// CHECK-NEXT:   %19 = arith.addi %17, %c5_2 : index
// CHECK-NEXT:   %20 = arith.select %18, %19, %17 : index
// CHECK-NEXT:   %21 = arith.remsi %arg0, %arg1 : index
// CHECK-NEXT:   %c0_4 = arith.constant 0 : index
// CHECK-NEXT:   %22 = arith.cmpi slt, %21, %c0_4 : index
// CHECK-NEXT:   %23 = arith.addi %21, %arg1 : index
// CHECK-NEXT:   %24 = arith.select %22, %23, %21 : index
// CHECK-NEXT:   %c0_5 = arith.constant 0 : index
// CHECK-NEXT:   %c-1_6 = arith.constant -1 : index
// CHECK-NEXT:   %25 = arith.cmpi slt, %arg0, %c0_5 : index
// CHECK-NEXT:   %26 = arith.subi %c-1_6, %arg0 : index
// CHECK-NEXT:   %27 = arith.select %25, %26, %arg0 : index
// CHECK-NEXT:   %28 = arith.divsi %27, %arg1 : index
// CHECK-NEXT:   %29 = arith.subi %c-1_6, %28 : index
// CHECK-NEXT:   %30 = arith.select %25, %29, %28 : index
// CHECK-NEXT:   %c0_7 = arith.constant 0 : index
// CHECK-NEXT:   %c1_8 = arith.constant 1 : index
// CHECK-NEXT:   %31 = arith.cmpi sle, %arg0, %c0_7 : index
// CHECK-NEXT:   %32 = arith.subi %c0_7, %arg0 : index
// CHECK-NEXT:   %33 = arith.subi %arg0, %c1_8 : index
// CHECK-NEXT:   %34 = arith.select %31, %32, %33 : index
// CHECK-NEXT:   %35 = arith.divsi %34, %arg1 : index
// CHECK-NEXT:   %36 = arith.subi %c0_7, %35 : index
// CHECK-NEXT:   %37 = arith.addi %35, %c1_8 : index
// CHECK-NEXT:   %38 = arith.select %31, %36, %37 : index
// CHECK-NEXT:   %39 = arith.addi %30, %38 : index
// CHECK-NEXT:   return %2, %8, %16, %20, %24, %39 : index, index, index, index, index, index
// CHECK-NEXT: }
func.func @expressions(%a: index, %b: index) -> (index, index, index, index,index,index) {
  %0 = affine.apply affine_map<(d0)[s0] -> (d0 + s0 * 3 - 7)>(%a)[%b]
  %1 = affine.apply affine_map<(d0)[s0] -> (d0 floordiv 5)>(%a)[%b]
  %2 = affine.apply affine_map<(d0)[s0] -> (d0 ceildiv 5)>(%a)[%b]
  %3 = affine.apply affine_map<(d0)[s0] -> (d0 mod 5)>(%a)[%b]
  %4 = affine.apply affine_map<(d0)[s0] -> (d0 mod s0)>(%a)[%b]
  %5 = affine.apply affine_map<(d0)[s0] -> (d0 floordiv s0 + d0 ceildiv s0)>(%a)[%b]
  return %0, %1, %2, %3, %4, %5 : index, index, index, index, index, index
}

// -----

// CHECK-LABEL: func.func @minima_and_maxima(
// CHECK-NEXT:   %c42 = arith.constant 42 : index
// CHECK-NEXT:   %c-1 = arith.constant -1 : index
// CHECK-NEXT:   %0 = arith.muli %arg0, %c-1 overflow<nsw> : index
// CHECK-NEXT:   %1 = arith.muli %arg0, %arg1 overflow<nsw> : index
// CHECK-NEXT:   %c1 = arith.constant 1 : index
// CHECK-NEXT:   %2 = arith.addi %arg1, %c1 : index
// CHECK-NEXT:   %c7 = arith.constant 7 : index
// CHECK-NEXT:   %3 = arith.minsi %arg0, %2 : index
// CHECK-NEXT:   %4 = arith.minsi %3, %c7 : index
// CHECK-NEXT:   return %c42, %0, %1, %arg0, %4, %arg0 : index, index, index, index, index, index
// CHECK-NEXT: }
func.func @minima_and_maxima(%a: index, %b: index) -> (index, index, index, index,index,index) {
  %0 = affine.apply affine_map<(d0)[s0] -> (42)>(%a)[%b]
  %1 = affine.apply affine_map<(d0)[s0] -> (-d0)>(%a)[%b]
  %2 = affine.apply affine_map<(d0)[s0] -> (d0 * s0)>(%a)[%b]
  %3 = affine.apply affine_map<(d0)[s0] -> (d0)>(%a)[%b]
  %4 = affine.min affine_map<(d0)[s0] -> (d0, s0 + 1, 7)>(%a)[%b]
  %5 = affine.max affine_map<(d0)[s0] -> (d0)>(%a)[%b]
  return %0, %1, %2, %3, %4, %5 : index, index, index, index, index, index
}
