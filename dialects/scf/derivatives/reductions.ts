/** What parallel loops do with the values that iterations give: kinds of reductions, and further ones for derivatives. */

import { OpBuilder } from "../../../ir/builder.ts";
import { FloatType } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { DerivativeBuilder } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import { Addition } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { MaximumFOp, MaxNumFOp, MinimumFOp, MinNumFOp, MulFOp } from "../../arith/index.ts";
import { type ParallelOp, ReduceOp, ReduceReturnOp } from "../parallel.ts";

export type ReductionKind = "sum" | "product" | "choice";

/** A reduction through which a derivative flows. */
export interface ActiveReduction {
  readonly position: number;
  readonly kind: ReductionKind;
  /** What joins two values. */
  readonly def: OpDefinition;
  readonly init: Value;
  /** What an iteration gives. */
  readonly operand: Value;
  readonly result: Value;
}

const kinds = new Map<OpDefinition, ReductionKind>([
  [MulFOp, "product"],
  ...[MaximumFOp, MaxNumFOp, MinimumFOp, MinNumFOp].map((def) => [def, "choice"] as const),
]);

/** The reductions whose derivatives matter. Throws at one that cannot be differentiated without an order. */
export function activeReductions(
  { op, results, initVals, region }: ParallelOp,
  b: DerivativeBuilder,
): ActiveReduction[] {
  const reduce = ReduceOp.view(region.front.last!);
  return results.flatMap((result, position) => {
    const [init, operand] = [initVals[position]!, reduce.operands[position]!];
    if (![result, init, operand].some((value) => b.isActive(value))) return [];
    const def = joiningOp(reduce.reductions[position]!);
    const kind = def?.hasTrait(Addition) ? "sum" : def && kinds.get(def);
    if (kind === undefined || (kind !== "sum" && !(result.type instanceof FloatType))) {
      const what = "no sum, product, maximum or minimum of floats";
      throw opError(op, `cannot be differentiated: its ${position}-th reduction is ${what}`).attachNote(
        reduce.op.loc,
        "the derivative of another one depends on the order of the iterations: write it as an 'scf.for' that carries it",
      );
    }
    return [{ position, kind, def: def!, init, operand, result }];
  });
}

/** The only operation of a reduction, if it joins the two arguments. */
function joiningOp({ front: { first, last, args } }: Region): OpDefinition | undefined {
  if (first === null || first.next !== last || first.numResults !== 1 || last!.operand(0) !== first.result()) {
    return undefined;
  }
  const [lhs, rhs] = args;
  const [left, right, ...others] = first.operands;
  const joinsBoth = (left === lhs && right === rhs) || (left === rhs && right === lhs);
  return joinsBoth && others.length === 0 ? first.def : undefined;
}

/** A value of each iteration, and how it is joined with those of the others. */
export interface Joined {
  readonly init: Value;
  readonly operand: Value;
  join(builder: OpBuilder, lhs: Value, rhs: Value): Value;
}

export const joinedBy =
  (def: OpDefinition): Joined["join"] =>
  (builder, lhs, rhs) =>
    builder.createOperation(def, [lhs, rhs], [lhs.type]).result();

/** Makes a loop join further values; returns what they become. */
export function appendReductions({ op, region }: ParallelOp, joined: readonly Joined[]): readonly Value[] {
  const reduce = region.front.last!;
  reduce.appendOperands(joined.map(({ operand }) => operand));
  const regions = joined.map((each) => reductionRegion(new OpBuilder(op.loc), each));
  for (const own of regions) own.parentOp = reduce;
  reduce.regions = [...reduce.regions, ...regions];
  op.appendOperands(joined.map(({ init }) => init));
  return op.appendResults(joined.map(({ init }) => init.type));
}

/** Ends the body of a loop. */
export function createReduce(builder: OpBuilder, joined: readonly Omit<Joined, "init">[]): Operation {
  const operands = joined.map(({ operand }) => operand);
  return builder.create(ReduceOp, { operands, reductions: joined.map((each) => reductionRegion(builder, each)) }).op;
}

const reductionRegion = (builder: OpBuilder, { operand: { type }, join }: Omit<Joined, "init">): Region =>
  builder.createRegion([type, type], ([lhs, rhs]) => {
    builder.create(ReduceReturnOp, { result: join(builder, lhs!, rhs!) });
  });
