/**
 * The one class of operations. What kind of operation it is lives in `def`; the typed views that `defineOp` derives are
 * windows on it.
 */

import type { Attribute, Type } from "./attribute.ts";
import { type Block, BlockOperand } from "./block.ts";
import type { OpDefinition } from "./define-op.ts";
import { IRMapping } from "./ir-mapping.ts";
import type { Location, LocationSource } from "./location.ts";
import { Region } from "./region.ts";
import { OpOperand, OpResult, type Value } from "./value.ts";

/** Everything needed to make an operation. */
export interface OperationState {
  readonly def: OpDefinition;
  /** An offset in `source` if there is one; an operation for its location. */
  readonly loc: Location | number | Operation;
  readonly source?: LocationSource | null;
  readonly operands: readonly Value[];
  readonly resultTypes: readonly Type[];
  /** One slot for each name in `def.attributeNames`. */
  readonly properties: readonly (Attribute | undefined)[];
  /** Discardable attributes, in the order in which they are written. */
  readonly attributes?: ReadonlyMap<string, Attribute> | undefined;
  readonly successors?: readonly Block[] | undefined;
  readonly regions?: readonly Region[] | undefined;
}

export type WalkResult = "advance" | "skip" | "interrupt" | undefined;

type Part = OpOperand | OpResult | Attribute | undefined;

const none: readonly never[] = Object.freeze([]);

/**
 * An operation: operands, results, attributes, successors and regions, linked into a block. Views (`ForOp.view(op)`)
 * name its parts.
 */
export class Operation {
  readonly def: OpDefinition;
  /** An offset in the source as long as nobody asked for the location. */
  #loc: Location | number;
  #source: LocationSource | null;
  /** The operands, the results and the inherent attributes behind each other: an array of each takes twice the memory. */
  #parts: Part[];
  #numOperands: number;
  #numResults: number;
  #attributes: Map<string, Attribute> | null;
  blockOperands: readonly BlockOperand[];
  regions: readonly Region[];
  block: Block | null;
  prev: Operation | null;
  next: Operation | null;
  /** Increases along the block once `block.ensureOrder()` was called. */
  order: number;

  constructor(state: OperationState) {
    this.def = state.def;
    const { loc } = state;
    if (typeof loc !== "number" && loc instanceof Operation) {
      this.#loc = loc.#loc;
      this.#source = loc.#source;
    } else {
      this.#loc = loc;
      this.#source = state.source ?? null;
    }
    const { operands, resultTypes, properties } = state;
    this.#numOperands = operands.length;
    this.#numResults = resultTypes.length;
    this.#parts = new Array<Part>(operands.length + resultTypes.length + properties.length);
    const parts = this.#parts;
    let at = 0;
    for (let i = 0; i < operands.length; i++) parts[at++] = new OpOperand(this, i, operands[i]!);
    for (let i = 0; i < resultTypes.length; i++) parts[at++] = new OpResult(resultTypes[i]!, i, this);
    for (let i = 0; i < properties.length; i++) parts[at++] = properties[i];
    this.#attributes = state.attributes === undefined || state.attributes.size === 0 ? null : new Map(state.attributes);
    const successors = state.successors;
    this.blockOperands =
      successors === undefined || successors.length === 0
        ? none
        : successors.map((block, i) => new BlockOperand(this, i, block));
    const regions = state.regions;
    if (regions === undefined || regions.length === 0) this.regions = none;
    else {
      this.regions = [...regions];
      for (const region of regions) region.parentOp = this;
    }
    this.block = null;
    this.prev = null;
    this.next = null;
    this.order = 0;
  }

  get name(): string {
    return this.def.name;
  }

  get loc(): Location {
    const loc = this.#loc;
    if (typeof loc !== "number") return loc;
    this.loc = this.#source!.locationAt(loc);
    return this.loc;
  }
  set loc(loc: Location) {
    this.#loc = loc;
    this.#source = null;
  }

  // Operands and results. The lists are made anew each time: a loop over what may be many asks for one after the other.

  get operands(): Value[] {
    const values: Value[] = [];
    for (let i = 0; i < this.#numOperands; i++) values.push(this.operand(i));
    return values;
  }
  /** The uses of values by this operation. */
  get opOperands(): OpOperand[] {
    return this.#parts.slice(0, this.#numOperands) as OpOperand[];
  }
  get numOperands(): number {
    return this.#numOperands;
  }
  operand(index: number): Value {
    return this.opOperand(index).value;
  }
  /** Must exist, like the result of a number; else undefined is returned, never another part. */
  opOperand(index: number): OpOperand {
    return (index < this.#numOperands ? this.#parts[index] : undefined) as OpOperand;
  }
  setOperand(index: number, value: Value): void {
    this.opOperand(index).set(value);
  }
  setOperands(values: readonly Value[]): void {
    for (let i = 0; i < this.#numOperands; i++) this.opOperand(i).unlink();
    const operands = values.map((value, i) => new OpOperand(this, i, value));
    this.#exchange(0, this.#numOperands, operands);
    this.#numOperands = values.length;
  }
  /** Adds operands behind the existing ones; only where the last group of operands is variadic. */
  appendOperands(values: readonly Value[]): void {
    const first = this.#numOperands;
    const added = values.map((value, i) => new OpOperand(this, first + i, value));
    this.#exchange(first, 0, added);
    this.#numOperands += added.length;
    this.def.lastGroupGrew(this, values.length);
  }
  get results(): OpResult[] {
    return this.#parts.slice(this.#numOperands, this.#numOperands + this.#numResults) as OpResult[];
  }
  get numResults(): number {
    return this.#numResults;
  }
  result(index = 0): OpResult {
    const exists = index >= 0 && index < this.#numResults;
    return (exists ? this.#parts[this.#numOperands + index] : undefined) as OpResult;
  }
  /** Adds results behind the existing ones; only where the last group of results is variadic. */
  appendResults(types: readonly Type[]): readonly OpResult[] {
    const first = this.#numResults;
    const added = types.map((type, i) => new OpResult(type, first + i, this));
    this.#exchange(this.#numOperands + first, 0, added);
    this.#numResults += added.length;
    return added;
  }
  /** Removes the results that `which` picks, which must have no uses; only where there is one group of results. */
  eraseResults(which: (index: number) => boolean): void {
    const kept = this.results.filter(({ index }) => !which(index));
    kept.forEach((result, i) => {
      result.index = i;
    });
    this.#exchange(this.#numOperands, this.#numResults, kept);
    this.#numResults = kept.length;
  }
  /** Removes the operands that `which` picks. */
  eraseOperands(which: (index: number) => boolean): void {
    this.def.eraseOperands(this, which);
  }
  /** Puts `added` in the place of `count` parts from `start` on. */
  #exchange(start: number, count: number, added: readonly Part[]): void {
    const parts = this.#parts;
    this.#parts = [...parts.slice(0, start), ...added, ...parts.slice(start + count)];
  }
  get resultTypes(): Type[] {
    const types: Type[] = [];
    for (let i = 0; i < this.#numResults; i++) types.push(this.result(i).type);
    return types;
  }
  get operandTypes(): Type[] {
    const types: Type[] = [];
    for (let i = 0; i < this.#numOperands; i++) types.push(this.operand(i).type);
    return types;
  }
  get hasUses(): boolean {
    for (let i = 0; i < this.#numResults; i++) if (this.result(i).hasUses) return true;
    return false;
  }
  replaceAllUsesWith(values: readonly Value[]): void {
    for (let i = 0; i < this.#numResults; i++) this.result(i).replaceAllUsesWith(values[i]!);
  }
  replaceUsesOfWith(from: Value, to: Value): void {
    for (const operand of this.opOperands) if (operand.value === from) operand.set(to);
  }

  // Attributes.

  get numProperties(): number {
    return this.#parts.length - this.#numOperands - this.#numResults;
  }
  /** The inherent attributes by slot, in a list of its own; see `def.attributeNames`. */
  get properties(): readonly (Attribute | undefined)[] {
    return this.#parts.slice(this.#numOperands + this.#numResults) as (Attribute | undefined)[];
  }
  /** The inherent attribute in a slot. */
  property(slot: number): Attribute | undefined {
    return this.#parts[this.#numOperands + this.#numResults + slot] as Attribute | undefined;
  }
  setProperty(slot: number, value: Attribute | undefined): void {
    this.#parts[this.#numOperands + this.#numResults + slot] = value;
  }
  /** An attribute by name: inherent if the operation defines it so, otherwise discardable. */
  attr(name: string): Attribute | undefined {
    const slot = this.def.attributeSlot(name);
    return slot === undefined ? this.#attributes?.get(name) : this.property(slot);
  }
  setAttr(name: string, value: Attribute): void {
    const slot = this.def.attributeSlot(name);
    if (slot !== undefined) this.setProperty(slot, value);
    else {
      if (this.#attributes === null) this.#attributes = new Map();
      this.#attributes.set(name, value);
    }
  }
  removeAttr(name: string): void {
    const slot = this.def.attributeSlot(name);
    if (slot !== undefined) this.setProperty(slot, undefined);
    else this.#attributes?.delete(name);
  }
  /** The attributes that the operation's definition does not name. */
  get discardableAttrs(): ReadonlyMap<string, Attribute> {
    return this.#attributes ?? emptyMap;
  }
  setDiscardableAttrs(attributes: ReadonlyMap<string, Attribute>): void {
    this.#attributes = attributes.size === 0 ? null : new Map(attributes);
  }

  // Position.

  get successors(): readonly Block[] {
    const uses = this.blockOperands;
    return uses.length === 0 ? none : uses.map((use) => use.block);
  }
  setSuccessor(index: number, block: Block): void {
    this.blockOperands[index]!.set(block);
  }
  get parentRegion(): Region | null {
    return this.block === null ? null : this.block.region;
  }
  get parentOp(): Operation | null {
    return this.block === null ? null : this.block.parentOp;
  }
  /** Registered terminators, and unregistered operations, which might be. */
  get mightBeTerminator(): boolean {
    return this.def.isTerminator || !this.def.isRegistered;
  }
  isBeforeInBlock(other: Operation): boolean {
    this.block!.ensureOrder();
    return this.order < other.order;
  }
  isAncestorOf(other: Operation): boolean {
    let current: Operation | null = other;
    while (current !== null) {
      if (current === this) return true;
      current = current.parentOp;
    }
    return false;
  }
  isProperAncestorOf(other: Operation): boolean {
    return this !== other && this.isAncestorOf(other);
  }
  moveBefore(other: Operation): void {
    this.block?.remove(this);
    other.block!.insertBefore(this, other);
  }
  moveAfter(other: Operation): void {
    if (other.next === this) return;
    this.block?.remove(this);
    other.block!.insertBefore(this, other.next);
  }
  moveToEnd(block: Block): void {
    this.block?.remove(this);
    block.append(this);
  }

  // Life.

  /** Unlinks the operation from its block and from the values it uses. Its results must have no uses. */
  erase(): void {
    if (this.hasUses) throw new Error(`'${this.name}' is erased while its results are in use`);
    this.dropAllReferences();
    this.block?.remove(this);
  }
  dropAllReferences(): void {
    for (let i = 0; i < this.#numOperands; i++) this.opOperand(i).unlink();
    for (const operand of this.blockOperands) operand.unlink();
    for (const region of this.regions) region.dropAllReferences();
  }

  /** A detached deep copy. Operands that `mapping` does not know stay as they are; it learns the new results. */
  clone(mapping: IRMapping = new IRMapping()): Operation {
    const copy = this.cloneShallow(mapping);
    copy.finishClone(this, mapping);
    return copy;
  }
  /** The copy without operands, successors and regions, which `finishClone` adds once every value has its copy. */
  cloneShallow(mapping: IRMapping): Operation {
    const copy = new Operation({
      def: this.def,
      loc: this,
      operands: none,
      resultTypes: this.resultTypes,
      properties: this.properties,
      attributes: this.discardableAttrs,
    });
    mapping.mapAll(this.results, copy.results);
    return copy;
  }
  finishClone(original: Operation, mapping: IRMapping): void {
    this.setOperands(original.operands.map((value) => mapping.lookupOrSelf(value)));
    if (original.blockOperands.length > 0) {
      this.blockOperands = original.successors.map((block, i) => new BlockOperand(this, i, mapping.blockOrSelf(block)));
    }
    if (original.regions.length > 0) {
      this.regions = original.regions.map((region) => {
        const copy = new Region();
        copy.parentOp = this;
        region.cloneInto(copy, mapping);
        return copy;
      });
    }
  }

  /**
   * Visits this operation and everything inside it. `callback` may erase the operation it is given (only in post-order).
   * It may return "skip" (pre-order: do not go inside) or "interrupt" (stop; `walk` returns "interrupt" too).
   */
  walk(callback: (op: Operation) => WalkResult, order: "pre" | "post" = "post"): "advance" | "interrupt" {
    if (order === "pre") {
      const result = callback(this);
      if (result === "interrupt") return "interrupt";
      if (result === "skip") return "advance";
    }
    for (let i = 0; i < this.regions.length; i++) {
      let block = this.regions[i]!.first;
      while (block !== null) {
        const nextBlock: Block | null = block.next;
        let op = block.first;
        while (op !== null) {
          const nextOp: Operation | null = op.next;
          if (op.walk(callback, order) === "interrupt") return "interrupt";
          op = nextOp;
        }
        block = nextBlock;
      }
    }
    if (order === "post" && callback(this) === "interrupt") return "interrupt";
    return "advance";
  }
}

const emptyMap: ReadonlyMap<string, Attribute> = new Map();
