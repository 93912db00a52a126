/** The passes that transform IR without leaving its level. */

import type { Extension } from "../ir/dialect.ts";
import { autodiff } from "./autodiff/autodiff.ts";
import { gpuLaunchSinkIndexComputations } from "./gpu/launch-sink-index-computations.ts";
import { gpuMapParallelLoops } from "./gpu/map-parallel-loops.ts";
import { gpuTileParallelLoops } from "./gpu/tile-parallel-loops.ts";
import { linalgPasses } from "./linalg/index.ts";
import { llvmPasses } from "./llvm/index.ts";
import { lowerAdTape } from "./lower-ad-tape/lower-ad-tape.ts";
import { mathPasses } from "./math/index.ts";
import { memrefPasses } from "./memref/index.ts";
import { scfParallelLoopTiling } from "./scf/parallel-loop-tiling.ts";
import { transforms } from "./transforms/index.ts";

export const transformPasses: Extension = {
  passes: [
    ...transforms,
    autodiff,
    gpuLaunchSinkIndexComputations,
    gpuMapParallelLoops,
    gpuTileParallelLoops,
    ...linalgPasses,
    ...llvmPasses,
    lowerAdTape,
    ...mathPasses,
    ...memrefPasses,
    scfParallelLoopTiling,
  ],
};
