/** Where regions keep values for their reverse sweep: tapes, or further results of the operation. */

import { TapeAppendOp, TapeCreateOp, TapeGetOp, TapeSetOp, TapeType } from "../../dialects/ad/index.ts";
import { PoisonOp } from "../../dialects/ub/index.ts";
import type { Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import type { CountedRegion, GrowingRegion, RegionStorage } from "../../ir/interfaces/differentiable.ts";
import { isPure } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import type { Scope } from "./scope.ts";

/** Where `value` is known in the region of the primal: behind its operation, or at the start of its block. */
function builderBehind(value: Value): OpBuilder {
  const builder = new OpBuilder(value.loc);
  return value.definingOp === undefined
    ? builder.setInsertionPointToStart(value.parentBlock!)
    : builder.setInsertionPointAfter(value.definingOp);
}

/** Behind `value` and behind `index`, which stand in one block. */
function builderBehindBoth(value: Value, index: Value): OpBuilder {
  const [first, second] = [value.definingOp, index.definingOp];
  if (second === undefined || second.block !== value.parentBlock) return builderBehind(value);
  if (first === undefined || first.isBeforeInBlock(second)) return builderBehind(index);
  return builderBehind(value);
}

/** The value in front of `op`, if it follows from what is known there by pure operations; else undefined. */
function hoist(value: Value, op: Operation): Value | undefined {
  const region = value.parentBlock?.region ?? null;
  if (region === null || !op.regions.some((inner) => inner.isAncestorOf(region))) return value;
  const definition = value.definingOp;
  if (definition === undefined || definition.regions.length > 0 || !isPure(definition)) return undefined;
  const operands: Value[] = [];
  for (const operand of definition.operands) {
    const outside = hoist(operand, op);
    if (outside === undefined) return undefined;
    operands.push(outside);
  }
  const copy = definition.clone();
  copy.setOperands(operands);
  OpBuilder.before(op).insert(copy);
  return copy.result(value.index);
}

/** A loop that shares its tape with the loops around it. */
interface TapeFrame {
  readonly op: Operation;
  readonly sizes: Value[];
  readonly loops: readonly CountedRegion[];
}

/**
 * The outermost loop in front of which a tape for `counted` can be made: as long as loops are nested directly and the
 * inner trip count is known outside, one tape with several indices serves them all.
 */
function outermostFrame(counted: CountedRegion, scope: Scope): TapeFrame {
  let frame: TapeFrame = { op: counted.op, sizes: [counted.tripCount], loops: [counted] };
  let around: Scope | null = scope;
  while (around?.storage?.counted !== undefined && frame.op.parentRegion === around.region) {
    const outer = around.storage.counted;
    const sizes = frame.sizes.map((size) => hoist(size, outer.op));
    if (sizes.includes(undefined)) break;
    frame = { op: outer.op, sizes: [outer.tripCount, ...(sizes as Value[])], loops: [outer, ...frame.loops] };
    around = around.parent;
  }
  return frame;
}

/** Remembers what was kept already, since a region may be reversed in two places. */
export class StorageCache {
  readonly #saved: Map<Value, { readonly saved: Value; readonly loops: readonly CountedRegion[] }>;
  /** Tapes and buffers to free behind the reverse of an operation. */
  readonly #freed: Map<Operation, Value[]>;
  constructor() {
    this.#saved = new Map();
    this.#freed = new Map();
  }
  get(value: Value) {
    return this.#saved.get(value);
  }
  set(value: Value, saved: Value, loops: readonly CountedRegion[] = []): Value {
    this.#saved.set(value, { saved, loops });
    return saved;
  }
  freeBehind(op: Operation, memory: Value): void {
    const list = this.#freed.get(op);
    if (list === undefined) this.#freed.set(op, [memory]);
    else list.push(memory);
  }
  freedBehind(op: Operation): readonly Value[] {
    return this.#freed.get(op) ?? [];
  }
}

/** One slot for each iteration. `scope` is the scope around the loop. */
export function countedStorage(counted: CountedRegion, scope: Scope, cache: StorageCache): RegionStorage {
  let frame: TapeFrame | undefined;
  return {
    counted,
    save(value) {
      const known = cache.get(value);
      if (known !== undefined) return known.saved;
      frame ??= outermostFrame(counted, scope);
      const type = TapeType.get({ elementType: value.type, rank: frame.sizes.length });
      const { tape } = OpBuilder.before(frame.op).create(TapeCreateOp, { sizes: frame.sizes, resultTypes: [type] });
      const indices = frame.loops.map((loop) => loop.primalIndex());
      builderBehindBoth(value, indices[indices.length - 1]!).create(TapeSetOp, { value, tape, indices });
      cache.freeBehind(frame.op, tape);
      return cache.set(value, tape, frame.loops);
    },
    restore(value, saved, builder) {
      const loops = cache.get(value)!.loops;
      const indices = loops.map((loop) => loop.reverseIndex);
      return builder.create(TapeGetOp, { tape: saved, indices, resultTypes: [value.type] }).value;
    },
  };
}

/** A tape that the loop carries and that grows as needed. */
export function growingStorage(region: GrowingRegion, cache: StorageCache): RegionStorage {
  return {
    save(value) {
      const known = cache.get(value);
      if (known !== undefined) return known.saved;
      const type = TapeType.get({ elementType: value.type, rank: 1 });
      const { tape: empty } = OpBuilder.before(region.op).create(TapeCreateOp, {
        sizes: [region.initialSize],
        resultTypes: [type],
      });
      const tape = region.carry(
        empty,
        (current) =>
          builderBehindBoth(value, region.primalIndex).create(TapeAppendOp, {
            value,
            tape: current,
            index: region.primalIndex,
            resultTypes: [type],
          }).result,
      );
      cache.freeBehind(region.op, tape);
      return cache.set(value, tape);
    },
    restore: (value, saved, builder) =>
      builder.create(TapeGetOp, { tape: saved, indices: [region.reverseIndex], resultTypes: [value.type] }).value,
  };
}

/** Further results of an operation that executes one of its regions, at most once; the other regions give nothing. */
export function resultStorage(op: Operation, region: Region, cache: StorageCache): RegionStorage {
  return {
    save(value) {
      const known = cache.get(value);
      if (known !== undefined) return known.saved;
      for (const other of op.regions) {
        const terminator = other.front.terminator!;
        if (other === region) terminator.appendOperands([value]);
        else {
          const { result } = OpBuilder.before(terminator).create(PoisonOp, { resultTypes: [value.type] });
          terminator.appendOperands([result]);
        }
      }
      return cache.set(value, op.appendResults([value.type])[0]!);
    },
    restore: (_value, saved) => saved,
  };
}
