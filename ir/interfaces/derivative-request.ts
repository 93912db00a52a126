/** Operations of other levels that ask for derivatives, in the way that Enzyme (https://enzyme.mit.edu) lets C ask. */

import type { SymbolRefAttr } from "../builtin/attributes.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** How an argument takes part, in the words of Enzyme. */
export type RequestedActivity = "enzyme_active" | "enzyme_dup" | "enzyme_dupnoneed" | "enzyme_const";

export interface DerivativeRequest {
  readonly mode: "forward" | "reverse";
  readonly fn: SymbolRefAttr;
  /** One for each argument of the function. */
  readonly activities: readonly RequestedActivity[];
  /** How many tangents or adjoints of each number are asked for. */
  readonly width: number;
  /** The arguments, those that are duplicated each followed by its shadow, or by as many as there are tangents or adjoints. */
  readonly inputs: readonly Value[];
  /** Whether the result of the function is wanted as well, in front of the derivatives. */
  readonly needsPrimal: boolean;
  /** The adjoint of a result, in reverse mode: 1 in front of the request. */
  one(index: number): Value;
  /** Puts the results in the place of the operation. */
  replaceBy(outputs: readonly Value[]): void;
}

export interface DerivativeRequestOp {
  /** What the operation asks for; undefined if it is no request. Throws `opError` at one that cannot be understood. */
  request(op: Operation): DerivativeRequest | undefined;
}
export const DerivativeRequestOpInterface = new OpInterface<DerivativeRequestOp>("DerivativeRequestOpInterface");
