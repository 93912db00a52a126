/** Which tensors are read: by an operation, or under another name that one gives to (a part of) them. */

import type { Operation } from "../../../ir/operation.ts";
import type { OpOperand, Value } from "../../../ir/value.ts";
import { isTensor, type UnanalysedState } from "./state.ts";

/** The tensors in `root` in the order in which they are there. */
export function tensorsIn(root: Operation): Value[] {
  const values: Value[] = [];
  const visit = (op: Operation): void => {
    for (const region of op.regions) {
      for (let block = region.first; block !== null; block = block.next) {
        for (const argument of block.args) if (isTensor(argument.type)) values.push(argument);
        for (let inner = block.first; inner !== null; inner = inner.next) visit(inner);
      }
    }
    for (const result of op.results) if (isTensor(result.type)) values.push(result);
  };
  visit(root);
  return values;
}

export class ReadValues {
  readonly #read: Set<Value>;
  readonly #state: UnanalysedState;

  constructor(state: UnanalysedState) {
    this.#read = new Set();
    this.#state = state;
  }

  has(value: Value): boolean {
    return this.#read.has(value);
  }

  /** Looks at `tensors` from the last to the first: other names of a tensor come after it, but for loops of branches. */
  find(tensors: readonly Value[]): void {
    for (let isComplete = false; !isComplete; ) {
      isComplete = true;
      for (let i = tensors.length - 1; i >= 0; i--) {
        const value = tensors[i]!;
        if (this.#read.has(value) || !this.#isReadByUse(value)) continue;
        this.#read.add(value);
        isComplete = false;
      }
    }
  }

  #isReadByUse(value: Value): boolean {
    for (let use = value.firstUse; use !== null; use = use.nextUse) if (this.isRead(use)) return true;
    return false;
  }

  /** Whether the use reads the tensor, or passes it on to someone who does. */
  isRead(use: OpOperand): boolean {
    if (this.#state.bufferizesToMemoryRead(use)) return true;
    if (this.#state.bufferizesToMemoryWrite(use)) return false;
    return this.#state.aliasingValues(use).some(({ value }) => this.#read.has(value));
  }
}
