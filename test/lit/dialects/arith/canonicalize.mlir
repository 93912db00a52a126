// RUN: adopt %s -canonicalize -split-input-file | adopt-filecheck %s

// CHECK-LABEL: func.func @identities
// CHECK-NEXT:    return %arg0, %arg0, %arg0, %arg0, %arg1, %arg1, %arg1
func.func @identities(%x: i32, %f: f32) -> (i32, i32, i32, i32, f32, f32, f32) {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %ones = arith.constant -1 : i32
  %0 = arith.addi %x, %zero : i32
  %1 = arith.muli %one, %x : i32
  %2 = arith.andi %x, %ones : i32
  %3 = arith.shli %x, %zero : i32
  %minus_zero = arith.constant -0.0 : f32
  %f_one = arith.constant 1.0 : f32
  %infinity = arith.constant 0x7F800000 : f32
  %4 = arith.addf %f, %minus_zero : f32
  %5 = arith.divf %f, %f_one : f32
  %6 = arith.minimumf %f, %infinity : f32
  return %0, %1, %2, %3, %4, %5, %6 : i32, i32, i32, i32, f32, f32, f32
}

// -----

// A zero that is added may change the sign of a zero, and infinity times zero is not a number.
// CHECK-LABEL: func.func @not_identities
// CHECK:         arith.addf
// CHECK:         arith.mulf
// CHECK-NOT:     arith.mulf
func.func @not_identities(%x: f32) -> (f32, f32, f32) {
  %zero = arith.constant 0.0 : f32
  %0 = arith.addf %x, %zero : f32
  %1 = arith.mulf %x, %zero : f32
  %2 = arith.mulf %x, %zero fastmath<nnan,nsz> : f32
  return %0, %1, %2 : f32, f32, f32
}

// -----

// CHECK-LABEL: func.func @constants
// CHECK-DAG:     %[[SUM:.*]] = arith.constant -126 : i8
// CHECK-DAG:     %[[VECTOR:.*]] = arith.constant dense<[3, -1]> : vector<2xi32>
// CHECK:         return %[[SUM]], %[[VECTOR]]
func.func @constants() -> (i8, vector<2xi32>) {
  %a = arith.constant 127 : i8
  %b = arith.constant 3 : i8
  %0 = arith.addi %a, %b : i8
  %c = arith.constant dense<[7, -3]> : vector<2xi32>
  %d = arith.constant dense<2> : vector<2xi32>
  %1 = arith.divsi %c, %d : vector<2xi32>
  return %0, %1 : i8, vector<2xi32>
}

// -----

// CHECK-LABEL: func.func @undefined
// CHECK:         arith.divsi
// CHECK:         arith.divui
// CHECK:         arith.shli
// CHECK:         arith.fptosi
func.func @undefined() -> (i8, i8, i8, i8) {
  %min = arith.constant -128 : i8
  %minus_one = arith.constant -1 : i8
  %zero = arith.constant 0 : i8
  %eight = arith.constant 8 : i8
  %large = arith.constant 128.0 : f32
  %0 = arith.divsi %min, %minus_one : i8
  %1 = arith.divui %min, %zero : i8
  %2 = arith.shli %min, %eight : i8
  %3 = arith.fptosi %large : f32 to i8
  return %0, %1, %2, %3 : i8, i8, i8, i8
}

// -----

// CHECK-LABEL: func.func @sums
// CHECK-DAG:     %[[C11:.*]] = arith.constant 11 : index
// CHECK-DAG:     %[[C3:.*]] = arith.constant 3 : index
// CHECK:         %[[A:.*]] = arith.addi %arg0, %[[C11]] : index
// CHECK:         %[[B:.*]] = arith.subi %[[C3]], %arg0 : index
// CHECK:         return %[[A]], %[[B]], %arg0
func.func @sums(%x: index, %y: index) -> (index, index, index) {
  %c4 = arith.constant 4 : index
  %c7 = arith.constant 7 : index
  %0 = arith.addi %x, %c4 : index
  %1 = arith.addi %0, %c7 : index
  %2 = arith.subi %c7, %0 : index
  %3 = arith.addi %x, %y : index
  %4 = arith.subi %3, %y : index
  return %1, %2, %4 : index, index, index
}

// -----

// CHECK-LABEL: func.func @extended
// CHECK:         %[[SUM:.*]] = arith.addi %arg0, %arg1 : i32
// CHECK:         %[[PRODUCT:.*]] = arith.muli %arg0, %arg1 : i32
// CHECK:         return %[[SUM]], %[[PRODUCT]]
func.func @extended(%x: i32, %y: i32) -> (i32, i32) {
  %0, %1 = arith.addui_extended %x, %y : i32, i1
  %2, %3 = arith.mulsi_extended %x, %y : i32
  return %0, %2 : i32, i32
}

// -----

// CHECK-LABEL: func.func @comparisons
// CHECK:         %[[GE:.*]] = arith.cmpi sge, %arg0, %arg1 : i8
// CHECK:         %[[EQ:.*]] = arith.cmpi eq, %arg0, %arg1 : i8
// CHECK:         %[[LE:.*]] = arith.cmpi sle, %arg0, %{{.*}} : i8
// CHECK:         return %[[GE]], %[[EQ]], %[[LE]]
func.func @comparisons(%x: i8, %y: i8) -> (i1, i1, i1) {
  %true = arith.constant true
  %0 = arith.cmpi slt, %x, %y : i8
  %1 = arith.xori %0, %true : i1
  %2 = arith.extui %x : i8 to i32
  %3 = arith.extui %y : i8 to i32
  %4 = arith.cmpi eq, %2, %3 : i32
  %5 = arith.sitofp %x : i8 to f32
  %c = arith.constant 2.5 : f32
  %6 = arith.cmpf olt, %5, %c : f32
  return %1, %4, %6 : i1, i1, i1
}

// -----

// CHECK-LABEL: func.func @selections
// CHECK:         %[[SWAPPED:.*]] = arith.select %arg0, %arg2, %arg1 : i32
// CHECK:         %[[BIT:.*]] = arith.extui %arg0 : i1 to i32
// CHECK:         %[[FLAT:.*]] = arith.select %arg0, %arg1, %[[BIT]] : i32
// CHECK:         return %[[SWAPPED]], %[[BIT]], %arg2, %[[FLAT]]
func.func @selections(%c: i1, %x: i32, %y: i32) -> (i32, i32, i32, i32) {
  %true = arith.constant true
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %0 = arith.xori %c, %true : i1
  %1 = arith.select %0, %x, %y : i32
  %2 = arith.select %c, %one, %zero : i32
  %3 = arith.cmpi eq, %x, %y : i32
  %4 = arith.select %3, %x, %y : i32
  %5 = arith.select %c, %x, %y : i32
  %6 = arith.select %c, %5, %2 : i32
  return %1, %2, %4, %6 : i32, i32, i32, i32
}

// -----

// CHECK-LABEL: func.func @casts
// CHECK:         %[[EXTENDED:.*]] = arith.extui %arg0 : i8 to i32
// CHECK:         %[[INDEX:.*]] = arith.index_cast %arg0 : i8 to index
// CHECK:         %[[BITS:.*]] = arith.bitcast %arg1 : f16 to bf16
// CHECK:         return %[[EXTENDED]], %[[INDEX]], %[[BITS]], %arg1
func.func @casts(%x: i8, %f: f16) -> (i32, index, bf16, f16) {
  %0 = arith.extui %x : i8 to i16
  %1 = arith.extsi %0 : i16 to i32
  %2 = arith.extsi %x : i8 to i32
  %3 = arith.index_cast %2 : i32 to index
  %4 = arith.bitcast %f : f16 to i16
  %5 = arith.bitcast %4 : i16 to bf16
  %6 = arith.extf %f : f16 to f32
  %7 = arith.truncf %6 : f32 to f16
  return %1, %3, %5, %7 : i32, index, bf16, f16
}

// -----

// CHECK-LABEL: func.func @negations
// CHECK:         %[[PRODUCT:.*]] = arith.mulf %arg0, %arg1 fastmath<nnan> : f32
// CHECK:         return %[[PRODUCT]], %arg0
func.func @negations(%x: f32, %y: f32) -> (f32, f32) {
  %0 = arith.negf %x : f32
  %1 = arith.negf %y : f32
  %2 = arith.mulf %0, %1 fastmath<nnan> : f32
  %3 = arith.negf %0 : f32
  return %2, %3 : f32, f32
}

// -----

// CHECK-LABEL: func.func @poison
// CHECK:         %[[POISON:.*]] = ub.poison : i32
// CHECK:         return %[[POISON]], %arg1
func.func @poison(%c: i1, %x: i32) -> (i32, i32) {
  %0 = ub.poison : i32
  %1 = arith.addi %x, %0 : i32
  %2 = arith.select %c, %0, %x : i32
  return %1, %2 : i32, i32
}
