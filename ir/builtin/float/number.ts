/** Between the bits of any floating-point format and JavaScript's numbers. */
import { assemble, convert } from "./codec.ts";
import { type FloatFormat, floatFormats } from "./formats.ts";

const { f64 } = floatFormats;
const view = new DataView(new ArrayBuffer(8));

/**
 * The bits of the number of the format that is nearest to `value`, ties to even; `NaN` gives the quiet NaN without a
 * payload.
 * @throws RangeError for a NaN where the format has none.
 */
export function encode(value: number, format: FloatFormat): bigint {
  if (Number.isNaN(value)) return assemble({ kind: "nan", negative: false, significand: 0n, exponent: 0 }, format);
  if (format.kind === "f32") {
    view.setFloat32(0, value);
    return BigInt(view.getUint32(0));
  }
  view.setFloat64(0, value);
  return convert(view.getBigUint64(0), f64, format);
}

/** The number that bits stand for, rounded to nearest where the format is wider than `f64`. */
export function decode(bits: bigint, format: FloatFormat): number {
  if (format.kind === "f32") {
    view.setUint32(0, Number(bits));
    return view.getFloat32(0);
  }
  view.setBigUint64(0, convert(bits, format, f64));
  return view.getFloat64(0);
}

/**
 * The number of the format that is nearest to `value`, ties to even; `value` itself for formats wider than `f64`.
 * @throws RangeError for a NaN where the format has none.
 */
export function roundTo(value: number, format: FloatFormat): number {
  if (format.kind === "f32") return Math.fround(value);
  if (format.width >= 64) return value;
  const magnitude = Math.abs(value);
  if (!format.hasSignAndZero || magnitude === 0 || !Number.isFinite(value))
    return decode(encode(value, format), format);

  view.setFloat64(0, magnitude);
  const exponent = (view.getUint16(0) >> 4) - f64.bias;
  const unit = 2 ** (Math.max(exponent, format.minExponent) - format.mantissaBits);
  // At 2^52 the numbers are 1 apart, so that the addition rounds to an integer.
  const rounded = (magnitude / unit + 2 ** 52 - 2 ** 52) * unit;
  if (rounded > format.maxFinite) return decode(encode(value, format), format);
  if (rounded === 0 && format.nonFinite === "nanNegativeZero") return 0;
  return value < 0 ? -rounded : rounded;
}
