/** Operations between tensors and the buffers that they are kept in. */

import { AnyShaped, AnyTensor, anyMemrefClass, tensorClass, UnitAttribute } from "../../../ir/builtin/constraints.ts";
import {
  BaseMemRefType,
  RankedTensorType,
  type ShapedType,
  TensorType,
  UnrankedTensorType,
} from "../../../ir/builtin/types.ts";
import { classConstraint, optional } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../../ir/define-op.ts";
import { errorAt, opError } from "../../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { compatibleShapes, Pure } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";

const TensorLike = classConstraint(
  tensorClass,
  "TensorLikeType instance",
  (type): type is TensorType => type instanceof TensorType,
);
const BufferLike = classConstraint(
  anyMemrefClass,
  "BufferLikeType instance",
  (type): type is BaseMemRefType => type instanceof BaseMemRefType,
);

/** The tensor type with the shape and the elements of a buffer. */
export const tensorTypeOf = (buffer: BaseMemRefType): TensorType =>
  buffer.shape === null
    ? UnrankedTensorType.get(buffer.elementType)
    : RankedTensorType.get(buffer.shape, buffer.elementType);

function verifySameContents(op: Operation, tensor: TensorType, buffer: BaseMemRefType): void {
  if (tensor.elementType !== buffer.elementType) throw errorAt(op.loc, "element types do not match");
  const expected = tensorTypeOf(buffer);
  if (expected.shape?.join() !== tensor.shape?.join()) throw errorAt(op.loc, "shapes do not match");
}

export const ToTensorOp = defineOp(
  "bufferization.to_tensor",
  {
    summary: "The contents of a buffer as a tensor",
    operands: { buffer: BufferLike },
    attributes: { restrict: optional(UnitAttribute), writable: optional(UnitAttribute) },
    results: { result: TensorLike },
    assemblyFormat:
      "$buffer (`restrict` $restrict^)? (`writable` $writable^)? attr-dict `:` type($buffer) `to` type($result)",
  },
  {
    verify: ({ op, buffer, result }) => verifySameContents(op, result.type, buffer.type),
    /** to_tensor(to_buffer(x)) is x, if nothing can have changed the buffer in between. */
    fold({ op, buffer }): FoldResult {
      const source = ToBufferOp.defining(buffer);
      return source !== undefined && source.op.next === op && source.op.block === op.block ? source.tensor : undefined;
    },
  },
).implement(MemoryEffectOpInterface, { effects: ({ buffer }) => [{ kind: "read", value: buffer }] });
export type ToTensorOp = Op<typeof ToTensorOp>;

export const ToBufferOp = defineOp(
  "bufferization.to_buffer",
  {
    summary: "The buffer that a tensor is kept in",
    operands: { tensor: TensorLike },
    attributes: { read_only: optional(UnitAttribute) },
    results: { buffer: BufferLike },
    traits: [Pure],
    assemblyFormat: "$tensor (`read_only` $read_only^)? attr-dict `:` type($tensor) `to` type($buffer)",
  },
  {
    verify: ({ op, tensor, buffer }) => verifySameContents(op, tensor.type, buffer.type),
    /** to_buffer(to_tensor(m)) is m. */
    fold({ tensor, buffer }): FoldResult {
      const source = ToTensorOp.defining(tensor);
      return source?.buffer.type === buffer.type ? source.buffer : undefined;
    },
  },
);
export type ToBufferOp = Op<typeof ToBufferOp>;

export const MaterializeInDestinationOp = defineOp(
  "bufferization.materialize_in_destination",
  {
    summary: "Puts the contents of a tensor into the buffer of another tensor, or into a buffer",
    operands: { source: AnyTensor, dest: AnyShaped },
    attributes: { restrict: optional(UnitAttribute), writable: optional(UnitAttribute) },
    results: { result: optional(AnyTensor) },
    assemblyFormat:
      "$source `in` (`restrict` $restrict^)? (`writable` $writable^)? $dest attr-dict `:` " +
      "functional-type(operands, results)",
  },
  {
    verify(view): void {
      verifyMaterialize(view);
    },
  },
).implement(MemoryEffectOpInterface, {
  // On tensors it writes nothing that anybody could see.
  effects: ({ dest }) => (dest.type instanceof TensorType ? [] : [{ kind: "write", value: dest }]),
});
export type MaterializeInDestinationOp = Op<typeof MaterializeInDestinationOp>;

function verifyMaterialize({ op, source, dest, restrict, writable, result }: MaterializeInDestinationOp): void {
  if (!isTensorOrBuffer(dest)) throw opError(op, "'dest' must be a tensor or a memref");
  const sourceType: ShapedType = source.type;
  const destType = dest.type as ShapedType;
  if (sourceType.elementType !== destType.elementType) {
    throw opError(op, "failed to verify that all of {source, dest} have same element type");
  }
  if (destType instanceof TensorType) {
    if (result === undefined) throw opError(op, "tensor 'dest' implies exactly one tensor result");
    if (result.type !== destType) throw opError(op, "result and 'dest' types must match");
    if (restrict !== undefined) throw opError(op, "'restrict' is valid only for memref destinations");
  } else if (result !== undefined) throw opError(op, "memref 'dest' implies zero results");
  if ((writable !== undefined) !== destType instanceof BaseMemRefType) {
    throw opError(op, "'writable' must be specified if and only if the destination is of memref type");
  }
  if (sourceType.hasRank !== destType.hasRank) throw opError(op, "source/destination shapes are incompatible");
  if (!sourceType.hasRank) return;
  if (sourceType.rank !== destType.rank) throw opError(op, "rank mismatch between source and destination shape");
  if (!compatibleShapes(sourceType, destType)) throw opError(op, "source/destination shapes are incompatible");
}

const isTensorOrBuffer = ({ type }: Value): boolean => type instanceof TensorType || type instanceof BaseMemRefType;
