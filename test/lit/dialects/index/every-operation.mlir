// RUN: adopt %s | adopt | adopt-filecheck %s
// RUN: adopt %s --mlir-print-op-generic | adopt | adopt-filecheck %s

// Every operation once, in its plain form.

// CHECK-LABEL: func.func @every_operation
func.func @every_operation(%x: index, %y: index, %i: i32) {
  // CHECK-NEXT: %{{.*}} = index.add %arg0, %arg1
  %0 = index.add %x, %y
  // CHECK-NEXT: %{{.*}} = index.sub %arg0, %arg1
  %1 = index.sub %x, %y
  // CHECK-NEXT: %{{.*}} = index.mul %arg0, %arg1
  %2 = index.mul %x, %y
  // CHECK-NEXT: %{{.*}} = index.divs %arg0, %arg1
  %3 = index.divs %x, %y
  // CHECK-NEXT: %{{.*}} = index.divu %arg0, %arg1
  %4 = index.divu %x, %y
  // CHECK-NEXT: %{{.*}} = index.ceildivs %arg0, %arg1
  %5 = index.ceildivs %x, %y
  // CHECK-NEXT: %{{.*}} = index.ceildivu %arg0, %arg1
  %6 = index.ceildivu %x, %y
  // CHECK-NEXT: %{{.*}} = index.floordivs %arg0, %arg1
  %7 = index.floordivs %x, %y
  // CHECK-NEXT: %{{.*}} = index.rems %arg0, %arg1
  %8 = index.rems %x, %y
  // CHECK-NEXT: %{{.*}} = index.remu %arg0, %arg1
  %9 = index.remu %x, %y
  // CHECK-NEXT: %{{.*}} = index.maxs %arg0, %arg1
  %10 = index.maxs %x, %y
  // CHECK-NEXT: %{{.*}} = index.maxu %arg0, %arg1
  %11 = index.maxu %x, %y
  // CHECK-NEXT: %{{.*}} = index.mins %arg0, %arg1
  %12 = index.mins %x, %y
  // CHECK-NEXT: %{{.*}} = index.minu %arg0, %arg1
  %13 = index.minu %x, %y
  // CHECK-NEXT: %{{.*}} = index.shl %arg0, %arg1
  %14 = index.shl %x, %y
  // CHECK-NEXT: %{{.*}} = index.shrs %arg0, %arg1
  %15 = index.shrs %x, %y
  // CHECK-NEXT: %{{.*}} = index.shru %arg0, %arg1
  %16 = index.shru %x, %y
  // CHECK-NEXT: %{{.*}} = index.and %arg0, %arg1
  %17 = index.and %x, %y
  // CHECK-NEXT: %{{.*}} = index.or %arg0, %arg1
  %18 = index.or %x, %y
  // CHECK-NEXT: %{{.*}} = index.xor %arg0, %arg1
  %19 = index.xor %x, %y
  // CHECK-NEXT: %{{.*}} = index.cmp eq(%arg0, %arg1)
  %20 = index.cmp eq(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.cmp ne(%arg0, %arg1)
  %21 = index.cmp ne(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.cmp slt(%arg0, %arg1)
  %22 = index.cmp slt(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.cmp sle(%arg0, %arg1)
  %23 = index.cmp sle(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.cmp sgt(%arg0, %arg1)
  %24 = index.cmp sgt(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.cmp sge(%arg0, %arg1)
  %25 = index.cmp sge(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.cmp ult(%arg0, %arg1)
  %26 = index.cmp ult(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.cmp ule(%arg0, %arg1)
  %27 = index.cmp ule(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.cmp ugt(%arg0, %arg1)
  %28 = index.cmp ugt(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.cmp uge(%arg0, %arg1)
  %29 = index.cmp uge(%x, %y)
  // CHECK-NEXT: %{{.*}} = index.casts %arg0 : index to i64
  %30 = index.casts %x : index to i64
  // CHECK-NEXT: %{{.*}} = index.castu %arg2 : i32 to index
  %31 = index.castu %i : i32 to index
  // CHECK-NEXT: %{{.*}} = index.sizeof
  %32 = index.sizeof
  // CHECK-NEXT: %{{.*}} = index.constant 42
  %33 = index.constant 42
  // CHECK-NEXT: %{{.*}} = index.bool.constant true
  %34 = index.bool.constant true
  return
}
