/** The complex dialect: complex numbers, each a pair of floating-point numbers. */

import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { complexArithmetic } from "./arithmetic.ts";
import { complexCanonicalizations } from "./canonicalize.ts";
import { materializeConstant } from "./constants.ts";
import { complexDerivatives } from "./derivatives.ts";
import { complexOps } from "./ops.ts";

export { complexArithmetic } from "./arithmetic.ts";
export { createConstant, materializeConstant } from "./constants.ts";
export * from "./ops.ts";

export const complexDialect = defineDialect({
  name: "complex",
  summary: "Complex numbers: pairs of floating-point numbers",
  dependsOn: [arithDialect],
  ops: complexOps,
  canonicalizations: complexCanonicalizations,
  arithmetic: complexArithmetic,
  derivatives: complexDerivatives,
  materializeConstant,
  isLegalToInline: () => true,
});
