/** Logarithms: of 2^k·m with m in [√½, √2), by a series in s = (m - 1) / (m + 1). */
import type { Value } from "../../../ir/value.ts";
import { ln2 } from "./exponential.ts";
import { floatFunction } from "./library.ts";
import { infinityBits, type LibraryCode } from "./library-code.ts";

/** (ln((1 + s) / (1 - s)) / s - 2) / z in z = s², |s| ≤ 0.1716. */
export const logSeries = [0.666666627, 0.400003344, 0.285372794, 0.235827684];

/** The bits of √½, from which exponents are counted. */
const lowestMantissa = 0x3f3504f3;
const smallestNormal = 2 ** -126;

/** The exponent and m of a positive number. */
export function exponentAndMantissa(code: LibraryCode, x: Value): { readonly k: Value; readonly m: Value } {
  const isSmall = code.compare("slt", x, code.f32(smallestNormal));
  const bits = code.bits(code.select(isSmall, code.mul(x, code.f32(2 ** 23)), x));
  const shift = code.select(isSmall, code.i32(-23), code.i32(0));
  const exponent = code.shrs(code.sub(bits, code.i32(lowestMantissa)), 23);
  return { k: code.add(exponent, shift), m: code.fromBits(code.sub(bits, code.shl(exponent, 23))) };
}

/** ln(1 + f) = f - (f²/2 - s·(f²/2 + R)), and what `low` adds to it. */
function log1pNear0(code: LibraryCode, f: Value, low?: Value): Value {
  const s = code.div(f, code.add(code.f32(2), f));
  const z = code.square(s);
  const half = code.mul(code.f32(0.5), code.square(f));
  const product = code.mul(s, code.add(half, code.mul(z, code.polynomial(z, logSeries))));
  return code.sub(f, code.sub(half, low === undefined ? product : code.add(product, low)));
}

/** `value`, but what logarithms are of zeros, negative numbers, infinity and NaNs. */
function ofPositive(code: LibraryCode, x: Value, value: Value): Value {
  const isSpecial = code.compare("sge", code.bits(x), code.i32(infinityBits));
  const positive = code.select(isSpecial, x, value);
  const isZero = code.compare("eq", code.magnitudeBits(x), code.i32(0));
  const other = code.select(code.isNegative(x), code.nan(), positive);
  return code.select(isZero, code.neg(code.infinity()), other);
}

/** k·(high + low) + ln(m)·factor. */
const logarithm = (name: string, power: { readonly high: number; readonly low: number }, factor: number) =>
  floatFunction(name, (code, x) => {
    const { k, m } = exponentAndMantissa(code, x);
    const exponent = code.toFloat(k);
    const mantissa = code.mul(log1pNear0(code, code.sub(m, code.f32(1))), code.f32(factor));
    const low = code.add(mantissa, code.mul(exponent, code.f32(power.low)));
    return ofPositive(code, x, code.add(code.mul(exponent, code.f32(power.high)), low));
  });

export const log = floatFunction("log", (code, x) => {
  const { k, m } = exponentAndMantissa(code, x);
  const exponent = code.toFloat(k);
  const mantissa = log1pNear0(code, code.sub(m, code.f32(1)), code.mul(exponent, code.f32(ln2.low)));
  return ofPositive(code, x, code.add(code.mul(exponent, code.f32(ln2.high)), mantissa));
});

export const log2 = logarithm("log2", { high: 1, low: 0 }, Math.LOG2E);
/** log10(2): 10 bits and the rest. */
export const log10 = logarithm("log10", { high: 0.30126953125, low: -2.39535584e-4 }, Math.LOG10E);

/** From 1 + x, except near 0. */
export const log1p = floatFunction("log1p", (code, x) => {
  const isNear = (bound: number) => code.compare("slt", code.abs(x), code.f32(bound));
  return code.choose(
    isNear(0.29),
    () => log1pNear0(code, x),
    () => code.call(log, code.add(code.f32(1), x)),
  );
});
