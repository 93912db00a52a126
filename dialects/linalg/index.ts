/** The dialect `linalg`: structured operations on tensors and buffers. */

import "./bufferize.ts";
import "./decompose-pack.ts";
import { type Dialect, defineDialect } from "../../ir/dialect.ts";
import { affineDialect } from "../affine/index.ts";
import { arithDialect, materializeConstant } from "../arith/index.ts";
import { complexDialect } from "../complex/index.ts";
import { mathDialect } from "../math/index.ts";
import { memrefDialect } from "../memref/index.ts";
import { scfDialect } from "../scf/index.ts";
import { tensorDialect } from "../tensor/index.ts";
import { linalgAttributes } from "./attributes.ts";
import { IndexOp, YieldOp } from "./body-ops.ts";
import { linalgCanonicalizations } from "./canonicalize.ts";
import { linalgDerivatives } from "./derivatives.ts";
import { PackOp, UnPackOp } from "./pack.ts";
import { SoftmaxOp } from "./softmax.ts";
import { structuredOps } from "./structured-ops.ts";
import { winogradOps } from "./winograd.ts";

export * from "./attributes.ts";
export * from "./body-ops.ts";
export * from "./elementwise.ts";
export * from "./generic.ts";
export * from "./map.ts";
export * from "./named-ops.ts";
export * from "./pack.ts";
export { type Recognized, recognize } from "./recognize.ts";
export * from "./reduce.ts";
export * from "./relayout.ts";
export * from "./softmax.ts";
export { cloneWithOperands } from "./structured.ts";
export * from "./structured-ops.ts";
export * from "./winograd.ts";

// The type is written, since it would be very long otherwise.
export const linalgDialect: Dialect = defineDialect({
  name: "linalg",
  summary: "Structured operations: loop nests over tensors and buffers that say how they access them",
  dependsOn: [affineDialect, arithDialect, complexDialect, mathDialect, memrefDialect, scfDialect, tensorDialect],
  ops: [...structuredOps, YieldOp, IndexOp, SoftmaxOp, PackOp, UnPackOp, ...winogradOps],
  attributes: linalgAttributes,
  canonicalizations: linalgCanonicalizations,
  derivatives: linalgDerivatives,
  materializeConstant,
  isLegalToInline: () => true,
});
