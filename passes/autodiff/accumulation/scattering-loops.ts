/** Loops that scatter adjoints, and by how many iterations each of their additions may be moved. */

import { AccumulateOp } from "../../../dialects/ad/index.ts";
import { indexForms, type LinearForm, linearForm } from "../../../dialects/arith/index.ts";
import { BaseMemRefType } from "../../../ir/builtin/types.ts";
import { LoopLikeOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { ElementAccessOpInterface } from "../../../ir/interfaces/element-access.ts";
import { isPure, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import { SplittableLoopOpInterface } from "../../../ir/interfaces/splittable-loop.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { baseOfBuffer, hasDistinctElements } from "../memory/base-buffer.ts";

/** Neighbours further apart than this are left alone: the iterations at the ends would be most of the loop. */
const maxShift = 16;

/** An addition, and by how many iterations it moves: its element is that of iteration `shift` of its group. */
export interface Addition {
  readonly op: AccumulateOp;
  readonly shift: number;
}

export interface ScatteringLoop {
  readonly op: Operation;
  readonly iv: Value;
  /** Whether elements are met in the order of the iterations (1) or in the opposite one (-1). */
  readonly direction: 1 | -1;
  /** What is added to one element by iterations that are `shift` apart, group by group. */
  readonly groups: readonly (readonly Addition[])[];
  /** Writes of values that do not depend on the loop, to places that only the same iteration reads before. */
  readonly stores: readonly Operation[];
  /** What the loop carries without changing it: the block's arguments with their initial values. */
  readonly invariants: readonly (readonly [Value, Value])[];
}

/** How the loop `op` scatters adjoints; undefined if it does not, or if its additions cannot be moved. */
export function scatteringLoop(op: Operation, isShadow: (base: Value) => boolean): ScatteringLoop | undefined {
  if (SplittableLoopOpInterface.of(op)?.isSplittable(op) !== true || !op.regions[0]!.hasOneBlock) return undefined;
  const [iv] = LoopLikeOpInterface.of(op)!.inductionVars!(op) as [Value];
  const invariants = invariantArgs(op);
  if (invariants === undefined) return undefined;
  const body = collectBody(op, iv);
  if (body === undefined || !isIndependent(body, isShadow)) return undefined;
  const grouped = groupByElement(body.additions, op, iv);
  if (grouped === undefined) return undefined;
  return { op, iv, ...grouped, stores: body.stores.map((store) => store.op), invariants };
}

/** The initial values of what the loop carries; undefined if an iteration changes any of it. */
function invariantArgs(op: Operation): [Value, Value][] | undefined {
  const loop = LoopLikeOpInterface.of(op)!;
  const [inits, args, yielded] = [
    loop.inits?.(op) ?? [],
    loop.regionIterArgs?.(op) ?? [],
    loop.yieldedValues?.(op) ?? [],
  ];
  if (op.numResults !== args.length || args.some((arg, i) => yielded[i] !== arg)) return undefined;
  return args.map((arg, i) => [arg, inits[i]!]);
}

interface Access {
  readonly op: Operation;
  readonly buffer: Value;
  readonly indices: readonly LinearForm[];
}

interface Body {
  readonly additions: readonly AccumulateOp[];
  readonly stores: readonly Access[];
  readonly loads: readonly Access[];
  /** Buffers that are read otherwise. */
  readonly read: readonly Value[];
}

/** What the body consists of; undefined if there is anything else in it. */
function collectBody(op: Operation, iv: Value): Body | undefined {
  const block = op.regions[0]!.front;
  const additions: AccumulateOp[] = [];
  const [stores, loads]: [Access[], Access[]] = [[], []];
  const read: Value[] = [];
  for (const inner of block.ops()) {
    if (inner === block.terminator) continue;
    if (inner.regions.length > 0) return undefined;
    const addition = AccumulateOp.match(inner);
    const access = ElementAccessOpInterface.of(inner);
    if (addition !== undefined) additions.push(addition);
    else if (access !== undefined) {
      const [buffer, forms] = [access.buffer(inner), indexForms(inner)];
      if (forms.includes(undefined)) {
        if (access.kind === "store") return undefined;
        read.push(buffer);
        continue;
      }
      const place = { op: inner, buffer, indices: forms as LinearForm[] };
      if (access.kind === "load") loads.push(place);
      else if (isInvariant(access.stored!(inner), op)) stores.push(place);
      else return undefined;
      if (access.kind === "store" && !isInjective(place, iv, op)) return undefined;
    } else if (!isPure(inner)) {
      const effects = memoryEffects(inner);
      if (effects?.every(({ kind, value }) => kind === "read" && value !== undefined) !== true) return undefined;
      read.push(...effects.flatMap(({ value }) => (value!.type instanceof BaseMemRefType ? [value!] : [])));
    }
  }
  return { additions, stores, loads, read };
}

/** Whether the value is the same in all iterations: defined outside, or a constant. */
function isInvariant(value: Value, loop: Operation): boolean {
  const inner = value.definingOp;
  if (inner !== undefined && inner.parentOp === loop) return inner.numOperands === 0 && isPure(inner);
  return value.parentBlock !== loop.regions[0]!.front;
}

/** How a place depends on the iteration: the factor of the induction variable; undefined if in another way as well. */
function factorOf({ terms }: LinearForm, iv: Value, loop: Operation): number | undefined {
  for (const value of terms.keys()) if (value !== iv && !isInvariant(value, loop)) return undefined;
  return terms.get(iv) ?? 0;
}

/** Whether no two iterations mean the same place. */
const isInjective = ({ buffer, indices }: Access, iv: Value, loop: Operation): boolean => {
  const factors = indices.map((index) => factorOf(index, iv, loop));
  return hasDistinctElements(buffer) && !factors.includes(undefined) && factors.some((factor) => factor !== 0);
};

/** Whether the additions may be moved across each other and across everything else in the body. */
function isIndependent({ additions, stores, loads, read }: Body, isShadow: (base: Value) => boolean): boolean {
  const added = new Set<Value>();
  for (const { memref } of additions) {
    const base = baseOfBuffer(memref);
    if (base === undefined || !isShadow(base)) return false;
    added.add(base);
  }
  const stored = new Map<Value, Access[]>();
  for (const store of stores) {
    const base = baseOfBuffer(store.buffer);
    if (base === undefined || !isShadow(base) || added.has(base)) return false;
    stored.set(base, [...(stored.get(base) ?? []), store]);
  }
  if (read.some((buffer) => isTouched(baseOfBuffer(buffer), added, stored))) return false;
  // All stores to a buffer are to the same place, and what is loaded from it comes from there beforehand.
  for (const same of stored.values()) if (same.some((store) => !isSamePlace(store, same[0]!))) return false;
  return loads.every((load) => {
    const base = baseOfBuffer(load.buffer);
    if (base === undefined) return added.size + stored.size === 0;
    if (added.has(base)) return false;
    return (stored.get(base) ?? []).every((store) => isSamePlace(load, store) && load.op.isBeforeInBlock(store.op));
  });
}

/** A buffer that comes from nobody knows where may be any. */
const isTouched = (base: Value | undefined, added: ReadonlySet<Value>, stored: ReadonlyMap<Value, unknown>): boolean =>
  base === undefined || added.has(base) || stored.has(base);

const isSamePlace = (a: Access, b: Access): boolean =>
  a.buffer === b.buffer && a.indices.every((index, i) => isSameForm(index, b.indices[i]!));

/** Whether two indices are the same sum. */
export const isSameForm = (a: LinearForm, b: LinearForm): boolean =>
  a.constant === b.constant &&
  a.terms.size === b.terms.size &&
  [...a.terms].every(([v, count]) => b.terms.get(v) === count);

/** The additions by element; undefined if nothing is gained: no two of them meet at an element in different iterations. */
function groupByElement(
  additions: readonly AccumulateOp[],
  loop: Operation,
  iv: Value,
): Pick<ScatteringLoop, "direction" | "groups"> | undefined {
  const numbers = new Map<Value, number>();
  const numberOf = (value: Value): number => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  };
  const groups = new Map<string, { readonly factor: number; readonly members: { op: AccumulateOp; at: number }[] }>();
  for (const op of additions) {
    const forms = op.indices.map(linearForm);
    const factors = forms.map((form) => factorOf(form, iv, loop));
    const moving = factors.flatMap((factor, dimension) => (factor === 0 ? [] : [dimension]));
    const [dimension] = moving;
    const factor = moving.length === 1 && dimension !== undefined ? factors[dimension] : undefined;
    const isMovable = factor === 1 || factor === -1;
    // What tells one element's additions from another's, but for the constant along the moving dimension.
    const key = isMovable
      ? `${numberOf(op.memref)}:${forms.map((form, i) => formKey(form, i !== dimension, numberOf)).join(";")}`
      : `alone ${numberOf(op.op.operand(0))} ${groups.size}`;
    const group = groups.get(key) ?? { factor: isMovable ? factor : 0, members: [] };
    group.members.push({ op, at: isMovable ? forms[dimension!]!.constant : 0 });
    groups.set(key, group);
  }
  const all = [...groups.values()];
  const spread = all.filter(({ members }) => members.some(({ at }) => at !== members[0]!.at));
  const direction = spread[0]?.factor;
  if (direction === undefined || spread.some(({ factor }) => factor !== direction)) return undefined;
  const shifted = all.map(({ members }) => {
    const first = members.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
    return members.map(({ op, at }): Addition => ({ op, shift: at - first }));
  });
  if (shifted.flat().some(({ shift }) => shift > maxShift)) return undefined;
  return { direction: direction as 1 | -1, groups: shifted };
}

function formKey({ constant, terms }: LinearForm, withConstant: boolean, numberOf: (value: Value) => number): string {
  const parts = [...terms].map(([value, count]) => [numberOf(value), count] as const).sort(([a], [b]) => a - b);
  return `${parts.map(([number, count]) => `${number}*${count}`).join("+")}+${withConstant ? constant : "c"}`;
}
