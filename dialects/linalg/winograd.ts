/**
 * The three transformations of 2-D convolutions by Winograd's algorithm: of the filter, of the input, and of the output.
 * `fmr` says how large an output tile (m) and a filter (r) are; where a side has the size 1 it is not transformed.
 */
import type { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { integerEnum } from "../../ir/builtin/constraints.ts";
import { i32, isDynamic, RankedTensorType } from "../../ir/builtin/types.ts";
import { typeConstraint } from "../../ir/constraint.ts";
import { defineOp, type Op, type OpDefinition } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { DestinationStyleOpInterface } from "../../ir/interfaces/destination-style.ts";
import type { Operation } from "../../ir/operation.ts";
import { Pure } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";

export const WinogradConv2DFmr = integerEnum("Winograd Conv2D fmr", i32, { F_2_3: 0, F_4_3: 1, F_2_5: 2 });

const numbers = { F_2_3: { m: 2, r: 3 }, F_4_3: { m: 4, r: 3 }, F_2_5: { m: 2, r: 5 } } as const;

const tensorOfRank = (rank: number) =>
  typeConstraint(
    `${rank}D tensor of any type values`,
    (type): type is RankedTensorType => type instanceof RankedTensorType && type.rank === rank,
  );

const format = (input: string): string =>
  `attr-dict \`fmr\` \`(\` $fmr \`)\` \`ins\` \`(\` $${input} \`:\` type($${input}) \`)\` ` +
  "`outs` `(` $output `:` type($output) `)` `->` type($result)";

const common = { attributes: { fmr: WinogradConv2DFmr }, traits: [Pure] } as const;

const shapeOf = ({ type }: Value): readonly number[] => (type as RankedTensorType).shape;
const isSize = (size: number, wanted: number): boolean => isDynamic(size) || size === wanted;

function verifyOutput(op: Operation, output: Value, expected: readonly number[]): void {
  const isSame = (size: number, i: number): boolean => isDynamic(expected[i]!) || isSize(size, expected[i]!);
  if (!shapeOf(output).every(isSame)) throw opError(op, "the output shape is not expected");
}

/** What becomes of a size that may not be known. */
const mapSize = (size: number, map: (size: number) => number): number => (isDynamic(size) ? size : map(size));

const fmrOf = (fmr: IntegerAttr) => numbers[WinogradConv2DFmr.nameOf(fmr)];

export const WinogradFilterTransformOp = defineOp(
  "linalg.winograd_filter_transform",
  {
    ...common,
    summary: "Transforms the filter of a convolution: (F, KH, KW, C) becomes (alphaH, alphaW, C, F)",
    operands: { filter: tensorOfRank(4), output: tensorOfRank(4) },
    results: { result: tensorOfRank(4) },
    assemblyFormat: format("filter"),
  },
  {
    verify({ op, filter, output, fmr }) {
      const { m, r } = fmrOf(fmr);
      const [f, h, w, c] = shapeOf(filter) as [number, number, number, number];
      if (!isSize(h, r) && h !== 1) throw opError(op, "expect filter height either equals to r or 1");
      if (!isSize(w, r) && w !== 1) throw opError(op, "expect filter width either equals to r or 1");
      if (h === 1 && w === 1) throw opError(op, "expect either filter height or width equals to r");
      const alpha = (size: number): number => mapSize(size, () => (size === 1 ? 1 : m + r - 1));
      verifyOutput(op, output, [alpha(h), alpha(w), c, f]);
    },
  },
);
export type WinogradFilterTransformOp = Op<typeof WinogradFilterTransformOp>;

export const WinogradInputTransformOp = defineOp(
  "linalg.winograd_input_transform",
  {
    ...common,
    summary: "Transforms the input of a convolution: (N, H, W, C) becomes (alphaH, alphaW, tileH, tileW, N, C)",
    operands: { input: tensorOfRank(4), output: tensorOfRank(6) },
    results: { result: tensorOfRank(6) },
    assemblyFormat: format("input"),
  },
  {
    verify({ op, input, output, fmr }) {
      const { m, r } = fmrOf(fmr);
      const [n, h, w, c] = shapeOf(input) as [number, number, number, number];
      const [alphaH, alphaW] = shapeOf(output) as [number, number];
      const alpha = (size: number): number => mapSize(size, () => (size === 1 ? 1 : m + r - 1));
      const tiles = (size: number, isTransformed: boolean): number =>
        mapSize(size, () => (isTransformed ? Math.ceil((size - (r - 1)) / m) : size));
      const tilesOfBoth = [tiles(h, alphaH !== 1), tiles(w, alphaW !== 1)];
      verifyOutput(op, output, [alpha(alphaH), alpha(alphaW), ...tilesOfBoth, n, c]);
    },
  },
);
export type WinogradInputTransformOp = Op<typeof WinogradInputTransformOp>;

export const WinogradOutputTransformOp = defineOp(
  "linalg.winograd_output_transform",
  {
    ...common,
    summary: "Transforms products back: (alphaH, alphaW, tileH, tileW, N, F) becomes (N, H, W, F)",
    operands: { value: tensorOfRank(6), output: tensorOfRank(4) },
    results: { result: tensorOfRank(4) },
    assemblyFormat: format("value"),
  },
  {
    verify({ op, value, output, fmr }) {
      const { m, r } = fmrOf(fmr);
      const [h, w, tileH, tileW, n, f] = shapeOf(value) as [number, number, number, number, number, number];
      if (h !== 1 && !isSize(h, m + r - 1)) throw opError(op, "expect input height equals to input tile size");
      if (w !== 1 && !isSize(w, m + r - 1)) throw opError(op, "expect input width equals to input tile size");
      const whole = (tiles: number, alpha: number): number => mapSize(tiles, () => tiles * (alpha === 1 ? 1 : m));
      verifyOutput(op, output, [n, whole(tileH, h), whole(tileW, w), f]);
    },
  },
);
export type WinogradOutputTransformOp = Op<typeof WinogradOutputTransformOp>;

export const winogradOps = [WinogradFilterTransformOp, WinogradInputTransformOp, WinogradOutputTransformOp] as const;

for (const def of winogradOps as readonly OpDefinition[]) {
  def.implement(DestinationStyleOpInterface, { initRange: () => ({ start: 1, count: 1 }) });
}
