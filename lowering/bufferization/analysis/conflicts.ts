/**
 * Whether a write, if it goes to the same buffer as a read, can change what the read finds: the write comes between the
 * definition of what is read and the read, and it is not of a kind that does no harm.
 */

import type { TensorType } from "../../../ir/builtin/types.ts";
import { SubsetInsertionOpInterface } from "../../../ir/interfaces/subset-insertion.ts";
import { getOrMake } from "../../../ir/maps.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { OpOperand, Value } from "../../../ir/value.ts";
import type { DefinitionMap } from "./definitions.ts";
import { ExecutionPaths } from "./execution-paths.ts";
import type { ProgramOrder } from "./program-order.ts";
import type { UnanalysedState } from "./state.ts";

export class Conflicts {
  readonly #state: UnanalysedState;
  readonly #order: ProgramOrder;
  readonly #definitions: DefinitionMap;
  readonly #paths: ExecutionPaths;
  /** For an insertion, whether a tensor is the part of the destination that is replaced. */
  readonly #replacedParts: Map<Operation, Map<Value, boolean>>;

  constructor(state: UnanalysedState, order: ProgramOrder, definitions: DefinitionMap) {
    this.#state = state;
    this.#order = order;
    this.#definitions = definitions;
    this.#paths = new ExecutionPaths(order);
    this.#replacedParts = new Map();
  }

  /** The definition of what is read that the write would change; undefined if there is no conflict. */
  find(read: OpOperand, write: OpOperand): Value | undefined {
    const definitions = this.#definitions.of(read.value);
    if (definitions === undefined) return undefined;
    const definition = (definitions.values ?? [read.value]).find((value) => this.#isOverwritten(value, read, write));
    return definition === undefined || this.#isHarmless(read, write) ? undefined : definition;
  }

  #isOverwritten(definition: Value, read: OpOperand, write: OpOperand): boolean {
    // Too many definitions to look at each: the write is taken for a conflict.
    if (this.#definitions.of(read.value)!.values === undefined) return true;
    const [reader, writer] = [read.owner, write.owner];
    if (!this.#paths.mayComeBetween(definition, writer, reader)) return false;
    if (reader === writer && !this.#paths.mayRepeat(reader, definition)) {
      if (read === write || this.#isElementwise(read, write)) return false;
    }
    const aliases = this.#state.aliasingValues(write);
    return !(aliases.length === 1 && aliases[0]!.value === definition);
  }

  #isHarmless(read: OpOperand, write: OpOperand): boolean {
    const [reader, writer] = [read.owner, write.owner];
    if (this.#isOfSamePart(read, write)) return true;
    const isNotConflicting = (op: Operation): boolean =>
      this.#state.implementation(op)?.isNotConflicting?.(op, read, write, this.#state) === true;
    return isNotConflicting(reader) || (reader !== writer && isNotConflicting(writer));
  }

  /** Whether an operation reads each element before it writes it, of tensors with the same elements in the same places. */
  #isElementwise(read: OpOperand, write: OpOperand): boolean {
    const { owner } = read;
    const implementation = this.#state.implementation(owner);
    if (implementation?.bufferizesToElementwiseAccess?.(owner, read, write) !== true) return false;
    return this.#comesFrom(read.value, write.value) || this.#comesFrom(write.value, read.value);
  }

  /** Whether `value` is `origin`, perhaps with other contents, at the end of a chain of equivalent tensors of one rank. */
  #comesFrom(value: Value, origin: Value): boolean {
    const earliest = this.#order.of(origin);
    const pending = [value];
    const seen = new Set<Value>();
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (at === origin) return true;
      if (seen.has(at) || this.#order.of(at) < earliest) continue;
      seen.add(at);
      for (const { operand, relation } of this.#state.aliasingOperands(at)) {
        if (relation === "equivalent" && haveSameRank(operand.value, at)) pending.push(operand.value);
      }
    }
    return false;
  }

  /** Whether read and write concern a part of a tensor that is taken out and put back. */
  #isOfSamePart(read: OpOperand, write: OpOperand): boolean {
    const reading = SubsetInsertionOpInterface.of(read.owner);
    if (reading !== undefined) {
      const op = read.owner;
      // An insertion does not read the part that it replaces.
      if (read === reading.destinationOperand(op) && this.#isReplacedPart(write.value, op)) return true;
      // It may replace a part by what is there already.
      const isSource = read === reading.sourceOperand(op) && write === reading.destinationOperand(op);
      if (isSource && this.#isReplacedPart(read.value, op)) return true;
    }
    const writing = SubsetInsertionOpInterface.of(write.owner);
    if (writing === undefined || write !== writing.destinationOperand(write.owner)) return false;
    // Then what was read before is still there afterwards.
    const source = writing.sourceOperand(write.owner).value;
    return this.#state.areEquivalent(read.value, source) && this.#isReplacedPart(source, write.owner);
  }

  /** Whether all that `value` is made of is the part of the destination that the insertion `op` replaces. */
  #isReplacedPart(value: Value, op: Operation): boolean {
    const known = getOrMake(this.#replacedParts, op, () => new Map());
    return this.#isMadeOfPart(value, op, known);
  }

  #isMadeOfPart(value: Value, op: Operation, known: Map<Value, boolean>): boolean {
    const insertion = SubsetInsertionOpInterface.of(op)!;
    const areEquivalent = (a: Value, b: Value): boolean => this.#state.areEquivalent(a, b);
    const chain: Value[] = [];
    let found: boolean | undefined;
    for (let at = value; found === undefined; ) {
      found = known.get(at);
      if (found !== undefined) break;
      chain.push(at);
      if (insertion.isEquivalentSubset(op, at, areEquivalent)) found = true;
      else {
        const sources = this.#state.aliasingOperands(at);
        if (sources.length === 1) at = sources[0]!.operand.value;
        else found = sources.length > 0 && sources.every(({ operand }) => this.#isMadeOfPart(operand.value, op, known));
      }
    }
    for (const at of chain) known.set(at, found);
    return found;
  }
}

const haveSameRank = (a: Value, b: Value): boolean =>
  a.type === b.type || (a.type as TensorType).shape?.length === (b.type as TensorType).shape?.length;
