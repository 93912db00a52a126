/** Where regions keep values for their reverse sweep: tapes, or further results of the operation. */

import { TapeAppendOp, TapeCreateOp, TapeGetOp, TapeSetOp, TapeType } from "../../dialects/ad/index.ts";
import { PoisonOp } from "../../dialects/ub/index.ts";
import type { Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { CountedRegion, GrowingRegion, RegionStorage } from "../../ir/interfaces/differentiable.ts";
import { isPure } from "../../ir/interfaces/memory-effects.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import type { Scope } from "./scope.ts";

/** Where `value` is known in the region of the primal: behind its operation, or at the start of its block. */
export function builderBehind(value: Value): OpBuilder {
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
  const isInside = ({ parentBlock }: Value): boolean =>
    parentBlock !== null && op.regions.some((inner) => inner.isAncestorOf(parentBlock.region!));
  // The definitions inside `op`, each behind those of its operands; their chain may be long, and share much.
  const order = new Set<Operation>();
  const stack = [value];
  while (stack.length > 0) {
    const current = stack[stack.length - 1]!;
    const definition = current.definingOp;
    if (!isInside(current) || (definition !== undefined && order.has(definition))) {
      stack.pop();
      continue;
    }
    if (definition === undefined || definition.regions.length > 0 || !isPure(definition)) return undefined;
    const missing = definition.operands.filter((operand) => isInside(operand) && !isDefinedBy(operand, order));
    if (missing.length > 0) stack.push(...missing);
    else order.add(definition);
  }
  const mapping = new IRMapping();
  const builder = OpBuilder.before(op);
  for (const definition of order) builder.clone(definition, mapping);
  return mapping.lookup(value);
}

const isDefinedBy = ({ definingOp }: Value, ops: ReadonlySet<Operation>): boolean =>
  definingOp !== undefined && ops.has(definingOp);

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
  readonly sizes: readonly Value[];
}

/**
 * The outermost loop in front of which a tape can be made: as long as loops are nested directly and the inner trip counts
 * are known outside, one tape with several indices serves them all.
 */
function outermostFrame(loops: readonly CountedRegion[]): TapeFrame {
  let frame: TapeFrame = { loop: loops[0]!, sizes: loops[0]!.tripCounts };
  for (const outer of loops.slice(1)) {
    const sizes = frame.sizes.map((size) => hoist(size, outer.op));
    if (sizes.includes(undefined)) break;
    frame = { loop: outer, sizes: [...outer.tripCounts, ...(sizes as Value[])] };
  }
  return frame;
}

/** Remembers what was kept already, since a region may be reversed in two places. */
export class StorageCache {
  readonly #saved: Map<Value, Value>;
  /** Tapes and buffers to free behind the reverse of an operation. */
  readonly #freed: Map<Operation, Set<Value>>;
  constructor() {
    this.#saved = new Map();
    this.#freed = new Map();
  }
  get(value: Value): Value | undefined {
    return this.#saved.get(value);
  }
  set(value: Value, saved: Value): Value {
    this.#saved.set(value, saved);
    return saved;
  }
  freeBehind(op: Operation, memory: Value): void {
    const freed = this.#freed.get(op);
    if (freed === undefined) this.#freed.set(op, new Set([memory]));
    else freed.add(memory);
  }
  freedBehind(op: Operation): readonly Value[] {
    return [...(this.#freed.get(op) ?? [])];
  }
}

/** One slot for each iteration. `scope` is the scope around the loop. */
export function countedStorage(counted: CountedRegion, scope: Scope, cache: StorageCache): RegionStorage {
  const loops = directlyNestedLoops(counted, scope);
  let frame: TapeFrame | undefined;
  return {
    counted,
    save(value) {
      const known = cache.get(value);
      if (known !== undefined) return known;
      frame ??= outermostFrame(loops);
      const { sizes, loop } = frame;
      const type = TapeType.get({ elementType: value.type, rank: sizes.length });
      const { tape } = OpBuilder.before(loop.op).create(TapeCreateOp, { sizes, resultTypes: [type] });
      const indices = outermostFirst(loops, sizes.length).flatMap((inner) => inner.primalIndices());
      builderBehindBoth(value, indices[indices.length - 1]!).create(TapeSetOp, { value, tape, indices });
      cache.freeBehind(loop.op, tape);
      return cache.set(value, tape);
    },
    restore(value, saved, builder) {
      const indices = outermostFirst(loops, (saved.type as TapeType).rank).flatMap((loop) => loop.reverseIndices);
      return builder.create(TapeGetOp, { tape: saved, indices, resultTypes: [value.type] }).value;
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
export function growingStorage(region: GrowingRegion, cache: StorageCache): RegionStorage {
  return {
    save(value) {
      const known = cache.get(value);
      if (known !== undefined) return known;
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
    isPassedOn: true,
    save(value) {
      const known = cache.get(value);
      if (known !== undefined) return known;
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
