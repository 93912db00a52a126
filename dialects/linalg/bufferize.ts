/** How structured operations work on buffers: they write their results to the buffers of their destinations. */

import type { OpDefinition } from "../../ir/define-op.ts";
import { BufferizableOpInterface, type Bufferizer } from "../../ir/interfaces/bufferizable.ts";
import { dpsInits } from "../../ir/interfaces/destination-style.ts";
import { destinationStyleBufferization } from "../../ir/interfaces/destination-style-bufferization.ts";
import { indexingMaps, isAllParallel, usesOperand } from "../../ir/interfaces/linalg.ts";
import { SubsetInsertionOpInterface } from "../../ir/interfaces/subset-insertion.ts";
import type { Operation } from "../../ir/operation.ts";
import type { OpOperand } from "../../ir/value.ts";
import { CopyOp } from "./named-ops.ts";
import { SoftmaxOp } from "./softmax.ts";
import { structuredOps } from "./structured-ops.ts";

interface View {
  readonly op: Operation;
}

const destinationStyle = {
  ...destinationStyleBufferization,
  bufferize({ op }: View, bufferizer: Bufferizer): void {
    bufferizer.bufferizeOperands(op);
    dpsInits(op).forEach(({ value }, i) => {
      const result = op.results[i];
      if (result !== undefined) bufferizer.forward(result, value);
    });
    op.eraseResults(() => true);
  },
} as const;

const structured = {
  ...destinationStyle,
  bufferizesToMemoryRead: ({ op }: View, { index }: OpOperand): boolean => usesOperand(op, index),
  // Then an iteration reads and writes the element of its own place.
  bufferizesToElementwiseAccess({ op }: View, read: OpOperand, write: OpOperand): boolean {
    const maps = indexingMaps(op);
    return isAllParallel(op) && maps[read.index]!.isIdentity && maps[write.index]!.isIdentity;
  },
  // The body is executed for each point of the iteration space.
  isRepetitiveRegion: () => true,
} as const;

for (const def of structuredOps as readonly OpDefinition[]) def.implement(BufferizableOpInterface, structured);

// The part that is replaced is the whole destination.
CopyOp.implement(SubsetInsertionOpInterface, {
  sourceOperand: ({ op }) => op.opOperand(0),
  destinationOperand: ({ op }) => op.opOperand(1),
  isEquivalentSubset: ({ outputs }, candidate, areEquivalent) => areEquivalent(outputs[0]!, candidate),
  valuesNeededToBuildSubsetExtraction: ({ outputs }) => outputs,
  buildSubsetExtraction: ({ outputs }) => outputs[0],
});

// What is in the output before does not matter.
SoftmaxOp.implement(BufferizableOpInterface, {
  ...destinationStyle,
  bufferizesToMemoryRead: (_, { index }) => index === 0,
});
