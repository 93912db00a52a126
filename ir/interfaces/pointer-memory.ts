/** Operations that put pointers into memory or take them out of it. */

import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** A pointer that is in memory before or after the operation, and a pointer to that memory. */
export interface HeldPointer {
  readonly pointer: Value;
  readonly memory: Value;
}

export interface PointerMemoryOp {
  /** The pointers that are stored or loaded. */
  held?(op: Operation): readonly HeldPointer[];
  /** Pointers to memory between which anything may be copied, pointers as well. */
  copied?(op: Operation): readonly Value[];
}
export const PointerMemoryOpInterface = new OpInterface<PointerMemoryOp>("PointerMemoryOpInterface");
