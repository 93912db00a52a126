/** What the rules must know of the body of a structured operation. */

import type { AffineMap } from "../../../ir/affine.ts";
import type { Block } from "../../../ir/block.ts";
import { dpsInits } from "../../../ir/interfaces/destination-style.ts";
import { indexingMaps, linalgBody } from "../../../ir/interfaces/linalg.ts";
import { memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Addition } from "../../../ir/traits.ts";
import { BlockArgument, type Value } from "../../../ir/value.ts";
import { SubFOp } from "../../arith/index.ts";
import { SubOp } from "../../complex/index.ts";

/** The arguments of `body` that the values depend on. */
export function argumentsBehind(body: Block, values: readonly Value[]): Set<Value> {
  const found = new Set<Value>();
  const seen = new Set<Operation>();
  const stack = [...values];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (value instanceof BlockArgument && value.owner === body) found.add(value);
    const op = value.definingOp;
    if (op === undefined || op.block !== body || seen.has(op)) continue;
    seen.add(op);
    op.walk((inner) => {
      stack.push(...inner.operands);
      return undefined;
    });
  }
  return found;
}

/** Whether the body only computes and reads: what it writes would be written twice. */
export const onlyReads = (body: Block): boolean =>
  [...body.ops()].every((op) => memoryEffects(op)?.every(({ kind }) => kind === "read") === true);

/** Whether no two iterations have the same element. */
export const isInjective = ({ numDims, results }: AffineMap): boolean =>
  new Set(results.flatMap((expr) => (expr.kind === "dim" ? [expr.position] : []))).size === numDims;

/** Whether each element has an iteration. */
export const isCovering = ({ results }: AffineMap): boolean =>
  results.every((expr) => expr.kind === "dim") && new Set(results).size === results.length;

/** An output of a structured operation. */
export interface Output {
  /** Its position among the outputs, and its operand. */
  readonly position: number;
  readonly init: Value;
  readonly map: AffineMap;
  /** What the body is given of it, and what it yields. */
  readonly argument: Value;
  readonly yielded: Value;
}

export function outputsOf(op: Operation): Output[] {
  const maps = indexingMaps(op);
  const body = linalgBody(op);
  return dpsInits(op).map(({ value, index }, position) => ({
    position,
    init: value,
    map: maps[index]!,
    argument: body.args[index]!,
    yielded: body.terminator!.operand(position),
  }));
}

/** The outputs that are read while they come about, for these values and for one another. */
export function outputsBehind(op: Operation, values: readonly Value[]): Output[] {
  const body = linalgBody(op);
  const found = new Set<Output>();
  const wanted = [...values];
  const candidates = outputsOf(op).filter(({ map }) => !isInjective(map));
  for (let before = -1; before < found.size; ) {
    before = found.size;
    const read = argumentsBehind(body, wanted);
    for (const output of candidates) {
      if (!read.has(output.argument) || found.has(output)) continue;
      found.add(output);
      wanted.push(output.yielded);
    }
  }
  return [...found];
}

/** Whether the body adds something to the output, or subtracts it, and does not look at the output otherwise. */
export function isSum(body: Block, { argument, yielded }: Output): boolean {
  let sum = yielded;
  while (sum !== argument) {
    if (!sum.hasOneUse) return false;
    const op = sum.definingOp;
    const isAddition = op?.def.hasTrait(Addition) === true;
    if (op === undefined || op.block !== body || !(isAddition || SubFOp.is(op) || SubOp.is(op))) return false;
    const isBehind = (value: Value): boolean => argumentsBehind(body, [value]).has(argument);
    const [lhs, rhs] = op.operands as [Value, Value];
    const [left, right] = [isBehind(lhs), isBehind(rhs)];
    if (left === right || (right && !isAddition)) return false;
    sum = left ? lhs : rhs;
  }
  return argument.hasOneUse;
}
