/** The `cf` dialect: control flow between blocks. */

import { defineDialect } from "../../ir/dialect.ts";
import { AssertOp, BranchOp, CondBranchOp } from "./ops.ts";
import { SwitchOp } from "./switch.ts";

export { caseOperandsOf, caseValues } from "../switch-cases.ts";
export { AssertOp, BranchOp, CondBranchOp, SwitchOp };

export const cfDialect = defineDialect({
  name: "cf",
  summary: "Control flow between blocks",
  ops: [AssertOp, BranchOp, CondBranchOp, SwitchOp],
  isLegalToInline: () => true,
});
