/**
 * Folds and canonicalization patterns of the operations that collapse and expand shapes, the same for tensors and for
 * buffers: what two in a row do, one does.
 */
import type { Type } from "../ir/attribute.ts";
import type { ArrayAttr, DenseArrayAttr } from "../ir/builtin/attributes.ts";
import { hasIdentityLayout } from "../ir/builtin/strided-layout.ts";
import { isDynamic, MemRefType, type ShapedType } from "../ir/builtin/types.ts";
import type { FoldResult, OpDefinition } from "../ir/define-op.ts";
import { type MixedIndex, splitIndices } from "../ir/mixed-index.ts";
import type { Operation } from "../ir/operation.ts";
import type { Pattern } from "../ir/pattern.ts";
import type { PatternRewriter } from "../ir/rewriter.ts";
import type { OpResult, Value } from "../ir/value.ts";
import {
  composeReassociations,
  outputShape,
  type Reassociation,
  reassociationAttr,
  reassociationBetween,
  reassociationOf,
} from "./reassociation.ts";

/** What both kinds of operations have. */
interface Reshape {
  readonly op: Operation;
  readonly src: Value;
  readonly reassociation: ArrayAttr;
  readonly result: OpResult;
}

interface Expansion extends Reshape {
  readonly output_shape: readonly Value[];
  readonly static_output_shape: DenseArrayAttr;
}

/** A definition whose operations are seen as `V`. */
type Def<V> = { view(op: Operation): V; defining(value: Value): V | undefined } & OpDefinition;

/** What one dialect has. */
export interface ReshapeOps {
  readonly collapse: Def<Reshape>;
  readonly expand: Def<Expansion>;
  readonly cast: OpDefinition;
  /** The product of sizes. */
  product(rewriter: PatternRewriter, sizes: readonly MixedIndex[]): MixedIndex;
}

const shapeOf = ({ type }: Value): readonly number[] => (type as ShapedType).shape!;
const countDynamic = (shape: readonly number[]): number => shape.filter(isDynamic).length;

/** A reshape to the type that there was before the inverse one is not needed, as it is not if it changes nothing. */
export function foldReshape({ src, reassociation, result }: Reshape, inverse: Def<Reshape>): FoldResult {
  if (src.type === result.type) return src;
  const inner = inverse.defining(src);
  if (inner === undefined || inner.src.type !== result.type) return undefined;
  const shape = shapeOf(result);
  if (countDynamic(shape) < 2) return inner.src;
  if (inner.reassociation !== reassociation) return undefined;
  // What was expanded is collapsed again; what was collapsed is expanded to the same sizes if only one of a group is open.
  if (shape.length <= shapeOf(src).length) return inner.src;
  const groups = reassociationOf(reassociation);
  return groups.every((group) => countDynamic(group.map((i) => shape[i]!)) < 2) ? inner.src : undefined;
}

/** Reassociations say nothing about layouts that are not the identity. */
const isPlain = ({ type }: Value): boolean => !(type instanceof MemRefType) || hasIdentityLayout(type);
const arePlain = (...values: readonly Value[]): boolean => values.every(isPlain);

/** collapse(collapse), expand(expand), collapse(expand) and expand(collapse) as one operation. */
export const reshapePatterns = (ops: ReshapeOps): readonly Pattern[] => [
  reshapesOfOneKind(ops, ops.collapse, () => undefined),
  reshapesOfOneKind(ops, ops.expand, outputShape),
  collapseOfExpand(ops),
  expandOfCollapse(ops),
];

const rewriting = <V>(
  name: string,
  def: Def<V>,
  rewrite: (view: V, rewriter: PatternRewriter) => boolean,
): Pattern => ({
  name,
  root: def,
  benefit: 1,
  rewrite: (op, rewriter) => rewrite(def.view(op), rewriter),
});

/** Replaces `op` by a reshape of `src` to the same type. */
function replace(
  ops: ReshapeOps,
  rewriter: PatternRewriter,
  op: Operation,
  src: Value,
  reassociation: Reassociation,
  shape?: readonly MixedIndex[],
): void {
  const args = { src, reassociation: reassociationAttr(reassociation), resultTypes: [op.result().type] };
  if (shape === undefined) {
    rewriter.replaceWithNew(op, ops.collapse, args);
    return;
  }
  const { operands: output_shape, constants: static_output_shape } = splitIndices(shape);
  const expansion = { ...args, output_shape, static_output_shape };
  rewriter.replaceWithNew(op, ops.expand, expansion);
}

const reshapesOfOneKind = <V extends Reshape>(
  ops: ReshapeOps,
  def: Def<V>,
  shapeOfResult: (view: V) => readonly MixedIndex[] | undefined,
): Pattern =>
  rewriting(`compose-${def.name}`, def, (view, rewriter) => {
    const inner = def.defining(view.src);
    if (inner === undefined || !arePlain(inner.src, view.src, view.result)) return false;
    const [a, b] = [inner, view].map(({ reassociation }) => reassociationOf(reassociation));
    const composed = composeReassociations(a!, b!);
    if (composed === undefined) return false;
    replace(ops, rewriter, view.op, inner.src, composed, shapeOfResult(view));
    return true;
  });

const collapseOfExpand = (ops: ReshapeOps): Pattern =>
  rewriting(`${ops.collapse.name}-of-expand`, ops.collapse, (view, rewriter) => {
    const { op, src, result } = view;
    const inner = ops.expand.defining(src);
    if (inner === undefined || !arePlain(inner.src, src, result) || inner.src.type === result.type) return false;
    const collapsed = reassociationOf(view.reassociation);
    const expanded = reassociationOf(inner.reassociation);
    const [before, after] = [shapeOf(inner.src).length, shapeOf(result).length];
    const composed = before > after ? groupsWithin(expanded, collapsed) : groupsWithin(collapsed, expanded);
    if (composed === undefined) return false;
    if (before > after) replace(ops, rewriter, op, inner.src, composed);
    else if (before === after) rewriter.replaceWithNew(op, ops.cast, castArgs(inner.src, result.type));
    else {
      const sizes = outputShape(inner);
      const shape = collapsed.map((group) =>
        ops.product(
          rewriter,
          group.map((i) => sizes[i]!),
        ),
      );
      replace(ops, rewriter, op, inner.src, composed, shape);
    }
    return true;
  });

const castArgs = (source: Value, type: Type) => ({ source, resultTypes: [type] });

/** For each outer group the positions of the inner groups that it is made of; undefined if it cuts one in two. */
function groupsWithin(inner: Reassociation, outer: Reassociation): Reassociation | undefined {
  let next = 0;
  const composed: number[][] = [];
  for (const group of outer) {
    const last = group.at(-1);
    const members: number[] = [];
    while (last !== undefined && next < inner.length) {
      const end = inner[next]!.at(-1);
      if (end === undefined || end > last) return undefined;
      members.push(next++);
      if (end === last) break;
    }
    composed.push(members);
  }
  return composed;
}

const expandOfCollapse = (ops: ReshapeOps): Pattern =>
  rewriting(`${ops.expand.name}-of-collapse`, ops.expand, (view, rewriter) => {
    const { op, src, result } = view;
    const inner = ops.collapse.defining(src);
    if (inner === undefined || !arePlain(inner.src, src, result) || inner.src.type === result.type) return false;
    const before: GroupedShape = { shape: shapeOf(inner.src), groups: reassociationOf(inner.reassociation) };
    const after: GroupedShape = { shape: shapeOf(result), groups: reassociationOf(view.reassociation) };
    const isCollapse = before.shape.length > after.shape.length;
    const composed = isCollapse ? reassociationWithin(before, after) : reassociationWithin(after, before);
    if (composed === undefined) return false;
    replace(ops, rewriter, op, inner.src, composed, isCollapse ? undefined : outputShape(view));
    return true;
  });

interface GroupedShape {
  readonly shape: readonly number[];
  readonly groups: Reassociation;
}

/** How each group of the longer shape becomes the group of the shorter one; undefined if one is not told by the sizes. */
function reassociationWithin(longer: GroupedShape, shorter: GroupedShape): Reassociation | undefined {
  if (longer.groups.length === 0) return reassociationBetween(longer.shape, shorter.shape);
  const composed: number[][] = [];
  for (let i = 0; i < longer.groups.length; i++) {
    const group = longer.groups[i]!;
    const expanded = group.map((dim) => longer.shape[dim]!);
    const collapsed = shorter.groups[i]!.map((dim) => shorter.shape[dim]!);
    const between = sameShape(expanded, collapsed)
      ? expanded.map((_, dim) => [dim])
      : reassociationBetween(expanded, collapsed);
    if (between === undefined) return undefined;
    for (const dims of between) composed.push(dims.map((dim) => group[dim]!));
  }
  return composed;
}

/** Whether both shapes are the same, which at most one dynamic size leaves no doubt about. */
const sameShape = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && countDynamic(a) < 2 && a.every((size, i) => size === b[i]);
