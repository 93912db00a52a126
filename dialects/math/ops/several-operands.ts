/** Floating-point operations with several operands or results. */

import { FloatLike, SignlessIntegerOrIndexLike } from "../../../ir/builtin/constraints.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import type { Trait } from "../../../ir/trait.ts";
import { allTypesMatch, Costly, Elementwise, Pure, SameOperandsAndResultShape } from "../../../ir/traits.ts";
import {
  fastmathAttribute,
  floatOperands,
  floatResult,
  pureElementwise,
  resultsFromFirstOperand,
} from "../../arith/constraints.ts";
import { type BinaryFold, foldBinaryFunction, foldCopySign } from "../fold.ts";
import { pow } from "../functions/index.ts";

const definer =
  <Traits extends readonly Trait[]>(traits: Traits) =>
  (mnemonic: string, summary: string, fold: BinaryFold) =>
    defineOp(
      `math.${mnemonic}`,
      {
        summary,
        operands: floatOperands,
        attributes: fastmathAttribute,
        results: floatResult,
        traits,
        assemblyFormat: "$lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($result)",
      },
      { fold },
    );

/** What processors compute by themselves. */
const binaryOp = definer(pureElementwise);
/** What takes a function of the mathematical library. */
const libraryOp = definer([...pureElementwise, Costly] as const);

export const Atan2Op = libraryOp("atan2", "Angle of the point (rhs, lhs)", foldBinaryFunction(Math.atan2));
export type Atan2Op = Op<typeof Atan2Op>;

export const CopySignOp = binaryOp("copysign", "Magnitude of lhs with the sign of rhs", foldCopySign);
export type CopySignOp = Op<typeof CopySignOp>;

export const PowFOp = libraryOp("powf", "Power with a floating-point exponent", foldBinaryFunction(pow));
export type PowFOp = Op<typeof PowFOp>;

export const FPowIOp = defineOp("math.fpowi", {
  summary: "Power with a signed integer exponent",
  operands: { lhs: FloatLike, rhs: SignlessIntegerOrIndexLike },
  attributes: fastmathAttribute,
  results: floatResult,
  traits: [
    Pure,
    SameOperandsAndResultShape,
    allTypesMatch("lhs", "result"),
    Elementwise,
    resultsFromFirstOperand((type) => [type]),
  ],
  assemblyFormat: "$lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($lhs) `,` type($rhs)",
});
export type FPowIOp = Op<typeof FPowIOp>;

export const FmaOp = defineOp("math.fma", {
  summary: "a * b + c, rounded once",
  operands: { a: FloatLike, b: FloatLike, c: FloatLike },
  attributes: fastmathAttribute,
  results: floatResult,
  traits: pureElementwise,
  assemblyFormat: "$a `,` $b `,` $c (`fastmath` `` $fastmath^)? attr-dict `:` type($result)",
});
export type FmaOp = Op<typeof FmaOp>;

export const ClampFOp = defineOp("math.clampf", {
  summary: "Nearest number between min and max: minimum(maximum(value, min), max)",
  operands: { value: FloatLike, min: FloatLike, max: FloatLike },
  attributes: fastmathAttribute,
  results: floatResult,
  traits: pureElementwise,
  assemblyFormat: "$value `to` ` ` `[` $min `,` $max `]` (`fastmath` `` $fastmath^)? attr-dict `:` type($result)",
});
export type ClampFOp = Op<typeof ClampFOp>;

export const SincosOp = defineOp("math.sincos", {
  summary: "Sine and cosine",
  operands: { operand: FloatLike },
  attributes: fastmathAttribute,
  results: { sin: FloatLike, cos: FloatLike },
  traits: [
    Pure,
    Costly,
    SameOperandsAndResultShape,
    allTypesMatch("operand", "sin", "cos"),
    Elementwise,
    resultsFromFirstOperand((type) => [type, type]),
  ],
  assemblyFormat: "$operand (`fastmath` `` $fastmath^)? attr-dict `:` type($operand)",
});
export type SincosOp = Op<typeof SincosOp>;
