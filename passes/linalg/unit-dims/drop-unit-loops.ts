/** Loops that run once, and the dimensions of one element that they run over. */

import { createIndexConstant } from "../../../dialects/arith/index.ts";
import { createGeneric, createLoopIndex, GenericOp } from "../../../dialects/linalg/index.ts";
import { EmptyOp, sizeOf, sizesOf } from "../../../dialects/tensor/index.ts";
import { AffineExpr, AffineMap } from "../../../ir/affine.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { MemRefType, RankedTensorType } from "../../../ir/builtin/types.ts";
import { dpsInits, hasPureTensorSemantics } from "../../../ir/interfaces/destination-style.ts";
import {
  areBoundsKnown,
  bodyArgument,
  indexingMaps,
  isAllParallel,
  iteratorTypes,
  loopBounds,
  operandShape,
  staticLoopRanges,
} from "../../../ir/interfaces/linalg.ts";
import { indexFromType, isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { Value } from "../../../ir/value.ts";
import { cloneBody } from "../bodies.ts";
import { type RankReduction, type Reduction, reductionOf } from "./rank-reduction.ts";

/** Where the loops that stay go; those that run once are the constant 0. */
interface Loops {
  readonly kept: readonly number[];
  readonly replacements: readonly AffineExpr[];
}

function keptLoops(op: Operation): Loops {
  const kept: number[] = [];
  const replacements = staticLoopRanges(op).map((range, loop) =>
    range === 1 ? AffineExpr.constant(0) : AffineExpr.dim(kept.push(loop) - 1),
  );
  return { kept, replacements };
}

/** An operand without the dimensions of one element that only loops run over which are gone. */
interface ReducedOperand {
  readonly map: AffineMap;
  readonly reduction: Reduction;
}

function reduceOperand(value: Value, map: AffineMap, { kept, replacements }: Loops): ReducedOperand {
  const shape = operandShape(value);
  const results = map.results.map((expr) => expr.replaceDims(replacements));
  const reduction = reductionOf(shape.length, (dim) => shape[dim] === 1 && results[dim]!.constantValue === 0n);
  const keptResults = results.filter((_, dim) => !reduction.dropped.has(dim));
  return {
    map: AffineMap.get(kept.length, 0, keptResults),
    reduction,
  };
}

/** Tensors with an encoding stay as they are, and so do dimensions of buffers that may lie otherwise than in order. */
const isFixed = ({ type }: Value, { dropped }: Reduction): boolean =>
  (type instanceof RankedTensorType && type.encoding !== undefined) ||
  (type instanceof MemRefType && type.layout !== undefined && dropped.size > 0);

const dropUnitLoops = (reduction: RankReduction): Pattern =>
  pattern("drop-unit-dims", GenericOp, ({ op, inputs }, rewriter) => {
    const loops = keptLoops(op);
    const maps = indexingMaps(op);
    const reduced = op.operands.map((value, i) => reduceOperand(value, maps[i]!, loops));
    if (op.operands.some((value, i) => isFixed(value, reduced[i]!.reduction))) return false;
    const isSame = loops.kept.length === loops.replacements.length;
    if (isSame && reduced.every((operand) => operand.reduction.dropped.size === 0)) return false;
    const newMaps = reduced.map(({ map }) => map);
    if (!areBoundsKnown(newMaps, loops.kept.length)) return false;
    const operands = op.operands.map((value, i) =>
      reduced[i]!.reduction.dropped.size === 0 ? value : reduction.reduce(rewriter, value, reduced[i]!.reduction),
    );
    const types = iteratorTypes(op);
    const parts = { maps: newMaps, iteratorTypes: loops.kept.map((loop) => types[loop]!) };
    const [ins, outs] = [operands.slice(0, inputs.length), operands.slice(inputs.length)];
    const generic = createGeneric(rewriter, ins, outs, parts, (builder, elements) =>
      cloneBody(builder, op, elements, (loop) => {
        const position = loops.kept.indexOf(loop);
        return position < 0 ? createIndexConstant(builder, 0) : createLoopIndex(builder, position);
      }),
    );
    rewriter.replace(op, restoredResults(op, generic.op, reduced, reduction, rewriter));
    return true;
  });

function restoredResults(
  op: Operation,
  generic: Operation,
  reduced: readonly ReducedOperand[],
  { restore }: RankReduction,
  rewriter: PatternRewriter,
): Value[] {
  const inits = dpsInits(op);
  return op.results.map((_, i) => {
    const { index, value } = inits[i]!;
    const { reduction } = reduced[index]!;
    if (reduction.dropped.size === 0) return generic.result(i);
    return restore(rewriter, generic.result(i), value, reduction, () => resultSizes(op, index, rewriter));
  });
}

/** The sizes of an output, from the first operands that tell how often the loops run. */
function resultSizes(op: Operation, operand: number, builder: OpBuilder): MixedIndex[] {
  const bounds = loopBounds(op);
  const map = indexingMaps(op)[operand]!;
  return operandShape(op.operand(operand)).map((size, dim) =>
    indexFromType(size, () => {
      const { operand: source, dimension } = bounds[map.getDimPosition(dim)]!;
      return sizeOf(builder, op.operand(source), dimension);
    }),
  );
}

/** Without reductions, elements of outputs that the body looks at are inputs as any others. */
const moveInits = pattern("move-init-operands-to-input", GenericOp, ({ op, inputs, outputs }, rewriter) => {
  const used = dpsInits(op).filter(({ index }) => bodyArgument(op, index).hasUses);
  if (!hasPureTensorSemantics(op) || !isAllParallel(op) || used.length === 0) return false;
  const empties = new Map(used.map(({ index, value }) => [index, createEmptyLike(rewriter, value)]));
  const maps = indexingMaps(op);
  const parts = {
    maps: [...maps.slice(0, inputs.length), ...used.map(({ index }) => maps[index]!), ...maps.slice(inputs.length)],
    iteratorTypes: iteratorTypes(op),
  };
  const ins = [...inputs, ...used.map(({ value }) => value)];
  const outs = outputs.map((value, i) => empties.get(inputs.length + i) ?? value);
  const generic = createGeneric(rewriter, ins, outs, parts, (builder, elements) => {
    const ofOperands: Value[] = op.operands.map((_, i) => elements[i < inputs.length ? i : i + used.length]!);
    used.forEach(({ index }, i) => {
      ofOperands[index] = elements[inputs.length + i]!;
    });
    return cloneBody(builder, op, ofOperands);
  });
  rewriter.replace(op, generic.op.results);
  return true;
});

/** An empty tensor like `value`, made where that is known. */
function createEmptyLike(rewriter: PatternRewriter, value: Value): Value {
  return rewriter.guarded(() => {
    if (value.definingOp === undefined) rewriter.setInsertionPointToStart(value.parentBlock!);
    else rewriter.setInsertionPointAfter(value.definingOp);
    const dynamicSizes = sizesOf(rewriter, value).filter(isValue);
    return rewriter.create(EmptyOp, { dynamicSizes, resultTypes: [value.type] }).result;
  });
}

export const unitLoopPatterns = (reduction: RankReduction): Pattern[] => [dropUnitLoops(reduction), moveInits];
