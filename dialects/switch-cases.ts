/**
 * What `cf.switch` and `llvm.switch` have in common: a value, a default destination and one destination for each case,
 * the operands of all cases in one group that `case_operand_segments` divides.
 */
import type { Attribute } from "../ir/attribute.ts";
import type { Block } from "../ir/block.ts";
import { type DenseArrayAttr, denseI32Array, IntegerAttr } from "../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../ir/builtin/dense-elements.ts";
import { type IntegerType, VectorType } from "../ir/builtin/types.ts";
import { opError } from "../ir/diagnostic.ts";
import type { BranchDecision } from "../ir/interfaces/control-flow.ts";
import type { Operation } from "../ir/operation.ts";
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
  successorOperandRange({ op, case_operand_segments }: SwitchView, index: number): readonly [number, number] {
    const [start, count] = op.def.operandRange(op, index === 0 ? 1 : 2);
    if (index === 0) return [start, count];
    const offsets = offsetsOf(case_operand_segments);
    return [start + offsets[index - 1]!, offsets[index]! - offsets[index - 1]!];
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

/** The values of the cases as `case_values` holds them. */
export const caseValues = (type: IntegerType, values: readonly bigint[]): DenseElementsAttr =>
  DenseElementsAttr.get(VectorType.get([values.length], type), values);
