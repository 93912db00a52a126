/** Inputs that are read in another order, or repeatedly, become tensors of their own in the order of the loops. */

import { createBroadcast, createTranspose, GenericOp } from "../../dialects/linalg/index.ts";
import { EmptyOp } from "../../dialects/tensor/index.ts";
import type { AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { RankedTensorType } from "../../ir/builtin/types.ts";
import { hasPureTensorSemantics } from "../../ir/interfaces/destination-style.ts";
import {
  elementOrSelf,
  indexingMaps,
  isAllParallel,
  operandShape,
  staticLoopRanges,
} from "../../ir/interfaces/linalg.ts";
import { pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { cloneWithMaps } from "./bodies.ts";

const createEmpty = (builder: OpBuilder, like: Value, shape: readonly number[]): Value =>
  builder.create(EmptyOp, { dynamicSizes: [], resultTypes: [RankedTensorType.get(shape, elementOrSelf(like.type))] })
    .result;

/** The input with a dimension for each loop, in the order of the loops. */
function inLoopOrder(builder: OpBuilder, input: Value, map: AffineMap, ranges: readonly number[]): Value {
  const loops = map.results.map((_, i) => map.getDimPosition(i));
  const order = loops.map((_, i) => i).sort((a, b) => loops[a]! - loops[b]!);
  const shape = order.map((i) => operandShape(input)[i]!);
  const isOrdered = order.every((from, i) => from === i);
  const transposed = isOrdered
    ? input
    : createTranspose(builder, input, createEmpty(builder, input, shape), order).result[0]!;
  const added = ranges.map((_, loop) => loop).filter((loop) => !loops.includes(loop));
  if (added.length === 0) return transposed;
  return createBroadcast(builder, transposed, createEmpty(builder, input, ranges), added).result[0]!;
}

export const unfoldPermutations = pattern(
  "decompose-projected-permutation",
  GenericOp,
  ({ op, inputs, outputs }, rewriter) => {
    const maps = indexingMaps(op);
    const isElementwise = hasPureTensorSemantics(op) && isAllParallel(op) && outputs.length === 1 && inputs.length > 1;
    if (!isElementwise || !maps.at(-1)!.isIdentity || maps.every((map) => map.isIdentity)) return false;
    const isPlain = op.operands.every(({ type }) => type instanceof RankedTensorType && type.hasStaticShape);
    if (!isPlain || !maps.every((map) => map.isProjectedPermutation())) return false;
    const ranges = staticLoopRanges(op);
    const ordered = inputs.map((input, i) =>
      maps[i]!.isIdentity ? input : inLoopOrder(rewriter, input, maps[i]!, ranges),
    );
    const generic = cloneWithMaps(
      rewriter,
      op,
      ordered,
      outputs,
      maps.map(() => maps.at(-1)!),
    );
    rewriter.replace(op, generic.op.results);
    return true;
  },
);
