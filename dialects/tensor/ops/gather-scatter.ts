/** `tensor.gather` and `tensor.scatter`: slices at places that a tensor of indices names. */

import { AnyRankedTensor, DenseI64Array, UnitAttribute } from "../../../ir/builtin/constraints.ts";
import type { RankedTensorType, ShapedType } from "../../../ir/builtin/types.ts";
import { optional } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Pure } from "../../../ir/traits.ts";
import { RankedIndexTensor } from "../constraints.ts";
import { resizedSplat } from "../splat.ts";

export const GatherOp = defineOp(
  "tensor.gather",
  {
    summary: "Takes the slices of a tensor that indices name",
    operands: { source: AnyRankedTensor, indices: RankedIndexTensor },
    attributes: { gather_dims: DenseI64Array, unique: optional(UnitAttribute) },
    results: { result: AnyRankedTensor },
    traits: [Pure],
    assemblyFormat:
      "$source `[` $indices `]` `gather_dims` `(` $gather_dims `)` (`unique` $unique^)? attr-dict `:` " +
      "functional-type(operands, results)",
  },
  {
    verify({ op, source, indices, gather_dims, result }) {
      const dims = gather_dims.numbers;
      verifyDims(op, dims, indices.type, source.type, "gather", "source");
      verifySliceType(op, result.type, source.type, indices.type, dims, "result");
    },
    fold: ({ result }, { source }): FoldResult => resizedSplat(source, result.type),
    resultNames: () => ["gather"],
  },
);
export type GatherOp = Op<typeof GatherOp>;

export const ScatterOp = defineOp(
  "tensor.scatter",
  {
    summary: "A tensor with other slices at the places that indices name",
    operands: { source: AnyRankedTensor, dest: AnyRankedTensor, indices: RankedIndexTensor },
    attributes: { scatter_dims: DenseI64Array, unique: optional(UnitAttribute) },
    results: { result: AnyRankedTensor },
    traits: [Pure],
    assemblyFormat:
      "$source `into` $dest `[` $indices `]` `scatter_dims` `(` $scatter_dims `)` (`unique` $unique^)? attr-dict `:` " +
      "functional-type(operands, results)",
  },
  {
    verify({ op, source, dest, indices, scatter_dims, unique, result }) {
      const dims = scatter_dims.numbers;
      verifyDims(op, dims, indices.type, dest.type, "scatter", "dest");
      if (unique === undefined) throw opError(op, "requires 'unique' attribute to be set");
      verifySliceType(op, source.type, dest.type, indices.type, dims, "source");
      // Upstream says so and does not check it.
      if (dest.type !== result.type) throw opError(op, "failed to verify that result type matches type of dest");
    },
    resultNames: () => ["scatter"],
  },
);
export type ScatterOp = Op<typeof ScatterOp>;

function verifyDims(
  op: Operation,
  dims: readonly number[],
  indices: RankedTensorType,
  { rank }: RankedTensorType,
  what: "gather" | "scatter",
  from: "source" | "dest",
): void {
  const fail = (message: string) => opError(op, `${what}_dims ${message}`);
  if (dims.length === 0) throw fail("must be non-empty");
  if (dims.length > rank) throw fail(`overflow ${from} rank`);
  if (indices.shape.at(-1) !== dims.length) throw fail("length must match the size of last dimension of indices");
  for (const dim of dims) {
    if (dim < 0) throw fail("value must be non-negative");
    if (dim >= rank) throw fail(`value must be smaller than ${from} rank`);
  }
  if (dims.some((dim, i) => i > 0 && dims[i - 1]! >= dim)) throw fail("values must be strictly increasing");
}

/** The type of the slices of `whole`: one for each of the indices, which name the place in the dimensions `dims`. */
function sliceType(whole: RankedTensorType, indices: RankedTensorType, dims: readonly number[], keepsRank: boolean) {
  const slice = whole.shape.flatMap((size, i) => (dims.includes(i) ? (keepsRank ? [1] : []) : [size]));
  return whole.cloneWith([...indices.shape.slice(0, -1), ...slice], whole.elementType);
}

function verifySliceType(
  op: Operation,
  type: ShapedType,
  whole: RankedTensorType,
  indices: RankedTensorType,
  dims: readonly number[],
  what: "result" | "source",
): void {
  const [full, reduced] = [true, false].map((keepsRank) => sliceType(whole, indices, dims, keepsRank));
  if (type === full || type === reduced) return;
  const expected = `expected '${full}' or its rank-reduced variant '${reduced}'`;
  throw opError(op, `${what} type mismatch: ${expected} (got: '${type}')`);
}
