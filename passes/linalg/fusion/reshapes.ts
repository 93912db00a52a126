/** Reshapes of reshapes, and of padded tensors. */

import { outputShape, type Reassociation, reassociationOf } from "../../../dialects/reassociation.ts";
import {
  CollapseShapeOp,
  ExpandShapeOp,
  type Padding,
  PadOp,
  paddingOf,
  paddingValue,
  sizesOf,
} from "../../../dialects/tensor/index.ts";
import { isDynamic, RankedTensorType } from "../../../ir/builtin/types.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import { hasOneUse } from "../bodies.ts";
import { createCollapse, createConstantPad, createExpansion } from "../create-reshapes.ts";

/** Per dimension of a group of one what `of` says of the group, and `other` for all that are in larger groups. */
const spread = <T>(groups: Reassociation, of: (group: number) => T, other: (dim: number) => T): T[] =>
  groups.flatMap((group, i) => (group.length === 1 ? [of(i)] : group.map(other)));

/** How a tensor with the dimensions `groups` is padded; undefined if it would not be a padding of these dimensions. */
function expandedPadding(view: PadOp, groups: Reassociation): Padding | undefined {
  const { low, high } = paddingOf(view);
  const isPadded = (i: number): boolean => low[i] !== 0n || high[i] !== 0n;
  if (paddingValue(view) === undefined || groups.some((group, i) => group.length !== 1 && isPadded(i)))
    return undefined;
  const each = (amounts: readonly MixedIndex[]) =>
    spread<MixedIndex>(
      groups,
      (i) => amounts[i]!,
      () => 0n,
    );
  return { low: each(low), high: each(high) };
}

/** pad(collapse_shape x)  ->  collapse_shape(pad x) */
const padOfCollapse = pattern("fold-pad-with-producer-reshape-op-by-expansion", PadOp, (view, rewriter) => {
  const { op, source, result } = view;
  const collapse = CollapseShapeOp.defining(source);
  if (collapse === undefined || !hasOneUse(collapse.op)) return false;
  const groups = reassociationOf(collapse.reassociation);
  const padding = expandedPadding(view, groups);
  if (padding === undefined) return false;
  const { shape } = collapse.src.type as RankedTensorType;
  const padded = spread(
    groups,
    (i) => result.type.shape[i]!,
    (dim) => shape[dim]!,
  );
  const src = createConstantPad(rewriter, view, collapse.src, padding, padded);
  rewriter.replace(op, [createCollapse(rewriter, src, groups, result.type)]);
  return true;
});

/** expand_shape(pad x)  ->  pad(expand_shape x) */
const expandOfPad = pattern("fold-reshape-with-producer-pad-op-by-expansion", ExpandShapeOp, (expand, rewriter) => {
  const view = PadOp.defining(expand.src);
  if (view === undefined || !hasOneUse(view.op)) return false;
  const groups = reassociationOf(expand.reassociation);
  const padding = expandedPadding(view, groups);
  if (padding === undefined) return false;
  const { source } = view;
  const type = expand.result.type as RankedTensorType;
  const before = sizesOf(rewriter, source);
  const after = outputShape(expand);
  const shape = spread(
    groups,
    (i) => source.type.shape[i]!,
    (dim) => type.shape[dim]!,
  );
  const sizes = spread<MixedIndex>(
    groups,
    (i) => before[i]!,
    (dim) => after[dim]!,
  );
  const unpadded = RankedTensorType.get(shape, type.elementType);
  const expanded = createExpansion(rewriter, source, groups, sizes, unpadded);
  rewriter.replace(expand.op, [createConstantPad(rewriter, view, expanded, padding, type.shape)]);
  return true;
});

/** Whether a group of dimensions that is collapsed and expanded again is the same afterwards. */
function isSameGroup(before: readonly number[], after: readonly number[]): boolean {
  return before.filter(isDynamic).length <= 1 && before.every((size, i) => size === after[i]);
}

/** expand_shape(collapse_shape x)  ->  collapse_shape(expand_shape x), where they are about different dimensions */
const expandOfCollapse = pattern("bubble-up-expand-through-parallel-collapse", ExpandShapeOp, (expand, rewriter) => {
  const collapse = CollapseShapeOp.defining(expand.src);
  if (collapse === undefined) return false;
  const before = reassociationOf(collapse.reassociation);
  const after = reassociationOf(expand.reassociation);
  const source = collapse.src.type as RankedTensorType;
  const type = expand.result.type as RankedTensorType;
  const isParallel = before.every((group, i) => {
    const other = after[i]!;
    if (group.length !== other.length) return group.length === 1 || other.length === 1;
    return isSameGroup(
      group.map((dim) => source.shape[dim]!),
      other.map((dim) => type.shape[dim]!),
    );
  });
  if (after.length === 0 || !isParallel) return false;
  const sourceSizes = sizesOf(rewriter, collapse.src);
  const resultSizes = outputShape(expand);
  const shape: number[] = [];
  const sizes: MixedIndex[] = [];
  const expansion: number[][] = [];
  const collapsing: number[][] = [];
  before.forEach((group, i) => {
    const isCollapsed = group.length > after[i]!.length;
    const dims = (isCollapsed ? group : after[i]!).map((dim) => {
      shape.push((isCollapsed ? source : type).shape[dim]!);
      return sizes.push((isCollapsed ? sourceSizes : resultSizes)[dim]!) - 1;
    });
    const single = dims.map((dim) => [dim]);
    expansion.push(...(group.length < dims.length ? [dims] : single));
    collapsing.push(...(isCollapsed ? [dims] : single));
  });
  const expandedType = RankedTensorType.get(shape, type.elementType);
  const isExpanded = expansion.length !== sizes.length;
  const expanded = isExpanded ? createExpansion(rewriter, collapse.src, expansion, sizes, expandedType) : collapse.src;
  const isCollapsed = collapsing.length !== sizes.length;
  rewriter.replace(expand.op, [isCollapsed ? createCollapse(rewriter, expanded, collapsing, type) : expanded]);
  return true;
});

export const reshapePatterns: readonly Pattern[] = [padOfCollapse, expandOfPad, expandOfCollapse];
