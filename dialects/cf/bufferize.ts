/** How branches pass buffers to blocks. The arguments of blocks belong to the operation around them. */

import { BaseMemRefType } from "../../ir/builtin/types.ts";
import { BufferizableOpInterface, type Bufferizer, maybeEquivalentTo } from "../../ir/interfaces/bufferizable.ts";
import { BranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import type { OpOperand, Value } from "../../ir/value.ts";
import { BranchOp, CondBranchOp } from "./ops.ts";
import { SwitchOp } from "./switch.ts";

/** What the operand `index` of a branch becomes. */
function receivers(op: Operation, index: number): Value[] {
  const { successorOperandRange } = BranchOpInterface.of(op)!;
  return op.successors.flatMap((block, i) => {
    const { start, count } = successorOperandRange(op, i);
    return index >= start && index < start + count ? [block.args[index - start]!] : [];
  });
}

interface View {
  readonly op: Operation;
}

const branch = {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: ({ op }: View, { index }: OpOperand) => receivers(op, index).map(maybeEquivalentTo),
  bufferize({ op }: View, bufferizer: Bufferizer): void {
    const types = op.opOperands.map(({ index }) => receivers(op, index)[0]?.type);
    bufferizer.bufferizeOperands(
      op,
      types.map((type) => (type instanceof BaseMemRefType ? type : undefined)),
    );
  },
} as const;

BranchOp.implement(BufferizableOpInterface, branch);
CondBranchOp.implement(BufferizableOpInterface, branch);
SwitchOp.implement(BufferizableOpInterface, branch);
