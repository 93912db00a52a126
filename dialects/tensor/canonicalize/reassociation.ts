/** Canonicalization of `tensor.collapse_shape` and `tensor.expand_shape`, beyond what is shared with buffers. */

import type { ArrayAttr } from "../../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { isDynamic, RankedTensorType } from "../../../ir/builtin/types.ts";
import { constantInteger, constantValue } from "../../../ir/matchers.ts";
import { indexInType, isValue, type MixedIndex, splitIndices } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import { ConstantOp, createIndexProduct } from "../../arith/index.ts";
import { collapsedShape, outputShape, reassociationOf } from "../../reassociation.ts";
import { reshapePatterns } from "../../reshape-patterns.ts";
import { CastOp, castForConsumer } from "../ops/casts.ts";
import { FromElementsOp, SplatOp } from "../ops/creation.ts";
import { CollapseShapeOp, collapsedType, ExpandShapeOp } from "../ops/reassociation.ts";
import { resizedSplat } from "../splat.ts";

interface Reshape {
  readonly op: Operation;
  readonly src: Value;
  readonly reassociation: ArrayAttr;
  readonly result: OpResult;
}

/** reshape(constant)  ->  constant, if all elements are the same */
function foldSplatConstant({ op, src, result }: Reshape, rewriter: PatternRewriter): boolean {
  const value = resizedSplat(constantValue(src), result.type as RankedTensorType);
  if (!(value instanceof DenseElementsAttr)) return false;
  rewriter.replaceWithNew(op, ConstantOp, { value });
  return true;
}

/** reshape(splat x)  ->  splat x */
function foldSplat({ op, src, result }: Reshape, rewriter: PatternRewriter): boolean {
  const splat = SplatOp.defining(src);
  if (splat === undefined || !splat.aggregate.type.hasStaticShape) return false;
  rewriter.replaceWithNew(op, SplatOp, { input: splat.input, dynamicSizes: [], resultTypes: [result.type] });
  return true;
}

/** reshape(from_elements xs)  ->  from_elements xs */
function foldElements({ op, src, result }: Reshape, rewriter: PatternRewriter): boolean {
  const made = FromElementsOp.defining(src);
  if (made === undefined || !(result.type as RankedTensorType).hasStaticShape) return false;
  rewriter.replaceWithNew(op, FromElementsOp, { elements: made.elements, resultTypes: [result.type] });
  return true;
}

const sourcePatterns = (def: typeof CollapseShapeOp | typeof ExpandShapeOp): Pattern[] => {
  const root = def as typeof CollapseShapeOp;
  return [
    pattern(`${def.name}-of-splat-constant`, root, foldSplatConstant),
    pattern(`${def.name}-of-splat`, root, foldSplat),
    pattern(`${def.name}-of-elements`, root, foldElements),
  ];
};

/** collapse(cast(t))  ->  cast(collapse(t)) */
const collapseOfCast = pattern("collapse-of-cast", CollapseShapeOp, ({ op, src, reassociation, result }, rewriter) => {
  const cast = castForConsumer(src);
  if (cast === undefined) return false;
  const type = collapsedType(cast.source.type as RankedTensorType, reassociationOf(reassociation));
  if (type === result.type) rewriter.modify(op, () => op.setOperand(0, cast.source));
  else {
    const { result: collapsed } = rewriter.create(CollapseShapeOp, {
      src: cast.source,
      reassociation,
      resultTypes: [type],
    });
    rewriter.replaceWithNew(op, CastOp, { source: collapsed, resultTypes: [result.type] });
  }
  return true;
});

/** expand(cast(t)) to [%c2, %n]  ->  cast(expand(cast(t)) to [2, %n]): constant sizes of what was known stand in types. */
const expandOfCast = pattern("expand-of-cast", ExpandShapeOp, (view, rewriter) => {
  const { op, src, reassociation, result } = view;
  const cast = castForConsumer(src);
  if (cast === undefined) return false;
  const groups = reassociationOf(reassociation);
  const known = (cast.source.type as RankedTensorType).shape;
  const before = outputShape(view);
  const sizes = [...before];
  groups.forEach((group, i) => {
    if (isDynamic(known[i]!)) return;
    for (const dim of group) sizes[dim] = constantSize(sizes[dim]!) ?? sizes[dim]!;
  });
  if (sizes.every((size, i) => size === before[i])) return false;
  const { elementType, shape } = result.type as RankedTensorType;
  const type = RankedTensorType.get(
    shape.map((size, i) => (isDynamic(size) ? indexInType(sizes[i]!) : size)),
    elementType,
  );
  const inputType = RankedTensorType.get(collapsedShape(type.shape, groups), elementType);
  const input = rewriter.create(CastOp, { source: src, resultTypes: [inputType] }).dest;
  const { operands: output_shape, constants: static_output_shape } = splitIndices(sizes);
  const expanded = rewriter.create(ExpandShapeOp, {
    src: input,
    reassociation,
    output_shape,
    static_output_shape,
    resultTypes: [type],
  });
  rewriter.replaceWithNew(op, CastOp, { source: expanded.result, resultTypes: [result.type] });
  return true;
});

const constantSize = (size: MixedIndex): bigint | undefined =>
  isValue(size) ? constantInteger(size)?.value : undefined;

export const reassociationPatterns = [
  ...reshapePatterns({ collapse: CollapseShapeOp, expand: ExpandShapeOp, cast: CastOp, product: createIndexProduct }),
  collapseOfCast,
  expandOfCast,
  ...sourcePatterns(CollapseShapeOp),
  ...sourcePatterns(ExpandShapeOp),
];
