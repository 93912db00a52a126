/** Where an element of a view is in the buffer that is viewed. */

import { createComposedApply, DelinearizeIndexOp, LinearizeIndexOp } from "../../dialects/affine/index.ts";
import { createIndex } from "../../dialects/arith/index.ts";
import { CollapseShapeOp, ExpandShapeOp, SubViewOp, subViewDroppedDims } from "../../dialects/memref/index.ts";
import { reassociationOf } from "../../dialects/reassociation.ts";
import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { UnitAttr } from "../../ir/builtin/attributes.ts";
import { indexType, type MemRefType } from "../../ir/builtin/types.ts";
import { sliceOf } from "../../ir/interfaces/offset-size-stride.ts";
import { type MixedIndex, mixedIndices, splitIndices } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { layoutOf } from "./view-layouts.ts";

/** A buffer and indices for all its dimensions. */
export interface Element {
  readonly buffer: Value;
  readonly indices: readonly MixedIndex[];
}

/** The same element in what `view` shows; undefined for what is no view whose indices can be computed. */
export function elementInSource(
  builder: OpBuilder,
  view: Operation,
  indices: readonly MixedIndex[],
): Element | undefined {
  if (SubViewOp.is(view)) return inSubViewSource(builder, SubViewOp.view(view), indices);
  if (ExpandShapeOp.is(view)) return inExpandedSource(builder, ExpandShapeOp.view(view), indices);
  if (CollapseShapeOp.is(view)) return inCollapsedSource(builder, CollapseShapeOp.view(view), indices);
  return undefined;
}

/** Dropped dimensions are at their offset. */
export function inSubViewSource(builder: OpBuilder, view: SubViewOp, indices: readonly MixedIndex[]): Element {
  const dropped = subViewDroppedDims(view);
  const { offsets, strides } = sliceOf(view.op);
  let next = 0;
  const inSource = offsets.map((offset, d) => {
    const index = dropped.has(d) ? 0n : indices[next++]!;
    const [start, at, stride] = [0, 1, 2].map((position) => AffineExpr.dim(position));
    const map = AffineMap.get(3, 0, [start!.add(at!.mul(stride!))]);
    return createComposedApply(builder, map, [offset, index, strides[d]!]);
  });
  return { buffer: view.source, indices: inSource };
}

function inExpandedSource(builder: OpBuilder, view: ExpandShapeOp, indices: readonly MixedIndex[]): Element {
  const sizes = mixedIndices({ operands: view.output_shape, constants: view.static_output_shape });
  const inSource = reassociationOf(view.reassociation).map((group) => {
    if (group.length === 1) return indices[group[0]!]!;
    const basis = splitIndices(group.map((dim) => sizes[dim]!));
    return builder.create(LinearizeIndexOp, {
      multi_index: group.map((dim) => createIndex(builder, indices[dim]!)),
      dynamic_basis: basis.operands,
      static_basis: basis.constants,
      disjoint: UnitAttr.get(),
    }).linear_index;
  });
  return { buffer: view.src, indices: inSource };
}

function inCollapsedSource(builder: OpBuilder, view: CollapseShapeOp, indices: readonly MixedIndex[]): Element {
  const type = view.src.type as MemRefType;
  const groups = reassociationOf(view.reassociation);
  const isOpen = groups.some((group) => group.length > 1) && !type.hasStaticShape;
  const sizes: readonly MixedIndex[] = isOpen ? layoutOf(builder, view.src).sizes : type.shape.map(BigInt);
  const inSource = new Array<MixedIndex>(type.rank).fill(0n);
  groups.forEach((group, i) => {
    if (group.length === 1) {
      inSource[group[0]!] = indices[i]!;
      return;
    }
    const basis = splitIndices(group.map((dim) => sizes[dim]!));
    const { multi_index } = builder.create(DelinearizeIndexOp, {
      linear_index: createIndex(builder, indices[i]!),
      dynamic_basis: basis.operands,
      static_basis: basis.constants,
      resultTypes: group.map(() => indexType()),
    });
    group.forEach((dim, k) => {
      inSource[dim] = multi_index[k]!;
    });
  });
  return { buffer: view.src, indices: inSource };
}
