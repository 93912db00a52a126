/** Operations that read or write one element of a buffer. */

import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface ElementAccessOp {
  readonly kind: "load" | "store";
  buffer(op: Operation): Value;
  /** One for each dimension of the buffer. */
  indices(op: Operation): readonly Value[];
  /** What a store writes. */
  stored?(op: Operation): Value;
}
export const ElementAccessOpInterface = new OpInterface<ElementAccessOp>("ElementAccessOpInterface");
