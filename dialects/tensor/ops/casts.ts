/** Casts: the same elements in a type that says more or less of the shape, or the same bits as other elements. */

import type { Type } from "../../../ir/attribute.ts";
import { AnyTensor } from "../../../ir/builtin/constraints.ts";
import { isDynamic, RankedTensorType, scalarWidth, type TensorType } from "../../../ir/builtin/types.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import { compatibleShapes, Pure } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { BitcastableTensor } from "../constraints.ts";

const assemblyFormat = "$source attr-dict `:` type($source) `to` type($dest)";

interface Cast {
  readonly op: Operation;
  readonly source: Value;
  readonly dest: Value;
}

const verifyCast =
  (compatible: (from: TensorType, to: TensorType) => boolean) =>
  ({ op, source, dest }: Cast): void => {
    if (compatible(source.type as TensorType, dest.type as TensorType)) return;
    throw opError(op, `operand type '${source.type}' and result type '${dest.type}' are cast incompatible`);
  };

export const BitcastOp = defineOp(
  "tensor.bitcast",
  {
    summary: "Takes the bits of each element for an element of another type",
    operands: { source: BitcastableTensor },
    results: { dest: BitcastableTensor },
    traits: [Pure],
    assemblyFormat,
  },
  {
    verify: verifyCast(
      (from, to) => scalarWidth(from.elementType) === scalarWidth(to.elementType) && compatibleShapes(from, to),
    ),
    fold: ({ source, dest }): FoldResult => (source.type === dest.type ? source : undefined),
  },
);
export type BitcastOp = Op<typeof BitcastOp>;

export const areCastCompatible = (from: TensorType, to: TensorType): boolean =>
  from.elementType === to.elementType && compatibleShapes(from, to);

export const CastOp = defineOp(
  "tensor.cast",
  {
    summary: "Gives a tensor a type that says more or less of its shape",
    operands: { source: AnyTensor },
    results: { dest: AnyTensor },
    traits: [Pure],
    assemblyFormat,
  },
  {
    verify: verifyCast(areCastCompatible),
    fold: ({ source, dest }): FoldResult => (source.type === dest.type ? source : undefined),
    resultNames: () => ["cast"],
  },
);
export type CastOp = Op<typeof CastOp>;

/** Whether `target` is ranked and says at least as much of the shape as `source`. */
export function preservesStaticInformation(source: Type, target: Type): boolean {
  if (!(source instanceof RankedTensorType) || !(target instanceof RankedTensorType)) return false;
  if (source.elementType !== target.elementType || source.rank !== target.rank) return false;
  if (source.encoding !== target.encoding) return false;
  return source.shape.every((size, i) => isDynamic(size) || !isDynamic(target.shape[i]!));
}

/** The cast that `value` is, if it says less than its source: whoever uses the value may use the source instead. */
export function castForConsumer(value: Value): CastOp | undefined {
  const cast = CastOp.defining(value);
  return cast !== undefined && preservesStaticInformation(cast.dest.type, cast.source.type) ? cast : undefined;
}

/** Whether the cast says more than its source: the operation that makes the source may make the result instead. */
export const isCastForProducer = ({ source, dest }: CastOp): boolean =>
  preservesStaticInformation(source.type, dest.type);

/** Replaces operands that are casts to a type which says less by the casts' sources; tells whether there were any. */
export function foldTensorCast(op: Operation): boolean {
  let changed = false;
  for (const operand of op.opOperands) {
    const cast = castForConsumer(operand.value);
    if (cast === undefined) continue;
    operand.set(cast.source);
    changed = true;
  }
  return changed;
}
