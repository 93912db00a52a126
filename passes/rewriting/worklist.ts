/**
 * The operations that the greedy driver has yet to visit, last in, first out.
 *
 * A change to an operation is also news for all operations around it. Those wait in a second list until the first is
 * empty: then each is visited once after a burst of changes inside it, which keeps deep nests linear.
 */
import type { Operation } from "../../ir/operation.ts";

export class Worklist {
  #stack: Operation[];
  /** What is in the stack and was not removed since; a stale entry of the stack is skipped when it is met. */
  readonly #pending: Set<Operation>;
  /** If an operation waits here, so do all the operations around it. */
  readonly #ancestors: Set<Operation>;

  constructor() {
    this.#stack = [];
    this.#pending = new Set();
    this.#ancestors = new Set();
  }

  push(op: Operation): void {
    const { size } = this.#pending;
    if (this.#pending.add(op).size > size) this.#stack.push(op);
  }

  /** Lets the operations between `op` and `root` be visited again. */
  pushAncestors(op: Operation, root: Operation): void {
    let ancestor = op.parentOp;
    while (ancestor !== null && ancestor !== root && !this.#ancestors.has(ancestor)) {
      this.#ancestors.add(ancestor);
      ancestor = ancestor.parentOp;
    }
  }

  remove(op: Operation): void {
    this.#pending.delete(op);
    this.#ancestors.delete(op);
  }

  /** The next operation is then the one that was pushed first. */
  reverse(): void {
    this.#stack.reverse();
  }

  pop(): Operation | undefined {
    for (;;) {
      const op = this.#stack.pop();
      if (op === undefined) {
        if (this.#ancestors.size === 0) return undefined;
        for (const ancestor of this.#ancestors) this.push(ancestor);
        this.#ancestors.clear();
      } else if (this.#pending.delete(op)) return op;
    }
  }

  clear(): void {
    this.#stack = [];
    this.#pending.clear();
    this.#ancestors.clear();
  }
}
