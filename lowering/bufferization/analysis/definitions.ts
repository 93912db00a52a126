/**
 * Which operations make the contents of each tensor. Going back from a tensor through operations that only give another
 * name to (a part of) what they are given, these are the first values that are written.
 */
import type { Block } from "../../../ir/block.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { OpResult, Value } from "../../../ir/value.ts";
import type { ProgramOrder } from "./program-order.ts";
import { isTensor, type UnanalysedState } from "./state.ts";

/** More definitions are not listed one by one. */
const maxListed = 32;

export interface Definitions {
  /** Undefined if there are too many. */
  readonly values: readonly Value[] | undefined;
  /** When the first of them is there. */
  readonly start: number;
  /** Where the outermost of them stands; undefined if several blocks of `region` have one. */
  readonly block: Block | undefined;
  readonly region: Region;
}

export class DefinitionMap {
  readonly #order: ProgramOrder;
  readonly #state: UnanalysedState;
  readonly #definitions: Map<Value, Definitions | undefined>;

  /** Looks at the tensors in `root`. */
  constructor(root: Operation, order: ProgramOrder, state: UnanalysedState) {
    this.#order = order;
    this.#state = state;
    this.#definitions = new Map();
    this.#visit(root);
  }

  /** Undefined if nothing is known to define the contents of the tensor. */
  of(value: Value): Definitions | undefined {
    return this.#definitions.get(value);
  }

  /** Whether nothing ever defines the contents of the tensor, which was there when the definitions were looked for. */
  isUndefined(value: Value): boolean {
    return this.#definitions.has(value) && this.#definitions.get(value) === undefined;
  }

  /** Whether the contents of `value` are made where it is. */
  isItsOwn(value: Value): boolean {
    const values = this.#definitions.get(value)?.values;
    return values?.length === 1 && values[0] === value;
  }

  #visit(op: Operation): void {
    for (const region of op.regions) {
      for (let block = region.first; block !== null; block = block.next) {
        for (const argument of block.args)
          if (isTensor(argument.type)) this.#definitions.set(argument, this.#self(argument));
        for (let inner = block.first; inner !== null; inner = inner.next) this.#visit(inner);
      }
    }
    for (const result of op.results) if (isTensor(result.type)) this.#definitions.set(result, this.#ofResult(result));
  }

  #self(value: Value): Definitions {
    const block = value.parentBlock!;
    return { values: [value], start: this.#order.of(value), block, region: block.region! };
  }

  #ofResult(result: OpResult): Definitions | undefined {
    if (this.#isWritten(result)) return this.#self(result);
    let all: Definitions | undefined;
    for (const { operand } of this.#state.aliasingOperands(result))
      all = union(all, this.#definitions.get(operand.value));
    return all;
  }

  /** Whether the operation, or one inside it, writes what the result holds. */
  #isWritten(result: OpResult): boolean {
    const { owner } = result;
    const implementation = this.#state.implementation(owner);
    if (implementation === undefined) return true;
    if (implementation.resultBufferizesToMemoryWrite !== undefined) {
      return implementation.resultBufferizesToMemoryWrite(owner, result, this.#state);
    }
    const operands = this.#state.aliasingOperands(result);
    if (operands.length === 0) return true;
    return operands.some(
      ({ operand }) =>
        this.#state.bufferizesToMemoryWrite(operand) ||
        (operand.owner !== owner && this.#isDefinedInside(this.#definitions.get(operand.value), owner)),
    );
  }

  #isDefinedInside(definitions: Definitions | undefined, op: Operation): boolean {
    if (definitions === undefined) return false;
    const enter = this.#order.enter(op);
    return definitions.values === undefined || definitions.values.some((value) => this.#order.of(value) > enter);
  }
}

function union(a: Definitions | undefined, b: Definitions | undefined): Definitions | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  const values = a.values === undefined || b.values === undefined ? undefined : new Set([...a.values, ...b.values]);
  const outer = isInside(a.region, b.region) ? b : a;
  const isSameRegion = a.region === b.region;
  return {
    values: values === undefined || values.size > maxListed ? undefined : [...values],
    start: Math.min(a.start, b.start),
    block: isSameRegion && a.block !== b.block ? undefined : outer.block,
    region: outer.region,
  };
}

/** One of the regions encloses the other one, as both enclose a use of what is defined in them. */
const isInside = (inner: Region, outer: Region): boolean => inner !== outer && outer.isAncestorOf(inner);
