/**
 * Every place where a tensor is read or written, made searchable. A read is in danger from when its tensor is defined
 * until it is read, or until the end of a loop in which it is read again and again; that is one interval, or several
 * where regions lie in between of which only one is executed. A write endangers the reads in whose intervals it happens,
 * and, where the writing operation has regions, those inside it.
 */
import type { Block } from "../../../ir/block.ts";
import type { OpOperand, Value } from "../../../ir/value.ts";
import type { DefinitionMap, Definitions } from "./definitions.ts";
import { emptyTree, IntervalForest, type Tree } from "./interval-forest.ts";
import type { ProgramOrder } from "./program-order.ts";

interface Interval {
  readonly read: OpOperand;
  readonly from: number;
  readonly to: number;
}

/** Reads and writes of tensors that may lie in the same buffer. */
export interface AccessSet {
  readonly reads: Tree;
  readonly writes: Tree;
}
export const hasReads = ({ reads }: AccessSet): boolean => reads !== emptyTree;
export const hasWrites = ({ writes }: AccessSet): boolean => writes !== emptyTree;

export type ConflictTest = (read: OpOperand, write: OpOperand) => boolean;

export class Accesses {
  readonly #order: ProgramOrder;
  readonly #forest: IntervalForest;
  /** By key, in the order of their beginnings. */
  readonly #intervals: readonly Interval[];
  readonly #starts: readonly number[];
  /** By key, in the order in which they happen. */
  readonly #writes: readonly OpOperand[];
  readonly #times: readonly number[];
  readonly #writeKeys: ReadonlyMap<OpOperand, number>;
  readonly #readsOf: Map<Value, Tree>;
  /** For each block the writes of the operations around it. */
  readonly #writesAround: Map<Block, readonly OpOperand[]>;

  constructor(
    order: ProgramOrder,
    definitions: DefinitionMap,
    reads: readonly OpOperand[],
    writes: readonly OpOperand[],
  ) {
    this.#order = order;
    this.#forest = new IntervalForest();
    this.#intervals = reads
      .flatMap((read) => intervalsOf(read, definitions.of(read.value), order))
      .sort((a, b) => a.from - b.from);
    this.#starts = this.#intervals.map(({ from }) => from);
    const time = ({ owner }: OpOperand): number => order.leave(owner);
    this.#writes = [...writes].sort((a, b) => time(a) - time(b));
    this.#times = this.#writes.map(time);
    this.#writeKeys = new Map(this.#writes.map((write, key) => [write, key]));
    this.#readsOf = new Map();
    this.#intervals.forEach(({ read, to }, key) => {
      const known = this.#readsOf.get(read.value) ?? emptyTree;
      this.#readsOf.set(read.value, this.#forest.merge(known, this.#forest.single(key, to)));
    });
    this.#writesAround = new Map();
  }

  /** All reads of a tensor, and no writes. Each tensor can be asked for once. */
  of(value: Value): AccessSet {
    return { reads: this.#readsOf.get(value) ?? emptyTree, writes: emptyTree };
  }

  /** The union of two sets. Both are used up. */
  merge(a: AccessSet, b: AccessSet): AccessSet {
    return { reads: this.#forest.merge(a.reads, b.reads), writes: this.#forest.merge(a.writes, b.writes) };
  }
  /** The set with one more write. It is used up. */
  add(set: AccessSet, write: OpOperand): AccessSet {
    const single = this.#forest.single(this.#writeKeys.get(write)!, 0);
    return { reads: set.reads, writes: this.#forest.merge(set.writes, single) };
  }

  /** Whether a write of one set conflicts with a read of the other one. */
  haveConflict(a: AccessSet, b: AccessSet, test: ConflictTest): boolean {
    return this.#isConflict(a.reads, b.writes, test) || this.#isConflict(b.reads, a.writes, test);
  }

  /** Looks at each element of the smaller set, and searches the larger one. */
  #isConflict(reads: Tree, writes: Tree, test: ConflictTest): boolean {
    const forest = this.#forest;
    return forest.size(reads) <= forest.size(writes)
      ? forest.some(reads, 0, this.#intervals.length, 0, (key) => this.#isInDanger(this.#intervals[key]!, writes, test))
      : forest.some(writes, 0, this.#writes.length, 0, (key) => this.#endangers(this.#writes[key]!, reads, test));
  }

  /** Whether one of the writes conflicts with the read. */
  #isInDanger({ read, from, to }: Interval, writes: Tree, test: ConflictTest): boolean {
    const [first, last] = [firstNotBelow(this.#times, from), firstNotBelow(this.#times, to + 1) - 1];
    if (this.#forest.some(writes, first, last, 0, (key) => test(read, this.#writes[key]!))) return true;
    return this.#around(read.owner.block!).some((write) => this.#contains(writes, write) && test(read, write));
  }

  /** Whether the write conflicts with one of the reads of `set`. */
  endangers(write: OpOperand, set: AccessSet, test: ConflictTest): boolean {
    return this.#endangers(write, set.reads, test);
  }

  #endangers(write: OpOperand, reads: Tree, test: ConflictTest): boolean {
    const [enter, leave] = [this.#order.enter(write.owner), this.#order.leave(write.owner)];
    const accept = (key: number): boolean => test(this.#intervals[key]!.read, write);
    const happensWithin = (time: number): boolean =>
      this.#forest.some(reads, 0, firstNotBelow(this.#starts, time + 1) - 1, time, accept);
    if (happensWithin(leave)) return true;
    if (enter === leave) return false;
    const first = firstNotBelow(this.#starts, enter);
    return happensWithin(enter) || this.#forest.some(reads, first, firstNotBelow(this.#starts, leave), 0, accept);
  }

  #contains(writes: Tree, write: OpOperand): boolean {
    const key = this.#writeKeys.get(write)!;
    return this.#forest.some(writes, key, key, 0, () => true);
  }

  #around(block: Block): readonly OpOperand[] {
    let writes = this.#writesAround.get(block);
    if (writes === undefined) {
      const op = block.parentOp;
      const outer = op === null || op.block === null ? [] : this.#around(op.block);
      const own = op === null ? [] : op.opOperands.filter((operand) => this.#writeKeys.has(operand));
      writes = own.length === 0 ? outer : [...own, ...outer];
      this.#writesAround.set(block, writes);
    }
    return writes;
  }
}

function intervalsOf(read: OpOperand, definitions: Definitions | undefined, order: ProgramOrder): Interval[] {
  if (definitions === undefined) return [];
  const { start, block, region: home } = definitions;
  const loop = order.loopBetween(home, read.owner.block!.region!);
  let at = loop === undefined ? read.owner : loop.parentOp!;
  let to = order.leave(at);
  const intervals: Interval[] = [];
  while (at.block !== block) {
    const region = at.block!.region!;
    const parent = region.parentOp!;
    // Among several blocks of a region, numbers do not tell what comes first.
    if (region === home) return [...intervals, { read, from: order.start(region), to: order.leave(parent) }];
    if (!region.hasOneBlock) to = order.leave(parent);
    else if (order.hasExclusiveRegions(parent)) {
      intervals.push({ read, from: order.start(region), to });
      to = order.enter(parent);
    }
    at = parent;
  }
  return [...intervals, { read, from: start, to }];
}

/** The position of the first of the sorted numbers that is not less than `limit`. */
function firstNotBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
