/** Uses of values that have to go together. */

import type { Operation } from "../../ir/operation.ts";
import type { OpOperand } from "../../ir/value.ts";

/** What an operation needs gone when `uses` of it go; undefined if they cannot. */
type Needs = (op: Operation, uses: ReadonlySet<OpOperand>) => Iterable<OpOperand> | undefined;

export class UseSet {
  readonly #byOwner = new Map<Operation, Set<OpOperand>>();
  readonly #pending = new Set<Operation>();

  get byOwner(): ReadonlyMap<Operation, ReadonlySet<OpOperand>> {
    return this.#byOwner;
  }

  add(use: OpOperand): void {
    const uses = this.#byOwner.get(use.owner);
    if (uses === undefined) this.#byOwner.set(use.owner, new Set([use]));
    else if (uses.has(use)) return;
    else uses.add(use);
    this.#pending.add(use.owner);
  }

  /** Adds what has to go as well. An operation is asked again when more uses of it turn up. Returns whether all can go. */
  complete(needs: Needs): boolean {
    for (const op of this.#pending) {
      this.#pending.delete(op);
      const more = needs(op, this.#byOwner.get(op)!);
      if (more === undefined) return false;
      for (const use of more) this.add(use);
    }
    return true;
  }
}
