/** Where the elements of memrefs are: a flat buffer, and offset, sizes and strides, which are computed when asked for. */

import {
  AssumeAlignmentOp,
  CastOp,
  CollapseShapeOp,
  ExpandShapeOp,
  ExtractStridedMetadataOp,
  MemorySpaceCastOp,
  ReinterpretCastOp,
  SubViewOp,
  subViewDroppedDims,
  TransposeOp,
  transposedDims,
} from "../../../dialects/memref/index.ts";
import { reassociationOf } from "../../../dialects/reassociation.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { stridesAndOffset } from "../../../ir/builtin/strided-layout.ts";
import { isDynamic, type MemRefType } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { getOrMake } from "../../../ir/maps.ts";
import { type MixedIndex, mixedIndices } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { ElementAccess } from "./element-storage.ts";
import { IndexArithmetic } from "./index-arithmetic.ts";

interface Layout {
  offset(): MixedIndex;
  size(dimension: number): MixedIndex;
  stride(dimension: number): MixedIndex;
}

export interface BufferView extends Layout {
  readonly buffer: Value;
  readonly access: ElementAccess;
}

/** Computes each part once, at a place that all its uses are behind. */
export function lazyView(buffer: Value, access: ElementAccess, layout: Layout): BufferView {
  const known = new Map<string, MixedIndex>();
  const once = (key: string, compute: () => MixedIndex): MixedIndex => {
    return getOrMake(known, key, compute);
  };
  return {
    buffer,
    access,
    offset: () => once("offset", () => layout.offset()),
    size: (dimension) => once(`size ${dimension}`, () => layout.size(dimension)),
    stride: (dimension) => once(`stride ${dimension}`, () => layout.stride(dimension)),
  };
}

/** What the type of a memref tells of its parts; the others come from `dynamic`. */
export function viewOfType(
  type: MemRefType,
  buffer: Value,
  access: ElementAccess,
  arithmetic: IndexArithmetic,
  dynamic: Layout,
): BufferView | undefined {
  const layout = stridesAndOffset(type);
  if (layout === undefined) return undefined;
  const view: BufferView = lazyView(buffer, access, {
    offset: () => (isDynamic(layout.offset) ? dynamic.offset() : BigInt(layout.offset)),
    size: (d) => (type.isDynamicDim(d) ? dynamic.size(d) : BigInt(type.shape[d]!)),
    stride(d) {
      const stride = layout.strides[d]!;
      if (!isDynamic(stride)) return BigInt(stride);
      // Without a layout the last dimension is contiguous, so that strides follow from sizes.
      return type.layout === undefined ? arithmetic.mul(view.size(d + 1), view.stride(d + 1)) : dynamic.stride(d);
    },
  });
  return view;
}

/** The view that an operation makes of that of its first operand. */
type Derive = (op: Operation, source: BufferView, arithmetic: IndexArithmetic) => BufferView;

const same: Derive = (_, source) => source;

export const viewOps: ReadonlyMap<OpDefinition, Derive> = new Map<OpDefinition, Derive>([
  [CastOp, same],
  [MemorySpaceCastOp, same],
  [AssumeAlignmentOp, same],
  [SubViewOp, (op, source, arithmetic) => ofSubView(SubViewOp.view(op), source, arithmetic)],
  [
    ReinterpretCastOp,
    (op, { buffer, access }) => {
      const { offsets, sizes, strides } = sliceOf(op);
      return lazyView(buffer, access, {
        offset: () => offsets[0]!,
        size: (d) => sizes[d]!,
        stride: (d) => strides[d]!,
      });
    },
  ],
  [TransposeOp, (op, source) => ofTranspose(TransposeOp.view(op), source)],
  [CollapseShapeOp, (op, source, arithmetic) => ofCollapse(CollapseShapeOp.view(op), source, arithmetic)],
  [ExpandShapeOp, (op, source, arithmetic) => ofExpand(ExpandShapeOp.view(op), source, arithmetic)],
  // The base buffer begins where the memory does.
  [
    ExtractStridedMetadataOp,
    (_, { buffer, access }) => lazyView(buffer, access, { offset: () => 0n, size: () => 0n, stride: () => 0n }),
  ],
]);

function ofSubView(view: SubViewOp, source: BufferView, arithmetic: IndexArithmetic): BufferView {
  const { offsets, sizes, strides } = sliceOf(view.op);
  const dropped = subViewDroppedDims(view);
  const kept = [...sizes.keys()].filter((d) => !dropped.has(d));
  return lazyView(source.buffer, source.access, {
    offset: () =>
      offsets.reduce<MixedIndex>(
        (sum, offset, d) => arithmetic.add(sum, arithmetic.mul(offset, source.stride(d))),
        source.offset(),
      ),
    size: (d) => sizes[kept[d]!]!,
    stride: (d) => arithmetic.mul(strides[kept[d]!]!, source.stride(kept[d]!)),
  });
}

function ofTranspose(view: TransposeOp, source: BufferView): BufferView {
  const dims = transposedDims(view);
  return lazyView(source.buffer, source.access, {
    offset: () => source.offset(),
    size: (d) => source.size(dims[d]!),
    stride: (d) => source.stride(dims[d]!),
  });
}

function ofCollapse({ reassociation }: CollapseShapeOp, source: BufferView, arithmetic: IndexArithmetic): BufferView {
  const groups = reassociationOf(reassociation);
  return lazyView(source.buffer, source.access, {
    offset: () => source.offset(),
    size: (d) => groups[d]!.reduce<MixedIndex>((product, dim) => arithmetic.mul(product, source.size(dim)), 1n),
    stride: (d) => source.stride(groups[d]!.at(-1)!),
  });
}

function ofExpand(expand: ExpandShapeOp, source: BufferView, arithmetic: IndexArithmetic): BufferView {
  const groups = reassociationOf(expand.reassociation);
  const sizes = mixedIndices({ operands: expand.output_shape, constants: expand.static_output_shape });
  return lazyView(source.buffer, source.access, {
    offset: () => source.offset(),
    size: (d) => sizes[d]!,
    stride(d) {
      const dim = groups.findIndex((group) => group.includes(d));
      const behind = groups[dim]!.filter((other) => other > d);
      return behind.reduce<MixedIndex>((product, other) => arithmetic.mul(product, sizes[other]!), source.stride(dim));
    },
  });
}

/** Arithmetic in front of `op`. */
export const arithmeticBefore = (op: Operation): IndexArithmetic => new IndexArithmetic(OpBuilder.before(op));
