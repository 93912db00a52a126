/** Blocks and regions: lists of operations, and lists of blocks. Both lists are intrusive. */

import type { Type } from "./attribute.ts";
import { IRMapping } from "./ir-mapping.ts";
import type { Location, LocationSource } from "./location.ts";
import type { Operation } from "./operation.ts";
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

/** A list of blocks that an operation owns; the first one is the entry. */
export class Region {
  parentOp: Operation | null;
  #first: Block | null;
  #last: Block | null;
  /** Whose blocks are copied when somebody asks for the blocks of this region. */
  #template: Region | null;

  constructor() {
    this.parentOp = null;
    this.#first = null;
    this.#last = null;
    this.#template = null;
  }

  /** A region with one empty block. */
  static withBlock(): Region {
    const region = new Region();
    region.append(new Block());
    return region;
  }

  /**
   * A region with the blocks of `template`, which must be right, use nothing from outside, and never change: they are copied
   * only when somebody asks for them. Then they get the location of the operation.
   */
  static copyOf(template: Region): Region {
    const region = new Region();
    region.#template = template;
    return region;
  }

  /** The region itself, or as long as it is untouched, its template. For those who look at blocks and do not change them. */
  get shown(): Region {
    return this.#template ?? this;
  }
  /** Whether the blocks are still those of a template. */
  get isUntouched(): boolean {
    return this.#template !== null;
  }

  get first(): Block | null {
    if (this.#template !== null) this.#copy(this.#template);
    return this.#first;
  }
  get last(): Block | null {
    if (this.#template !== null) this.#copy(this.#template);
    return this.#last;
  }

  #copy(template: Region): void {
    this.#template = null;
    template.cloneInto(this, new IRMapping());
    if (this.parentOp === null) return;
    const { loc } = this.parentOp;
    for (const block of this.blocks()) {
      for (const argument of block.args) argument.loc = loc;
      for (const op of block.ops()) {
        op.walk((inner) => {
          inner.loc = loc;
        });
      }
    }
  }

  get isEmpty(): boolean {
    return this.first === null;
  }
  get hasOneBlock(): boolean {
    return this.first !== null && this.first.next === null;
  }
  /** The entry block. Throws if the region is empty. */
  get front(): Block {
    if (this.first === null) throw new Error("the region is empty");
    return this.first;
  }
  get index(): number {
    return this.parentOp!.regions.indexOf(this);
  }
  get parentRegion(): Region | null {
    return this.parentOp?.block?.region ?? null;
  }

  *blocks(): Generator<Block> {
    let block = this.first;
    while (block !== null) {
      const next: Block | null = block.next;
      yield block;
      block = next;
    }
  }

  append(block: Block): void {
    this.insertBefore(block, null);
  }
  /** Lets go of the blocks; nothing else may use what is in them. */
  clear(): void {
    this.#first = null;
    this.#last = null;
    this.#template = null;
  }
  insertBefore(block: Block, before: Block | null): void {
    const prev = before === null ? this.last : before.prev;
    block.region = this;
    block.prev = prev;
    block.next = before;
    if (prev === null) this.#first = block;
    else prev.next = block;
    if (before === null) this.#last = block;
    else before.prev = block;
  }
  remove(block: Block): void {
    if (block.prev === null) this.#first = block.next;
    else block.prev.next = block.next;
    if (block.next === null) this.#last = block.prev;
    else block.next.prev = block.prev;
    block.region = null;
    block.prev = null;
    block.next = null;
  }

  /** Moves all blocks of `other` before `before`, or to the end. */
  takeBlocksOf(other: Region, before: Block | null = null): void {
    for (const block of other.blocks()) {
      other.remove(block);
      this.insertBefore(block, before);
    }
  }

  /** Copies the blocks of this region to the end of `target`, or before `before`; `mapping` learns old to new. */
  cloneInto(target: Region, mapping: IRMapping, before: Block | null = null): void {
    const copies: [Block, Block][] = [];
    for (const block of this.blocks()) {
      const copy = new Block();
      mapping.mapBlock(block, copy);
      copies.push([block, copy]);
      for (const argument of block.args) {
        if (!mapping.has(argument)) mapping.map(argument, copy.addArgument(argument.type, argument.loc));
      }
    }
    for (const [, copy] of copies) target.insertBefore(copy, before);
    for (const [block, copy] of copies) for (const op of block.ops()) copy.append(op.cloneShallow(mapping));
    // Operands are set in a second step, since a use may stand before its definition in the list of blocks.
    for (const [block, copy] of copies) {
      let clone = copy.first;
      for (const op of block.ops()) {
        clone!.finishClone(op, mapping);
        clone = clone!.next;
      }
    }
  }

  /** Whether this region is `other` or contains it. */
  isAncestorOf(other: Region): boolean {
    let current: Region | null = other;
    while (current !== null) {
      if (current === this) return true;
      current = current.parentRegion;
    }
    return false;
  }
  isProperAncestorOf(other: Region): boolean {
    return this !== other && this.isAncestorOf(other);
  }

  dropAllReferences(): void {
    for (let block = this.#first; block !== null; block = block.next) block.dropAllReferences();
  }

  /** The block directly in this region that contains `op`, however deep. */
  findAncestorBlockInRegion(block: Block): Block | undefined {
    let current: Block | null = block;
    while (current !== null && current.region !== this) current = current.parentOp?.block ?? null;
    return current ?? undefined;
  }
}

/** Whether a value is defined outside `region`. */
export function isDefinedOutside(value: Value, region: Region): boolean {
  const home = value.parentBlock?.region ?? null;
  return home === null || !region.isAncestorOf(home);
}

/** Whether a value is defined outside all regions of `op`. */
export const isDefinedOutsideOf = (value: Value, op: Operation): boolean =>
  op.regions.every((region) => isDefinedOutside(value, region));
