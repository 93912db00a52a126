/** Operations that ask for the size of a dimension. */

import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface ShapedDimOp {
  /** The buffer or tensor whose size is asked for. */
  shapedValue(op: Operation): Value;
  /** The number of the dimension, an index. */
  dimension(op: Operation): Value;
}
export const ShapedDimOpInterface = new OpInterface<ShapedDimOp>("ShapedDimOpInterface");
