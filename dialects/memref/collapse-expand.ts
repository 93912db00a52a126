/** `memref.collapse_shape` and `memref.expand_shape`: groups of dimensions as one, and one as a group. */

import { StridedLayoutAttr } from "../../ir/builtin/attributes.ts";
import { DenseI64Array, Index } from "../../ir/builtin/constraints.ts";
import { hasIdentityLayout, isStrided, saturatingProduct, stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { Dynamic, isDynamic, MemRefType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import type { Operation } from "../../ir/operation.ts";
import { Pure } from "../../ir/traits.ts";
import { dynamicIndexListDirective } from "../dynamic-index-list.ts";
import {
  collapsedShape,
  groupSize,
  type Reassociation,
  ReassociationAttr,
  reassociationOf,
  verifyDynamicOutputSizes,
} from "../reassociation.ts";
import { foldReshape } from "../reshape-patterns.ts";
import { StridedMemRef } from "./constraints.ts";

export const CollapseShapeOp = defineOp(
  "memref.collapse_shape",
  {
    summary: "Looks at groups of a buffer's dimensions as one dimension each",
    operands: { src: StridedMemRef },
    attributes: { reassociation: ReassociationAttr },
    results: { result: StridedMemRef },
    traits: [Pure],
    assemblyFormat: "$src $reassociation attr-dict `:` type($src) `into` type($result)",
  },
  {
    verify({ op, src, reassociation, result }) {
      const { type: from } = src;
      const { type: to } = result;
      if (from.rank < to.rank) {
        const ranks = `(${from.rank} < ${to.rank})`;
        throw opError(op, `has source rank ${from.rank} and result rank ${to.rank}. This is not a collapse ${ranks}.`);
      }
      const groups = reassociationOf(reassociation);
      verifyShapes(op, to.shape, from.shape, groups);
      const expected = collapsedType(from, groups, to.shape);
      if (expected === undefined) throw opError(op, "invalid source layout map or collapsing non-contiguous dims");
      if (expected !== to) throw opError(op, `expected collapsed type to be '${expected}' but found '${to}'`);
    },
    fold: (view): FoldResult => foldReshape(view, ExpandShapeOp),
    resultNames: () => ["collapse_shape"],
  },
).implement(ViewLikeOpInterface, { viewSource: ({ src }) => src, isInjective: () => true });
export type CollapseShapeOp = Op<typeof CollapseShapeOp>;

export const ExpandShapeOp = defineOp(
  "memref.expand_shape",
  {
    summary: "Looks at each dimension of a buffer as a group of dimensions",
    operands: { src: StridedMemRef, output_shape: variadic(Index) },
    attributes: { reassociation: ReassociationAttr, static_output_shape: DenseI64Array },
    results: { result: StridedMemRef },
    traits: [Pure],
    assemblyFormat:
      "$src $reassociation `output_shape` custom<DynamicIndexList>($output_shape, $static_output_shape) " +
      "attr-dict `:` type($src) `into` type($result)",
  },
  {
    directives: { DynamicIndexList: dynamicIndexListDirective },
    verify({ op, src, output_shape, reassociation, static_output_shape, result }) {
      const { type: from } = src;
      const { type: to } = result;
      if (from.rank > to.rank) {
        const ranks = `(${from.rank} > ${to.rank})`;
        throw opError(
          op,
          `has source rank ${from.rank} and result rank ${to.rank}. This is not an expansion ${ranks}.`,
        );
      }
      const groups = reassociationOf(reassociation);
      verifyShapes(op, from.shape, to.shape, groups);
      const expected = expandedType(from, to.shape, groups);
      if (expected !== to) throw opError(op, `expected expanded type to be '${expected}' but found '${to}'`);
      const sizes = static_output_shape.values;
      if (sizes.length !== to.rank) {
        const message = `expected number of static shape bounds to be equal to the output rank (${to.rank})`;
        throw opError(op, `${message} but found ${sizes.length} inputs instead`);
      }
      verifyDynamicOutputSizes(op, { operands: output_shape, constants: static_output_shape });
      to.shape.forEach((size, i) => {
        if (isDynamic(size) || BigInt(size) === sizes[i]) return;
        throw opError(op, `invalid output shape provided at pos ${i}`);
      });
    },
    fold: (view): FoldResult => foldReshape(view, CollapseShapeOp),
    resultNames: () => ["expand_shape"],
  },
).implement(ViewLikeOpInterface, { viewSource: ({ src }) => src, isInjective: () => true });
export type ExpandShapeOp = Op<typeof ExpandShapeOp>;

function verifyShapes(
  op: Operation,
  collapsed: readonly number[],
  expanded: readonly number[],
  groups: Reassociation,
): void {
  if (collapsed.length !== groups.length) {
    const [found, expected] = [groups.length, collapsed.length];
    throw opError(op, `invalid number of reassociation groups: found ${found}, expected ${expected}`);
  }
  let next = 0;
  groups.forEach((group, dim) => {
    for (const index of group) {
      if (index !== next++) throw opError(op, "reassociation indices must be contiguous");
      if (index >= expanded.length) throw opError(op, `reassociation index ${index} is out of bounds`);
    }
    verifyGroup(
      op,
      dim,
      collapsed[dim]!,
      group.some((i) => isDynamic(expanded[i]!)) ? Dynamic : groupSize(expanded, group),
    );
  });
  if (collapsed.length === 0) {
    if (expanded.every((size) => size === 1)) return;
    throw opError(op, "rank 0 memrefs can only be extended/collapsed with/from ones");
  }
  if (next !== expanded.length) {
    const ranks = `expanded rank (${expanded.length}) inconsistent with number of reassociation indices (${next})`;
    throw opError(op, ranks);
  }
}

function verifyGroup(op: Operation, dim: number, size: number, expected: number): void {
  if (isDynamic(size) !== isDynamic(expected)) {
    throw opError(op, `collapsed dim (${dim}) must be dynamic if and only if reassociation group is dynamic`);
  }
  if (size !== expected) {
    throw opError(op, `collapsed dim size (${size}) must equal reassociation group size (${expected})`);
  }
}

/** The type of a strided buffer whose dimensions are split into groups. */
export function expandedType(source: MemRefType, shape: readonly number[], groups: Reassociation): MemRefType {
  const { elementType, memorySpace } = source;
  if (hasIdentityLayout(source)) return MemRefType.get(shape, elementType, undefined, memorySpace);
  const { offset, strides } = stridesAndOffset(source)!;
  // Where everything is one element, all strides do.
  const expanded = new Array<number>(shape.length).fill(1);
  groups.forEach((group, i) => {
    let stride = strides[i]!;
    for (const dim of group.toReversed()) {
      expanded[dim] = stride;
      stride = saturatingProduct(stride, shape[dim]!);
    }
  });
  return MemRefType.get(shape, elementType, StridedLayoutAttr.get(offset, expanded), memorySpace);
}

/** Whether each group of dimensions is known to be contiguous. */
export const isCollapsible = (source: MemRefType, groups: Reassociation): boolean =>
  isStrided(source) && collapsedType(source, groups, undefined, true) !== undefined;

/**
 * The type of a strided buffer with groups of dimensions as one; undefined if a group is known not to be contiguous, or
 * with `strict` if it is not known to be. `shape` is that of the result, where it is known better than from the source.
 */
export function collapsedType(
  source: MemRefType,
  groups: Reassociation,
  shape: readonly number[] = collapsedShape(source.shape, groups),
  strict = false,
): MemRefType | undefined {
  const { elementType, memorySpace } = source;
  if (hasIdentityLayout(source)) return MemRefType.get(shape, elementType, undefined, memorySpace);
  const { offset, strides } = stridesAndOffset(source)!;
  const collapsed: number[] = [];
  for (const group of groups) {
    const stride = collapsedStride(source.shape, strides, group, strict);
    if (stride === undefined) return undefined;
    collapsed.push(stride);
  }
  return MemRefType.get(shape, elementType, StridedLayoutAttr.get(offset, collapsed), memorySpace);
}

/**
 * The stride of a group of dimensions: that of the last one which is not 1, whose stride says nothing. Undefined if the
 * group is known not to be contiguous, or with `strict` if it is not known to be.
 */
function collapsedStride(
  shape: readonly number[],
  strides: readonly number[],
  group: readonly number[],
  strict: boolean,
): number | undefined {
  let last = group.length - 1;
  while (last > 0 && shape[group[last]!] === 1) last--;
  const dim = group[last];
  if (dim === undefined) return undefined;
  // A dynamic size may turn out to be 1.
  const result = isDynamic(shape[dim]!) && last > 0 ? Dynamic : strides[dim]!;
  let stride = result;
  for (let i = group.length - 1; i > 0; i--) {
    const outer = group[i - 1]!;
    stride = saturatingProduct(stride, shape[group[i]!]!);
    if (shape[outer] === 1) continue;
    if (isDynamic(stride) || isDynamic(strides[outer]!)) {
      if (strict) return undefined;
    } else if (stride !== strides[outer]) return undefined;
  }
  return result;
}
