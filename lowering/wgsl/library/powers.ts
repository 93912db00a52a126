/** Powers and the cube root. */
import { f32, i32 } from "../../../ir/builtin/types.ts";
import type { Value } from "../../../ir/value.ts";
import { exp2OfSum } from "./exponential.ts";
import { isFiniteNonzero } from "./float-parts.ts";
import { floatFunction, type LibraryFunction } from "./library.ts";
import type { LibraryCode } from "./library-code.ts";
import { exponentAndMantissa, logSeries } from "./logarithm.ts";

/** 1 / ln 2: 12 bits and the rest. */
const log2e = { high: 1.44287109375, low: -1.76052854e-4 };

/** A sum that has more bits than one number: the first has 12. */
interface Sum {
  readonly high: Value;
  readonly low: Value;
}

/** log2 of a positive number to about 36 bits. All that goes into `high` is exact. */
function precise(code: LibraryCode, x: Value): Sum {
  const { k, m } = exponentAndMantissa(code, x);
  const one = code.f32(1);
  const f = code.sub(m, one);
  // s = f / (m + 1) as high + low.
  const divisor = code.add(m, one);
  const s = code.div(f, divisor);
  const sHigh = code.leading(s);
  const divisorHigh = code.leading(divisor);
  const divisorLow = code.sub(m, code.sub(divisorHigh, one));
  const left = code.sub(code.sub(f, code.mul(sHigh, divisorHigh)), code.mul(sHigh, divisorLow));
  const sLow = code.div(left, divisor);
  // ln m = 2s + s·z·p(z).
  const z = code.square(s);
  const two = code.f32(2);
  const series = code.mul(code.mul(s, z), code.polynomial(z, logSeries));
  const low = code.add(code.mul(two, sLow), series);
  const high = code.mul(two, sHigh);
  const log2High = code.mul(high, code.f32(log2e.high));
  const log2Low = code.add(code.mul(high, code.f32(log2e.low)), code.mul(low, code.f32(Math.LOG2E)));
  const exponent = code.toFloat(k);
  const total = code.leading(code.add(exponent, code.add(log2High, log2Low)));
  return { high: total, low: code.add(code.add(code.sub(exponent, total), log2High), log2Low) };
}

const clamped = (code: LibraryCode, x: Value, bound: number): Value => {
  const [low, high] = [code.f32(-bound), code.f32(bound)];
  const below = code.select(code.compare("sgt", x, high), high, x);
  return code.select(code.compare("slt", x, low), low, below);
};

/** The power of a positive number that is not infinite. */
const powerOfPositive = floatFunction("pow_of_positive", (code, x, exponent) => {
  const logarithm = precise(code, x);
  const y = clamped(code, exponent, 2 ** 100);
  const yHigh = code.leading(y);
  const high = clamped(code, code.mul(yHigh, logarithm.high), 1000);
  const rest = code.add(code.mul(code.sub(y, yHigh), logarithm.high), code.mul(y, logarithm.low));
  const low = clamped(code, rest, 100);
  const whole = clamped(code, code.nearest(code.add(high, low)), 200);
  return exp2OfSum(code, whole, code.add(code.sub(high, whole), low));
});

/** Larger numbers are even. */
const largestOdd = 2 ** 24;

/** As C's `pow` has it: 1 to any power and anything to the power 0 are 1. */
export const powf = floatFunction("pow", (code, x, y) => {
  const [zero, one, base] = [code.f32(0), code.f32(1), code.abs(x)];
  const isPlain = isFiniteNonzero(code, x);
  const magnitude = code.choose(
    isPlain,
    () => code.call(powerOfPositive, base, y),
    () => {
      const isZero = code.compare("eq", code.bits(base), code.i32(0));
      return code.select(code.xor(isZero, code.isNegative(y)), zero, code.infinity());
    },
  );
  const isWhole = code.compare("eq", code.floor(y), y);
  const mayBeOdd = code.compare("slt", code.abs(y), code.f32(largestOdd));
  const lastBit = code.and(code.truncateToInt(code.select(mayBeOdd, y, zero)), code.i32(1));
  const isOdd = code.and(code.compare("ne", lastBit, code.i32(0)), isWhole);
  const isNegative = code.isNegative(x);
  const signed = code.select(code.and(isNegative, isOdd), code.neg(magnitude), magnitude);
  const hasNoValue = code.and(code.and(isNegative, isPlain), code.not(isWhole));
  const isInvalid = code.or(hasNoValue, code.or(code.isNaN(x), code.isNaN(y)));
  const isOne = code.or(code.compare("eq", y, zero), code.compare("eq", x, one));
  return code.select(isOne, one, code.select(isInvalid, code.nan(), signed));
});

/** The power with an integer exponent. Those of more than 24 bits are a sum of two numbers. */
export const fpowi: LibraryFunction = {
  name: "powi",
  inputs: [f32(), i32()],
  results: [f32()],
  write(code, x, n) {
    const [base, mask] = [code.abs(x!), code.i32(255)];
    const low = code.and(n!, mask);
    const high = code.sub(n!, low);
    const isShort = code.compare("eq", code.shrs(code.shl(n!, 7), 7), n!);
    const magnitude = code.choose(
      isShort,
      () => code.call(powf, base, code.toFloat(n!)),
      () => code.mul(code.call(powf, base, code.toFloat(high)), code.call(powf, base, code.toFloat(low))),
    );
    const sign = code.and(code.bits(x!), code.shl(n!, 31));
    const signed = code.fromBits(code.or(code.bits(magnitude), sign));
    return [code.select(code.compare("eq", n!, code.i32(0)), code.f32(1), signed)];
  },
};

/** An estimate by the exponent, and steps of Halley's method on a number that is neither small nor large. */
export const cbrt = floatFunction("cbrt", (code, x) => {
  const magnitude = code.abs(x);
  const isLarge = code.compare("sgt", magnitude, code.f32(1));
  const [down, up] = [code.f32(2 ** -24), code.f32(2 ** 24)];
  const scaled = code.mul(magnitude, code.select(isLarge, down, up));
  const third = code.div(code.bits(scaled), code.i32(3));
  let root = code.fromBits(code.add(third, code.i32(0x2a512ce3)));
  for (let step = 0; step < 3; step++) {
    const cube = code.mul(code.square(root), root);
    const error = code.div(code.sub(cube, scaled), code.add(code.mul(code.f32(2), cube), scaled));
    root = code.sub(root, code.mul(root, error));
  }
  const result = code.mul(root, code.select(isLarge, code.f32(2 ** 8), code.f32(2 ** -8)));
  return code.select(isFiniteNonzero(code, x), code.withSignOf(result, x), x);
});
