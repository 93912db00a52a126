/** Creates operations at an insertion point, and tells a listener about them. */

import type { Attribute, Type } from "./attribute.ts";
import { Block } from "./block.ts";
import type { BuildArgs, OpDefinition, OpSpec, OpView } from "./define-op.ts";
import { IRMapping } from "./ir-mapping.ts";
import type { Location } from "./location.ts";
import { Operation } from "./operation.ts";
import { Region } from "./region.ts";
import type { BlockArgument, Value } from "./value.ts";

/** Hears of every change that is made through a builder or rewriter. */
export interface RewriteListener {
  inserted?(op: Operation): void;
  /** Called before the operation goes. */
  erased?(op: Operation): void;
  modified?(op: Operation): void;
  /** Called before the uses of `op`'s results move to `values`. */
  replaced?(op: Operation, values: readonly Value[]): void;
  blockInserted?(block: Block): void;
}

/** A place between two operations of a block: before `before`, or at the end if that is null. */
export interface InsertionPoint {
  readonly block: Block;
  readonly before: Operation | null;
}

/** Makes operations and puts them at an insertion point. */
export class OpBuilder {
  /** The location that new operations get, or an operation that has it. */
  #loc: Location | Operation;
  listener: RewriteListener | undefined;
  #block: Block | null;
  #before: Operation | null;

  constructor(loc: Location | Operation, listener?: RewriteListener) {
    this.#loc = loc;
    this.listener = listener;
    this.#block = null;
    this.#before = null;
  }

  static atEnd(block: Block, loc: Location): OpBuilder {
    return new OpBuilder(loc).setInsertionPointToEnd(block);
  }
  static before(op: Operation): OpBuilder {
    return new OpBuilder(op).setInsertionPoint(op);
  }

  /** The location that new operations get. */
  get loc(): Location {
    return this.#loc instanceof Operation ? this.#loc.loc : this.#loc;
  }
  set loc(loc: Location) {
    this.#loc = loc;
  }
  /** New operations get the location of `op`, which need not exist unless there are any. */
  locateAt(op: Operation): this {
    this.#loc = op;
    return this;
  }

  get insertionBlock(): Block {
    if (this.#block === null) throw new Error("the builder has no insertion point");
    return this.#block;
  }
  get insertionPoint(): InsertionPoint {
    return { block: this.insertionBlock, before: this.#before };
  }
  restore(point: InsertionPoint): this {
    this.#block = point.block;
    this.#before = point.before;
    return this;
  }
  /** Before `op`. */
  setInsertionPoint(op: Operation): this {
    this.#block = op.block;
    this.#before = op;
    return this;
  }
  setInsertionPointAfter(op: Operation): this {
    this.#block = op.block;
    this.#before = op.next;
    return this;
  }
  setInsertionPointToStart(block: Block): this {
    this.#block = block;
    this.#before = block.first;
    return this;
  }
  setInsertionPointToEnd(block: Block): this {
    this.#block = block;
    this.#before = null;
    return this;
  }
  /** Runs `work` and then restores the insertion point and location. */
  guarded<T>(work: () => T): T {
    const [block, before, loc] = [this.#block, this.#before, this.#loc];
    try {
      return work();
    } finally {
      this.#block = block;
      this.#before = before;
      this.#loc = loc;
    }
  }

  /** Makes an operation from its definition and inserts it. Returns the typed view. */
  create<S extends OpSpec>(def: OpDefinition<S>, args: BuildArgs<S>): OpView<S> {
    return def.view(this.insert(def.build(args, this.#loc)));
  }

  /** Makes an operation from values by position, for code that does not know its kind. */
  createOperation(
    def: OpDefinition,
    operands: readonly Value[],
    resultTypes: readonly Type[],
    attributes: Readonly<Record<string, Attribute>> = {},
    rest: { readonly successors?: readonly Block[]; readonly regions?: readonly Region[] } = {},
  ): Operation {
    const properties: (Attribute | undefined)[] = new Array(def.attributeNames.length).fill(undefined);
    const discardable = new Map<string, Attribute>();
    for (const [name, value] of Object.entries(attributes)) {
      const slot = def.attributeSlot(name);
      if (slot === undefined) discardable.set(name, value);
      else properties[slot] = value;
    }
    def.fillDefaults(properties);
    return this.insert(
      new Operation({ def, loc: this.#loc, operands, resultTypes, properties, attributes: discardable, ...rest }),
    );
  }

  /** Links a detached operation in at the insertion point. */
  insert<T extends Operation>(op: T): T {
    this.insertionBlock.insertBefore(op, this.#before);
    this.listener?.inserted?.(op);
    return op;
  }

  clone(op: Operation, mapping: IRMapping = new IRMapping()): Operation {
    const copy = op.clone(mapping);
    this.insert(copy);
    const listener = this.listener;
    if (listener?.inserted !== undefined && copy.regions.length > 0) {
      copy.walk((inner) => {
        if (inner !== copy) listener.inserted!(inner);
      }, "pre");
    }
    return copy;
  }

  /** A new block at the end of `region`, or before `before`; the insertion point moves to its end. */
  createBlock(region: Region, argumentTypes: readonly Type[] = [], before: Block | null = null): Block {
    const block = new Block();
    for (const type of argumentTypes) block.addArgument(type, this.loc);
    region.insertBefore(block, before);
    this.listener?.blockInserted?.(block);
    this.setInsertionPointToEnd(block);
    return block;
  }

  /** A new region of one block, which `fill` fills, given the block's arguments. The insertion point stays. */
  createRegion(argumentTypes: readonly Type[], fill: (args: readonly BlockArgument[]) => void): Region {
    const region = new Region();
    this.guarded(() => fill(this.createBlock(region, argumentTypes).args));
    return region;
  }
}
