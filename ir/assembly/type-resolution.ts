/**
 * Finds the types that a format leaves out: from constraints with one type, from traits that make types agree, and by the
 * operation's own inference; then resolves the operands.
 */
import type { Type } from "../attribute.ts";
import { constraintOf, type TypeConstraint } from "../constraint.ts";
import type { OpDefinition, OpSpec } from "../define-op.ts";
import type { DiagnosticError } from "../diagnostic.ts";
import { operandSegmentSizes, resultSegmentSizes, sizesAttr } from "../segments.ts";
import type { Trait, TypeRelation } from "../trait.ts";
import type { Value } from "../value.ts";
import type { AsmParser } from "./asm-parser.ts";
import type { FormatState } from "./format-state.ts";

/** Where the type of a group comes from. */
type Source =
  | { readonly kind: "text" }
  | { readonly kind: "buildable"; readonly make: () => Type }
  /** From another group of operands or results. */
  | {
      readonly kind: "other";
      readonly isOperand: boolean;
      readonly group: number;
      readonly constraint: TypeConstraint;
      readonly relation: TypeRelation | undefined;
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
  readonly #hasSingleOperands: boolean;
  readonly #hasOneResult: boolean;
  readonly #operandSizesSlot: number | undefined;
  readonly #resultSizesSlot: number | undefined;

  constructor(def: OpDefinition, typedNames: ReadonlySet<string>) {
    this.#def = def;
    this.#steps = planSources(def, typedNames);
    this.#hasSingleOperands = def.operandSegments.every(({ arity }) => arity === "single");
    this.#hasOneResult = def.resultSegments.length === 1 && def.resultSegments[0]!.arity === "single";
    this.#operandSizesSlot = def.attributeSlot(operandSegmentSizes);
    this.#resultSizesSlot = def.attributeSlot(resultSegmentSizes);
  }

  /** Fills in the operands and result types of what was parsed. */
  resolve(parser: AsmParser, state: FormatState, offset: number): void {
    const steps = this.#steps;
    for (let i = 0; i < steps.length; i++) this.#applyStep(steps[i]!, parser, state, offset);
    if (state.allOperands !== undefined) {
      const types =
        state.allOperandTypes ?? this.#def.operandSegments.flatMap((_, i) => state.operandTypes.list(i) ?? []);
      state.op.operands = parser.resolveOperands(state.allOperands, types, offset);
    } else if (this.#hasSingleOperands && state.allOperandTypes === undefined) {
      this.#resolveSingleOperands(parser, state, offset);
    } else this.#resolveOperandGroups(parser, state, offset);
    this.#resolveResults(parser, state, offset);
  }

  #applyStep({ isOperand, group, source }: Step, parser: AsmParser, state: FormatState, offset: number): void {
    const into = isOperand ? state.operandTypes : state.resultTypes;
    if (into.isKnown(group)) return;
    let type: Type | undefined;
    let expected: number | undefined;
    if (source.kind === "buildable") type = source.make();
    else if (source.kind === "other") {
      const first = source.isOperand
        ? (state.operandTypes.first(source.group) ?? state.allOperandTypes?.[0])
        : (state.resultTypes.first(source.group) ?? state.allResultTypes?.[0]);
      const { relation, constraint } = source;
      if (relation !== undefined && !relation.isLenient && first !== undefined && !constraint.is(first)) {
        throw parser.error(`'${relation.from}' must be ${constraint.summary}, but got '${first}'`, offset);
      }
      type = first === undefined || relation === undefined ? first : relation.transform(first);
      if (first !== undefined) expected = relation?.count?.(first);
    }
    if (type === undefined) return;
    const { arity } = (isOperand ? this.#def.operandSegments : this.#def.resultSegments)[group]!;
    if (arity === "single") into.setOne(group, type);
    else if (isOperand) {
      const uses = state.operands.list(group) ?? [];
      const count = uses.length;
      if (expected !== undefined && expected !== count) {
        throw wrongCount(parser, count, expected, uses[0]?.offset ?? offset);
      }
      into.setList(group, new Array<Type>(count).fill(type));
    }
  }

  #resolveSingleOperands(parser: AsmParser, state: FormatState, offset: number): void {
    const segments = this.#def.operandSegments;
    const values = new Array<Value>(segments.length);
    for (let group = 0; group < segments.length; group++) {
      const type = state.operandTypes.first(group);
      if (type === undefined) throw this.#unknownType(parser, group, offset);
      values[group] = parser.resolveOperand(state.operands.first(group)!, type);
    }
    state.op.operands = values;
  }

  #resolveOperandGroups(parser: AsmParser, state: FormatState, offset: number): void {
    const segments = this.#def.operandSegments;
    const groups = segments.map((_, group) => state.operands.list(group) ?? []);
    const all = state.allOperandTypes;
    if (all !== undefined) {
      const count = groups.reduce((sum, uses) => sum + uses.length, 0);
      if (count !== all.length) throw wrongCount(parser, count, all.length, offset);
    }
    const values: Value[] = [];
    for (let group = 0; group < segments.length; group++) {
      const uses = groups[group]!;
      const types = state.operandTypes.list(group) ?? all?.slice(values.length, values.length + uses.length);
      if (types === undefined) {
        if (uses.length === 0) continue;
        throw this.#unknownType(parser, group, offset);
      }
      if (types.length !== uses.length) {
        throw wrongCount(parser, uses.length, types.length, uses[0]?.offset ?? offset);
      }
      for (let i = 0; i < uses.length; i++) values.push(parser.resolveOperand(uses[i]!, types[i]!));
    }
    state.op.operands = values;
    if (this.#operandSizesSlot !== undefined) {
      state.op.properties[this.#operandSizesSlot] = sizesAttr(groups.map((uses) => uses.length));
    }
  }

  #resolveResults(parser: AsmParser, state: FormatState, offset: number): void {
    const { op, resultTypes } = state;
    const segments = this.#def.resultSegments;
    if (state.allResultTypes !== undefined) {
      op.resultTypes = state.allResultTypes;
      return;
    }
    if (segments.length === 0) return;
    if (this.#hasOneResult) {
      const type = resultTypes.first(0);
      if (type === undefined) parser.inferMissingResultTypes(op, offset);
      else op.resultTypes = [type];
      return;
    }
    if (!segments.every((_, group) => resultTypes.isKnown(group))) parser.inferMissingResultTypes(op, offset);
    else op.resultTypes = segments.flatMap((_, group) => resultTypes.list(group)!);
    if (this.#resultSizesSlot !== undefined) {
      const sizes = segments.map((_, group) => resultTypes.list(group)?.length ?? 0);
      op.properties[this.#resultSizesSlot] = sizesAttr(sizes);
    }
  }

  #unknownType(parser: AsmParser, group: number, offset: number): DiagnosticError {
    const { name } = this.#def.operandSegments[group]!;
    return parser.error(`the type of operand '${name}' cannot be inferred`, offset);
  }
}

const wrongCount = (parser: AsmParser, operands: number, types: number, offset: number): DiagnosticError =>
  parser.error(`number of operands and types do not match: got ${operands} operands and ${types} types`, offset);

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
        return { kind: "other", ...other, relation: undefined };
      }
    }
    for (const relation of trait.typeRelations ?? []) {
      if (relation.to !== group.name) continue;
      const other = known.find((candidate) => candidate.name === relation.from);
      if (other !== undefined) {
        return { kind: "other", ...other, relation };
      }
    }
  }
  return undefined;
}
