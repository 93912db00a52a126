/** Fold hooks of the math dialect: constants in, constants out, as mlir-opt folds them. */

import { BoolAttr, FloatAttr } from "../../ir/builtin/attributes.ts";
import { assemble, classify, decode, encode, type FloatFormat } from "../../ir/builtin/float-format.ts";
import type { FoldResult } from "../../ir/define-op.ts";
import type { OpResult } from "../../ir/value.ts";
import {
  type BinaryConstants,
  type Constant,
  foldElements,
  foldIntegers,
  formatOf,
  integerWidthOf,
} from "../arith/folding.ts";
import type { IntegerFunction } from "../arith/integers.ts";

interface WithResult {
  readonly result: OpResult;
}
export type UnaryFold = (op: WithResult, constants: { readonly operand: Constant }) => FoldResult;
export type BinaryFold = (op: WithResult, constants: BinaryConstants) => FoldResult;

/** The formats in which a C library computes; others are left to the target, whose results may differ. */
const hasLibrary = ({ kind }: FloatFormat): boolean => kind === "f32" || kind === "f64";

const signBit = (format: FloatFormat): bigint => (format.hasSignAndZero ? 1n << BigInt(format.width - 1) : 0n);
/** Whether the sign bit is set, that of -0 and of a NaN included. */
export const isNegative = (bits: bigint, format: FloatFormat): boolean => (bits & signBit(format)) !== 0n;

/** The number with the sign that `sign` has. Where NaN takes the place of -0, neither NaN nor zero have one. */
function withSignOf(bits: bigint, sign: bigint, format: FloatFormat): bigint {
  const magnitude = bits & ~signBit(format);
  if (magnitude === 0n && format.nonFinite === "nanNegativeZero") return bits;
  return magnitude | (sign & signBit(format));
}

const foldFloat =
  (map: (bits: bigint, format: FloatFormat) => bigint | undefined): UnaryFold =>
  ({ result }, { operand }) => {
    const format = formatOf(result.type);
    return foldElements((bits) => map(bits!, format), [operand], result.type);
  };

const foldBinaryFloat =
  (map: (lhs: bigint, rhs: bigint, format: FloatFormat) => bigint | undefined): BinaryFold =>
  ({ result }, { lhs, rhs }) => {
    const format = formatOf(result.type);
    return foldElements((a, b) => map(a!, b!, format), [lhs, rhs], result.type);
  };

/** A function of f32 and f64, within the domain. A NaN is its own result. */
export const foldFunction = (
  compute: (x: number) => number,
  isInDomain: (bits: bigint, format: FloatFormat) => boolean = () => true,
): UnaryFold =>
  foldFloat((bits, format) => {
    if (!hasLibrary(format) || !isInDomain(bits, format)) return undefined;
    const value = decode(bits, format);
    return Number.isNaN(value) ? bits : encode(compute(value), format);
  });

/** A function of two numbers of f32 or f64. */
export const foldBinaryFunction = (compute: (x: number, y: number) => number): BinaryFold =>
  foldBinaryFloat((lhs, rhs, format) =>
    hasLibrary(format) ? encode(compute(decode(lhs, format), decode(rhs, format)), format) : undefined,
  );

export const foldAbsF = foldFloat((bits, format) => withSignOf(bits, 0n, format));

export const foldCopySign = foldBinaryFloat(withSignOf);

/**
 * Rounds a number of any format to an integer. `carry` says whether the magnitude, of which `floor` is the whole part,
 * goes up; `rest` compares what is cut off with a half: negative, 0 or positive.
 */
export const foldRounding = (carry: (floor: bigint, rest: number, isNegative: boolean) => boolean): UnaryFold =>
  foldFloat((bits, format) => {
    const parts = classify(bits, format);
    if (parts.kind !== "finite" || parts.exponent >= 0) return bits;
    const unit = 1n << BigInt(-parts.exponent);
    const floor = parts.significand / unit;
    const twice = 2n * (parts.significand % unit);
    if (twice === 0n) return bits;
    const rest = twice === unit ? 0 : twice > unit ? 1 : -1;
    const significand = carry(floor, rest, parts.negative) ? floor + 1n : floor;
    const kind = significand === 0n ? "zero" : "finite";
    return assemble({ ...parts, kind, significand, exponent: 0 }, format);
  });

/** A question about a number; only scalars are folded. */
export const foldClassification =
  (holds: (bits: bigint, format: FloatFormat) => boolean): UnaryFold =>
  (_, { operand }) =>
    operand instanceof FloatAttr ? BoolAttr.get(holds(operand.bits, operand.type.format)) : undefined;

/** Whether a number has the precision of its format. */
export function isNormal(bits: bigint, format: FloatFormat): boolean {
  const { kind, significand } = classify(bits, format);
  return kind === "finite" && significand >> BigInt(format.mantissaBits) === 1n;
}

export const foldInteger =
  (compute: (value: bigint, width: number) => bigint): UnaryFold =>
  ({ result }, { operand }) => {
    const width = integerWidthOf(result.type);
    const wrapped = (bits: bigint): bigint => BigInt.asUintN(width, compute(BigInt.asIntN(width, bits), width));
    return foldElements((bits) => wrapped(bits!), [operand], result.type);
  };

export const foldBinaryInteger =
  (compute: IntegerFunction): BinaryFold =>
  ({ result }, { lhs, rhs }) =>
    foldIntegers(compute, lhs, rhs, result.type);
