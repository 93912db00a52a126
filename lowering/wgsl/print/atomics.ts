/** Memory that is updated in one step, whose elements have a type of their own in WGSL. */
import { AtomicRMWOp, GenericAtomicRMWOp } from "../../../dialects/memref/index.ts";
import type { Value } from "../../../ir/value.ts";

export const isAtomicMemory = (memory: Value): boolean =>
  memory.users.some((user) => AtomicRMWOp.is(user) || GenericAtomicRMWOp.is(user));
