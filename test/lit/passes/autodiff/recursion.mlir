// RUN: adopt %s --autodiff | adopt-filecheck %s

func.func @power(%x: f64, %n: i32) -> f64 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %done = arith.cmpi eq, %n, %zero : i32
  %0 = scf.if %done -> f64 {
    %1 = arith.constant 1.0 : f64
    scf.yield %1 : f64
  } else {
    %m = arith.subi %n, %one : i32
    %1 = func.call @power(%x, %m) : (f64, i32) -> f64
    %2 = arith.mulf %1, %x : f64
    scf.yield %2 : f64
  }
  return %0 : f64
}

// CHECK-LABEL: func.func private @power_pullback
// CHECK: call @power_pullback
// CHECK-LABEL: func.func @ask
func.func @ask(%x: f64, %n: i32) -> f64 {
  %0 = ad.grad @power(%x, %n) : (f64, i32) -> f64
  return %0 : f64
}

// What changes memory is not executed again in reverse, but keeps on stacks what its reverse takes back.
func.func private @squares(%a: memref<?xf64>, %n: index) {
  %zero = arith.constant 0 : index
  %one = arith.constant 1 : index
  %goes = arith.cmpi ugt, %n, %zero : index
  scf.if %goes {
    %m = arith.subi %n, %one : index
    %x = memref.load %a[%m] : memref<?xf64>
    %y = arith.mulf %x, %x : f64
    memref.store %y, %a[%m] : memref<?xf64>
    func.call @squares(%a, %m) : (memref<?xf64>, index) -> ()
  }
  return
}

// CHECK-LABEL: func.func private @squares_pullback
// CHECK-SAME: (%{{.*}}: memref<?xf64>, %[[N:.*]]: index, %[[DA:.*]]: memref<?xf64>, %[[STACK:.*]]: !ad.stack<f64>) {
// CHECK: scf.if
// CHECK: %[[X:.*]] = ad.stack.pop %[[STACK]]
// CHECK: call @squares_pullback(%{{.*}}, %{{.*}}, %[[DA]], %[[STACK]])
// CHECK: memref.load %[[DA]]
// CHECK: arith.mulf %{{.*}}, %[[X]]

// CHECK-LABEL: func.func private @squares_augmented
// CHECK-SAME: (%{{.*}}: memref<?xf64>, %[[N:.*]]: index, %{{.*}}: memref<?xf64>, %[[STACK:.*]]: !ad.stack<f64>) {
// CHECK: scf.if
// CHECK: %[[X:.*]] = memref.load
// CHECK: call @squares_augmented
// CHECK-NOT: call @squares(
// CHECK: ad.stack.push %[[X]], %[[STACK]]

// CHECK-LABEL: func.func private @of_squares_vjp
// CHECK: %[[STACK:.*]] = ad.stack.create
// CHECK: call @squares_augmented({{.*}}, %[[STACK]])
// CHECK: call @squares_pullback({{.*}}, %[[STACK]])
// CHECK-NEXT: ad.stack.free %[[STACK]]
// CHECK-NEXT: return
func.func @of_squares(%a: memref<?xf64>, %n: index) {
  func.call @squares(%a, %n) : (memref<?xf64>, index) -> ()
  return
}
func.func @ask_more(%a: memref<?xf64>, %da: memref<?xf64>, %n: index) {
  ad.vjp @of_squares(%a, %n) shadows(%da : memref<?xf64>) wrt [0] : (memref<?xf64>, index) -> ()
  return
}
