/**
 * Arithmetic on indices: integers modulo 2^64 that are kept as numbers. Where operands and result are exact as numbers
 * they are computed so, otherwise by way of bigints. A result that no number holds exactly throws.
 */
import { inexactIndex } from "../../host/elements.ts";
import { ceilQuotient, quotient, remainder } from "./numbers.ts";

/** The index for an integer modulo 2^64. @throws {RangeError} if no number holds it exactly */
export function indexOf(value: bigint): number {
  const wrapped = BigInt.asIntN(64, value);
  const index = Number(wrapped);
  if (!Number.isSafeInteger(index)) throw inexactIndex(String(wrapped));
  return index;
}

const unsignedBig = (a: number): bigint => BigInt.asUintN(64, BigInt(a));
const isInt32 = (a: number): boolean => (a | 0) === a;

export function addIndex(a: number, b: number): number {
  const sum = a + b;
  return Number.isSafeInteger(sum) ? sum : indexOf(BigInt(a) + BigInt(b));
}
export function subIndex(a: number, b: number): number {
  const difference = a - b;
  return Number.isSafeInteger(difference) ? difference : indexOf(BigInt(a) - BigInt(b));
}
export function mulIndex(a: number, b: number): number {
  const product = a * b;
  return Number.isSafeInteger(product) ? product + 0 : indexOf(BigInt(a) * BigInt(b));
}

/** Division of indices that are read as unsigned. */
export const quotientUnsignedIndex = (a: number, b: number): number =>
  a >= 0 && b >= 0 ? quotient(a, b) : indexOf(unsignedBig(a) / unsignedBig(b));
export const remainderUnsignedIndex = (a: number, b: number): number =>
  a >= 0 && b >= 0 ? remainder(a, b) : indexOf(unsignedBig(a) % unsignedBig(b));
export function ceilQuotientUnsignedIndex(a: number, b: number): number {
  if (a >= 0 && b >= 0) return ceilQuotient(a, b);
  const divisor = unsignedBig(b);
  return indexOf((unsignedBig(a) + divisor - 1n) / divisor);
}

export const andIndex = (a: number, b: number): number =>
  isInt32(a) && isInt32(b) ? a & b : indexOf(BigInt(a) & BigInt(b));
export const orIndex = (a: number, b: number): number =>
  isInt32(a) && isInt32(b) ? a | b : indexOf(BigInt(a) | BigInt(b));
export const xorIndex = (a: number, b: number): number =>
  isInt32(a) && isInt32(b) ? a ^ b : indexOf(BigInt(a) ^ BigInt(b));

/** Shifts by 64 bits or more have no defined result; here no bit is left. */
const isShift = (amount: number): boolean => amount >= 0 && amount < 64;
export const shiftLeftIndex = (a: number, amount: number): number => (isShift(amount) ? mulIndexByPower(a, amount) : 0);
function mulIndexByPower(a: number, amount: number): number {
  const product = a * 2 ** amount;
  return Number.isSafeInteger(product) ? product : indexOf(BigInt(a) << BigInt(amount));
}
export const shiftRightIndex = (a: number, amount: number): number =>
  isShift(amount) ? Math.floor(a / 2 ** amount) : 0;
export function shiftRightUnsignedIndex(a: number, amount: number): number {
  if (a >= 0) return shiftRightIndex(a, amount);
  return isShift(amount) ? indexOf(unsignedBig(a) >> BigInt(amount)) : 0;
}

/** Comparison of indices that are read as unsigned: those with a sign are the largest. */
export const isLessUnsigned = (a: number, b: number): boolean => (a < 0 === b < 0 ? a < b : b < 0);
