/**
 * Multiplexers: blocks in which edges to several targets come together. Each edge passes a number that says where it wants
 * to go, its own operands, and poison for those of the other targets.
 */
import { createConstant } from "../../dialects/arith/index.ts";
import { BranchOp, SwitchOp } from "../../dialects/cf/index.ts";
import { PoisonOp } from "../../dialects/ub/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { denseI32Array } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { i32, RankedTensorType } from "../../ir/builtin/types.ts";
import type { Location } from "../../ir/location.ts";
import type { Value } from "../../ir/value.ts";
import type { Target } from "./edges.ts";

export const poison = (builder: OpBuilder, type: Type): Value =>
  builder.create(PoisonOp, { resultTypes: [type] }).result;

/** What edges to one of several blocks pass, in one list for all of them. */
export class TargetUnion {
  readonly targets: readonly Block[];
  /** A number that selects the target, if there are several, then the arguments of all. */
  readonly types: readonly Type[];
  readonly #starts: readonly number[];

  constructor(targets: readonly Block[]) {
    this.targets = targets;
    const types: Type[] = targets.length > 1 ? [i32()] : [];
    this.#starts = targets.map((block) => {
      const start = types.length;
      types.push(...block.args.map(({ type }) => type));
      return start;
    });
    this.types = types;
  }

  /** The list for an edge to `target`; for an edge to none of the targets everything is poison. */
  pack(builder: OpBuilder, target: Target | undefined): Value[] {
    const index = target === undefined ? -1 : this.targets.indexOf(target.block);
    return this.types.map((type, i) => {
      if (index >= 0) {
        if (i === 0 && this.targets.length > 1) return createConstant(builder, type, index);
        const operand = target!.operands[i - this.#starts[index]!];
        if (i >= this.#starts[index]! && operand !== undefined) return operand;
      }
      return poison(builder, type);
    });
  }

  /** Ends `block` with a branch to the target that `values`, a list as `pack` makes it, selects. */
  dispatch(block: Block, values: readonly Value[], loc: Location): void {
    const builder = OpBuilder.atEnd(block, loc);
    const operandsOf = (index: number): Value[] => {
      const start = this.#starts[index]!;
      return values.slice(start, start + this.targets[index]!.args.length);
    };
    // The last target is the default.
    const last = this.targets.length - 1;
    const cases = this.targets.slice(0, last);
    if (cases.length === 0) {
      builder.create(BranchOp, { dest: this.targets[0]!, destOperands: operandsOf(0) });
      return;
    }
    const numbers = cases.map((_, i) => i);
    builder.create(SwitchOp, {
      flag: values[0]!,
      case_values: DenseElementsAttr.fromNumbers(RankedTensorType.get([cases.length], i32()), numbers),
      case_operand_segments: denseI32Array(cases.map(({ args }) => args.length)),
      defaultDestination: this.targets[last]!,
      defaultOperands: operandsOf(last),
      caseDestinations: cases,
      caseOperands: numbers.flatMap(operandsOf),
    });
  }
}
