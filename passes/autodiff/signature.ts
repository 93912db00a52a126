/** Which derivative of a function is meant. */

import type { Operation } from "../../ir/operation.ts";

export interface DerivativeSignature {
  readonly mode: "forward" | "reverse";
  /** Indices of the arguments to differentiate by, increasing. */
  readonly wrt: readonly number[];
  /** Reverse mode: indices of the results that have a cotangent. */
  readonly seeded: readonly number[];
  /** Reverse mode: whether the derivative returns the function's results as well. */
  readonly withResults: boolean;
  /** Reverse mode: indices of the arguments in `wrt` to whose shadows others may add at the same time. */
  readonly shared: readonly number[];
  /** Forward mode: how many tangents there are for each number; 1 if it is left out. */
  readonly width?: number;
}

/**
 * The halves of a function that its reverse does not execute again. Both take its arguments, shadows of those in `wrt`, and
 * stacks behind all else.
 */
export interface SplitFunction {
  /** Does what the function does, and returns what it returns. */
  readonly augmented: Operation;
  /** Takes cotangents of results, and returns those of arguments. */
  readonly pullback: Operation;
}

/** Which halves of a function are meant. */
export interface SplitSignature extends Pick<DerivativeSignature, "wrt" | "seeded" | "shared"> {
  /** Indices of the buffers among the arguments that hold in the pullback what they hold in the augmented function. */
  readonly constant: readonly number[];
}
