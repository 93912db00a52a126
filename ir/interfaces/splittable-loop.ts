/** Loops that count in steps of 1, parts of whose iterations can become loops of their own. */

import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** Where a part begins or ends: a bound of the whole loop or its opposite, plus a constant. */
export interface PartBound {
  readonly of: "lower" | "upper";
  readonly factor: 1 | -1;
  readonly constant: number;
}

export interface SplittableLoopOp {
  /** Whether the loop has one induction variable, an index that grows by 1, and bounds from which parts can be made. */
  isSplittable(op: Operation): boolean;
  /**
   * Makes a loop of the same kind that carries nothing, from the greatest of `from` to the least of `to`. `body` emits its
   * body, given the induction variable.
   */
  createPart(
    op: Operation,
    builder: OpBuilder,
    from: readonly PartBound[],
    to: readonly PartBound[],
    body: (iv: Value) => void,
  ): void;
  /** `factor * iv + constant` in the body of such a part. */
  createIndex(op: Operation, builder: OpBuilder, iv: Value, factor: 1 | -1, constant: number): Value;
}
export const SplittableLoopOpInterface = new OpInterface<SplittableLoopOp>("SplittableLoopOpInterface");
