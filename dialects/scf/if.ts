/** `scf.if`: one of two regions, by a condition. */

import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, I1 } from "../../ir/builtin/constraints.ts";
import { i1 } from "../../ir/builtin/types.ts";
import { optionalBlockRegion, singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { RegionBranchOpInterface, type RegionSuccessor } from "../../ir/interfaces/control-flow.ts";
import { constantInteger } from "../../ir/matchers.ts";
import { Region } from "../../ir/region.ts";
import {
  canElideTerminator,
  HasRecursiveMemoryEffects,
  NoRegionArguments,
  RecursivelySpeculatable,
  singleBlockImplicitTerminator,
} from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { XOrIOp } from "../arith/index.ts";
import { YieldOp } from "./yield.ts";

export const IfOp = defineOp(
  "scf.if",
  {
    summary: "Executes one of two regions by a condition",
    operands: { condition: I1 },
    results: { results: variadic(AnyType) },
    regions: { thenRegion: singleBlockRegion, elseRegion: optionalBlockRegion },
    traits: [
      singleBlockImplicitTerminator("scf.yield"),
      HasRecursiveMemoryEffects,
      RecursivelySpeculatable,
      NoRegionArguments,
    ],
  },
  {
    parse(parser, state) {
      const condition = parser.parseOperand();
      state.operands = [parser.resolveOperand(condition, i1())];
      state.resultTypes = parser.parseOptionalArrowTypes();
      state.regions.push(parser.parseRegion(state));
      state.regions.push(parser.parseOptionalKeyword("else") ? parser.parseRegion(state) : new Region());
      parser.parseOptionalAttrDict(state);
    },
    print({ op, condition, results, thenRegion, elseRegion }, printer) {
      printer.write(" ").operand(condition);
      if (results.length > 0) printer.write(" -> (").types(op.resultTypes).write(")");
      printer.write(" ").region(thenRegion, { terminators: !canElideTerminator(thenRegion) });
      if (!elseRegion.isEmpty)
        printer.write(" else ").region(elseRegion, { terminators: !canElideTerminator(elseRegion) });
      printer.optionalAttrDict(op);
    },
    verify({ op, results, elseRegion }) {
      if (results.length > 0 && elseRegion.isEmpty) throw opError(op, "must have an else block if defining values");
    },
    fold: (view): FoldResult => foldNegation(view),
  },
);
export type IfOp = Op<typeof IfOp>;

/** A branch; both ways emit code and return values of the same types. */
export function createIf(
  builder: OpBuilder,
  condition: Value,
  whenTrue: () => readonly Value[],
  whenFalse?: () => readonly Value[],
): IfOp {
  const branch = (values: () => readonly Value[]): Region =>
    builder.createRegion([], () => {
      builder.create(YieldOp, { results: values() });
    });
  const thenRegion = branch(whenTrue);
  const elseRegion = whenFalse && branch(whenFalse);
  const resultTypes = thenRegion.front.last!.operandTypes;
  return builder.create(IfOp, { condition, thenRegion, elseRegion, resultTypes });
}

/** if !c { a } else { b }  ->  if c { b } else { a } */
function foldNegation({ op, condition, thenRegion, elseRegion }: IfOp): FoldResult {
  const positive = negated(condition);
  if (positive === undefined || elseRegion.isEmpty) return undefined;
  op.setOperand(0, positive);
  const thenBlock = thenRegion.front;
  thenRegion.takeBlocksOf(elseRegion);
  thenRegion.remove(thenBlock);
  elseRegion.append(thenBlock);
  return foldedInPlace;
}

/** c for `xor c, true`. */
export function negated(value: Value): Value | undefined {
  const xor = XOrIOp.defining(value);
  return xor !== undefined && constantInteger(xor.rhs)?.unsignedValue === 1n ? xor.lhs : undefined;
}

/** Where control goes for a condition that is true or false. */
const branch = ({ thenRegion, elseRegion, results }: IfOp, condition: boolean): RegionSuccessor => {
  const region = condition ? thenRegion : elseRegion;
  return region.isEmpty ? { region: undefined, inputs: results } : { region, inputs: [] };
};

IfOp.implement(RegionBranchOpInterface, {
  successors: (view, from) =>
    from === undefined ? [branch(view, true), branch(view, false)] : [{ region: undefined, inputs: view.results }],
  entryRange: () => emptyRange,
  entrySuccessors: (view, [condition]) =>
    condition instanceof IntegerAttr ? [branch(view, condition.boolValue)] : [branch(view, true), branch(view, false)],
});
