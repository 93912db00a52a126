/**
 * Arithmetic on indices of a given width, as the operations of the index dialect define it. Values come and go as signed
 * integers of that width. Where the result is undefined or poison there is none.
 */
import type { IndexCmpPredicate } from "./attributes.ts";

/** A binary operation; undefined where it has no defined result. Results need not be wrapped to `width`. */
export type BinaryFunction = (lhs: bigint, rhs: bigint, width: number) => bigint | undefined;

export const divs: BinaryFunction = (lhs, rhs) => (rhs === 0n ? undefined : lhs / rhs);

export const divu: BinaryFunction = (lhs, rhs, width) =>
  rhs === 0n ? undefined : BigInt.asUintN(width, lhs) / BigInt.asUintN(width, rhs);

/** Whether the exact quotient lies above the one that is rounded towards zero. */
const isRoundedDown = (lhs: bigint, rhs: bigint): boolean => lhs % rhs !== 0n && lhs < 0n === rhs < 0n;

export const ceildivs: BinaryFunction = (lhs, rhs) =>
  rhs === 0n ? undefined : lhs / rhs + (isRoundedDown(lhs, rhs) ? 1n : 0n);

export const ceildivu: BinaryFunction = (lhs, rhs, width) =>
  ceildivs(BigInt.asUintN(width, lhs), BigInt.asUintN(width, rhs), width);

export const floordivs: BinaryFunction = (lhs, rhs) => {
  if (rhs === 0n) return undefined;
  const isRoundedUp = lhs % rhs !== 0n && lhs < 0n !== rhs < 0n;
  return lhs / rhs - (isRoundedUp ? 1n : 0n);
};

export const rems: BinaryFunction = (lhs, rhs) => (rhs === 0n ? undefined : lhs % rhs);

export const remu: BinaryFunction = (lhs, rhs, width) =>
  rhs === 0n ? undefined : BigInt.asUintN(width, lhs) % BigInt.asUintN(width, rhs);

export const maxs: BinaryFunction = (lhs, rhs) => (lhs > rhs ? lhs : rhs);
export const mins: BinaryFunction = (lhs, rhs) => (lhs < rhs ? lhs : rhs);
export const maxu: BinaryFunction = (lhs, rhs, width) =>
  BigInt.asUintN(width, lhs) > BigInt.asUintN(width, rhs) ? lhs : rhs;
export const minu: BinaryFunction = (lhs, rhs, width) =>
  BigInt.asUintN(width, lhs) < BigInt.asUintN(width, rhs) ? lhs : rhs;

/** Shifts by as many bits as an index has on some target, or more, are poison there. */
const smallestWidth = 32n;
const isShiftAmount = (amount: bigint): boolean => amount >= 0n && amount < smallestWidth;

export const shl: BinaryFunction = (lhs, rhs) => (isShiftAmount(rhs) ? lhs << rhs : undefined);
export const shrs: BinaryFunction = (lhs, rhs) => (isShiftAmount(rhs) ? lhs >> rhs : undefined);
export const shru: BinaryFunction = (lhs, rhs, width) =>
  isShiftAmount(rhs) ? BigInt.asUintN(width, lhs) >> rhs : undefined;

export function compare(predicate: IndexCmpPredicate, lhs: bigint, rhs: bigint, width: number): boolean {
  if (predicate === "eq") return lhs === rhs;
  if (predicate === "ne") return lhs !== rhs;
  const isUnsigned = predicate.startsWith("u");
  const a = isUnsigned ? BigInt.asUintN(width, lhs) : lhs;
  const b = isUnsigned ? BigInt.asUintN(width, rhs) : rhs;
  switch (predicate.slice(1)) {
    case "lt":
      return a < b;
    case "le":
      return a <= b;
    case "gt":
      return a > b;
    default:
      return a >= b;
  }
}
