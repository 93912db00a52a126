// RUN: adopt %s --normalize-memrefs --split-input-file | adopt-filecheck %s

#perm = affine_map<(i, j) -> (j, i)>
#shift = affine_map<(i) -> (i + 5)>
// CHECK: func.func private @declared(memref<16x8xf32>) -> memref<9xf32>
// CHECK: func.func @caller(%{{.*}}: memref<16x8xf32>) -> memref<9xf32>
// CHECK:   call @callee(%{{.*}}) : (memref<16x8xf32>) -> memref<9xf32>
// CHECK: func.func @callee(%{{.*}}: memref<16x8xf32>) -> memref<9xf32>
func.func private @declared(memref<8x16xf32, #perm>) -> memref<4xf32, #shift>
func.func @caller(%m: memref<8x16xf32, #perm>) -> memref<4xf32, #shift> {
  %r = call @callee(%m) : (memref<8x16xf32, #perm>) -> memref<4xf32, #shift>
  %s = call @declared(%m) : (memref<8x16xf32, #perm>) -> memref<4xf32, #shift>
  return %r : memref<4xf32, #shift>
}
func.func @callee(%m: memref<8x16xf32, #perm>) -> memref<4xf32, #shift> {
  %0 = memref.alloc() : memref<4xf32, #shift>
  return %0 : memref<4xf32, #shift>
}

// -----

// A use that needs the layout, and all that calls or is called by the function.
#perm = affine_map<(i, j) -> (j, i)>
// CHECK: func.func @copies(%{{.*}}: memref<8x16xf32, #map>)
// CHECK: func.func @calls(%{{.*}}: memref<8x16xf32, #map>)
// CHECK: func.func @apart(%{{.*}}: memref<16x8xf32>)
func.func @copies(%m: memref<8x16xf32, #perm>) {
  memref.copy %m, %m : memref<8x16xf32, #perm> to memref<8x16xf32, #perm>
  return
}
func.func @calls(%m: memref<8x16xf32, #perm>) {
  call @copies(%m) : (memref<8x16xf32, #perm>) -> ()
  return
}
func.func @apart(%m: memref<8x16xf32, #perm>) {
  return
}

// -----

// A part of another buffer keeps its layout, and so do those that are passed or returned in its place.
// CHECK: func.func @either
// CHECK-SAME: -> memref<4xf32, strided<[2]>>
// CHECK:   memref.alloc() : memref<4xf32, strided<[2]>>
// CHECK: func.func @user
// CHECK:   memref.alloc() : memref<4xf32, strided<[2]>>
// CHECK: func.func @taken(%{{.*}}: memref<4xf32, strided<[2]>>)
func.func @either(%m: memref<8xf32>, %c: i1) -> memref<4xf32, strided<[2]>> {
  %s = memref.subview %m[0] [4] [2] : memref<8xf32> to memref<4xf32, strided<[2]>>
  %a = memref.alloc() : memref<4xf32, strided<[2]>>
  call @taken(%s) : (memref<4xf32, strided<[2]>>) -> ()
  cf.cond_br %c, ^a, ^b
^a:
  return %s : memref<4xf32, strided<[2]>>
^b:
  return %a : memref<4xf32, strided<[2]>>
}
func.func @user() {
  %a = memref.alloc() : memref<4xf32, strided<[2]>>
  call @taken(%a) : (memref<4xf32, strided<[2]>>) -> ()
  return
}
func.func @taken(%m: memref<4xf32, strided<[2]>>) {
  return
}

// -----

// A function that is a value has the type that it has.
// CHECK: func.func @value(%{{.*}}: memref<4xf32, strided<[2]>>)
func.func @value(%m: memref<4xf32, strided<[2]>>) {
  return
}
func.func @names() -> ((memref<4xf32, strided<[2]>>) -> ()) {
  %f = constant @value : (memref<4xf32, strided<[2]>>) -> ()
  return %f : (memref<4xf32, strided<[2]>>) -> ()
}

// -----

// Vectors lie along the last dimension; a size that is not known cannot be asked for afterwards.
#perm = affine_map<(i, j) -> (j, i)>
#tile = affine_map<(i) -> (i floordiv 4, i mod 4)>
// CHECK: func.func @vector(%{{.*}}: memref<8x16xf32, #map>)
// CHECK: func.func @size(%{{.*}}: memref<?xf32, #map1>)
func.func @vector(%m: memref<8x16xf32, #perm>) -> vector<4xf32> {
  %v = affine.vector_load %m[0, 4] : memref<8x16xf32, #perm>, vector<4xf32>
  return %v : vector<4xf32>
}
func.func @size(%m: memref<?xf32, #tile>) -> index {
  %c0 = arith.constant 0 : index
  %d = memref.dim %m, %c0 : memref<?xf32, #tile>
  return %d : index
}
