// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s -mlir-print-op-generic | adopt-filecheck %s --check-prefix=GENERIC

// CHECK-LABEL: func.func @integers
// GENERIC-LABEL: sym_name = "integers"
func.func @integers(%x: i32, %y: i32, %i: index, %v: vector<4xi8>) {
  // CHECK: arith.addi %arg0, %arg1 : i32
  // GENERIC: "arith.addi"(%{{.*}}, %{{.*}}) <{overflowFlags = #arith.overflow<none>}> : (i32, i32) -> i32
  %0 = arith.addi %x, %y : i32
  // CHECK: arith.subi %arg0, %arg1 overflow<nsw, nuw> : i32
  // GENERIC: "arith.subi"(%{{.*}}, %{{.*}}) <{overflowFlags = #arith.overflow<nsw, nuw>}> : (i32, i32) -> i32
  %1 = arith.subi %x, %y overflow<nuw, nsw> : i32
  // CHECK: arith.muli %arg2, %arg2 : index
  %2 = arith.muli %i, %i : index
  // CHECK: arith.divsi %arg0, %arg1 exact : i32
  // GENERIC: "arith.divsi"(%{{.*}}, %{{.*}}) <{isExact}> : (i32, i32) -> i32
  %3 = arith.divsi %x, %y exact : i32
  // CHECK: arith.shrui %arg3, %arg3 {note} : vector<4xi8>
  %4 = arith.shrui %v, %v {note} : vector<4xi8>
  // CHECK: %sum, %overflow = arith.addui_extended %arg0, %arg1 : i32, i1
  // GENERIC: "arith.addui_extended"(%{{.*}}, %{{.*}}) : (i32, i32) -> (i32, i1)
  %5, %6 = arith.addui_extended %x, %y : i32, i1
  // CHECK: %low, %high = arith.mulsi_extended %arg3, %arg3 : vector<4xi8>
  %7:2 = arith.mulsi_extended %v, %v : vector<4xi8>
  return
}

// CHECK-LABEL: func.func @floats
func.func @floats(%x: f32, %t: tensor<4x?xf64>) {
  // CHECK: arith.negf %arg0 : f32
  %0 = arith.negf %x : f32
  // CHECK: arith.addf %arg0, %arg0 fastmath<nnan,contract> : f32
  // GENERIC: "arith.addf"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<nnan,contract>}> : (f32, f32) -> f32
  %1 = arith.addf %x, %x fastmath<contract, nnan> : f32
  // CHECK: arith.mulf %arg1, %arg1 fastmath<fast> : tensor<4x?xf64>
  %2 = arith.mulf %t, %t fastmath<reassoc,nnan,ninf,nsz,arcp,contract,afn> : tensor<4x?xf64>
  // CHECK: arith.maximumf %arg0, %arg0 : f32
  %3 = arith.maximumf %x, %x fastmath<none> : f32
  return
}

// CHECK-LABEL: func.func @comparisons
func.func @comparisons(%x: i32, %f: f32, %c: i1, %v: vector<4xi32>) {
  // CHECK: arith.cmpi slt, %arg0, %arg0 : i32
  // GENERIC: "arith.cmpi"(%{{.*}}, %{{.*}}) <{predicate = 2 : i64}> : (i32, i32) -> i1
  %0 = arith.cmpi "slt", %x, %x : i32
  // CHECK: %[[C:.*]] = arith.cmpi uge, %arg3, %arg3 : vector<4xi32>
  %1 = arith.cmpi uge, %v, %v : vector<4xi32>
  // CHECK: arith.cmpf une, %arg1, %arg1 fastmath<ninf> : f32
  // GENERIC: "arith.cmpf"(%{{.*}}, %{{.*}}) <{fastmath = #arith.fastmath<ninf>, predicate = 13 : i64}> : (f32, f32) -> i1
  %2 = arith.cmpf une, %f, %f fastmath<ninf> : f32
  // CHECK: arith.select %arg2, %arg3, %arg3 : vector<4xi32>
  %3 = arith.select %c, %v, %v : vector<4xi32>
  // CHECK: arith.select %[[C]], %arg3, %arg3 : vector<4xi1>, vector<4xi32>
  %4 = arith.select %1, %v, %v : vector<4xi1>, vector<4xi32>
  return
}

// CHECK-LABEL: func.func @casts
func.func @casts(%x: i8, %f: f64, %s: f8E8M0FNU, %m: memref<4xindex>) {
  // CHECK: arith.extsi %arg0 : i8 to i32
  %0 = arith.extsi %x : i8 to i32
  // CHECK: arith.trunci %arg0 overflow<nuw> : i8 to i1
  %1 = arith.trunci %x overflow<nuw> : i8 to i1
  // CHECK: arith.truncf %arg1 : f64 to f32
  // GENERIC: "arith.truncf"(%{{.*}}) : (f64) -> f32
  %2 = arith.truncf %f : f64 to f32
  // CHECK: arith.truncf %arg1 toward_zero fastmath<none> : f64 to f32
  // GENERIC: "arith.truncf"(%{{.*}}) <{fastmath = #arith.fastmath<none>, roundingmode = 3 : i32}> : (f64) -> f32
  %3 = arith.truncf %f toward_zero fastmath<none> : f64 to f32
  // CHECK: arith.scaling_truncf %arg1, %arg2 downward : f64, f8E8M0FNU to f4E2M1FN
  %4 = arith.scaling_truncf %f, %s downward : f64, f8E8M0FNU to f4E2M1FN
  // CHECK: arith.uitofp %arg0 : i8 to bf16
  %5 = arith.uitofp %x : i8 to bf16
  // CHECK: arith.index_cast %arg3 : memref<4xindex> to memref<4xi64>
  %6 = arith.index_cast %m : memref<4xindex> to memref<4xi64>
  // CHECK: arith.bitcast %arg1 : f64 to i64
  %7 = arith.bitcast %f : f64 to i64
  return
}

// CHECK-LABEL: func.func @constants
func.func @constants() {
  // CHECK: %true = arith.constant true
  %0 = arith.constant true
  // CHECK: %c-7_i8 = arith.constant -7 : i8
  %1 = arith.constant -7 : i8
  // CHECK: %c42 = arith.constant 42 : index
  %2 = arith.constant 42 : index
  // CHECK: %c1_i64 = arith.constant 1 : i64
  %3 = arith.constant 1
  // CHECK: %cst = arith.constant {note} 1.500000e+00 : f64
  %4 = arith.constant {note} 1.5
  // CHECK: %cst_0 = arith.constant dense<[1, 2]> : tensor<2xi16>
  %5 = arith.constant dense<[1, 2]> : tensor<2xi16>
  return
}
