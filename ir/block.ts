/** Blocks: intrusive lists of operations. */

import type { Type } from "./attribute.ts";
import type { Location, LocationSource } from "./location.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import { BlockArgument, type Value } from "./value.ts";

/** One use of a block as a successor, and the node of that block's list of predecessors. */
export class BlockOperand {
  readonly owner: Operation;
  readonly index: number;
  block: Block;
  prevUse: BlockOperand | null;
  nextUse: BlockOperand | null;

  constructor(owner: Operation, index: number, block: Block) {
    this.owner = owner;
    this.index = index;
    this.block = block;
    this.prevUse = null;
    this.nextUse = null;
    this.link();
  }

  set(block: Block): void {
    if (block === this.block) return;
    this.unlink();
    this.block = block;
    this.link();
  }

  /** Puts an unlinked use at the head of its block's list. */
  link(): void {
    const { block } = this;
    this.nextUse = block.firstUse;
    if (this.nextUse !== null) this.nextUse.prevUse = this;
    block.firstUse = this;
  }

  unlink(): void {
    if (this.prevUse !== null) this.prevUse.nextUse = this.nextUse;
    else if (this.block.firstUse === this) this.block.firstUse = this.nextUse;
    if (this.nextUse !== null) this.nextUse.prevUse = this.prevUse;
    this.prevUse = null;
    this.nextUse = null;
  }
}

/** Distance between the order numbers of neighbours, so that insertions seldom renumber a block. */
const orderStride = 16;

/** A straight line of operations with arguments; the last operation may be a terminator. */
export class Block {
  args: BlockArgument[];
  first: Operation | null;
  last: Operation | null;
  region: Region | null;
  prev: Block | null;
  next: Block | null;
  /** Head of the list of uses as a successor. */
  firstUse: BlockOperand | null;
  #ordered: boolean;

  constructor() {
    this.args = [];
    this.first = null;
    this.last = null;
    this.region = null;
    this.prev = null;
    this.next = null;
    this.firstUse = null;
    this.#ordered = true;
  }

  get parentOp(): Operation | null {
    return this.region === null ? null : this.region.parentOp;
  }
  get isEntryBlock(): boolean {
    return this.region !== null && this.region.first === this;
  }
  get isEmpty(): boolean {
    return this.first === null;
  }
  /** The last operation if it is a terminator or could be one (an unregistered operation). */
  get terminator(): Operation | null {
    return this.last?.mightBeTerminator ? this.last : null;
  }

  /** The location may be an offset in `source`. */
  addArgument<T extends Type>(type: T, loc: Location | number, source: LocationSource | null = null): BlockArgument<T> {
    const { args } = this;
    const argument = new BlockArgument(type, args.length, this, loc, source);
    // An array that is pushed to has room for 17 elements, which most blocks never have.
    if (args.length < 4) this.args = [...args, argument];
    else args.push(argument);
    return argument;
  }
  insertArgument<T extends Type>(index: number, type: T, loc: Location): BlockArgument<T> {
    const argument = new BlockArgument(type, index, this, loc);
    this.args.splice(index, 0, argument);
    for (let i = index + 1; i < this.args.length; i++) this.args[i]!.index = i;
    return argument;
  }
  /** Removes an argument that has no uses. */
  eraseArgument(index: number): void {
    this.eraseArguments((i) => i === index);
  }
  /** Removes the arguments that `which` picks; they must have no uses. */
  eraseArguments(which: (index: number) => boolean): void {
    let kept = 0;
    for (const argument of this.args) {
      if (which(argument.index)) {
        if (argument.hasUses) throw new Error("a block argument that is in use cannot be erased");
      } else this.args[kept++] = argument;
    }
    this.args.length = kept;
    for (let i = 0; i < kept; i++) this.args[i]!.index = i;
  }

  append(op: Operation): void {
    this.insertBefore(op, null);
  }

  /** Links a detached operation in before `before`, or at the end. */
  insertBefore(op: Operation, before: Operation | null): void {
    const prev = before === null ? this.last : before.prev;
    op.block = this;
    op.prev = prev;
    op.next = before;
    if (prev === null) this.first = op;
    else prev.next = op;
    if (before === null) {
      this.last = op;
      op.order = prev === null ? 0 : prev.order + orderStride;
      return;
    }
    before.prev = op;
    const low = prev === null ? before.order - 2 * orderStride : prev.order;
    op.order = Math.floor((low + before.order) / 2);
    if (op.order <= low || op.order >= before.order) this.#ordered = false;
  }

  /** Unlinks an operation without erasing it. */
  remove(op: Operation): void {
    if (op.prev === null) this.first = op.next;
    else op.prev.next = op.next;
    if (op.next === null) this.last = op.prev;
    else op.next.prev = op.prev;
    op.block = null;
    op.prev = null;
    op.next = null;
  }

  /** Makes the order numbers increase along the block; costs nothing when they do. */
  ensureOrder(): void {
    if (this.#ordered) return;
    let order = 0;
    for (let op = this.first; op !== null; op = op.next) {
      op.order = order;
      order += orderStride;
    }
    this.#ordered = true;
  }

  /** The operations; the current one may be moved or erased while iterating. */
  *ops(): Generator<Operation> {
    let op = this.first;
    while (op !== null) {
      const next: Operation | null = op.next;
      yield op;
      op = next;
    }
  }
  *opsReversed(): Generator<Operation> {
    let op = this.last;
    while (op !== null) {
      const prev: Operation | null = op.prev;
      yield op;
      op = prev;
    }
  }
  /** The operations but for the terminator. */
  *opsWithoutTerminator(): Generator<Operation> {
    const terminator = this.terminator;
    for (const op of this.ops()) if (op !== terminator) yield op;
  }

  get successors(): readonly Block[] {
    return this.last === null ? [] : this.last.successors;
  }
  /** The blocks that end in a branch to this one; a block that branches here twice stands twice. */
  get predecessors(): Block[] {
    const blocks: Block[] = [];
    for (let use = this.firstUse; use !== null; use = use.nextUse) {
      if (use.owner.block !== null) blocks.push(use.owner.block);
    }
    return blocks;
  }
  get hasNoPredecessors(): boolean {
    return this.firstUse === null;
  }
  /** The one block that branches here, even if it does so more than once. */
  get uniquePredecessor(): Block | undefined {
    const blocks = new Set(this.predecessors);
    return blocks.size === 1 ? blocks.values().next().value : undefined;
  }
  get singlePredecessor(): Block | undefined {
    return this.firstUse !== null && this.firstUse.nextUse === null
      ? (this.firstUse.owner.block ?? undefined)
      : undefined;
  }

  /** Moves `op` and everything behind it into a new block that follows this one. */
  splitBefore(op: Operation): Block {
    const rest = new Block();
    this.region!.insertBefore(rest, this.next);
    let at: Operation | null = op;
    while (at !== null) {
      const next: Operation | null = at.next;
      this.remove(at);
      rest.append(at);
      at = next;
    }
    return rest;
  }

  /** Moves all operations of `other` to the end of this block, or before `before`. */
  takeOpsOf(other: Block, before: Operation | null = null): void {
    for (const op of other.ops()) {
      other.remove(op);
      this.insertBefore(op, before);
    }
  }

  /** Puts values, one for each argument, in the place of the arguments. */
  replaceArgumentsWith(values: readonly Value[]): void {
    this.args.forEach((argument, i) => {
      argument.replaceAllUsesWith(values[i]!);
    });
  }

  /**
   * Moves the operations of `other` to the end of this block, or before `before`, with `values` in the place of its
   * arguments. The terminator of `other` goes; returns what it passed on.
   */
  inlineBlock(other: Block, values: readonly Value[] = [], before: Operation | null = null): Value[] {
    other.replaceArgumentsWith(values);
    const terminator = other.last!;
    const { operands } = terminator;
    terminator.erase();
    this.takeOpsOf(other, before);
    return operands;
  }

  replaceAllUsesWith(other: Block): void {
    if (other === this) return;
    while (this.firstUse !== null) this.firstUse.set(other);
  }

  /** Removes the block from its region and erases its operations; nothing outside may use their results. */
  erase(): void {
    this.dropAllReferences();
    this.region?.remove(this);
  }

  /** Cuts every link from the operations in here to values and blocks. */
  dropAllReferences(): void {
    for (let op = this.first; op !== null; op = op.next) op.dropAllReferences();
  }

  /** The operation in this block that is `op` or contains it; undefined when none does. */
  findAncestorOpInBlock(op: Operation): Operation | undefined {
    let current: Operation | null = op;
    while (current !== null && current.block !== this) current = current.parentOp;
    return current ?? undefined;
  }
}
