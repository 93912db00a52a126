/** Makes the copies that the analysis decided on, as operations on tensors: each operand is in place afterwards. */

import { createIndex, createIndexConstant } from "../../dialects/arith/index.ts";
import { AllocTensorOp } from "../../dialects/bufferization/index.ts";
import { DimOp } from "../../dialects/tensor/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { indexType, isDynamic, RankedTensorType } from "../../ir/builtin/types.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { TensorCopies } from "../../ir/interfaces/bufferizable.ts";
import { ReifyRankedShapedTypeOpInterface } from "../../ir/interfaces/reify-result-shapes.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { type OpOperand, OpResult, type Value } from "../../ir/value.ts";
import { OneShotAnalysis } from "./analysis/one-shot-analysis.ts";
import { isTensor, type UnanalysedState } from "./analysis/state.ts";

/** Makes the copies for everything in `root`. */
export function insertTensorCopies(root: Operation, state: UnanalysedState): void {
  const copies = new Copies(state);
  root.walk((op) => {
    const implementation = state.implementation(op);
    if (implementation === undefined) return;
    if (implementation.resolveConflicts === undefined) copies.resolve(op);
    else implementation.resolveConflicts(op, copies);
  });
}

class Copies implements TensorCopies {
  readonly state: UnanalysedState;

  constructor(state: UnanalysedState) {
    this.state = state;
  }

  resolve(op: Operation): void {
    const results: { readonly value: Value; readonly isCopied: boolean }[] = [];
    for (const operand of op.opOperands) {
      const { type } = operand.value;
      if (!isTensor(type) || this.state.isInPlace(operand)) continue;
      if (!type.hasRank) throw errorAt(op.loc, "copying of unranked tensors is not implemented");
      const isCopied = !this.#isCopyNeedless(operand);
      const result = this.#onlyAlias(operand);
      if (result !== undefined) results.push({ value: result, isCopied });
      else operand.set(makeBuffer(OpBuilder.before(op), operand.value, isCopied));
    }
    for (const { value, isCopied } of results) replaceByCopy(op, value, isCopied);
  }

  /** The result, if all that the operation does with the operand is to give it, or a part of it, another name. */
  #onlyAlias(operand: OpOperand): Value | undefined {
    const aliases = this.state.aliasingValues(operand);
    if (aliases.length !== 1 || this.state.bufferizesToMemoryWrite(operand)) return undefined;
    const { value } = aliases[0]!;
    if (!(value instanceof OpResult) || !(value.type instanceof RankedTensorType)) return undefined;
    return this.state.aliasingOperands(value).length === 1 ? value : undefined;
  }

  /** Whether nobody will miss the contents in the copy. */
  #isCopyNeedless(operand: OpOperand): boolean {
    if (this.state.hasUndefinedContents(operand)) return true;
    if (this.state.bufferizesToMemoryRead(operand)) return false;
    if (this.state.bufferizesToMemoryWrite(operand)) return true;
    return !this.state.aliasingValues(operand).some(({ value }) => this.state.isValueRead(value));
  }

  copyBefore(tensor: Value, before: Operation): Value {
    return makeBuffer(OpBuilder.before(before), tensor, true);
  }

  mayAliasExternal(value: Value, region: Region, except: Value): boolean {
    if (!(this.state instanceof OneShotAnalysis)) return true;
    const loop = region.parentOp!;
    if (this.state.mayAliasOutside(value, loop)) return true;
    return region.front.args.some(
      (argument) => argument !== except && isTensor(argument.type) && this.state.areAliasing(value, argument),
    );
  }
}

/** Uses a copy of a result in place of the result. */
function replaceByCopy(op: Operation, result: Value, isCopied: boolean): void {
  const builder = new OpBuilder(op.loc).setInsertionPointAfter(op);
  const uses = [...result.uses()];
  const copy = makeBuffer(builder, result, isCopied);
  for (const use of uses) if (!DimOp.is(use.owner)) use.set(copy);
}

/** A tensor of the same shape that has a buffer of its own, with the same contents or none. */
function makeBuffer(builder: OpBuilder, tensor: Value, isCopied: boolean): Value {
  const type = tensor.type as RankedTensorType;
  const sizes = isCopied ? [] : dynamicSizes(builder, tensor, type);
  const copy = isCopied ? tensor : undefined;
  return builder.create(AllocTensorOp, { dynamic_sizes: sizes, copy, resultTypes: [type] }).result;
}

function dynamicSizes(builder: OpBuilder, tensor: Value, type: RankedTensorType): Value[] {
  const dimensions = type.shape.flatMap((size, i) => (isDynamic(size) ? [i] : []));
  if (dimensions.length === 0) return [];
  const op = tensor.definingOp;
  const shapes = op === undefined ? undefined : ReifyRankedShapedTypeOpInterface.of(op)?.reifyResultShapes(op, builder);
  return dimensions.map((i) => {
    const size = shapes?.[tensor.index]?.[i];
    if (size !== undefined) return createIndex(builder, size);
    const index = createIndexConstant(builder, i);
    return builder.create(DimOp, { source: tensor, index, resultTypes: [indexType()] }).result;
  });
}
