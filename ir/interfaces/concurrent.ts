/** Operations whose regions are executed several times at once. */

import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** A buffer that a region has as an argument. */
export interface RegionMemory {
  readonly buffer: Value;
  /** Whether several executions have the same one. */
  readonly isShared: boolean;
}

export interface ConcurrentOp {
  /** The values that, taken together, tell one execution from another. */
  executionIds(op: Operation): readonly Value[];
  /** Memory that is there as long as the region is executed. */
  regionMemory?(op: Operation): readonly RegionMemory[];
}
export const ConcurrentOpInterface = new OpInterface<ConcurrentOp>("ConcurrentOpInterface");

/** Operations that execute their regions at once, and could do so one after the other as well. */
export interface SequenceableOp {
  /**
   * Puts an operation in the place of `op` whose regions, into which its content moves, follow each other. Whether
   * there is one.
   */
  executeInOrder(op: Operation): boolean;
}
export const SequenceableOpInterface = new OpInterface<SequenceableOp>("SequenceableOpInterface");

/** The memory that the regions of an operation have as arguments. */
export const regionMemoryOf = (op: Operation): readonly RegionMemory[] =>
  ConcurrentOpInterface.of(op)?.regionMemory?.(op) ?? [];

/** The innermost operation around `op` that executes it several times at once. */
export function concurrentAncestor(op: Operation): Operation | undefined {
  let around = op.parentOp;
  while (around !== null && !ConcurrentOpInterface.implementedBy(around)) around = around.parentOp;
  return around ?? undefined;
}
