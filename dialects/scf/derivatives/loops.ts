/**
 * Reverse mode of loops whose iterations follow each other, for all dialects: the reverse carries the adjoints of what the
 * loop carries, and sums those of the values that it captures.
 */

import type { OpBuilder } from "../../../ir/builder.ts";
import {
  type AdjointBuilder,
  type CountedRegion,
  isAggregateType,
  isDifferentiableType,
} from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndexConstant, SubIOp } from "../../arith/index.ts";

export interface Carried {
  /** Positions among the loop's carried values that have adjoints. */
  readonly active: readonly number[];
  readonly captures: readonly Value[];
}

/** `count` - 1 - `index`: reverse loops count down. */
export function mirrored(builder: OpBuilder, count: Value, index: Value): Value {
  const one = createIndexConstant(builder, 1);
  const last = builder.create(SubIOp, { lhs: count, rhs: one }).result;
  return builder.create(SubIOp, { lhs: last, rhs: index }).result;
}

export function carriedOf(
  b: AdjointBuilder,
  op: Operation,
  args: readonly Value[],
  results: readonly Value[],
): Carried {
  const isCarried = (value: Value): boolean => isDifferentiableType(value.type) && b.isActive(value);
  const active = args.flatMap((argument, i) => (isCarried(argument) || isCarried(results[i]!) ? [i] : []));
  return { active, captures: b.activeCaptures(op) };
}

/** The sums for captured values to which a step adds in place. */
export const handedThrough = (captures: readonly Value[], sums: readonly Value[]): ReadonlyMap<Value, Value> =>
  new Map(captures.flatMap((value, i) => (isAggregateType(value.type) ? [[value, sums[i]!]] : [])));

/** What a step hands on: the adjoints of the carried values, and the sums for the captured ones. */
export function nextAdjoints(
  b: AdjointBuilder,
  { active, captures }: Carried,
  gradients: readonly (Value | undefined)[],
  sums: readonly Value[],
): Value[] {
  const carried = active.map((_, position) => gradients[position]!);
  const totals = captures.map((value, i) => {
    const gradient = gradients[active.length + i];
    if (gradient === undefined) return sums[i]!;
    return isAggregateType(value.type) ? gradient : b.add(sums[i]!, gradient);
  });
  return [...carried, ...totals];
}

/** Takes over the adjoints behind the reverse loop. The sums come first, since a captured value may be an initial one, too. */
export function leaveLoop(
  b: AdjointBuilder,
  { active, captures }: Carried,
  inits: readonly Value[],
  adjoints: readonly Value[],
): void {
  captures.forEach((value, i) => {
    b.setGradient(value, adjoints[active.length + i]!);
  });
  active.forEach((i, position) => {
    b.accumulate(inits[i]!, adjoints[position]!);
  });
}

/** A counted loop, and how the loop over its iterations in the opposite order is made. */
export interface SequentialLoop {
  readonly op: Operation;
  readonly region: Region;
  readonly inits: readonly Value[];
  readonly iterArgs: readonly Value[];
  readonly results: readonly Value[];
  /** Emits a loop that carries values; `step` emits the reverse of one iteration and gives the next values. */
  emitReverse(inits: readonly Value[], step: ReverseStep): readonly Value[];
}

export type ReverseStep = (iteration: ReverseIteration, adjoints: readonly Value[]) => readonly Value[];

export interface ReverseIteration {
  /** What the reverse knows of the iteration: its induction variable. */
  readonly known: ReadonlyMap<Value, Value>;
  readonly counted: CountedRegion;
}

/** The reverse of a counted loop. */
export function reverseLoop(b: AdjointBuilder, loop: SequentialLoop): void {
  const { op, region, inits, iterArgs, results } = loop;
  const carried = carriedOf(b, op, iterArgs, results);
  const { active, captures } = carried;
  const outputs = [...active.map((i) => results[i]!), ...captures].map((value) => b.gradientOrZero(value));
  const adjoints = loop.emitReverse(outputs, ({ known, counted }, state) => {
    const sums = state.slice(active.length);
    const gradients = b.reverseRegion(region, {
      seeds: new Map(active.map((i, position) => [i, state[position]!])),
      wrt: [...active.map((i) => iterArgs[i]!), ...captures],
      adjoints: handedThrough(captures, sums),
      known,
      storage: b.countedStorage(counted),
    });
    return nextAdjoints(b, carried, gradients, sums);
  });
  leaveLoop(b, carried, inits, adjoints);
}
