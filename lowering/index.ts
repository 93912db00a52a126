/** The passes and pipelines that leave a level for a lower one. */

import type { Extension } from "../ir/dialect.ts";
import { bufferResultsToOutParams } from "./bufferization/buffer-results-to-out-params.ts";
import { convertBufferizationToMemRef } from "./bufferization/convert-bufferization-to-memref.ts";
import { bufferDeallocationSimplification } from "./bufferization/deallocation/buffer-deallocation-simplification.ts";
import { bufferizationLowerDeallocations } from "./bufferization/deallocation/bufferization-lower-deallocations.ts";
import { markManualDeallocation } from "./bufferization/deallocation/mark-manual-deallocation.ts";
import { optimizeAllocationLiveness } from "./bufferization/deallocation/optimize-allocation-liveness.ts";
import { ownershipBasedBufferDeallocation } from "./bufferization/deallocation/ownership-based-buffer-deallocation.ts";
import { dropEquivalentBufferResults } from "./bufferization/drop-equivalent-buffer-results.ts";
import { eliminateEmptyTensors } from "./bufferization/eliminate-empty-tensors.ts";
import { emptyTensorToAllocTensor } from "./bufferization/empty-tensor-to-alloc-tensor.ts";
import { expandTensorGatherScatter } from "./bufferization/expand-tensor-gather-scatter.ts";
import { oneShotBufferize } from "./bufferization/one-shot-bufferize.ts";
import { bufferHoisting } from "./bufferization/placement/buffer-hoisting.ts";
import { bufferLoopHoisting } from "./bufferization/placement/buffer-loop-hoisting.ts";
import { promoteBuffersToStack } from "./bufferization/placement/promote-buffers-to-stack.ts";
import { convertComplexToLibm } from "./complex/convert-complex-to-libm.ts";
import { convertComplexToStandard } from "./complex/convert-complex-to-standard.ts";
import { convertParallelLoopsToGpu } from "./gpu/convert-parallel-loops-to-gpu.ts";
import { gpuKernelOutlining } from "./gpu/kernel-outlining.ts";
import { liftCfToScf } from "./lift-cf-to-scf/lift-cf-to-scf.ts";
import {
  convertLinalgToAffineLoops,
  convertLinalgToLoops,
  convertLinalgToParallelLoops,
} from "./linalg/convert-linalg-to-loops.ts";
import { llvmRequestCWrappers } from "./llvm-request-c-wrappers.ts";
import { lowerAffine } from "./lower-affine/lower-affine.ts";
import { pipelines } from "./pipelines.ts";
import { reconcileUnrealizedCasts } from "./reconcile-unrealized-casts.ts";
import { convertScfToCf } from "./scf-to-cf/convert-scf-to-cf.ts";
import {
  convertArithToLLVM,
  convertCfToLLVM,
  convertComplexToLLVM,
  convertFuncToLLVM,
  convertIndexToLLVM,
  convertMathToLLVM,
  convertToLLVM,
  convertUbToLLVM,
  finalizeMemRefToLLVM,
} from "./to-llvm/index.ts";
import { convertMathToLibm } from "./to-llvm/math-to-libm.ts";
import { convertGpuToWgsl } from "./wgsl/convert-gpu-to-wgsl.ts";

export const loweringPasses: Extension = {
  passes: [
    bufferDeallocationSimplification,
    bufferHoisting,
    bufferLoopHoisting,
    bufferResultsToOutParams,
    bufferizationLowerDeallocations,
    convertArithToLLVM,
    convertBufferizationToMemRef,
    convertCfToLLVM,
    convertComplexToLLVM,
    convertComplexToLibm,
    convertComplexToStandard,
    convertFuncToLLVM,
    convertGpuToWgsl,
    convertIndexToLLVM,
    convertLinalgToAffineLoops,
    convertLinalgToLoops,
    convertLinalgToParallelLoops,
    convertMathToLLVM,
    convertMathToLibm,
    convertParallelLoopsToGpu,
    convertScfToCf,
    convertToLLVM,
    convertUbToLLVM,
    dropEquivalentBufferResults,
    eliminateEmptyTensors,
    emptyTensorToAllocTensor,
    expandTensorGatherScatter,
    finalizeMemRefToLLVM,
    gpuKernelOutlining,
    liftCfToScf,
    llvmRequestCWrappers,
    lowerAffine,
    markManualDeallocation,
    oneShotBufferize,
    optimizeAllocationLiveness,
    ownershipBasedBufferDeallocation,
    promoteBuffersToStack,
    reconcileUnrealizedCasts,
  ],
  pipelines,
};
