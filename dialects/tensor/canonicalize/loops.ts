/** Canonicalization of casts around loops: a loop works on the types that say most of the shape. */

import type { Type } from "../../../ir/attribute.ts";
import { tiedInit } from "../../../ir/interfaces/destination-style.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { BlockArgument, OpResult, Value } from "../../../ir/value.ts";
import { combiningOps, ForallOp, ForOp, iterArgs, regionOutArgs } from "../../scf/index.ts";
import { CastOp, castForConsumer } from "../ops/casts.ts";
import { DimOp } from "../ops/shape.ts";

/** Gives the argument another type; all users but `unchanged` get a cast to the type that it had. */
function castArgument(
  arg: BlockArgument,
  type: Type,
  rewriter: PatternRewriter,
  unchanged: readonly Operation[] = [],
): void {
  const former = arg.type;
  arg.type = type;
  rewriter.setInsertionPointToStart(arg.owner);
  const cast = rewriter.create(CastOp, { source: arg, resultTypes: [former] });
  rewriter.replaceUsesWithIf(arg, cast.dest, (user) => user !== cast.op && !unchanged.includes(user));
}

/** Gives the operation the source of a cast as operand `at`, and casts the result that then has the source's type. */
function takeSource(
  { source, dest }: CastOp,
  op: Operation,
  at: number,
  result: Value,
  rewriter: PatternRewriter,
): void {
  rewriter.modify(op, () => {
    op.setOperand(at, source);
    result.type = source.type;
  });
  rewriter.setInsertionPointAfter(op);
  const cast = rewriter.create(CastOp, { source: result, resultTypes: [dest.type] });
  rewriter.replaceUsesWithIf(result, cast.dest, (user) => user !== cast.op);
}

/** Whether a value has the shape of the argument that stands for a tensor of the type: it is what became of the argument. */
function keepsShape(value: Value, arg: BlockArgument, type: Type): boolean {
  for (let current = value; current !== arg; ) {
    const op = current.definingOp;
    if (op === undefined || CastOp.match(op)?.source.type === type) return op !== undefined;
    const init = tiedInit(current as OpResult)?.value;
    if (init === undefined) return false;
    current = init;
  }
  return true;
}

/** Whether the only user of a loop's result takes it for a tensor of the type. */
const isCastTo = (result: Value, type: Type): boolean => CastOp.match(result.firstUse?.owner)?.dest.type === type;

/**
 * A loop that carries cast(t) carries t, if the result has one user; that gets a cast. Other iterations must not give
 * tensors of other sizes, for which mlir-opt does not look.
 */
const castOfForInit = pattern("cast-of-for-init", ForOp, (view, rewriter) => {
  const { op, initArgs, results, region } = view;
  const args = iterArgs(view);
  const at = initArgs.findIndex((init, i) => {
    const type = results[i]!.hasOneUse ? castForConsumer(init)?.source.type : undefined;
    if (type === undefined) return false;
    return isCastTo(results[i]!, type) || keepsShape(region.front.last!.operand(i), args[i]!, type);
  });
  if (at < 0) return false;
  const cast = castForConsumer(initArgs[at]!)!;
  const { type } = cast.source;
  const terminator = region.front.last!;
  rewriter.setInsertionPoint(terminator);
  const next = rewriter.create(CastOp, { source: terminator.operand(at), resultTypes: [type] });
  rewriter.modify(terminator, () => terminator.setOperand(at, next.dest));
  castArgument(args[at]!, type, rewriter);
  takeSource(cast, op, ForOp.operandRange(op, 3).start + at, results[at]!, rewriter);
  return true;
});

/** A parallel loop whose output is cast(t) has the output t; its result is cast instead. */
const castOfForallOutput = pattern("cast-of-forall-output", ForallOp, (view, rewriter) => {
  const { op, outputs, results } = view;
  const args = regionOutArgs(view);
  const isOnlyDestination = (arg: BlockArgument): boolean =>
    combiningOps(view, arg).every((writer) => writer.operands.indexOf(arg) === writer.operands.lastIndexOf(arg));
  const at = outputs.findIndex((output, i) => castForConsumer(output) !== undefined && isOnlyDestination(args[i]!));
  if (at < 0) return false;
  const cast = castForConsumer(outputs[at]!)!;
  castArgument(args[at]!, cast.source.type, rewriter, combiningOps(view, args[at]!));
  takeSource(cast, op, ForallOp.operandRange(op, 3).start + at, results[at]!, rewriter);
  return true;
});

/** A result of a parallel loop is as large as the output. */
const dimOfForall = pattern("dim-of-forall", DimOp, ({ op, source }, rewriter) => {
  const loop = ForallOp.defining(source);
  if (loop === undefined) return false;
  const output = loop.outputs[(loop.results as readonly Value[]).indexOf(source)]!;
  rewriter.modify(op, () => op.setOperand(0, output));
  return true;
});

export const loopPatterns = [castOfForInit, castOfForallOutput, dimOfForall];
