/** Operations of other levels that ask for derivatives, in the way that Enzyme (https://enzyme.mit.edu) lets C ask. */

import type { SymbolRefAttr } from "../builtin/attributes.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** How an argument takes part, in the words of Enzyme. */
export type RequestedActivity = "enzyme_active" | "enzyme_dup" | "enzyme_dupnoneed" | "enzyme_const";

export interface DerivativeRequest {
  /** Reverse mode may be asked for in two halves, between which the program keeps a tape. */
  readonly mode: "forward" | "reverse" | "augment" | "pullback";
  readonly fn: SymbolRefAttr;
  /** One for each argument of the function. */
  readonly activities: readonly RequestedActivity[];
  /** How many tangents or adjoints of each number are asked for. */
  readonly width: number;
  /** The arguments, those that are duplicated each followed by its shadow, or by as many as there are tangents or adjoints. */
  readonly inputs: readonly Value[];
  /** Whether the result of the function is wanted as well, in front of the derivatives. */
  readonly needsPrimal: boolean;
  /** The adjoint of a result: what the second half of reverse mode is given, else 1 in front of the request. */
  cotangent(index: number): Value;
  /** The address of the tape that the second half of reverse mode takes. */
  readonly tape: Value | undefined;
  /** Puts the results in the place of the operation; the first half of reverse mode gives the address of a tape first. */
  replaceBy(outputs: readonly Value[]): void;
}

/** Asks how many bytes a program must have for a tape that it keeps itself. */
export interface TapeSizeRequest {
  readonly mode: "size";
  /** Puts the number in the place of the operation. */
  replace(): void;
}

export interface DerivativeRequestOp {
  /** What the operation asks for; undefined if it is no request. Throws `opError` at one that cannot be understood. */
  request(op: Operation): DerivativeRequest | TapeSizeRequest | undefined;
}
export const DerivativeRequestOpInterface = new OpInterface<DerivativeRequestOp>("DerivativeRequestOpInterface");
