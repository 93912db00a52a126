/** Additions to memory that several threads may make at once. */

import type { OpBuilder } from "../../../ir/builder.ts";
import { FloatType, i32, VectorType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { isDifferentiableType } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { ExtractElementOp } from "../aggregate-ops.ts";
import { extractValue } from "../aggregate-values.ts";
import { createConstant } from "../arithmetic.ts";
import { AtomicRMWOp } from "../atomic-ops.ts";
import { AtomicBinOp, AtomicOrdering } from "../attributes.ts";
import { AnyAggregate, AnyFloat } from "../constraints.ts";
import { createGEP } from "../gep-op.ts";
import { LLVMStructType } from "../types.ts";

/** *ptr += value, float by float, each in one step. Throws at `op` if the value has parts for which that cannot be done. */
export function addAtomically(builder: OpBuilder, op: Operation, ptr: Value, value: Value): void {
  const { type } = value;
  if (AnyFloat.is(type)) {
    const [bin_op, ordering] = [AtomicBinOp.of("fadd"), AtomicOrdering.of("monotonic")];
    builder.create(AtomicRMWOp, { bin_op, ptr, val: value, ordering });
  } else if (isVectorOfBytes(type)) {
    for (let i = 0; i < type.shape[0]!; i++) {
      const position = createConstant(builder, i32(), i);
      const element = builder.create(ExtractElementOp, { vector: value, position }).res;
      addAtomically(builder, op, createGEP(builder, ptr, type.elementType, [i]), element);
    }
  } else if (AnyAggregate.is(type)) {
    const count = LLVMStructType.is(type) ? (type.body ?? []).length : type.numElements;
    for (let i = 0; i < count; i++) {
      const part = extractValue(builder, value, [i]);
      if (isDifferentiableType(part.type)) addAtomically(builder, op, createGEP(builder, ptr, type, [0, i]), part);
    }
  } else {
    throw opError(op, `several iterations of a parallel loop add to one place, but not '${type}' at once`);
  }
}

/** Whether the elements of a vector, in a number that is known, lie one behind the other in memory. */
const isVectorOfBytes = (type: unknown): type is VectorType =>
  type instanceof VectorType &&
  !type.isScalable &&
  type.elementType instanceof FloatType &&
  [16, 32, 64].includes(type.elementType.width);
