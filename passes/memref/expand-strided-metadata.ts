/**
 * `expand-strided-metadata`: makes of views into buffers what they are computed from: the memory, an offset, sizes and
 * strides. What asks for those of a buffer is answered where the buffer is made.
 */
import { affineDialect } from "../../dialects/affine/index.ts";
import { createIndex } from "../../dialects/arith/index.ts";
import { mixedSizes } from "../../dialects/dynamic-sizes.ts";
import {
  AllocaOp,
  AllocOp,
  AssumeAlignmentOp,
  CollapseShapeOp,
  ExpandShapeOp,
  ExtractAlignedPointerAsIndexOp,
  ExtractStridedMetadataOp,
  GetGlobalOp,
  MemorySpaceCastOp,
  memrefDialect,
  metadataOfType,
  ReinterpretCastOp,
  SubViewOp,
  ViewOp,
} from "../../dialects/memref/index.ts";
import { sliceArgs } from "../../dialects/offset-size-stride.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { hasIdentityLayout, isStrided } from "../../ir/builtin/strided-layout.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import type { OpDefinition, OpSpec, OpView } from "../../ir/define-op.ts";
import { sliceOf } from "../../ir/interfaces/offset-size-stride.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import type { MixedIndex } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { type Pattern, pattern } from "../../ir/pattern.ts";
import type { Value } from "../../ir/value.ts";
import { applyPatternsGreedily } from "../greedy-driver.ts";
import {
  createProduct,
  layoutOf,
  layoutOfCollapse,
  layoutOfExpansion,
  layoutOfSubView,
  type ViewLayout,
} from "./view-layouts.ts";

/** Replaces views of one kind by what `layout` computes. */
const expandView = <S extends OpSpec>(
  def: OpDefinition<S>,
  layout: (builder: OpBuilder, view: OpView<S>) => ViewLayout,
): Pattern =>
  pattern(`expand-${def.name}`, def, (view, rewriter) => {
    const { base, offset, sizes, strides } = layout(rewriter, view);
    const { op } = view;
    const slice = sliceArgs({ offsets: [offset], sizes, strides });
    rewriter.replaceWithNew(op, ReinterpretCastOp, { source: base, ...slice, resultTypes: op.resultTypes });
    return true;
  });

/** Answers what is asked of a buffer that `def` makes; `layout` may tell nothing. */
const metadataOf = <S extends OpSpec>(
  def: OpDefinition<S>,
  layout: (builder: OpBuilder, view: OpView<S>) => ViewLayout | undefined,
): Pattern =>
  pattern(`strided-metadata-of-${def.name}`, ExtractStridedMetadataOp, ({ op, source }, rewriter) => {
    const view = def.defining(source);
    const known = view === undefined ? undefined : layout(rewriter, view);
    if (known === undefined) return false;
    const indices = [known.offset, ...known.sizes, ...known.strides].map((index) => createIndex(rewriter, index));
    rewriter.replace(op, [known.base, ...indices]);
    return true;
  });

/** The layout of a buffer whose elements follow each other, and all of whose sizes are known where it is made. */
function denseLayout(
  builder: OpBuilder,
  buffer: Value<MemRefType>,
  dynamicSizes: readonly Value[],
): ViewLayout | undefined {
  const { type } = buffer;
  if (!hasIdentityLayout(type)) return undefined;
  const sizes = mixedSizes(type, dynamicSizes);
  const none = sliceArgs({ offsets: [0n], sizes: [], strides: [] });
  const baseType = MemRefType.get([], type.elementType, undefined, type.memorySpace);
  const base = builder.create(ReinterpretCastOp, { source: buffer, ...none, resultTypes: [baseType] }).result;
  return { base, offset: 0n, sizes, strides: denseStrides(builder, sizes) };
}

function denseStrides(builder: OpBuilder, sizes: readonly MixedIndex[]): MixedIndex[] {
  const strides: MixedIndex[] = [];
  let stride: MixedIndex = 1n;
  for (const size of sizes.toReversed()) {
    strides.unshift(stride);
    // The outermost size is not needed.
    if (strides.length < sizes.length) stride = createProduct(builder, [stride, size]);
  }
  return strides;
}

/** A base that is asked again is the same base. */
function layoutOfBase(builder: OpBuilder, { source }: ExtractStridedMetadataOp): ViewLayout {
  return { base: layoutOf(builder, source).base, offset: 0n, sizes: [], strides: [] };
}

function layoutOfReinterpretation(builder: OpBuilder, { op, source }: ReinterpretCastOp): ViewLayout | undefined {
  if (!(source.type instanceof MemRefType) || !isStrided(source.type)) return undefined;
  const { offsets, sizes, strides } = sliceOf(op);
  return { base: layoutOf(builder, source).base, offset: offsets[0]!, sizes, strides };
}

function layoutInOtherSpace(builder: OpBuilder, { source, dest }: MemorySpaceCastOp): ViewLayout | undefined {
  const layout = layoutOf(builder, source);
  const { elementType, memorySpace } = dest.type;
  const resultTypes = [MemRefType.get([], elementType, undefined, memorySpace)];
  return { ...layout, base: builder.create(MemorySpaceCastOp, { source: layout.base, resultTypes }).dest };
}

/** Views that begin elsewhere, or in another space, have another address. */
const movesAddress = (op: Operation): boolean => ViewOp.is(op) || MemorySpaceCastOp.is(op);

/** The address of a buffer is that of what it is a view of. */
const pointerOfView = pattern("aligned-pointer-of-view", ExtractAlignedPointerAsIndexOp, ({ op, source }, rewriter) => {
  const view = source.definingOp;
  const viewed = view === undefined || movesAddress(view) ? undefined : ViewLikeOpInterface.of(view)?.viewSource(view);
  if (viewed === undefined) return false;
  rewriter.modify(op, () => op.setOperand(0, viewed));
  return true;
});

const patterns: readonly Pattern[] = [
  expandView(SubViewOp, layoutOfSubView),
  expandView(ExpandShapeOp, layoutOfExpansion),
  expandView(CollapseShapeOp, layoutOfCollapse),
  metadataOf(AllocOp, (builder, { memref, dynamicSizes }) => denseLayout(builder, memref, dynamicSizes)),
  metadataOf(AllocaOp, (builder, { memref, dynamicSizes }) => denseLayout(builder, memref, dynamicSizes)),
  metadataOf(GetGlobalOp, (builder, { result }) => denseLayout(builder, result, [])),
  metadataOf(AssumeAlignmentOp, (builder, { memref }) => layoutOf(builder, memref)),
  metadataOf(ExtractStridedMetadataOp, layoutOfBase),
  metadataOf(MemorySpaceCastOp, layoutInOtherSpace),
  metadataOf(ReinterpretCastOp, layoutOfReinterpretation),
  metadataOfType,
  pointerOfView,
];

export const expandStridedMetadata = definePass(
  "expand-strided-metadata",
  {
    summary: "Expand memref operations into easier to analyze constructs",
    dependentDialects: [affineDialect, memrefDialect],
  },
  (op, { context }) => {
    applyPatternsGreedily(op, patterns, context);
  },
);
