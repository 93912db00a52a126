// RUN: adopt %s --convert-gpu-to-wgsl --cse --emit=wgsl | adopt-filecheck %s --strict-whitespace --match-full-lines

//      CHECK:@group(0) @binding(0) var<storage, read> saxpy_arg1: array<f32>;
// CHECK-EMPTY:
// CHECK-NEXT:@group(0) @binding(1) var<storage, read_write> saxpy_arg2: array<f32>;
// CHECK-EMPTY:
// CHECK-NEXT:struct saxpy_Parameters {
// CHECK-NEXT:  arg2_offset: i32,
// CHECK-NEXT:  block_offset_x: i32,
// CHECK-NEXT:  arg0: f32,
// CHECK-NEXT:  arg3: i32,
// CHECK-NEXT:}
// CHECK-EMPTY:
// CHECK-NEXT:@group(0) @binding(2) var<uniform> saxpy_parameters: saxpy_Parameters;
// CHECK-EMPTY:
// CHECK-NEXT:@compute @workgroup_size(64, 1, 1)
// CHECK-NEXT:fn saxpy(@builtin(workgroup_id) workgroup_id: vec3<u32>, @builtin(local_invocation_id) local_invocation_id: vec3<u32>) {
// CHECK-NEXT:  let v0 = saxpy_parameters.arg2_offset;
// CHECK-NEXT:  let v1 = saxpy_parameters.block_offset_x;
// CHECK-NEXT:  let v2 = saxpy_parameters.arg0;
// CHECK-NEXT:  let v3 = saxpy_parameters.arg3;
// CHECK-NEXT:  let v4 = i32(workgroup_id.x);
// CHECK-NEXT:  let v5 = v4 + v1;
// CHECK-NEXT:  let v6 = v5 * 64i;
// CHECK-NEXT:  let v7 = i32(local_invocation_id.x);
// CHECK-NEXT:  let v8 = v6 + v7;
// CHECK-NEXT:  let v9 = u32(v8) < u32(v3);
// CHECK-NEXT:  if (v9) {
// CHECK-NEXT:    let v10 = saxpy_arg1[v8];
// CHECK-NEXT:    let v11 = v0 + v8;
// CHECK-NEXT:    let v12 = saxpy_arg2[v11];
// CHECK-NEXT:    let v13 = v2 * v10;
// CHECK-NEXT:    let v14 = v13 + v12;
// CHECK-NEXT:    saxpy_arg2[v11] = v14;
// CHECK-NEXT:  }
// CHECK-NEXT:}
gpu.module @kernels {
  gpu.func @saxpy(%a: f32, %x: memref<?xf32>, %y: memref<?xf32, strided<[1], offset: ?>>, %n: index) kernel attributes {known_block_size = array<i32: 64, 1, 1>} {
    %i = gpu.global_id x
    %in = arith.cmpi ult, %i, %n : index
    scf.if %in {
      %xi = memref.load %x[%i] : memref<?xf32>
      %yi = memref.load %y[%i] : memref<?xf32, strided<[1], offset: ?>>
      %ax = arith.mulf %a, %xi : f32
      %r = arith.addf %ax, %yi : f32
      memref.store %r, %y[%i] : memref<?xf32, strided<[1], offset: ?>>
    }
    gpu.return
  }
}
