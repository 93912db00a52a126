/**
 * What the verifier asks of one operation, made from its definition when the first such operation is verified: a list of
 * checks in upstream's order, without those that a definition leaves nothing to do. A check throws `opError`.
 */
import type { Attribute, Type } from "./attribute.ts";
import { DenseArrayAttr } from "./builtin/attributes.ts";
import {
  type AttrConstraint,
  type AttrSpec,
  arityOf,
  attrConstraintOf,
  constraintOf,
  type OperandSpec,
  type RegionSpec,
  type TypeConstraint,
} from "./constraint.ts";
import type { OpDefinition, OpSpec } from "./define-op.ts";
import { opError } from "./diagnostic.ts";
import { SymbolUserOpInterface } from "./interfaces/symbol-user.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import { operandSegmentSizes, resultSegmentSizes, type Segment } from "./segments.ts";
import { IsolatedFromAbove } from "./traits.ts";

type Check = (op: Operation) => void;

export interface OpChecks {
  /** What can be checked before the regions are. */
  readonly entrance: readonly Check[];
  /** What needs regions that are well-formed. */
  readonly exit: readonly Check[];
  /** Whether the operation has something to say about the symbols that it refers to. */
  readonly isSymbolUser: boolean;
  /** Whether what is inside may use no values from outside. */
  readonly isIsolated: boolean;
}

/** The checks of a registered operation. */
export function checksOf(def: OpDefinition): OpChecks {
  def.checks ??= makeChecks(def);
  return def.checks;
}

function makeChecks(def: OpDefinition): OpChecks {
  const { traits, hooks } = def;
  const spec = def.spec as OpSpec;
  const interfaces = [...def.interfaces.keys()];
  const structural = traits.filter((trait) => trait.structural === true);
  const others = traits.filter((trait) => trait.structural !== true);
  const { verify, verifyRegions } = hooks;
  const entrance: (Check | undefined)[] = [
    countCheck(def),
    sizesCheck(def, def.operandSegments, operandSegmentSizes, "operand"),
    sizesCheck(def, def.resultSegments, resultSegmentSizes, "result"),
    ...structural.map((trait) => trait.verify),
    attributeCheck(spec.attributes),
    operandTypeCheck(def, spec.operands),
    resultTypeCheck(def, spec.results),
    regionCheck(spec.regions),
    ...others.map((trait) => trait.verify),
    ...interfaces.map(({ checks }) => checks.verify),
    verify === undefined ? undefined : (op) => verify.call(hooks, def.view(op)),
  ];
  const exit: (Check | undefined)[] = [
    ...traits.map((trait) => trait.verifyRegions),
    ...interfaces.map(({ checks }) => checks.verifyRegions),
    verifyRegions === undefined ? undefined : (op) => verifyRegions.call(hooks, def.view(op)),
  ];
  return {
    entrance: entrance.filter((check) => check !== undefined),
    exit: exit.filter((check) => check !== undefined),
    isSymbolUser: interfaces.includes(SymbolUserOpInterface),
    isIsolated: def.hasTrait(IsolatedFromAbove),
  };
}

// Numbers of regions, results, successors and operands.

/** How many must be there, and whether there may be more. */
interface Count {
  readonly expected: number;
  readonly isOpen: boolean;
}

const segmentCount = (segments: readonly Segment[]): Count => {
  const expected = segments.filter(({ arity }) => arity === "single").length;
  return { expected, isOpen: expected < segments.length };
};
const groupCount = (specs: Readonly<Record<string, { readonly variadic: boolean }>> = {}): Count => {
  const groups = Object.values(specs);
  const expected = groups.filter(({ variadic }) => !variadic).length;
  return { expected, isOpen: expected < groups.length };
};

const isCount = ({ expected, isOpen }: Count, found: number): boolean =>
  found === expected || (isOpen && found > expected);

function countCheck(def: OpDefinition): Check {
  const spec = def.spec as OpSpec;
  const regions = groupCount(spec.regions);
  const results = segmentCount(def.resultSegments);
  const successors = groupCount(spec.successors);
  const operands = segmentCount(def.operandSegments);
  return (op) => {
    if (!isCount(regions, op.regions.length)) throw opError(op, regionCountMessage(regions));
    if (!isCount(results, op.numResults)) throw opError(op, resultCountMessage(results));
    if (!isCount(successors, op.blockOperands.length)) {
      throw opError(op, successorCountMessage(successors, op.blockOperands.length));
    }
    if (!isCount(operands, op.numOperands)) {
      throw opError(op, operandCountMessage(operands, op.numOperands));
    }
  };
}

function regionCountMessage({ expected, isOpen }: Count): string {
  if (isOpen) return `expected ${expected} or more regions`;
  if (expected === 0) return "requires zero regions";
  return expected === 1 ? "requires one region" : `expected ${expected} regions`;
}

function resultCountMessage({ expected, isOpen }: Count): string {
  if (isOpen) return `expected ${expected} or more results`;
  if (expected === 0) return "requires zero results";
  return expected === 1 ? "requires one result" : `requires ${expected} results`;
}

const successorCountMessage = ({ expected, isOpen }: Count, found: number): string =>
  `requires ${isOpen ? "at least " : ""}${expected} ${expected === 1 && !isOpen ? "successor" : "successors"} but found ${found}`;

function operandCountMessage({ expected, isOpen }: Count, found: number): string {
  if (isOpen) return `expected ${expected} or more operands, but found ${found}`;
  if (expected === 0) return "requires zero operands";
  return expected === 1 ? "requires a single operand" : `expected ${expected} operands, but found ${found}`;
}

/** The attribute that says how long each group of values is. */
function sizesCheck(
  def: OpDefinition,
  segments: readonly Segment[],
  name: string,
  what: "operand" | "result",
): Check | undefined {
  const slot = def.attributeSlot(name);
  if (slot === undefined) return undefined;
  return (op) => {
    const attr = op.property(slot);
    if (!(attr instanceof DenseArrayAttr)) throw opError(op, `requires attribute '${name}'`);
    const sizes = attr.numbers;
    const [found, expected] = [sizes.length, segments.length];
    if (found !== expected) {
      const message = `attribute for specifying ${what} segments must have ${expected} elements, but got ${found}`;
      throw opError(op, `'${name}' ${message}`);
    }
    if (sizes.some((size) => size < 0)) throw opError(op, `'${name}' attribute cannot have negative elements`);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const actual = what === "operand" ? op.numOperands : op.numResults;
    if (total !== actual) {
      const message = `does not match with the total size (${total}) specified in attribute '${name}'`;
      throw opError(op, `${what} count (${actual}) ${message}`);
    }
    let start = 0;
    for (let i = 0; i < expected; i++) {
      const size = sizes[i]!;
      const { arity } = segments[i]!;
      const group = `${what} group starting at #${start} requires`;
      if (arity === "single" && size !== 1) throw opError(op, `${group} one value, but found ${size}`);
      if (arity === "optional" && size > 1) throw opError(op, `${group} 0 or 1 element, but found ${size}`);
      start += size;
    }
  };
}

// Constraints on attributes, operands, results and regions.

/** What is wrong with the attribute `name`, if anything. */
export const wrongAttribute = (name: string, constraint: AttrConstraint, value: Attribute): string | undefined =>
  constraint.is(value) ? undefined : `attribute '${name}' failed to satisfy constraint: ${constraint.summary}`;

function attributeCheck(specs: Readonly<Record<string, AttrSpec>> | undefined): Check | undefined {
  if (specs === undefined) return undefined;
  const slots = Object.entries(specs).map(([name, spec]) => ({
    name,
    constraint: attrConstraintOf(spec),
    isRequired: !("kind" in spec),
  }));
  // For each attribute the value that satisfied its constraint last.
  const accepted = slots.map((): Attribute | undefined => undefined);
  return (op) => {
    for (let slot = 0; slot < slots.length; slot++) {
      const value = op.property(slot);
      if (value === accepted[slot] && value !== undefined) continue;
      const { name, constraint, isRequired } = slots[slot]!;
      if (value === undefined) {
        if (isRequired) throw opError(op, `requires attribute '${name}'`);
        continue;
      }
      const wrong = wrongAttribute(name, constraint, value);
      if (wrong !== undefined) throw opError(op, wrong);
      accepted[slot] = value;
    }
  };
}

/** The constraint on one group of values, with the type that satisfied it last: mostly the next one is the same. */
class TypeCheck {
  readonly #what: "operand" | "result";
  readonly #constraint: TypeConstraint;
  readonly #isVariadic: boolean;
  #accepted: Type | null;

  constructor(what: "operand" | "result", spec: OperandSpec) {
    this.#what = what;
    this.#constraint = constraintOf(spec);
    this.#isVariadic = arityOf(spec) === "variadic";
    this.#accepted = null;
  }

  check(op: Operation, index: number, type: Type): void {
    if (type === this.#accepted) return;
    const { summary } = this.#constraint;
    if (!this.#constraint.is(type)) {
      const wanted = this.#isVariadic ? `variadic of ${summary}` : summary;
      throw opError(op, `${this.#what} #${index} must be ${wanted}, but got '${type}'`);
    }
    this.#accepted = type;
  }
}

const typeChecks = (what: "operand" | "result", specs: Readonly<Record<string, OperandSpec>>): TypeCheck[] =>
  Object.values(specs).map((spec) => new TypeCheck(what, spec));

const isFixed = (segments: readonly Segment[]): boolean => segments.every(({ arity }) => arity === "single");

function operandTypeCheck(def: OpDefinition, specs: Readonly<Record<string, OperandSpec>> = {}): Check | undefined {
  const checks = typeChecks("operand", specs);
  const { operandSegments: segments } = def;
  if (checks.length === 0) return undefined;
  if (isFixed(segments)) {
    return (op) => {
      for (let i = 0; i < checks.length; i++) checks[i]!.check(op, i, op.operand(i).type);
    };
  }
  return (op) => {
    for (let group = 0; group < checks.length; group++) {
      const { start, count } = def.operandRange(op, group);
      checkGroupSize(op, segments[group]!, "operand", start, count);
      for (let i = start; i < start + count; i++) checks[group]!.check(op, i, op.operand(i).type);
    }
  };
}

function resultTypeCheck(def: OpDefinition, specs: Readonly<Record<string, OperandSpec>> = {}): Check | undefined {
  const checks = typeChecks("result", specs);
  const { resultSegments: segments } = def;
  if (checks.length === 0) return undefined;
  if (isFixed(segments)) {
    return (op) => {
      for (let i = 0; i < checks.length; i++) checks[i]!.check(op, i, op.result(i).type);
    };
  }
  return (op) => {
    for (let group = 0; group < checks.length; group++) {
      const { start, count } = def.resultRange(op, group);
      checkGroupSize(op, segments[group]!, "result", start, count);
      for (let i = start; i < start + count; i++) checks[group]!.check(op, i, op.result(i).type);
    }
  };
}

function checkGroupSize(op: Operation, { arity }: Segment, what: string, start: number, count: number): void {
  if (arity === "optional" && count > 1) {
    throw opError(op, `${what} group starting at #${start} requires 0 or 1 element, but found ${count}`);
  }
}

const regionSizes: Readonly<
  Record<RegionSpec["blocks"], { readonly summary: string; accepts(region: Region): boolean }>
> = {
  any: { summary: "any region", accepts: () => true },
  single: { summary: "region with 1 blocks", accepts: (region) => region.hasOneBlock },
  optional: { summary: "region with at most 1 blocks", accepts: (region) => region.isEmpty || region.hasOneBlock },
};

function regionCheck(specs: Readonly<Record<string, RegionSpec>> | undefined): Check | undefined {
  if (specs === undefined) return undefined;
  const groups = Object.entries(specs);
  if (groups.every(([, { blocks }]) => blocks === "any")) return undefined;
  return (op) => {
    for (let i = 0; i < op.regions.length; i++) {
      const [name, { blocks }] = groups[Math.min(i, groups.length - 1)]!;
      const { summary, accepts } = regionSizes[blocks];
      if (!accepts(op.regions[i]!)) {
        throw opError(op, `region #${i} ('${name}') failed to verify constraint: ${summary}`);
      }
    }
  };
}
