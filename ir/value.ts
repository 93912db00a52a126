/** SSA values and their uses. A value keeps its uses in an intrusive list through the operands that refer to it. */

import type { Type } from "./attribute.ts";
import type { Block } from "./block.ts";
import type { Location, LocationSource } from "./location.ts";
import type { Operation } from "./operation.ts";

/** The result of an operation or the argument of a block. */
export abstract class Value<T extends Type = Type> {
  type: T;
  /** Position among the owner's results or arguments. */
  index: number;
  /** Head of the use list; null when nothing uses the value. */
  firstUse: OpOperand | null;
  /** What the table of names that holds the value calls it; for printing alone, see assembly/value-names.ts. */
  name: string;
  nameTable: object | null;

  constructor(type: T, index: number) {
    this.type = type;
    this.index = index;
    this.firstUse = null;
    this.name = "";
    this.nameTable = null;
  }

  /** The operation whose result this is; undefined for a block argument. */
  abstract get definingOp(): Operation | undefined;
  /** The block in which the value is defined; null while it is detached. */
  abstract get parentBlock(): Block | null;
  abstract get loc(): Location;

  get hasUses(): boolean {
    return this.firstUse !== null;
  }
  get hasOneUse(): boolean {
    return this.firstUse !== null && this.firstUse.nextUse === null;
  }

  /** The uses; the list may be changed for the current use while it is iterated. */
  *uses(): Generator<OpOperand> {
    let use = this.firstUse;
    while (use !== null) {
      const next: OpOperand | null = use.nextUse;
      yield use;
      use = next;
    }
  }

  /** The operations that use the value, each once, in the order of their first use in the list. */
  get users(): Operation[] {
    const users = new Set<Operation>();
    for (let use = this.firstUse; use !== null; use = use.nextUse) users.add(use.owner);
    return [...users];
  }

  replaceAllUsesWith(replacement: Value): void {
    if (replacement === this) return;
    while (this.firstUse !== null) this.firstUse.set(replacement);
  }

  replaceUsesWithIf(replacement: Value, condition: (use: OpOperand) => boolean): void {
    for (const use of this.uses()) if (condition(use)) use.set(replacement);
  }

  replaceAllUsesExcept(replacement: Value, except: Operation): void {
    this.replaceUsesWithIf(replacement, (use) => use.owner !== except);
  }
}

/** A result of an operation. */
export class OpResult<T extends Type = Type> extends Value<T> {
  readonly owner: Operation;
  constructor(type: T, index: number, owner: Operation) {
    super(type, index);
    this.owner = owner;
  }
  override get definingOp(): Operation {
    return this.owner;
  }
  override get parentBlock(): Block | null {
    return this.owner.block;
  }
  override get loc(): Location {
    return this.owner.loc;
  }
}

/** An argument of a block: what branches pass to it, or what the operation around gives. */
export class BlockArgument<T extends Type = Type> extends Value<T> {
  readonly owner: Block;
  /** An offset in the source as long as nobody asked for the location. */
  #loc: Location | number;
  #source: LocationSource | null;
  constructor(type: T, index: number, owner: Block, loc: Location | number, source: LocationSource | null = null) {
    super(type, index);
    this.owner = owner;
    this.#loc = loc;
    this.#source = source;
  }
  override get loc(): Location {
    const loc = this.#loc;
    if (typeof loc !== "number") return loc;
    this.loc = this.#source!.locationAt(loc);
    return this.loc;
  }
  override set loc(loc: Location) {
    this.#loc = loc;
    this.#source = null;
  }
  override get definingOp(): undefined {
    return undefined;
  }
  override get parentBlock(): Block {
    return this.owner;
  }
}

/** One use of a value by an operation, and the node of that value's use list. */
export class OpOperand {
  readonly owner: Operation;
  index: number;
  value: Value;
  prevUse: OpOperand | null;
  nextUse: OpOperand | null;

  constructor(owner: Operation, index: number, value: Value) {
    this.owner = owner;
    this.index = index;
    this.value = value;
    this.prevUse = null;
    this.nextUse = null;
    this.link();
  }

  set(value: Value): void {
    if (value === this.value) return;
    this.unlink();
    this.value = value;
    this.link();
  }

  /** Puts an unlinked use at the head of its value's list. */
  link(): void {
    const { value } = this;
    this.nextUse = value.firstUse;
    if (this.nextUse !== null) this.nextUse.prevUse = this;
    value.firstUse = this;
  }

  /** Takes the use out of its value's list; the operand remembers the value. */
  unlink(): void {
    if (this.prevUse !== null) this.prevUse.nextUse = this.nextUse;
    else if (this.value.firstUse === this) this.value.firstUse = this.nextUse;
    if (this.nextUse !== null) this.nextUse.prevUse = this.prevUse;
    this.prevUse = null;
    this.nextUse = null;
  }
}
