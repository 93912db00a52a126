/** What a function does to buffers: where they come from, which are written. */

import type { Region } from "../../ir/block.ts";
import { BaseMemRefType } from "../../ir/builtin/types.ts";
import { CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import { type MemoryEffect, MemoryEffectOpInterface, memoryEffects } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";

export const isBuffer = (value: Value): boolean => value.type instanceof BaseMemRefType;

const allocates = (op: Operation, value: Value): boolean =>
  MemoryEffectOpInterface.of(op)
    ?.effects(op)
    .some((effect) => effect.kind === "allocate" && effect.value === value) === true;

/** The buffer that a value is a view of: an argument, or what an operation allocates. */
export function memoryRoot(value: Value): Value {
  let root = value;
  for (;;) {
    const op = root.definingOp;
    if (op === undefined || allocates(op, root)) return root;
    const source = op.operands.find(isBuffer);
    if (source === undefined) return root;
    root = source;
  }
}

/** An allocation inside the function is distinct from every other buffer; two arguments may be the same memory. */
const isOwnAllocation = (root: Value): boolean => root.definingOp !== undefined && allocates(root.definingOp, root);

export class MemoryUse {
  /** Roots that are written somewhere in the function. */
  readonly #written: Set<Value>;
  /** Something is written of which nobody knows what: a call, or a write without a value. */
  #writesUnknown: boolean;

  constructor(body: Region) {
    this.#written = new Set();
    this.#writesUnknown = false;
    for (const block of body.blocks()) {
      for (const op of block.ops()) {
        op.walk((inner) => {
          this.#record(inner);
          return undefined;
        });
      }
    }
  }

  #record(op: Operation): void {
    if (CallOpInterface.implementedBy(op)) {
      if (op.operands.some(isBuffer)) this.#writesUnknown = true;
      return;
    }
    const effects = MemoryEffectOpInterface.of(op)?.effects(op) ?? [];
    for (const { kind, value } of effects) {
      if (kind !== "write" && kind !== "free") continue;
      if (value === undefined) this.#writesUnknown = true;
      else if (isBuffer(value)) this.#written.add(memoryRoot(value));
    }
  }

  /** Whether the memory behind `value` holds the same from the beginning of the function to its end. */
  isReadOnly(value: Value): boolean {
    if (this.#writesUnknown) return false;
    const root = memoryRoot(value);
    if (this.#written.has(root)) return false;
    if (isOwnAllocation(root)) return true;
    for (const written of this.#written) if (!isOwnAllocation(written)) return false;
    return true;
  }

  /** Whether `op` gives the same results when it is executed again later. */
  isRepeatable(op: Operation): boolean {
    if (op.regions.length > 0 || op.blockOperands.length > 0 || CallOpInterface.implementedBy(op)) return false;
    const effects: readonly MemoryEffect[] | undefined = memoryEffects(op);
    return (
      effects?.every(({ kind, value }) => kind === "read" && value !== undefined && this.isReadOnly(value)) === true
    );
  }
}
