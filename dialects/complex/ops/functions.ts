/** Functions of complex numbers. Roots, logarithms and powers are the principal ones: cut along the negative real axis. */

import { AnyFloat, AnySignlessInteger, ComplexOfFloat } from "../../../ir/builtin/constraints.ts";
import { optional } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op, type OpView } from "../../../ir/define-op.ts";
import { allTypesMatch, Costly, Elementwise, Pure } from "../../../ir/traits.ts";
import { FastMathFlags } from "../../arith/attributes.ts";
import { binary, ofOne, resultIsPart, unary } from "../constraints.ts";

const part = (what: string) =>
  ({
    summary: what,
    ...ofOne,
    results: { result: AnyFloat },
    traits: [Pure, resultIsPart("result"), Elementwise],
  }) as const;

export const AbsOp = defineOp("complex.abs", part("Absolute value of a complex number"));
export type AbsOp = Op<typeof AbsOp>;
export const AngleOp = defineOp("complex.angle", part("Argument of a complex number, from -pi to pi"));
export type AngleOp = Op<typeof AngleOp>;
export const SignOp = defineOp("complex.sign", {
  summary: "Complex number of absolute value 1 in the operand's direction; 0 for 0",
  ...unary,
});
export type SignOp = Op<typeof SignOp>;

const costly = { ...unary, traits: [...unary.traits, Costly] } as const;
type CostlyUnary = { readonly summary: string } & typeof costly;

/** What takes functions of the mathematical library. */
const libraryOp = (mnemonic: string, summary: string, fold?: (op: OpView<CostlyUnary>) => FoldResult) =>
  defineOp(`complex.${mnemonic}`, { summary, ...costly }, fold === undefined ? {} : { fold });

export const SqrtOp = libraryOp("sqrt", "Square root of a complex number");
export type SqrtOp = Op<typeof SqrtOp>;
export const RsqrtOp = libraryOp("rsqrt", "Reciprocal of the square root of a complex number");
export type RsqrtOp = Op<typeof RsqrtOp>;

export const ExpOp = libraryOp(
  "exp",
  "Exponential of a complex number",
  // exp(log(z))  ->  z; but log(exp(z)) may differ from z by a multiple of 2 pi i.
  ({ complex }) => LogOp.defining(complex)?.complex,
);
export type ExpOp = Op<typeof ExpOp>;
export const Expm1Op = libraryOp("expm1", "Exponential of a complex number, minus 1");
export type Expm1Op = Op<typeof Expm1Op>;
export const LogOp = libraryOp("log", "Logarithm of a complex number");
export type LogOp = Op<typeof LogOp>;
export const Log1pOp = libraryOp("log1p", "Logarithm of 1 plus a complex number");
export type Log1pOp = Op<typeof Log1pOp>;

export const SinOp = libraryOp("sin", "Sine of a complex number");
export type SinOp = Op<typeof SinOp>;
export const CosOp = libraryOp("cos", "Cosine of a complex number");
export type CosOp = Op<typeof CosOp>;
export const TanOp = libraryOp("tan", "Tangent of a complex number");
export type TanOp = Op<typeof TanOp>;
export const TanhOp = libraryOp("tanh", "Hyperbolic tangent of a complex number");
export type TanhOp = Op<typeof TanhOp>;

const costlyBinary = { ...binary, traits: [...binary.traits, Costly] } as const;

export const Atan2Op = defineOp("complex.atan2", {
  summary: "-i log((rhs + i lhs) / sqrt(lhs^2 + rhs^2)), the arc tangent of lhs / rhs",
  ...costlyBinary,
});
export type Atan2Op = Op<typeof Atan2Op>;
export const PowOp = defineOp("complex.pow", {
  summary: "A complex number to the power of another",
  ...costlyBinary,
});
export type PowOp = Op<typeof PowOp>;

export const PowiOp = defineOp("complex.powi", {
  summary: "A complex number to the power of a signed integer",
  operands: { lhs: ComplexOfFloat, rhs: AnySignlessInteger },
  attributes: { fastmath: optional(FastMathFlags) },
  results: { result: ComplexOfFloat },
  traits: [Pure, allTypesMatch("lhs", "result"), Elementwise, Costly],
  assemblyFormat: "$lhs `,` $rhs (`fastmath` `` $fastmath^)? attr-dict `:` type($result) `,` type($rhs)",
});
export type PowiOp = Op<typeof PowiOp>;
