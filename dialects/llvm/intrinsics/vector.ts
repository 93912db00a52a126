/** Intrinsic functions of vectors: how many elements there are, and vectors put together from others. */

import { AnySignlessInteger, I64Attr } from "../../../ir/builtin/constraints.ts";
import { FloatType, IntegerType, type VectorType } from "../../../ir/builtin/types.ts";
import { defineOp } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Trait } from "../../../ir/trait.ts";
import { allTypesMatch, Pure } from "../../../ir/traits.ts";
import { AnyLLVMType, AnyLLVMVector, vectorOf } from "../constraints.ts";
import { inferring } from "../traits.ts";
import { intrinsic } from "./intrinsic.ts";

export const VScaleOp = intrinsic(
  defineOp("llvm.intr.vscale", {
    summary: "How often scalable vectors are longer than written",
    results: { res: AnyLLVMType },
  }),
  { results: [0] },
);

export const StepVectorOp = intrinsic(
  defineOp("llvm.intr.stepvector", {
    summary: "The vector of the numbers 0, 1, 2 and so on",
    results: { res: vectorOf(AnySignlessInteger) },
    traits: [Pure],
    assemblyFormat: "attr-dict `:` type($res)",
  }),
  { results: [0] },
);

export const GetActiveLaneMaskOp = intrinsic(
  defineOp("llvm.intr.get.active.lane.mask", {
    summary: "Which of the numbers from `base` on are below `n`",
    operands: { base: AnySignlessInteger, n: AnySignlessInteger },
    results: { res: AnyLLVMType },
    traits: [Pure],
    assemblyFormat: "$base `,` $n attr-dict `:` type($base) `,` type($n) `to` type($res)",
  }),
  { results: [0], operands: [0] },
);

/** Bits of a vector; of a scalable one, how many there are at least. */
function bitWidth({ shape, elementType }: VectorType): number {
  const isNumber = elementType instanceof IntegerType || elementType instanceof FloatType;
  return shape[0]! * (isNumber ? elementType.width : 64);
}

/** What is asked of the vector that is the part, and of the whole. */
const partOfVector = (action: string): Trait => ({
  name: "PredOpTrait",
  verify(op) {
    const [first, second] = [op.operand(0).type as VectorType, op.result().type as VectorType];
    const [part, whole] = op.numOperands === 2 ? [op.operand(1).type as VectorType, first] : [second, first];
    if (bitWidth(part) > 131072 || bitWidth(whole) > 131072) {
      throw opError(op, "failed to verify that vectors are not bigger than 2^17 bits.");
    }
    if (part.isScalable && !whole.isScalable) throw opError(op, `failed to verify that it is not ${action} vectors.`);
  },
});

export const VectorInsertOp = intrinsic(
  defineOp("llvm.intr.vector.insert", {
    summary: "A vector with some elements replaced by those of another",
    operands: { dstvec: AnyLLVMVector, srcvec: AnyLLVMVector },
    attributes: { pos: I64Attr },
    results: { res: AnyLLVMVector },
    traits: [
      Pure,
      inferring(allTypesMatch("dstvec", "res"), ({ operands }) => [operands[0]!.type]),
      partOfVector("inserting scalable into fixed-length"),
    ],
    assemblyFormat: "$srcvec `,` $dstvec `[` $pos `]` attr-dict `:` type($srcvec) `into` type($res)",
  }),
  { results: [0], operands: [1] },
  [2, "pos"],
);

export const VectorExtractOp = intrinsic(
  defineOp("llvm.intr.vector.extract", {
    summary: "Some elements of a vector",
    operands: { srcvec: AnyLLVMVector },
    attributes: { pos: I64Attr },
    results: { res: AnyLLVMVector },
    traits: [Pure, partOfVector("extracting scalable from fixed-length")],
    assemblyFormat: "$srcvec `[` $pos `]` attr-dict `:` type($res) `from` type($srcvec)",
  }),
  { results: [0], operands: [0] },
  [1, "pos"],
);

const twiceAsLong: Trait = {
  name: "PredOpTrait",
  verify(op) {
    const [part, whole] = [op.operand(0).type as VectorType, op.result().type as VectorType];
    if (whole.shape[0] === 2 * part.shape[0]! && whole.elementType === part.elementType) return;
    throw opError(op, "failed to verify that result has twice as many elements as 'vec1'");
  },
};

export const VectorInterleave2Op = intrinsic(
  defineOp("llvm.intr.vector.interleave2", {
    summary: "The elements of two vectors in turn",
    operands: { vec1: AnyLLVMVector, vec2: AnyLLVMVector },
    results: { res: AnyLLVMType },
    traits: [Pure, allTypesMatch("vec1", "vec2"), twiceAsLong],
  }),
  { results: [0] },
);
export const VectorDeinterleave2Op = intrinsic(
  defineOp("llvm.intr.vector.deinterleave2", {
    summary: "The elements at even and at odd positions, as a struct of two vectors",
    operands: { vec: AnyLLVMVector },
    results: { res: AnyLLVMType },
    traits: [Pure],
  }),
  { operands: [0] },
);

export const vectorIntrinsics = [
  VScaleOp,
  StepVectorOp,
  GetActiveLaneMaskOp,
  VectorInsertOp,
  VectorExtractOp,
  VectorInterleave2Op,
  VectorDeinterleave2Op,
] as const;
