/** Operations that are given what they write to: a tensor result is its destination with new contents. */

import { BaseMemRefType, MemRefType, RankedTensorType, TensorType } from "../builtin/types.ts";
import { opError } from "../diagnostic.ts";
import { emptyRange, type IndexRange } from "../index-range.ts";
import type { Operation } from "../operation.ts";
import type { OpOperand, OpResult, Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface DestinationStyleOp {
  /** First operand that is a destination, and how many are. Each tensor among them has a result, in the same order. */
  initRange(op: Operation): IndexRange;
}
export const DestinationStyleOpInterface = new OpInterface<DestinationStyleOp>("DestinationStyleOpInterface", {
  verifyRegions(op) {
    const tensors = dpsInits(op).filter((operand) => {
      const { type } = operand.value;
      if (type instanceof TensorType) return true;
      if (type instanceof BaseMemRefType) return false;
      throw opError(op, `expected that operand #${operand.index} is a tensor or a memref`);
    });
    const results = op.results.filter(({ type }) => type instanceof TensorType);
    if (results.length !== tensors.length) {
      throw opError(
        op,
        `expected the number of tensor results (${results.length}) to be equal to the number of output tensors ` +
          `(${tensors.length})`,
      );
    }
    tensors.forEach((operand) => {
      const [type, expected] = [operand.value.type, tiedResult(op, operand).type];
      if (type === expected) return;
      const name = `operand #${operand.index} ('${type}')`;
      throw opError(op, `expected type of ${name} to match type of corresponding result ('${expected}')`);
    });
  },
});

/** The operands that are destinations; none for an operation of another style. */
export function dpsInits(op: Operation): readonly OpOperand[] {
  const { start, count } = DestinationStyleOpInterface.of(op)?.initRange(op) ?? emptyRange;
  const inits: OpOperand[] = [];
  for (let i = start; i < start + count; i++) inits.push(op.opOperand(i));
  return inits;
}

/** The operands that are no destinations. */
export function dpsInputs(op: Operation): readonly OpOperand[] {
  const { start, count } = DestinationStyleOpInterface.of(op)?.initRange(op) ?? emptyRange;
  return op.opOperands.filter((_, i) => i < start || i >= start + count);
}

/** The destination that becomes `result`; undefined if the operation is of another style. */
export const tiedInit = (result: OpResult): OpOperand | undefined => dpsInits(result.owner)[result.index];

/** What the destination `operand`, a tensor, becomes. */
const tiedResult = (op: Operation, operand: OpOperand): OpResult =>
  op.result(operand.index - DestinationStyleOpInterface.of(op)!.initRange(op).start);

/** Whether operand `index` is a destination. */
export const isDpsInit = (op: Operation, index: number): boolean =>
  dpsInits(op).some((operand) => operand.index === index);

const hasOperand = (op: Operation, is: (value: Value) => boolean): boolean =>
  op.opOperands.some(({ value }) => is(value));
const isTensor = ({ type }: Value): boolean => type instanceof RankedTensorType;
const isBuffer = ({ type }: Value): boolean => type instanceof MemRefType;

/** Whether the operation works on tensors and no buffers. */
export const hasPureTensorSemantics = (op: Operation): boolean => hasOperand(op, isTensor) && !hasOperand(op, isBuffer);
/** Whether the operation works on buffers and no tensors. */
export const hasPureBufferSemantics = (op: Operation): boolean => hasOperand(op, isBuffer) && !hasOperand(op, isTensor);
