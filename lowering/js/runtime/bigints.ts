/** Integer arithmetic on bigints: for integers of more than 32 bits. Results need not be wrapped. */

import { ipowi } from "../../../dialects/math/functions/index.ts";
import { divisionByZero } from "./numbers.ts";

export const quotientBig = (a: bigint, b: bigint): bigint => (b === 0n ? divisionByZero() : a / b);
export const remainderBig = (a: bigint, b: bigint): bigint => (b === 0n ? divisionByZero() : a % b);
export const floorQuotientBig = (a: bigint, b: bigint): bigint =>
  a < 0n !== b < 0n && remainderBig(a, b) !== 0n ? a / b - 1n : quotientBig(a, b);
export const ceilQuotientBig = (a: bigint, b: bigint): bigint =>
  a < 0n === b < 0n && remainderBig(a, b) !== 0n ? a / b + 1n : quotientBig(a, b);

/** Shifts by as many bits as the integer has, or more, have no defined result; here no bit is left. */
const shifted = (amount: bigint, width: number): boolean => amount >= 0n && amount < width;
export const shiftLeftBig = (a: bigint, amount: bigint, width: number): bigint =>
  shifted(amount, width) ? a << amount : 0n;
export const shiftRightBig = (a: bigint, amount: bigint, width: number): bigint =>
  shifted(amount, width) ? a >> amount : 0n;

export const powerBig = (base: bigint, exponent: bigint, width: number): bigint =>
  ipowi(base, exponent, width) ?? divisionByZero();
