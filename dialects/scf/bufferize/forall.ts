/** Bufferization of `scf.forall`: the threads write to the buffers of its outputs, and it has no results any more. */

import { BufferizableOpInterface, equivalentTo } from "../../../ir/interfaces/bufferizable.ts";
import { BlockArgument } from "../../../ir/value.ts";
import { boundsOf, tripCounts } from "../canonicalize/forall.ts";
import { ForallOp, InParallelOp, regionOutArgs } from "../forall.ts";

/** The position of the first output among the operands. */
const firstOutput = ({ op, outputs }: ForallOp): number => op.numOperands - outputs.length;

const mayNotExecute = (view: ForallOp): boolean =>
  tripCounts(boundsOf(view)).some((count) => count === undefined || count === 0n);
const hasSeveralThreads = (view: ForallOp): boolean =>
  tripCounts(boundsOf(view)).some((count) => count === undefined || count > 1n);

ForallOp.implement(BufferizableOpInterface, {
  // Without a thread the results are the outputs as they were.
  bufferizesToMemoryRead: (view, { index }, state) =>
    mayNotExecute(view) || state.isValueRead(regionOutArgs(view)[index - firstOutput(view)]!),
  bufferizesToMemoryWrite: () => true,
  aliasingValues: (view, { index }) => [equivalentTo(view.op.result(index - firstOutput(view)))],
  aliasingOperands(view, value) {
    if (value instanceof BlockArgument) return [];
    const operand = view.op.opOperand(firstOutput(view) + value.index);
    return [{ operand, relation: "equivalent", isDefinite: true }];
  },
  isWritable: () => true,
  isRepetitiveRegion: hasSeveralThreads,
  isParallelRegion: hasSeveralThreads,
  bufferType(view, value, types) {
    const index = value instanceof BlockArgument ? regionOutArgs(view).indexOf(value) : value.index;
    return types.of(view.outputs[index]!);
  },
  bufferize(view, bufferizer) {
    const { op, region } = view;
    const args = regionOutArgs(view);
    const buffers = view.outputs.map((output) => bufferizer.buffer(output));
    buffers.forEach((buffer, i) => {
      bufferizer.forward(args[i]!, buffer);
      bufferizer.forward(op.result(i), buffer);
    });
    const first = region.front.args.length - args.length;
    region.front.eraseArguments((index) => index >= first);
    ForallOp.setOperandGroup(op, 3, []);
    op.eraseResults(() => true);
  },
});

InParallelOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  bufferize() {
    // What it contains writes to the buffers, in front of it.
  },
});
