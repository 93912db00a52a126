/** Fold hooks of the math dialect: constants in, constants out, as mlir-opt folds them. */

import type { Attribute } from "../../ir/attribute.ts";
import { BoolAttr, FloatAttr, IntegerAttr, integerWidth } from "../../ir/builtin/attributes.ts";
import { assemble, classify } from "../../ir/builtin/float/codec.ts";
import type { FloatType } from "../../ir/builtin/types.ts";
import type { FoldResult } from "../../ir/define-op.ts";
import type { OpResult } from "../../ir/value.ts";
import { foldBinary, foldUnary } from "../constant-folding.ts";

interface WithResult {
  readonly result: OpResult;
}
interface UnaryConstants {
  readonly operand: Attribute | undefined;
}
interface BinaryConstants {
  readonly lhs: Attribute | undefined;
  readonly rhs: Attribute | undefined;
}
export type UnaryFold = (op: WithResult, constants: UnaryConstants) => FoldResult;
export type BinaryFold = (op: WithResult, constants: BinaryConstants) => FoldResult;

/** The formats in which a C library computes; others are left to the target, whose results may differ. */
const hasLibrary = (type: FloatType): boolean => type.kind === "f32" || type.kind === "f64";

const signBit = (type: FloatType): bigint => 1n << BigInt(type.width - 1);
/** Whether the sign bit is set, that of -0 and of a NaN included. */
export const isNegative = (value: FloatAttr): boolean => (value.bits & signBit(value.type)) !== 0n;

const foldFloat =
  (map: (operand: FloatAttr) => FloatAttr | undefined): UnaryFold =>
  ({ result }, { operand }) =>
    foldUnary(operand, result.type, map);

/** A function of f32 and f64, within the domain. A NaN is its own result. */
export const foldFunction = (
  compute: (x: number) => number,
  isInDomain: (operand: FloatAttr) => boolean = () => true,
): UnaryFold =>
  foldFloat((operand) => {
    if (!hasLibrary(operand.type) || !isInDomain(operand)) return undefined;
    return Number.isNaN(operand.value) ? operand : FloatAttr.get(operand.type, compute(operand.value));
  });

/** A function of two numbers of f32 or f64. */
export const foldBinaryFunction =
  (compute: (x: number, y: number) => number): BinaryFold =>
  ({ result }, { lhs, rhs }) =>
    foldBinary<FloatAttr>(lhs, rhs, result.type, (a, b) =>
      hasLibrary(a.type) ? FloatAttr.get(a.type, compute(a.value, b.value)) : undefined,
    );

export const foldAbsF = foldFloat((operand) => FloatAttr.fromBits(operand.type, operand.bits & ~signBit(operand.type)));

export const foldCopySign: BinaryFold = ({ result }, { lhs, rhs }) =>
  foldBinary<FloatAttr>(lhs, rhs, result.type, (magnitude, sign) => {
    const { type, bits } = magnitude;
    return FloatAttr.fromBits(type, (bits & ~signBit(type)) | (sign.bits & signBit(type)));
  });

/**
 * Rounds a number of any format to an integer. `carry` says whether the magnitude, of which `floor` is the whole part,
 * goes up; `rest` compares what is cut off with a half: negative, 0 or positive.
 */
export const foldRounding = (carry: (floor: bigint, rest: number, isNegative: boolean) => boolean): UnaryFold =>
  foldFloat((operand) => {
    const { format } = operand.type;
    const parts = classify(operand.bits, format);
    if (parts.kind !== "finite" || parts.exponent >= 0) return operand;
    const unit = 1n << BigInt(-parts.exponent);
    const floor = parts.significand / unit;
    const twice = 2n * (parts.significand % unit);
    if (twice === 0n) return operand;
    const rest = twice === unit ? 0 : twice > unit ? 1 : -1;
    const significand = carry(floor, rest, parts.negative) ? floor + 1n : floor;
    const kind = significand === 0n ? "zero" : "finite";
    return FloatAttr.fromBits(operand.type, assemble({ ...parts, kind, significand, exponent: 0 }, format));
  });

/** A question about a number; only scalars are folded. */
export const foldClassification =
  (holds: (operand: FloatAttr) => boolean): UnaryFold =>
  (_, { operand }) =>
    operand instanceof FloatAttr ? BoolAttr.get(holds(operand)) : undefined;

export const kindOf = ({ bits, type }: FloatAttr) => classify(bits, type.format).kind;

/** Whether the number has the precision of its format. */
export function isNormal({ bits, type }: FloatAttr): boolean {
  const { kind, significand } = classify(bits, type.format);
  return kind === "finite" && significand >> BigInt(type.format.mantissaBits) === 1n;
}

export const foldInteger =
  (compute: (value: bigint, width: number) => bigint): UnaryFold =>
  ({ result }, { operand }) =>
    foldUnary<IntegerAttr>(operand, result.type, ({ type, value }) =>
      IntegerAttr.get(type, compute(value, integerWidth(type))),
    );

export const foldBinaryInteger =
  (compute: (lhs: bigint, rhs: bigint, width: number) => bigint | undefined): BinaryFold =>
  ({ result }, { lhs, rhs }) =>
    foldBinary<IntegerAttr>(lhs, rhs, result.type, ({ type, value }, power) => {
      const computed = compute(value, power.value, integerWidth(type));
      return computed === undefined ? undefined : IntegerAttr.get(type, computed);
    });
