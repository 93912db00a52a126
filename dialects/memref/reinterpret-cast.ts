/** `memref.reinterpret_cast`: the memory of a buffer with another offset, other sizes and strides. */

import { StridedLayoutAttr } from "../../ir/builtin/attributes.ts";
import { AnyRankedOrUnrankedMemRef } from "../../ir/builtin/constraints.ts";
import { hasStaticLayout, stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { type BaseMemRefType, isDynamic, MemRefType } from "../../ir/builtin/types.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { OffsetSizeAndStrideOpInterface, type Slice, sliceOf } from "../../ir/interfaces/offset-size-stride.ts";
import { ViewLikeOpInterface } from "../../ir/interfaces/view-like.ts";
import { constantIndex, indexInType, type MixedIndex } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import { Pure } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { dynamicIndexListDirective } from "../dynamic-index-list.ts";
import { sliceAttributes, sliceInterface, sliceOperands, sliceShape } from "../offset-size-stride.ts";
import { CastOp } from "./cast.ts";
import { StridedMemRef } from "./constraints.ts";
import { SubViewOp } from "./subview.ts";

export const ReinterpretCastOp = defineOp(
  "memref.reinterpret_cast",
  {
    summary: "Looks at the memory of a buffer with another offset, other sizes and strides",
    operands: { source: AnyRankedOrUnrankedMemRef, ...sliceOperands },
    attributes: sliceAttributes,
    results: { result: StridedMemRef },
    traits: [Pure],
    assemblyFormat:
      "$source `to` `offset` `` `:` custom<DynamicIndexList>($offsets, $static_offsets) `` `,` " +
      "`sizes` `` `:` custom<DynamicIndexList>($sizes, $static_sizes) `` `,` " +
      "`strides` `` `:` custom<DynamicIndexList>($strides, $static_strides) " +
      "attr-dict `:` type($source) `to` type($result)",
  },
  {
    directives: { DynamicIndexList: dynamicIndexListDirective },
    verify({ op, source, result }) {
      const from = source.type as BaseMemRefType;
      const to = result.type as MemRefType;
      const types = `specified for source type '${from}' and result memref type '${to}'`;
      if (from.memorySpace !== to.memorySpace) throw errorAt(op.loc, `different memory spaces ${types}`);
      if (from.elementType !== to.elementType) throw errorAt(op.loc, `different element types ${types}`);
      const { offsets, sizes, strides } = sliceOf(op);
      const layout = stridesAndOffset(to)!;
      verifyAgreement(op, "size", to.shape, sizes);
      const offset = indexInType(offsets[0]!);
      if (!isDynamic(layout.offset) && layout.offset !== offset) {
        throw disagreement(op, "offset", offset, layout.offset, "");
      }
      verifyAgreement(op, "stride", layout.strides, strides);
    },
    fold({ op, source, result }): FoldResult {
      const inner = sourceOf(source);
      if (inner !== undefined) {
        op.setOperand(0, inner);
        return foldedInPlace;
      }
      const { type } = result;
      const isSame = source.type === type && type.hasStaticShape && hasStaticLayout(type);
      return isSame && sliceOf(op).offsets[0] === 0n ? source : undefined;
    },
    resultNames: () => ["reinterpret_cast"],
  },
)
  .implement(ViewLikeOpInterface, {
    viewSource: ({ source }) => source,
    isInjective: ({ op }) => isInjective(sliceOf(op)),
  })
  .implement(
    OffsetSizeAndStrideOpInterface,
    sliceInterface(({ result }) => {
      const { rank } = result.type as MemRefType;
      return [1, rank, rank];
    }),
  );
export type ReinterpretCastOp = Op<typeof ReinterpretCastOp>;

/** Whether different places are different memory: each step is longer than all that the shorter ones span together. */
function isInjective({ sizes, strides }: Slice): boolean {
  const dims = strides
    .map((stride, i) => ({ stride: constantIndex(stride), size: constantIndex(sizes[i]!) }))
    .filter(({ size }) => size !== 1n);
  if (dims.length === 1) return (dims[0]!.stride ?? 0n) !== 0n;
  dims.sort((a, b) => ((a.stride ?? 0n) < (b.stride ?? 0n) ? -1 : 1));
  let span = 0n;
  return dims.every(({ stride = 0n, size }) => {
    const isLonger = stride > span;
    span += stride * ((size ?? 0n) - 1n);
    return isLonger && size !== undefined;
  });
}

const say = (size: number): string => (isDynamic(size) ? "dynamic" : String(size));

const disagreement = (op: Operation, what: string, expected: number, found: number, where: string) =>
  errorAt(op.loc, `expected result type with ${what} = ${say(expected)} instead of ${found}${where}`);

/** What the type says must be what the operation says. */
function verifyAgreement(op: Operation, what: string, inType: readonly number[], given: readonly MixedIndex[]): void {
  given.forEach((index, dim) => {
    const expected = indexInType(index);
    const found = inType[dim]!;
    if (!isDynamic(found) && found !== expected) throw disagreement(op, what, expected, found, ` in dim = ${dim}`);
  });
}

/** What `source` takes its memory from, where that begins at the same place. */
function sourceOf(source: Value): Value | undefined {
  const cast = ReinterpretCastOp.defining(source) ?? CastOp.defining(source);
  if (cast !== undefined) return cast.source;
  const subview = SubViewOp.defining(source);
  if (subview === undefined) return undefined;
  return sliceOf(subview.op).offsets.every((offset) => constantIndex(offset) === 0n) ? subview.source : undefined;
}

/** The type that says of the offset, sizes and strides what is known of them. */
export function reinterpretedType(source: BaseMemRefType, slice: Slice): MemRefType {
  const layout = StridedLayoutAttr.get(indexInType(slice.offsets[0]!), slice.strides.map(indexInType));
  return MemRefType.get(sliceShape(slice), source.elementType, layout, source.memorySpace);
}
