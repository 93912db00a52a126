/** Floats: conversions that must round once, minima and maxima, bits. */

import { type FloatKind, floatFormats, roundTo } from "../../../ir/builtin/float-format.ts";

const float64 = new Float64Array(1);
const float32 = new Float32Array(1);
const bits64 = new BigInt64Array(float64.buffer);
const bits32 = new Int32Array(float32.buffer);

export function bitsOfF64(value: number): bigint {
  float64[0] = value;
  return bits64[0]!;
}
export function f64OfBits(bits: bigint): number {
  bits64[0] = bits;
  return float64[0]!;
}
export function bitsOfF32(value: number): number {
  float32[0] = value;
  return bits32[0]!;
}
export function f32OfBits(bits: number): number {
  bits32[0] = bits;
  return float32[0]!;
}

/**
 * A double that rounds to every narrower format as `value` does: the bits beyond 53 are kept as one (rounding to odd).
 * Source: S. Boldo and G. Melquiond, IEEE Trans. Comput. 57 (2008).
 */
export function roundToOdd(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const excess = magnitude.toString(2).length - 53;
  if (excess <= 0) return Number(value);
  const shift = BigInt(excess);
  const upper = magnitude >> shift;
  const odd = upper << shift === magnitude ? upper : upper | 1n;
  const rounded = Number(odd) * 2 ** excess;
  return value < 0n ? -rounded : rounded;
}

/** The integer part modulo 2^32; 0 for what has none. */
export const truncateToBigInt = (value: number): bigint => (Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n);

/** IEEE 754-2019 maximumNumber: a NaN counts only if both are. */
export const maxNum = (a: number, b: number): number => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b));
export const minNum = (a: number, b: number): number => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b));

type Rounding = "downward" | "upward" | "toward_zero" | "to_nearest_away";

/** Rounds a double to a narrower format in another way than to the nearest even number. */
export function roundDirected(value: number, kind: FloatKind, rounding: Rounding): number {
  const format = floatFormats[kind];
  const nearest = roundTo(value, format);
  if (nearest === value || !Number.isFinite(value)) return nearest;
  const [below, above] = nearest < value ? [nearest, nextAbove(nearest, kind)] : [nextBelow(nearest, kind), nearest];
  switch (rounding) {
    case "downward":
      return below;
    case "upward":
      return above;
    case "toward_zero":
      return value < 0 ? above : below;
    case "to_nearest_away": {
      if (value - below !== above - value) return nearest;
      return value < 0 ? below : above;
    }
  }
}

const nextBelow = (value: number, kind: FloatKind): number => -nextAbove(-value, kind);

/** The next number of the format; infinity behind the largest one. */
function nextAbove(value: number, kind: FloatKind): number {
  const { minExponent, mantissaBits, maxFinite } = floatFormats[kind];
  if (value === Number.NEGATIVE_INFINITY) return -maxFinite;
  const magnitude = Math.abs(value);
  const exponent = magnitude === 0 ? minExponent : Math.max(Math.floor(Math.log2(magnitude)), minExponent);
  const unit = 2 ** (exponent - mantissaBits);
  // Below a power of two the numbers lie twice as close.
  const step = value < 0 && magnitude === 2 ** exponent && exponent > minExponent ? unit / 2 : unit;
  const next = value + step;
  return next > maxFinite ? Number.POSITIVE_INFINITY : next;
}
