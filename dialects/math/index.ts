/** The math dialect: mathematical functions of numbers, alone or as elements of vectors and tensors. */

import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { mathDerivatives } from "./derivatives.ts";
import { mathOps } from "./ops.ts";

export * from "./ops.ts";

export const mathDialect = defineDialect({
  name: "math",
  summary: "Mathematical functions beyond basic arithmetic",
  dependsOn: [arithDialect],
  ops: mathOps,
  derivatives: mathDerivatives,
  materializeConstant: arithDialect.materializeConstant,
  isLegalToInline: () => true,
});
