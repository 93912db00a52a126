/** Questions about the kind of a floating-point number. */

import { BoolLike, FloatLike } from "../../../ir/builtin/constraints.ts";
import { classify } from "../../../ir/builtin/float-format.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import { Elementwise, i1SameShape, Pure, typesMatchWith } from "../../../ir/traits.ts";
import { fastmathAttribute, resultsFromFirstOperand } from "../../arith/constraints.ts";
import { foldClassification, isNormal } from "../fold.ts";

const classificationOp = (mnemonic: string, summary: string, holds: Parameters<typeof foldClassification>[0]) =>
  defineOp(
    `math.${mnemonic}`,
    {
      summary,
      operands: { operand: FloatLike },
      attributes: fastmathAttribute,
      results: { result: BoolLike },
      traits: [
        Pure,
        typesMatchWith({
          from: "operand",
          to: "result",
          summary: "result type has i1 element type and same shape as operands",
          transform: i1SameShape,
        }),
        Elementwise,
        resultsFromFirstOperand((type) => [i1SameShape(type)]),
      ],
      assemblyFormat: "$operand attr-dict `:` type($operand)",
    },
    { fold: foldClassification(holds) },
  );

export const IsFiniteOp = classificationOp("isfinite", "Neither infinite nor NaN", (bits, format) =>
  ["finite", "zero"].includes(classify(bits, format).kind),
);
export type IsFiniteOp = Op<typeof IsFiniteOp>;

export const IsInfOp = classificationOp(
  "isinf",
  "Infinite",
  (bits, format) => classify(bits, format).kind === "infinity",
);
export type IsInfOp = Op<typeof IsInfOp>;

export const IsNaNOp = classificationOp(
  "isnan",
  "Not a number",
  (bits, format) => classify(bits, format).kind === "nan",
);
export type IsNaNOp = Op<typeof IsNaNOp>;

export const IsNormalOp = classificationOp("isnormal", "Neither zero, subnormal, infinite nor NaN", isNormal);
export type IsNormalOp = Op<typeof IsNormalOp>;
