/** Parallel loops that become sequential, since what is done in them needs an order. */

import { SequenceableOpInterface } from "../../../ir/interfaces/concurrent.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { outermostConcurrent } from "../analysis/concurrency.ts";
import { baseOfBuffer } from "../memory/base-buffer.ts";

/**
 * Makes the loops around an operation sequential in which executions at the same time share the buffer, by default any.
 * Returns the first operation around that cannot be executed in sequence.
 */
export function executeInOrder(op: Operation, buffer?: Value): Operation | undefined {
  const base = buffer && baseOfBuffer(buffer);
  for (let loop = outermostConcurrent(op, base); loop !== undefined; loop = outermostConcurrent(op, base)) {
    if (SequenceableOpInterface.of(loop)?.executeInOrder(loop) !== true) return loop;
  }
  return undefined;
}
