/** Where regions keep values for their reverse sweep: tapes, or further results of the operation. */

import { TapeAppendOp, TapeSetOp, type TapeType } from "../../../dialects/ad/index.ts";
import { PoisonOp } from "../../../dialects/ub/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { TensorType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { CountedRegion, GrowingRegion, RegionStorage } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { isDynamicTensor, type PrimalSizes } from "../shapes.ts";
import { builderBehind, hoist } from "./hoist.ts";
import type { Scope } from "./scope.ts";
import { createTape, packed, readSlot, type SlotKind, slotKind, type Tape } from "./tapes.ts";

/** `counted` and the counted loops directly around it, the innermost first. `scope` is the scope around `counted`. */
function directlyNestedLoops(counted: CountedRegion, scope: Scope): CountedRegion[] {
  const loops = [counted];
  let around: Scope | null = scope;
  while (around?.storage?.counted !== undefined && loops[loops.length - 1]!.op.parentRegion === around.region) {
    loops.push(around.storage.counted);
    around = around.parent;
  }
  return loops;
}

/** Sizes of a tape in front of the outermost loop, as values known there. */
interface TapeFrame {
  readonly loop: CountedRegion;
  /** The outermost first. */
  readonly slots: readonly Value[];
  /** Those of what the slots hold. */
  readonly sizes: readonly Value[];
}

/**
 * The outermost loop in front of which a tape can be made: as long as loops are nested directly and the inner trip counts
 * are known outside, one tape with several indices serves them all.
 */
function outermostFrame([innermost, ...others]: readonly CountedRegion[], kind: SlotKind): TapeFrame {
  let frame: TapeFrame = {
    loop: innermost!,
    slots: innermost!.tripCounts,
    sizes: kind.sizesBefore(innermost!.op)!,
  };
  for (const outer of others) {
    const slots = frame.slots.map((size) => hoist(size, outer.op));
    if (slots.includes(undefined)) break;
    const sizes = kind.sizesBefore(outer.op);
    if (sizes === undefined) break;
    frame = { loop: outer, slots: [...outer.tripCounts, ...(slots as Value[])], sizes };
  }
  return frame;
}

/** A buffer to free, by an operation like the one that freed it in the primal. */
export interface FreedBuffer {
  readonly buffer: Value;
  /** Stands nowhere. */
  readonly by: Operation;
}

/** What is freed behind the reverse of an operation: tapes, and buffers that were allocated for the reverse sweep or not. */
export type Freed = Tape | FreedBuffer | Value;

/** Remembers what was kept already, since a region may be reversed in two places. */
export class StorageCache {
  readonly #saved: Map<Value, Value>;
  /** Tapes and buffers to free behind the reverse of an operation. */
  readonly #freed: Map<Operation, Freed[]>;
  /** What frees memory that is freed behind the reverse of its allocations instead. */
  readonly #takenOver: Set<Operation>;
  constructor() {
    this.#saved = new Map();
    this.#freed = new Map();
    this.#takenOver = new Set();
  }
  get(value: Value): Value | undefined {
    return this.#saved.get(value);
  }
  set(value: Value, saved: Value): Value {
    this.#saved.set(value, saved);
    return saved;
  }
  freeBehind(op: Operation, memory: Freed): void {
    const freed = this.#freed.get(op);
    if (freed === undefined) this.#freed.set(op, [memory]);
    else if (!freed.includes(memory)) freed.push(memory);
  }
  freedBehind(op: Operation): readonly Freed[] {
    return this.#freed.get(op) ?? [];
  }
  /** Erases the operations like which buffers were freed. */
  erasePatterns(): void {
    for (const list of this.#freed.values()) {
      for (const freed of list) if ("by" in freed) freed.by.erase();
    }
  }
  takeOver(free: Operation): void {
    this.#takenOver.add(free);
  }
  isTakenOver(free: Operation): boolean {
    return this.#takenOver.has(free);
  }
}

/** One slot for each iteration. `scope` is the scope around the loop. */
export function countedStorage(
  counted: CountedRegion,
  scope: Scope,
  cache: StorageCache,
  sizes: PrimalSizes,
): RegionStorage {
  const loops = directlyNestedLoops(counted, scope);
  let sharedFrame: TapeFrame | undefined;
  const frameFor = (value: Value, kind: SlotKind): TapeFrame => {
    if (isDynamicTensor(value)) return outermostFrame(loops, kind);
    sharedFrame ??= outermostFrame(loops, kind);
    return sharedFrame;
  };
  return {
    counted,
    save(value) {
      const known = cache.get(value);
      if (known !== undefined) return known;
      const kind = slotKind(value, counted.op, sizes);
      const { loop, slots, sizes: elementSizes } = frameFor(value, kind);
      const tape = createTape(OpBuilder.before(loop.op), value, kind, slots, elementSizes);
      const indices = outermostFirst(loops, slots.length).flatMap((inner) => inner.primalIndices());
      const ownSizes = kind.holdsBuffer ? sizes.of(value, counted.op) : [];
      const builder = builderBehind(value, indices[indices.length - 1]!, ...ownSizes);
      const content = packed(builder, value, kind, ownSizes);
      builder.create(TapeSetOp, { value: content, tape, indices });
      cache.freeBehind(loop.op, { tape, buffers: kind.holdsBuffer ? slots : [] });
      return cache.set(value, tape);
    },
    restore(value, saved, builder) {
      const indices = outermostFirst(loops, (saved.type as TapeType).rank).flatMap((loop) => loop.reverseIndices);
      return readSlot(builder, value, saved, indices);
    },
  };
}

/** The innermost loops that have `rank` indices together. */
function outermostFirst(loops: readonly CountedRegion[], rank: number): CountedRegion[] {
  let count = 0;
  for (let indices = 0; indices < rank; count++) indices += loops[count]!.tripCounts.length;
  return loops.slice(0, count).reverse();
}

/** A tape that the loop carries and that grows as needed. */
export function growingStorage(region: GrowingRegion, cache: StorageCache, sizes: PrimalSizes): RegionStorage {
  return {
    save(value) {
      const known = cache.get(value);
      if (known !== undefined) return known;
      const kind = slotKind(value, region.op, sizes);
      const before = OpBuilder.before(region.op);
      const empty = createTape(before, value, kind, [region.initialSize], kind.sizesBefore(region.op)!);
      const tape = region.carry(empty, (current) => {
        const ownSizes = kind.holdsBuffer ? sizes.of(value, region.op) : [];
        const builder = builderBehind(value, region.primalIndex, ...ownSizes);
        const content = packed(builder, value, kind, ownSizes);
        return builder.create(TapeAppendOp, {
          value: content,
          tape: current,
          index: region.primalIndex,
          resultTypes: [current.type],
        }).result;
      });
      cache.freeBehind(region.op, { tape, buffers: kind.holdsBuffer ? [region.executions()] : [] });
      return cache.set(value, tape);
    },
    restore: (value, saved, builder) => readSlot(builder, value, saved, [region.reverseIndex]),
  };
}

/** Further results of an operation that executes one of its regions, at most once; the other regions give nothing. */
export function resultStorage(op: Operation, region: Region, cache: StorageCache, sizes: PrimalSizes): RegionStorage {
  return {
    isPassedOn: true,
    save(value) {
      const known = cache.get(value);
      if (known !== undefined) return known;
      for (const other of op.regions) {
        const terminator = other.front.terminator!;
        terminator.appendOperands([other === region ? value : anyLike(value, op, OpBuilder.before(terminator), sizes)]);
      }
      const result = op.appendResults([value.type])[0]!;
      sizes.carryOver(value, op, result);
      return cache.set(value, result);
    },
    restore: (_value, saved) => saved,
  };
}

/** Some value of the type of `value`, at the insertion point inside `op`: a tensor of the same sizes if they are known. */
function anyLike(value: Value, op: Operation, builder: OpBuilder, sizes: PrimalSizes): Value {
  if (value.type instanceof TensorType) return sizes.emptyLike(value, op, builder);
  return builder.create(PoisonOp, { resultTypes: [value.type] }).result;
}

/** Nothing is kept. */
export const noStorage = (op: Operation): RegionStorage => ({
  keepsNothing: true,
  save(value) {
    const source = value.definingOp;
    throw opError(op, "cannot be differentiated in reverse mode: its region computes what cannot be computed again")
      .attachNote(value.loc, source === undefined ? "this value" : `'${source.name}' is not repeated`)
      .attachNote(op.loc, "compute it in front of the operation");
  },
  restore: (_value, saved) => saved,
});
