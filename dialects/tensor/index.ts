/** The `tensor` dialect: arrays as values, with a shape that may be known in part. */

import "./bufferize.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { affineDialect } from "../affine/index.ts";
import { arithDialect } from "../arith/index.ts";
import { complexDialect, materializeConstant } from "../complex/index.ts";
import { memrefDialect } from "../memref/index.ts";
import { scfDialect } from "../scf/index.ts";
import { tensorArithmetic } from "./arithmetic.ts";
import { tensorCanonicalizations } from "./canonicalize.ts";
import { tensorDerivatives } from "./derivatives.ts";
import { tensorShapes } from "./dynamic-shapes.ts";
import { tensorOps } from "./ops.ts";

export * from "./index-tuples.ts";
export * from "./ops.ts";

export const tensorDialect = defineDialect({
  name: "tensor",
  summary: "Arrays as values, with a shape that may be known in part",
  dependsOn: [affineDialect, arithDialect, complexDialect, memrefDialect, scfDialect],
  ops: tensorOps,
  canonicalizations: tensorCanonicalizations,
  arithmetic: tensorArithmetic,
  derivatives: tensorDerivatives,
  materializeConstant,
  dynamicShapes: tensorShapes,
  isLegalToInline: () => true,
});
