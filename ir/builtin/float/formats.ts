/**
 * The floating-point formats of the builtin dialect, as one table.
 *
 * Sources: IEEE 754; "FP8 Formats for Deep Learning" (f8E5M2, f8E4M3FN); "8-bit Numerical Formats for Deep Neural
 * Networks" (the FNUZ formats); the OCP Microscaling specification (f4, f6, f8E8M0FNU).
 */

export type FloatKind =
  | "f4E2M1FN"
  | "f6E2M3FN"
  | "f6E3M2FN"
  | "f8E5M2"
  | "f8E4M3"
  | "f8E4M3FN"
  | "f8E5M2FNUZ"
  | "f8E4M3FNUZ"
  | "f8E4M3B11FNUZ"
  | "f8E3M4"
  | "f8E8M0FNU"
  | "bf16"
  | "f16"
  | "tf32"
  | "f32"
  | "f64"
  | "f80"
  | "f128";

/**
 * How a format stores what is not a finite number:
 * - `ieee`: the largest exponent is kept for infinities (mantissa 0) and NaNs
 * - `nanAllOnes`: the largest exponent with the largest mantissa is NaN; no infinity
 * - `nanNegativeZero`: the pattern of -0 is NaN, so that there is one zero; no infinity
 * - `finiteOnly`: neither NaN nor infinity
 */
export type NonFiniteEncoding = "ieee" | "nanAllOnes" | "nanNegativeZero" | "finiteOnly";

export interface FloatFormat {
  readonly kind: FloatKind;
  /** Width in bits. */
  readonly width: number;
  readonly exponentBits: number;
  /** Bits behind the binary point; the bit before it is implied, except in `f80`. */
  readonly mantissaBits: number;
  readonly bias: number;
  readonly nonFinite: NonFiniteEncoding;
  /** False for `f8E8M0FNU`, which has neither a sign nor a zero. */
  readonly hasSignAndZero: boolean;
  /** True for `f80`, which stores the bit before the binary point. */
  readonly hasIntegerBit: boolean;
  readonly hasNaN: boolean;
  readonly hasInfinity: boolean;
  /** Exponent of the smallest normal number. */
  readonly minExponent: number;
  /** The place of the largest finite number in the sequence 0, smallest positive number, ... */
  readonly maxOrdinal: bigint;
  /** The largest finite number; infinite for the formats wider than `f64`. */
  readonly maxFinite: number;
}

function defineFormat(
  kind: FloatKind,
  exponentBits: number,
  mantissaBits: number,
  nonFinite: NonFiniteEncoding,
  bias = 2 ** (exponentBits - 1) - 1,
): FloatFormat {
  const hasSignAndZero = kind !== "f8E8M0FNU";
  const hasIntegerBit = kind === "f80";
  const patterns = 1n << BigInt(exponentBits + mantissaBits);
  const unused = { ieee: 1n << BigInt(mantissaBits), nanAllOnes: 1n, nanNegativeZero: 0n, finiteOnly: 0n }[nonFinite];
  const largest = patterns - unused - 1n;
  const implied = 2n ** BigInt(mantissaBits);
  const maxFinite = Number(implied + (largest % implied)) * 2 ** (Number(largest / implied) - bias - mantissaBits);
  return {
    kind,
    width: Number(hasSignAndZero) + exponentBits + Number(hasIntegerBit) + mantissaBits,
    exponentBits,
    mantissaBits,
    bias,
    nonFinite,
    hasSignAndZero,
    hasIntegerBit,
    hasNaN: nonFinite !== "finiteOnly",
    hasInfinity: nonFinite === "ieee",
    minExponent: hasSignAndZero ? 1 - bias : -bias,
    // A format without a zero has its smallest number where others have the zero.
    maxOrdinal: hasSignAndZero ? largest : largest + 1n,
    maxFinite,
  };
}

export const floatFormats: Readonly<Record<FloatKind, FloatFormat>> = {
  f4E2M1FN: defineFormat("f4E2M1FN", 2, 1, "finiteOnly"),
  f6E2M3FN: defineFormat("f6E2M3FN", 2, 3, "finiteOnly"),
  f6E3M2FN: defineFormat("f6E3M2FN", 3, 2, "finiteOnly"),
  f8E5M2: defineFormat("f8E5M2", 5, 2, "ieee"),
  f8E4M3: defineFormat("f8E4M3", 4, 3, "ieee"),
  f8E4M3FN: defineFormat("f8E4M3FN", 4, 3, "nanAllOnes"),
  f8E5M2FNUZ: defineFormat("f8E5M2FNUZ", 5, 2, "nanNegativeZero", 16),
  f8E4M3FNUZ: defineFormat("f8E4M3FNUZ", 4, 3, "nanNegativeZero", 8),
  f8E4M3B11FNUZ: defineFormat("f8E4M3B11FNUZ", 4, 3, "nanNegativeZero", 11),
  f8E3M4: defineFormat("f8E3M4", 3, 4, "ieee"),
  f8E8M0FNU: defineFormat("f8E8M0FNU", 8, 0, "nanAllOnes"),
  bf16: defineFormat("bf16", 8, 7, "ieee"),
  f16: defineFormat("f16", 5, 10, "ieee"),
  tf32: defineFormat("tf32", 8, 10, "ieee"),
  f32: defineFormat("f32", 8, 23, "ieee"),
  f64: defineFormat("f64", 11, 52, "ieee"),
  f80: defineFormat("f80", 15, 63, "ieee"),
  f128: defineFormat("f128", 15, 112, "ieee"),
};
