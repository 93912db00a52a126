// What is wrong with the program or the way it is run, and the status 1.

// RUN: not adopt-run %s --engine=js --entry=f --args=1,0 2>&1 | adopt-filecheck %s --check-prefix=DIVISION
// DIVISION: adopt-run: error: 'f': division by zero

// RUN: not adopt-run %s --engine=js --entry=g --args=[1,2],2 2>&1 | adopt-filecheck %s --check-prefix=BOUNDS
// BOUNDS: adopt-run: error: 'g': 'memref.load' at {{.*}}errors.mlir:[[#@LINE+17]]:10 is out of bounds

// RUN: not adopt-run %s --engine=js --entry=f --args=1 2>&1 | adopt-filecheck %s --check-prefix=COUNT
// COUNT: adopt-run: error: 'f' takes 2 arguments (i32, i32), but --args has 1

// RUN: not adopt-run %s --engine=js --entry=h --args=[1,2] 2>&1 | adopt-filecheck %s --check-prefix=TENSOR
// TENSOR: errors.mlir:[[#@LINE+14]]:3: error: 'func.func' op has a value of type 'tensor<2xf128>', which the js engine does not support

// RUN: not adopt-run %s --engine=js --entry=k 2>&1 | adopt-filecheck %s --check-prefix=ENTRY
// ENTRY: adopt-run: error: no function 'k' with a body in the program

module {
  func.func @f(%a: i32, %b: i32) -> i32 {
    %0 = arith.divsi %a, %b : i32
    return %0 : i32
  }
  func.func @g(%a: memref<?xi32>, %i: index) -> i32 {
    %0 = memref.load %a[%i] : memref<?xi32>
    return %0 : i32
  }
  func.func @h(%a: tensor<2xf128>) {
    return
  }
}
