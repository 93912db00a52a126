/** Remembers, while IR is copied, which value and block stands for which. */

import type { Block } from "./block.ts";
import type { Value } from "./value.ts";

/** What stands for which value and block in a copy. */
export class IRMapping {
  readonly #values: Map<Value, Value>;
  readonly #blocks: Map<Block, Block>;
  constructor() {
    this.#values = new Map();
    this.#blocks = new Map();
  }
  map(from: Value, to: Value): void {
    this.#values.set(from, to);
  }
  mapAll(from: readonly Value[], to: readonly Value[]): void {
    from.forEach((value, i) => {
      this.#values.set(value, to[i]!);
    });
  }
  mapBlock(from: Block, to: Block): void {
    this.#blocks.set(from, to);
  }
  has(value: Value): boolean {
    return this.#values.has(value);
  }
  lookup(value: Value): Value | undefined {
    return this.#values.get(value);
  }
  lookupOrSelf(value: Value): Value {
    return this.#values.get(value) ?? value;
  }
  blockOrSelf(block: Block): Block {
    return this.#blocks.get(block) ?? block;
  }
}
