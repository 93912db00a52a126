/** Which integers a floating-point format can hold. */

import { type FloatFormat, floatFromInteger, truncateToInteger } from "../../../ir/builtin/float-format.ts";
import { largest, smallest } from "../integers.ts";

/** The smallest and the largest integer of a width. */
export const integerRange = (width: number, isSigned: boolean): readonly [min: bigint, max: bigint] =>
  isSigned ? [smallest(width), largest(width)] : [0n, (1n << BigInt(width)) - 1n];

/** Whether the conversion of every integer of this width gives a finite number, rounded perhaps. */
export const staysFinite = (width: number, isSigned: boolean, format: FloatFormat): boolean =>
  integerRange(width, isSigned).every((bound) => {
    const bits = floatFromInteger(bound, format);
    return bits !== undefined && truncateToInteger(bits, format) !== undefined;
  });

/** The integers from 0 to this one are all exact in the format. */
export const exactUpTo = (format: FloatFormat): bigint => 1n << BigInt(format.mantissaBits + 1);

/** Whether the format holds every integer of this width. */
export const exactlyConvertible = (width: number, isSigned: boolean, format: FloatFormat): boolean =>
  integerRange(width, isSigned).every((bound) => (bound < 0n ? -bound : bound) <= exactUpTo(format)) &&
  staysFinite(width, isSigned, format);
