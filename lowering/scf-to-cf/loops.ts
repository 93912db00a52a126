/** Loops: `scf.for` and `scf.while`. */

import { AddIOp, CmpIOp, CmpIPredicate } from "../../dialects/arith/index.ts";
import { CondBranchOp } from "../../dialects/cf/index.ts";
import { ConditionOp, type ForOp, type WhileOp, YieldOp } from "../../dialects/scf/index.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import type { Operation } from "../../ir/operation.ts";
import { branch, branchInstead, copyAnnotation, inlineRegion, newBlock, splitAt } from "./control-flow.ts";

/** The terminator of a region with one entry whose blocks end at `last`. */
function terminatorIn(first: Block, last: Block, isWanted: (op: Operation) => boolean): Operation {
  for (let block: Block | null = last; block !== null; block = block === first ? null : block.prev) {
    if (block.last !== null && isWanted(block.last)) return block.last;
  }
  throw new Error("a region of structured control flow has no terminator");
}

/**
 *     br ^condition(lower, inits)
 *   ^condition(iv, args): cond_br iv < upper, ^body, ^behind
 *   ^body: ...; br ^condition(iv + step, yielded)
 */
export function lowerFor({ op, lowerBound, upperBound, step, initArgs, unsignedCmp, region }: ForOp): void {
  const { before, behind } = splitAt(op);
  const condition = newBlock(behind);
  const { first: body, last } = inlineRegion(region, behind);
  const yieldOp = terminatorIn(body, last, (inner) => YieldOp.is(inner));
  const [iv, ...carried] = body.args.map(({ type, loc }) => condition.addArgument(type, loc));
  body.replaceArgumentsWith(condition.args);
  body.eraseArguments(() => true);
  branch(before, condition, [lowerBound, ...initArgs], op.loc);
  const builder = OpBuilder.atEnd(condition, op.loc);
  const predicate = CmpIPredicate.of(unsignedCmp === undefined ? "slt" : "ult");
  const enters = builder.create(CmpIOp, { predicate, lhs: iv!, rhs: upperBound }).result;
  builder.create(CondBranchOp, {
    condition: enters,
    trueDest: body,
    trueDestOperands: [],
    falseDest: behind,
    falseDestOperands: [],
  });
  const next = OpBuilder.before(yieldOp).create(AddIOp, { lhs: iv!, rhs: step }).result;
  const latch = yieldOp.block!;
  branchInstead(yieldOp, condition, [next, ...yieldOp.operands]);
  copyAnnotation(op, latch.last!);
  op.replaceAllUsesWith(carried);
  op.erase();
}

/**
 *     br ^before(inits)
 *   ^before(args): ...; cond_br condition, ^after(forwarded), ^behind
 *   ^after(args): ...; br ^before(yielded)
 */
export function lowerWhile({ op, inits, before: beforeRegion, after: afterRegion }: WhileOp): void {
  const { before, behind } = splitAt(op);
  const check = inlineRegion(beforeRegion, behind);
  const body = inlineRegion(afterRegion, behind);
  branch(before, check.first, inits, op.loc);
  const conditionOp = terminatorIn(check.first, check.last, (inner) => ConditionOp.is(inner));
  const { condition, args } = ConditionOp.view(conditionOp);
  op.replaceAllUsesWith(args);
  OpBuilder.before(conditionOp).create(CondBranchOp, {
    condition,
    trueDest: body.first,
    trueDestOperands: args,
    falseDest: behind,
    falseDestOperands: [],
  });
  conditionOp.erase();
  const yieldOp = terminatorIn(body.first, body.last, (inner) => YieldOp.is(inner));
  const latch = yieldOp.block!;
  branchInstead(yieldOp, check.first);
  copyAnnotation(op, latch.last!);
  op.erase();
}
