/** Loops whose iterations can be counted beforehand, and executed in parts. */

import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** The iterations of a loop: values in front of it. */
export interface Numbering {
  /** How many iterations there are. */
  readonly count: Value;
  /** What tells, together with the number of an iteration, the value of its induction variable. */
  readonly bases: readonly Value[];
}

export interface CountedLoopOp {
  /** Makes what is needed to number the iterations from 0 on. */
  numbering(op: Operation, builder: OpBuilder): Numbering;
  /** The induction variable in an iteration, of values that stand for the bases. */
  inductionValue(op: Operation, builder: OpBuilder, number: Value, bases: readonly Value[]): Value;
  /** Makes a loop of the same kind over the numbers from `from` up to `to`; `body` gives what it carries on. */
  createOver(
    op: Operation,
    builder: OpBuilder,
    range: { readonly from: Value; readonly to: Value },
    inits: readonly Value[],
    body: (number: Value, state: readonly Value[]) => readonly Value[],
  ): Operation;
}
export const CountedLoopOpInterface = new OpInterface<CountedLoopOp>("CountedLoopOpInterface");
