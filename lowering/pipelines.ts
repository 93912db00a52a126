/** Named pipelines: from tensors and structured operations all the way down. */

import type { PassPipeline } from "../ir/pass.ts";

/** What is to be bufferized: tensors that functions take and return too. Buffers of functions are dense. */
export const bufferization =
  "convert-elementwise-to-linalg,convert-tensor-to-linalg,canonicalize," +
  "one-shot-bufferize{bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map " +
  "allow-return-allocs-from-loops},canonicalize,cse";

const lowerToLoops: PassPipeline = {
  name: "lower-to-loops",
  summary: "Lower tensors to buffers, and structured and affine operations to scf loops",
  text: `${bufferization},convert-linalg-to-loops,lower-affine,canonicalize,cse`,
};

const lowerToLLVM: PassPipeline = {
  name: "lower-to-llvm",
  summary: "Lower tensors, structured, affine and complex operations and loops to the llvm dialect",
  text:
    "lower-to-loops,convert-complex-to-standard,expand-realloc,expand-strided-metadata,lower-affine,convert-scf-to-cf," +
    "convert-math-to-llvm,convert-math-to-libm,convert-to-llvm,reconcile-unrealized-casts,canonicalize,cse",
};

const lowerToGpu: PassPipeline = {
  name: "lower-to-gpu",
  summary: "Lower tensors to buffers, and structured operations to kernels that are launched",
  text:
    `${bufferization},convert-linalg-to-parallel-loops,func.func(gpu-map-parallel-loops),convert-parallel-loops-to-gpu,lower-affine,` +
    "canonicalize,cse,gpu-launch-sink-index-computations,gpu-kernel-outlining,canonicalize,cse",
};

const bufferDeallocation: PassPipeline = {
  name: "buffer-deallocation-pipeline",
  summary: "The default pipeline for automatically inserting deallocation operations after one-shot bufferization",
  text:
    "expand-realloc{emit-deallocs=false},canonicalize,ownership-based-buffer-deallocation,canonicalize," +
    "buffer-deallocation-simplification,bufferization-lower-deallocations,cse,canonicalize",
};

export const pipelines: readonly PassPipeline[] = [bufferDeallocation, lowerToLoops, lowerToLLVM, lowerToGpu];
