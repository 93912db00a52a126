/** Named pipelines: from tensors and structured operations all the way down, and from there up to be differentiated. */

import type { PassPipeline } from "../ir/pass.ts";

/** Tensors become buffers, also those that functions take and return, whose buffers are dense. */
const bufferization =
  "linalg-decompose-aggregated-ops,expand-tensor-gather-scatter,convert-elementwise-to-linalg,convert-tensor-to-linalg," +
  "canonicalize,eliminate-empty-tensors," +
  "one-shot-bufferize{bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map " +
  "allow-return-allocs-from-loops},canonicalize,cse,drop-equivalent-buffer-results";

/** `ownership` are the options of the pass that finds out who frees a buffer. */
const deallocation = (ownership: string): string =>
  `expand-realloc{emit-deallocs=false},canonicalize,ownership-based-buffer-deallocation${ownership},canonicalize,` +
  "buffer-deallocation-simplification,bufferization-lower-deallocations,cse,canonicalize";

const bufferDeallocation: PassPipeline = {
  name: "buffer-deallocation-pipeline",
  summary: "The default pipeline for automatically inserting deallocation operations after one-shot bufferization",
  text: deallocation(""),
  optionsOf: "ownership-based-buffer-deallocation",
};

const lowerToLoops: PassPipeline = {
  name: "lower-to-loops",
  summary: "Lower tensors to buffers, and structured and affine operations to scf loops",
  text: `${bufferization},linalg-interchange-loops,convert-linalg-to-loops,lower-affine,canonicalize,cse`,
};

/**
 * The same, and what bufferization allocates is freed. Functions own what other functions return to them, but for buffers
 * that were there before; those that are not public may say each time whether a buffer is owned.
 */
export const loopsWithDeallocation =
  "expand-realloc,mark-manual-deallocation,lower-to-loops," +
  `${deallocation("{private-function-dynamic-ownership}")},convert-bufferization-to-memref`;

const lowerToLLVM: PassPipeline = {
  name: "lower-to-llvm",
  summary:
    "Lower tensors, structured, affine and complex operations and loops to the llvm dialect, and free what tensors took",
  text:
    `${loopsWithDeallocation},convert-complex-to-standard,expand-strided-metadata,lower-affine,convert-scf-to-cf,` +
    "convert-math-to-llvm,convert-math-to-libm,convert-to-llvm,reconcile-unrealized-casts,canonicalize,cse",
};

const lowerToGpu: PassPipeline = {
  name: "lower-to-gpu",
  summary: "Lower tensors to buffers, and structured operations to kernels that are launched",
  text:
    `${bufferization},convert-linalg-to-parallel-loops,gpu-tile-parallel-loops,` +
    "func.func(gpu-map-parallel-loops{mapping-policy=innermost-first}),convert-parallel-loops-to-gpu,lower-affine,canonicalize,cse,gpu-launch-sink-index-computations,gpu-kernel-outlining,canonicalize,cse",
};

const raiseFromLLVM: PassPipeline = {
  name: "raise-from-llvm",
  summary: "Make structured control flow and values of what a compiler has made, as 'autodiff' needs them",
  text:
    "inline,llvm-expand-memref-copies,llvm-split-aggregates,sroa,mem2reg,llvm-promote-indirect-calls,inline,llvm-split-aggregates,sroa,mem2reg," +
    "lift-cf-to-scf,canonicalize,cse,scf-uplift-while-to-for,canonicalize,cse",
  optionsOf: "llvm-promote-indirect-calls",
};

const returnToLLVM: PassPipeline = {
  name: "return-to-llvm",
  summary: "Lower what 'raise-from-llvm' and 'autodiff' have made to the llvm dialect",
  text: "canonicalize,cse,lower-ad-tape,convert-scf-to-cf,convert-to-llvm,reconcile-unrealized-casts,canonicalize,cse",
};

export const pipelines: readonly PassPipeline[] = [
  bufferDeallocation,
  lowerToLoops,
  lowerToLLVM,
  lowerToGpu,
  raiseFromLLVM,
  returnToLLVM,
];
