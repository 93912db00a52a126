/** Sees to it that the reverse sweep finds in buffers what operations of the primal sweep have read there. */

import { allocateCopy } from "../../../dialects/memref/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { MemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { callArguments } from "../../../ir/interfaces/control-flow.ts";
import { memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { isBuffer } from "../analysis/flow.ts";
import type { StorageCache } from "../reverse/storage.ts";
import type { MemoryUse } from "./memory.ts";

export class BufferContents {
  readonly #memory: MemoryUse;
  readonly #cache: StorageCache;
  /** The copies made in front of an operation, by the buffer. */
  readonly #copies: Map<Operation, Map<Value, Value>>;

  constructor(memory: MemoryUse, cache: StorageCache) {
    this.#memory = memory;
    this.#cache = cache;
    this.#copies = new Map();
  }

  /**
   * A value of the primal sweep that holds at the reverse of `op` what `buffer` held in front of `op`: the buffer itself
   * if nothing writes it from there on, else a copy.
   */
  inFrontOf(op: Operation, buffer: Value): Value {
    const memory = this.#memory;
    if (memory.writerBehind(op, buffer) === undefined && !memory.writes(op, buffer)) {
      this.#delayFrees(op, buffer);
      return buffer;
    }
    const copies = this.#copies.get(op) ?? new Map<Value, Value>();
    this.#copies.set(op, copies);
    const copy = copies.get(buffer) ?? this.#copyInFrontOf(op, buffer);
    copies.set(buffer, copy);
    return copy;
  }

  #copyInFrontOf(op: Operation, source: Value): Value {
    if (!(source.type instanceof MemRefType)) throw opError(op, "cannot be differentiated on unranked buffers");
    const copy = allocateCopy(OpBuilder.before(op), source);
    this.#cache.freeBehind(op, copy);
    return copy;
  }

  /**
   * What a call reads that is executed again in the reverse sweep is freed no earlier.
   * @throws DiagnosticError if it is written behind the call
   */
  keepForCall(call: Operation): void {
    const writer = this.#memory.writerBehindCall(call);
    if (writer !== undefined) {
      throw opError(call, "cannot be differentiated in reverse mode: it reads a buffer that is changed afterwards")
        .attachNote(writer.loc, "the buffer may be changed here")
        .attachNote(call.loc, "its reverse would execute the called function again; let it read a copy");
    }
    for (const buffer of callArguments(call).filter(isBuffer)) {
      for (const inside of [buffer, ...this.#memory.reachable(buffer)]) this.#delayFrees(call, inside);
    }
  }

  /** What `op` reads is freed no earlier than `op` is executed again. */
  keepForRepetition(op: Operation): void {
    for (const { value } of memoryEffects(op) ?? []) if (value !== undefined) this.#delayFrees(op, value);
  }

  /** What the reverse of `reader` reads is freed no earlier than behind the reverse of its allocation. */
  #delayFrees(reader: Operation, buffer: Value): void {
    for (const free of this.#memory.freesOf(buffer)) {
      if (free.block === null || this.#cache.isTakenOver(free)) continue;
      const freed = free.operands.find((value) => this.#memory.isAllocation(value));
      if (freed === undefined) {
        throw opError(
          free,
          "cannot be differentiated in reverse mode: it frees a buffer that is read again then",
        ).attachNote(reader.loc, "the reverse of this operation reads it");
      }
      this.#cache.freeBehind(freed.definingOp!, { buffer: freed, by: free.clone() });
      free.erase();
    }
  }
}
