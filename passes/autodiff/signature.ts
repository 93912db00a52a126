/** Which derivative of a function is meant. */

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
}
