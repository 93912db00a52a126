/** The dialect `linalg`: structured operations on tensors and buffers. */

import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { mathDialect } from "../math/index.ts";
import { memrefDialect } from "../memref/index.ts";
import { linalgAttributes } from "./attributes.ts";
import { IndexOp, YieldOp } from "./body-ops.ts";
import { ElementwiseOp } from "./elementwise.ts";
import { GenericOp } from "./generic.ts";
import { MapOp } from "./map.ts";
import { namedOps } from "./named-ops.ts";
import { ReduceOp } from "./reduce.ts";
import { BroadcastOp, TransposeOp } from "./relayout.ts";

export * from "./attributes.ts";
export * from "./body-ops.ts";
export * from "./elementwise.ts";
export * from "./generic.ts";
export * from "./map.ts";
export * from "./named-ops.ts";
export * from "./reduce.ts";
export * from "./relayout.ts";

/** All operations that are loop nests over tensors or buffers. */
export const structuredOps = [
  GenericOp,
  MapOp,
  ReduceOp,
  TransposeOp,
  BroadcastOp,
  ElementwiseOp,
  ...namedOps,
] as const;

export const linalgDialect = defineDialect({
  name: "linalg",
  summary: "Structured operations: loop nests over tensors and buffers that say how they access them",
  dependsOn: [arithDialect, mathDialect, memrefDialect],
  ops: [...structuredOps, YieldOp, IndexOp],
  attributes: linalgAttributes,
  isLegalToInline: () => true,
});
