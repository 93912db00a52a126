/**
 * The stacks on which functions keep values for their reverse. A function that is split takes a stack for each type of
 * value that it keeps, or that a split function keeps which it calls; any other function that calls one makes them.
 */
import { StackCreateOp, StackFreeOp, StackPopOp, StackPushOp, StackType } from "../../../dialects/ad/index.ts";
import { AllocTensorOp } from "../../../dialects/bufferization/index.ts";
import { DeallocOp } from "../../../dialects/memref/index.ts";
import { PoisonOp } from "../../../dialects/ub/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { indexType, TensorType } from "../../../ir/builtin/types.ts";
import type { RegionStorage } from "../../../ir/interfaces/differentiable.ts";
import { enclosingFunction, FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { holdsTapes, lowerTapes } from "../../lower-ad-tape/lower-ad-tape.ts";
import { isDynamicTensor, type PrimalSizes } from "../shapes.ts";
import { packed, type SlotKind, slotType, staticSlot, unpacked } from "./tapes.ts";

interface StackCall {
  readonly call: Operation;
  readonly callee: Operation;
}

const byHome = (calls: readonly StackCall[]) =>
  calls.map((entry) => ({ ...entry, home: enclosingFunction(entry.call)! }));

const bodyOf = (fn: Operation) => FunctionOpInterface.of(fn)!.body(fn).front;

export class Stacks {
  /** What split functions take, by the type of the values. */
  readonly #taken: Map<Operation, Map<Type, Value>>;
  /** Calls of split functions that are not given stacks yet. */
  #calls: StackCall[];
  /** Calls of split functions that are given stacks of their own. */
  #served: StackCall[];
  /** Functions whose bodies are not complete. */
  readonly #open: Set<Operation>;

  constructor() {
    this.#taken = new Map();
    this.#open = new Set();
    this.#calls = [];
    this.#served = [];
  }

  /** Declares a split function, behind whose arguments its stacks will stand. */
  add(fn: Operation): void {
    this.#taken.set(fn, new Map());
    this.#open.add(fn);
  }

  /** Says that the body of a split function is complete. */
  close(fn: Operation): void {
    this.#open.delete(fn);
  }

  /** The stack that a split function takes for values of a type. */
  of(fn: Operation, elementType: Type): Value {
    const stacks = this.#taken.get(fn)!;
    let stack = stacks.get(elementType);
    if (stack === undefined) {
      stack = bodyOf(fn).addArgument(StackType.get({ elementType }), fn.loc);
      stacks.set(elementType, stack);
    }
    return stack;
  }

  /** Remembers to give a call of a split function its stacks. */
  addCall(call: Operation, callee: Operation): void {
    this.#calls.push({ call, callee });
  }

  /** Remembers a call that has its stacks already. */
  addServedCall(call: Operation, callee: Operation): void {
    this.#served.push({ call, callee });
  }

  /** The types of all values for which a split function takes stacks; undefined while that is not known. */
  typesOf(fn: Operation): readonly Type[] | undefined {
    const calls = byHome(this.#calls);
    const reached = new Set([fn]);
    // The set grows while it is walked.
    for (const next of reached) {
      if (this.#open.has(next)) return undefined;
      for (const { callee, home } of calls) if (home === next) reached.add(callee);
    }
    this.#spread(calls);
    return [...this.#taken.get(fn)!.keys()];
  }

  /** Lets split functions take what those take that they call. */
  #spread(calls: readonly { readonly callee: Operation; readonly home: Operation }[]): void {
    const inside = calls.filter(({ home }) => this.#taken.has(home));
    for (let changed = true; changed; ) {
      changed = false;
      for (const { callee, home } of inside) {
        const before = this.#taken.get(home)!.size;
        for (const type of this.#taken.get(callee)!.keys()) this.of(home, type);
        if (this.#taken.get(home)!.size > before) changed = true;
      }
    }
  }

  /** Gives all calls the stacks that they need, when all functions are complete. */
  settle(): void {
    const calls = byHome(this.#calls);
    const served = byHome(this.#served);
    this.#calls = [];
    this.#served = [];
    this.#spread(calls);
    for (const fn of this.#taken.keys()) {
      const { setType, resultTypes } = FunctionOpInterface.of(fn)!;
      const argumentTypes = bodyOf(fn).args.map(({ type }) => type);
      setType(fn, argumentTypes, resultTypes(fn));
    }
    const made = new Map<Operation, Map<Type, Value>>();
    for (const { call, callee, home } of calls) {
      const stackOf = (type: Type): Value => (this.#taken.has(home) ? this.of(home, type) : makeIn(home, type, made));
      call.appendOperands([...this.#taken.get(callee)!.keys()].map(stackOf));
    }
    this.#lowerTapesOnStacks([...calls, ...served]);
  }

  /** Where functions that pass each other tapes are differentiated again, all of them must agree that these are buffers. */
  #lowerTapesOnStacks(calls: readonly { readonly callee: Operation; readonly home: Operation }[]): void {
    const passing = calls.filter(({ callee }) => [...this.#taken.get(callee)!.keys()].some(holdsTapes));
    for (const fn of new Set(passing.flatMap(({ callee, home }) => [callee, home]))) lowerTapes(fn);
  }
}

/** A stack that lives as long as `fn` is executed. */
function makeIn(fn: Operation, elementType: Type, made: Map<Operation, Map<Type, Value>>): Value {
  const stacks = made.get(fn) ?? new Map<Type, Value>();
  made.set(fn, stacks);
  const known = stacks.get(elementType);
  if (known !== undefined) return known;
  const entry = bodyOf(fn);
  const builder = new OpBuilder(fn.loc).setInsertionPointToStart(entry);
  const { stack } = builder.create(StackCreateOp, { resultTypes: [StackType.get({ elementType })] });
  OpBuilder.before(entry.terminator!).create(StackFreeOp, { stack });
  stacks.set(elementType, stack);
  return stack;
}

/** Where the two halves of a split function keep and find values. */
export interface StackEnds {
  readonly stacks: Stacks;
  readonly augmented: Operation;
  readonly pullback: Operation;
  readonly sizes: PrimalSizes;
}

/** Where a region is reversed. */
interface ReversePlace {
  /** What was taken from stacks there. */
  readonly restored: Map<Value, Value>;
  /** What is taken next is taken behind this. */
  last: Operation;
}

/**
 * Keeps values of a region of a split function: the last thing that the region does is to put them on stacks. Its reverse
 * begins with taking them back, the last one first. If it is reversed in several places, all of them are taken in each.
 */
export class StackStorage implements RegionStorage {
  readonly #ends: StackEnds;
  readonly #inside: Map<Region, StackStorage>;
  /** What is put on a stack next goes in front of it. */
  #next: Operation;
  readonly #kept: Set<Value>;
  readonly #places: ReversePlace[];
  /** Stand where nothing was taken yet. */
  readonly #marks: Set<Operation>;

  constructor(region: Region, ends: StackEnds) {
    this.#ends = ends;
    this.#inside = new Map();
    this.#next = region.front.terminator!;
    this.#kept = new Set();
    this.#places = [];
    this.#marks = new Set();
  }

  /** The same for a region inside, which the reverse executes as often as the function does, in the opposite order. */
  inside(region: Region): StackStorage {
    const known = this.#inside.get(region);
    if (known !== undefined) return known;
    const storage = new StackStorage(region, this.#ends);
    this.#inside.set(region, storage);
    return storage;
  }

  begin(builder: OpBuilder): void {
    const mark = builder.create(PoisonOp, { resultTypes: [indexType()] }).op;
    this.#marks.add(mark);
    const place = { restored: new Map(), last: mark };
    this.#places.push(place);
    for (const value of this.#kept) this.#take(value, place);
  }

  save(value: Value): Value {
    if (this.#kept.has(value)) return value;
    this.#kept.add(value);
    const { stacks, augmented, sizes } = this.#ends;
    const kind = kindOf(value);
    const builder = OpBuilder.before(this.#next);
    const content = packed(builder, value, kind, kind.holdsBuffer ? sizes.of(value, augmented) : []);
    const stack = stacks.of(augmented, slotType(value, kind));
    const { op } = builder.create(StackPushOp, { value: content, stack });
    this.#next = kind.holdsBuffer ? content.definingOp! : op;
    for (const place of this.#places) this.#take(value, place);
    return value;
  }

  restore(value: Value): Value {
    return this.#places.at(-1)!.restored.get(value)!;
  }

  #take(value: Value, place: ReversePlace): void {
    const { stacks, pullback } = this.#ends;
    const kind = kindOf(value);
    const type = slotType(value, kind);
    const builder = new OpBuilder(value.loc).setInsertionPointAfter(place.last);
    const taken = builder.create(StackPopOp, { stack: stacks.of(pullback, type), resultTypes: [type] });
    if (this.#marks.delete(place.last)) place.last.erase();
    place.last = taken.op;
    place.restored.set(value, restoredFrom(taken.value, value, kind, builder));
  }

  /** Erases what marks places, here and inside. */
  finish(): void {
    for (const mark of this.#marks) mark.erase();
    for (const storage of this.#inside.values()) storage.finish();
  }
}

function restoredFrom(content: Value, value: Value, kind: SlotKind, builder: OpBuilder): Value {
  if (!(value.type instanceof TensorType)) return content;
  // The stack may go, or be written, before the tensor is used for the last time.
  const copy = unpacked(builder, value, content);
  const restored = builder.create(AllocTensorOp, { dynamic_sizes: [], copy, resultTypes: [value.type] }).result;
  if (kind.holdsBuffer) builder.create(DeallocOp, { memref: content });
  return restored;
}

/** What is on a stack tells its own sizes. */
const kindOf = (value: Value): SlotKind =>
  isDynamicTensor(value) ? { sizesBefore: () => [], holdsBuffer: true } : staticSlot;
