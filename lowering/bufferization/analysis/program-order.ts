/**
 * When operations are executed: numbers that increase along the text, and what regions do to that order: they may be
 * repeated, executed in parallel, or exclude each other.
 */

import { BufferizableOpInterface } from "../../../ir/interfaces/bufferizable.ts";
import { LoopLikeOpInterface, RegionBranchOpInterface } from "../../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import { BlockArgument, type Value } from "../../../ir/value.ts";

/** What is known of the surroundings of a block's operations. */
interface Surroundings {
  /** The innermost region around them that is repeated. */
  readonly repeated: Region | undefined;
  /** The innermost region around them that is executed in parallel. */
  readonly parallel: Region | undefined;
}

interface Span {
  readonly enter: number;
  readonly leave: number;
}

const outside: Surroundings = { repeated: undefined, parallel: undefined };

export class ProgramOrder {
  readonly #spans: Map<Operation, Span>;
  readonly #starts: Map<Region, number>;
  readonly #arguments: Map<Value, number>;
  readonly #surroundings: Map<Region, Surroundings>;
  readonly #exclusive: Map<Operation, boolean>;
  #count: number;

  constructor(root: Operation) {
    this.#spans = new Map();
    this.#starts = new Map();
    this.#arguments = new Map();
    this.#surroundings = new Map();
    this.#exclusive = new Map();
    this.#count = 0;
    this.#number(root, outside);
  }

  #number(op: Operation, around: Surroundings): void {
    const enter = this.#count++;
    for (const region of op.regions) {
      const inside: Surroundings = {
        repeated: isRepetitive(op, region) ? region : around.repeated,
        parallel: isParallel(op, region) ? region : around.parallel,
      };
      this.#surroundings.set(region, inside);
      this.#starts.set(region, this.#count);
      for (let block = region.first; block !== null; block = block.next) {
        for (const argument of block.args) this.#arguments.set(argument, this.#count++);
        for (let inner = block.first; inner !== null; inner = inner.next) this.#number(inner, inside);
      }
    }
    this.#spans.set(op, { enter, leave: op.regions.length === 0 ? enter : this.#count++ });
  }

  /** The number of an operation when it begins; what is inside it has higher ones. */
  enter(op: Operation): number {
    return this.#spans.get(op)!.enter;
  }
  /** The number of an operation when it is done. */
  leave(op: Operation): number {
    return this.#spans.get(op)!.leave;
  }
  /** A number less than those of the operations in the region. */
  start(region: Region): number {
    return this.#starts.get(region)!;
  }
  /** When the value is there. */
  of(value: Value): number {
    return value instanceof BlockArgument ? this.#arguments.get(value)! : this.leave(value.definingOp!);
  }

  /** The innermost region that is executed in parallel: `region` or one around it. */
  parallelRegion(region: Region | null): Region | undefined {
    return region === null ? undefined : this.#surroundings.get(region)?.parallel;
  }

  /** The outermost repeated region that is not around `outer`, but `inner` or around it; `inner` stands in `outer`. */
  loopBetween(outer: Region, inner: Region): Region | undefined {
    const end = this.#surroundings.get(outer)!.repeated;
    let loop: Region | undefined;
    for (let at = this.#surroundings.get(inner)!.repeated; at !== end && at !== undefined; ) {
      loop = at;
      const home = at.parentRegion;
      at = home === null ? undefined : this.#surroundings.get(home)?.repeated;
    }
    return loop;
  }

  /** Whether of the regions of an operation only one is executed, once. */
  hasExclusiveRegions(op: Operation): boolean {
    let exclusive = this.#exclusive.get(op);
    if (exclusive === undefined) {
      exclusive = op.regions.length > 1 && excludeEachOther(op);
      this.#exclusive.set(op, exclusive);
    }
    return exclusive;
  }
}

function isRepetitive(op: Operation, region: Region): boolean {
  const implementation = BufferizableOpInterface.of(op);
  if (implementation?.isRepetitiveRegion !== undefined) return implementation.isRepetitiveRegion(op, region);
  const loop = LoopLikeOpInterface.of(op);
  if (loop !== undefined) return loop.loopRegions(op).includes(region);
  const branch = RegionBranchOpInterface.of(op);
  if (branch !== undefined) return reaches(op, region, region);
  // What is not known to be executed once may be a loop.
  return implementation === undefined && !op.def.isRegistered;
}

const isParallel = (op: Operation, region: Region): boolean =>
  BufferizableOpInterface.of(op)?.isParallelRegion?.(op, region) === true;

/** Whether control may go from one region of the operation to another one without leaving the operation. */
function reaches(op: Operation, from: Region, to: Region): boolean {
  const { successors } = RegionBranchOpInterface.of(op)!;
  const seen = new Set<Region>([from]);
  for (const region of seen) {
    for (const next of successors(op, region)) {
      if (next.region === to) return true;
      if (next.region !== undefined) seen.add(next.region);
    }
  }
  return false;
}

const excludeEachOther = (op: Operation): boolean =>
  RegionBranchOpInterface.implementedBy(op) &&
  op.regions.every((from) => op.regions.every((to) => !reaches(op, from, to)));
