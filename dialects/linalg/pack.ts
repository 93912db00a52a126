/** `linalg.pack` and `linalg.unpack`: tensors cut into tiles, which become dimensions of their own, and put together again. */

import type { DenseArrayAttr } from "../../ir/builtin/attributes.ts";
import { AnyRankedTensor, AnyType, DenseI64Array, Index } from "../../ir/builtin/constraints.ts";
import { Dynamic, isDynamic, RankedTensorType } from "../../ir/builtin/types.ts";
import { optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { DestinationStyleOpInterface } from "../../ir/interfaces/destination-style.ts";
import { isValue, type MixedIndex, mixedIndices } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import { allTypesMatch, inferTypes, Pure } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { dynamicIndexListDirective } from "../dynamic-index-list.ts";

const attributes = {
  outer_dims_perm: optional(DenseI64Array),
  inner_dims_pos: DenseI64Array,
  static_inner_tiles: DenseI64Array,
} as const;

const tiling =
  "(`outer_dims_perm` `=` $outer_dims_perm^)? `inner_dims_pos` `=` $inner_dims_pos " +
  "`inner_tiles` `=` custom<DynamicIndexList>($inner_tiles, $static_inner_tiles) " +
  "`into` $dest attr-dict `:` type($source) `->` type($dest)";

const traits = [Pure, allTypesMatch("dest", "result"), inferTypes(({ operands }) => [operands[1]!.type])] as const;

export const PackOp = defineOp(
  "linalg.pack",
  {
    summary: "Cuts dimensions into tiles, whose dimensions come last",
    operands: {
      source: AnyRankedTensor,
      dest: AnyRankedTensor,
      padding_value: optional(AnyType),
      inner_tiles: variadic(Index),
    },
    attributes,
    results: { result: AnyRankedTensor },
    traits,
    assemblyFormat: `$source (\`padding_value\` \`(\` $padding_value^ \`:\` type($padding_value) \`)\`)? ${tiling}`,
  },
  {
    directives: { DynamicIndexList: dynamicIndexListDirective },
    verify(view) {
      const { op, source, dest, padding_value } = view;
      verifyTiling(view, source.type, dest.type);
      if (padding_value === undefined) {
        if (!needsPadding(view)) return;
        const problem = "invalid tile factor or output size provided";
        throw opError(op, `${problem}. Only full tiles are supported when padding_value is not set`);
      }
      const { elementType } = source.type;
      if (padding_value.type !== elementType) {
        throw opError(op, `expected padding_value has '${elementType}' but got: '${padding_value.type}'`);
      }
    },
    resultNames: () => ["pack"],
  },
).implement(DestinationStyleOpInterface, { initRange: () => ({ start: 1, count: 1 }) });
export type PackOp = Op<typeof PackOp>;

export const UnPackOp = defineOp(
  "linalg.unpack",
  {
    summary: "Puts tiles, whose dimensions come last, together",
    operands: { source: AnyRankedTensor, dest: AnyRankedTensor, inner_tiles: variadic(Index) },
    attributes,
    results: { result: AnyRankedTensor },
    traits,
    assemblyFormat: `$source ${tiling}`,
  },
  {
    directives: { DynamicIndexList: dynamicIndexListDirective },
    verify(view) {
      verifyTiling(view, view.dest.type, view.source.type);
    },
    resultNames: () => ["unpack"],
  },
).implement(DestinationStyleOpInterface, { initRange: () => ({ start: 1, count: 1 }) });
export type UnPackOp = Op<typeof UnPackOp>;

interface Tiling {
  readonly op: Operation;
  readonly inner_tiles: readonly Value[];
  readonly static_inner_tiles: DenseArrayAttr;
  readonly inner_dims_pos: DenseArrayAttr;
  readonly outer_dims_perm: DenseArrayAttr | undefined;
}

export const tilesOf = ({ inner_tiles, static_inner_tiles }: Tiling): MixedIndex[] =>
  mixedIndices({ operands: inner_tiles, constants: static_inner_tiles });

/** Which dimension each of the outer dimensions is. */
export const outerOrder = ({ outer_dims_perm }: Tiling, rank: number): readonly number[] =>
  outer_dims_perm === undefined || outer_dims_perm.numbers.length === 0
    ? Array.from({ length: rank }, (_, i) => i)
    : outer_dims_perm.numbers;

/** Whether the numbers are different dimensions. */
const areDims = (dims: readonly number[], rank: number): boolean =>
  new Set(dims).size === dims.length && dims.every((dim) => dim >= 0 && dim < rank);

/** The messages are upstream's. */
function verifyTiling(view: Tiling, unpacked: RankedTensorType, packed: RankedTensorType): void {
  const { op } = view;
  const tiles = tilesOf(view);
  const positions = view.inner_dims_pos.numbers;
  const order = view.outer_dims_perm?.numbers ?? [];
  const fail = (message: string): Error => errorAt(op.loc, message);
  if (tiles.includes(0n)) throw fail("invalid zero tile factor");
  if (!areDims(positions, unpacked.rank)) throw fail("invalid inner_dims_pos vector");
  if (!areDims(order, unpacked.rank)) throw fail("invalid outer_dims_perm vector");
  if (order.length > 0 && order.length !== unpacked.rank) throw fail("outer_dims_perm must be a permutation or empty");
  if (tiles.length !== positions.length) throw fail("tiling factors must equal the number of dimensions to tile");
  const wanted = unpacked.rank + tiles.length;
  if (packed.rank !== wanted) {
    throw fail(`packed rank != (unpacked rank + num tiling factors), got ${packed.rank} != ${wanted}`);
  }
  const hasTile = (tile: MixedIndex, i: number): boolean => {
    const size = packed.shape[unpacked.rank + i]!;
    return isValue(tile) ? isDynamic(size) : BigInt(size) === tile;
  };
  if (!tiles.every(hasTile)) {
    throw fail("mismatch in inner tile sizes specified and shaped of tiled dimension in the packed type");
  }
  const expected = packedType(view, unpacked);
  const isSame = (size: number, i: number): boolean =>
    size === expected.shape[i] || isDynamic(size) || isDynamic(expected.shape[i]!);
  if (!packed.shape.every(isSame)) {
    throw fail(`expected '${expected}' for the packed domain value, got '${packed}'`);
  }
}

/** What a tensor becomes, as far as types tell. */
function packedType(view: Tiling, { shape, elementType }: RankedTensorType): RankedTensorType {
  const tiles = tilesOf(view).map((tile) => (isValue(tile) ? Dynamic : Number(tile)));
  const outer = [...shape];
  view.inner_dims_pos.numbers.forEach((dim, i) => {
    const isKnown = !isDynamic(outer[dim]!) && !isDynamic(tiles[i]!);
    outer[dim] = isKnown ? Math.ceil(outer[dim]! / tiles[i]!) : Dynamic;
  });
  const ordered = outerOrder(view, shape.length).map((dim) => outer[dim]!);
  return RankedTensorType.get([...ordered, ...tiles], elementType);
}

/** Whether types tell that a tile is not full. */
function needsPadding(view: PackOp): boolean {
  const { shape } = view.source.type;
  const order = outerOrder(view, shape.length);
  const tiles = tilesOf(view);
  return view.inner_dims_pos.numbers.some((dim, i) => {
    const size = shape[dim]!;
    const tile = tiles[i]!;
    const divisor = isValue(tile) ? view.dest.type.shape[order.indexOf(dim)]! : Number(tile);
    return !isDynamic(size) && !isDynamic(divisor) && size % divisor !== 0;
  });
}
