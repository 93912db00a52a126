/** Comparisons and selection. */

import { AnyType, BoolLike } from "../../../ir/builtin/constraints.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { InferringTrait } from "../../../ir/trait.ts";
import { allTypesMatch, Elementwise, i1SameShape, Pure, SameTypeOperands, typesMatchWith } from "../../../ir/traits.ts";
import { CmpFPredicate, CmpIPredicate } from "../attributes.ts";
import {
  fastmathAttribute,
  floatOperands,
  integerOperands,
  isBoolOrHasShapeOf,
  resultsFromFirstOperand,
} from "../constraints.ts";

const comparisonTraits = [
  Pure,
  SameTypeOperands,
  typesMatchWith({
    from: "lhs",
    to: "result",
    summary: "result type has i1 element type and same shape as operands",
    transform: i1SameShape,
  }),
  Elementwise,
  resultsFromFirstOperand((type) => [i1SameShape(type)]),
] as const;

export const CmpIOp = defineOp("arith.cmpi", {
  summary: "Integer comparison",
  operands: integerOperands,
  attributes: { predicate: CmpIPredicate },
  results: { result: BoolLike },
  traits: comparisonTraits,
  assemblyFormat: "$predicate `,` $lhs `,` $rhs attr-dict `:` type($lhs)",
});
export type CmpIOp = Op<typeof CmpIOp>;

export const CmpFOp = defineOp("arith.cmpf", {
  summary: "Floating-point comparison",
  operands: floatOperands,
  attributes: { predicate: CmpFPredicate, ...fastmathAttribute },
  results: { result: BoolLike },
  traits: comparisonTraits,
  assemblyFormat: "$predicate `,` $lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($lhs)",
});
export type CmpFOp = Op<typeof CmpFOp>;

/** One condition for all elements, or one for each. */
const conditionMatches: InferringTrait = {
  name: "BooleanConditionOrMatchingShape",
  verify(op) {
    if (!isBoolOrHasShapeOf(op.operand(0).type, op.result().type)) {
      throw opError(op, "failed to verify that condition is signless i1 or has matching shape");
    }
  },
  inferResultTypes: ({ operands }) => [operands[1]!.type],
};

export const SelectOp = defineOp(
  "arith.select",
  {
    summary: "The second operand where the condition holds, the third where it does not",
    operands: { condition: BoolLike, true_value: AnyType, false_value: AnyType },
    results: { result: AnyType },
    traits: [Pure, allTypesMatch("true_value", "false_value", "result"), conditionMatches, Elementwise],
    assemblyFormat:
      "$condition `,` $true_value `,` $false_value attr-dict `:` custom<SelectTypes>(type($condition), type($result))",
  },
  {
    directives: {
      // `: i32`, or `: vector<4xi1>, vector<4xi32>` where each element has its own condition.
      SelectTypes: {
        parse(parser, state, condition, result) {
          const first = parser.parseType();
          const isElementwise = parser.parseOptionalComma();
          state.setTypes(condition!, [isElementwise ? first : i1()]);
          state.setTypes(result!, [isElementwise ? parser.parseType() : first]);
        },
        print(op, printer) {
          const condition = op.operand(0).type;
          if (condition !== i1()) printer.type(condition).write(", ");
          printer.type(op.result().type);
        },
      },
    },
  },
);
export type SelectOp = Op<typeof SelectOp>;
