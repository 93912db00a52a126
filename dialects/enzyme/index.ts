/** The dialect `enzyme`: requests for derivatives as Enzyme's users write them. */

import { defineDialect } from "../../ir/dialect.ts";
import { ActivityAttr } from "./attributes.ts";
import { AutoDiffOp, ForwardDiffOp } from "./ops.ts";

export * from "./attributes.ts";
export * from "./ops.ts";

export const enzymeDialect = defineDialect({
  name: "enzyme",
  summary: "Requests for derivatives in the words of Enzyme",
  ops: [AutoDiffOp, ForwardDiffOp],
  attributes: [ActivityAttr],
  isLegalToInline: () => true,
});
