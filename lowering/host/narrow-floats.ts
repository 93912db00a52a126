/**
 * Fast paths for the floating-point formats that JavaScript lacks: rounding, and the bits that lie in memory. The exact,
 * slow functions are those of ir/builtin/float-format.ts, which these agree with on every value.
 */
import {
  decode as decodeExactly,
  encode as encodeExactly,
  type FloatFormat,
  type FloatKind,
  floatFormats,
  roundTo,
} from "../../ir/builtin/float-format.ts";

export interface NarrowFloat {
  /** Width in bits. */
  readonly width: number;
  /** The number of the format that is nearest to `value`, ties to even. */
  round(value: number): number;
  /** The bits of a number that the format has. */
  encode(value: number): number;
  decode(bits: number): number;
}

const words = new Uint32Array(2);
const double = new Float64Array(words.buffer);
const single = new Float32Array(words.buffer);
// Little-endian, as all of Node's platforms are.
const LOW = 0;
const HIGH = 1;

/**
 * Rounds doubles on their bits. Of the upper word's 20 bits of the mantissa the format keeps the first ones; what is
 * below is compared with half a unit. Numbers outside the format's normal range take the exact way.
 */
function rounder(format: FloatFormat): (value: number) => number {
  const unit = 1 << (20 - format.mantissaBits);
  const half = unit >> 1;
  const smallest = 2 ** format.minExponent;
  const largest = format.maxFinite;
  return (value) => {
    const magnitude = Math.abs(value);
    if (!(magnitude >= smallest && magnitude <= largest)) return value === 0 ? value : roundTo(value, format);
    double[0] = value;
    const high = words[HIGH]!;
    const rest = high & (unit - 1);
    const kept = high - rest;
    const isUp = rest > half || (rest === half && (words[LOW] !== 0 || (kept & unit) !== 0));
    words[LOW] = 0;
    words[HIGH] = isUp ? kept + unit : kept;
    // No number below the largest one rounds beyond it.
    return double[0]!;
  };
}

const sign = (value: number): number => (value < 0 || Object.is(value, -0) ? 1 : 0);

/** The scale that takes the exponents of `f16` to those of `f32`, whose bits otherwise are those of `f16`, shifted. */
const scaleF16 = 2 ** 112;

const f16: NarrowFloat = {
  width: 16,
  round: rounder(floatFormats.f16),
  encode(value) {
    if (!Number.isFinite(value)) return Number(encodeExactly(value, floatFormats.f16));
    single[0] = Math.abs(value) / scaleF16;
    return (words[LOW]! >>> 13) | (sign(value) << 15);
  },
  decode(bits) {
    if ((bits & 0x7c00) === 0x7c00) return decodeExactly(BigInt(bits), floatFormats.f16);
    words[LOW] = (bits & 0x7fff) << 13;
    const magnitude = single[0]! * scaleF16;
    return bits & 0x8000 ? -magnitude : magnitude;
  },
};

const bf16: NarrowFloat = {
  width: 16,
  round: rounder(floatFormats.bf16),
  encode(value) {
    if (Number.isNaN(value)) return Number(encodeExactly(value, floatFormats.bf16));
    single[0] = value;
    return words[LOW]! >>> 16;
  },
  decode(bits) {
    words[LOW] = bits << 16;
    return single[0]!;
  },
};

/** Formats of up to eight bits: all their numbers stand in a table. */
function tiny(format: FloatFormat): NarrowFloat {
  let numbers: Float64Array | undefined;
  return {
    width: format.width,
    round: (value) => roundTo(value, format),
    encode: (value) => Number(encodeExactly(value, format)),
    decode(bits) {
      numbers ??= Float64Array.from({ length: 2 ** format.width }, (_, i) => decodeExactly(BigInt(i), format));
      return numbers[bits]!;
    },
  };
}

const narrowFloats: ReadonlyMap<FloatKind, NarrowFloat> = new Map(
  Object.values(floatFormats)
    .filter((format) => format.width <= 16)
    .map((format) => [format.kind, format.kind === "f16" ? f16 : format.kind === "bf16" ? bf16 : tiny(format)]),
);

/** The functions for a format of up to 16 bits; undefined for a wider one. */
export const narrowFloat = (kind: FloatKind): NarrowFloat | undefined => narrowFloats.get(kind);
