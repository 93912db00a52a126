/**
 * Takes the bits of a floating-point number apart and puts them together, rounding exactly.
 *
 * Apart from the sign, the finite numbers of a format in increasing order are numbered 0, 1, 2, ... (`ordinal`), and
 * that number is, but for details, their bit pattern: the exponent follows the mantissa without a gap.
 */
import type { FloatFormat } from "./formats.ts";

/** What bits stand for. The value of a finite number is `significand * 2 ** exponent`. */
export interface FloatParts {
  readonly kind: "nan" | "infinity" | "zero" | "finite";
  readonly negative: boolean;
  /** For a NaN its payload (the mantissa), for an infinity or zero 0. */
  readonly significand: bigint;
  readonly exponent: number;
}

/** Number of bits of a non-negative integer, 0 for 0. */
export function bitLength(value: bigint): number {
  if (value < 0x20_0000_0000_0000n) {
    const number = Number(value);
    return number < 2 ** 32 ? 32 - Math.clz32(number) : 64 - Math.clz32(number / 2 ** 32);
  }
  const hex = value.toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex[0]!, 16)) - 28);
}

const ones = (count: number): bigint => (1n << BigInt(count)) - 1n;

const signBit = (format: FloatFormat, negative: boolean): bigint =>
  negative && format.hasSignAndZero ? 1n << BigInt(format.width - 1) : 0n;

/** Tells what number `bits` stand for in `format`. */
export function classify(bits: bigint, format: FloatFormat): FloatParts {
  const { mantissaBits, minExponent } = format;
  const negative = format.hasSignAndZero && bits >> BigInt(format.width - 1) === 1n;
  if (format.nonFinite === "nanNegativeZero" && bits === signBit(format, true)) {
    return { kind: "nan", negative: false, significand: 0n, exponent: 0 };
  }
  const mantissa = bits & ones(mantissaBits);
  const biased = (bits >> BigInt(mantissaBits + Number(format.hasIntegerBit))) & ones(format.exponentBits);
  const integerBit = format.hasIntegerBit ? (bits >> BigInt(mantissaBits)) & 1n : undefined;
  const isPseudo = integerBit === 0n && biased !== 0n;
  const isReserved = ((biased << BigInt(mantissaBits)) | mantissa) + offset(format) > format.maxOrdinal;
  if (isPseudo || isReserved) {
    const isInfinity = format.hasInfinity && mantissa === 0n && !isPseudo;
    return { kind: isInfinity ? "infinity" : "nan", negative, significand: mantissa, exponent: 0 };
  }
  const implied = integerBit ?? (biased !== 0n || !format.hasSignAndZero ? 1n : 0n);
  const significand = (implied << BigInt(mantissaBits)) | mantissa;
  if (significand === 0n) return { kind: "zero", negative, significand, exponent: 0 };
  const step = format.hasSignAndZero ? Math.max(Number(biased) - 1, 0) : Number(biased);
  return { kind: "finite", negative, significand, exponent: minExponent + step - mantissaBits };
}

/** How far a finite number's bits are behind its ordinal. */
const offset = (format: FloatFormat): bigint => (format.hasSignAndZero ? 0n : 1n);

/**
 * The bits of the number that is nearest to `parts`, ties going to the even one. What is too large becomes infinite,
 * NaN in a format without infinities, or the largest number in a format without either, as in MLIR. The payload of a
 * NaN counts as a mantissa of `payloadBits` bits.
 * @throws RangeError for a NaN where the format has none.
 */
export function assemble(parts: FloatParts, format: FloatFormat, payloadBits = format.mantissaBits): bigint {
  const { kind, negative, significand, exponent } = parts;
  switch (kind) {
    case "nan":
      return nan(format, negative, resize(significand, payloadBits, format.mantissaBits));
    case "infinity":
      return overflow(format, negative);
    case "zero":
      return finite(format, negative, 0n);
    case "finite": {
      const top = Math.max(exponent + bitLength(significand) - 1, format.minExponent);
      const rounded = shiftRounded(significand, exponent - (top - format.mantissaBits));
      // The bit before the binary point, where there is one, adds 1 to the exponent, and so does a carry.
      const ordinal = (BigInt(top - format.minExponent) << BigInt(format.mantissaBits)) + rounded;
      return ordinal > format.maxOrdinal ? overflow(format, negative) : finite(format, negative, ordinal);
    }
  }
}

/** `value * 2 ** shift`, rounded to the nearest integer, ties to even. */
function shiftRounded(value: bigint, shift: number): bigint {
  if (shift >= 0) return value << BigInt(shift);
  const by = BigInt(-shift);
  const quotient = value >> by;
  const rest = value - (quotient << by);
  const half = 1n << (by - 1n);
  return rest > half || (rest === half && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

function finite(format: FloatFormat, negative: boolean, ordinal: bigint): bigint {
  if (!format.hasSignAndZero) return ordinal === 0n ? 0n : ordinal - 1n;
  if (format.nonFinite === "nanNegativeZero" && ordinal === 0n) return 0n;
  return signBit(format, negative) | withIntegerBit(format, ordinal);
}

/** Widens exponent and mantissa by the integer bit between them, where the format has one. */
function withIntegerBit(format: FloatFormat, pattern: bigint): bigint {
  if (!format.hasIntegerBit) return pattern;
  const mantissaBits = BigInt(format.mantissaBits);
  const biased = pattern >> mantissaBits;
  const upper = (biased << 1n) | (biased === 0n ? 0n : 1n);
  return (upper << mantissaBits) | (pattern & ones(format.mantissaBits));
}

function overflow(format: FloatFormat, negative: boolean): bigint {
  if (format.hasInfinity) return signBit(format, negative) | withIntegerBit(format, format.maxOrdinal + 1n);
  return format.hasNaN ? nan(format, negative, 0n) : finite(format, negative, format.maxOrdinal);
}

/** A quiet NaN with a payload; formats with one NaN have no room for it. */
function nan(format: FloatFormat, negative: boolean, payload: bigint): bigint {
  switch (format.nonFinite) {
    case "ieee": {
      const quiet = 1n << BigInt(format.mantissaBits - 1);
      return signBit(format, negative) | withIntegerBit(format, (format.maxOrdinal + 1n) | quiet | payload);
    }
    case "nanAllOnes":
      return signBit(format, negative) | ones(format.exponentBits + format.mantissaBits);
    case "nanNegativeZero":
      return signBit(format, true);
    case "finiteOnly":
      throw new RangeError(`${format.kind} cannot represent NaN`);
  }
}

/** Fits a mantissa to another width, keeping the upper bits. */
const resize = (mantissa: bigint, from: number, to: number): bigint =>
  to >= from ? mantissa << BigInt(to - from) : mantissa >> BigInt(from - to);

/**
 * The same number in another format, rounded to nearest, ties to even. A NaN becomes quiet and keeps the upper bits of
 * its payload.
 * @throws RangeError for a NaN where `to` has none.
 */
export function convert(bits: bigint, from: FloatFormat, to: FloatFormat): bigint {
  return from === to ? bits : assemble(classify(bits, from), to, from.mantissaBits);
}
