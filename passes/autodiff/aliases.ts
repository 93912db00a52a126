/** Which buffers of a function may be the same memory: values that are passed on, cast or chosen among one another. */

import { BaseMemRefType } from "../../ir/builtin/types.ts";
import { regionMemoryOf } from "../../ir/interfaces/concurrent.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { type Flow, isBuffer, usedValues } from "./flow.ts";

const holdsBuffers = (value: Value): boolean =>
  value.type instanceof BaseMemRefType && value.type.elementType instanceof BaseMemRefType;

/** Whether `value` is memory that the operation has allocated. */
export const allocates = (op: Operation, value: Value): boolean =>
  MemoryEffectOpInterface.of(op)
    ?.effects(op)
    .some((effect) => effect.kind === "allocate" && effect.value === value) === true;

/** Sets of buffers, each with one of them as its root (union-find). */
export class Aliases {
  readonly #parents: Map<Value, Value>;
  /** What an operation of the function has allocated. */
  readonly #allocations: Set<Value>;
  /** Roots of sets in which all memory was allocated by the function. */
  readonly #own: Set<Value>;

  constructor(flow: Flow) {
    this.#parents = new Map();
    this.#allocations = new Set();
    const derived = new Set<Value>();
    for (const { forwarded, inputs } of flow.allEdges()) {
      inputs.forEach((input, i) => {
        const value = forwarded[i];
        if (value === undefined || !isBuffer(input)) return;
        derived.add(input);
        this.#unite(input, value);
      });
    }
    for (const op of flow.structured) {
      for (const { buffer } of regionMemoryOf(op)) {
        this.#allocations.add(buffer);
        derived.add(buffer);
      }
    }
    const buffers = flow.units.flatMap((op) => this.#addUnit(op, derived));
    const outside = new Set(buffers.filter((value) => !derived.has(value)).map((value) => this.root(value)));
    this.#own = new Set([...this.#allocations].map((value) => this.root(value)).filter((root) => !outside.has(root)));
  }

  /** The buffer that stands for all that may be the same memory. */
  root(value: Value): Value {
    let root = value;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    for (let current = value; current !== root; ) {
      const next = this.#parents.get(current)!;
      this.#parents.set(current, root);
      current = next;
    }
    return root;
  }

  /** Whether the function has allocated all memory that `value` may be. It is distinct from what arguments refer to. */
  isOwn(value: Value): boolean {
    return this.#own.has(this.root(value));
  }

  /** Whether `value` is the very result of an allocation in the function. */
  isAllocation(value: Value): boolean {
    return this.#allocations.has(value);
  }

  #unite(a: Value, b: Value): void {
    const [first, second] = [this.root(a), this.root(b)];
    if (first !== second) this.#parents.set(first, second);
  }

  /** Relates what a unit takes and gives; returns all these buffers, and adds those that come from others to `derived`. */
  #addUnit(op: Operation, derived: Set<Value>): Value[] {
    const used = usedValues(op).filter(isBuffer);
    const given = op.results.filter(isBuffer);
    for (const result of given) {
      if (allocates(op, result)) this.#allocations.add(result);
      else if (used.length === 0) continue;
      else for (const source of used) this.#unite(result, source);
      derived.add(result);
    }
    // What is put into a buffer of buffers comes out of it again. A terminator only passes on what it uses.
    const container = op.def.isTerminator ? undefined : used.find(holdsBuffers);
    if (container !== undefined) for (const value of used) this.#unite(value, container);
    return [...used, ...given];
  }
}
