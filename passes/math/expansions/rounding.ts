/** Rounding to whole numbers, by way of integers and of the bits of numbers. */

import * as arith from "../../../dialects/arith/index.ts";
import * as math from "../../../dialects/math/index.ts";
import { FloatType } from "../../../ir/builtin/types.ts";
import type { Value } from "../../../ir/value.ts";
import type { ElementBuilder } from "../element-builder.ts";
import type { Expansion } from "./expansion.ts";

/** Rounded towards zero, for numbers that fit into 64 bits. The sign of a zero stays. */
function truncated(e: ElementBuilder, x: Value): Value {
  const integer = e.integers(64).convert(arith.FPToSIOp, x);
  return e.apply(math.CopySignOp, e.convert(arith.SIToFPOp, integer), x);
}

/** Whether a number is so large that it has no fraction, or is no number at all, seen from its bits. */
function isBeyondFractions(e: ElementBuilder, x: Value): Value {
  const { bits, format } = e;
  const pattern = bits.convert(arith.BitcastOp, x);
  const signless = bits.and(pattern, bits.constant((1n << BigInt(format.width - 1)) - 1n));
  const threshold = bits.constant(BigInt(format.bias + format.mantissaBits) << BigInt(format.mantissaBits));
  const isLarge = bits.compareIntegers("uge", signless, threshold);
  if (format.nonFinite !== "nanNegativeZero") return isLarge;
  const notANumber = bits.constant(1n << BigInt(format.width - 1));
  return bits.or(isLarge, bits.compareIntegers("eq", pattern, notANumber));
}

const ceil: Expansion = {
  op: math.CeilOp,
  expand(e, [x]) {
    const { width, hasSignAndZero, hasIntegerBit } = e.format;
    if (width > 64 || !hasSignAndZero || hasIntegerBit) return undefined;
    const isWhole = isBeyondFractions(e, x!);
    const whole = truncated(e, x!);
    const isAbove = e.compareFloats("ogt", x!, whole);
    // -0 is what does not change any number, zeros included.
    const step = e.select(isAbove, e.constant(1), e.constant(-0));
    return e.select(isWhole, x!, e.add(whole, step));
  },
};

/** Half away from zero. */
const round: Expansion = {
  op: math.RoundOp,
  expand(e, [x]) {
    if (e.element !== FloatType.get("f32")) return undefined;
    const { bits } = e;
    // With 0.5 itself, the number below 0.5 would be rounded up to 1 by the addition.
    const half = e.constant(0.5 - 2 ** -25);
    const mantissaBits = bits.constant(23n);
    const bias = bits.constant(127n);
    const exponentMask = bits.constant(0xffn);
    const raised = e.add(x!, e.apply(math.CopySignOp, half, x!));
    const rounded = truncated(e, raised);
    const pattern = bits.convert(arith.BitcastOp, x!);
    const exponent = bits.and(bits.apply(arith.ShRUIOp, pattern, mantissaBits), exponentMask);
    const isWhole = bits.compareIntegers("sge", bits.apply(arith.SubIOp, exponent, bias), mantissaBits);
    return e.select(isWhole, x!, rounded);
  },
};

/**
 * Half to even: as `math.round`, but for what lies halfway between two numbers and was rounded to the odd one. Both are
 * seen in the bits of the mantissa that stand for the fraction and for the last bit before it.
 */
const roundEven: Expansion = {
  op: math.RoundEvenOp,
  expand(e, [x]) {
    const { mantissaBits, exponentBits, hasIntegerBit, hasSignAndZero, width } = e.format;
    if (width > 64 || hasIntegerBit || !hasSignAndZero) return undefined;
    const { bits } = e;
    const one = e.constant(1);
    const zeroBits = bits.constant(0n);
    const oneBit = bits.constant(1n);
    const minusOne = bits.constant(-1n);
    const length = bits.constant(BigInt(mantissaBits));
    const lastShift = bits.constant(BigInt(width - 1));
    const bias = bits.constant((1n << BigInt(exponentBits - 1)) - 1n);
    const firstOfMantissa = bits.constant(1n << BigInt(mantissaBits - 1));
    const mantissa = bits.constant((1n << BigInt(mantissaBits)) - 1n);
    const exponents = bits.constant((1n << BigInt(exponentBits)) - 1n);

    const pattern = bits.convert(arith.BitcastOp, x!);
    const rounded = e.apply(math.RoundOp, x!);
    const roundedPattern = bits.convert(arith.BitcastOp, rounded);
    const exponentOf = (value: Value): Value => {
      const biased = bits.and(bits.apply(arith.ShRUIOp, value, length), exponents);
      return bits.apply(arith.SubIOp, biased, bias);
    };
    const exponent = exponentOf(pattern);
    const roundedExponent = exponentOf(roundedPattern);
    const shiftedRight = (value: Value, shift: Value): Value => {
      const notNegative = bits.apply(arith.MaxSIOp, shift, zeroBits);
      return bits.apply(arith.ShRUIOp, value, bits.apply(arith.MinSIOp, notNegative, lastShift));
    };
    const fraction = (value: Value, before: Value): Value => bits.and(value, shiftedRight(mantissa, before));

    // A whole number is even if nothing is left behind its last bit but one; only 1 and -1 have the exponent 0.
    const isOne = bits.compareIntegers("eq", roundedExponent, zeroBits);
    const beforeLast = bits.apply(arith.SubIOp, roundedExponent, oneBit);
    const lastBit = bits.compareIntegers("ne", fraction(roundedPattern, beforeLast), zeroBits);
    const isOdd = bits.or(lastBit, isOne);
    // Halfway, the fraction is its first bit alone; of 0.5 that bit is not stored.
    const isHalf = bits.compareIntegers("eq", exponent, minusOne);
    const half = bits.select(isHalf, zeroBits, shiftedRight(firstOfMantissa, exponent));
    const isLikeHalf = bits.compareIntegers("eq", fraction(pattern, exponent), half);
    const isNotTiny = bits.compareIntegers("sge", exponent, minusOne);
    const hasFraction = bits.compareIntegers("slt", exponent, length);
    const isHalfway = bits.and(bits.and(isLikeHalf, hasFraction), isNotTiny);

    const back = e.sub(rounded, e.apply(math.CopySignOp, one, x!));
    const result = e.select(bits.and(isOdd, isHalfway), back, rounded);
    return e.apply(math.CopySignOp, result, x!);
  },
};

export const roundingExpansions: readonly Expansion[] = [ceil, round, roundEven];
