/** Operations on integers whose result is a sum of multiples of their operands. */

import type { Operation } from "../operation.ts";
import { OpInterface } from "./interface.ts";

export interface LinearSum {
  readonly constant: bigint;
  /** One for each operand. */
  readonly factors: readonly bigint[];
}

export interface LinearOp {
  /** The sum that the only result is; undefined if it is none. */
  sum(op: Operation): LinearSum | undefined;
}
export const LinearOpInterface = new OpInterface<LinearOp>("LinearOpInterface");
