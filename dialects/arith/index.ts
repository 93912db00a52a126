/** The `arith` dialect: arithmetic on integers and floating-point numbers, alone or as elements of vectors and tensors. */

import "./bufferize.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { ubDialect } from "../ub/index.ts";
import { arithArithmetic } from "./arithmetic.ts";
import { FastMathFlags, IntegerOverflowFlags } from "./attributes.ts";
import { arithCanonicalizations } from "./canonicalize.ts";
import { materializeConstant } from "./constants.ts";
import { arithDerivatives } from "./derivatives.ts";
import { arithOps } from "./ops.ts";

export { arithArithmetic, fastmathOf } from "./arithmetic.ts";
export * from "./attributes.ts";
export * from "./constants.ts";
export * from "./linear-form.ts";
export * from "./mixed-index.ts";
export * from "./ops.ts";
export { type LoopReduction, loopReductions, updateOp } from "./update-op.ts";

export const arithDialect = defineDialect({
  name: "arith",
  summary: "Basic arithmetic on integers and floating-point numbers",
  dependsOn: [ubDialect],
  ops: arithOps,
  attributes: [FastMathFlags, IntegerOverflowFlags],
  canonicalizations: arithCanonicalizations,
  derivatives: arithDerivatives,
  materializeConstant,
  arithmetic: arithArithmetic,
  isLegalToInline: () => true,
});
