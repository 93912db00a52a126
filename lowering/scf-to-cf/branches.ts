/** Branches: `scf.if`, `scf.index_switch`, `scf.execute_region`. */

import { IndexCastOp } from "../../dialects/arith/index.ts";
import { CondBranchOp, SwitchOp } from "../../dialects/cf/index.ts";
import { type ExecuteRegionOp, type IfOp, type IndexSwitchOp, YieldOp } from "../../dialects/scf/index.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { denseI32Array } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { i32, RankedTensorType } from "../../ir/builtin/types.ts";
import type { Region } from "../../ir/region.ts";
import { branch, branchInstead, inlineRegion, joinBlock, splitAt } from "./control-flow.ts";

/** Moves a region in front of `join`, to which its yields branch. Returns its entry. */
function inlineBranch(region: Region, join: Block): Block {
  const { first, last } = inlineRegion(region, join);
  for (let block: Block | null = first; block !== null; block = block === last ? null : block.next) {
    if (YieldOp.is(block.last)) branchInstead(block.last!, join);
  }
  return first;
}

export function lowerIf({ op, condition, thenRegion, elseRegion }: IfOp): void {
  const { before, behind } = splitAt(op);
  const join = joinBlock(op, behind);
  const trueDest = inlineBranch(thenRegion, join);
  const falseDest = elseRegion.isEmpty ? join : inlineBranch(elseRegion, join);
  OpBuilder.atEnd(before, op.loc).create(CondBranchOp, {
    condition,
    trueDest,
    trueDestOperands: [],
    falseDest,
    falseDestOperands: [],
  });
  op.erase();
}

/** The cases compare as 32-bit integers. */
export function lowerIndexSwitch({ op, arg, cases, defaultRegion, caseRegions }: IndexSwitchOp): void {
  const { before, behind } = splitAt(op);
  const join = joinBlock(op, behind);
  const caseDestinations = caseRegions.map((region) => inlineBranch(region, join));
  const defaultDestination = inlineBranch(defaultRegion, join);
  const builder = OpBuilder.atEnd(before, op.loc);
  const flag = builder.create(IndexCastOp, { in: arg, resultTypes: [i32()] }).out;
  const values = cases.numbers;
  builder.create(SwitchOp, {
    flag,
    defaultOperands: [],
    caseOperands: [],
    case_values: DenseElementsAttr.fromNumbers(RankedTensorType.get([values.length], i32()), values),
    case_operand_segments: denseI32Array(values.map(() => 0)),
    defaultDestination,
    caseDestinations,
  });
  op.erase();
}

export function lowerExecuteRegion({ op, region }: ExecuteRegionOp): void {
  const { before, behind } = splitAt(op);
  branch(before, inlineBranch(region, joinBlock(op, behind)), [], op.loc);
  op.erase();
}
