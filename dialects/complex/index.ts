/** The complex dialect: complex numbers, each a pair of floating-point numbers. */

import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { complexCanonicalizations } from "./canonicalize.ts";
import { materializeConstant } from "./constants.ts";
import { complexOps } from "./ops.ts";

export { createConstant } from "./constants.ts";
export * from "./ops.ts";

export const complexDialect = defineDialect({
  name: "complex",
  summary: "Complex numbers: pairs of floating-point numbers",
  dependsOn: [arithDialect],
  ops: complexOps,
  canonicalizations: complexCanonicalizations,
  materializeConstant,
  isLegalToInline: () => true,
});
