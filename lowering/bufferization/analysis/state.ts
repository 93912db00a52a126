/**
 * What operations say about bufferization, with the answers for those that say nothing. This is also the state of an
 * analysis that did not take place: what is written is out of place, and nothing is known to be equivalent.
 */

import type { Type } from "../../../ir/attribute.ts";
import { TensorType } from "../../../ir/builtin/types.ts";
import {
  type AliasingOperand,
  type AliasingValue,
  type AnalysisState,
  type BufferizableOp,
  BufferizableOpInterface,
  type FunctionSummary,
} from "../../../ir/interfaces/bufferizable.ts";
import type { Operation } from "../../../ir/operation.ts";
import { BlockArgument, type OpOperand, type Value } from "../../../ir/value.ts";
import type { OneShotOptions } from "../options.ts";

export const isTensor = (type: Type): type is TensorType => type instanceof TensorType;

/** The operation that makes the value, or in whose regions it is an argument. */
export const ownerOf = (value: Value): Operation | null =>
  value instanceof BlockArgument ? value.owner.parentOp : value.definingOp!;

export class UnanalysedState implements AnalysisState {
  readonly options: OneShotOptions;

  constructor(options: OneShotOptions) {
    this.options = options;
  }

  /** Whether the options allow to bufferize operations of this kind. */
  isAllowed({ def }: Operation): boolean {
    const { dialectFilter, bufferizeFunctionBoundaries } = this.options;
    if (!bufferizeFunctionBoundaries && def.dialectName === "func") return false;
    return dialectFilter.length === 0 || dialectFilter.includes(def.dialectName);
  }

  implementation(op: Operation): BufferizableOp | undefined {
    return this.isAllowed(op) ? BufferizableOpInterface.of(op) : undefined;
  }

  bufferizesToMemoryRead(operand: OpOperand): boolean {
    const { owner } = operand;
    return this.implementation(owner)?.bufferizesToMemoryRead(owner, operand, this) ?? true;
  }
  bufferizesToMemoryWrite(operand: OpOperand): boolean {
    const { owner } = operand;
    return this.implementation(owner)?.bufferizesToMemoryWrite(owner, operand, this) ?? true;
  }

  aliasingValues(operand: OpOperand): readonly AliasingValue[] {
    const { owner } = operand;
    const known = this.implementation(owner)?.aliasingValues(owner, operand, this);
    if (known !== undefined) return known;
    const values: Value[] = [...owner.results, ...owner.regions.flatMap(({ first }) => first?.args ?? [])];
    return values
      .filter(({ type }) => isTensor(type))
      .map((value) => ({ value, relation: "unknown", isDefinite: false }));
  }

  aliasingOperands(value: Value): readonly AliasingOperand[] {
    const owner = ownerOf(value);
    if (owner === null) return [];
    const implementation = this.implementation(owner);
    if (implementation?.aliasingOperands !== undefined) return implementation.aliasingOperands(owner, value, this);
    const found: AliasingOperand[] = [];
    for (const operand of owner.opOperands) {
      if (!isTensor(operand.value.type)) continue;
      for (const alias of this.aliasingValues(operand)) {
        if (alias.value !== value) continue;
        found.push({ operand, relation: alias.relation, isDefinite: alias.isDefinite });
      }
    }
    return found;
  }

  /** Whether a copy is allocated for the operand, or could be used as it is. */
  isInPlace(operand: OpOperand): boolean {
    const implementation = this.implementation(operand.owner);
    if (implementation?.mustBufferizeInPlace?.(operand.owner, operand, this) === true) return true;
    return !this.bufferizesToMemoryWrite(operand);
  }

  isValueRead(_value: Value): boolean {
    return true;
  }
  areEquivalent(a: Value, b: Value): boolean {
    return a === b;
  }
  areAliasing(_a: Value, _b: Value): boolean {
    return true;
  }
  callee(_call: Operation): FunctionSummary | undefined {
    return undefined;
  }
  isReadOnlyResult(_call: Operation, _result: number): boolean {
    return false;
  }
  /** Whether nothing has been written to the tensor that the operand uses. */
  hasUndefinedContents(_operand: OpOperand): boolean {
    return false;
  }
}
