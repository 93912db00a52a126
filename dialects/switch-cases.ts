/**
 * What `cf.switch` and `llvm.switch` have in common: a value, a default destination and one destination for each case,
 * the operands of all cases in one group that `case_operand_segments` divides.
 */

import type { AsmParser, UnresolvedOperand } from "../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../ir/assembly/parsed-operation.ts";
import type { Attribute } from "../ir/attribute.ts";
import type { Block } from "../ir/block.ts";
import { type DenseArrayAttr, denseI32Array, IntegerAttr } from "../ir/builtin/attributes.ts";
import { denseElementsOf } from "../ir/builtin/constraints.ts";
import { DenseElementsAttr } from "../ir/builtin/dense-elements.ts";
import { IntegerType, VectorType } from "../ir/builtin/types.ts";
import { opError } from "../ir/diagnostic.ts";
import type { IndexRange } from "../ir/index-range.ts";
import type { BranchDecision } from "../ir/interfaces/control-flow.ts";
import type { Operation } from "../ir/operation.ts";
import { operandSegmentSizes, sizesAttr } from "../ir/segments.ts";
import type { Trait } from "../ir/trait.ts";
import type { Value } from "../ir/value.ts";

/** The parts of a switch; its operand groups are the value, `defaultOperands` and `caseOperands`. */
export interface SwitchView {
  readonly op: Operation;
  readonly caseOperands: readonly Value[];
  readonly case_values: DenseElementsAttr | undefined;
  readonly case_operand_segments: DenseArrayAttr;
  readonly defaultDestination: Block;
  readonly caseDestinations: readonly Block[];
}

export const IntElementsAttr = denseElementsOf(
  "integer elements attribute",
  (attr) => attr.elementType instanceof IntegerType,
);

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);

/** `case_operand_segments` divides the operands of the cases. */
export const caseSegments: Trait = {
  name: "VariadicOfVariadic",
  verify(op) {
    const { caseOperands, case_operand_segments, caseDestinations } = op.def.view(op) as SwitchView;
    const segments = case_operand_segments.numbers;
    verifySegments(op, "caseOperands", caseOperands, "case_operand_segments", segments);
    if (segments.length !== caseDestinations.length) {
      const counts = `(${segments.length}) should match number of case destinations (${caseDestinations.length})`;
      throw opError(op, `number of elements of 'case_operand_segments' ${counts}`);
    }
  },
};

/** An attribute divides a group of operands into groups. */
export function verifySegments(
  op: Operation,
  group: string,
  operands: readonly Value[],
  attribute: string,
  segments: readonly number[],
): void {
  if (segments.some((size) => size < 0)) throw opError(op, `'${attribute}' attribute cannot have negative elements`);
  if (sum(segments) === operands.length) return;
  const counts = `(${operands.length}) does not match with the total size (${sum(segments)})`;
  throw opError(op, `${group} count ${counts} specified in attribute '${attribute}'`);
}

/** For each group, the position of its first operand among those of all; one more for their end. */
export const offsetsOf = (segments: DenseArrayAttr): readonly number[] => {
  let offsets = knownOffsets.get(segments);
  if (offsets === undefined) {
    let next = 0;
    offsets = [0, ...segments.numbers.map((size) => (next += size))];
    knownOffsets.set(segments, offsets);
  }
  return offsets;
};
const knownOffsets = new WeakMap<Attribute, readonly number[]>();

/** The operands that are passed in case `index`. */
export function caseOperandsOf({ caseOperands, case_operand_segments }: SwitchView, index: number): readonly Value[] {
  const offsets = offsetsOf(case_operand_segments);
  return caseOperands.slice(offsets[index]!, offsets[index + 1]!);
}

/** What a switch decides by: the unsigned values of its cases. */
export const switchDecision = (value: Value, { case_values, caseDestinations }: SwitchView): BranchDecision => ({
  value,
  cases: caseDestinations.map((_, i) => (case_values!.elementAttr(i) as IntegerAttr).unsignedValue),
});

/** The BranchOpInterface of a switch, but for `decision`. */
export const switchBranch = {
  successorOperandRange({ op, case_operand_segments }: SwitchView, index: number): IndexRange {
    if (index === 0) return op.def.operandRange(op, 1);
    const { start } = op.def.operandRange(op, 2);
    const offsets = offsetsOf(case_operand_segments);
    return { start: start + offsets[index - 1]!, count: offsets[index]! - offsets[index - 1]! };
  },
  setSuccessorOperands(view: SwitchView, index: number, values: readonly Value[]): void {
    const { op, caseDestinations, case_operand_segments } = view;
    if (index === 0) {
      op.def.setOperandGroup(op, 1, values);
      return;
    }
    const groups = caseDestinations.map((_, i) => (i === index - 1 ? values : caseOperandsOf(view, i)));
    op.def.setOperandGroup(op, 2, groups.flat());
    op.setAttr("case_operand_segments", denseI32Array(case_operand_segments.numbers.with(index - 1, values.length)));
  },
  successorForOperands(
    { case_values, defaultDestination, caseDestinations }: SwitchView,
    [flag]: readonly (Attribute | undefined)[],
  ): Block | undefined {
    if (!(flag instanceof IntegerAttr)) return undefined;
    const chosen = caseDestinations.findIndex((_, i) => case_values!.elementAttr(i) === flag);
    return chosen < 0 ? defaultDestination : caseDestinations[chosen];
  },
};

// Syntax: the two operations have the same parts in different punctuation.

/** The attributes that are written as parts of the syntax. */
export const switchAttributes: ReadonlySet<string> = new Set(["case_values", "case_operand_segments"]);

/** The value to decide by, and its type. */
export interface ParsedFlag {
  readonly operand: UnresolvedOperand;
  readonly type: IntegerType;
}

/** `%value : i32,` */
export function parseFlag(parser: AsmParser): ParsedFlag {
  const operand = parser.parseOperand();
  parser.parseColon();
  const at = parser.start;
  const type = parser.parseType();
  if (!(type instanceof IntegerType)) {
    throw parser.error(`invalid kind of type specified: expected builtin.integer, but found '${type}'`, at);
  }
  parser.parseComma();
  return { operand, type };
}

export interface ParsedCase {
  readonly value: bigint;
  readonly block: Block;
  readonly operands: readonly Value[];
}

/** `42: ^block(%a : T)` */
export function parseCase(parser: AsmParser): ParsedCase {
  const value = parser.parseInteger();
  parser.parseColon();
  const [block, operands] = parser.parseSuccessorAndOperands();
  return { value, block, operands };
}

/** Gives the operation that is being read its parts. */
export function setCases(
  parser: AsmParser,
  state: ParsedOperation,
  { operand, type }: ParsedFlag,
  [defaultBlock, defaultOperands]: readonly [Block, readonly Value[]],
  cases: readonly ParsedCase[],
): void {
  const caseOperands = cases.flatMap(({ operands }) => operands);
  state.operands = [parser.resolveOperand(operand, type), ...defaultOperands, ...caseOperands];
  state.successors.push(defaultBlock, ...cases.map(({ block }) => block));
  state.addAttribute(operandSegmentSizes, sizesAttr([1, defaultOperands.length, caseOperands.length]));
  state.addAttribute("case_operand_segments", denseI32Array(cases.map(({ operands }) => operands.length)));
  if (cases.length === 0) return;
  state.addAttribute(
    "case_values",
    caseValues(
      type,
      cases.map(({ value }) => value),
    ),
  );
}

/** The values of the cases as `case_values` holds them. */
export const caseValues = (type: IntegerType, values: readonly bigint[]): DenseElementsAttr =>
  DenseElementsAttr.get(VectorType.get([values.length], type), values);
