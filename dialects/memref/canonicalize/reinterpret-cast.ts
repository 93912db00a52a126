/** Canonicalization of `memref.reinterpret_cast`. */

import { stridesAndOffset } from "../../../ir/builtin/strided-layout.ts";
import { isDynamic } from "../../../ir/builtin/types.ts";
import { type Slice, sliceOf } from "../../../ir/interfaces/offset-size-stride.ts";
import { constantIndex, isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import { sliceArgs } from "../../offset-size-stride.ts";
import { CastOp } from "../cast.ts";
import { ExtractStridedMetadataOp, knownMetadata } from "../metadata.ts";
import { ReinterpretCastOp, reinterpretedType } from "../reinterpret-cast.ts";

/** The slice with what is constant or what the type tells as constants; negative offsets and sizes stay values. */
function knownSlice({ op, result }: ReinterpretCastOp): Slice {
  const { offsets, sizes, strides } = sliceOf(op);
  const layout = stridesAndOffset(result.type)!;
  const known = (index: MixedIndex, inType: number, mayBeNegative: boolean): MixedIndex => {
    if (!isDynamic(inType)) return BigInt(inType);
    const constant = constantIndex(index);
    return constant === undefined || (constant < 0n && !mayBeNegative) ? index : constant;
  };
  return {
    offsets: [known(offsets[0]!, layout.offset, false)],
    sizes: sizes.map((size, i) => known(size, result.type.shape[i]!, false)),
    strides: strides.map((stride, i) => known(stride, layout.strides[i]!, true)),
  };
}

const allIndices = ({ offsets, sizes, strides }: Slice): MixedIndex[] => [...offsets, ...sizes, ...strides];

function isSame(a: Slice, b: Slice): boolean {
  const [x, y] = [allIndices(a), allIndices(b)];
  return x.length === y.length && x.every((index, i) => index === y[i]);
}

/** What is made of a buffer's metadata as it was is the buffer; what is not uses the buffer's memory all the same. */
const ofMetadata = pattern("reinterpret-cast-of-metadata", ReinterpretCastOp, (view, rewriter) => {
  const metadata = ExtractStridedMetadataOp.defining(view.source);
  if (metadata === undefined) return false;
  const { source } = metadata;
  const { op, result } = view;
  if (!isSame(knownMetadata(metadata), knownSlice(view))) rewriter.modify(op, () => op.setOperand(0, source));
  else if (source.type === result.type) rewriter.replace(op, [source]);
  else rewriter.replaceWithNew(op, CastOp, { source, resultTypes: [result.type] });
  return true;
});

/** Constants stand in the operation and in its type. */
const constantArguments = pattern("constant-reinterpret-cast", ReinterpretCastOp, (view, rewriter) => {
  const { op, source, result } = view;
  const known = knownSlice(view);
  const countValues = (slice: Slice): number => allIndices(slice).filter(isValue).length;
  if (countValues(known) === countValues(sliceOf(op))) return false;
  const type = reinterpretedType(source.type, known);
  const exact = rewriter.create(ReinterpretCastOp, { source, ...sliceArgs(known), resultTypes: [type] });
  rewriter.replaceWithNew(op, CastOp, { source: exact.result, resultTypes: [result.type] });
  return true;
});

export const reinterpretCastPatterns: readonly Pattern[] = [ofMetadata, constantArguments];
