/** Numbers as mantissa·2^(exponent - 150), which is exact for all that are finite. */
import type { Value } from "../../../ir/value.ts";
import { infinityBits, type LibraryCode } from "./library-code.ts";

export const exponentOffset = 150;
const mantissaMask = 2 ** 23 - 1;

export interface FloatParts {
  /** From 1 to 254; subnormal numbers have that of the smallest normal ones. */
  readonly exponent: Value;
  /** Up to 24 bits. */
  readonly mantissa: Value;
}

/** Of the magnitude of a finite number. */
export function floatParts(code: LibraryCode, x: Value): FloatParts {
  const bits = code.magnitudeBits(x);
  const exponent = code.shru(bits, 23);
  const fraction = code.and(bits, code.i32(mantissaMask));
  const isSubnormal = code.compare("eq", exponent, code.i32(0));
  return {
    exponent: code.select(isSubnormal, code.i32(1), exponent),
    mantissa: code.select(isSubnormal, fraction, code.or(fraction, code.i32(mantissaMask + 1))),
  };
}

/** Neither zero nor infinite nor a NaN. */
export function isFiniteNonzero(code: LibraryCode, x: Value): Value {
  const bits = code.magnitudeBits(x);
  const hasValue = code.compare("slt", bits, code.i32(infinityBits));
  return code.and(hasValue, code.compare("ne", bits, code.i32(0)));
}
