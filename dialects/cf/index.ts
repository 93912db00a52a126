/** The `cf` dialect: control flow between blocks. */

import { defineDialect } from "../../ir/dialect.ts";
import { AssertOp, BranchOp, CondBranchOp } from "./ops.ts";
import { caseOperandsOf, caseValues, SwitchOp } from "./switch.ts";

export { AssertOp, BranchOp, CondBranchOp, caseOperandsOf, caseValues, SwitchOp };

export const cfDialect = defineDialect({
  name: "cf",
  summary: "Control flow between blocks",
  ops: [AssertOp, BranchOp, CondBranchOp, SwitchOp],
  isLegalToInline: () => true,
});
