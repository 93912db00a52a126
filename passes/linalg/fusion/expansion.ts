/**
 * Reshapes and structured operations change places: instead of a tensor, the loops are given more dimensions. So reshapes
 * move to where they meet others, and out of the way of fusion.
 */
import { createComposedApply } from "../../../dialects/affine/index.ts";
import { createIndex } from "../../../dialects/arith/index.ts";
import {
  CopyOp,
  cloneWithOperands,
  createGeneric,
  createLoopIndex,
  createTranspose,
  FillOp,
  structuredOps,
  TransposeOp,
} from "../../../dialects/linalg/index.ts";
import { collapsedShape, outputShape, type Reassociation, reassociationOf } from "../../../dialects/reassociation.ts";
import { CollapseShapeOp, ExpandShapeOp, sizeOf, sizesOf } from "../../../dialects/tensor/index.ts";
import { AffineExpr, AffineMap } from "../../../ir/affine.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { isDynamic, RankedTensorType } from "../../../ir/builtin/types.ts";
import { dpsInits, dpsInputs, hasPureTensorSemantics } from "../../../ir/interfaces/destination-style.ts";
import {
  indexingMaps,
  iteratorTypes,
  LinalgOpInterface,
  loopBounds,
  operandShape,
  staticLoopRanges,
} from "../../../ir/interfaces/linalg.ts";
import { indexFromType, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { cloneBody, hasOneUse } from "../bodies.ts";
import { createCollapse, createExpansion } from "../create-reshapes.ts";
import { definitionsToMove } from "./move-definitions.ts";

/** Which loops each loop becomes, and how many iterations they have as far as types tell. */
interface Expansion {
  readonly groups: Reassociation;
  readonly shapes: readonly (readonly number[])[];
  readonly numLoops: number;
}

const isPlainTensor = ({ type }: Value): boolean => type instanceof RankedTensorType && type.encoding === undefined;

function isExpandable(op: Operation, operand: number): boolean {
  const maps = indexingMaps(op);
  if (!hasPureTensorSemantics(op) || !maps.every((map) => map.isProjectedPermutation())) return false;
  return (
    maps[operand]!.numResults > 0 && op.operands.every((value, i) => maps[i]!.numResults === 0 || isPlainTensor(value))
  );
}

/** The loops that `op` has when each dimension of its operand becomes a group of those of `shape`. */
function expansionOf(
  op: Operation,
  operand: number,
  reassociation: Reassociation,
  shape: readonly number[],
): Expansion {
  const shapes = staticLoopRanges(op).map((size): readonly number[] => [size]);
  const map = indexingMaps(op)[operand]!;
  reassociation.forEach((group, i) => {
    shapes[map.getDimPosition(i)] = group.map((dim) => shape[dim]!);
  });
  let numLoops = 0;
  const groups = shapes.map((sizes) => sizes.map(() => numLoops++));
  return { groups, shapes, numLoops };
}

const expandedMap = (map: AffineMap, { groups, numLoops }: Expansion): AffineMap =>
  AffineMap.getMultiDimMapWithTargets(
    numLoops,
    map.results.flatMap((_, i) => groups[map.getDimPosition(i)]!),
  );

/** An operand as the expanded loops see it. */
interface ExpandedOperand {
  readonly type: RankedTensorType;
  readonly reassociation: Reassociation;
}

/** Undefined for a scalar. */
function expandedOperand({ type }: Value, map: AffineMap, { shapes }: Expansion): ExpandedOperand | undefined {
  if (!(type instanceof RankedTensorType)) return undefined;
  const groups = map.results.map((_, i) => shapes[map.getDimPosition(i)]!);
  let next = 0;
  return {
    type: RankedTensorType.get(groups.flat(), type.elementType),
    reassociation: groups.map((group) => group.map(() => next++)),
  };
}

/** Whether types allow to take `value` apart. */
function fits({ type }: Value, expanded: ExpandedOperand | undefined): boolean {
  if (expanded === undefined) return true;
  const { reassociation } = expanded;
  const { shape } = expanded.type;
  // Which ones of several sizes are meant would not be known from types.
  const isOpen = reassociation.some((group) => group.filter((dim) => isDynamic(shape[dim]!)).length > 1);
  return (
    !isOpen && collapsedShape(shape, reassociation).every((size, i) => size === (type as RankedTensorType).shape[i])
  );
}

/** A reshape beside a structured operation, of its operand `operand`. */
interface Neighbour {
  readonly op: Operation;
  readonly operand: number;
  readonly reassociation: Reassociation;
  /** The tensor with more dimensions: what is collapsed, or what expanding makes. */
  readonly expanded: Value;
  /** The sizes of these dimensions. */
  sizes(builder: OpBuilder): readonly MixedIndex[];
}

/** What the operation of a neighbour becomes with more loops. */
interface Plan {
  readonly expansion: Expansion;
  /** For each operand; undefined for a scalar. */
  readonly operands: readonly (ExpandedOperand | undefined)[];
}

/** Whether `value` is what the reshape makes of what has more dimensions. */
const isCollapsed = (value: Value, { expanded }: Neighbour): boolean =>
  CollapseShapeOp.defining(value)?.src === expanded;

/** The loops that let the operation have the dimensions on the other side; undefined if types do not allow it. */
function planExpansion(neighbour: Neighbour): Plan | undefined {
  const { op, operand, reassociation, expanded } = neighbour;
  const maps = indexingMaps(op);
  const expansion = expansionOf(op, operand, reassociation, (expanded.type as RankedTensorType).shape);
  const operands = op.operands.map((value, i) => expandedOperand(value, maps[i]!, expansion));
  const isPossible = op.operands.every(
    (value, i) => (i === operand && isCollapsed(value, neighbour)) || fits(value, operands[i]),
  );
  return isPossible ? { expansion, operands } : undefined;
}

/** Makes the operation with more loops; returns the values for its results. */
function expandLoops(neighbour: Neighbour, plan: Plan, rewriter: PatternRewriter): Value[] {
  const { op, operand, expanded } = neighbour;
  const maps = indexingMaps(op);
  const sizes = loopSizes(neighbour, rewriter);
  const operands = op.operands.map((value, i) => {
    if (i === operand && isCollapsed(value, neighbour)) return expanded;
    const shape = plan.operands[i];
    if (shape === undefined || shape.type === value.type) return value;
    const known = maps[i]!.results.flatMap((_, dimension) => sizes[maps[i]!.getDimPosition(dimension)]!);
    return createExpansion(rewriter, value, shape.reassociation, known, shape.type);
  });
  const copy = createExpanded(rewriter, op, operands, plan.expansion, sizes);
  return op.results.map((result, i) => {
    const { type, reassociation } = plan.operands[dpsInits(op)[i]!.index]!;
    const value = copy.result(i);
    return type === result.type ? value : createCollapse(rewriter, value, reassociation, result.type);
  });
}

/** The number of iterations of each of the loops that a loop becomes. */
function loopSizes({ op, operand, reassociation, sizes }: Neighbour, builder: OpBuilder): MixedIndex[][] {
  const known = sizes(builder);
  const map = indexingMaps(op)[operand]!;
  return loopBounds(op).map(({ operand: source, dimension }, loop) => {
    const position = map.getResultPosition(AffineExpr.dim(loop));
    if (position !== undefined) return reassociation[position]!.map((dim) => known[dim]!);
    const value = op.operand(source);
    return [indexFromType(operandShape(value)[dimension]!, () => sizeOf(builder, value, dimension))];
  });
}

/** Operations that keep their names with more loops; all others become generic. */
function createExpanded(
  builder: OpBuilder,
  op: Operation,
  operands: readonly Value[],
  expansion: Expansion,
  sizes: readonly (readonly MixedIndex[])[],
): Operation {
  if (TransposeOp.is(op)) {
    const [input, init] = operands as [Value, Value];
    return createTranspose(builder, input, init, expandedPermutation(TransposeOp.view(op), expansion)).op;
  }
  if (FillOp.is(op) || CopyOp.is(op)) return cloneWithOperands(builder, op, operands);
  const numInputs = dpsInputs(op).length;
  const types = iteratorTypes(op);
  const parts = {
    maps: indexingMaps(op).map((map) => expandedMap(map, expansion)),
    iteratorTypes: expansion.groups.flatMap((group, loop) => group.map(() => types[loop]!)),
  };
  return createGeneric(builder, operands.slice(0, numInputs), operands.slice(numInputs), parts, (inner, elements) =>
    cloneBody(inner, op, elements, (loop) => createLinearIndex(inner, expansion.groups[loop]!, sizes[loop]!)),
  ).op;
}

/** The index of a loop from those of the loops that it has become, which have these numbers and sizes. */
function createLinearIndex(builder: OpBuilder, loops: readonly number[], sizes: readonly MixedIndex[]): Value {
  const rest = loops.slice(1).map((dim) => createLoopIndex(builder, dim));
  const first: MixedIndex = createLoopIndex(builder, loops[0]!);
  const [index, outer, size] = [AffineExpr.dim(0), AffineExpr.dim(1), AffineExpr.dim(2)];
  const step = AffineMap.get(3, 0, [index.add(outer.mul(size))]);
  const linear = rest.reduce<MixedIndex>(
    (sum, inner, i) => createComposedApply(builder, step, [inner, sum, sizes[i + 1]!]),
    first,
  );
  return createIndex(builder, linear);
}

/** The permutation in which each dimension is replaced by its group. */
function expandedPermutation({ permutation }: TransposeOp, { groups }: Expansion): number[] {
  const order = permutation.numbers;
  // The loops are the dimensions of the result.
  const ofInput = order.map((_, dimension) => groups[order.indexOf(dimension)]!.length);
  const starts = ofInput.map((_, dimension) => ofInput.slice(0, dimension).reduce((a, b) => a + b, 0));
  return order.flatMap((dimension) => Array.from({ length: ofInput[dimension]! }, (_, i) => starts[dimension]! + i));
}

/** op(collapse_shape x)  ->  collapse_shape(op x), with more loops */
function expandConsumer(op: Operation, rewriter: PatternRewriter): boolean {
  for (const { value, index } of dpsInputs(op)) {
    const reshape = CollapseShapeOp.defining(value);
    if (reshape === undefined || !hasOneUse(reshape.op) || !isExpandable(op, index)) continue;
    const { src, reassociation } = reshape;
    const neighbour: Neighbour = {
      op,
      operand: index,
      reassociation: reassociationOf(reassociation),
      expanded: src,
      sizes: (builder) => sizesOf(builder, src),
    };
    const plan = planExpansion(neighbour);
    if (plan === undefined) return false;
    rewriter.replace(op, expandLoops(neighbour, plan, rewriter));
    return true;
  }
  return false;
}

/** expand_shape(op x)  ->  op(expand_shape x), with more loops */
const expandProducer = pattern("fold-reshape-with-generic-op-by-expansion", ExpandShapeOp, (reshape, rewriter) => {
  const producer = reshape.src.definingOp;
  if (producer === undefined || !LinalgOpInterface.implementedBy(producer) || !hasOneUse(producer)) return false;
  const { index } = reshape.src as Value as OpResult;
  const operand = dpsInits(producer)[index]!.index;
  const moved = definitionsToMove(reshape.output_shape, reshape.op, producer);
  if (moved === undefined || !isExpandable(producer, operand)) return false;
  const neighbour: Neighbour = {
    op: producer,
    operand,
    reassociation: reassociationOf(reshape.reassociation),
    expanded: reshape.result,
    sizes: () => outputShape(reshape),
  };
  const plan = planExpansion(neighbour);
  if (plan === undefined) return false;
  rewriter.guarded(() => {
    for (const op of moved) rewriter.modify(op, () => op.moveBefore(producer));
    rewriter.setInsertionPoint(producer);
    rewriter.loc = producer.loc;
    const results = expandLoops(neighbour, plan, rewriter);
    rewriter.replace(reshape.op, [CollapseShapeOp.defining(results[index]!)?.src ?? results[index]!]);
    rewriter.replace(producer, results);
  });
  return true;
});

export const expansionPatterns: readonly Pattern[] = [
  expandProducer,
  ...structuredOps.map(
    (root): Pattern => ({
      name: "fold-with-producer-reshape-op-by-expansion",
      root,
      benefit: 1,
      rewrite: expandConsumer,
    }),
  ),
];
