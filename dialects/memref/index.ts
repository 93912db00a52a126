/** The dialect `memref`: buffers with a shape and a layout. */

import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { scfDialect } from "../scf/index.ts";
import { CopyOp, LoadOp, StoreOp } from "./access.ts";
import { AllocaOp, AllocOp } from "./allocation.ts";
import { memrefCanonicalizations } from "./canonicalize.ts";
import { CastOp, DimOp, RankOp } from "./cast.ts";
import { DeallocOp } from "./deallocation.ts";
import { memrefDerivatives } from "./derivatives.ts";

export * from "./access.ts";
export * from "./allocation.ts";
export * from "./cast.ts";
export * from "./deallocation.ts";

export const memrefDialect = defineDialect({
  name: "memref",
  summary: "Buffers: memory with a shape and a layout",
  dependsOn: [arithDialect, scfDialect],
  ops: [AllocOp, AllocaOp, DeallocOp, LoadOp, StoreOp, CopyOp, CastOp, DimOp, RankOp],
  canonicalizations: memrefCanonicalizations,
  derivatives: memrefDerivatives,
  isLegalToInline: () => true,
});
