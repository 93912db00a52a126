/** What operations in destination style say about bufferization: each result is its destination, written in place. */

import type { Operation } from "../operation.ts";
import { BlockArgument, type OpOperand, type Value } from "../value.ts";
import { type AliasingOperand, type AliasingValue, equivalentTo } from "./bufferizable.ts";
import { DestinationStyleOpInterface } from "./destination-style.ts";

interface View {
  readonly op: Operation;
}

const firstDestination = (op: Operation): number => DestinationStyleOpInterface.of(op)!.initRange(op).start;

/** Whether the operand is a destination. */
function isDestination(op: Operation, { index }: OpOperand): boolean {
  const { start, count } = DestinationStyleOpInterface.of(op)!.initRange(op);
  return index >= start && index < start + count;
}

/** To be spread into an implementation of BufferizableOpInterface. All operands are read. */
export const destinationStyleBufferization = {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: ({ op }: View, operand: OpOperand): boolean => isDestination(op, operand),
  aliasingValues: ({ op }: View, operand: OpOperand): AliasingValue[] =>
    isDestination(op, operand) ? [equivalentTo(op.result(operand.index - firstDestination(op)))] : [],
  aliasingOperands({ op }: View, value: Value): AliasingOperand[] {
    if (value instanceof BlockArgument) return [];
    const operand = op.opOperand(firstDestination(op) + value.index);
    return [{ operand, relation: "equivalent", isDefinite: true }];
  },
} as const;
