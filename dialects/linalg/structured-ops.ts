/** All operations of the dialect that are loop nests over tensors or buffers. */

import type { OpDefinition } from "../../ir/define-op.ts";
import { ElementwiseOp } from "./elementwise.ts";
import { GenericOp } from "./generic.ts";
import { MapOp } from "./map.ts";
import { namedOps } from "./named-ops.ts";
import { ReduceOp } from "./reduce.ts";
import { BroadcastOp, TransposeOp } from "./relayout.ts";

export const structuredOps: readonly OpDefinition[] = [
  GenericOp,
  MapOp,
  ReduceOp,
  TransposeOp,
  BroadcastOp,
  ElementwiseOp,
  ...namedOps,
];
