/** The operations of the ub dialect. */

import { AnyType } from "../../ir/builtin/constraints.ts";
import { defaulted } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { ConstantLike, Pure, Terminator, Unreachable } from "../../ir/traits.ts";
import { PoisonAttr, PoisonAttrInterface } from "./attributes.ts";

export const PoisonOp = defineOp(
  "ub.poison",
  {
    summary: "Poisoned constant operation",
    attributes: { value: defaulted(PoisonAttrInterface, () => PoisonAttr.get({})) },
    results: { result: AnyType },
    traits: [ConstantLike, Pure],
    assemblyFormat: "attr-dict (`<` $value^ `>`)? `:` type($result)",
  },
  { fold: ({ value }) => value },
);
export type PoisonOp = Op<typeof PoisonOp>;

export const UnreachableOp = defineOp("ub.unreachable", {
  summary: "Immediate undefined behaviour when control gets here",
  traits: [Terminator, Unreachable],
  assemblyFormat: "attr-dict",
});
export type UnreachableOp = Op<typeof UnreachableOp>;
