/** `memref.transpose`: a buffer with its dimensions in another order. */

import { AffineMap } from "../../ir/affine.ts";
import { parseAffineMapBody } from "../../ir/assembly/affine-parsing.ts";
import { AffineMapAttr, StridedLayoutAttr } from "../../ir/builtin/attributes.ts";
import { AffineMapAttribute } from "../../ir/builtin/constraints.ts";
import { rowMajorStrides, stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { Dynamic, isDynamic, MemRefType } from "../../ir/builtin/types.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import { Pure } from "../../ir/traits.ts";
import { StridedMemRef } from "./constraints.ts";

const written: ReadonlySet<string> = new Set(["permutation"]);

export const TransposeOp = defineOp(
  "memref.transpose",
  {
    summary: "Looks at a buffer with its dimensions in another order",
    operands: { in: StridedMemRef },
    attributes: { permutation: AffineMapAttribute },
    results: { result: StridedMemRef },
    traits: [Pure],
  },
  {
    parse(parser, state) {
      const source = parser.parseOperand();
      state.addAttribute("permutation", AffineMapAttr.get(parseAffineMapBody(parser)));
      parser.parseOptionalAttrDict(state);
      const type = parser.parseColonType();
      state.operands = [parser.resolveOperand(source, type)];
      parser.parseKeyword("to");
      state.resultTypes = [parser.parseType()];
    },
    print(view, printer) {
      printer.write(" ").operand(view.in).write(` ${view.permutation.affineMap}`);
      printer.optionalAttrDict(view.op, written).write(" : ").type(view.in.type);
      printer.write(" to ").type(view.result.type);
    },
    verify({ op, in: source, permutation, result }) {
      const map = permutation.affineMap;
      if (!map.isPermutation) throw opError(op, "expected a permutation map");
      if (map.numDims !== source.type.rank) throw opError(op, "expected a permutation map of same rank as the input");
      const expected = canonicalized(transposedType(source.type, map));
      if (canonicalized(result.type) === expected) return;
      throw opError(
        op,
        `result type '${result.type}' is not equivalent to the canonical transposed input type '${expected}'`,
      );
    },
    fold({ op, in: source, permutation, result }): FoldResult {
      const map = permutation.affineMap;
      if (map.isIdentity && source.type === result.type) return source;
      const inner = TransposeOp.defining(source);
      if (inner === undefined) return undefined;
      op.setOperand(0, inner.in);
      op.setAttr("permutation", AffineMapAttr.get(map.compose(inner.permutation.affineMap)));
      return foldedInPlace;
    },
    attributesWithoutAliases: () => ["permutation"],
    resultNames: () => ["transpose"],
  },
).implement(ViewLikeOpInterface, { viewSource: (view) => view.in, isInjective: () => true });
export type TransposeOp = Op<typeof TransposeOp>;

/** Dimension `i` of the result is this dimension of the source. */
export const transposedDims = ({ permutation }: TransposeOp): number[] =>
  permutation.affineMap.results.map((_, i) => permutation.affineMap.getDimPosition(i));

/** The type of a strided buffer with its dimensions in the order of the map's results. */
function transposedType(source: MemRefType, map: AffineMap): MemRefType {
  const { offset, strides } = stridesAndOffset(source)!;
  const permuted = (list: readonly number[]): number[] => map.results.map((_, i) => list[map.getDimPosition(i)]!);
  const layout = StridedLayoutAttr.get(offset, permuted(strides));
  return MemRefType.get(permuted(source.shape), source.elementType, layout, source.memorySpace);
}

/** The type without a layout if its elements are known to follow each other, or else with its layout as a map. */
function canonicalized(type: MemRefType): MemRefType {
  const { elementType, layout, memorySpace, shape } = type;
  if (layout === undefined) return type;
  const { offset, strides } = stridesAndOffset(type)!;
  const dense = rowMajorStrides(shape);
  const isDense = offset === 0 && strides.every((stride, i) => stride === dense[i] && !isDynamic(stride));
  if (isDense) return MemRefType.get(shape, elementType, undefined, memorySpace);
  if (type.rank === 0) return type;
  const map = AffineMap.fromStrides(offset, strides, Dynamic);
  return MemRefType.get(shape, elementType, AffineMapAttr.get(map), memorySpace);
}
