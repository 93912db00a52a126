/** Operations that allocate memory. */

import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";

/** Whether `value` is memory that the operation has allocated. */
export const allocates = (op: Operation, value: Value): boolean =>
  MemoryEffectOpInterface.of(op)
    ?.effects(op)
    .some((effect) => effect.kind === "allocate" && effect.value === value) === true;
