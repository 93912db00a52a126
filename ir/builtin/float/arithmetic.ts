/**
 * Exact arithmetic on the bits of floating-point numbers: the exact result, rounded once to nearest, ties to even, as
 * IEEE 754 asks for. It serves every format, and keeps the payload of NaNs, which JavaScript's numbers lose.
 *
 * Functions return undefined where the format has nothing for the result: a NaN or an infinity, a negative number or a
 * zero. As in MLIR, what is finite but too large becomes the largest number of a format without infinities and NaN.
 */
import { assemble, bitLength, classify, convert, type FloatParts } from "./codec.ts";
import type { FloatFormat } from "./formats.ts";
import { decode, encode } from "./number.ts";

/** A binary operation on bits of one format. */
export type FloatFunction = (lhs: bigint, rhs: bigint, format: FloatFormat) => bigint | undefined;

const zero = (negative: boolean): FloatParts => ({ kind: "zero", negative, significand: 0n, exponent: 0 });
const infinity = (negative: boolean): FloatParts => ({ kind: "infinity", negative, significand: 0n, exponent: 0 });
const nan: FloatParts = { kind: "nan", negative: false, significand: 0n, exponent: 0 };

/** `value * 2 ** exponent`; `negativeZero` tells the sign of a zero. */
const number = (value: bigint, exponent: number, negativeZero: boolean): FloatParts =>
  value === 0n
    ? zero(negativeZero)
    : { kind: "finite", negative: value < 0n, significand: value < 0n ? -value : value, exponent };

/** The bits of the nearest number; undefined if the format has nothing like it. */
function round(parts: FloatParts, format: FloatFormat, payloadBits = format.mantissaBits): bigint | undefined {
  if (!format.hasNaN && (parts.kind === "nan" || parts.kind === "infinity")) return undefined;
  if (parts.kind !== "nan" && !format.hasSignAndZero && (parts.negative || parts.kind === "zero")) return undefined;
  return assemble(parts, format, payloadBits);
}

/**
 * An operation on numbers that are not NaN. If there is a NaN, the first one is the result, made quiet.
 *
 * `native` is the same operation on JavaScript's numbers, which is faster and right for f64, and for f32 too: rounding
 * a double that is already rounded gives the same float, since a double has more than twice its bits.
 */
const arithmetic =
  (
    calculate: (x: FloatParts, y: FloatParts, format: FloatFormat) => FloatParts,
    native: (x: number, y: number) => number,
  ): FloatFunction =>
  (lhs, rhs, format) => {
    if (format.kind === "f64" || format.kind === "f32") {
      const result = native(decode(lhs, format), decode(rhs, format));
      if (!Number.isNaN(result)) return encode(result, format);
    }
    const x = classify(lhs, format);
    if (x.kind === "nan") return round(x, format);
    const y = classify(rhs, format);
    return round(y.kind === "nan" ? y : calculate(x, y, format), format);
  };

/** Both numbers as integers times one power of two. */
function align(x: FloatParts, y: FloatParts): readonly [x: bigint, y: bigint, exponent: number] {
  const exponent = Math.min(x.exponent, y.exponent);
  return [scaled(x, exponent), scaled(y, exponent), exponent];
}

function scaled({ negative, significand, exponent }: FloatParts, to: number): bigint {
  const magnitude = significand << BigInt(exponent - to);
  return negative ? -magnitude : magnitude;
}

const opposite = (x: FloatParts): FloatParts => ({ ...x, negative: !x.negative });

function sum(x: FloatParts, y: FloatParts): FloatParts {
  if (x.kind === "infinity") return y.kind === "infinity" && x.negative !== y.negative ? nan : x;
  if (y.kind === "infinity") return y;
  if (x.kind === "zero" && y.kind === "zero") return zero(x.negative && y.negative);
  if (x.kind === "zero") return y;
  if (y.kind === "zero") return x;
  const [a, b, exponent] = align(x, y);
  return number(a + b, exponent, false);
}

function product(x: FloatParts, y: FloatParts): FloatParts {
  const negative = x.negative !== y.negative;
  if (x.kind === "infinity" || y.kind === "infinity") {
    return x.kind === "zero" || y.kind === "zero" ? nan : infinity(negative);
  }
  if (x.kind === "zero" || y.kind === "zero") return zero(negative);
  return { kind: "finite", negative, significand: x.significand * y.significand, exponent: x.exponent + y.exponent };
}

function quotient(x: FloatParts, y: FloatParts, { mantissaBits }: FloatFormat): FloatParts {
  const negative = x.negative !== y.negative;
  if (x.kind === y.kind && x.kind !== "finite") return nan;
  if (x.kind === "infinity" || y.kind === "zero") return infinity(negative);
  if (x.kind === "zero" || y.kind === "infinity") return zero(negative);
  // Two more bits than the format has, and a last one that is set if anything lies below: enough to round correctly.
  const shift = Math.max(0, mantissaBits + 3 + bitLength(y.significand) - bitLength(x.significand));
  const dividend = x.significand << BigInt(shift);
  const sticky = dividend % y.significand === 0n ? 0n : 1n;
  const significand = ((dividend / y.significand) << 1n) | sticky;
  return { kind: "finite", negative, significand, exponent: x.exponent - y.exponent - shift - 1 };
}

/** x - y * trunc(x / y): C's `fmod`, which is always exact. */
function remainder(x: FloatParts, y: FloatParts): FloatParts {
  if (x.kind === "infinity" || y.kind === "zero") return nan;
  if (x.kind === "zero" || y.kind === "infinity") return x;
  const [a, b, exponent] = align(x, y);
  return number(a % b, exponent, x.negative);
}

export const addFloats = arithmetic(sum, (x, y) => x + y);
export const subtractFloats = arithmetic(
  (x, y) => sum(x, opposite(y)),
  (x, y) => x - y,
);
export const multiplyFloats = arithmetic(product, (x, y) => x * y);
export const divideFloats = arithmetic(quotient, (x, y) => x / y);
export const remainderOfFloats = arithmetic(remainder, (x, y) => x % y);

/** Flips the sign, of a NaN too. */
export function negateFloat(bits: bigint, format: FloatFormat): bigint | undefined {
  if (!format.hasSignAndZero) return undefined;
  const sign = 1n << BigInt(format.width - 1);
  // Where -0 means NaN, neither zero nor NaN has a sign.
  return format.nonFinite === "nanNegativeZero" && (bits | sign) === sign ? bits : bits ^ sign;
}

/** -1, 0 or 1 as lhs is less than, equal to or greater than rhs; undefined if one of them is NaN. */
export function compareFloats(lhs: bigint, rhs: bigint, format: FloatFormat): -1 | 0 | 1 | undefined {
  const x = classify(lhs, format);
  const y = classify(rhs, format);
  if (x.kind === "nan" || y.kind === "nan") return undefined;
  return compareParts(x, y);
}

function compareParts(x: FloatParts, y: FloatParts): -1 | 0 | 1 {
  if (x.kind === "infinity" || y.kind === "infinity") {
    const [a, b] = [infiniteRank(x), infiniteRank(y)];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  const [a, b] = align(x, y);
  return a < b ? -1 : a > b ? 1 : 0;
}

const infiniteRank = ({ kind, negative }: FloatParts): number => (kind !== "infinity" ? 0 : negative ? -1 : 1);

/** Whether x is the larger one; +0 is larger than -0. */
const isLarger = (x: FloatParts, y: FloatParts): boolean => {
  const order = compareParts(x, y);
  return order === 0 ? y.negative && !x.negative : order > 0;
};

/** IEEE 754's `maximum` and `minimum`: NaN if an operand is NaN. */
export const maximumOfFloats = arithmetic((x, y) => (isLarger(y, x) ? y : x), Math.max);
export const minimumOfFloats = arithmetic((x, y) => (isLarger(x, y) ? y : x), Math.min);

/** A NaN that is not quiet yet. */
const isSignaling = (bits: bigint, format: FloatFormat): boolean => {
  const parts = classify(bits, format);
  return parts.kind === "nan" && assemble(parts, format) !== bits;
};

/** IEEE 754-2008's `maxNum` and `minNum`: the other operand if one is a quiet NaN. */
const ignoringNaN =
  (select: FloatFunction): FloatFunction =>
  (lhs, rhs, format) => {
    if (isSignaling(lhs, format) || isSignaling(rhs, format)) return select(lhs, rhs, format);
    if (classify(lhs, format).kind === "nan") return rhs;
    return classify(rhs, format).kind === "nan" ? lhs : select(lhs, rhs, format);
  };
export const maxNumOfFloats = ignoringNaN(maximumOfFloats);
export const minNumOfFloats = ignoringNaN(minimumOfFloats);

/**
 * The same number, infinity or NaN in another format; undefined if that has none, and for signaling NaNs, which a
 * conversion would make quiet.
 */
export function convertFloatExactly(bits: bigint, from: FloatFormat, to: FloatFormat): bigint | undefined {
  const parts = classify(bits, from);
  if (isSignaling(bits, from)) return undefined;
  const converted = round(parts, to, from.mantissaBits);
  if (converted === undefined) return undefined;
  const isSame =
    parts.kind === "finite"
      ? compareParts(parts, classify(converted, to)) === 0
      : convert(converted, to, from) === bits;
  return isSame ? converted : undefined;
}

/** The nearest number to an integer. */
export const floatFromInteger = (value: bigint, format: FloatFormat): bigint | undefined =>
  round(number(value, 0, false), format);

/** The integer part of a number; undefined for infinities and NaN. */
export function truncateToInteger(bits: bigint, format: FloatFormat): bigint | undefined {
  const { kind, negative, significand, exponent } = classify(bits, format);
  if (kind === "nan" || kind === "infinity") return undefined;
  const magnitude = exponent >= 0 ? significand << BigInt(exponent) : significand >> BigInt(-exponent);
  return negative ? -magnitude : magnitude;
}
