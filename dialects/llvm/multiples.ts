/** By which numbers integers that are computed for addresses can be divided. */

import type { OpDefinition } from "../../ir/define-op.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { AddIOp, IndexCastOp, IndexCastUIOp, MulIOp } from "../arith/index.ts";
import { AddOp, AndOp, MulOp, OrOp, SelectOp, ShlOp, SubOp } from "./arithmetic-ops.ts";
import { SExtOp, TruncOp, ZExtOp } from "./cast-ops.ts";

/** No operation further back is looked at. */
const maxDepth = 8;

/** Larger powers of two say no more about addresses. */
const largest = 4096n;

/** The largest power of two that divides a number. */
const evenPart = (number: bigint): bigint => (number === 0n ? largest : number & -number);

const product = (a: bigint, b: bigint): bigint => a * b;
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);
const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** What the result's power of two is by those of the operands; also where the result wraps. */
const combined = new Map<OpDefinition, (a: bigint, b: bigint) => bigint>([
  [MulOp, product],
  [MulIOp, product],
  [AddOp, smaller],
  [AddIOp, smaller],
  [SubOp, smaller],
  [OrOp, smaller],
  [AndOp, larger],
]);

const casts: ReadonlySet<OpDefinition> = new Set([IndexCastOp, IndexCastUIOp, SExtOp, TruncOp, ZExtOp]);

/** A power of two that divides `value`, which may be a vector's elements. */
export const powerOfTwoIn = (value: Value): number => Number(powerIn(value, 0));

function powerIn(value: Value, depth: number): bigint {
  const constant = constantInteger(value);
  if (constant !== undefined) return smaller(evenPart(constant.value), largest);
  const op = value.definingOp;
  return op === undefined || depth > maxDepth ? 1n : smaller(powerOfResult(op, depth + 1), largest);
}

function powerOfResult(op: Operation, depth: number): bigint {
  if (casts.has(op.def)) return powerIn(op.operand(0), depth);
  if (ShlOp.is(op)) {
    const by = constantInteger(op.operand(1))?.value;
    return powerIn(op.operand(0), depth) << smaller(by ?? 0n, 12n);
  }
  if (SelectOp.is(op)) return smaller(powerIn(op.operand(1), depth), powerIn(op.operand(2), depth));
  const combine = combined.get(op.def);
  return combine === undefined ? 1n : combine(powerIn(op.operand(0), depth), powerIn(op.operand(1), depth));
}
