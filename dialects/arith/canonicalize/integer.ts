/** Patterns of integer arithmetic: sums and products with two constants, and operations with results that nobody uses. */

import type { Type } from "../../../ir/attribute.ts";
import { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { elementTypeOrSelf, IndexType, type IntegerType, scalarWidth } from "../../../ir/builtin/types.ts";
import { constantInteger, constantValue } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { CmpIPredicate, IntegerOverflowFlags, type IntegerOverflowFlagsAttr } from "../attributes.ts";
import { createConstant, optionalNumberAttr } from "../constants.ts";
import { isInteger } from "../folding.ts";
import { CmpIOp } from "../ops/comparison.ts";
import { ConstantOp } from "../ops/constant.ts";
import {
  AddIOp,
  AddUIExtendedOp,
  MulIOp,
  MulSIExtendedOp,
  MulUIExtendedOp,
  type OverflowingDefinition,
  SubIOp,
} from "../ops/integer.ts";
import { ExtSIOp } from "../ops/integer-casts.ts";

/** `x + c`, `x - c` or `c - x`. */
interface Offset {
  readonly form: "x + c" | "x - c" | "c - x";
  readonly x: Value;
  readonly c: IntegerAttr;
  readonly flags: IntegerOverflowFlagsAttr;
}

function offsetOf(op: Operation | undefined): Offset | undefined {
  const sum = AddIOp.match(op);
  if (sum !== undefined) {
    const c = constantInteger(sum.rhs);
    return c === undefined ? undefined : { form: "x + c", x: sum.lhs, c, flags: sum.overflowFlags };
  }
  const difference = SubIOp.match(op);
  if (difference === undefined) return undefined;
  const { lhs, rhs, overflowFlags: flags } = difference;
  const subtrahend = constantInteger(rhs);
  if (subtrahend !== undefined) return { form: "x - c", x: lhs, c: subtrahend, flags };
  const minuend = constantInteger(lhs);
  return minuend === undefined ? undefined : { form: "c - x", x: rhs, c: minuend, flags };
}

/**
 * What two offsets make together, `inner` being the x of `outer`. `combine` calculates the new constant from the inner
 * and the outer one.
 */
interface Combination {
  readonly form: Offset["form"];
  readonly combine: (inner: bigint, outer: bigint) => bigint;
}

/** By the forms of the outer and the inner offset. */
const combinations: Readonly<Record<Offset["form"], Readonly<Record<Offset["form"], Combination>>>> = {
  "x + c": {
    "x + c": { form: "x + c", combine: (inner, outer) => inner + outer },
    "x - c": { form: "x + c", combine: (inner, outer) => outer - inner },
    "c - x": { form: "c - x", combine: (inner, outer) => inner + outer },
  },
  "x - c": {
    "x + c": { form: "x + c", combine: (inner, outer) => inner - outer },
    "x - c": { form: "x - c", combine: (inner, outer) => inner + outer },
    "c - x": { form: "c - x", combine: (inner, outer) => inner - outer },
  },
  "c - x": {
    "x + c": { form: "c - x", combine: (inner, outer) => outer - inner },
    "x - c": { form: "c - x", combine: (inner, outer) => inner + outer },
    "c - x": { form: "x + c", combine: (inner, outer) => outer - inner },
  },
};

/**
 * The constant of a combined operation, and the flags that it may have. Where the two operations do not wrap, neither
 * does the combined one, provided that its constant is the exact result and was not wrapped itself.
 */
function combineConstants(
  combine: (inner: bigint, outer: bigint) => bigint,
  inner: { readonly c: IntegerAttr; readonly flags: IntegerOverflowFlagsAttr },
  outer: { readonly c: IntegerAttr; readonly flags: IntegerOverflowFlagsAttr },
): { readonly value: IntegerAttr; readonly flags: IntegerOverflowFlagsAttr } {
  const signed = combine(inner.c.value, outer.c.value);
  const unsigned = combine(inner.c.unsignedValue, outer.c.unsignedValue);
  const value = IntegerAttr.get(inner.c.type, signed);
  const exact = IntegerOverflowFlags.of(
    ...(value.value === signed ? (["nsw"] as const) : []),
    ...(value.unsignedValue === unsigned ? (["nuw"] as const) : []),
  );
  const common = IntegerOverflowFlags.common(inner.flags, outer.flags);
  return { value, flags: IntegerOverflowFlags.common(common, exact) };
}

/** (x + c0) + c1  ->  x + (c0 + c1), and the same with differences. */
function combineOffsets({ op }: { readonly op: Operation }, rewriter: PatternRewriter): boolean {
  const outer = offsetOf(op);
  const inner = offsetOf(outer?.x.definingOp);
  if (outer === undefined || inner === undefined) return false;
  const { form, combine } = combinations[outer.form][inner.form];
  const { value, flags } = combineConstants(combine, inner, outer);
  const constant = rewriter.create(ConstantOp, { value }).result;
  const [lhs, rhs] = form === "c - x" ? [constant, inner.x] : [inner.x, constant];
  const def: OverflowingDefinition = form === "x + c" ? AddIOp : SubIOp;
  rewriter.replaceWithNew(op, def, { lhs, rhs, overflowFlags: flags });
  return true;
}

/** x + y * -1  ->  x - y */
const additionOfNegation = pattern("addi-of-negation", AddIOp, ({ op, lhs, rhs }, rewriter) => {
  for (const [value, other] of [[rhs, lhs] as const, [lhs, rhs] as const]) {
    const product = MulIOp.defining(value);
    if (product === undefined || !isInteger(constantValue(product.rhs), -1n)) continue;
    rewriter.replaceWithNew(op, SubIOp, { lhs: other, rhs: product.lhs });
    return true;
  }
  return false;
});

/** (x - y) - x  ->  0 - y */
const differenceMinusItsFirst = pattern("subi-of-subi-lhs", SubIOp, ({ op, lhs, rhs, overflowFlags }, rewriter) => {
  const inner = SubIOp.defining(lhs);
  if (inner === undefined || inner.lhs !== rhs) return false;
  const zero = optionalNumberAttr(rhs.type, 0);
  if (zero === undefined) return false;
  rewriter.replaceWithNew(op, SubIOp, {
    lhs: rewriter.create(ConstantOp, { value: zero }).result,
    rhs: inner.rhs,
    overflowFlags: IntegerOverflowFlags.common(inner.overflowFlags, overflowFlags),
  });
  return true;
});

/** (x * c0) * c1  ->  x * (c0 * c1) */
const productOfConstants = pattern("muli-of-constants", MulIOp, (outer, rewriter) => {
  const inner = MulIOp.defining(outer.lhs);
  const c1 = constantInteger(outer.rhs);
  const c0 = inner === undefined ? undefined : constantInteger(inner.rhs);
  if (inner === undefined || c0 === undefined || c1 === undefined) return false;
  const { value, flags } = combineConstants(
    (a, b) => a * b,
    { c: c0, flags: inner.overflowFlags },
    { c: c1, flags: outer.overflowFlags },
  );
  const rhs = rewriter.create(ConstantOp, { value }).result;
  rewriter.replaceWithNew(outer.op, MulIOp, { lhs: inner.lhs, rhs, overflowFlags: flags });
  return true;
});

/** Replaces the first result of an operation whose second one is not used, by an operation without it. */
function withoutSecondResult(op: Operation, def: OverflowingDefinition, rewriter: PatternRewriter): boolean {
  if (op.result(1).hasUses) return false;
  const plain = rewriter.create(def, { lhs: op.operand(0), rhs: op.operand(1) });
  rewriter.replaceAllUsesWith(op.result(0), plain.result);
  rewriter.erase(op);
  return true;
}

const additionWithoutOverflow = pattern("addui-extended-to-addi", AddUIExtendedOp, ({ op }, rewriter) =>
  withoutSecondResult(op, AddIOp, rewriter),
);
const signedProductWithoutHigh = pattern("mulsi-extended-to-muli", MulSIExtendedOp, ({ op }, rewriter) =>
  withoutSecondResult(op, MulIOp, rewriter),
);
const unsignedProductWithoutHigh = pattern("mului-extended-to-muli", MulUIExtendedOp, ({ op }, rewriter) =>
  withoutSecondResult(op, MulIOp, rewriter),
);

/** mulsi_extended(x, 1)  ->  x, and the sign of x in every bit of the high half. In one bit, 1 is -1. */
const signedProductWithOne = pattern("mulsi-extended-by-one", MulSIExtendedOp, ({ op, lhs, rhs, high }, rewriter) => {
  if (!isInteger(constantValue(rhs), 1n) || !isWideInteger(lhs.type)) return false;
  const zero = createConstant(rewriter, lhs.type, 0);
  const isNegative = rewriter.create(CmpIOp, { predicate: CmpIPredicate.of("slt"), lhs, rhs: zero }).result;
  const sign = rewriter.create(ExtSIOp, { in: isNegative, resultTypes: [high.type] }).out;
  rewriter.replace(op, [lhs, sign]);
  return true;
});

const isWideInteger = (type: Type): boolean => {
  const element = elementTypeOrSelf(type) as IntegerType | IndexType;
  return !(element instanceof IndexType) && scalarWidth(element)! > 1;
};

export const integerPatterns: readonly Pattern[] = [
  pattern("addi-of-constants", AddIOp, combineOffsets),
  pattern("subi-of-constants", SubIOp, combineOffsets),
  additionOfNegation,
  differenceMinusItsFirst,
  productOfConstants,
  additionWithoutOverflow,
  signedProductWithoutHigh,
  unsignedProductWithoutHigh,
  signedProductWithOne,
];
