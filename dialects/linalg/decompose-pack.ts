/** Packing and unpacking as padding, reshapes and transpositions. */

import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { indexType, RankedTensorType } from "../../ir/builtin/types.ts";
import { AggregatedOpInterface } from "../../ir/interfaces/aggregated.ts";
import { isValue, type MixedIndex, splitIndices } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { createComposedApply } from "../affine/index.ts";
import { sliceArgs } from "../offset-size-stride.ts";
import { collapsedShape, reassociationAttr } from "../reassociation.ts";
import {
  CollapseShapeOp,
  collapsedType,
  EmptyOp,
  ExpandShapeOp,
  ExtractSliceOp,
  PadOp,
  sizesOf,
  YieldOp,
} from "../tensor/index.ts";
import { CopyOp, createNamedOp } from "./named-ops.ts";
import { outerOrder, PackOp, tilesOf, UnPackOp } from "./pack.ts";
import { createTranspose } from "./relayout.ts";

/** The dimensions of a tensor in whose tiled dimensions the tile stands behind the number of the tile. */
class TiledDims {
  /** For each dimension those that it becomes. */
  readonly groups: number[][];
  /** The dimension of the packed tensor that each of them is. */
  readonly inPacked: number[];
  /** For each dimension the position of its tile among the tiles; undefined without one. */
  readonly tile: (number | undefined)[];

  constructor(view: PackOp | UnPackOp, rank: number) {
    const positions = view.inner_dims_pos.numbers;
    const order = outerOrder(view, rank);
    this.groups = [];
    this.inPacked = [];
    this.tile = [];
    for (let dim = 0; dim < rank; dim++) {
      const tile = positions.indexOf(dim);
      this.tile.push(tile < 0 ? undefined : tile);
      const group = [this.inPacked.push(order.indexOf(dim)) - 1];
      if (tile >= 0) group.push(this.inPacked.push(rank + tile) - 1);
      this.groups.push(group);
    }
  }
}

const [size, tile] = [AffineExpr.dim(0), AffineExpr.dim(1)];
const numTiles = AffineMap.get(2, 0, [size!.ceilDiv(tile!)]);
const missing = AffineMap.get(2, 0, [size!.ceilDiv(tile!).mul(tile!).sub(size!)]);

PackOp.implement(AggregatedOpInterface, {
  decompose(view, builder): Value[] | undefined {
    const { source, dest, padding_value } = view;
    const dims = new TiledDims(view, source.type.rank);
    const tiles = tilesOf(view);
    const shape = dims.inPacked.map((dim) => dest.type.shape[dim]!);
    const paddedShape = collapsedShape(shape, dims.groups);
    const isFull = paddedShape.every((length, dim) => length === source.type.shape[dim]);
    // Types that say different things of one size.
    if (!isFull && padding_value === undefined) return undefined;
    const sizes = sizesOf(builder, source);
    const tileOf = (dim: number): MixedIndex | undefined =>
      dims.tile[dim] === undefined ? undefined : tiles[dims.tile[dim]!]!;
    const padded =
      padding_value === undefined ? source : pad(builder, source, padding_value, sizes, paddedShape, tileOf);
    const parts = sizes.flatMap((length, dim) => {
      const each = tileOf(dim);
      return each === undefined ? [length] : [createComposedApply(builder, numTiles, [length, each]), each];
    });
    const { operands: output_shape, constants: static_output_shape } = splitIndices(parts);
    const expanded = builder.create(ExpandShapeOp, {
      src: padded,
      output_shape,
      static_output_shape,
      reassociation: reassociationAttr(dims.groups),
      resultTypes: [RankedTensorType.get(shape, source.type.elementType)],
    }).result;
    const permutation = dest.type.shape.map((_, dim) => dims.inPacked.indexOf(dim));
    return [...createTranspose(builder, expanded, dest, permutation).result];
  },
});

/** The tensor with its last tiles filled up. */
function pad(
  builder: OpBuilder,
  source: Value,
  value: Value,
  sizes: readonly MixedIndex[],
  shape: readonly number[],
  tileOf: (dim: number) => MixedIndex | undefined,
): Value {
  const { elementType } = source.type as RankedTensorType;
  const high = splitIndices(
    sizes.map((length, dim) => {
      const each = tileOf(dim);
      return each === undefined ? 0n : createComposedApply(builder, missing, [length, each]);
    }),
  );
  const low = splitIndices(sizes.map(() => 0n));
  const region = builder.createRegion(shape.map(indexType), () => {
    builder.create(YieldOp, { value });
  });
  return builder.create(PadOp, {
    source,
    low: low.operands,
    high: high.operands,
    static_low: low.constants,
    static_high: high.constants,
    region,
    resultTypes: [RankedTensorType.get(shape, elementType)],
  }).result;
}

UnPackOp.implement(AggregatedOpInterface, {
  decompose(view, builder): Value[] {
    const { source, dest } = view;
    const dims = new TiledDims(view, dest.type.rank);
    const { elementType } = source.type;
    const sizes = sizesOf(builder, source);
    const shape = dims.inPacked.map((dim) => source.type.shape[dim]!);
    const dynamicSizes = dims.inPacked.map((dim) => sizes[dim]!).filter(isValue);
    const type = RankedTensorType.get(shape, elementType);
    const empty = builder.create(EmptyOp, { dynamicSizes, resultTypes: [type] }).result;
    const ordered = createTranspose(builder, source, empty, dims.inPacked).result[0]!;
    const reassociation = reassociationAttr(dims.groups);
    const whole = collapsedType(type, dims.groups);
    const collapsed = builder.create(CollapseShapeOp, { src: ordered, reassociation, resultTypes: [whole] }).result;
    const slice = {
      offsets: dest.type.shape.map(() => 0n),
      sizes: sizesOf(builder, dest),
      strides: dest.type.shape.map(() => 1n),
    };
    const resultTypes = [dest.type];
    const part = builder.create(ExtractSliceOp, { source: collapsed, ...sliceArgs(slice), resultTypes }).result;
    return [...createNamedOp(builder, CopyOp, [part], dest).results];
  },
});
