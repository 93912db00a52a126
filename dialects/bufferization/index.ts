/** The dialect `bufferization`: what stands between tensors, which are values, and the buffers that they are kept in. */

import "./bufferize.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { memrefDialect } from "../memref/index.ts";
import { tensorDialect } from "../tensor/index.ts";
import { needlessClone } from "./canonicalize/clone.ts";
import { deallocCanonicalizations } from "./canonicalize/dealloc.ts";
import { tensorConversionCanonicalizations } from "./canonicalize/tensors.ts";
import { bufferizationDerivatives } from "./derivatives.ts";
import { AllocTensorOp, CloneOp, DeallocTensorOp } from "./ops/allocation.ts";
import { MaterializeInDestinationOp, ToBufferOp, ToTensorOp } from "./ops/conversion.ts";
import { DeallocOp } from "./ops/dealloc.ts";
import { verifyArgumentAttribute, verifyOperationAttribute } from "./verify-attributes.ts";

export { deallocCanonicalizations } from "./canonicalize/dealloc.ts";
export { castOrCopy, dynamicSizesOf, isSafeCast } from "./casts.ts";
export * from "./ops/allocation.ts";
export * from "./ops/conversion.ts";
export * from "./ops/dealloc.ts";
export { manualDeallocationName } from "./verify-attributes.ts";

export const bufferizationDialect = defineDialect({
  name: "bufferization",
  summary: "Between tensors and the buffers that they are kept in",
  dependsOn: [arithDialect, memrefDialect, tensorDialect],
  ops: [AllocTensorOp, CloneOp, DeallocOp, DeallocTensorOp, MaterializeInDestinationOp, ToBufferOp, ToTensorOp],
  canonicalizations: [...deallocCanonicalizations, needlessClone, ...tensorConversionCanonicalizations],
  derivatives: bufferizationDerivatives,
  isLegalToInline: () => true,
  verifyAttribute: verifyOperationAttribute,
  verifyArgumentAttribute: (func, _, name, value) => verifyArgumentAttribute(func, name, value),
});
