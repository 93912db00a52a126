/** Bufferization of `scf.if`, `scf.index_switch`, `scf.execute_region`, and of what ends regions. */

import { BaseMemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import {
  type AliasingOperand,
  BufferizableOpInterface,
  type Bufferizer,
  type BufferTypes,
  equivalentTo,
  maybeEquivalentTo,
} from "../../../ir/interfaces/bufferizable.ts";
import { incomingOperands } from "../../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../../ir/operation.ts";
import { BlockArgument, type OpOperand, type Value } from "../../../ir/value.ts";
import { ExecuteRegionOp } from "../execute-region.ts";
import { IfOp } from "../if.ts";
import { IndexSwitchOp } from "../index-switch.ts";
import { WhileOp } from "../while.ts";
import { YieldOp } from "../yield.ts";

/** The operands of the regions' yields that become the result. */
function yieldedOperands(op: Operation, { index }: Value): OpOperand[] {
  const operands: OpOperand[] = [];
  for (const region of op.regions) {
    for (let block = region.first; block !== null; block = block.next) {
      if (YieldOp.is(block.last)) operands.push(block.last!.opOperand(index));
    }
  }
  return operands;
}

/** The type that the buffers of all branches can be cast to. */
function bufferTypeOfBranches(op: Operation, result: Value, types: BufferTypes) {
  return yieldedOperands(op, result)
    .map(({ value }) => types.of(value))
    .reduce((a, b) => {
      const type = types.common(a, b);
      if (type === undefined) throw opError(op, "inconsistent memory space on then/else branches");
      return type;
    });
}

type View = { readonly op: Operation };

const maybeEquivalent = (operand: OpOperand): AliasingOperand => ({
  operand,
  relation: "equivalent",
  isDefinite: false,
});

/** What operations have in common that result in what one of their regions yields. */
const branches = {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  aliasingOperands: ({ op }: View, value: Value) => yieldedOperands(op, value).map(maybeEquivalent),
  bufferType: ({ op }: View, result: Value, types: BufferTypes) => bufferTypeOfBranches(op, result, types),
  bufferize: ({ op }: View, bufferizer: Bufferizer) => bufferizer.becomeBuffers(op.results),
} as const;

IfOp.implement(BufferizableOpInterface, branches);
IndexSwitchOp.implement(BufferizableOpInterface, branches);
ExecuteRegionOp.implement(BufferizableOpInterface, {
  ...branches,
  supportsUnstructuredControlFlow: true,
  aliasingOperands({ op }, value) {
    if (value instanceof BlockArgument) return incomingOperands(value).map(maybeEquivalent);
    const operands = yieldedOperands(op, value);
    return operands.map((operand) => ({ operand, relation: "equivalent", isDefinite: operands.length === 1 }));
  },
  // What may not be written is not passed to a block that writes it.
  isWritable: () => true,
  bufferType({ op }, value, types) {
    if (!(value instanceof BlockArgument)) return bufferTypeOfBranches(op, value, types);
    const incoming = incomingOperands(value).map((operand) => operand.value);
    return types.ofJoin(op, value, incoming);
  },
  bufferize({ op, region }, bufferizer) {
    bufferizer.becomeBuffers([...op.results, ...[...region.blocks()].flatMap(({ args }) => args)]);
  },
});

YieldOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => false,
  mustBufferizeInPlace: () => true,
  aliasingValues({ op }, { index }) {
    const parent = op.parentOp!;
    if (ExecuteRegionOp.is(parent)) return [equivalentTo(parent.result(index))];
    return IfOp.is(parent) || IndexSwitchOp.is(parent) ? [maybeEquivalentTo(parent.result(index))] : [];
  },
  bufferize({ op }, bufferizer) {
    const parent = op.parentOp!;
    const received = WhileOp.is(parent) ? WhileOp.view(parent).before.front.args : parent.results;
    bufferizer.bufferizeOperands(
      op,
      received.map(({ type }) => (type instanceof BaseMemRefType ? type : undefined)),
    );
  },
});
