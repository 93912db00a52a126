/** Where the elements of views lie: offset, sizes and strides of a view, computed from those of its source. */

import { createComposedApply } from "../../dialects/affine/index.ts";
import { CmpIOp, CmpIPredicate, createIndex, createIndexConstant, SelectOp } from "../../dialects/arith/index.ts";
import {
  type CollapseShapeOp,
  type ExpandShapeOp,
  ExtractStridedMetadataOp,
  knownMetadata,
  type SubViewOp,
  subViewDroppedDims,
} from "../../dialects/memref/index.ts";
import { reassociationOf } from "../../dialects/reassociation.ts";
import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { isDynamic } from "../../ir/builtin/types.ts";
import { sliceOf } from "../../ir/interfaces/offset-size-stride.ts";
import { indexFromType, type MixedIndex, mixedIndices } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";

/** Offset and strides count elements. */
export interface ViewLayout {
  /** The memory, as a buffer of no dimensions. */
  readonly base: Value;
  readonly offset: MixedIndex;
  readonly sizes: readonly MixedIndex[];
  readonly strides: readonly MixedIndex[];
}

/** The layout that `memref.extract_strided_metadata` gives, with what the type tells as constants. */
export function layoutOf(builder: OpBuilder, source: Value): ViewLayout {
  const metadata = builder.create(ExtractStridedMetadataOp, { source });
  const { offsets, sizes, strides } = knownMetadata(metadata);
  return { base: metadata.base_buffer, offset: offsets[0]!, sizes, strides };
}

/** The first dimensions as expressions. */
const dims = (count: number): AffineExpr[] => Array.from({ length: count }, (_, i) => AffineExpr.dim(i));

export function createProduct(builder: OpBuilder, factors: readonly MixedIndex[]): MixedIndex {
  const product = dims(factors.length).reduce((a, b) => a.mul(b), AffineExpr.constant(1) as AffineExpr);
  return createComposedApply(builder, AffineMap.get(factors.length, 0, [product]), factors);
}

/** `offset + indices . strides` */
export function createPosition(
  builder: OpBuilder,
  offset: MixedIndex,
  indices: readonly MixedIndex[],
  strides: readonly MixedIndex[],
): MixedIndex {
  const inputs = [offset, ...indices.flatMap((index, i) => [index, strides[i]!])];
  const [start, ...terms] = dims(inputs.length);
  let position = start!;
  for (let i = 0; i < terms.length; i += 2) position = position.add(terms[i]!.mul(terms[i + 1]!));
  return createComposedApply(builder, AffineMap.get(inputs.length, 0, [position]), inputs);
}

export function layoutOfSubView(builder: OpBuilder, view: SubViewOp): ViewLayout {
  const source = layoutOf(builder, view.source);
  const slice = sliceOf(view.op);
  const strides = slice.strides.map((stride, i) => createProduct(builder, [stride, source.strides[i]!]));
  const offset = createPosition(builder, source.offset, slice.offsets, source.strides);
  const dropped = subViewDroppedDims(view);
  const kept = <T>(list: readonly T[]): T[] => list.filter((_, i) => !dropped.has(i));
  return { base: source.base, offset, sizes: kept(slice.sizes), strides: kept(strides) };
}

export function layoutOfExpansion(builder: OpBuilder, view: ExpandShapeOp): ViewLayout {
  const source = layoutOf(builder, view.src);
  const { shape } = view.result.type;
  const known = stridesAndOffset(view.result.type)!.strides;
  const given = mixedIndices({ operands: view.output_shape, constants: view.static_output_shape });
  const groups = reassociationOf(view.reassociation);
  const sizes: MixedIndex[] = shape.map((size, i) => indexFromType(size, () => given[i]!));
  // Where everything is one element, any strides do.
  const strides: MixedIndex[] = known.map((stride) => indexFromType(stride, () => 1n));
  groups.forEach((group, i) => {
    const open = group.filter((dim) => isDynamic(shape[dim]!));
    if (open.length === 1) sizes[open[0]!] = remainingSize(builder, source.sizes[i]!, group, shape);
    let factors: MixedIndex[] = [source.strides[i]!];
    for (const dim of group.toReversed()) {
      strides[dim] = indexFromType(known[dim]!, () => createProduct(builder, factors));
      factors = [...factors, sizes[dim]!];
    }
  });
  return { base: source.base, offset: source.offset, sizes, strides };
}

/** The size of the only dynamic dimension of a group: the size of the whole divided by those of the others. */
function remainingSize(
  builder: OpBuilder,
  size: MixedIndex,
  group: readonly number[],
  shape: readonly number[],
): MixedIndex {
  const others = group.reduce((product, dim) => (isDynamic(shape[dim]!) ? product : product * shape[dim]!), 1);
  const map = AffineMap.get(1, 0, [AffineExpr.dim(0).floorDiv(others)]);
  return createComposedApply(builder, map, [size]);
}

export function layoutOfCollapse(builder: OpBuilder, view: CollapseShapeOp): ViewLayout {
  const source = layoutOf(builder, view.src);
  const groups = reassociationOf(view.reassociation);
  const { shape } = view.result.type;
  const sizes = groups.map((group, i) =>
    indexFromType(shape[i]!, () =>
      createProduct(
        builder,
        group.map((dim) => source.sizes[dim]!),
      ),
    ),
  );
  const known = stridesAndOffset(view.result.type)!.strides;
  const strides = groups.map((group, i) => indexFromType(known[i]!, () => collapsedStride(builder, source, group)));
  return { base: source.base, offset: source.offset, sizes, strides };
}

/** The stride of the last dimension that is not 1, which is looked for at run time where sizes are dynamic. */
function collapsedStride(builder: OpBuilder, { sizes, strides }: ViewLayout, group: readonly number[]): MixedIndex {
  const candidates = group.filter((dim) => sizes[dim] !== 1n);
  const first = candidates[0] ?? group[0];
  if (first === undefined) return 1n;
  let stride = strides[first]!;
  for (const dim of candidates.slice(1)) {
    const size = sizes[dim]!;
    const inner = strides[dim]!;
    stride = typeof size === "bigint" ? inner : selectUnlessOne(builder, size, inner, stride);
  }
  return stride;
}

/** `size == 1 ? whenOne : otherwise` */
function selectUnlessOne(builder: OpBuilder, size: Value, otherwise: MixedIndex, whenOne: MixedIndex): MixedIndex {
  if (otherwise === whenOne) return otherwise;
  const one = createIndexConstant(builder, 1);
  const predicate = CmpIPredicate.of("eq");
  const condition = builder.create(CmpIOp, { predicate, lhs: size, rhs: one }).result;
  const [true_value, false_value] = [createIndex(builder, whenOne), createIndex(builder, otherwise)];
  return builder.create(SelectOp, { condition, true_value, false_value }).result;
}
