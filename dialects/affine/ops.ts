/** All operations of the `affine` dialect. */

import { LoadOp, StoreOp, VectorLoadOp, VectorStoreOp } from "./access.ts";
import { ApplyOp } from "./apply.ts";
import { DelinearizeIndexOp } from "./delinearize-index.ts";
import { ForOp } from "./for.ts";
import { IfOp } from "./if.ts";
import { LinearizeIndexOp } from "./linearize-index.ts";
import { MaxOp, MinOp } from "./min-max.ts";
import { ParallelOp } from "./parallel.ts";
import { PrefetchOp } from "./prefetch.ts";
import { YieldOp } from "./yield.ts";

export {
  ApplyOp,
  DelinearizeIndexOp,
  ForOp,
  IfOp,
  LinearizeIndexOp,
  LoadOp,
  MaxOp,
  MinOp,
  ParallelOp,
  PrefetchOp,
  StoreOp,
  VectorLoadOp,
  VectorStoreOp,
  YieldOp,
};

export const affineOps = [
  ApplyOp,
  DelinearizeIndexOp,
  ForOp,
  IfOp,
  LinearizeIndexOp,
  LoadOp,
  MaxOp,
  MinOp,
  ParallelOp,
  PrefetchOp,
  StoreOp,
  VectorLoadOp,
  VectorStoreOp,
  YieldOp,
];
