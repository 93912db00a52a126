// RUN: not adopt %s --emit=wgsl 2>&1 | adopt-filecheck %s

// CHECK: emit-invalid.mlir:[[#@LINE+2]]:3: error: 'gpu.func' op has no form in WGSL: run 'convert-gpu-to-wgsl' first
gpu.module @kernels {
  gpu.func @f() kernel {
    gpu.return
  }
}
