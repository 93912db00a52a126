/** The `cf` dialect: control flow between blocks. */

import "./bufferize.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { arithDialect } from "../arith/index.ts";
import { ubDialect } from "../ub/index.ts";
import { cfCanonicalizations } from "./canonicalize.ts";
import { AssertOp, BranchOp, CondBranchOp } from "./ops.ts";
import { SwitchOp } from "./switch.ts";

export { caseOperandsOf, caseValues } from "../switch-cases.ts";
export { AssertOp, BranchOp, CondBranchOp, SwitchOp };

export const cfDialect = defineDialect({
  name: "cf",
  summary: "Control flow between blocks",
  dependsOn: [arithDialect, ubDialect],
  ops: [AssertOp, BranchOp, CondBranchOp, SwitchOp],
  canonicalizations: cfCanonicalizations,
  isLegalToInline: () => true,
});
