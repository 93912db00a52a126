/**
 * Turns loops that scatter adjoints into loops that gather them. The reverse of a stencil adds to several neighbours in
 * each iteration, `a[i] += f(i)` and `a[i + 1] += g(i)`: element by element these are two additions, one iteration apart,
 * so no two iterations are independent. Here each addition is moved to the iteration whose number is that of the element:
 * `a[j] += f(j) + g(j - 1)`, which touches each element once. The iterations at both ends, which have some of the
 * additions only, become loops of their own.
 *
 * Method: Hückelheim, Kukreja, Narayanan, Luporini, Gorman, Hovland, "Automatic Differentiation for Adjoint Stencil
 * Loops" (ICPP 2019). It relies on what holds for shadows alone: additions to them may be executed in any order, and they
 * share no memory with anything else.
 */
import { AccumulateOp } from "../../dialects/ad/index.ts";
import {
  AddIOp,
  createIndexConstant,
  type LinearForm,
  linearForm,
  MaxSIOp,
  MinSIOp,
  SubIOp,
} from "../../dialects/arith/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { BaseMemRefType, IndexType } from "../../ir/builtin/types.ts";
import { LoopLikeOpInterface } from "../../ir/interfaces/control-flow.ts";
import { ElementAccessOpInterface } from "../../ir/interfaces/element-access.ts";
import { isPure, memoryEffects } from "../../ir/interfaces/memory-effects.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Operation } from "../../ir/operation.ts";
import { Costly } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { baseOfBuffer, hasDistinctElements } from "./base-buffer.ts";

/** Neighbours further apart than this are left alone: the iterations at the ends would be most of the loop. */
const maxShift = 16;
/** How much larger the body of the loop may become. */
const maxGrowth = 4;

/** The sum of two adjoints, in the arithmetic of the operation's level. */
export type AdjointAddition = (op: Operation, builder: OpBuilder, lhs: Value, rhs: Value) => Value;

/** Rewrites the innermost loops in `root` that scatter. `isShadow` tells buffers of adjoints, by where they come from. */
export function gatherAccumulations(
  root: Operation,
  isShadow: (base: Value) => boolean,
  addAdjoints: AdjointAddition,
): void {
  const loops: Operation[] = [];
  root.walk((op) => {
    if (AccumulateOp.is(op) && op.parentOp !== null && loops[loops.length - 1] !== op.parentOp) loops.push(op.parentOp);
    return undefined;
  });
  for (const op of new Set(loops)) {
    const loop = scatteringLoop(op, isShadow);
    if (loop !== undefined) rewrite(loop, addAdjoints);
  }
}

/** An addition, and by how many iterations it moves: its element is that of iteration `shift` of its group. */
interface Addition {
  readonly op: AccumulateOp;
  readonly shift: number;
}

interface ScatteringLoop {
  readonly op: Operation;
  readonly iv: Value;
  readonly lowerBound: Value;
  readonly upperBound: Value;
  /** Whether elements are met in the order of the iterations (1) or in the opposite one (-1). */
  readonly direction: 1 | -1;
  /** What is added to one element by iterations that are `shift` apart, group by group. */
  readonly groups: readonly (readonly Addition[])[];
  /** Writes of values that do not depend on the loop, to places that only the same iteration reads before. */
  readonly stores: readonly Operation[];
  /** What the loop carries without changing it: the block's arguments with their initial values. */
  readonly invariants: readonly (readonly [Value, Value])[];
}

// What can be rewritten.

function scatteringLoop(op: Operation, isShadow: (base: Value) => boolean): ScatteringLoop | undefined {
  const loop = LoopLikeOpInterface.of(op);
  const bounds = loop?.bounds?.(op);
  const [iv, ...others] = loop?.inductionVars?.(op) ?? [];
  if (loop?.createLike === undefined || bounds === undefined || iv === undefined || others.length > 0) return undefined;
  if (!(iv.type instanceof IndexType) || !isOne(linearForm(bounds.step)) || !op.regions[0]!.hasOneBlock)
    return undefined;
  const invariants = invariantArgs(op);
  if (invariants === undefined) return undefined;
  const body = collectBody(op, iv);
  if (body === undefined || !isIndependent(body, isShadow)) return undefined;
  const grouped = groupByElement(body.additions, op, iv);
  if (grouped === undefined) return undefined;
  const { lowerBound, upperBound } = bounds;
  return { op, iv, lowerBound, upperBound, ...grouped, stores: body.stores.map((store) => store.op), invariants };
}

const isOne = ({ constant, terms }: LinearForm): boolean => constant === 1 && terms.size === 0;

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
      const place = { op: inner, buffer: access.buffer(inner), indices: access.indices(inner).map(linearForm) };
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

// The rewriting.

/** The operations of the body that additions of one shift need, in their order. */
interface Slice {
  readonly shift: number;
  readonly ops: readonly Operation[];
}

function rewrite(loop: ScatteringLoop, addAdjoints: AdjointAddition): void {
  const shifts = [...new Set(loop.groups.flat().map(({ shift }) => shift))].sort((a, b) => a - b);
  const slices = shifts.map((shift) => sliceOf(loop, shift));
  if (!isWorthwhile(loop, slices)) return;
  new GatherEmitter(loop, slices, OpBuilder.before(loop.op), addAdjoints).loops();
  loop.op.replaceAllUsesWith(loop.invariants.map(([, init]) => init));
  loop.op.erase();
}

function sliceOf({ op, groups }: ScatteringLoop, shift: number): Slice {
  const block = op.regions[0]!.front;
  const needed = new Set<Operation>();
  const stack: Operation[] = groups.flatMap((group) =>
    group.filter((addition) => addition.shift === shift).flatMap(({ op: { op: addition } }) => definitions(addition)),
  );
  for (let inner = stack.pop(); inner !== undefined; inner = stack.pop()) {
    if (inner.block !== block || needed.has(inner)) continue;
    needed.add(inner);
    stack.push(...definitions(inner));
  }
  return { shift, ops: [...block.ops()].filter((inner) => needed.has(inner)) };
}

const definitions = (op: Operation): Operation[] =>
  op.operands.flatMap(({ definingOp }) => (definingOp === undefined ? [] : [definingOp]));

/** What several shifts need is computed for each of them, which must stay cheap. */
function isWorthwhile({ op }: ScatteringLoop, slices: readonly Slice[]): boolean {
  const seen = new Set<Operation>();
  let size = 0;
  for (const { ops } of slices) {
    size += ops.length;
    for (const inner of ops) {
      if (seen.has(inner) && inner.def.hasTrait(Costly)) return false;
      seen.add(inner);
    }
  }
  let bodySize = 0;
  for (const _ of op.regions[0]!.front.ops()) bodySize++;
  return size <= maxGrowth * bodySize;
}

/** Emits loops over `time`: an addition of shift s is executed when the time is s later than its iteration. */
class GatherEmitter {
  readonly #loop: ScatteringLoop;
  readonly #slices: readonly Slice[];
  readonly #builder: OpBuilder;
  readonly #addAdjoints: AdjointAddition;

  constructor(loop: ScatteringLoop, slices: readonly Slice[], builder: OpBuilder, addAdjoints: AdjointAddition) {
    this.#loop = loop;
    this.#slices = slices;
    this.#builder = builder;
    this.#addAdjoints = addAdjoints;
  }

  loops(): void {
    const { lowerBound, upperBound, direction, stores } = this.#loop;
    const one = (): Value => this.#constant(1);
    // The iterations as times. In the opposite direction time is the iteration's number with the other sign.
    const start = direction === 1 ? lowerBound : this.#subtract(one(), upperBound);
    const end = direction === 1 ? upperBound : this.#subtract(one(), lowerBound);
    const last = this.#slices[this.#slices.length - 1]!.shift;
    const middle = this.#add(start, last);
    const middleEnd = this.#larger(middle, end);
    for (const slice of this.#slices) {
      if (slice.shift === last) continue;
      this.#emit(this.#add(start, slice.shift), this.#smaller(middle, this.#add(end, slice.shift)), [slice]);
    }
    this.#emit(middle, middleEnd, this.#slices);
    for (const slice of this.#slices) {
      if (slice.shift > 0) this.#emit(middleEnd, this.#add(end, slice.shift), [slice]);
    }
    if (stores.length > 0) this.#loopOver(lowerBound, upperBound, (builder, iv) => this.#storesAt(builder, iv));
  }

  #emit(from: Value, to: Value, slices: readonly Slice[]): void {
    const { direction, groups, iv } = this.#loop;
    this.#loopOver(from, to, (builder, time) => {
      const mappings = new Map<number, IRMapping>();
      for (const { shift, ops } of slices) {
        const mapping = this.#mapping();
        const moved = builder.create(SubIOp, { lhs: time, rhs: createIndexConstant(builder, shift) }).result;
        const iteration =
          direction === 1
            ? moved
            : builder.create(SubIOp, { lhs: createIndexConstant(builder, shift), rhs: time }).result;
        mapping.map(iv, iteration);
        for (const op of ops) builder.clone(op, mapping);
        mappings.set(shift, mapping);
      }
      for (const group of groups) this.#sum(group, mappings, builder);
    });
  }

  /** One addition of all that the group has for the element. */
  #sum(group: readonly Addition[], mappings: ReadonlyMap<number, IRMapping>, builder: OpBuilder): void {
    let sum: { value: Value; indices: readonly Value[] } | undefined;
    for (const { op, shift } of group) {
      const mapping = mappings.get(shift);
      if (mapping === undefined) continue;
      const value = mapping.lookupOrSelf(op.value);
      if (sum === undefined) sum = { value, indices: op.indices.map((index) => mapping.lookupOrSelf(index)) };
      else sum.value = this.#addAdjoints(op.op, builder, sum.value, value);
    }
    if (sum !== undefined) builder.create(AccumulateOp, { ...sum, memref: group[0]!.op.memref });
  }

  #storesAt(builder: OpBuilder, iteration: Value): void {
    const { iv, stores } = this.#loop;
    const mapping = this.#mapping();
    mapping.map(iv, iteration);
    const needed = new Set<Operation>();
    const stack = stores.flatMap(definitions);
    for (let op = stack.pop(); op !== undefined; op = stack.pop()) {
      if (op.parentOp !== this.#loop.op || needed.has(op)) continue;
      needed.add(op);
      stack.push(...definitions(op));
    }
    const wanted = new Set([...needed, ...stores]);
    for (const op of this.#loop.op.regions[0]!.front.ops()) if (wanted.has(op)) builder.clone(op, mapping);
  }

  #loopOver(lowerBound: Value, upperBound: Value, body: (builder: OpBuilder, iv: Value) => void): void {
    const { op } = this.#loop;
    const step = this.#constant(1);
    LoopLikeOpInterface.of(op)!.createLike!(op, this.#builder, { lowerBound, upperBound, step }, (iv) => {
      body(this.#builder, iv);
    });
  }

  #mapping(): IRMapping {
    const mapping = new IRMapping();
    for (const [arg, init] of this.#loop.invariants) mapping.map(arg, init);
    return mapping;
  }

  #constant(value: number): Value {
    return createIndexConstant(this.#builder, value);
  }
  #add(value: Value, constant: number): Value {
    return constant === 0 ? value : this.#builder.create(AddIOp, { lhs: value, rhs: this.#constant(constant) }).result;
  }
  #subtract(lhs: Value, rhs: Value): Value {
    return this.#builder.create(SubIOp, { lhs, rhs }).result;
  }
  #larger(lhs: Value, rhs: Value): Value {
    return this.#builder.create(MaxSIOp, { lhs, rhs }).result;
  }
  #smaller(lhs: Value, rhs: Value): Value {
    return this.#builder.create(MinSIOp, { lhs, rhs }).result;
  }
}
