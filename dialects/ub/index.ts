/** The ub dialect: undefined behaviour, deferred (poison) and immediate (unreachable). */

import { defineDialect } from "../../ir/dialect.ts";
import { PoisonAttr, PoisonAttrInterface } from "./attributes.ts";
import { ubDerivatives } from "./derivatives.ts";
import { PoisonOp, UnreachableOp } from "./ops.ts";

export { PoisonAttr, PoisonAttrInterface, PoisonOp, UnreachableOp };

export const ubDialect = defineDialect({
  name: "ub",
  summary: "Undefined behaviour: poisoned values and code that is never reached",
  ops: [PoisonOp, UnreachableOp],
  attributes: [PoisonAttr],
  derivatives: ubDerivatives,
  materializeConstant: (builder, value, type) =>
    PoisonAttrInterface.is(value) ? builder.create(PoisonOp, { value, resultTypes: [type] }).op : undefined,
  isLegalToInline: () => true,
});
