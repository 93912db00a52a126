/** Loads and stores of vectors of which a mask says which elements take part. */

import { DictArrayAttr, I1, I32Attr, UnitAttribute } from "../../../ir/builtin/constraints.ts";
import type { VectorType } from "../../../ir/builtin/types.ts";
import { optional, variadic } from "../../../ir/constraint.ts";
import { defineOp } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import { type HeldPointer, PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { AnyLLVMVector, AnyPointer, vectorOf } from "../constraints.ts";
import { intrinsic, maskedIntrinsic } from "./intrinsic.ts";

const Mask = vectorOf(I1);
const Pointers = vectorOf(AnyPointer);
const alignment = { alignment: I32Attr } as const;
const callAttributes = { arg_attrs: optional(DictArrayAttr), res_attrs: optional(DictArrayAttr) } as const;

/** Vectors of pointers that come out of memory or go there; what a mask leaves out may be of the same ones. */
const held = (vectors: readonly (Value | undefined)[], memory: Value): HeldPointer[] =>
  vectors.flatMap((pointer) => (pointer !== undefined && isPointerType(pointer.type) ? [{ pointer, memory }] : []));

/** The pointers must be as many as the elements. */
function verifyPointers(op: Operation, position: number, vector: VectorType): void {
  const actual = op.operand(position).type as VectorType;
  const expected = vector.cloneWith(vector.shape, actual.elementType);
  if (actual !== expected) throw opError(op, `expected operand #${position + 1} type to be '${expected}'`);
}

export const MaskedLoadOp = maskedIntrinsic(
  defineOp("llvm.intr.masked.load", {
    summary: "Loads the elements that the mask selects; the others come from a vector, or are poison",
    operands: { data: AnyPointer, mask: Mask, pass_thru: optional(AnyLLVMVector) },
    attributes: { ...alignment, nontemporal: optional(UnitAttribute) },
    results: { res: AnyLLVMVector },
    assemblyFormat: "operands attr-dict `:` functional-type(operands, results)",
  }),
  { results: [0], operands: [0] },
  0,
  2,
);
MaskedLoadOp.implement(MemoryEffectOpInterface, { effects: ({ data }) => [{ kind: "read", value: data }] });
MaskedLoadOp.implement(PointerMemoryOpInterface, { held: ({ data, res, pass_thru }) => held([res, pass_thru], data) });

export const MaskedStoreOp = maskedIntrinsic(
  defineOp("llvm.intr.masked.store", {
    summary: "Stores the elements that the mask selects",
    operands: { value: AnyLLVMVector, data: AnyPointer, mask: Mask },
    attributes: alignment,
    assemblyFormat:
      "$value `,` $data `,` $mask attr-dict `:` type($value) `,` type($mask) `into` qualified(type($data))",
  }),
  { operands: [0, 1] },
  1,
);
MaskedStoreOp.implement(MemoryEffectOpInterface, { effects: ({ data }) => [{ kind: "write", value: data }] });
MaskedStoreOp.implement(PointerMemoryOpInterface, { held: ({ data, value }) => held([value], data) });

export const MaskedGatherOp = maskedIntrinsic(
  defineOp(
    "llvm.intr.masked.gather",
    {
      summary: "Loads the elements that the mask selects, each through a pointer of its own",
      operands: { ptrs: Pointers, mask: Mask, pass_thru: variadic(AnyLLVMVector) },
      attributes: alignment,
      results: { res: AnyLLVMVector },
      assemblyFormat: "operands attr-dict `:` functional-type(operands, results)",
    },
    { verify: ({ op, res }) => verifyPointers(op, 0, res.type) },
  ),
  { results: [0], operands: [0] },
  0,
  2,
);
MaskedGatherOp.implement(MemoryEffectOpInterface, { effects: ({ ptrs }) => [{ kind: "read", value: ptrs }] });
MaskedGatherOp.implement(PointerMemoryOpInterface, {
  held: ({ ptrs, res, pass_thru }) => held([res, ...pass_thru], ptrs),
});

export const MaskedScatterOp = maskedIntrinsic(
  defineOp(
    "llvm.intr.masked.scatter",
    {
      summary: "Stores the elements that the mask selects, each through a pointer of its own",
      operands: { value: AnyLLVMVector, ptrs: Pointers, mask: Mask },
      attributes: alignment,
      assemblyFormat: "$value `,` $ptrs `,` $mask attr-dict `:` type($value) `,` type($mask) `into` type($ptrs)",
    },
    { verify: ({ op, value }) => verifyPointers(op, 1, value.type) },
  ),
  { operands: [0, 1] },
  1,
);
MaskedScatterOp.implement(MemoryEffectOpInterface, { effects: ({ ptrs }) => [{ kind: "write", value: ptrs }] });
MaskedScatterOp.implement(PointerMemoryOpInterface, { held: ({ ptrs, value }) => held([value], ptrs) });

export const MaskedExpandLoadOp = intrinsic(
  defineOp("llvm.intr.masked.expandload", {
    summary: "Loads numbers that stand one after the other into the elements that the mask selects",
    operands: { ptr: AnyPointer, mask: Mask, passthru: AnyLLVMVector },
    attributes: callAttributes,
    results: { res: AnyLLVMVector },
  }),
  { results: [0] },
);
MaskedExpandLoadOp.implement(MemoryEffectOpInterface, { effects: (view) => [{ kind: "read", value: view.ptr }] });
MaskedExpandLoadOp.implement(PointerMemoryOpInterface, {
  held: (view) => held([view.res, view.passthru], view.ptr),
});

export const MaskedCompressStoreOp = intrinsic(
  defineOp("llvm.intr.masked.compressstore", {
    summary: "Stores the elements that the mask selects one after the other",
    operands: { value: AnyLLVMVector, ptr: AnyPointer, mask: Mask },
    attributes: callAttributes,
  }),
  { operands: [0] },
);
MaskedCompressStoreOp.implement(MemoryEffectOpInterface, { effects: (view) => [{ kind: "write", value: view.ptr }] });
MaskedCompressStoreOp.implement(PointerMemoryOpInterface, { held: (view) => held([view.value], view.ptr) });

export const maskedIntrinsics = [
  MaskedLoadOp,
  MaskedStoreOp,
  MaskedGatherOp,
  MaskedScatterOp,
  MaskedExpandLoadOp,
  MaskedCompressStoreOp,
] as const;
