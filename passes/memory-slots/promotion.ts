/**
 * Makes values of the content of a slot: construction of SSA form. Where definitions of several ways meet, the block gets
 * an argument; every read gets the definition that reaches it.
 *
 * Only the blocks that use the slot are looked at, and those on the way to the definitions that reach them.
 */
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { BranchOpInterface, setSuccessorOperands, successorOperands } from "../../ir/interfaces/control-flow.ts";
import {
  type MemorySlot,
  PromotableAllocationOpInterface,
  PromotableMemOpInterface,
  PromotableOpInterface,
} from "../../ir/interfaces/memory-slots.ts";
import type { Operation } from "../../ir/operation.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import type { RegionGraph } from "./region-graph.ts";
import { type RemovableUses, removableUses } from "./removable-uses.ts";

/** Returns the number of block arguments that are new; undefined if the slot cannot become values. */
export function promoteSlot(slot: MemorySlot, allocation: Operation, graph: RegionGraph): number | undefined {
  const uses = removableUses(slot);
  if (uses === undefined) return undefined;
  const definitions = new Set<Block>();
  for (const op of uses.keys()) {
    if (PromotableMemOpInterface.of(op)?.storesTo(op, slot)) definitions.add(op.block!);
  }
  const mergePoints = graph.mergePoints(definitions);
  for (const block of mergePoints) {
    if (!block.predecessors.every(({ last }) => BranchOpInterface.implementedBy(last!))) return undefined;
  }
  return new Promotion(slot, allocation, graph, uses, mergePoints).run();
}

class Promotion {
  readonly #slot: MemorySlot;
  readonly #allocation: Operation;
  readonly #graph: RegionGraph;
  readonly #uses: RemovableUses;
  readonly #builder: OpBuilder;
  /** The arguments for what the slot holds where blocks begin. */
  readonly #arguments: ReadonlyMap<Block, BlockArgument>;
  /** What the slot holds where blocks end; undefined where nothing has been written yet. */
  readonly #atEnd: Map<Block, Value | undefined>;
  readonly #stored: Map<Operation, Value>;
  readonly #toErase: Operation[];
  #defaultValue: Value | undefined;

  constructor(
    slot: MemorySlot,
    allocation: Operation,
    graph: RegionGraph,
    uses: RemovableUses,
    mergePoints: ReadonlySet<Block>,
  ) {
    this.#slot = slot;
    this.#allocation = allocation;
    this.#graph = graph;
    this.#uses = uses;
    this.#builder = new OpBuilder(allocation.loc);
    this.#arguments = new Map(
      [...mergePoints].map((block) => [block, block.addArgument(slot.elementType, slot.ptr.loc)]),
    );
    this.#atEnd = new Map();
    this.#stored = new Map();
    this.#toErase = [];
    this.#defaultValue = undefined;
  }

  run(): number {
    this.#promoteMemoryOps();
    this.#removeOtherUses();
    const added = this.#passArguments();
    for (const op of this.#toErase) op.dropAllReferences();
    for (const op of this.#toErase) op.erase();
    if (this.#defaultValue !== undefined && !this.#defaultValue.hasUses) this.#defaultValue.definingOp?.erase();
    if (!this.#allocation.hasUses) this.#allocation.erase();
    return added;
  }

  #default(): Value {
    this.#defaultValue ??= this.#builder.guarded(() => {
      const { ptr } = this.#slot;
      this.#builder.setInsertionPointToStart(ptr.parentBlock!);
      this.#builder.loc = this.#allocation.loc;
      const allocation = PromotableAllocationOpInterface.of(this.#allocation)!;
      return allocation.createDefaultValue(this.#allocation, this.#slot, this.#builder);
    });
    return this.#defaultValue;
  }

  /** Dominators come first, so that what is read is known before it is written elsewhere. */
  #promoteMemoryOps(): void {
    const byBlock = new Map<Block, Operation[]>();
    for (const op of this.#uses.keys()) {
      if (!PromotableMemOpInterface.implementedBy(op)) continue;
      const ops = byBlock.get(op.block!);
      if (ops === undefined) byBlock.set(op.block!, [op]);
      else ops.push(op);
    }
    for (const block of this.#graph.sorted(byBlock.keys())) {
      block.ensureOrder();
      let content = this.#atStart(block);
      for (const op of byBlock.get(block)!.sort((a, b) => a.order - b.order)) content = this.#promote(op, content);
      this.#atEnd.set(block, content);
    }
    for (const [block, ops] of byBlock)
      if (!this.#graph.isReachable(block)) for (const op of ops) this.#remove(op, undefined);
  }

  /** Returns what the slot holds after `op`. */
  #promote(op: Operation, before: Value | undefined): Value | undefined {
    const memOp = PromotableMemOpInterface.of(op)!;
    let after = before;
    if (memOp.storesTo(op, this.#slot)) {
      this.#moveBehind(op);
      after = memOp.createStored!(op, this.#slot, before ?? this.#default(), this.#builder);
      this.#stored.set(op, after);
    }
    this.#remove(op, before);
    return after;
  }

  #remove(op: Operation, before: Value | undefined): void {
    this.#moveBehind(op);
    const deletion = PromotableMemOpInterface.of(op)!.removeUses(
      op,
      this.#slot,
      before ?? this.#default(),
      this.#builder,
    );
    if (deletion === "delete") this.#toErase.push(op);
  }

  #moveBehind(op: Operation): void {
    this.#builder.setInsertionPointAfter(op);
    this.#builder.loc = op.loc;
  }

  #atStart(block: Block): Value | undefined {
    const argument = this.#arguments.get(block);
    if (argument !== undefined) return argument;
    const dominator = this.#graph.dominator(block);
    return dominator === undefined ? undefined : this.#contentAtEnd(dominator);
  }

  /** Looks upwards in the dominator tree, and remembers the answer for all blocks that it passes. */
  #contentAtEnd(block: Block): Value | undefined {
    const passed: Block[] = [];
    let at: Block | undefined = block;
    let content: Value | undefined;
    for (; at !== undefined; at = this.#graph.dominator(at)) {
      if (this.#atEnd.has(at)) {
        content = this.#atEnd.get(at);
        break;
      }
      passed.push(at);
      content = this.#arguments.get(at);
      if (content !== undefined) break;
    }
    for (const each of passed) this.#atEnd.set(each, content);
    return content;
  }

  #removeOtherUses(): void {
    const toTell: Operation[] = [];
    for (const [op, uses] of this.#uses) {
      const promotable = PromotableOpInterface.of(op);
      if (promotable === undefined) continue;
      this.#moveBehind(op);
      if ((promotable.removeUses?.(op, uses, this.#builder) ?? "delete") === "delete") this.#toErase.push(op);
      if (promotable.visitReplacedValues !== undefined) toTell.push(op);
    }
    for (const op of toTell) PromotableOpInterface.of(op)!.visitReplacedValues!(op, this.#stored, this.#builder);
  }

  /** Lets branches pass the arguments that are used; the others go. Returns how many stay. */
  #passArguments(): number {
    const kept = new Set([...this.#arguments.values()].filter((argument) => argument.hasUses));
    for (const argument of kept) {
      const { owner } = argument;
      for (let use = owner.firstUse; use !== null; use = use.nextUse) {
        const from = use.owner.block!;
        const value = (this.#graph.isReachable(from) ? this.#contentAtEnd(from) : undefined) ?? this.#default();
        // An argument that is passed on is used now.
        const source = value.definingOp === undefined ? this.#arguments.get(value.parentBlock!) : undefined;
        if (source === value) kept.add(source);
        setSuccessorOperands(use.owner, use.index, [...successorOperands(use.owner, use.index), value]);
      }
      this.#builder.setInsertionPointToStart(owner);
      const allocation = PromotableAllocationOpInterface.of(this.#allocation)!;
      allocation.handleBlockArgument?.(this.#allocation, this.#slot, argument, this.#builder);
    }
    for (const argument of this.#arguments.values()) {
      if (!kept.has(argument)) argument.owner.eraseArgument(argument.index);
    }
    return kept.size;
  }
}
