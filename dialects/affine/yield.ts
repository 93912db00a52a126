/** `affine.yield`: what a region of this dialect results in. */

import { AnyType } from "../../ir/builtin/constraints.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { Pure, ReturnLike, Terminator } from "../../ir/traits.ts";

const parents: ReadonlySet<string> = new Set(["affine.for", "affine.if", "affine.parallel"]);

export const YieldOp = defineOp(
  "affine.yield",
  {
    summary: "Ends a region and passes values on",
    operands: { operands: variadic(AnyType) },
    traits: [Pure, ReturnLike, Terminator],
    assemblyFormat: "attr-dict ($operands^ `:` type($operands))?",
  },
  {
    verify({ op, operands }) {
      const parent = op.parentOp;
      if (parent === null || !parents.has(parent.name)) {
        throw opError(op, "only terminates affine.if/for/parallel regions");
      }
      if (parent.numResults !== operands.length) {
        throw opError(op, "parent of yield must have same number of results as the yield operands");
      }
      if (operands.some(({ type }, i) => type !== parent.result(i).type)) {
        throw opError(op, "types mismatch between yield op and its parent");
      }
    },
  },
);
export type YieldOp = Op<typeof YieldOp>;
