// RUN: adopt %s --mem2reg --split-input-file | adopt-filecheck %s

// CHECK-LABEL: llvm.func @same_width
// CHECK-SAME:    (%[[X:.*]]: f32)
// CHECK:         %[[I:.*]] = llvm.bitcast %[[X]] : f32 to i32
// CHECK:         llvm.call @use(%[[I]])
// CHECK:         llvm.return %[[X]]
llvm.func @use(i32)
llvm.func @same_width(%x: f32) -> f32 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  llvm.store %x, %p : f32, !llvm.ptr
  %i = llvm.load %p : !llvm.ptr -> i32
  llvm.call @use(%i) : (i32) -> ()
  %r = llvm.load %p : !llvm.ptr -> f32
  llvm.return %r : f32
}

// -----

// CHECK-LABEL: llvm.func @pointers
// CHECK:         llvm.ptrtoint %{{.*}} : !llvm.ptr to i64
// CHECK:         llvm.inttoptr %{{.*}} : i64 to !llvm.ptr
llvm.func @pointers(%x: !llvm.ptr) -> !llvm.ptr {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i64 : (i32) -> !llvm.ptr
  llvm.store %x, %p : !llvm.ptr, !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> !llvm.ptr
  llvm.return %r : !llvm.ptr
}

// -----

// CHECK-LABEL: llvm.func @address_spaces
// CHECK:         llvm.addrspacecast %{{.*}} : !llvm.ptr<1> to !llvm.ptr
llvm.func @address_spaces(%x: !llvm.ptr<1>) -> !llvm.ptr {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x !llvm.ptr : (i32) -> !llvm.ptr
  llvm.store %x, %p : !llvm.ptr<1>, !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> !llvm.ptr
  llvm.return %r : !llvm.ptr
}

// -----

// Pointers of 32 bits do not fill the slot.
// CHECK-LABEL: llvm.func @small_pointers
// CHECK:         llvm.ptrtoint %{{.*}} : !llvm.ptr to i32
// CHECK:         llvm.zext %{{.*}} : i32 to i64
module attributes {dlti.dl_spec = #dlti.dl_spec<!llvm.ptr = dense<32> : vector<4xi64>>} {
  llvm.func @small_pointers(%x: !llvm.ptr) -> i64 {
    %1 = llvm.mlir.constant(1 : i32) : i32
    %p = llvm.alloca %1 x i64 : (i32) -> !llvm.ptr
    llvm.store %x, %p : !llvm.ptr, !llvm.ptr
    %r = llvm.load %p : !llvm.ptr -> i64
    llvm.return %r : i64
  }
}

// -----

// CHECK-LABEL: llvm.func @low_byte
// CHECK-SAME:    (%[[X:.*]]: i32, %[[B:.*]]: i8)
// CHECK:         %[[E:.*]] = llvm.zext %[[B]] : i8 to i32
// CHECK:         %[[M:.*]] = llvm.mlir.constant(-256 : i32) : i32
// CHECK:         %[[K:.*]] = llvm.and %[[X]], %[[M]]
// CHECK:         %[[W:.*]] = llvm.or %[[K]], %[[E]]
// CHECK:         llvm.trunc %[[W]] : i32 to i16
llvm.func @low_byte(%x: i32, %b: i8) -> i16 {
  %1 = llvm.mlir.constant(1 : i32) : i32
  %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
  llvm.store %x, %p : i32, !llvm.ptr
  llvm.store %b, %p : i8, !llvm.ptr
  %r = llvm.load %p : !llvm.ptr -> i16
  llvm.return %r : i16
}

// -----

// CHECK-LABEL: llvm.func @high_byte
// CHECK:         %[[D:.*]] = llvm.mlir.constant(24 : i32) : i32
// CHECK:         llvm.shl %{{.*}}, %[[D]]
// CHECK:         llvm.mlir.constant(16777215 : i32)
// CHECK:         %[[S:.*]] = llvm.mlir.constant(16 : i32) : i32
// CHECK:         %[[H:.*]] = llvm.lshr %{{.*}}, %[[S]]
// CHECK:         llvm.trunc %[[H]] : i32 to i16
module attributes {dlti.dl_spec = #dlti.dl_spec<"dlti.endianness" = "big">} {
  llvm.func @high_byte(%x: f32, %b: i8) -> i16 {
    %1 = llvm.mlir.constant(1 : i32) : i32
    %p = llvm.alloca %1 x f32 : (i32) -> !llvm.ptr
    llvm.store %x, %p : f32, !llvm.ptr
    llvm.store %b, %p : i8, !llvm.ptr
    %r = llvm.load %p : !llvm.ptr -> i16
    llvm.return %r : i16
  }
}
