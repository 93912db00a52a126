// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s -mlir-print-op-generic | adopt | adopt-filecheck %s

// Every operation once, in its plain form. What attributes and other types look like is in ops.mlir.

// CHECK-LABEL: func.func @every_operation
func.func @every_operation(%i: i32, %j: i32, %x: f32, %y: f32, %c: i1) {
  // CHECK-NEXT: %{{.*}} = arith.addi %arg0, %arg1 : i32
  %0 = arith.addi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.subi %arg0, %arg1 : i32
  %1 = arith.subi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.muli %arg0, %arg1 : i32
  %2 = arith.muli %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.divsi %arg0, %arg1 : i32
  %3 = arith.divsi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.divui %arg0, %arg1 : i32
  %4 = arith.divui %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.remsi %arg0, %arg1 : i32
  %5 = arith.remsi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.remui %arg0, %arg1 : i32
  %6 = arith.remui %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.ceildivsi %arg0, %arg1 : i32
  %7 = arith.ceildivsi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.ceildivui %arg0, %arg1 : i32
  %8 = arith.ceildivui %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.floordivsi %arg0, %arg1 : i32
  %9 = arith.floordivsi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.andi %arg0, %arg1 : i32
  %10 = arith.andi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.ori %arg0, %arg1 : i32
  %11 = arith.ori %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.xori %arg0, %arg1 : i32
  %12 = arith.xori %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.shli %arg0, %arg1 : i32
  %13 = arith.shli %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.shrsi %arg0, %arg1 : i32
  %14 = arith.shrsi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.shrui %arg0, %arg1 : i32
  %15 = arith.shrui %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.maxsi %arg0, %arg1 : i32
  %16 = arith.maxsi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.maxui %arg0, %arg1 : i32
  %17 = arith.maxui %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.minsi %arg0, %arg1 : i32
  %18 = arith.minsi %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.minui %arg0, %arg1 : i32
  %19 = arith.minui %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.addf %arg2, %arg3 : f32
  %20 = arith.addf %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.subf %arg2, %arg3 : f32
  %21 = arith.subf %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.mulf %arg2, %arg3 : f32
  %22 = arith.mulf %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.divf %arg2, %arg3 : f32
  %23 = arith.divf %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.remf %arg2, %arg3 : f32
  %24 = arith.remf %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.maximumf %arg2, %arg3 : f32
  %25 = arith.maximumf %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.minimumf %arg2, %arg3 : f32
  %26 = arith.minimumf %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.maxnumf %arg2, %arg3 : f32
  %27 = arith.maxnumf %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.minnumf %arg2, %arg3 : f32
  %28 = arith.minnumf %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.negf %arg2 : f32
  %29 = arith.negf %x : f32
  // CHECK-NEXT: %{{.*}} = arith.cmpi slt, %arg0, %arg1 : i32
  %30 = arith.cmpi slt, %i, %j : i32
  // CHECK-NEXT: %{{.*}} = arith.cmpf oeq, %arg2, %arg3 : f32
  %31 = arith.cmpf oeq, %x, %y : f32
  // CHECK-NEXT: %{{.*}} = arith.select %arg4, %arg0, %arg1 : i32
  %32 = arith.select %c, %i, %j : i32
  // CHECK-NEXT: %{{.*}}, %{{.*}} = arith.mulsi_extended %arg0, %arg1 : i32
  %33:2 = arith.mulsi_extended %i, %j : i32
  // CHECK-NEXT: %{{.*}}, %{{.*}} = arith.mului_extended %arg0, %arg1 : i32
  %34:2 = arith.mului_extended %i, %j : i32
  // CHECK-NEXT: %{{.*}}, %{{.*}} = arith.addui_extended %arg0, %arg1 : i32, i1
  %35:2 = arith.addui_extended %i, %j : i32, i1
  return
}

// CHECK-LABEL: func.func @every_conversion
func.func @every_conversion(%a0: i8, %a1: vector<4xi8>, %a2: i32, %a3: i32, %a4: vector<[2]xi16>, %a5: f32, %a6: tensor<?xf16>, %a7: f16, %a8: f64, %a9: i32, %a10: index, %a11: f32, %m: f4E2M1FN, %s: f8E8M0FNU, %w: f32) {
  // CHECK-NEXT: %{{.*}} = arith.extsi %arg0 : i8 to i32
  %0 = arith.extsi %a0 : i8 to i32
  // CHECK-NEXT: %{{.*}} = arith.extui %arg1 : vector<4xi8> to vector<4xi32>
  %1 = arith.extui %a1 : vector<4xi8> to vector<4xi32>
  // CHECK-NEXT: %{{.*}} = arith.trunci %arg2 : i32 to i8
  %2 = arith.trunci %a2 : i32 to i8
  // CHECK-NEXT: %{{.*}} = arith.sitofp %arg3 : i32 to f64
  %3 = arith.sitofp %a3 : i32 to f64
  // CHECK-NEXT: %{{.*}} = arith.uitofp %arg4 : vector<[2]xi16> to vector<[2]xf32>
  %4 = arith.uitofp %a4 : vector<[2]xi16> to vector<[2]xf32>
  // CHECK-NEXT: %{{.*}} = arith.fptosi %arg5 : f32 to i64
  %5 = arith.fptosi %a5 : f32 to i64
  // CHECK-NEXT: %{{.*}} = arith.fptoui %arg6 : tensor<?xf16> to tensor<?xi8>
  %6 = arith.fptoui %a6 : tensor<?xf16> to tensor<?xi8>
  // CHECK-NEXT: %{{.*}} = arith.extf %arg7 : f16 to f32
  %7 = arith.extf %a7 : f16 to f32
  // CHECK-NEXT: %{{.*}} = arith.truncf %arg8 : f64 to bf16
  %8 = arith.truncf %a8 : f64 to bf16
  // CHECK-NEXT: %{{.*}} = arith.index_cast %arg9 : i32 to index
  %9 = arith.index_cast %a9 : i32 to index
  // CHECK-NEXT: %{{.*}} = arith.index_castui %arg10 : index to i64
  %10 = arith.index_castui %a10 : index to i64
  // CHECK-NEXT: %{{.*}} = arith.bitcast %arg11 : f32 to i32
  %11 = arith.bitcast %a11 : f32 to i32
  // CHECK-NEXT: %{{.*}} = arith.scaling_extf %arg12, %arg13 : f4E2M1FN, f8E8M0FNU to f32
  %20 = arith.scaling_extf %m, %s : f4E2M1FN, f8E8M0FNU to f32
  // CHECK-NEXT: %{{.*}} = arith.scaling_truncf %arg14, %arg13 : f32, f8E8M0FNU to f4E2M1FN
  %21 = arith.scaling_truncf %w, %s : f32, f8E8M0FNU to f4E2M1FN
  return
}
