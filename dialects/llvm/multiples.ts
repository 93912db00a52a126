/** Which multiples of a number integers that are computed for addresses can be. */

import { IntegerType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { functionOperationName } from "../../ir/derivatives/function-operation.ts";
import { LoopLikeOpInterface } from "../../ir/interfaces/control-flow.ts";
import { constantInteger } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { AddIOp, IndexCastOp, IndexCastUIOp, MulIOp } from "../arith/index.ts";
import { AddOp, AndOp, MulOp, OrOp, SelectOp, ShlOp, SubOp, URemOp } from "./arithmetic-ops.ts";
import { CallOp } from "./call-op.ts";
import { PtrToIntOp, SExtOp, TruncOp, ZExtOp } from "./cast-ops.ts";

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

/** What these allocate is aligned for every kind of number. */
const allocators: ReadonlySet<string> = new Set(
  ["malloc", "calloc", "aligned_alloc", "_Znwm", "_Znam"].map((name) => functionOperationName(CallOp, name)),
);
const alignmentOfNumbers = 8n;

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
  if (PtrToIntOp.is(op)) {
    const allocator = op.operand(0).definingOp?.def.name;
    return allocator !== undefined && allocators.has(allocator) ? alignmentOfNumbers : 1n;
  }
  const rest = SubOp.is(op) ? URemOp.match(op.operand(1).definingOp) : undefined;
  if (rest !== undefined && rest.lhs === op.operand(0)) return powerIn(rest.rhs, depth);
  const combine = combined.get(op.def);
  return combine === undefined ? 1n : combine(powerIn(op.operand(0), depth), powerIn(op.operand(1), depth));
}

/** The integers that are the multiples of `factor` from 0 on, below `count` of them. */
interface Multiples {
  readonly factor: number;
  readonly count: number;
}

/** Whether what `op` gives is what it is given, if that is not negative and the result has room for it. */
const isWidening = (op: Operation): boolean =>
  IndexCastOp.is(op) || IndexCastUIOp.is(op) || SExtOp.is(op) || ZExtOp.is(op);

/** What `value` can be, if it is the number of an iteration of a loop of known length, a remainder, or a multiple of such. */
export function multiplesIn(value: Value, depth = 0): Multiples | undefined {
  const op = value.definingOp;
  if (op === undefined) return iterationsOf(value);
  // Narrow integers might wrap.
  if (depth > maxDepth || (value.type instanceof IntegerType && value.type.width < 32)) return undefined;
  if (isWidening(op)) return multiplesIn(op.operand(0), depth + 1);
  const right = op.numOperands === 2 ? constantInteger(op.operand(1))?.value : undefined;
  if (right === undefined || right <= 0n || right > largest) return undefined;
  const constant = Number(right);
  if (URemOp.is(op)) return { factor: 1, count: constant };
  if (AndOp.is(op)) return { factor: 1, count: constant + 1 };
  const inner = multiplesIn(op.operand(0), depth + 1);
  if (inner === undefined) return undefined;
  const factor = ShlOp.is(op) && right < 12n ? 2 ** constant : MulOp.is(op) || MulIOp.is(op) ? constant : undefined;
  return factor === undefined ? undefined : { ...inner, factor: inner.factor * factor };
}

/** The values of the induction variable of a loop that counts from 0 in steps of a constant. */
function iterationsOf(value: Value): Multiples | undefined {
  const loop = value.parentBlock?.parentOp;
  const implementation = loop ? LoopLikeOpInterface.of(loop) : undefined;
  if (!loop || implementation?.inductionVars?.(loop)?.includes(value) !== true) return undefined;
  const bounds = implementation.bounds?.(loop);
  if (bounds === undefined) return undefined;
  const [lower, upper, step] = [bounds.lowerBound, bounds.upperBound, bounds.step].map(
    (bound) => constantInteger(bound)?.value,
  );
  if (lower !== 0n || upper === undefined || step === undefined || step <= 0n || upper > largest) return undefined;
  return { factor: Number(step), count: Math.max(1, Math.ceil(Number(upper) / Number(step))) };
}
