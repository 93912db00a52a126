/**
 * `defineOp`: data first, behaviour second. The parser, printer, verifier and documentation read the data; the types of
 * the accessors are inferred from it. There is one class of operations, and a definition gives typed views on it.
 */

import type { OpFormat } from "./assembly/format.ts";
import type { CheckedFormat } from "./assembly/format-check.ts";
import type { Attribute, Type } from "./attribute.ts";
import type { Block } from "./block.ts";
import type { Defaulted } from "./constraint.ts";
import type { IndexRange } from "./index-range.ts";
import type { OpInterface, Viewed } from "./interfaces/interface.ts";
import type { Location, LocationSource } from "./location.ts";
import type { OpChecks } from "./op-checks.ts";
import type { BuildArgs, OpHooks, OpSpec, OpView } from "./op-spec.ts";
import { Operation } from "./operation.ts";
import { Region } from "./region.ts";
import {
  countOpen,
  operandSegmentSizes,
  resultSegmentSizes,
  type Segment,
  segmentsOf,
  sizesAttr,
  ValueGroups,
} from "./segments.ts";
import type { InferenceState, Trait } from "./trait.ts";
import type { Value } from "./value.ts";

export { type BuildArgs, type FoldResult, foldedInPlace, type OpHooks, type OpSpec, type OpView } from "./op-spec.ts";

/** The same hooks in an object of one shape for all operations, so that reading one of them is fast. */
const uniformHooks = <S extends OpSpec>(hooks: OpHooks<S>): UniformHooks<S> => ({
  verify: hooks.verify,
  verifyRegions: hooks.verifyRegions,
  fold: hooks.fold,
  parse: hooks.parse,
  print: hooks.print,
  hasCustomForm: hooks.hasCustomForm,
  directives: hooks.directives,
  resultNames: hooks.resultNames,
  blockArgumentNames: hooks.blockArgumentNames,
  attributesWithoutAliases: hooks.attributesWithoutAliases,
  defaultDialect: hooks.defaultDialect,
});
type UniformHooks<S extends OpSpec> = { readonly [K in keyof Required<OpHooks<S>>]: OpHooks<S>[K] };

/** An attribute that has a default, and its slot. */
interface DefaultSlot {
  readonly slot: number;
  readonly spec: Pick<Defaulted, "value">;
}

function defaultsOf(def: OpDefinition): DefaultSlot[] {
  const { attributes = {} } = def.spec as OpSpec;
  const defaults: DefaultSlot[] = [];
  Object.values(attributes).forEach((spec, slot) => {
    if ("kind" in spec && spec.kind === "default") defaults.push({ slot, spec });
  });
  const addSizes = (name: string, segments: readonly Segment[]): void => {
    const slot = def.attributeSlot(name);
    if (slot !== undefined) defaults.push({ slot, spec: { value: () => sizesAttr(segments.map(() => 0)) } });
  };
  addSizes(operandSegmentSizes, def.operandSegments);
  addSizes(resultSegmentSizes, def.resultSegments);
  return defaults;
}

const noInterfaces: ReadonlyMap<OpInterface<any>, object> = new Map();

export class OpDefinition<S extends OpSpec = any> {
  readonly name: string;
  /** What stands before the first dot. */
  readonly dialectName: string;
  readonly spec: S;
  readonly hooks: OpHooks<S>;
  readonly isRegistered: boolean;
  readonly isTerminator: boolean;
  readonly traits: readonly Trait[];
  interfaces: Map<OpInterface<any>, object> | ReadonlyMap<OpInterface<any>, object>;
  /** Names of the inherent attributes, by slot. */
  readonly attributeNames: readonly string[];
  readonly operandSegments: readonly Segment[];
  readonly resultSegments: readonly Segment[];
  /** Whether the definition names regions, and successors. */
  readonly hasRegions: boolean;
  readonly hasSuccessors: boolean;
  readonly #operandGroups: ValueGroups;
  readonly #resultGroups: ValueGroups;
  /** The compiled `assemblyFormat`, made by assembly/ when it is first needed. */
  format: OpFormat | null;
  /** What the verifier asks, made by op-checks.ts when it is first needed. */
  checks: OpChecks | null;
  #slots: Map<string, number> | null;
  #defaults: readonly DefaultSlot[] | null;
  #View: (new (op: Operation) => any) | null;

  constructor(name: string, spec: S, hooks: OpHooks<S>, isRegistered = true) {
    this.name = name;
    const dot = name.indexOf(".");
    this.dialectName = dot < 0 ? "" : name.slice(0, dot);
    this.spec = spec;
    this.hooks = uniformHooks(hooks);
    this.isRegistered = isRegistered;
    this.traits = spec.traits ?? [];
    this.isTerminator = this.traits.some((trait) => trait.name === "Terminator");
    this.interfaces = noInterfaces;
    this.hasRegions = spec.regions !== undefined;
    this.hasSuccessors = spec.successors !== undefined;
    const isTrait = (name: string): boolean => this.traits.some((trait) => trait.name === name);
    const attributeNames = isRegistered ? Object.keys(spec.attributes ?? {}) : [unregisteredProperties];
    const groupsOf = (specs: OpSpec["operands"], haveSameSize: boolean, sizesName: string): ValueGroups => {
      const segments = segmentsOf(specs);
      const needsSizes = countOpen(segments) > 1 && !haveSameSize;
      return new ValueGroups(segments, needsSizes ? attributeNames.push(sizesName) - 1 : undefined);
    };
    this.#operandGroups = groupsOf(spec.operands, isTrait("SameVariadicOperandSize"), operandSegmentSizes);
    this.#resultGroups = groupsOf(spec.results, isTrait("SameVariadicResultSize"), resultSegmentSizes);
    this.operandSegments = this.#operandGroups.segments;
    this.resultSegments = this.#resultGroups.segments;
    this.attributeNames = attributeNames;
    this.format = null;
    this.checks = null;
    this.#slots = null;
    this.#defaults = null;
    this.#View = null;
  }

  hasTrait(trait: Trait): boolean {
    return this.traits.includes(trait);
  }

  /** The position of an inherent attribute in `op.properties`; undefined if the operation does not define it. */
  attributeSlot(name: string): number | undefined {
    this.#slots ??= new Map(this.attributeNames.map((key, slot) => [key, slot]));
    return this.#slots.get(name);
  }

  /** Attaches an implementation of an interface. Its methods are given the typed view. Returns the definition. */
  implement<I extends object>(key: OpInterface<I>, implementation: NoInfer<Viewed<I, OpView<S>>>): this {
    if (this.interfaces === noInterfaces) this.interfaces = new Map();
    const wrapped: Record<string, unknown> = {};
    for (const [name, member] of Object.entries(implementation)) {
      wrapped[name] =
        typeof member === "function"
          ? (op: Operation, ...rest: unknown[]) => (member as (...args: unknown[]) => unknown)(this.view(op), ...rest)
          : member;
    }
    (this.interfaces as Map<OpInterface<any>, object>).set(key, wrapped);
    this.checks = null;
    return this;
  }

  is(op: Operation | null | undefined): boolean {
    return op !== null && op !== undefined && op.def === (this as OpDefinition);
  }

  /** The view if `op` is of this kind. */
  match(op: Operation | null | undefined): OpView<S> | undefined {
    return this.is(op) ? this.view(op!) : undefined;
  }

  /** The view on an operation that is known to be of this kind. */
  view(op: Operation): OpView<S> {
    this.#View ??= makeViewClass(this);
    return new this.#View(op);
  }

  /** The view on the operation that defines `value`, if it is of this kind. */
  defining(value: Value): OpView<S> | undefined {
    return this.match(value.definingOp);
  }

  /** A detached operation; its location may be an offset in `source`, or that of another operation. */
  build(args: BuildArgs<S>, loc: Location | number | Operation, source: LocationSource | null = null): Operation {
    const values = args as Readonly<Record<string, any>>;
    const operands: Value[] = [];
    const operandSizes = collect(this.operandSegments, values, operands);
    const properties: (Attribute | undefined)[] = [];
    for (const [name, spec] of Object.entries((this.spec as OpSpec).attributes ?? {})) {
      properties.push(values[name] ?? ("kind" in spec && spec.kind === "default" ? spec.value() : undefined));
    }
    if (this.#operandGroups.haveSizes) properties.push(sizesAttr(operandSizes));
    const regions: Region[] = [];
    for (const [name, { variadic }] of Object.entries((this.spec as OpSpec).regions ?? {})) {
      if (variadic) regions.push(...(values[name] ?? []));
      else regions.push(values[name] ?? new Region());
    }
    const successors: Block[] = [];
    for (const name of Object.keys((this.spec as OpSpec).successors ?? {})) successors.push(...[values[name]].flat());
    let resultTypes = values.resultTypes as readonly Type[] | undefined;
    if (this.#resultGroups.haveSizes) {
      const sizes = values.resultSizes as readonly number[] | undefined;
      if (sizes === undefined) throw new Error(`building '${this.name}' needs resultSizes, one for each result group`);
      properties.push(sizesAttr(sizes));
    }
    if (resultTypes === undefined && this.resultSegments.length > 0) {
      resultTypes = this.inferResultTypes({
        operands,
        regions,
        attr: (name) => properties[this.attributeSlot(name) ?? -1],
      });
    }
    return new Operation({
      def: this,
      loc,
      source,
      operands,
      resultTypes: resultTypes ?? [],
      properties,
      successors,
      regions,
    });
  }

  /** The result types as the first trait that can tell infers them; undefined if none can. */
  inferResultTypes(state: InferenceState): readonly Type[] | undefined {
    for (const trait of this.traits) if (trait.inferResultTypes !== undefined) return trait.inferResultTypes(state);
    return undefined;
  }

  /** Fills the defaults into the slots of an operation of this kind that is made from text; groups without sizes are empty. */
  fillDefaults(properties: (Attribute | undefined)[]): void {
    this.#defaults ??= defaultsOf(this);
    const defaults = this.#defaults;
    for (let i = 0; i < defaults.length; i++) {
      const { slot, spec } = defaults[i]!;
      if (properties[slot] === undefined) properties[slot] = spec.value();
    }
  }

  /** First index and number of the operands that `segment` names. */
  operandRange(op: Operation, segment: number): IndexRange {
    return this.#operandGroups.range(op, segment, op.numOperands);
  }
  /** Replaces the operands that `segment` names. */
  setOperandGroup(op: Operation, segment: number, values: readonly Value[]): void {
    const { start, count } = this.operandRange(op, segment);
    const operands = op.operands;
    operands.splice(start, count, ...values);
    if (this.#operandGroups.haveSizes) {
      const sizes = this.operandSegments.map((_, i) =>
        i === segment ? values.length : this.operandRange(op, i).count,
      );
      op.setAttr(operandSegmentSizes, sizesAttr(sizes));
    }
    op.setOperands(operands);
  }
  /** Takes operands that were appended to the last group into account. */
  lastGroupGrew(op: Operation, count: number): void {
    if (!this.#operandGroups.haveSizes) return;
    const last = this.operandSegments.length - 1;
    const sizes = this.operandSegments.map((_, i) => this.operandRange(op, i).count + (i === last ? count : 0));
    op.setAttr(operandSegmentSizes, sizesAttr(sizes));
  }
  /** Removes the operands that `which` picks; the groups become shorter. */
  eraseOperands(op: Operation, which: (index: number) => boolean): void {
    if (this.#operandGroups.haveSizes) {
      const sizes = this.operandSegments.map((_, i) => {
        const { start, count } = this.operandRange(op, i);
        let kept = 0;
        for (let index = start; index < start + count; index++) if (!which(index)) kept++;
        return kept;
      });
      op.setAttr(operandSegmentSizes, sizesAttr(sizes));
    }
    op.setOperands(op.operands.filter((_, index) => !which(index)));
  }
  resultRange(op: Operation, segment: number): IndexRange {
    return this.#resultGroups.range(op, segment, op.numResults);
  }
}

/** The slot in which an unregistered operation keeps what stands in `<{...}>`. */
export const unregisteredProperties = "<properties>";

/** `type MulFOp = Op<typeof MulFOp>` */
export type Op<D> = D extends OpDefinition<infer S> ? OpView<S> : never;

/** Defines an operation. A name in `assemblyFormat` that the spec does not have is a compile error. */
export function defineOp<const S extends OpSpec>(
  name: `${string}.${string}`,
  spec: S & CheckedFormat<S>,
  hooks: OpHooks<S> = {},
): OpDefinition<S> {
  return new OpDefinition<S>(name, spec, hooks);
}

/** The definition of an operation that no dialect knows. */
export const unregisteredOp = (name: string): OpDefinition =>
  new OpDefinition(name, { summary: "unregistered operation" }, {}, false);

function collect(segments: readonly Segment[], values: Readonly<Record<string, any>>, into: Value[]): number[] {
  return segments.map(({ name }) => {
    const before = into.length;
    const value = values[name] as Value | readonly Value[] | undefined;
    if (Array.isArray(value)) into.push(...value);
    else if (value !== undefined) into.push(value as Value);
    return into.length - before;
  });
}

/** A class with one getter for each name of the spec. */
function makeViewClass(def: OpDefinition): new (op: Operation) => object {
  const View = class {
    readonly op: Operation;
    constructor(op: Operation) {
      this.op = op;
    }
  };
  type Self = { readonly op: Operation };
  const getter = (name: string, get: (this: Self) => unknown): void => {
    Object.defineProperty(View.prototype, name, { get, enumerable: true });
  };
  const values = (
    segments: readonly Segment[],
    at: (op: Operation, index: number) => unknown,
    range: (op: Operation, segment: number) => IndexRange,
  ): void => {
    const fixed = segments.every((segment) => segment.arity === "single");
    segments.forEach(({ name, arity }, i) => {
      if (fixed)
        getter(name, function () {
          return at(this.op, i);
        });
      else
        getter(name, function () {
          const { start, count } = range(this.op, i);
          if (arity !== "variadic") return count > 0 ? at(this.op, start) : undefined;
          const group: unknown[] = [];
          for (let index = start; index < start + count; index++) group.push(at(this.op, index));
          return group;
        });
    });
  };
  values(
    def.operandSegments,
    (op, i) => op.operand(i),
    (op, i) => def.operandRange(op, i),
  );
  values(
    def.resultSegments,
    (op, i) => op.result(i),
    (op, i) => def.resultRange(op, i),
  );
  const spec = def.spec as OpSpec;
  Object.keys(spec.attributes ?? {}).forEach((name, slot) => {
    if (name === "op") return;
    getter(name, function () {
      return this.op.property(slot);
    });
  });
  const grouped = (
    specs: Readonly<Record<string, { variadic: boolean }>>,
    list: (op: Operation) => readonly unknown[],
  ): void => {
    const names = Object.keys(specs);
    names.forEach((name, i) => {
      getter(name, function () {
        const all = list(this.op);
        return specs[name]!.variadic ? all.slice(i, all.length - (names.length - 1 - i)) : all[i];
      });
    });
  };
  grouped(spec.regions ?? {}, (op) => op.regions);
  grouped(spec.successors ?? {}, (op) => op.successors);
  return View;
}
