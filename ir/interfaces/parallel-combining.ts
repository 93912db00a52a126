/** Operations that join what the threads of a parallel loop computed (`tensor.parallel_insert_slice`). */

import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface ParallelCombiningOp {
  /** The loop's outputs, as its region sees them, that the operation writes to. */
  updatedDestinations(op: Operation): readonly Value[];
  /**
   * Makes the operation that does the same for one thread alone, at the builder's insertion point: it returns
   * `destination` as it is afterwards. Undefined if there is none.
   */
  createSequential?(op: Operation, builder: OpBuilder, destination: Value): Value;
}
export const ParallelCombiningOpInterface = new OpInterface<ParallelCombiningOp>("ParallelCombiningOpInterface");

/** Operations whose region holds such operations, and nothing else. */
export const InParallelOpInterface = new OpInterface<object>("InParallelOpInterface");
