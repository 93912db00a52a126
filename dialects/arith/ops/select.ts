/** `arith.select`: one of two values, by a condition for all elements or for each. */

import type { Attribute } from "../../../ir/attribute.ts";
import { AnyType, BoolLike } from "../../../ir/builtin/constraints.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { InferringTrait } from "../../../ir/trait.ts";
import { allTypesMatch, Elementwise, Pure } from "../../../ir/traits.ts";
import { PoisonAttr } from "../../ub/attributes.ts";
import { CmpIPredicate } from "../attributes.ts";
import { isBoolOrHasShapeOf } from "../constraints.ts";
import { foldElements, isInteger } from "../folding.ts";
import { CmpIOp } from "./comparison.ts";

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

const isPoison = (constant: Attribute | undefined): boolean => constant !== undefined && PoisonAttr.is(constant);

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
    fold({ condition, true_value, false_value, result }, constants): FoldResult {
      if (isInteger(constants.condition, 1n)) return true_value;
      if (isInteger(constants.condition, 0n)) return false_value;
      if (isPoison(constants.true_value)) return false_value;
      if (isPoison(constants.false_value)) return true_value;
      if (true_value === false_value) return true_value;
      // c ? true : false  ->  c
      const isCondition = isInteger(constants.true_value, 1n) && isInteger(constants.false_value, 0n);
      if (result.type === i1() && isCondition) return condition;
      // a == b ? a : b  ->  b, and so on: if they are equal it does not matter which one is taken.
      const comparison = CmpIOp.defining(condition);
      if (comparison !== undefined) {
        const { lhs, rhs } = comparison;
        const isSamePair = (true_value === lhs && false_value === rhs) || (true_value === rhs && false_value === lhs);
        const predicate = CmpIPredicate.nameOf(comparison.predicate);
        if (isSamePair && predicate === "eq") return false_value;
        if (isSamePair && predicate === "ne") return true_value;
      }
      return foldElements(
        (choice, whenTrue, whenFalse) => (choice === 1n ? whenTrue : whenFalse),
        [constants.condition, constants.true_value, constants.false_value],
        result.type,
      );
    },
  },
);
export type SelectOp = Op<typeof SelectOp>;
