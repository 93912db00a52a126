/** The dialect `memref`: buffers with a shape and a layout. */

import "./destructurable-slots.ts";
import "./memory-slots.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect, materializeConstant } from "../arith/index.ts";
import { scfDialect } from "../scf/index.ts";
import { ubDialect } from "../ub/index.ts";
import { memrefCanonicalizations } from "./canonicalize.ts";
import { memrefDerivatives } from "./derivatives.ts";
import { memrefOps } from "./ops.ts";

export { allocateCopy, allocateLike } from "./allocate-like.ts";
export { metadataOfType } from "./canonicalize/metadata.ts";
export { areCastCompatible, canFoldIntoConsumer, foldMemRefCast } from "./cast.ts";
export { copyElements, fillWithZeros, forEachElement } from "./elements.ts";
export * from "./ops.ts";
export { sizeOf, sizesOf } from "./sizes.ts";

export const memrefDialect = defineDialect({
  name: "memref",
  summary: "Buffers: memory with a shape and a layout",
  dependsOn: [arithDialect, scfDialect, ubDialect],
  ops: memrefOps,
  canonicalizations: memrefCanonicalizations,
  derivatives: memrefDerivatives,
  materializeConstant,
  isLegalToInline: () => true,
});
