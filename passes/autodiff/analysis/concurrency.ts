/** Which executions may happen at the same time, and which memory they share then. */

import { ConcurrentOpInterface, regionMemoryOf } from "../../../ir/interfaces/concurrent.ts";
import { RegionBranchOpInterface } from "../../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { baseOfBuffer } from "../memory/base-buffer.ts";

/** The outermost operation around `op` whose executions may happen at the same time and share the buffer. */
export function outermostConcurrent(op: Operation, base?: Value): Operation | undefined {
  let outermost: Operation | undefined;
  for (let around = op.parentOp; around !== null; around = around.parentOp) {
    // Memory that an execution has allocated, or is given for itself, is its own.
    if (base?.definingOp?.parentOp === around) break;
    const given = regionMemoryOf(around).find(({ buffer }) => buffer === base);
    if (given?.isShared === false) break;
    if (ConcurrentOpInterface.implementedBy(around)) outermost = around;
    if (given !== undefined) break;
  }
  return outermost;
}

/** Whether the regions of an operation are executed one after the other, and those of its reverse in the opposite order. */
export const isInOrder = (op: Operation): boolean =>
  RegionBranchOpInterface.implementedBy(op) && !ConcurrentOpInterface.implementedBy(op);

/** Buffers that executions of one function at the same time share: some of those that it is given. */
export class SharedBuffers {
  readonly #bases: ReadonlySet<Value>;
  constructor(bases: Iterable<Value>) {
    this.#bases = new Set(bases);
  }

  /** Whether a buffer may be one of them; any may if it comes from nobody knows where. */
  has(buffer: Value): boolean {
    const base = baseOfBuffer(buffer);
    return base === undefined ? this.#bases.size > 0 : this.#bases.has(base);
  }
}

/** The functions that may be executed several times at once: called in parallel loops and kernels, and what they call. */
export function concurrentFunctions(
  module: Operation,
  calleeOf: (op: Operation) => Operation | undefined,
): ReadonlySet<Operation> {
  const found = new Set<Operation>();
  const visit = (root: Operation, isConcurrent: (op: Operation) => boolean): void => {
    root.walk((op) => {
      const callee = calleeOf(op);
      if (callee !== undefined && isConcurrent(op)) found.add(callee);
      return undefined;
    });
  };
  visit(module, (op) => outermostConcurrent(op) !== undefined);
  // The set grows while it is walked.
  for (const fn of found) visit(fn, () => true);
  return found;
}

/** Whether executions of `op`, which stands in such a function or not, may share the buffer. */
export function isSharedAt(op: Operation, buffer: Value, inConcurrentFunction: boolean): boolean {
  const base = baseOfBuffer(buffer);
  if (outermostConcurrent(op, base) !== undefined) return true;
  return inConcurrentFunction && base?.definingOp === undefined;
}
