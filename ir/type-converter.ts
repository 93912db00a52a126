/** How the types of one level become those of another, and how values of both meet while a conversion is under way. */

import type { Type } from "./attribute.ts";
import type { Block } from "./block.ts";
import type { OpBuilder } from "./builder.ts";
import type { FunctionType } from "./builtin/types.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import type { Value } from "./value.ts";

/** The types that stand for `type`; null if it cannot be converted; undefined if the rule does not know it. */
export type TypeRule = (type: Type, types: TypeConverter) => Type | readonly Type[] | null | undefined;

/** Makes values of type `to` from `inputs`; undefined if the materialization does not know how. */
export type SourceMaterialization = (builder: OpBuilder, to: Type, inputs: readonly Value[]) => Value | undefined;
/** Makes values of the types `to` from `inputs`, which stand for one value of type `original`. */
export type TargetMaterialization = (
  builder: OpBuilder,
  to: readonly Type[],
  inputs: readonly Value[],
  original: Type,
) => readonly Value[] | undefined;

/**
 * Converts types by rules; a rule that was added later is tried first, as in MLIR. A type that no rule knows cannot be
 * converted. One type may become several, or none.
 */
export class TypeConverter {
  readonly #rules: TypeRule[];
  readonly #converted: Map<Type, readonly Type[] | null>;
  readonly #sourceMaterializations: SourceMaterialization[];
  readonly #targetMaterializations: TargetMaterialization[];

  constructor(...rules: readonly TypeRule[]) {
    this.#rules = [...rules];
    this.#converted = new Map();
    this.#sourceMaterializations = [];
    this.#targetMaterializations = [];
  }

  /** A converter that leaves every type as it is. */
  static identity(): TypeConverter {
    return new TypeConverter((type) => type);
  }

  addConversion(rule: TypeRule): this {
    this.#rules.push(rule);
    this.#converted.clear();
    return this;
  }
  /** How a value of an original type is made for those who still use it. Otherwise a cast is left in the IR. */
  addSourceMaterialization(materialize: SourceMaterialization): this {
    this.#sourceMaterializations.push(materialize);
    return this;
  }
  /** How values of converted types are made of one that was not converted. Otherwise a cast is left in the IR. */
  addTargetMaterialization(materialize: TargetMaterialization): this {
    this.#targetMaterializations.push(materialize);
    return this;
  }

  /** The types that stand for `type`; undefined if it cannot be converted. */
  convertToMany(type: Type): readonly Type[] | undefined {
    let converted = this.#converted.get(type);
    if (converted === undefined) {
      converted = this.#apply(type);
      this.#converted.set(type, converted);
    }
    return converted ?? undefined;
  }

  #apply(type: Type): readonly Type[] | null {
    for (let i = this.#rules.length - 1; i >= 0; i--) {
      const result = this.#rules[i]!(type, this);
      if (result === undefined) continue;
      if (result === null) return null;
      return isList(result) ? result : [result];
    }
    return null;
  }

  /** The one type that stands for `type`; undefined if there is none or if there are several. */
  convert(type: Type): Type | undefined {
    const converted = this.convertToMany(type);
    return converted?.length === 1 ? converted[0] : undefined;
  }

  /** The types that stand for all of `types`, in order; undefined if one of them cannot be converted. */
  convertAll(types: readonly Type[]): Type[] | undefined {
    const all: Type[] = [];
    for (const type of types) {
      const converted = this.convertToMany(type);
      if (converted === undefined) return undefined;
      all.push(...converted);
    }
    return all;
  }

  isLegal(type: Type): boolean {
    return this.convert(type) === type;
  }
  areLegal(types: readonly Type[]): boolean {
    return types.every((type) => this.isLegal(type));
  }
  /** Whether the types of all operands and results stay. */
  isLegalOp(op: Operation): boolean {
    return this.areLegal(op.operandTypes) && this.areLegal(op.resultTypes);
  }
  /** Whether the types of all block arguments stay. */
  isLegalRegion(region: Region): boolean {
    for (const block of region.blocks()) for (const { type } of block.args) if (!this.isLegal(type)) return false;
    return true;
  }
  isLegalSignature(type: FunctionType): boolean {
    return this.areLegal(type.inputs) && this.areLegal(type.results);
  }

  /** Every argument becomes what its type becomes; undefined if a type cannot be converted. */
  convertSignature(argumentTypes: readonly Type[]): SignatureConversion | undefined {
    const signature = new SignatureConversion(argumentTypes.length);
    for (let i = 0; i < argumentTypes.length; i++) {
      const types = this.convertToMany(argumentTypes[i]!);
      if (types === undefined) return undefined;
      signature.addInputs(i, types);
    }
    return signature;
  }
  convertBlockSignature(block: Block): SignatureConversion | undefined {
    return this.convertSignature(block.args.map(({ type }) => type));
  }

  materializeSource(builder: OpBuilder, to: Type, inputs: readonly Value[]): Value | undefined {
    return lastThatKnows(this.#sourceMaterializations, (materialize) => materialize(builder, to, inputs));
  }
  materializeTarget(
    builder: OpBuilder,
    to: readonly Type[],
    inputs: readonly Value[],
    original: Type,
  ): readonly Value[] | undefined {
    return lastThatKnows(this.#targetMaterializations, (materialize) => materialize(builder, to, inputs, original));
  }
}

const isList = (types: Type | readonly Type[]): types is readonly Type[] => Array.isArray(types);

function lastThatKnows<F, R>(list: readonly F[], ask: (entry: F) => R | undefined): R | undefined {
  for (let i = list.length - 1; i >= 0; i--) {
    const result = ask(list[i]!);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** What an argument of a block becomes: some of the new arguments, or values from elsewhere. */
export type ArgumentMapping =
  | { readonly kind: "arguments"; readonly start: number; readonly count: number }
  | { readonly kind: "values"; readonly values: readonly Value[] };

/** New arguments for a block, and what becomes of the old ones. An argument without a mapping is dropped. */
export class SignatureConversion {
  /** The types of the new arguments. */
  readonly types: Type[];
  readonly mappings: (ArgumentMapping | undefined)[];

  constructor(argumentCount: number) {
    this.types = [];
    this.mappings = new Array(argumentCount).fill(undefined);
  }

  /** New arguments that stand for the old argument `original`. */
  addInputs(original: number, types: readonly Type[]): this {
    this.mappings[original] = { kind: "arguments", start: this.types.length, count: types.length };
    return this.addNewInputs(types);
  }
  /** New arguments that stand for none of the old ones. */
  addNewInputs(types: readonly Type[]): this {
    this.types.push(...types);
    return this;
  }
  /** Uses existing values for the old argument `original`. */
  remapInput(original: number, values: readonly Value[]): this {
    this.mappings[original] = { kind: "values", values };
    return this;
  }
}
