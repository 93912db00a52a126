/** `scf.yield`: what a region of this dialect results in. */

import { AnyType } from "../../ir/builtin/constraints.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { hasParent, Pure, ReturnLike, Terminator } from "../../ir/traits.ts";

export const YieldOp = defineOp("scf.yield", {
  summary: "Ends a region and passes values on",
  operands: { results: variadic(AnyType) },
  traits: [
    Pure,
    ReturnLike,
    Terminator,
    hasParent("scf.execute_region", "scf.for", "scf.if", "scf.index_switch", "scf.while"),
  ],
  assemblyFormat: "attr-dict ($results^ `:` type($results))?",
});
export type YieldOp = Op<typeof YieldOp>;
