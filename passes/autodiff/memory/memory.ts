/** What a function does to buffers: which are written, and when. */

import { StackPushOp } from "../../../dialects/ad/index.ts";
import { AllocOp, DeallocOp } from "../../../dialects/memref/index.ts";
import { CallOpInterface, callArguments } from "../../../ir/interfaces/control-flow.ts";
import { isMemoryEffectFree, type MemoryEffect, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { bufferEffects, type CallEffects, type Flow, isBuffer } from "../analysis/flow.ts";
import type { Aliases } from "./aliases.ts";
import { goElsewhere, Writers } from "./later-writes.ts";

/** A function whose reverse comes when it has returned. Its callers may write in between what is not its own memory. */
export interface Outlived {
  /** Ends the function. */
  readonly end: Operation;
  /** Arguments whose memory nobody writes from the beginning of the function to its reverse. */
  readonly constant: readonly Value[];
}

export class MemoryUse {
  readonly #aliases: Aliases;
  readonly #body: Region;
  /** What writes and what frees the memory behind a root. */
  readonly #writers: Map<Value, Operation[]>;
  readonly #frees: Map<Value, Operation[]>;
  /** What puts buffers on stacks, by their root. */
  readonly #pushes: Map<Value, Operation[]>;
  /** What writes memory that the function has not allocated: two such buffers may be the same. */
  readonly #outsideWriters: Operation[];
  /** Where what writes stands, by a root; undefined for memory that the function has not allocated. */
  readonly #writerPlaces: Map<Value | undefined, Writers>;

  /** Roots of memory that is not the function's own, but is never written. */
  readonly #constant: ReadonlySet<Value>;

  constructor(flow: Flow, aliases: Aliases, callEffects: CallEffects, outlived?: Outlived) {
    this.#body = flow.body;
    this.#aliases = aliases;
    this.#writers = new Map();
    this.#frees = new Map();
    this.#pushes = new Map();
    this.#outsideWriters = outlived === undefined ? [] : [outlived.end];
    this.#constant = new Set(outlived === undefined ? [] : constantRoots(flow, aliases, outlived.constant));
    this.#writerPlaces = new Map();
    const reachable = (value: Value): readonly Value[] => [value, ...aliases.reachable(value)];
    for (const op of flow.units) {
      const effects = bufferEffects(op, callEffects);
      const { freed } = effects;
      // A called function may follow the pointers that are in memory.
      const written = CallOpInterface.implementedBy(op) ? effects.written.flatMap(reachable) : effects.written;
      for (const value of written) {
        this.#record(this.#writers, value, op);
        if (!aliases.isOwn(value)) this.#outsideWriters.push(op);
      }
      for (const value of freed) this.#record(this.#frees, value, op);
      const pushed = StackPushOp.match(op)?.value;
      if (pushed !== undefined && isBuffer(pushed)) this.#record(this.#pushes, pushed, op);
    }
  }

  #record(map: Map<Value, Operation[]>, buffer: Value, op: Operation): void {
    const root = this.#aliases.root(buffer);
    const list = map.get(root);
    if (list === undefined) map.set(root, [op]);
    else list.push(op);
  }

  #writersOf(buffer: Value): readonly Operation[] {
    if (this.#aliases.isConstant(buffer) || this.#constant.has(this.#aliases.root(buffer))) return [];
    return this.#aliases.isOwn(buffer) ? (this.#writers.get(this.#aliases.root(buffer)) ?? []) : this.#outsideWriters;
  }

  /** Whether `op` may write to the memory behind `buffer`. */
  writes(op: Operation, buffer: Value): boolean {
    return this.#writersOf(buffer).includes(op);
  }

  /** Whether two buffers may have elements in common. */
  mayOverlap(a: Value, b: Value): boolean {
    if (!this.#aliases.isOwn(a) && !this.#aliases.isOwn(b)) return true;
    return this.#aliases.root(a) === this.#aliases.root(b);
  }

  /** Whether the function has allocated all memory that `buffer` may be. */
  isOwn(buffer: Value): boolean {
    return this.#aliases.isOwn(buffer);
  }

  /** Whether `value` is the result of an allocation in the function. */
  isAllocation(value: Value): boolean {
    return this.#aliases.isAllocation(value);
  }

  /** Whether `buffer` is memory that holds the same numbers for ever. */
  isConstant(buffer: Value): boolean {
    return this.#aliases.isConstant(buffer);
  }

  /** What frees the memory behind `buffer`. */
  freesOf(buffer: Value): readonly Operation[] {
    return this.#frees.get(this.#aliases.root(buffer)) ?? [];
  }

  /** What puts `buffer` on a stack, from where it is taken to be freed. */
  handedOver(buffer: Value): readonly Operation[] {
    return this.freesOf(buffer).length > 0 ? [] : (this.#pushes.get(this.#aliases.root(buffer)) ?? []);
  }

  /** Whether the memory behind `value` holds the same from the beginning of the function to its end. */
  isReadOnly(value: Value): boolean {
    return this.#writersOf(value).length === 0 && this.freesOf(value).length === 0;
  }

  /** The buffers that can be reached through pointers in memory, by one of each set. */
  reachable(buffer: Value): readonly Value[] {
    return this.#aliases.reachable(buffer);
  }

  /** What may write to the memory behind `buffer` after `op`, which uses it; undefined if nothing does. */
  writerBehind(op: Operation, buffer: Value): Operation | undefined {
    // Each execution of the region that allocates a buffer has one of its own.
    const home = this.#aliases.isAllocation(buffer) ? buffer.parentBlock!.region! : this.#body;
    return this.#placesOfWriters(buffer).behind(op, home);
  }

  /** Whether the memory behind `buffer`, which `call` is given, holds at the reverse of the call what it holds in front of it. */
  isConstantFrom(call: Operation, buffer: Value): boolean {
    if (this.reachable(buffer).length > 0 || !this.freesOf(buffer).every((free) => this.#canWait(free))) return false;
    return !this.writes(call, buffer) && this.writerBehind(call, buffer) === undefined;
  }

  /** What may write to what `call` reads after it. */
  writerBehindCall(call: Operation): Operation | undefined {
    for (const buffer of callArguments(call).filter(isBuffer)) {
      for (const inside of [buffer, ...this.reachable(buffer)]) {
        const writer = this.writerBehind(call, inside);
        if (writer !== undefined) return writer;
      }
    }
    return undefined;
  }

  /**
   * Whether `op` gives the same results when it is executed again in the reverse sweep. `mayWait`: whether what it reads can
   * be freed later than it is.
   */
  isRepeatable(op: Operation, mayWait = true): boolean {
    if (op.regions.length > 0 || op.blockOperands.length > 0 || CallOpInterface.implementedBy(op)) return false;
    const effects: readonly MemoryEffect[] | undefined = memoryEffects(op);
    return (
      effects?.every(
        ({ kind, value }) => kind === "read" && value !== undefined && this.#isKept(op, value, mayWait),
      ) === true
    );
  }

  /** Whether the memory behind `buffer` holds in the reverse sweep what `op` reads there. */
  #isKept(op: Operation, buffer: Value, mayWait: boolean): boolean {
    if (this.isReadOnly(buffer)) return true;
    if (this.freesOf(buffer).length > 0 && !mayWait) return false;
    if (!this.#aliases.isOfFunction(buffer) || !this.freesOf(buffer).every((free) => this.#canWait(free))) return false;
    return (
      this.#placesOfWriters(buffer).behind(op) === undefined || goElsewhere(this.#writersOf(buffer), op, this.#body)
    );
  }

  /** Whether the memory that `free` frees may as well be freed at the end of the reverse sweep. */
  #canWait(free: Operation): boolean {
    const freed = DeallocOp.match(free)?.memref;
    return freed !== undefined && this.isAllocation(freed) && AllocOp.is(freed.definingOp);
  }

  #placesOfWriters(buffer: Value): Writers {
    const root = this.#aliases.root(buffer);
    const key = this.#aliases.isOwn(buffer) || this.#constant.has(root) ? root : undefined;
    let writers = this.#writerPlaces.get(key);
    if (writers === undefined) {
      writers = new Writers(this.#writersOf(buffer), this.#body);
      this.#writerPlaces.set(key, writers);
    }
    return writers;
  }
}

/** The roots of the buffers, as far as nothing else is behind them that comes from outside. */
function constantRoots(flow: Flow, aliases: Aliases, buffers: readonly Value[]): Value[] {
  const others = flow.body.front.args.filter((arg) => isBuffer(arg) && !buffers.includes(arg));
  const given = flow.units.flatMap((op) => (isMadeOfOperands(op) ? [] : op.results.filter(isBuffer)));
  const changing = new Set([...others, ...given].map((value) => aliases.root(value)));
  return buffers.map((buffer) => aliases.root(buffer)).filter((root) => !changing.has(root));
}

/** Whether buffers among the results of an operation are those that it is given, or views of them. */
const isMadeOfOperands = (op: Operation): boolean => op.operands.some(isBuffer) && isMemoryEffectFree(op);
