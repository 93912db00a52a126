/** Folds comparisons of a minimum or maximum with a constant: `max(x, 5) > 3` holds whatever x is. */

import { BoolAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { constantValue } from "../../ir/matchers.ts";
import type { Value } from "../../ir/value.ts";
import type { IndexCmpPredicate } from "./attributes.ts";

/** What is known of a value: its bounds when it is read as a signed and as an unsigned integer. */
interface Range {
  readonly smin: bigint;
  readonly smax: bigint;
  readonly umin: bigint;
  readonly umax: bigint;
}

const signedMin = (width: number): bigint => -(1n << BigInt(width - 1));
const signedMax = (width: number): bigint => -signedMin(width) - 1n;
const unsignedMax = (width: number): bigint => (1n << BigInt(width)) - 1n;

function fromSigned(smin: bigint, smax: bigint, width: number): Range {
  const isSameSign = smin < 0n === smax < 0n;
  const umin = isSameSign ? BigInt.asUintN(width, smin) : 0n;
  return { smin, smax, umin, umax: isSameSign ? BigInt.asUintN(width, smax) : unsignedMax(width) };
}

function fromUnsigned(umin: bigint, umax: bigint, width: number): Range {
  const isSameSign = umin > signedMax(width) === umax > signedMax(width);
  const smin = isSameSign ? BigInt.asIntN(width, umin) : signedMin(width);
  return { umin, umax, smin, smax: isSameSign ? BigInt.asIntN(width, umax) : signedMax(width) };
}

/** The results that an operation with the constant operand `bound` can have. */
const ranges: Readonly<Record<string, (bound: bigint, width: number) => Range>> = {
  "index.mins": (bound, width) => fromSigned(signedMin(width), bound, width),
  "index.maxs": (bound, width) => fromSigned(bound, signedMax(width), width),
  "index.minu": (bound, width) => fromUnsigned(0n, BigInt.asUintN(width, bound), width),
  "index.maxu": (bound, width) => fromUnsigned(BigInt.asUintN(width, bound), unsignedMax(width), width),
};

const inverses: Readonly<Record<IndexCmpPredicate, IndexCmpPredicate>> = {
  eq: "ne",
  ne: "eq",
  slt: "sge",
  sle: "sgt",
  sgt: "sle",
  sge: "slt",
  ult: "uge",
  ule: "ugt",
  ugt: "ule",
  uge: "ult",
};

/** Whether `predicate` holds between every value of the range and the constant, given signed and unsigned. */
function holds(
  predicate: IndexCmpPredicate,
  { smin, smax, umin, umax }: Range,
  signed: bigint,
  unsigned: bigint,
): boolean {
  switch (predicate) {
    case "eq":
      return smin === smax && smin === signed;
    case "ne":
      return (smax < signed || smin > signed) && (umax < unsigned || umin > unsigned);
    case "slt":
      return smax < signed;
    case "sle":
      return smax <= signed;
    case "sgt":
      return smin > signed;
    case "sge":
      return smin >= signed;
    case "ult":
      return umax < unsigned;
    case "ule":
      return umax <= unsigned;
    case "ugt":
      return umin > unsigned;
    case "uge":
      return umin >= unsigned;
  }
}

function evaluate(predicate: IndexCmpPredicate, range: Range, constant: bigint, width: number): boolean | undefined {
  const signed = BigInt.asIntN(width, constant);
  const unsigned = BigInt.asUintN(width, constant);
  if (holds(predicate, range, signed, unsigned)) return true;
  return holds(inverses[predicate], range, signed, unsigned) ? false : undefined;
}

/** `value predicate constant`, if `value` is a minimum or maximum with a constant that decides it in both widths. */
export function foldCompareOfBound(
  predicate: IndexCmpPredicate,
  value: Value,
  constant: IntegerAttr,
): IntegerAttr | undefined {
  const op = value.definingOp;
  const range = op === undefined ? undefined : ranges[op.name];
  if (op === undefined || range === undefined) return undefined;
  const bound = constantValue(op.operand(1));
  if (!(bound instanceof IntegerAttr)) return undefined;
  const [wide, narrow] = [64, 32].map((width) =>
    evaluate(predicate, range(BigInt.asIntN(width, bound.value), width), constant.value, width),
  );
  return wide === undefined || wide !== narrow ? undefined : BoolAttr.get(wide);
}
