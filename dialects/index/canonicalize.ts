/** The canonicalization patterns of the index dialect. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { constantValue } from "../../ir/matchers.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { AddOp, AndOp, CmpOp, ConstantOp, MaxSOp, MaxUOp, MinSOp, MinUOp, MulOp, OrOp, SubOp, XOrOp } from "./ops.ts";

/** (x op c1) op c2  ->  x op (c1 op c2) */
const mergeConstants = [AddOp, MulOp, MaxSOp, MaxUOp, MinSOp, MinUOp, AndOp, OrOp, XOrOp].map(
  (def): Pattern =>
    pattern(`merge-constants-of-${def.name}`, def, ({ op, lhs, rhs }, rewriter) => {
      const inner = def.defining(lhs);
      const constants = { lhs: constantValue(rhs), rhs: inner === undefined ? undefined : constantValue(inner.rhs) };
      if (inner === undefined || constants.lhs === undefined || constants.rhs === undefined) return false;
      const value = def.hooks.fold!(inner, constants);
      if (!(value instanceof IntegerAttr)) return false;
      const constant = rewriter.create(ConstantOp, { value });
      rewriter.replaceWithNew(op, def, { lhs: inner.lhs, rhs: constant.result });
      return true;
    }),
);

/**
 * x - y == 0  ->  x == y;  0 == x - y  ->  y == x;  likewise for `ne`
 *
 * mlir-opt does the same to the orderings, which changes the result where the subtraction wraps: `x - y <u 0` is never
 * true, `x <u y` may be.
 */
const compareDifferenceWithZero = pattern("compare-difference-with-zero", CmpOp, ({ op, pred, lhs, rhs }, rewriter) => {
  if (pred.value !== "eq" && pred.value !== "ne") return false;
  const isZeroLeft = isZero(lhs);
  const sub = SubOp.defining(isZeroLeft ? rhs : lhs);
  if (sub === undefined || !(isZeroLeft || isZero(rhs))) return false;
  const [first, second] = isZeroLeft ? [sub.rhs, sub.lhs] : [sub.lhs, sub.rhs];
  rewriter.replaceWithNew(op, CmpOp, { pred, lhs: first, rhs: second });
  return true;
});

function isZero(value: Value): boolean {
  const constant = constantValue(value);
  return constant instanceof IntegerAttr && constant.value === 0n;
}

export const indexCanonicalizations: readonly Pattern[] = [...mergeConstants, compareDifferenceWithZero];
