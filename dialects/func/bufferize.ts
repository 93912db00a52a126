/** How functions and calls take and return buffers. */

import type { Type } from "../../ir/attribute.ts";
import { IntegerAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import { BaseMemRefType, FunctionType, TensorType } from "../../ir/builtin/types.ts";
import {
  type AliasingOperand,
  type AliasingValue,
  BufferizableOpInterface,
  type Bufferizer,
  bufferLayoutName,
  writableName,
} from "../../ir/interfaces/bufferizable.ts";
import { incomingOperands } from "../../ir/interfaces/control-flow.ts";
import { argumentAttribute, changeArgumentAttributes } from "../../ir/interfaces/function.ts";
import type { BlockArgument } from "../../ir/value.ts";
import { CallOp, FuncOp, ReturnOp } from "./ops.ts";

const isTensor = (type: Type): boolean => type instanceof TensorType;

const bufferTypeOrUndefined = (type: Type): BaseMemRefType | undefined =>
  type instanceof BaseMemRefType ? type : undefined;

// func.func

FuncOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => false,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  aliasingOperands: (_, value): AliasingOperand[] =>
    incomingOperands(value as BlockArgument).map((operand) => ({
      operand,
      relation: "equivalent",
      isDefinite: false,
    })),
  supportsUnstructuredControlFlow: true,
  isWritable({ op }, value) {
    // Other blocks are given what is writable or not; then the branch passes that on.
    if (!value.parentBlock!.isEntryBlock) return true;
    const writable = argumentAttribute(op, value.index, writableName);
    return !(writable instanceof IntegerAttr) || writable.boolValue;
  },
  bufferType({ op }, value, types) {
    const argument = value as BlockArgument;
    if (argument.owner.isEntryBlock) return types.ofFunctionArgument(op, argument.index);
    return types.ofJoin(
      op,
      argument,
      incomingOperands(argument).map((operand) => operand.value),
    );
  },
  bufferize: bufferizeFunction,
});

function bufferizeFunction({ op, function_type, body }: FuncOp, bufferizer: Bufferizer): void {
  const { types } = bufferizer;
  const { inputs, results } = function_type.value as FunctionType;
  const bufferInputs = inputs.map((type, i) => (isTensor(type) ? types.ofFunctionArgument(op, i) : type));
  const bufferResults = results.map((type, i) => (isTensor(type) ? types.ofFunctionResult(op, i) : type));
  bufferizer.becomeBuffers([...body.blocks()].flatMap((block) => block.args));
  op.setAttr("function_type", TypeAttr.get(FunctionType.get(bufferInputs, bufferResults)));
  changeArgumentAttributes(op, (entries) =>
    entries.filter(([name]) => name !== writableName && name !== bufferLayoutName),
  );
}

ReturnOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => false,
  aliasingValues: () => [],
  bufferize({ op }, bufferizer) {
    const { results } = FuncOp.view(op.parentOp!).function_type.value as FunctionType;
    bufferizer.bufferizeOperands(op, results.map(bufferTypeOrUndefined));
  },
});

// func.call

/** The results of a call of an unknown function. */
const allResults = ({ op }: CallOp): AliasingValue[] =>
  op.results.filter(({ type }) => isTensor(type)).map((value) => ({ value, relation: "unknown", isDefinite: false }));

CallOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: ({ op }, { index }, state) => state.callee(op)?.isRead(index) ?? true,
  bufferizesToMemoryWrite: ({ op }, { index }, state) => state.callee(op)?.isWritten(index) ?? true,
  aliasingValues(view, { index }, state) {
    const callee = state.callee(view.op);
    if (callee === undefined) return allResults(view);
    const results = callee.aliasingResults(index);
    const isEquivalent = results.length === 1 && callee.equivalentArgument(results[0]!) === index;
    return results.map((result) => ({
      value: view.op.result(result),
      relation: isEquivalent ? "equivalent" : "unknown",
      isDefinite: isEquivalent,
    }));
  },
  isWritable: ({ op }, { index }, state) => !state.isReadOnlyResult(op, index),
  bufferType: ({ op }, value, types) => types.ofFunctionResult(types.callee(op)!, value.index),
  bufferize({ op }, bufferizer) {
    const { types } = bufferizer;
    const callee = types.callee(op)!;
    const { inputs } = FuncOp.view(callee).function_type.value as FunctionType;
    bufferizer.bufferizeOperands(
      op,
      inputs.map((type, i) => (isTensor(type) ? types.ofFunctionArgument(callee, i) : bufferTypeOrUndefined(type))),
    );
    bufferizer.becomeBuffers(op.results);
  },
});
