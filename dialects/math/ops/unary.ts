/** Functions of one floating-point number, or of each element of a vector or tensor. */

import { FloatLike } from "../../../ir/builtin/constraints.ts";
import { decode } from "../../../ir/builtin/float-format.ts";
import { defineOp, type Op } from "../../../ir/define-op.ts";
import type { Trait } from "../../../ir/trait.ts";
import { Costly } from "../../../ir/traits.ts";
import { fastmathAttribute, floatResult, pureElementwise } from "../../arith/constraints.ts";
import { foldAbsF, foldFunction, foldRounding, isNegative, type UnaryFold } from "../fold.ts";
import { unaryFunctions as compute } from "../functions/index.ts";

const definer =
  <Traits extends readonly Trait[]>(traits: Traits) =>
  (mnemonic: string, summary: string, fold?: UnaryFold) =>
    defineOp(
      `math.${mnemonic}`,
      {
        summary,
        operands: { operand: FloatLike },
        attributes: fastmathAttribute,
        results: floatResult,
        traits,
        assemblyFormat: "$operand (`fastmath` `` $fastmath^)? attr-dict `:` type($result)",
      },
      fold === undefined ? {} : { fold },
    );

/** What processors compute by themselves. */
const unaryOp = definer(pureElementwise);
/** What takes a function of the mathematical library. */
const libraryOp = definer([...pureElementwise, Costly] as const);

// Exponentials and logarithms.

export const ExpOp = libraryOp("exp", "Base-e exponential", foldFunction(compute.exp));
export type ExpOp = Op<typeof ExpOp>;
export const Exp2Op = libraryOp("exp2", "Base-2 exponential", foldFunction(compute.exp2));
export type Exp2Op = Op<typeof Exp2Op>;
export const ExpM1Op = libraryOp("expm1", "Base-e exponential minus 1", foldFunction(compute.expm1));
export type ExpM1Op = Op<typeof ExpM1Op>;

/** Out of this domain mlir-opt leaves the operation alone. */
const isPositive: Parameters<typeof foldFunction>[1] = (bits, format) => !isNegative(bits, format);

export const LogOp = libraryOp("log", "Base-e logarithm", foldFunction(compute.log, isPositive));
export type LogOp = Op<typeof LogOp>;
export const Log2Op = libraryOp("log2", "Base-2 logarithm", foldFunction(compute.log2, isPositive));
export type Log2Op = Op<typeof Log2Op>;
export const Log10Op = libraryOp("log10", "Base-10 logarithm", foldFunction(compute.log10, isPositive));
export type Log10Op = Op<typeof Log10Op>;
export const Log1pOp = libraryOp(
  "log1p",
  "Base-e logarithm of 1 plus the operand",
  foldFunction(compute.log1p, (bits, format) => !(decode(bits, format) < -1)),
);
export type Log1pOp = Op<typeof Log1pOp>;

// Roots.

export const SqrtOp = unaryOp("sqrt", "Square root", foldFunction(compute.sqrt, isPositive));
export type SqrtOp = Op<typeof SqrtOp>;
export const RsqrtOp = unaryOp("rsqrt", "Reciprocal of the square root");
export type RsqrtOp = Op<typeof RsqrtOp>;
export const CbrtOp = libraryOp("cbrt", "Cube root");
export type CbrtOp = Op<typeof CbrtOp>;

// Trigonometric and hyperbolic functions and their inverses.

export const SinOp = libraryOp("sin", "Sine", foldFunction(compute.sin));
export type SinOp = Op<typeof SinOp>;
export const CosOp = libraryOp("cos", "Cosine", foldFunction(compute.cos));
export type CosOp = Op<typeof CosOp>;
export const TanOp = libraryOp("tan", "Tangent", foldFunction(compute.tan));
export type TanOp = Op<typeof TanOp>;
export const AsinOp = libraryOp("asin", "Arc sine", foldFunction(compute.asin));
export type AsinOp = Op<typeof AsinOp>;
export const AcosOp = libraryOp("acos", "Arc cosine", foldFunction(compute.acos));
export type AcosOp = Op<typeof AcosOp>;
export const AtanOp = libraryOp("atan", "Arc tangent", foldFunction(compute.atan));
export type AtanOp = Op<typeof AtanOp>;
export const SinhOp = libraryOp("sinh", "Hyperbolic sine", foldFunction(compute.sinh));
export type SinhOp = Op<typeof SinhOp>;
export const CoshOp = libraryOp("cosh", "Hyperbolic cosine", foldFunction(compute.cosh));
export type CoshOp = Op<typeof CoshOp>;
export const TanhOp = libraryOp("tanh", "Hyperbolic tangent", foldFunction(compute.tanh));
export type TanhOp = Op<typeof TanhOp>;
export const AsinhOp = libraryOp("asinh", "Inverse hyperbolic sine", foldFunction(compute.asinh));
export type AsinhOp = Op<typeof AsinhOp>;
export const AcoshOp = libraryOp("acosh", "Inverse hyperbolic cosine", foldFunction(compute.acosh));
export type AcoshOp = Op<typeof AcoshOp>;
export const AtanhOp = libraryOp("atanh", "Inverse hyperbolic tangent", foldFunction(compute.atanh));
export type AtanhOp = Op<typeof AtanhOp>;

// The error function.

export const ErfOp = libraryOp("erf", "Error function", foldFunction(compute.erf));
export type ErfOp = Op<typeof ErfOp>;
export const ErfcOp = libraryOp("erfc", "Complementary error function, 1 - erf", foldFunction(compute.erfc));
export type ErfcOp = Op<typeof ErfcOp>;

// Magnitude and rounding.

export const AbsFOp = unaryOp("absf", "Absolute value", foldAbsF);
export type AbsFOp = Op<typeof AbsFOp>;
export const CeilOp = unaryOp(
  "ceil",
  "Smallest integer above",
  foldRounding((_floor, _rest, negative) => !negative),
);
export type CeilOp = Op<typeof CeilOp>;
export const FloorOp = unaryOp(
  "floor",
  "Largest integer below",
  foldRounding((_floor, _rest, negative) => negative),
);
export type FloorOp = Op<typeof FloorOp>;
export const RoundOp = unaryOp("round", "Nearest integer, halves away from zero", foldFunction(compute.round));
export type RoundOp = Op<typeof RoundOp>;
export const RoundEvenOp = unaryOp(
  "roundeven",
  "Nearest integer, halves to the even one",
  foldRounding((floor, rest) => rest > 0 || (rest === 0 && floor % 2n === 1n)),
);
export type RoundEvenOp = Op<typeof RoundEvenOp>;
export const TruncOp = unaryOp("trunc", "Integer part", foldFunction(compute.trunc));
export type TruncOp = Op<typeof TruncOp>;
