/** `tensor.pad`: a tensor with further elements around it, which a region computes. */

import { AnyRankedTensor, DenseI64Array, Index, UnitAttribute } from "../../../ir/builtin/constraints.ts";
import { Dynamic, IndexType, isDynamic, RankedTensorType } from "../../../ir/builtin/types.ts";
import { optional, singleBlockRegion, variadic } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { errorAt, opError } from "../../../ir/diagnostic.ts";
import { RegionFlowOpInterface } from "../../../ir/interfaces/region-flow.ts";
import { constantValue } from "../../../ir/matchers.ts";
import { indexInType, type MixedIndex, mixedIndices } from "../../../ir/mixed-index.ts";
import { Pure, singleBlockImplicitTerminator } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { dynamicIndexListDirective, verifyDynamicIndexList } from "../../dynamic-index-list.ts";

export const PadOp = defineOp(
  "tensor.pad",
  {
    summary: "A tensor with further elements around it",
    operands: { source: AnyRankedTensor, low: variadic(Index), high: variadic(Index) },
    attributes: { static_low: DenseI64Array, static_high: DenseI64Array, nofold: optional(UnitAttribute) },
    results: { result: AnyRankedTensor },
    regions: { region: singleBlockRegion },
    traits: [Pure, singleBlockImplicitTerminator("tensor.yield")],
    assemblyFormat:
      "$source (`nofold` $nofold^)? `low` `` custom<DynamicIndexList>($low, $static_low) " +
      "`high` `` custom<DynamicIndexList>($high, $static_high) $region attr-dict `:` type($source) `to` type($result)",
  },
  {
    directives: { DynamicIndexList: dynamicIndexListDirective },
    verify(view) {
      const { op, source, low, high, static_low, static_high, result } = view;
      const { type } = result;
      const { rank } = source.type;
      if (static_low.values.length !== rank || static_high.values.length !== rank) {
        throw errorAt(
          op.loc,
          `failed to infer expectedType from sourceType '${source.type}', specified resultType is '${type}'`,
        );
      }
      verifyDynamicIndexList(op, "low", rank, { operands: low, constants: static_low });
      verifyDynamicIndexList(op, "high", rank, { operands: high, constants: static_high });
      const inferred = paddedType(source.type, paddingOf(view));
      const isSame = (size: number, i: number): boolean => isDynamic(size) || size === type.shape[i];
      if (type.rank !== rank || type.elementType !== inferred.elementType || !inferred.shape.every(isSame)) {
        throw errorAt(op.loc, `specified type '${type}' does not match the inferred type '${inferred}'`);
      }
    },
    verifyRegions({ op, region, result: { type } }) {
      const { args, last } = region.front;
      if (args.length !== type.rank) throw errorAt(op.loc, `expected the block to have ${type.rank} arguments`);
      const wrong = args.findIndex((arg) => !(arg.type instanceof IndexType));
      if (wrong >= 0) throw opError(op, `expected block argument ${wrong + 1} to be an index`);
      if (last!.operand(0).type !== type.elementType) {
        throw opError(op, "expected yield type to match shape element type");
      }
    },
    fold({ source, nofold, result }): FoldResult {
      return nofold === undefined && result.type.hasStaticShape && result.type === source.type ? source : undefined;
    },
    resultNames: () => ["padded"],
  },
);
PadOp.implement(RegionFlowOpInterface, {
  dependences: ({ source, region, result }) => [{ from: [source, ...region.front.last!.operands], to: [result] }],
});
export type PadOp = Op<typeof PadOp>;

/** How many elements are put before and behind those of the source in each dimension. */
export interface Padding {
  readonly low: readonly MixedIndex[];
  readonly high: readonly MixedIndex[];
}

export const paddingOf = ({ low, high, static_low, static_high }: PadOp): Padding => ({
  low: mixedIndices({ operands: low, constants: static_low }),
  high: mixedIndices({ operands: high, constants: static_high }),
});

/** What follows of the result's type; `known` has the sizes that do not follow. */
export function paddedType(source: RankedTensorType, { low, high }: Padding, known?: readonly number[]) {
  const shape = source.shape.map((size, i) => {
    const sizes = [size, indexInType(low[i]!), indexInType(high[i]!)];
    return sizes.some(isDynamic) ? (known?.[i] ?? Dynamic) : sizes.reduce((sum, part) => sum + part);
  });
  return RankedTensorType.get(shape, source.elementType);
}

/** The value of all further elements; undefined if they may differ. */
export function paddingValue({ region }: PadOp): Value | undefined {
  const value = region.front.last!.operand(0);
  return constantValue(value) !== undefined || value.parentBlock !== region.front ? value : undefined;
}
