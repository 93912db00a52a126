/**
 * Derivatives of parallel loops, which are parallel loops again. The reverse needs no order of the iterations: each one
 * reverses itself, adds to the adjoints of what all share as a reduction, and to elements of buffers as one step
 * (`AdjointBuilder.accumulateElement`). Elements that an iteration writes are its own, or the primal would be a race.
 */
import { Region } from "../../../ir/block.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { indexType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { type AdjointBuilder, type DerivativeBuilder, derivative } from "../../../ir/interfaces/differentiable.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { AddFOp, AddIOp, createIndexConstant, MulIOp } from "../../arith/index.ts";
import { iterationCount, iterationNumber, once } from "../iterations.ts";
import { ParallelOp, ReduceOp, ReduceReturnOp } from "../parallel.ts";

/** The positions of the results whose derivatives matter. Throws if one of them is no sum. */
function activeSums({ op, results, initVals, region }: ParallelOp, b: DerivativeBuilder): number[] {
  const reduce = ReduceOp.view(region.front.last!);
  return results.flatMap((result, i) => {
    if (![result, initVals[i]!, reduce.operands[i]!].some((value) => b.isActive(value))) return [];
    if (!isAddition(reduce.reductions[i]!)) {
      throw opError(op, `cannot be differentiated: its ${i}-th reduction is no sum of floats`).attachNote(
        reduce.op.loc,
        "only 'arith.addf' of the two arguments is supported here; write the reduction as an 'scf.for' that carries it",
      );
    }
    return [i];
  });
}

/** Whether the reduction returns the sum of its arguments. */
function isAddition(reduction: Region): boolean {
  const { first, last, args } = reduction.front;
  const sum = AddFOp.match(first);
  if (sum === undefined || first!.next !== last || last!.operand(0) !== sum.result) return false;
  return (sum.lhs === args[0] && sum.rhs === args[1]) || (sum.lhs === args[1] && sum.rhs === args[0]);
}

/** Adds values that the loop joins as sums; returns their sums. `reduction` is copied. */
function appendSums(
  loop: ParallelOp,
  inits: readonly Value[],
  operands: readonly Value[],
  like: readonly number[],
): void {
  const reduce = ReduceOp.view(loop.region.front.last!);
  const copies = like.map((i) => {
    const copy = new Region();
    reduce.reductions[i]!.cloneInto(copy, new IRMapping());
    copy.parentOp = reduce.op;
    return copy;
  });
  reduce.op.appendOperands(operands);
  reduce.op.regions = [...reduce.op.regions, ...copies];
  ParallelOp.setOperandGroup(loop.op, 3, [...loop.initVals, ...inits]);
}

const sumRegion = (b: AdjointBuilder, builder: OpBuilder, like: Value): Region => {
  const region = new Region();
  builder.guarded(() => {
    const block = builder.createBlock(region, [like.type, like.type]);
    builder.create(ReduceReturnOp, { result: b.add(block.args[0]!, block.args[1]!) });
  });
  return region;
};

export const parallelRule = derivative(ParallelOp, {
  jvp(loop, b) {
    const { op, initVals, results, region } = loop;
    const joined = b.forwardRegion(region);
    const sums = activeSums(loop, b);
    b.builder.setInsertionPoint(op);
    const inits = sums.map((i) => b.tangentOrZero(initVals[i]!));
    const reduce = region.front.last!;
    b.builder.setInsertionPoint(reduce);
    const operands = sums.map((i) => joined[i] ?? b.zero(results[i]!));
    appendSums(loop, inits, operands, sums);
    const tangents = op.appendResults(sums.map((i) => results[i]!.type));
    sums.forEach((i, position) => {
      b.setTangent(results[i]!, tangents[position]!);
    });
  },

  vjp(loop, b) {
    const { op, initVals, results, region, lowerBound, step } = loop;
    const sums = activeSums(loop, b).filter((i) => b.gradient(results[i]!) !== undefined);
    const seeds = new Map(sums.map((i) => [i, b.gradient(results[i]!)!]));
    const captures = b.activeCaptures(op);
    const bounds = step.map((stride, i) => ({
      lowerBound: lowerBound[i]!,
      upperBound: loop.upperBound[i]!,
      step: stride,
    }));
    const counts = bounds.map((each) => iterationCount(b.primalBuilder(op), each));
    const indices = once(() => region.front.args.map((iv, i) => iterationNumber(iv, bounds[i]!)));
    const { builder } = b;
    const primals = (values: readonly Value[]): Value[] => values.map((value) => b.primal(value));
    const [lower, stride, trips] = [primals(lowerBound), primals(step), primals(counts)];
    const [zero, one] = [createIndexConstant(builder, 0), createIndexConstant(builder, 1)];
    const reversed = new Region();
    const used = builder.guarded(() => {
      const { args } = builder.createBlock(
        reversed,
        trips.map(() => indexType()),
      );
      const ivs = args.map((index, i) => {
        const distance = builder.create(MulIOp, { lhs: index, rhs: stride[i]! }).result;
        return builder.create(AddIOp, { lhs: lower[i]!, rhs: distance }).result;
      });
      const gradients = b.reverseRegion(region, {
        seeds,
        wrt: captures,
        known: new Map(region.front.args.map((iv, i) => [iv, ivs[i]!])),
        storage: b.countedStorage({ op, tripCounts: counts, primalIndices: indices, reverseIndices: args }),
      });
      const found = captures.flatMap((value, i) =>
        gradients[i] === undefined ? [] : [{ value, gradient: gradients[i] }],
      );
      builder.setInsertionPointToEnd(reversed.front);
      builder.create(ReduceOp, {
        operands: found.map(({ gradient }) => gradient),
        reductions: found.map(({ value }) => sumRegion(b, builder, value)),
      });
      return found.map(({ value }) => value);
    });
    const made: Operation = builder.create(ParallelOp, {
      lowerBound: trips.map(() => zero),
      upperBound: trips,
      step: trips.map(() => one),
      initVals: used.map((value) => b.zero(value)),
      region: reversed,
      resultTypes: used.map(({ type }) => type),
    }).op;
    used.forEach((value, i) => {
      b.accumulate(value, made.result(i));
    });
    for (const i of sums) b.accumulate(initVals[i]!, seeds.get(i)!);
  },
});
