/** Regions: intrusive lists of blocks. */

import { Block } from "./block.ts";
import { IRMapping } from "./ir-mapping.ts";
import type { Operation } from "./operation.ts";
import type { Value } from "./value.ts";

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
