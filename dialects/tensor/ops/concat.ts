/** `tensor.concat`: tensors one behind the other. */

import { AnyRankedTensor, I64Attr } from "../../../ir/builtin/constraints.ts";
import { Dynamic, isDynamic, RankedTensorType } from "../../../ir/builtin/types.ts";
import { variadic } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { Pure } from "../../../ir/traits.ts";

export const ConcatOp = defineOp(
  "tensor.concat",
  {
    summary: "Puts tensors one behind the other along a dimension",
    operands: { inputs: variadic(AnyRankedTensor) },
    attributes: { dim: I64Attr },
    results: { result: AnyRankedTensor },
    traits: [Pure],
    assemblyFormat: "`dim` `(` $dim `)` $inputs attr-dict `:` functional-type(operands, results)",
  },
  {
    verify(view) {
      const { op, inputs, dim, result } = view;
      if (inputs.length === 0) throw opError(op, "requires at least one input");
      const types = inputTypes(view);
      if (types.some(({ rank }) => rank !== result.type.rank)) {
        throw opError(op, "rank of concatenated inputs must match result rank");
      }
      if (types.some(({ elementType }) => elementType !== result.type.elementType)) {
        throw opError(op, "inputs and result element type must match");
      }
      if (dim.value < 0n) throw opError(op, "concatenation dim must not be negative");
      if (dim.value >= BigInt(result.type.rank)) {
        throw opError(op, "concatenation dim must be less than the tensor rank");
      }
      const clash = result.type.shape.findIndex((_, i) => i !== dim.number && commonSize(types, i) === undefined);
      if (clash >= 0) {
        throw opError(op, `static concatenation size mismatch along non-concatenated dimension ${clash}`);
      }
      const inferred = concatType(types, dim.number);
      const isSame = (size: number, i: number): boolean =>
        isDynamic(size) || result.type.isDynamicDim(i) || size === result.type.shape[i];
      if (!inferred.shape.every(isSame)) {
        throw opError(op, `result type '${result.type}'does not match inferred shape '${inferred}' static sizes`);
      }
    },
    fold({ inputs, result }): FoldResult {
      return inputs.length === 1 && inputs[0]!.type === result.type ? inputs[0] : undefined;
    },
    resultNames: () => ["concat"],
  },
);
export type ConcatOp = Op<typeof ConcatOp>;

export const inputTypes = ({ inputs }: ConcatOp): RankedTensorType[] =>
  inputs.map(({ type }) => type as RankedTensorType);

/** The size of dimension `i` that all types may have; undefined if there is none. */
function commonSize(types: readonly RankedTensorType[], i: number): number | undefined {
  const sizes = new Set(types.map(({ shape }) => shape[i]!).filter((size) => !isDynamic(size)));
  const [size = Dynamic] = sizes;
  return sizes.size > 1 ? undefined : size;
}

/** What follows of the result's type from those of the inputs. */
export function concatType(types: readonly RankedTensorType[], dim: number): RankedTensorType {
  const add = (sum: number, size: number): number => (isDynamic(sum) || isDynamic(size) ? Dynamic : sum + size);
  const [first] = types;
  const shape = first!.shape.map((_, i) =>
    i === dim ? types.map((type) => type.shape[i]!).reduce(add, 0) : commonSize(types, i)!,
  );
  return RankedTensorType.get(shape, first!.elementType);
}
