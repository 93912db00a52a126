/**
 * Finds the types that a format leaves out: from constraints with one type, from traits that make types agree, and by the
 * operation's own inference; then resolves the operands.
 */
import type { Type } from "../attribute.ts";
import { constraintOf, type TypeConstraint } from "../constraint.ts";
import { type OpDefinition, type OpSpec, operandSegmentSizes, resultSegmentSizes, sizesAttr } from "../define-op.ts";
import type { Trait } from "../trait.ts";
import type { Value } from "../value.ts";
import type { AsmParser } from "./asm-parser.ts";
import type { FormatState } from "./format.ts";

/** Where the type of a group comes from. */
type Source =
  | { readonly kind: "text" }
  | { readonly kind: "buildable"; readonly make: () => Type }
  /** From another group of operands or results. */
  | {
      readonly kind: "other";
      readonly isOperand: boolean;
      readonly group: number;
      readonly transform: ((type: Type) => Type) | undefined;
    }
  | { readonly kind: "unknown" };

interface Step {
  readonly isOperand: boolean;
  readonly group: number;
  readonly source: Source;
}

export class TypeResolution {
  readonly #def: OpDefinition;
  /** In an order in which each step's source is known. */
  readonly #steps: readonly Step[];
  readonly #operandSizesSlot: number | undefined;
  readonly #resultSizesSlot: number | undefined;

  constructor(def: OpDefinition, typedNames: ReadonlySet<string>) {
    this.#def = def;
    this.#steps = planSources(def, typedNames);
    this.#operandSizesSlot = def.attributeSlot(operandSegmentSizes);
    this.#resultSizesSlot = def.attributeSlot(resultSegmentSizes);
  }

  /** Fills in the operands and result types of what was parsed. */
  resolve(parser: AsmParser, state: FormatState, offset: number): void {
    const { op } = state;
    for (const step of this.#steps) this.#applyStep(step, state);
    this.#resolveOperands(parser, state, offset);
    if (state.allResultTypes !== undefined) op.resultTypes = state.allResultTypes;
    else {
      const groups = state.resultTypes;
      if (groups.length === 1 && groups[0] !== undefined) op.resultTypes = groups[0];
      else if (groups.length > 0 && groups.every((types) => types !== undefined))
        op.resultTypes = groups.flat() as Type[];
      else parser.inferMissingResultTypes(op, offset);
      if (this.#resultSizesSlot !== undefined) {
        op.properties[this.#resultSizesSlot] = sizesAttr(groups.map((types) => types?.length ?? 0));
      }
    }
  }

  #applyStep({ isOperand, group, source }: Step, state: FormatState): void {
    const into = isOperand ? state.operandTypes : state.resultTypes;
    if (into[group] !== undefined) return;
    let type: Type | undefined;
    if (source.kind === "buildable") type = source.make();
    else if (source.kind === "other") {
      const all = source.isOperand ? state.allOperandTypes : state.allResultTypes;
      const types = (source.isOperand ? state.operandTypes : state.resultTypes)[source.group] ?? all;
      const first = types?.[0];
      type = first === undefined || source.transform === undefined ? first : source.transform(first);
    }
    if (type === undefined) return;
    const { arity } = (isOperand ? this.#def.operandSegments : this.#def.resultSegments)[group]!;
    if (arity === "single") into[group] = [type];
    else if (isOperand) into[group] = (state.operands[group] ?? []).map(() => type);
  }

  #resolveOperands(parser: AsmParser, state: FormatState, offset: number): void {
    const { op, operands } = state;
    const segments = this.#def.operandSegments;
    if (state.allOperands !== undefined) {
      const types = state.allOperandTypes ?? (state.operandTypes.flat() as Type[]);
      op.operands = parser.resolveOperands(state.allOperands, types, offset);
      return;
    }
    if (segments.length === 0) return;
    const all = state.allOperandTypes;
    if (all !== undefined) {
      const count = operands.reduce((sum, uses) => sum + (uses?.length ?? 0), 0);
      if (count !== all.length) {
        const counts = `got ${count} operands and ${all.length} types`;
        throw parser.error(`number of operands and types do not match: ${counts}`, offset);
      }
    }
    const values: Value[] = [];
    let taken = 0;
    for (let group = 0; group < segments.length; group++) {
      const uses = operands[group] ?? [];
      let types = state.operandTypes[group];
      if (types === undefined && all !== undefined) types = all.slice(taken, taken + uses.length);
      taken += uses.length;
      if (uses.length === 0 && (types === undefined || types.length === 0)) continue;
      if (types === undefined)
        throw parser.error(`the type of operand '${segments[group]!.name}' cannot be inferred`, offset);
      if (types.length !== uses.length) {
        throw parser.error(
          `number of operands and types do not match: got ${uses.length} operands and ${types.length} types`,
          offset,
        );
      }
      for (let i = 0; i < uses.length; i++) values.push(parser.resolveOperand(uses[i]!, types[i]!));
    }
    op.operands = values;
    if (this.#operandSizesSlot !== undefined) {
      op.properties[this.#operandSizesSlot] = sizesAttr(segments.map((_, group) => operands[group]?.length ?? 0));
    }
  }
}

interface Group {
  readonly name: string;
  readonly isOperand: boolean;
  readonly group: number;
  readonly constraint: TypeConstraint;
}

function planSources(def: OpDefinition, typedNames: ReadonlySet<string>): Step[] {
  const spec = def.spec as OpSpec;
  const groups: Group[] = [
    ...def.operandSegments.map(({ name }, group) => ({
      name,
      isOperand: true,
      group,
      constraint: constraintOf(spec.operands![name]!),
    })),
    ...def.resultSegments.map(({ name }, group) => ({
      name,
      isOperand: false,
      group,
      constraint: constraintOf(spec.results![name]!),
    })),
  ];
  const isTyped = ({ name, isOperand }: Group): boolean =>
    typedNames.has(name) || typedNames.has(isOperand ? "operands" : "results");
  const known = groups.filter(isTyped);
  const open = new Set(groups.filter((group) => !isTyped(group)));
  const steps: Step[] = [];
  const settle = (group: Group, source: Source): void => {
    steps.push({ isOperand: group.isOperand, group: group.group, source });
    open.delete(group);
    known.push(group);
  };
  for (const group of open) {
    if (group.constraint.buildable !== undefined)
      settle(group, { kind: "buildable", make: group.constraint.buildable });
  }
  for (let progress = true; progress; ) {
    progress = false;
    for (const group of open) {
      const source = sourceFromTraits(def.traits, group, known);
      if (source === undefined) continue;
      settle(group, source);
      progress = true;
    }
  }
  return steps;
}

function sourceFromTraits(traits: readonly Trait[], group: Group, known: readonly Group[]): Source | undefined {
  for (const trait of traits) {
    if (trait.sameTypes !== undefined) {
      const covers = (candidate: Group): boolean =>
        trait.sameTypes === "all" ||
        (trait.sameTypes === "operands" ? candidate.isOperand : trait.sameTypes!.includes(candidate.name));
      const other = covers(group) ? known.find(covers) : undefined;
      if (other !== undefined) {
        return { kind: "other", isOperand: other.isOperand, group: other.group, transform: undefined };
      }
    }
    for (const relation of trait.typeRelations ?? []) {
      if (relation.to !== group.name) continue;
      const other = known.find((candidate) => candidate.name === relation.from);
      if (other !== undefined) {
        return { kind: "other", isOperand: other.isOperand, group: other.group, transform: relation.transform };
      }
    }
  }
  return undefined;
}
