/** The rewriter of conversions: makes changes at once, and remembers how to take them back. */

import type { Attribute } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import type { ConversionRewriter } from "../../ir/conversion.ts";
import { type Location, UnknownLoc } from "../../ir/location.ts";
import { constantOf } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { PatternRewriter } from "../../ir/rewriter.ts";
import type { SignatureConversion, TypeConverter } from "../../ir/type-converter.ts";
import { BlockArgument, type Value } from "../../ir/value.ts";
import { ConversionCasts } from "./casts.ts";

/** A moment to which the rewriter can go back. */
export interface Checkpoint {
  readonly undo: number;
  readonly created: number;
  readonly modified: number;
}

export class UndoableRewriter extends PatternRewriter implements ConversionRewriter {
  readonly types: TypeConverter;
  readonly casts: ConversionCasts;
  /** Operations that patterns made, in order. */
  readonly created: Operation[];
  /** Operations that patterns changed in place. */
  readonly modified: Operation[];
  /** Values that took the place of constants. */
  readonly constants: Map<Value, Attribute>;
  /** Operations that were erased, with those inside them. */
  readonly erased: Set<Operation>;
  readonly #undo: (() => void)[];

  constructor(root: Operation, types: TypeConverter) {
    super(root.loc);
    this.types = types;
    this.created = [];
    this.modified = [];
    this.constants = new Map();
    this.erased = new Set();
    this.#undo = [];
    this.casts = new ConversionCasts(types, (cast) => this.#undo.push(() => removeOp(cast)));
    this.listener = {
      inserted: (op) => {
        this.created.push(op);
        this.#undo.push(() => removeOp(op));
      },
      blockInserted: (block) => {
        this.#undo.push(() => block.region!.remove(block));
      },
    };
  }

  get checkpoint(): Checkpoint {
    return { undo: this.#undo.length, created: this.created.length, modified: this.modified.length };
  }

  /** Takes back everything since `point`. */
  rollBack(point: Checkpoint): void {
    while (this.#undo.length > point.undo) this.#undo.pop()!();
    this.created.length = point.created;
    this.modified.length = point.modified;
  }

  // Values.

  override replace(op: Operation, values: readonly Value[]): void {
    this.replaceWithMany(
      op,
      values.map((value) => [value]),
    );
  }

  replaceWithMany(op: Operation, values: readonly (readonly Value[])[]): void {
    if (values.length !== op.numResults) {
      throw new Error(`'${op.name}' has ${op.numResults} results but is replaced by ${values.length} values`);
    }
    const constant = constantOf(op);
    values.forEach((group, i) => {
      const value = this.#replaceValue(op.result(i), group, () => OpBuilder.before(op));
      if (constant !== undefined && value !== undefined) this.constants.set(value, constant);
    });
    this.erase(op);
  }

  /** Returns the value that is used now, if there are uses. `builder` says where a cast would go. */
  #replaceValue(from: Value, to: readonly Value[], builder: () => OpBuilder): Value | undefined {
    if (!from.hasUses) return undefined;
    const same = to.length === 1 && to[0]!.type === from.type;
    const value = same ? to[0]! : this.casts.toOriginal(builder(), to, from.type);
    this.#redirectUses(from, value, () => true);
    return value;
  }

  #redirectUses(from: Value, to: Value, condition: (user: Operation) => boolean): void {
    if (from === to) return;
    const moved: { readonly owner: Operation; readonly index: number }[] = [];
    for (const use of from.uses()) {
      if (!condition(use.owner)) continue;
      moved.push({ owner: use.owner, index: use.index });
      use.set(to);
    }
    this.#undo.push(() => {
      for (const { owner, index } of moved) owner.setOperand(index, from);
    });
  }

  override replaceAllUsesWith(from: Value, to: Value): void {
    this.replaceUsesWithIf(from, to, () => true);
  }
  override replaceUsesWithIf(from: Value, to: Value, condition: (user: Operation) => boolean): void {
    this.#redirectUses(from, to, condition);
  }

  remapped(value: Value): readonly Value[] | undefined {
    const converted = this.types.convertToMany(value.type);
    return converted === undefined ? undefined : this.casts.toConverted(value, converted);
  }

  // Operations.

  override erase(op: Operation): void {
    if (op.hasUses) throw new Error(`'${op.name}' is erased while its results are in use`);
    const all: Operation[] = [];
    op.walk((inner) => {
      all.push(inner);
    });
    for (const inner of all) {
      for (const use of inner.opOperands) use.unlink();
      for (const use of inner.blockOperands) use.unlink();
      this.erased.add(inner);
    }
    const { block, next } = op;
    block?.remove(op);
    this.#undo.push(() => {
      block?.insertBefore(op, next);
      for (const inner of all) {
        for (const use of inner.opOperands) use.link();
        for (const use of inner.blockOperands) use.link();
        this.erased.delete(inner);
      }
    });
  }

  override modify(op: Operation, change: () => void): void {
    this.modifyIf(op, change, () => true);
  }

  /** Does something that may change `op` in place; `changed` tells from its result whether it did. */
  modifyIf<T>(op: Operation, change: () => T, changed: (result: T) => boolean): T {
    const { operands, successors, resultTypes, properties, loc } = op;
    const attributes = new Map(op.discardableAttrs);
    const result = change();
    if (!changed(result)) return result;
    this.modified.push(op);
    this.#undo.push(() => {
      op.setOperands(operands);
      for (let i = 0; i < successors.length; i++) op.setSuccessor(i, successors[i]!);
      for (let i = 0; i < resultTypes.length; i++) op.result(i).type = resultTypes[i]!;
      for (let i = 0; i < properties.length; i++) op.setProperty(i, properties[i]);
      op.setDiscardableAttrs(attributes);
      op.loc = loc;
    });
    return result;
  }

  // Blocks and regions.

  override eraseBlock(block: Block): void {
    for (const op of block.opsReversed()) this.erase(op);
    this.#removeBlock(block);
  }

  #removeBlock(block: Block): void {
    const { region, next } = block;
    region?.remove(block);
    this.#undo.push(() => region?.insertBefore(block, next));
  }

  override inlineBlockBefore(source: Block, target: Block, before: Operation | null, values: readonly Value[]): void {
    source.args.forEach((argument, i) => {
      this.#replaceValue(argument, [values[i]!], () => builderBefore(target, before, argument));
    });
    const moved = [...source.ops()];
    target.takeOpsOf(source, before);
    const branches = [...edgesTo(source)];
    source.replaceAllUsesWith(target);
    this.#undo.push(() => {
      for (const { owner, index } of branches) owner.setSuccessor(index, source);
      for (const op of moved) op.moveToEnd(source);
    });
    this.#removeBlock(source);
  }

  override inlineRegionBefore(region: Region, parent: Region, before: Block | null): void {
    const moved = [...region.blocks()];
    parent.takeBlocksOf(region, before);
    this.#undo.push(() => {
      for (const block of moved) {
        parent.remove(block);
        region.append(block);
      }
    });
  }

  override splitBlock(block: Block, op: Operation | null): Block {
    const rest = super.splitBlock(block, op);
    this.#undo.push(() => {
      block.takeOpsOf(rest);
      rest.region!.remove(rest);
    });
    return rest;
  }

  applySignatureConversion(block: Block, signature: SignatureConversion): void {
    const old = [...block.args];
    const args = signature.types.map((type, i) => new BlockArgument(type, i, block, locationFor(signature, old, i)));
    const setArguments = (list: readonly BlockArgument[]): void => {
      block.args.splice(0, block.args.length, ...list);
    };
    setArguments(args);
    this.#undo.push(() => setArguments(old));
    old.forEach((argument, i) => {
      const mapping = signature.mappings[i];
      const values =
        mapping === undefined
          ? []
          : mapping.kind === "values"
            ? mapping.values
            : args.slice(mapping.start, mapping.start + mapping.count);
      this.#replaceValue(argument, values, () => builderBefore(block, block.first, argument));
    });
  }

  convertRegionTypes(region: Region, types: TypeConverter, entry?: SignatureConversion): boolean {
    const conversions: [Block, SignatureConversion][] = [];
    for (const block of region.blocks()) {
      const signature = block.isEntryBlock && entry !== undefined ? entry : types.convertBlockSignature(block);
      if (signature === undefined) return false;
      conversions.push([block, signature]);
    }
    for (const [block, signature] of conversions) {
      const isEntryGiven = signature === entry;
      if (isEntryGiven || !types.areLegal(block.args.map(({ type }) => type))) {
        this.applySignatureConversion(block, signature);
      }
    }
    return true;
  }
}

function removeOp(op: Operation): void {
  op.dropAllReferences();
  op.block?.remove(op);
}

function* edgesTo(block: Block): Generator<{ readonly owner: Operation; readonly index: number }> {
  for (let use = block.firstUse; use !== null; use = use.nextUse) yield { owner: use.owner, index: use.index };
}

function builderBefore(block: Block, before: Operation | null, value: Value): OpBuilder {
  return new OpBuilder(value.loc).restore({ block, before });
}

/** The location of the old argument that new argument `index` stands for. */
function locationFor(signature: SignatureConversion, old: readonly BlockArgument[], index: number): Location {
  const original = signature.mappings.findIndex(
    (mapping) => mapping?.kind === "arguments" && mapping.start <= index && index < mapping.start + mapping.count,
  );
  return (old[original] ?? old[0])?.loc ?? UnknownLoc.get();
}
